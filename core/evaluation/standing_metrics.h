#pragma once

#include "core/evaluation/metrics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Where a positive stands among the others of its list.
struct Standing
{
    std::int64_t above = 0; ///< others with a higher score
    std::int64_t tied = 0;  ///< others with the same score
    bool operator==(const Standing&) const = default;
};

/// Not-a-number ranks last, behind even its like: a model that is broken must not look average.
Standing standingOf(float positive, std::span<const float> others);

/// The sampled metrics of every standing in lists of one positive and at most `longest` items. Standings without ties,
/// nearly all of a learned model's, are read from a table.
class StandingMetrics
{
public:
    StandingMetrics(std::span<const int> cutoffs, std::int64_t longest);

    const FigureNames& names() const { return m_names; }

    std::span<const double> untied(std::int64_t above) const
    {
        return std::span(m_byRank).subspan(static_cast<std::size_t>(above) * m_columns.size(), m_columns.size());
    }

    std::vector<double> compute(const Standing& standing) const;

private:
    std::vector<MetricColumn> m_columns;
    FigureNames m_names; ///< of the columns
    RankTables m_tables;
    std::vector<double> m_byRank; ///< longest x columns
};

} // namespace tastescope
