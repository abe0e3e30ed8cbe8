#include "ui/window/search_list.h"

#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int searchListInset = 12;
constexpr int searchListGap = 8;

class HitDelegate : public QStyledItemDelegate
{
public:
    HitDelegate(const SearchHitModel& hits, QObject* parent) : QStyledItemDelegate(parent), m_hits(hits) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, rowHeight(28, TypeRole::Body)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const SearchHit& hit = m_hits.hit(index.row());
        const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
        painter->fillRect(option.rect, colour(isCurrent ? Token::Soft : Token::Raised));
        QRect place = option.rect.adjusted(searchListInset, 0, -searchListInset, 0);
        const Token faint = hit.isEnabled ? Token::Text2 : Token::Off;
        place.setRight(draw(*painter, place, hit.kind, TypeRole::Table, faint, Qt::AlignRight) - searchListGap);
        const Token tone = hit.isEnabled ? Token::Text : Token::Off;
        place.setLeft(draw(*painter, place, hit.title, TypeRole::Body, tone, Qt::AlignLeft) + searchListGap);
        draw(*painter, place, hit.detail, TypeRole::Table, faint, Qt::AlignLeft);
    }

private:
    /// Elides; returns the inner end of what was drawn.
    static int draw(QPainter& painter, const QRect& place, const QString& text, TypeRole role, Token tone,
                    Qt::Alignment side)
    {
        painter.setFont(ui::font(role));
        painter.setPen(colour(tone));
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, place.width()));
        painter.drawText(place, static_cast<int>(side | Qt::AlignVCenter), shown);
        const int width = painter.fontMetrics().horizontalAdvance(shown);
        return side == Qt::AlignRight ? place.right() - width : place.left() + width;
    }

    const SearchHitModel& m_hits;
};

} // namespace

void SearchHitModel::setHits(std::vector<SearchHit> hits)
{
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int SearchHitModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant SearchHitModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SearchHit& shown = hit(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown.title;
    case Qt::AccessibleTextRole: {
        QStringList words{shown.title, shown.detail, shown.kind};
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

Qt::ItemFlags SearchHitModel::flags(const QModelIndex& index) const
{
    return index.isValid() && hit(index.row()).isEnabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

SearchList::SearchList(QWidget* parent) : QListView(parent), m_model(new SearchHitModel(this))
{
    setAccessibleName(tr("What was found"));
    setProperty(property::popup, true);
    setModel(m_model);
    setItemDelegate(new HitDelegate(*m_model, this));
    setUniformItemSizes(true);
    setFocusPolicy(Qt::NoFocus); // the keys go to the field above
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void SearchList::setHits(std::vector<SearchHit> hits)
{
    const auto first = std::ranges::find(hits, true, &SearchHit::isEnabled);
    const int row = first == hits.end() ? -1 : static_cast<int>(first - hits.begin());
    m_model->setHits(std::move(hits));
    setCurrentIndex(m_model->index(row));
    scrollToTop();
}

const SearchHit* SearchList::currentHit() const
{
    return currentIndex().isValid() ? &m_model->hit(currentIndex().row()) : nullptr;
}

void SearchList::move(int rows)
{
    const int step = rows < 0 ? -1 : 1;
    int reached = currentIndex().row();
    for (int row = reached + step, left = std::abs(rows); left > 0 && row >= 0 && row < m_model->rowCount();
         row += step)
        if (m_model->hit(row).isEnabled) {
            reached = row;
            --left;
        }
    setCurrentIndex(m_model->index(reached));
}

} // namespace tastescope::ui
