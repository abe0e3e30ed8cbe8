#include "ui/charts/plot/readout.h"

#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double paddingX = 8;
constexpr double paddingY = 6;
constexpr double rowPixels = 16;
constexpr double readoutSwatchWidth = 22;
constexpr double swatchGap = 8;
constexpr double columnGap = 12;
constexpr double distance = 12;

struct Columns
{
    double name = 0;
    double value = 0;
    double beside = 0;
    bool swatches = false;

    double nameLeft() const { return swatches ? readoutSwatchWidth + swatchGap : 0; }
    double width() const
    {
        return nameLeft() + name + (value > 0 ? columnGap + value : 0) + (beside > 0 ? columnGap + beside : 0);
    }
};

Columns measure(const Readout& readout)
{
    const QFontMetricsF plain(font(TypeRole::Table));
    const QFontMetricsF strong(font(TypeRole::TableStrong));
    Columns columns;
    for (const ReadoutRow& row : readout.rows.first(std::min(mostReadoutRows, readout.rows.size()))) {
        columns.name = std::max(columns.name, plain.horizontalAdvance(row.name));
        columns.value = std::max(columns.value, strong.horizontalAdvance(row.value));
        columns.beside = std::max(columns.beside, plain.horizontalAdvance(row.beside));
        columns.swatches = columns.swatches || row.swatch.has_value();
    }
    const double head = strong.horizontalAdvance(readout.title)
                        + (readout.note.isEmpty() ? 0 : 2 * columnGap + plain.horizontalAdvance(readout.note));
    columns.name += std::max(0.0, head - columns.width());
    return columns;
}

QRectF boxAt(const QSizeF& size, const QPointF& anchor, const QRectF& bounds)
{
    double left = anchor.x() + distance;
    if (left + size.width() > bounds.right())
        left = anchor.x() - distance - size.width();
    left = std::clamp(left, bounds.left(), std::max(bounds.left(), bounds.right() - size.width()));
    const double top = std::clamp(anchor.y() - size.height() / 2, bounds.top(),
                                  std::max(bounds.top(), bounds.bottom() - size.height()));
    return {std::round(left) + 0.5, std::round(top) + 0.5, size.width(), size.height()};
}

void drawRow(QPainter& painter, const ReadoutRow& row, const Columns& columns, const QRectF& line)
{
    if (row.swatch)
        drawSwatch(painter, QRectF(line.left(), line.top(), readoutSwatchWidth, line.height()), *row.swatch,
                   colour(Token::Base));
    painter.setFont(font(TypeRole::Table));
    painter.setPen(colour(row.swatch ? Token::Text : Token::Text2));
    painter.drawText(line.adjusted(columns.nameLeft(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, row.name);
    const double besideRoom = columns.beside > 0 ? columnGap + columns.beside : 0;
    painter.setPen(colour(Token::Text2));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.beside);
    painter.setPen(colour(Token::Text));
    painter.setFont(font(row.swatch ? TypeRole::TableStrong : TypeRole::Table));
    painter.drawText(line.adjusted(0, 0, -besideRoom, 0), Qt::AlignRight | Qt::AlignVCenter, row.value);
}

} // namespace

void drawReadout(QPainter& painter, const Readout& readout, const QPointF& anchor, const QRectF& bounds)
{
    const Columns columns = measure(readout);
    const double rowHeight = std::max(rowPixels, QFontMetricsF(font(TypeRole::Table)).height());
    const auto rows = std::min(mostReadoutRows, readout.rows.size());
    const double lines = static_cast<double>(rows) + (readout.title.isEmpty() ? 0 : 1);
    const QSizeF size(columns.width() + 2 * paddingX, lines * rowHeight + 2 * paddingY);
    const QRectF box = boxAt(size, anchor, bounds);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Outline), 1));
    painter.setBrush(colour(Token::Base));
    painter.drawRoundedRect(box, 4, 4);
    QRectF line(box.left() + paddingX, box.top() + paddingY, columns.width(), rowHeight);
    if (!readout.title.isEmpty()) {
        painter.setPen(colour(Token::Text));
        painter.setFont(font(TypeRole::TableStrong));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, readout.title);
        painter.setPen(colour(Token::Text2));
        painter.setFont(font(TypeRole::Table));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, readout.note);
        line.translate(0, rowHeight);
    }
    for (qsizetype i = 0; i < rows; ++i, line.translate(0, rowHeight))
        drawRow(painter, readout.rows[i], columns, line);
    painter.restore();
}

QRectF flagPlace(const QString& text, const QPointF& anchor)
{
    const QFontMetricsF metrics(font(TypeRole::Axis));
    const double width = std::max(26.0, std::ceil(metrics.horizontalAdvance(text) + 12));
    return {std::round(anchor.x() - width / 2), anchor.y() + 4, width, std::max(16.0, metrics.height())};
}

void drawFlag(QPainter& painter, const QString& text, const QPointF& anchor)
{
    const QRectF place = flagPlace(text, anchor);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Text));
    painter.drawRoundedRect(place, 3, 3);
    painter.setPen(colour(Token::Base));
    painter.setFont(font(TypeRole::Axis));
    painter.drawText(place, Qt::AlignCenter, text);
    painter.restore();
}

} // namespace tastescope::ui
