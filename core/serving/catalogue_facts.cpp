#include "core/serving/catalogue_facts.h"

#include <algorithm>

namespace tastescope {

namespace {

/// For each count the share of the other counts below it, equal ones counted half.
std::vector<double> standings(const std::vector<std::int32_t>& counts)
{
    std::vector<std::int32_t> sorted = counts;
    std::ranges::sort(sorted);
    const auto others = static_cast<double>(counts.size()) - 1;
    std::vector<double> result;
    result.reserve(counts.size());
    for (const std::int32_t count : counts) {
        const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), count);
        const auto below = static_cast<double>(first - sorted.begin());
        const auto alike = static_cast<double>(last - first) - 1;
        result.push_back(others > 0 ? (below + alike / 2) / others : 0.5);
    }
    return result;
}

} // namespace

CatalogueFacts::CatalogueFacts(const Dataset& dataset)
    : m_listeners(dataset.library().columnCounts()),
      m_likes(dataset.train().columnCounts()),
      m_popularity(standings(m_likes))
{
    m_tenths.reserve(m_listeners.size());
    for (const double standing : standings(m_listeners))
        m_tenths.push_back(static_cast<std::int8_t>(std::min(static_cast<int>(standing * 10), 9)));
}

} // namespace tastescope
