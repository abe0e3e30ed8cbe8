#include "ui/tables/table_header.h"

#include "ui/theme/icons.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int arrow = 10;
constexpr int arrowGap = 3;

} // namespace

TableHeader::TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false); // highlighted headers would be drawn in a false bold
    setMinimumSectionSize(24);
    setSortIndicatorShown(false);
    connect(this, &QHeaderView::sectionClicked, this, [this] { setSortIndicatorShown(true); });
}

int TableHeader::widthFor(int column) const
{
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    return leftInset(column) + fontMetrics().horizontalAdvance(title) + arrowGap + 5 + rightInset(column);
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const
{
    QStyleOptionHeaderV2 option;
    initStyleOptionForIndex(&option, logicalIndex);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver) && sectionsClickable();
    painter->save();
    painter->fillRect(rect, colour(isHovered ? Token::Hover : Token::Base));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour(Token::Line));

    const QRect place = rect.adjusted(leftInset(logicalIndex), 0, -rightInset(logicalIndex), 0);
    const bool right =
        (model()->headerData(logicalIndex, orientation(), Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
    const QString title = model()->headerData(logicalIndex, orientation()).toString();
    painter->setFont(font());
    painter->setPen(colour(Token::Text2));
    painter->drawText(place, static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                      fontMetrics().elidedText(title, Qt::ElideRight, place.width()));
    if (isSortIndicatorShown() && sortIndicatorSection() == logicalIndex) {
        const int words = fontMetrics().horizontalAdvance(title);
        const int left =
            right ? qMax(rect.left(), place.right() - words - arrowGap - arrow) : place.left() + words + arrowGap;
        icon(sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("up") : QStringLiteral("down"))
            .paint(painter, QRect(left, place.center().y() - arrow / 2, arrow, arrow));
    }
    painter->restore();
}

} // namespace tastescope::ui
