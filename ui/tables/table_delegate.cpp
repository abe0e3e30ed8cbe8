#include "ui/tables/table_delegate.h"

#include "ui/tables/chips.h"
#include "ui/theme/icons.h"
#include "ui/theme/sparkline.h"
#include "ui/theme/type.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int barHeight = 6;
constexpr int markSize = 16;
constexpr int gap = 8;
constexpr int swatch = 24;
constexpr int spark = 58;

const TableModel* modelOf(const QModelIndex& index)
{
    return qobject_cast<const TableModel*>(index.model());
}

QFont fontOf(const ColumnLook& look)
{
    if (look.kind == CellKind::Mono)
        return font(TypeRole::Mono);
    return font(look.strong ? TypeRole::TableStrong : TypeRole::Table);
}

// The cell without its padding: 12 px at the table's own edges, 8 px elsewhere.
QRect content(const QRect& cell, const QModelIndex& index)
{
    const int left = index.column() == 0 ? 12 : 8;
    const int right = index.column() == index.model()->columnCount() - 1 ? 12 : 8;
    return cell.adjusted(left, 0, -right, 0);
}

// In whole pixels upwards: an advance rounded down would be elided by a fraction.
int advance(const QFont& font, const QString& text)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

int textWidth(const QModelIndex& index, const ColumnLook& look)
{
    const QString note = index.data(TableModel::NoteRole).toString();
    const int text = advance(fontOf(look), index.data().toString());
    return text + (note.isEmpty() ? 0 : 4 + advance(font(TypeRole::Table), note));
}

int markTextWidth(const QModelIndex& index)
{
    const QString note = index.data(TableModel::NoteRole).toString();
    return note.isEmpty() ? 0 : 4 + advance(font(TypeRole::TableStrong), note);
}

int contentWidth(const QModelIndex& index, const ColumnLook& look)
{
    switch (look.kind) {
    case CellKind::Bar:
        return look.bar + gap + textWidth(index, look);
    case CellKind::Badge:
        return badgeWidth(index.data().toString());
    case CellKind::Mark:
        return markSize + markTextWidth(index);
    case CellKind::Run:
        return swatch + gap + textWidth(index, look) + 2;
    case CellKind::Spark:
        return spark;
    case CellKind::Eye:
        return markSize;
    case CellKind::Chips:
        return areChips(index.data().toString()) ? chipsWidth(index.data().toString()) : textWidth(index, look);
    default:
        return textWidth(index, look);
    }
}

void drawText(QPainter& painter, QRect place, const QModelIndex& index, const ColumnLook& look)
{
    const QString note = index.data(TableModel::NoteRole).toString();
    const QVariant tone = index.data(TableModel::ToneRole);
    const bool right = look.kind == CellKind::Number;
    const int noteWidth = note.isEmpty() ? 0 : advance(font(TypeRole::Table), note) + 4;
    const QRect noteRect = right ? place.adjusted(place.width() - noteWidth, 0, 0, 0) : place;
    QRect textRect = right ? place.adjusted(0, 0, -noteWidth, 0) : place;
    const QFontMetrics metrics(fontOf(look));
    QString text = index.data().toString();
    if (!right && look.kind != CellKind::Bar)
        text = metrics.elidedText(text, Qt::ElideRight, std::max(0, textRect.width() - noteWidth));
    painter.setFont(fontOf(look));
    painter.setPen(colour(tone.isValid() ? static_cast<Token>(tone.toInt()) : look.tone));
    painter.drawText(textRect,
                     static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine
                         | (right ? Qt::TextDontClip : 0),
                     text);
    if (note.isEmpty())
        return;
    painter.setFont(font(TypeRole::Table));
    painter.setPen(colour(Token::Text3));
    const int left = right ? noteRect.left() + 4 : textRect.left() + metrics.horizontalAdvance(text) + 4;
    painter.drawText(QRect(left, place.top(), noteWidth, place.height()), Qt::AlignLeft | Qt::AlignVCenter, note);
}

void drawBar(QPainter& painter, const QRect& place, double share, int width)
{
    const QRect trough(place.left(), place.center().y() - barHeight / 2 + 1, width, barHeight);
    painter.fillRect(trough, colour(Token::Hover));
    const int filled = static_cast<int>(std::clamp(share, 0.0, 1.0) * width + 0.5);
    painter.fillRect(QRect(trough.topLeft(), QSize(filled, barHeight)), colour(Token::Bar));
}

