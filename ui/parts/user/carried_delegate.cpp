#include "ui/parts/user/carried_delegate.h"

#include "ui/tables/carried_table.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int carriedBar = 8;

// Zero, the noise on both sides of it, and the change from zero.
void drawChange(QPainter& painter, const QRect& cell, const QRect& place, const CarriedTable& table, int row,
                bool selected)
{
    const double span = table.highest() - table.lowest();
    if (!(span > 0))
        return;
    const auto at = [&](double value) {
        return place.left() + static_cast<int>((value - table.lowest()) / span * place.width() + 0.5);
    };
    const int noiseLeft = at(-table.noise());
    painter.fillRect(QRect(noiseLeft, cell.top(), qMax(1, at(table.noise()) - noiseLeft), cell.height()),
                     colour(Token::Hover));
    const double change = table.change(row);
    const int zero = at(0);
    const int end = at(change);
    const Token tone = selected ? Token::Accent : table.isNoise(row) ? Token::Bar2 : Token::Bar;
    painter.fillRect(
        QRect(qMin(zero, end), cell.center().y() - carriedBar / 2 + 1, qMax(1, qAbs(end - zero)), carriedBar),
        colour(tone));
    painter.fillRect(QRect(zero, cell.top(), 1, cell.height()), colour(Token::Axis));
}

void drawName(QPainter& painter, const QRect& place, const QString& name, const QString& below)
{
    const int line = lineHeight(TypeRole::Table);
    QRect top = place;
    if (!below.isEmpty()) {
        const int under = lineHeight(TypeRole::Axis);
        top = QRect(place.left(), place.center().y() - (line + under) / 2 + 1, place.width(), line);
        painter.setFont(font(TypeRole::Axis));
        painter.setPen(colour(Token::Text3));
        painter.drawText(QRect(place.left(), top.bottom(), place.width(), under), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(below, Qt::ElideRight, place.width()));
    }
    painter.setFont(font(TypeRole::TableStrong));
    painter.setPen(colour(Token::Text));
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, place.width()));
}

} // namespace

void CarriedDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* table = qobject_cast<const CarriedTable*>(index.model());
    if (!table)
        return QStyledItemDelegate::paint(painter, option, index);
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, colour(Token::Soft));
    const int column = index.column();
    const bool last = column == table->columnCount() - 1;
    const QRect place = option.rect.adjusted(column == 0 ? 12 : 8, 0, last ? -12 : -8, 0);
    if (column == 0) {
        drawName(*painter, place, index.data().toString(), table->holdersText(index.row()));
    } else if (column == 1) {
        drawChange(*painter, option.rect, place, *table, index.row(), selected);
    } else {
        const ColumnLook look = table->look(column);
        const QVariant tone = index.data(TableModel::ToneRole);
        painter->setFont(font(look.strong && !tone.isValid() ? TypeRole::TableStrong : TypeRole::Table));
        painter->setPen(colour(tone.isValid() ? static_cast<Token>(tone.toInt()) : look.tone));
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(Token::Grid));
    painter->restore();
}

} // namespace tastescope::ui
