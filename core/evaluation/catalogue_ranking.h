#pragma once

#include "core/base/ids.h"
#include "core/evaluation/metrics.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tastescope {

/// Cuts one user's scores of the whole catalogue into blocks of ties around his positives, and finds his first K.
/// Keeps its memory between users: one for each worker.
class CatalogueRanking
{
public:
    /// Slots for score() to fill, one an item.
    std::span<float> scores(std::size_t itemCount);

    /// Ranks what scores() holds.
    ///
    /// Shapes: positives and masked are ascending and share no item; masked items are left out of the ranking.
    /// Not-a-number ranks last, a positive behind every other item.
    /// Cost:   O(items * log positives).
    void rank(std::span<const Item> positives, std::span<const Item> masked, int k);

    Ranking blocks() const { return m_blocks; }              ///< down to the last positive
    std::span<const Item> top() const { return m_top; }      ///< the first K, ties by lower item; fewer if there are
    std::int64_t tiedPositives() const { return m_tied; }    ///< positives whose score another item has too
    std::int64_t notANumber() const { return m_notANumber; } ///< scores that are not, masked ones included

private:
    struct Level
    {
        float score = 0;
        TieBlock between; ///< other items above this score and below the level before
        TieBlock at;      ///< items with exactly this score
    };

    void findLevels(std::span<const Item> positives);
    Level* levelAtOrBelow(float score);
    void offerToTop(float score, Item item, std::size_t k);
    void finish(std::int64_t candidates, std::int64_t brokenPositives);

    std::vector<float> m_scores;
    std::vector<Level> m_levels; ///< by score of the positives, descending
    std::vector<TieBlock> m_blocks;
    std::vector<std::pair<float, Item>> m_heap; ///< its front is the worst kept
    std::vector<Item> m_top;
    std::int64_t m_tied = 0;
    std::int64_t m_notANumber = 0;
};

} // namespace tastescope