void drawMark(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const QVariant given = index.data(TableModel::ToneRole);
    const Token tone = given.isValid() ? static_cast<Token>(given.toInt()) : Token::Ok;
    if (index.data(TableModel::ValueRole).toBool())
        icon(QStringLiteral("check"), tone)
            .paint(&painter, QRect(place.left(), place.center().y() - markSize / 2 + 1, markSize, markSize));
    painter.setFont(font(TypeRole::TableStrong));
    painter.setPen(colour(tone));
    painter.drawText(place.adjusted(markSize + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     index.data(TableModel::NoteRole).toString());
}

void drawRun(QPainter& painter, const QRect& place, const QModelIndex& index, const ColumnLook& look)
{
    const QVariant style = index.data(TableModel::StyleRole);
    if (style.isValid())
        drawSwatch(painter, QRectF(place.left(), place.top(), swatch, place.height()), style.value<LineStyle>(),
                   colour(Token::Base));
    drawText(painter, place.adjusted(swatch + gap, 0, 0, 0), index, look);
}

void drawSpark(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const auto values = index.data(TableModel::SparkRole).value<QList<double>>();
    const QVariant style = index.data(TableModel::StyleRole);
    if (!values.isEmpty() && style.isValid())
        drawSparkline(painter, QRectF(place.left(), place.top() + 3, spark, place.height() - 6),
                      {values.data(), static_cast<std::size_t>(values.size())}, style.value<LineStyle>());
}

void drawEye(QPainter& painter, const QRect& place, const QModelIndex& index)
{
    const bool open = index.data(TableModel::ValueRole).toBool();
    const QRect eye(place.left(), place.center().y() - markSize / 2 + 1, markSize, markSize);
    icon(QStringLiteral("eye"), open ? Token::Text2 : Token::Text3).paint(&painter, eye);
    if (open)
        return;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour(Token::Text3), 1.5));
    painter.drawLine(eye.bottomLeft() + QPoint(2, -2), eye.topRight() + QPoint(-2, 2));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void drawBadgeOrText(QPainter& painter, const QRect& place, const QModelIndex& index, const ColumnLook& look)
{
    const QVariant tone = index.data(TableModel::ToneRole);
    if (tone.isValid() && static_cast<Token>(tone.toInt()) == Token::Text)
        drawText(painter, place.adjusted(6, 0, 0, 0), index, look); // where a badge's text stands
    else
        drawBadge(painter, place, index.data().toString(),
                  tone.isValid() ? static_cast<Token>(tone.toInt()) : Token::Text2);
}

} // namespace

int badgeWidth(const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetrics(font(TypeRole::Header)).horizontalAdvance(text) + 12;
}

void drawBadge(QPainter& painter, const QRect& place, const QString& text, Token tone)
{
    if (text.isEmpty())
        return;
    const int height = std::max(16, QFontMetrics(font(TypeRole::Header)).height());
    const QRect badge(place.left(), place.center().y() - height / 2 + 1, badgeWidth(text), height);
    Token ground = Token::Hover;
    if (tone == Token::Accent)
        ground = Token::Soft;
    else if (tone == Token::Ok)
        ground = Token::OkGround;
    else if (tone == Token::Warn)
        ground = Token::WarnGround;
    else if (tone == Token::Err)
        ground = Token::ErrGround;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(ground));
    painter.drawRoundedRect(badge, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(font(TypeRole::Header));
    painter.setPen(colour(tone));
    painter.drawText(badge, Qt::AlignCenter, text);
}

TableDelegate::TableDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const TableModel* model = modelOf(index);
    if (!model)
        return QStyledItemDelegate::paint(painter, option, index);
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || index.row() == m_hoveredRow)
        painter->fillRect(option.rect, colour(selected ? Token::Soft : Token::Hover));
    if (const auto line = model->lineBelow(index.row()))
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colour(*line));

    const ColumnLook look = model->look(index.column());
    const QRect place = content(option.rect, index);
    if (look.kind == CellKind::Bar) {
        const QVariant value = index.data(TableModel::ValueRole);
        if (value.isValid())
            drawBar(*painter, place, value.toDouble() / look.full, look.bar);
        drawText(*painter, place.adjusted(look.bar + gap, 0, 0, 0), index, look);
    } else if (look.kind == CellKind::Badge) {
        drawBadgeOrText(*painter, place, index, look);
    } else if (look.kind == CellKind::Run) {
        drawRun(*painter, place, index, look);
    } else if (look.kind == CellKind::Spark) {
        drawSpark(*painter, place, index);
    } else if (look.kind == CellKind::Eye) {
        drawEye(*painter, place, index);
    } else if (look.kind == CellKind::Chips && areChips(index.data().toString())) {
        drawChips(*painter, place, index.data().toString());
    } else if (look.kind == CellKind::Mark) {
        drawMark(*painter, place, index);
    } else {
        drawText(*painter, place, index, look);
    }
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const TableModel* model = modelOf(index);
    if (!model)
        return QStyledItemDelegate::sizeHint(option, index);
    const int padding = option.rect.width() - content(option.rect, index).width();
    return {contentWidth(index, model->look(index.column())) + padding, rowHeight(24)};
}

bool TableDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                              const QModelIndex& index)
{
    const TableModel* model = modelOf(index);
    if (model && event->type() == QEvent::ToolTip) {
        const ColumnLook look = model->look(index.column());
        const bool cut = contentWidth(index, look) > content(option.rect, index).width();
        QToolTip::showText(event->globalPos(), cut ? index.data().toString() : QString(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace tastescope::ui
