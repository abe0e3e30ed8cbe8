#include "ui/charts/curve/curve_words.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

namespace {

/// The values of a line at those places; not a number where it has none.
std::vector<double> valuesAt(const std::vector<double>& places, const Curve& curve, const std::vector<QPointF>& points)
{
    std::vector<double> values(places.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < places.size() && curve.stepped; ++i)
        if (const auto held = pointAt(curve, points, places[i]))
            values[i] = held->y();
    for (const QPointF& point : points) {
        const auto at = std::ranges::lower_bound(places, point.x());
        if (at != places.end() && *at == point.x())
            values[static_cast<std::size_t>(at - places.begin())] = point.y();
    }
    return values;
}

} // namespace

PlotTable curveTable(const CurveData& data, const CurveView& view, const CurveLayout& layout)
{
    std::vector<double> places = placesOf(data);
    std::erase_if(places, [&](double x) { return !layout.map().x.range.contains(x); });
    PlotTable table;
    table.columns.push_back({data.xName, places, data.wholeX ? 0 : -1});
    for (std::size_t i = 0; i < data.curves.size(); ++i) {
        const Curve& curve = data.curves[i];
        table.columns.push_back({curve.name, valuesAt(places, curve, curve.points), data.decimals});
        if (view.smoothing > 0)
            table.columns.push_back(
                {QObject::tr("%1, smoothed").arg(curve.name), valuesAt(places, curve, layout.shown[i]), data.decimals});
    }
    for (const ReferenceLine& reference : data.references)
        table.columns.push_back({reference.name, std::vector<double>(places.size(), reference.value), data.decimals});
    return table;
}

QString curveSummary(const CurveData& data, const Range& inSight)
{
    const auto placeText = [&](double x) { return curvePlaceText(data, inSight, x); };
    QStringList parts;
    for (const Curve& curve : data.curves) {
        if (curve.points.empty())
            continue;
        const QPointF meant = curve.meant.value_or(curve.points.back());
        QString text = curve.name + QLatin1Char(' ') + curveFigureText(data, curve, inSight);
        if (std::isfinite(meant.y()))
            text += QObject::tr(" at %1 %2").arg(data.xName, placeText(meant.x()));
        if (curve.best && curve.best == curve.meant)
            text += QObject::tr(", its best");
        else if (curve.best)
            text +=
                QObject::tr(", best %1 at %2").arg(curveValueText(data, curve.best->y()), placeText(curve.best->x()));
        if (curve.divergedAt)
            text += QObject::tr(", diverged at %1").arg(placeText(*curve.divergedAt));
        parts << text;
    }
    for (const ReferenceLine& reference : data.references)
        parts << reference.name + QLatin1Char(' ') + curveValueText(data, reference.value);
    return QCoreApplication::translate("CurveChart", "%n line(s): ", nullptr, static_cast<int>(data.curves.size()))
           + parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

} // namespace tastescope::ui
