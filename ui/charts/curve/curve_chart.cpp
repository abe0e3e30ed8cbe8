#include "ui/charts/curve/curve_chart.h"

#include "ui/charts/plot/decimate.h"
#include "ui/charts/plot/linked_cursor.h"
#include "ui/session/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope::ui {

CurveChart::CurveChart(QWidget* parent) : PlotView(parent), m_cursor(nullptr), m_lines(std::make_unique<LineLayer>())
{
    linkTo(new LinkedCursor(this));
}

void CurveChart::setData(CurveData data)
{
    m_data = std::move(data);
    if (m_focus >= m_data.curves.size())
        m_focus = 0;
    announceData();
}

void CurveChart::linkTo(LinkedCursor* cursor)
{
    if (m_cursor)
        m_cursor->disconnect(this);
    m_cursor = cursor;
    connect(m_cursor, &LinkedCursor::cursorMoved, this, qOverload<>(&QWidget::update));
    connect(m_cursor, &LinkedCursor::zoomChanged, this, &CurveChart::followLink);
    followLink();
}

void CurveChart::setLogarithmic(bool x, bool y)
{
    if (x == m_logX && y == m_logY)
        return;
    m_logX = x;
    m_logY = y;
    announceData();
}

void CurveChart::setSmoothing(double weight)
{
    if (weight == m_smoothing)
        return;
    m_smoothing = weight;
    announceData();
}

void CurveChart::setZoom(const ZoomState& state)
{
    if (m_zoom.go(state))
        applyZoom();
}

void CurveChart::zoomBack()
{
    if (m_zoom.back())
        applyZoom();
}

void CurveChart::zoomForward()
{
    if (m_zoom.forward())
        applyZoom();
}

void CurveChart::applyZoom()
{
    m_cursor->setZoom(m_zoom.current().x);
    invalidate();
    emit zoomChanged(isZoomed());
    emit dataChanged(); // the table says what is in sight
}

void CurveChart::followLink()
{
    if (m_zoom.go({m_cursor->zoom(), m_zoom.current().y}))
        applyZoom();
}

void CurveChart::zoomBy(double factor, double aboutFraction)
{
    const Scale& x = map().x;
    const Range full = fittingX(m_data, m_logX);
    const Range wanted{x.value(aboutFraction * (1 - 1 / factor)),
                       x.value(aboutFraction + (1 - aboutFraction) / factor)};
    const Range kept{std::max(full.low, wanted.low), std::min(full.high, wanted.high)};
    if (kept.span() >= full.span() * (1 - 1e-9))
        setZoom({std::nullopt, m_zoom.current().y});
    else if (kept.span() > full.span() * 1e-6)
        setZoom({kept, m_zoom.current().y});
}

std::vector<QPointF> CurveChart::shown(const Curve& curve) const
{
    return smoothed(curve.points, m_smoothing);
}

bool CurveChart::isEmpty() const
{
    return m_data.references.empty() && std::all_of(m_data.curves.begin(), m_data.curves.end(), [](const Curve& curve) {
               return curve.points.empty() && curve.raw.empty();
           });
}

PlotTable CurveChart::table() const
{
    const Range x = map().x.range;
    std::vector<double> places;
    for (const Curve& curve : m_data.curves)
        for (const QPointF& point : curve.points)
            if (x.contains(point.x()))
                places.push_back(point.x());
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());

    PlotTable table;
    table.columns.push_back({m_data.xName, places, m_data.wholeX ? 0 : -1});
    const auto addCurve = [&](const QString& name, const std::vector<QPointF>& points) {
        std::vector<double> values(places.size(), std::numeric_limits<double>::quiet_NaN());
        for (const QPointF& point : points) {
            const auto at = std::lower_bound(places.begin(), places.end(), point.x());
            if (at != places.end() && *at == point.x())
                values[static_cast<std::size_t>(at - places.begin())] = point.y();
        }
        table.columns.push_back({name, std::move(values), m_data.decimals});
    };
    for (const Curve& curve : m_data.curves) {
        addCurve(curve.name, curve.points);
        if (m_smoothing > 0)
            addCurve(tr("%1, smoothed").arg(curve.name), shown(curve));
    }
    for (const ReferenceLine& reference : m_data.references)
        table.columns.push_back({reference.name, std::vector<double>(places.size(), reference.value), m_data.decimals});
    return table;
}

QString CurveChart::summary() const
{
    if (isEmpty())
        return tr("No values yet.");
    QStringList parts;
    for (const Curve& curve : m_data.curves) {
        if (curve.points.empty())
            continue;
        const QPointF last = curve.points.back();
        QString text = tr("%1 %2 at %3 %4").arg(curve.name, valueText(last.y()), m_data.xName, xText(last.x()));
        if (curve.best)
            text += tr(", best %1 at %2").arg(valueText(curve.best->y()), xText(curve.best->x()));
        if (curve.divergedAt)
            text += tr(", diverged at %1").arg(xText(*curve.divergedAt));
        parts << text;
    }
    for (const ReferenceLine& reference : m_data.references)
        parts << reference.name + QLatin1Char(' ') + valueText(reference.value);
    return tr("%n line(s): ", nullptr, static_cast<int>(m_data.curves.size())) + parts.join(QStringLiteral("; "))
           + QLatin1Char('.');
}

QString CurveChart::valueText(double value) const
{
    return fixed(value * m_data.yFormat.factor, m_data.decimals) + m_data.yFormat.suffix;
}

QString CurveChart::xText(double x) const
{
    const double step = m_data.wholeX && x == std::round(x) ? 1 : niceStep(map().x.range.span(), 200);
    return tickLabel(x, step, m_data.xFormat);
}

} // namespace tastescope::ui
