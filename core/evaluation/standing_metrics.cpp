#include "core/evaluation/standing_metrics.h"

#include <array>
#include <cmath>

namespace tastescope {

Standing standingOf(float positive, std::span<const float> others)
{
    if (std::isnan(positive))
        return {static_cast<std::int64_t>(others.size()), 0};
    int above = 0;
    int tied = 0;
    for (const float other : others) {
        above += other > positive;
        tied += other == positive;
    }
    return {above, tied};
}

StandingMetrics::StandingMetrics(std::span<const int> cutoffs, std::int64_t longest)
    : m_columns(metricColumns(sampledMetrics(), cutoffs)),
      m_names(namesOf(m_columns)),
      m_tables(static_cast<std::size_t>(longest))
{
    for (std::int64_t above = 0; above < longest; ++above) {
        const std::vector<double> row = compute({above, 0});
        m_byRank.insert(m_byRank.end(), row.begin(), row.end());
    }
}

std::vector<double> StandingMetrics::compute(const Standing& standing) const
{
    const std::array blocks{TieBlock{standing.above, 0}, TieBlock{standing.tied + 1, 1}};
    std::vector<double> row;
    for (const MetricColumn& column : m_columns)
        row.push_back(column.metric.value(m_tables, blocks, column.k));
    return row;
}

} // namespace tastescope
