#include "ui/parts/user/ledger_delegate.h"

#include "ui/tables/vote_table.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int barHeight = 8;
constexpr int barTop = 10; // inside the row
constexpr int textTop = 5;

void drawBar(QPainter& painter, const QRect& place, double begin, double end, bool selected, bool isLedger)
{
    const auto at = [&](double share) {
        return place.left() + static_cast<int>(std::clamp(share, 0.0, 1.0) * place.width() + 0.5);
    };
    const int left = at(begin);
    const int top = place.top() + barTop;
    if (isLedger)
        painter.fillRect(QRect(left - 1, top - 2, 1, barHeight + 4), colour(Token::Axis));
    painter.fillRect(QRect(left, top, std::max(1, at(end) - left), barHeight),
                     colour(selected ? Token::Accent : Token::Bar));
}

/// The second line of a row goes on below the numbers: each cell draws its part of the whole.
void drawShared(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const VoteTable& votes)
{
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const int left = view ? view->columnViewportPosition(1) : option.rect.left();
    const int end =
        view ? view->columnViewportPosition(votes.columnCount() - 1) + view->columnWidth(votes.columnCount() - 1)
             : option.rect.right();
    const int line = lineHeight(TypeRole::Table);
    const QRect whole(left + 8, option.rect.bottom() - line - 3, end - left - 20, line);
    painter.save();
    painter.setClipRect(option.rect);
    painter.setFont(font(TypeRole::Table));
    painter.setPen(colour(Token::Text2));
    painter.drawText(whole, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(votes.sharedText(index.row()), Qt::ElideRight, whole.width()));
    painter.restore();
}

} // namespace

void LedgerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* votes = qobject_cast<const VoteTable*>(index.model());
    if (!votes)
        return QStyledItemDelegate::paint(painter, option, index);
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, colour(Token::Hover));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Token::Grid));

    const int column = index.column();
    const bool last = column == votes->columnCount() - 1;
    const QRect place = option.rect.adjusted(column == 0 ? 12 : 8, 0, last ? -12 : -8, 0);
    const ColumnLook look = votes->look(column);
    const int line = lineHeight(TypeRole::Table);
    QRect textRect(place.left(), place.top() + textTop, place.width(), line);
    QString text = index.data().toString();
    painter->setFont(font(look.strong ? TypeRole::TableStrong : TypeRole::Table));
    painter->setPen(colour(look.tone));
    if (column == 1) {
        drawBar(*painter, place, votes->barBegin(index.row()), votes->barEnd(index.row()), selected, votes->isLedger());
        drawShared(*painter, option, index, *votes);
        painter->restore();
        return;
    }
    if (column > 1)
        drawShared(*painter, option, index, *votes);
    const bool right = look.kind == CellKind::Number;
    painter->drawText(textRect, static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), text);
    painter->restore();
}

} // namespace tastescope::ui
