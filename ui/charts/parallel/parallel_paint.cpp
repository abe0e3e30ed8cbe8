#include "ui/charts/parallel/parallel_paint.h"

#include "ui/charts/plot/frame.h"
#include "ui/theme/sequential.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double brushedWidth = 1.75;
constexpr double boxPadding = 5;

// Between two axes; a part with a gap at either end is left out. Single parts, because a whole line takes the painter
// ten times as long.
void addParts(QList<QLineF>& parts, const std::vector<QPointF>& points)
{
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (!std::isnan(points[i].y()) && !std::isnan(points[i + 1].y()))
            parts.emplace_back(points[i], points[i + 1]);
}

/// The brushed lines, the best last, each with its colour.
struct RankedLine
{
    std::size_t line = 0;
    double goodness = 0; ///< 0 to 1 among the brushed
};

std::vector<RankedLine> rankBrushed(const ParallelData& data, const ParallelBrushes& brushes)
{
    std::vector<RankedLine> ranked;
    const auto range = brushedColours(data, brushes);
    const double span = range ? range->span() : 0;
    for (std::size_t line = 0; line < data.lines.size(); ++line) {
        if (!brushes.any() || !brushes.holds(data.lines[line]))
            continue;
        const double value = data.lines[line].values[colourAxis(data)];
        const double high = span > 0 ? (value - range->low) / span : 1;
        const double goodness = data.higherIsBetter || span <= 0 ? high : 1 - high;
        ranked.push_back({line, std::isnan(value) ? 0.0 : goodness});
    }
    std::ranges::stable_sort(ranked, {}, &RankedLine::goodness);
    return ranked;
}

