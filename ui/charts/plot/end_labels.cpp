#include "ui/charts/plot/end_labels.h"

#include "ui/theme/text_scale.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace tastescope::ui {

namespace {

constexpr double gap = 8;
constexpr double rightInset = 12;
double lineHeightPixels()
{
    return 15 * textScale();
}
constexpr double triangleWidth = 12;
constexpr double endLabelsSwatchWidth = 22;
constexpr double legendGap = 16;
double legendRow()
{
    return 18 * textScale();
}

QFontMetricsF metrics()
{
    return QFontMetricsF(font(TypeRole::Table));
}

double heightOf(const EndLabel& label)
{
    return lineHeightPixels() * static_cast<double>(1 + label.rest.size());
}

QRectF placeOf(const EndLabel& label, const QRectF& bounds)
{
    const QSizeF size(label.width(), heightOf(label));
    QRectF place(QPointF(label.end.x() + gap, label.end.y() - lineHeightPixels() / 2), size);
    if (label.below)
        place.moveBottom(label.end.y() + 2);
    if (label.above)
        place.moveTop(label.end.y() - 2);
    if (place.right() > bounds.right()) { // no room: above the end of the line
        place.moveRight(bounds.right());
        place.moveBottom(label.end.y() - gap);
    }
    if (place.top() < bounds.top())
        place.moveTop(bounds.top());
    return place;
}

void drawTriangle(QPainter& painter, const QRectF& place, bool below)
{
    const QPointF centre(place.left() + 4, place.top() + lineHeightPixels() / 2);
    const double tip = below ? 3 : -3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(Token::Text3));
    painter.drawPolygon(QPolygonF(
        {{centre.x() - 4, centre.y() - tip}, {centre.x() + 4, centre.y() - tip}, {centre.x(), centre.y() + tip}}));
}

// Calls each(entry, its place) and returns the height of all rows.
double layLegend(const QList<LegendEntry>& entries, const QRectF& place,
                 const std::function<void(const LegendEntry&, const QRectF&)>& each)
{
    double x = place.left();
    double y = place.top();
    for (const LegendEntry& entry : entries) {
        const double width = endLabelsSwatchWidth + gap + metrics().horizontalAdvance(entry.text);
        if (x > place.left() && x + width > place.right()) {
            x = place.left();
            y += legendRow();
        }
        each(entry, {x, y, width, legendRow()});
        x += width + legendGap;
    }
    return y + legendRow() - place.top();
}

} // namespace

double EndLabel::width() const
{
    double words = metrics().horizontalAdvance(text);
    for (const QString& line : rest)
        words = std::max(words, metrics().horizontalAdvance(line));
    return std::ceil(words + (below || above ? triangleWidth : 0)) + 1;
}

double roomFor(const QList<EndLabel>& labels)
{
    double room = 0;
    for (const EndLabel& label : labels)
        room = std::max(room, gap + label.width() + rightInset);
    return room;
}

void arrange(QList<EndLabel>& labels, const QRectF& bounds)
{
    for (EndLabel& label : labels)
        label.place = placeOf(label, bounds);
    std::stable_sort(labels.begin(), labels.end(),
                     [](const EndLabel& a, const EndLabel& b) { return a.place.top() < b.place.top(); });
    const auto overlaps = [](const QRectF& upper, const QRectF& lower) {
        return upper.left() < lower.right() && lower.left() < upper.right() && lower.top() < upper.bottom() - 1;
    };
    for (qsizetype i = 1; i < labels.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (overlaps(labels[j].place, labels[i].place))
                labels[i].place.moveTop(labels[j].place.bottom() - 1);
    // What was pushed below the rim moves up again, and the others with it.
    double floor = bounds.bottom();
    for (qsizetype i = labels.size() - 1; i >= 0; --i) {
        QRectF& place = labels[i].place;
        if (place.bottom() > floor)
            place.moveBottom(floor);
        else
            break;
        floor = place.top() + 1;
    }
}

void drawEndLabels(QPainter& painter, const QList<EndLabel>& labels)
{
    painter.save();
    painter.setFont(font(TypeRole::Table));
    for (const EndLabel& label : labels) {
        painter.fillRect(label.place, colour(Token::Base)); // so that no line strikes the words out
        QRectF line(label.place.topLeft(), QSizeF(label.place.width(), lineHeightPixels()));
        if (label.below || label.above) {
            drawTriangle(painter, line, label.below);
            line.setLeft(line.left() + triangleWidth);
        }
        painter.setPen(colour(label.tone));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, label.text);
        painter.setPen(colour(Token::Text2));
        for (const QString& more : label.rest) {
            line.translate(0, lineHeightPixels());
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, more);
        }
    }
    painter.restore();
}

double legendHeight(const QList<LegendEntry>& entries, double width)
{
    return layLegend(entries, QRectF(0, 0, width, 0), [](const LegendEntry&, const QRectF&) {});
}

void drawLegend(QPainter& painter, const QList<LegendEntry>& entries, const QRectF& place)
{
    painter.save();
    painter.setFont(font(TypeRole::Table));
    layLegend(entries, place, [&](const LegendEntry& entry, const QRectF& where) {
        drawSwatch(painter, QRectF(where.topLeft(), QSizeF(endLabelsSwatchWidth, where.height())), entry.style,
                   colour(Token::Base));
        painter.setPen(colour(Token::Text2));
        painter.drawText(where.adjusted(endLabelsSwatchWidth + gap, 0, 1, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         entry.text);
    });
    painter.restore();
}

} // namespace tastescope::ui
