#include "ui/charts/parallel/parallel_chart.h"
#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/readout.h"
#include "ui/theme/sequential.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double brushedWidth = 1.75;
constexpr double nameGap = 12; // px between a name and its axis
constexpr double boxPadding = 5;

// Between two axes; a part with a gap at either end is left out. Single parts, because a whole line takes the painter
// ten times as long.
void addParts(QList<QLineF>& parts, const std::vector<QPointF>& points)
{
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (!std::isnan(points[i].y()) && !std::isnan(points[i + 1].y()))
            parts.emplace_back(points[i], points[i + 1]);
}

void drawLine(QPainter& painter, const std::vector<QPointF>& points, const QColor& ink)
{
    QList<QLineF> parts;
    addParts(parts, points);
    painter.setPen(QPen(ink, brushedWidth, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(parts);
}

} // namespace

void ParallelChart::paintLines(QPainter& painter, const ParallelLayout& layout) const
{
    const bool brushes = isBrushed();
    QList<QLineF> behind;
    std::vector<std::size_t> above;
    for (std::size_t line = 0; line < m_data.lines.size(); ++line) {
        if (brushes && isInside(m_data.lines[line]))
            above.push_back(line);
        else
            addParts(behind, layout.lines[line]);
    }
    painter.setPen(QPen(colour(Token::Muted), 1, Qt::SolidLine, Qt::FlatCap));
    painter.drawLines(behind);
    const auto range = brushedColours();
    const std::size_t axis = colourAxis();
    const double span = range ? range->span() : 0;
    const auto goodness = [&](std::size_t line) { // 0 to 1 among the brushed
        const double value = m_data.lines[line].values[axis];
        if (std::isnan(value))
            return 0.0;
        const double high = span > 0 ? (value - range->low) / span : 1;
        return m_data.higherIsBetter || span <= 0 ? high : 1 - high;
    };
    std::stable_sort(above.begin(), above.end(), // the best lies on top
                     [&](std::size_t one, std::size_t other) { return goodness(one) < goodness(other); });
    for (const std::size_t line : above)
        drawLine(painter, layout.lines[line], sequentialColour(goodness(line)));
    for (std::size_t line = 0; line < m_data.lines.size(); ++line)
        if (isSelected(m_data.lines[line].id))
            drawLine(painter, layout.lines[line], colour(Token::Accent));
}

void ParallelChart::paintNumbers(QPainter& painter, const ParallelLayout& layout, std::size_t axis) const
{
    const Scale& scale = layout.scales[axis];
    const std::vector<double> values = labelledValues(m_data.axes[axis], scale);
    TickFormat format = m_data.axes[axis].format;
    format.exact = format.exact || scale.logarithmic;
    const QStringList labels = tickLabels(values, format);
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const bool right = axis + 1 == m_data.axes.size() && axis > 0;
    const bool between = axis > 0 && !right;
    const auto beyond = [&](bool low) {
        return std::any_of(m_data.lines.begin(), m_data.lines.end(), [&](const ParallelLine& line) {
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

void ParallelChart::paintAxes(QPainter& painter, const ParallelLayout& layout) const
{
    const QFontMetricsF metrics(ui::font(TypeRole::Axis));
    const double slot = layout.axisX.size() > 1 ? layout.axisX[1] - layout.axisX[0] : layout.area.width();
    for (std::size_t axis = 0; axis < m_data.axes.size(); ++axis) {
        const ParallelAxis& data = m_data.axes[axis];
        drawVertical(painter, layout.axisX[axis], layout.area.top(), layout.area.bottom(), colour(Token::Axis));
        painter.setFont(ui::font(TypeRole::Axis));
        painter.setPen(colour(Token::Text2));
        const QString name = data.flipped ? data.name + QLatin1Char(' ') + QChar(0x2193) : data.name;
        const QRectF title(layout.axisX[axis] - slot / 2, layout.area.top() - nameGap - metrics.height(), slot,
                           metrics.height());
        painter.drawText(title, Qt::AlignCenter, metrics.elidedText(name, Qt::ElideRight, slot - 8));
        if (data.kind != AxisKind::Choice) {
            paintNumbers(painter, layout, axis);
            continue;
        }
        for (int choice = 0; choice < data.choices.size(); ++choice) {
            const QString text = metrics.elidedText(data.choices[choice], Qt::ElideRight, std::max(40.0, slot - 24));
            QRectF box(0, 0, std::ceil(metrics.horizontalAdvance(text)) + 2 * boxPadding, metrics.height() + 4);
            box.moveCenter({layout.axisX[axis], layout.y(axis, choice)});
            box.moveTopLeft({std::round(box.left()) + 0.5, std::round(box.top()) + 0.5});
            painter.setPen(QPen(colour(Token::Line), 1));
            painter.setBrush(colour(Token::Base));
            painter.drawRoundedRect(box, 3, 3);
            painter.setPen(colour(Token::Text));
            painter.drawText(box, Qt::AlignCenter, text);
        }
    }
}

QRectF ParallelChart::brushPlace(const ParallelLayout& layout, std::size_t axis) const
{
    const Range& brush = *m_brushes[axis];
    const bool choice = m_data.axes[axis].kind == AxisKind::Choice;
    const double half = choice ? QFontMetricsF(ui::font(TypeRole::Axis)).height() / 2 + 4 : 3;
    const auto [top, bottom] = std::minmax({layout.y(axis, brush.low), layout.y(axis, brush.high)});
    const double width = choice ? 30 : 12;
    return {std::round(layout.axisX[axis] - width / 2) + 0.5, std::round(top - half) + 0.5, width,
            std::round(bottom - top + 2 * half)};
}

void ParallelChart::paintBrushes(QPainter& painter, const ParallelLayout& layout) const
{
    for (std::size_t axis = 0; axis < m_data.axes.size(); ++axis) {
        if (!m_brushes[axis])
            continue;
        painter.setPen(QPen(colour(Token::Accent), 1));
        painter.setBrush(colour(Token::Band));
        painter.drawRoundedRect(brushPlace(layout, axis), 2, 2);
    }
}

void ParallelChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (isEmpty())
        return;
    const ParallelLayout layout = layoutOf(m_data, whole);
    paintLines(painter, layout);
    paintAxes(painter, layout);
    paintBrushes(painter, layout);
}

void ParallelChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    const ParallelLayout layout = layoutOf(m_data, whole);
    if (hasFocus()) { // the axis the keys act on
        const double x = layout.axisX[m_axis];
        painter.fillRect(QRectF(x - 14, layout.area.top() - nameGap + 1, 28, 2), colour(Token::Accent));
    }
    if (!hovered() || m_drag)
        return;
    for (std::size_t line = 0; line < m_data.lines.size(); ++line) {
        const ParallelLine& data = m_data.lines[line];
        if (data.id != *hovered())
            continue;
        drawLine(painter, layout.lines[line], colour(Token::Text));
        Readout readout{data.name, {}, {}};
        // At most eight rows: the value that colours, then the parameters in their order.
        readout.rows << ReadoutRow{
            {}, m_data.axes[colourAxis()].name, valueText(colourAxis(), data.values[colourAxis()])};
        for (std::size_t axis = 0; axis < m_data.axes.size(); ++axis)
            if (axis != colourAxis())
                readout.rows << ReadoutRow{{}, m_data.axes[axis].name, valueText(axis, data.values[axis])};
        const QPointF pointer = mapFromGlobal(QCursor::pos());
        const bool inside = underMouse() && whole.contains(pointer);
        drawReadout(painter, readout, inside ? pointer : QPointF(layout.area.center()), whole);
    }
}

} // namespace tastescope::ui