void paintLines(QPainter& painter, const ParallelData& data, const ParallelBrushes& brushes,
                const ParallelLayout& layout, std::span<const MarkId> selected)
{
    QList<QLineF> behind;
    for (std::size_t line = 0; line < data.lines.size(); ++line)
        if (!brushes.any() || !brushes.holds(data.lines[line]))
            addParts(behind, layout.lines[line]);
    painter.setPen(QPen(colour(Token::Muted), 1, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(behind);
    for (const RankedLine& each : rankBrushed(data, brushes))
        drawParallelLine(painter, layout.lines[each.line], sequentialColour(each.goodness));
    for (std::size_t line = 0; line < data.lines.size(); ++line)
        if (std::ranges::find(selected, data.lines[line].id) != selected.end())
            drawParallelLine(painter, layout.lines[line], colour(Token::Accent));
}

void paintNumbers(QPainter& painter, const ParallelData& data, const ParallelLayout& layout, std::size_t axis)
{
    const Scale& scale = layout.scales[axis];
    const std::vector<double> values = labelledValues(data.axes[axis], scale);
    TickFormat format = data.axes[axis].format;
    format.exact = format.exact || scale.logarithmic;
    const QStringList labels = tickLabels(values, format);
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const bool right = axis + 1 == data.axes.size() && axis > 0;
    const bool between = axis > 0 && !right;
    const auto beyond = [&](bool low) {
        return std::any_of(data.lines.begin(), data.lines.end(), [&](const ParallelLine& line) {
            return low ? line.values[axis] < scale.range.low : line.values[axis] > scale.range.high;
        });
    };
    painter.setFont(ui::font(TypeRole::Axis));
    for (std::size_t i = 0; i < values.size(); ++i) {
        QString text = labels[static_cast<qsizetype>(i)];
        if (values[i] <= scale.range.low && beyond(true))
            text.prepend(QChar(0x2264) + QStringLiteral(" "));
        if (values[i] >= scale.range.high && beyond(false))
            text.prepend(QChar(0x2265) + QStringLiteral(" "));
        QRectF place(0, 0, metrics.horizontalAdvance(text), metrics.height());
        place.moveCenter({0, layout.y(axis, values[i])});
        if (right)
            place.moveLeft(layout.axisX[axis] + 12);
        else
            place.moveRight(layout.axisX[axis] - (between ? 7 : 10));
        if (between) // lines pass below
            painter.fillRect(place.adjusted(-2, 1, 2, -1), colour(Token::Base));
        painter.setPen(colour(Token::Text3));
        painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, text);
    }
}

void paintChoices(QPainter& painter, const ParallelAxis& axis, const ParallelLayout& layout, std::size_t index,
                  double slot)
{
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    for (int choice = 0; choice < axis.choices.size(); ++choice) {
        const QString text = metrics.elidedText(axis.choices[choice], Qt::ElideRight, std::max(40.0, slot - 24));
        QRectF box(0, 0, std::ceil(metrics.horizontalAdvance(text)) + 2 * boxPadding, metrics.height() + 4);
        box.moveCenter({layout.axisX[index], layout.y(index, choice)});
        box.moveTopLeft({std::round(box.left()) + 0.5, std::round(box.top()) + 0.5});
        painter.setPen(QPen(colour(Token::Line), 1));
        painter.setBrush(colour(Token::Base));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(colour(Token::Text));
        painter.drawText(box, Qt::AlignCenter, text);
    }
}

void paintAxes(QPainter& painter, const ParallelData& data, const ParallelLayout& layout)
{
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const double slot = layout.axisX.size() > 1 ? layout.axisX[1] - layout.axisX[0] : layout.area.width();
    for (std::size_t i = 0; i < data.axes.size(); ++i) {
        const ParallelAxis& axis = data.axes[i];
        drawVertical(painter, layout.axisX[i], layout.area.top(), layout.area.bottom(), colour(Token::Axis));
        painter.setFont(ui::font(TypeRole::Axis));
        painter.setPen(colour(Token::Text2));
        const QString name = axis.flipped ? axis.name + QLatin1Char(' ') + QChar(0x2193) : axis.name;
        const QRectF title(layout.axisX[i] - slot / 2, layout.area.top() - parallelNameGap - metrics.height(), slot,
                           metrics.height());
        painter.drawText(title, Qt::AlignCenter, metrics.elidedText(name, Qt::ElideRight, slot - 8));
        if (axis.kind == AxisKind::Choice)
            paintChoices(painter, axis, layout, i, slot);
        else
            paintNumbers(painter, data, layout, i);
    }
}

QRectF brushPlace(const ParallelAxis& axis, const ParallelLayout& layout, std::size_t index, const Range& brush)
{
    const bool choice = axis.kind == AxisKind::Choice;
    const double half = choice ? QFontMetricsF(ui::font(TypeRole::Axis)).height() / 2 + 4 : 3;
    const auto [top, bottom] = std::minmax({layout.y(index, brush.low), layout.y(index, brush.high)});
    const double width = choice ? 30 : 12;
    return {std::round(layout.axisX[index] - width / 2) + 0.5, std::round(top - half) + 0.5, width,
            std::round(bottom - top + 2 * half)};
}

void paintBrushes(QPainter& painter, const ParallelData& data, const ParallelBrushes& brushes,
                  const ParallelLayout& layout)
{
    painter.setPen(QPen(colour(Token::Accent), 1));
    painter.setBrush(colour(Token::Band));
    for (std::size_t axis = 0; axis < data.axes.size(); ++axis)
        if (brushes.axes[axis])
            painter.drawRoundedRect(brushPlace(data.axes[axis], layout, axis, *brushes.axes[axis]), 2, 2);
}

} // namespace

void drawParallelLine(QPainter& painter, const std::vector<QPointF>& points, const QColor& ink)
{
    QList<QLineF> parts;
    addParts(parts, points);
    painter.setPen(QPen(ink, brushedWidth, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(parts);
}

void paintParallel(QPainter& painter, const ParallelData& data, const ParallelBrushes& brushes,
                   const ParallelLayout& layout, std::span<const MarkId> selected)
{
    paintLines(painter, data, brushes, layout, selected);
    paintAxes(painter, data, layout);
    paintBrushes(painter, data, brushes, layout);
}

} // namespace tastescope::ui
