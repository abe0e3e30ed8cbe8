#include "ui/charts/parallel/parallel_chart.h"

#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

void ParallelChart::setData(ParallelData fresh)
{
    for (ParallelLine& line : fresh.lines)
        line.values.resize(fresh.axes.size(), std::numeric_limits<double>::quiet_NaN());
    std::vector<std::optional<Range>> brushes(fresh.axes.size());
    for (std::size_t axis = 0; axis < fresh.axes.size(); ++axis)
        for (std::size_t old = 0; old < m_data.axes.size(); ++old)
            if (m_data.axes[old].name == fresh.axes[axis].name && m_data.axes[old].choices == fresh.axes[axis].choices)
                brushes[axis] = m_brushes[old];
    m_data = std::move(fresh);
    m_brushes = std::move(brushes);
    m_axis = std::min(m_axis, m_data.axes.empty() ? 0 : m_data.axes.size() - 1);
    m_drag.reset();
    announceData();
}

std::size_t ParallelChart::colourAxis() const
{
    return m_data.colourAxis < 0 ? m_data.axes.size() - 1 : static_cast<std::size_t>(m_data.colourAxis);
}

bool ParallelChart::isBrushed() const
{
    return std::any_of(m_brushes.begin(), m_brushes.end(), [](const auto& brush) { return brush.has_value(); });
}

bool ParallelChart::isInside(const ParallelLine& line) const
{
    for (std::size_t axis = 0; axis < m_brushes.size(); ++axis)
        if (m_brushes[axis] && !m_brushes[axis]->contains(line.values[axis]))
            return false;
    return true;
}

std::vector<MarkId> ParallelChart::brushed() const
{
    std::vector<MarkId> ids;
    for (const ParallelLine& line : m_data.lines)
        if (isInside(line))
            ids.push_back(line.id);
    return ids;
}

void ParallelChart::setBrush(int axis, const std::optional<Range>& brush)
{
    auto& place = m_brushes.at(static_cast<std::size_t>(axis));
    if (place == brush)
        return;
    place = brush;
    announceData();
}

void ParallelChart::changeBrush(std::size_t axis, const std::optional<Range>& brush)
{
    if (m_brushes[axis] == brush)
        return;
    setBrush(static_cast<int>(axis), brush);
    emit brushChanged(brushed());
}

void ParallelChart::clearBrushes()
{
    if (!isBrushed())
        return;
    m_brushes.assign(m_data.axes.size(), std::nullopt);
    announceData();
    emit brushChanged(brushed());
}

void ParallelChart::brushBest(double share)
{
    std::vector<double> values;
    if (!isEmpty())
        for (const ParallelLine& line : m_data.lines)
            if (const double value = line.values[colourAxis()]; std::isfinite(value))
                values.push_back(value);
    if (values.empty())
        return;
    std::sort(values.begin(), values.end());
    if (m_data.higherIsBetter)
        std::reverse(values.begin(), values.end());
    const double wanted = std::ceil(share * static_cast<double>(values.size()) - 1e-9);
    const auto kept = static_cast<std::size_t>(std::clamp(wanted, 1.0, static_cast<double>(values.size())));
    const auto [low, high] = std::minmax(values.front(), values[kept - 1]);
    m_brushes.assign(m_data.axes.size(), std::nullopt);
    m_brushes[colourAxis()] = Range{low, high};
    announceData();
    emit brushChanged(brushed());
}

void ParallelChart::setFlipped(int axis, bool flipped)
{
    ParallelAxis& changed = m_data.axes.at(static_cast<std::size_t>(axis));
    if (changed.flipped == flipped)
        return;
    changed.flipped = flipped;
    invalidate();
    emit axesChanged();
}

void ParallelChart::setLogarithmic(int axis, bool logarithmic)
{
    const auto index = static_cast<std::size_t>(axis);
    ParallelAxis& changed = m_data.axes.at(index);
    const bool positive = std::none_of(m_data.lines.begin(), m_data.lines.end(),
                                       [&](const ParallelLine& line) { return line.values[index] <= 0; })
                          && (!changed.range || changed.range->low > 0);
    const AxisKind kind = logarithmic ? AxisKind::Logarithmic : AxisKind::Linear;
    if (changed.kind == AxisKind::Choice || changed.kind == kind || (logarithmic && !positive))
        return;
    changed.kind = kind;
    invalidate();
    emit axesChanged();
}

std::optional<Range> ParallelChart::brushedColours() const
{
    std::optional<Range> range;
    for (const ParallelLine& line : m_data.lines) {
        const double value = line.values[colourAxis()];
        if (!isInside(line) || !std::isfinite(value))
            continue;
        if (!range)
            range = Range{value, value};
        range = Range{std::min(range->low, value), std::max(range->high, value)};
    }
    return range;
}

QList<KeyEntry> ParallelChart::key() const
{
    if (isEmpty() || !isBrushed())
        return {};
    const auto range = brushedColours();
    if (!range)
        return {};
    const QString text = tr("%1 to %2").arg(valueText(colourAxis(), range->low), valueText(colourAxis(), range->high));
    return {{Token::Base, KeyShape::Ramp, text}};
}

QString ParallelChart::valueText(std::size_t axis, double value) const
{
    const ParallelAxis& wanted = m_data.axes[axis];
    if (std::isnan(value))
        return unknownNumber();
    if (wanted.kind == AxisKind::Choice)
        return wanted.choices.value(static_cast<qsizetype>(std::lround(value)));
    return wanted.kind == AxisKind::Logarithmic ? shortest(value) : general(value);
}

PlotTable ParallelChart::table() const
{
    QStringList names;
    for (const ParallelLine& line : m_data.lines)
        if (isInside(line))
            names << line.name;
    PlotTable table{{{tr("trial"), names}}};
    for (std::size_t axis = 0; axis < m_data.axes.size(); ++axis) {
        std::vector<double> numbers;
        QStringList words;
        for (const ParallelLine& line : m_data.lines)
            if (isInside(line)) {
                numbers.push_back(line.values[axis]);
                words << valueText(axis, line.values[axis]);
            }
        if (m_data.axes[axis].kind == AxisKind::Choice)
            table.columns.push_back({m_data.axes[axis].name, words});
        else
            table.columns.push_back({m_data.axes[axis].name, std::move(numbers)});
    }
    return table;
}

QString ParallelChart::summary() const
{
    if (isEmpty())
        return tr("No trials yet.");
    QStringList names;
    QStringList parts;
    for (std::size_t axis = 0; axis < m_data.axes.size(); ++axis) {
        names << m_data.axes[axis].name;
        if (const auto& range = m_brushes[axis])
            parts << tr("%1 from %2 to %3")
                         .arg(m_data.axes[axis].name, valueText(axis, range->low), valueText(axis, range->high));
    }
    const auto all = static_cast<std::int64_t>(m_data.lines.size());
    QString text = tr("%1 trials over %2").arg(count(all), names.join(QStringLiteral(", ")));
    if (!parts.isEmpty())
        text += tr("; %1 of them with %2")
                    .arg(count(static_cast<std::int64_t>(brushed().size())), parts.join(QStringLiteral(" and ")));
    return text + QLatin1Char('.');
}

std::vector<MarkId> ParallelChart::marks() const
{
    return brushed();
}

} // namespace tastescope::ui
