#include "ui/charts/curve/curve_readout.h"

#include "ui/session/numbers.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

/// A line that has a value where the crosshair stands.
struct ReadLine
{
    ReadoutRow row;
    double distance = 0; ///< px from the pointer
    bool stays = false;  ///< however far away it is
};

QString signedText(double difference, int decimals)
{
    if (difference == 0)
        return QStringLiteral("0");
    return (difference > 0 ? QStringLiteral("+") : QString()) + fixed(difference, decimals);
}

QString differenceText(const CurveData& data, double difference)
{
    return signedText(difference * data.yFormat.factor, data.decimals);
}

double distanceTo(const CurveLayout& layout, const CurvePointing& pointing, double value)
{
    const double distance = pointing.readoutY ? std::abs(layout.map().toY(value) - *pointing.readoutY) : 0;
    return std::isfinite(distance) ? distance : 1e9; // what a log axis cannot show is nowhere near
}

/// What stands beside the value of a line at the crosshair.
QString besideValue(const CurveData& data, const CurveLayout& layout, const CurvePointing& pointing, std::size_t index,
                    double value)
{
    const Curve& curve = data.curves[index];
    if (pointing.anchor) {
        const auto from = pointAt(curve, layout.shown[index], *pointing.anchor);
        return from ? differenceText(data, value - from->y()) : QString();
    }
    if (data.meantName.isEmpty())
        return {};
    return data.meantName + QLatin1Char(' ') + curveFigureText(data, curve, layout.map().x.range);
}

std::optional<double> valueAt(const CurveData& data, const CurveLayout& layout, std::size_t index, double x)
{
    const auto point = pointAt(data.curves[index], layout.shown[index], x);
    return point && std::isfinite(point->y()) ? std::optional(point->y()) : std::nullopt;
}

std::vector<ReadLine> linesAt(const CurveData& data, const CurveLayout& layout, const CurvePointing& pointing, double x)
{
    std::vector<ReadLine> lines;
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        if (const auto value = valueAt(data, layout, i, x)) {
            const Curve& curve = data.curves[i];
            lines.push_back({{curve.style, curve.name, curveValueText(data, *value),
                              besideValue(data, layout, pointing, i, *value)},
                             distanceTo(layout, pointing, *value),
                             curve.told || i == pointing.focus || curve.style.role == LineRole::Baseline});
        }
    for (const ReferenceLine& reference : data.references) {
        const LineRole role = reference.style.role;
        lines.push_back({{reference.style, reference.name, curveValueText(data, reference.value),
                          pointing.anchor ? QStringLiteral("0") : QString()},
                         distanceTo(layout, pointing, reference.value),
                         reference.told || (role != LineRole::Behind && role != LineRole::Run)});
    }
    std::ranges::stable_sort(lines, {}, &ReadLine::distance);
    return lines;
}

/// Takes the farthest away until so many are left. Returns how many went.
int leaveNearest(std::vector<ReadLine>& lines, std::size_t most)
{
    int left = 0;
    for (std::size_t i = lines.size(); i-- > 0 && lines.size() > most;)
        if (!lines[i].stays) {
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
            ++left;
        }
    return left;
}

/// Of the focused line to the baseline; none: there is none of the two here.
std::optional<double> baselineDifference(const CurveData& data, const CurveLayout& layout, std::size_t focus, double x)
{
    const auto here = focus < data.curves.size() ? valueAt(data, layout, focus, x) : std::nullopt;
    std::optional<double> baseline;
    for (std::size_t i = 0; i < data.curves.size(); ++i)
        if (i != focus && data.curves[i].style.role == LineRole::Baseline)
            baseline = valueAt(data, layout, i, x);
    for (const ReferenceLine& reference : data.references)
        if (reference.style.role == LineRole::Baseline)
            baseline = reference.value;
    return here && baseline ? std::optional(*here - *baseline) : std::nullopt;
}

} // namespace

Readout curveReadout(const CurveData& data, const CurveLayout& layout, const CurvePointing& pointing, double x)
{
    const Range& inSight = layout.map().x.range;
    Readout readout;
    const QString place = curvePlaceText(data, inSight, x);
    readout.title = data.xName.isEmpty() ? place : data.xName + QLatin1Char(' ') + place;
    if (layout.isSmoothed)
        readout.title = QObject::tr("%1, smoothed").arg(readout.title);
    if (pointing.anchor)
        readout.note = QObject::tr("from %1").arg(curvePlaceText(data, inSight, *pointing.anchor));
    else if (data.note)
        readout.note = data.note(x);

    const auto difference = pointing.anchor ? std::nullopt : baselineDifference(data, layout, pointing.focus, x);
    auto room = static_cast<std::size_t>(mostReadoutRows) - (difference ? 1 : 0);
    std::vector<ReadLine> lines = linesAt(data, layout, pointing, x);
    const int left = lines.size() > room ? leaveNearest(lines, room - 1) : 0;
    for (ReadLine& line : lines)
        readout.rows << std::move(line.row);
    if (left > 0)
        readout.rows << ReadoutRow{{}, moreWords(left), {}};
    if (difference)
        readout.rows << ReadoutRow{{}, QObject::tr("difference"), differenceText(data, *difference)};
    return readout;
}

} // namespace tastescope::ui
