#include "core/evaluation/catalogue_ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

bool better(const std::pair<float, Item>& a, const std::pair<float, Item>& b)
{
    return a.first != b.first ? a.first > b.first : a.second < b.second;
}

} // namespace

std::span<float> CatalogueRanking::scores(std::size_t itemCount)
{
    m_scores.resize(itemCount);
    return m_scores;
}

void CatalogueRanking::rank(std::span<const Item> positives, std::span<const Item> masked, int k)
{
    findLevels(positives);
    m_heap.clear();
    m_notANumber = 0;
    std::int64_t brokenPositives = 0;
    auto nextMasked = masked.begin();
    auto nextPositive = positives.begin();
    for (const Item item : idsUpTo<Item>(m_scores.size())) {
        const bool broken = std::isnan(m_scores[index(item)]);
        m_notANumber += broken;
        if (nextMasked != masked.end() && *nextMasked == item) {
            ++nextMasked;
            continue;
        }
        const bool relevant = nextPositive != positives.end() && *nextPositive == item;
        nextPositive += relevant;
        const float score = broken ? -std::numeric_limits<float>::infinity() : m_scores[index(item)];
        offerToTop(score, item, static_cast<std::size_t>(k));
        if (broken && relevant) {
            ++brokenPositives;
            continue;
        }
        if (Level* level = levelAtOrBelow(score)) {
            TieBlock& block = level->score == score ? level->at : level->between;
            ++block.items;
            block.relevant += relevant;
        }
    }
    finish(static_cast<std::int64_t>(m_scores.size() - masked.size()), brokenPositives);
}

void CatalogueRanking::findLevels(std::span<const Item> positives)
{
    m_levels.clear();
    for (const Item item : positives)
        if (!std::isnan(m_scores[index(item)]))
            m_levels.push_back({m_scores[index(item)], {}, {}});
    std::ranges::sort(m_levels, std::greater(), &Level::score);
    const auto repeated = std::ranges::unique(m_levels, {}, &Level::score);
    m_levels.erase(repeated.begin(), repeated.end());
}

CatalogueRanking::Level* CatalogueRanking::levelAtOrBelow(float score)
{
    const auto found = std::ranges::lower_bound(m_levels, score, std::greater(), &Level::score);
    return found == m_levels.end() ? nullptr : &*found;
}

void CatalogueRanking::offerToTop(float score, Item item, std::size_t k)
{
    // Items come in ascending order, so an equal score never displaces what is there.
    if (m_heap.size() == k) {
        if (!(score > m_heap.front().first))
            return;
        std::ranges::pop_heap(m_heap, better);
        m_heap.pop_back();
    }
    m_heap.emplace_back(score, item);
    std::ranges::push_heap(m_heap, better);
}

void CatalogueRanking::finish(std::int64_t candidates, std::int64_t brokenPositives)
{
    m_blocks.clear();
    m_tied = 0;
    std::int64_t ranked = 0;
    for (const Level& level : m_levels) {
        m_blocks.push_back(level.between);
        m_blocks.push_back(level.at);
        ranked += level.between.items + level.at.items;
        if (level.at.items > 1)
            m_tied += level.at.relevant;
    }
    if (brokenPositives > 0) {
        m_blocks.push_back({candidates - ranked - brokenPositives, 0});
        m_blocks.push_back({brokenPositives, brokenPositives});
    }
    std::ranges::sort_heap(m_heap, better);
    m_top.clear();
    for (const auto& [score, item] : m_heap)
        m_top.push_back(item);
}

} // namespace tastescope
