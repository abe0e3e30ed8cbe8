#include "core/serving/fold_list.h"

#include <algorithm>
#include <numeric>

namespace tastescope {

std::vector<float> FoldList::scores(std::span<const std::size_t> without) const
{
    std::vector<float> scores(m_items.size());
    m_fold.score(without, m_items, scores);
    return scores;
}

std::optional<std::int64_t> FoldList::rank(const std::vector<float>& scores) const
{
    if (!m_isRanked)
        return std::nullopt;
    std::int64_t rank = 1;
    for (std::size_t i = 1; i < m_items.size(); ++i)
        rank += isBefore(scores, i, 0) ? 1 : 0;
    return rank;
}

std::size_t FoldList::leader(const std::vector<float>& scores) const
{
    std::size_t best = firstRanked();
    for (std::size_t i = best + 1; i < m_items.size(); ++i)
        best = isBefore(scores, i, best) ? i : best;
    return best;
}

std::vector<Item> FoldList::first(const std::vector<float>& scores, std::size_t count) const
{
    std::vector<std::size_t> order(ranked());
    std::iota(order.begin(), order.end(), firstRanked());
    count = std::min(count, order.size());
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(count),
                              [&](std::size_t a, std::size_t b) { return isBefore(scores, a, b); });
    std::vector<Item> items;
    for (std::size_t i = 0; i < count; ++i)
        items.push_back(m_items[order[i]]);
    return items;
}

} // namespace tastescope
