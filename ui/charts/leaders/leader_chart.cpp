#include "ui/charts/leaders/leader_chart.h"

#include "ui/charts/leaders/leader_paint.h"
#include "ui/charts/leaders/leader_words.h"

#include <algorithm>
#include <utility>

namespace tastescope::ui {

void LeaderChart::setData(LeaderData fresh)
{
    m_data = std::move(fresh);
    announceData();
}

std::optional<QPointF> LeaderChart::placeOf(MarkId id) const
{
    const auto found = std::ranges::find(m_data.points, id, &LeaderPoint::id);
    if (found == m_data.points.end())
        return std::nullopt;
    return layoutLeaders(m_data, rect()).places[static_cast<std::size_t>(found - m_data.points.begin())];
}

void LeaderChart::paintData(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty())
        paintLeaders(painter, m_data, layoutLeaders(m_data, whole), selected());
}

void LeaderChart::paintFigure(QPainter& painter, const QRectF& whole) const
{
    if (!isEmpty())
        paintLeaders(painter, m_data, layoutLeaders(m_data, whole), {});
}

AxisTitles LeaderChart::axisTitles(const QRectF& whole) const
{
    if (isEmpty())
        return {};
    return {axisTitle(m_data.costName, true), m_data.valueName, {}, layoutLeaders(m_data, whole).map().area};
}

PlotTable LeaderChart::table() const
{
    return leaderPlotTable(m_data);
}

QString LeaderChart::summary() const
{
    return leaderSummary(m_data);
}

std::vector<MarkId> LeaderChart::marks() const
{
    std::vector<const LeaderPoint*> points;
    const LeaderLayout where = layoutLeaders(m_data, rect());
    for (std::size_t i = 0; i < m_data.points.size(); ++i)
        if (where.places[i])
            points.push_back(&m_data.points[i]);
    std::ranges::stable_sort(points, {}, &LeaderPoint::cost);
    std::vector<MarkId> ids;
    for (const LeaderPoint* point : points)
        ids.push_back(point->id);
    return ids;
}

std::optional<MarkId> LeaderChart::markAt(const QPointF& pixel) const
{
    return leaderAt(m_data, layoutLeaders(m_data, rect()), pixel);
}

void LeaderChart::paintOverlay(QPainter& painter, const QRectF& whole) const
{
    paintLeaderOverlay(painter, m_data, layoutLeaders(m_data, whole), hovered(), whole);
}

} // namespace tastescope::ui
