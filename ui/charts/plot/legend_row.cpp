#include "ui/charts/plot/legend_row.h"

#include "ui/theme/sequential.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double squareSize = 12;
constexpr double lineLength = 16;
constexpr double rampLength = 64;
constexpr double rampHeight = 8;
constexpr double textGap = 6;
constexpr double entryGap = 15;

double shapeWidth(const KeyEntry& entry)
{
    if (entry.shape == KeyShape::Ramp)
        return rampLength;
    return entry.shape == KeyShape::Square ? squareSize : lineLength;
}

double entryWidth(const KeyEntry& entry)
{
    return shapeWidth(entry) + textGap + QFontMetricsF(font(TypeRole::Table)).horizontalAdvance(entry.text);
}

// Stripes of one pixel: a gradient would be a picture in some drawings.
void drawRamp(QPainter& painter, const QRectF& place)
{
    for (double at = 0; at < place.width(); ++at)
        painter.fillRect(QRectF(place.left() + at, place.top(), 1, place.height()),
                         sequentialColour(at / (place.width() - 1)));
}

} // namespace

double keyWidth(const QList<KeyEntry>& entries)
{
    double width = 0;
    for (const KeyEntry& entry : entries)
        width += entryWidth(entry) + (width > 0 ? entryGap : 0);
    return std::ceil(width);
}

void drawKey(QPainter& painter, const QList<KeyEntry>& entries, const QRectF& place)
{
    double x = place.right() - keyWidth(entries);
    const double y = place.center().y();
    painter.setFont(font(TypeRole::Table));
    for (const KeyEntry& entry : entries) {
        const double height = entry.shape == KeyShape::Square ? squareSize : 1.5;
        if (entry.shape == KeyShape::Ramp)
            drawRamp(painter, QRectF(std::round(x), std::round(y - rampHeight / 2), rampLength, rampHeight));
        else
            painter.fillRect(QRectF(x, y - height / 2, shapeWidth(entry), height), colour(entry.token));
        painter.setPen(colour(Token::Text2));
        painter.drawText(QRectF(x + shapeWidth(entry) + textGap, place.top(), place.width(), place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, entry.text);
        x += entryWidth(entry) + entryGap;
    }
}

void LegendRow::setEntries(const QList<KeyEntry>& entries)
{
    m_entries = entries;
    QStringList words;
    for (const KeyEntry& entry : entries)
        words << entry.text;
    setAccessibleName(tr("Key"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize LegendRow::sizeHint() const
{
    return {static_cast<int>(keyWidth(m_entries)), lineHeight(TypeRole::Table)};
}

void LegendRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawKey(painter, m_entries, QRectF(rect()));
}

} // namespace tastescope::ui
