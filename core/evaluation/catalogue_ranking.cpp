#include "core/evaluation/catalogue_ranking.h"

#include "core/base/top_k.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>

namespace tastescope {

namespace {

constexpr float lowest = -std::numeric_limits<float>::infinity();

} // namespace

void CatalogueRanking::begin(std::span<const Item> positives, std::span<const float> scores,
                             std::span<const Item> masked, int k)
{
    assert(positives.size() == scores.size());
    m_positives = positives;
    m_masked = masked;
    m_passedPositives = m_passedMasked = 0;
    m_next = 0;
    m_k = static_cast<std::size_t>(k);
    m_uncounted.clear();
    m_exact.clear();
    m_rough.clear();
    m_bounds.clear();
    m_bar = lowest;
    m_error = -1;
    m_notANumber = 0;

    m_levelScores.clear();
    std::ranges::copy_if(scores, std::back_inserter(m_levelScores), [](float score) { return !std::isnan(score); });
    m_brokenPositives = std::ssize(scores) - std::ssize(m_levelScores);
    std::ranges::sort(m_levelScores, std::greater());
    m_levelScores.erase(std::unique(m_levelScores.begin(), m_levelScores.end()), m_levelScores.end());
    m_levels.assign(m_levelScores.size(), {});
    m_cells.begin(m_levelScores.size());
    for (std::size_t p = 0; p < positives.size(); ++p) {
        if (std::isnan(scores[p])) {
            ++m_notANumber;
            considerForTop(positives[p], lowest, 0);
            continue;
        }
        count(scores[p], true);
        considerForTop(positives[p], scores[p], 0);
    }
}

void CatalogueRanking::offer(std::span<const float> scores, float error)
{
    if (error > m_error) {
        m_error = error;
        m_cells.cut(m_levelScores, error);
    }
    while (!scores.empty()) {
        // As many as there were so far: what the first K must reach rises most at the beginning.
        const std::size_t most = std::clamp<std::size_t>(static_cast<std::size_t>(m_next), 64, ScoreCells::atATime);
        const std::size_t some = std::min(scores.size(), most);
        offerSome(scores.first(some), error);
        scores = scores.subspan(some);
    }
}

void CatalogueRanking::offerSome(std::span<const float> scores, float error)
{
    ScoreCells::Scratch scratch;
    const auto near = m_cells.count(scores, m_bar - error, scratch);
    const Item end{m_next + static_cast<std::int32_t>(scores.size())};
    const auto takeBack = [&](std::span<const Item> items, std::size_t from) {
        for (; from < items.size() && items[from] < end; ++from)
            m_cells.takeBack(index(items[from]) - static_cast<std::size_t>(m_next), scratch);
        return from;
    };
    const std::size_t passedPositives = takeBack(m_positives, m_passedPositives);
    const std::size_t passedMasked = takeBack(m_masked, m_passedMasked);
    for (const std::int32_t place : near)
        take(Item{m_next + place}, scores[static_cast<std::size_t>(place)], error);
    m_passedPositives = passedPositives;
    m_passedMasked = passedMasked;
    m_next = number(end);
}

void CatalogueRanking::take(Item item, float score, float error)
{
    const auto pass = [item](std::span<const Item> items, std::size_t& passed) {
        while (passed < items.size() && items[passed] < item)
            ++passed;
        return passed < items.size() && items[passed] == item;
    };
    if (pass(m_positives, m_passedPositives))
        return;
    const bool broken = std::isnan(score);
    m_notANumber += broken;
    if (pass(m_masked, m_passedMasked))
        return;
    if (broken)
        score = lowest;
    if (isBetweenLevels(score, error))
        count(score, false);
    else
        m_uncounted.push_back(item);
    if (score + error >= m_bar)
        considerForTop(item, score, error);
}

/// Whether an exact score on either side of a rough one would count to the same block.
bool CatalogueRanking::isBetweenLevels(float score, float error) const
{
    if (error == 0)
        return true;
    const std::size_t level = levelAtOrBelow(score);
    return (level == m_levelScores.size() || m_levelScores[level] < score - error)
           && (level == 0 || m_levelScores[level - 1] > score + error);
}

void CatalogueRanking::count(float score, bool relevant)
{
    const std::size_t level = levelAtOrBelow(score);
    if (level == m_levels.size())
        return;
    TieBlock& block = m_levelScores[level] == score ? m_levels[level].at : m_levels[level].between;
    ++block.items;
    block.relevant += relevant;
}

/// A binary search without branches: scores fall anywhere, so half of them would be guessed wrong.
std::size_t CatalogueRanking::levelAtOrBelow(float score) const
{
    const float* first = m_levelScores.data();
    for (std::size_t left = m_levelScores.size(); left > 0;) {
        const std::size_t half = (left + 1) / 2;
        first += first[half - 1] > score ? half : 0;
        left -= half;
    }
    return static_cast<std::size_t>(first - m_levelScores.data());
}

void CatalogueRanking::considerForTop(Item item, float score, float error)
{
    (error == 0 ? m_exact : m_rough).push_back({score, item});
    const float bound = score - error;
    if (m_bounds.size() == m_k) {
        if (!(bound > m_bounds.front()))
            return;
        std::ranges::pop_heap(m_bounds, std::greater());
        m_bounds.pop_back();
    }
    m_bounds.push_back(bound);
    std::ranges::push_heap(m_bounds, std::greater());
    if (m_bounds.size() == m_k)
        m_bar = m_bounds.front();
}

std::span<const Item> CatalogueRanking::open()
{
    m_open = m_uncounted;
    for (const Scored& entry : m_rough)
        if (entry.score + m_error >= m_bar)
            m_open.push_back(entry.item);
    std::ranges::sort(m_open);
    m_open.erase(std::unique(m_open.begin(), m_open.end()), m_open.end());
    return m_open;
}

void CatalogueRanking::settle(std::span<const float> scores)
{
    assert(scores.size() == m_open.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (std::ranges::binary_search(m_uncounted, m_open[i]))
            count(scores[i], false);
        m_exact.push_back({scores[i], m_open[i]});
    }
    for (std::size_t level = 0; level < m_levels.size(); ++level)
        m_levels[level].between.items += m_cells.between(level);
    keepTop(m_exact, m_k,
            [](const Scored& a, const Scored& b) { return a.score != b.score ? a.score > b.score : a.item < b.item; });
    m_top.clear();
    for (const Scored& entry : m_exact)
        m_top.push_back(entry.item);
    cutBlocks();
}

void CatalogueRanking::cutBlocks()
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
    if (m_brokenPositives > 0) {
        const std::int64_t candidates = m_next - std::ssize(m_masked);
        m_blocks.push_back({candidates - ranked - m_brokenPositives, 0});
        m_blocks.push_back({m_brokenPositives, m_brokenPositives});
    }
}

} // namespace tastescope
