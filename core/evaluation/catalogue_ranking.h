#pragma once

#include "core/base/ids.h"
#include "core/evaluation/metrics.h"
#include "core/evaluation/score_cells.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// Cuts one user's scores of the whole catalogue into blocks of ties around his positives, and finds his first K.
///
/// Scores come a stretch of the catalogue at a time and may be rough. The ranking is that of the exact scores all the
/// same: items whose rough score is too near to a positive's, or to the first K, to say on which side they stand are
/// asked for again. begin(), offer() until the catalogue is through, settle() with the exact scores of open().
///
/// Not-a-number ranks last, a positive behind every other item. Keeps its memory between users.
/// Cost: O(items), and O(log positives) for each item with a score near to one of the positives'.
class CatalogueRanking
{
public:
    /// Shapes: positives and masked are ascending and share no item; masked items are left out of the ranking;
    ///         scores are exact, one a positive.
    /// Both lists must stay until settle().
    void begin(std::span<const Item> positives, std::span<const float> scores, std::span<const Item> masked, int k);

    /// The scores of the next items, each at most `error` off; 0: exact. Those of positives are not needed again.
    void offer(std::span<const float> scores, float error);

    /// Items whose exact score decides, ascending. Empty when all scores were.
    std::span<const Item> open();
    void settle(std::span<const float> scores);

    Ranking blocks() const { return m_blocks; }              ///< down to the last positive
    std::span<const Item> top() const { return m_top; }      ///< the first K, ties by lower item; fewer if there are
    std::int64_t tiedPositives() const { return m_tied; }    ///< positives whose score another item has too
    std::int64_t notANumber() const { return m_notANumber; } ///< scores that are not, masked ones included

private:
    /// What one score of the positives cuts out.
    struct Level
    {
        TieBlock between; ///< other items above this score and below the level before
        TieBlock at;      ///< items with exactly this score
    };

    struct Scored
    {
        float score = 0;
        Item item{};
    };

    void offerSome(std::span<const float> scores, float error);
    void take(Item item, float score, float error);
    void count(float score, bool relevant);
    std::size_t levelAtOrBelow(float score) const;
    bool isBetweenLevels(float score, float error) const;
    void considerForTop(Item item, float score, float error);
    void cutBlocks();

    std::span<const Item> m_positives;
    std::span<const Item> m_masked;
    std::size_t m_passedPositives = 0; ///< of those, in front of the item that comes next
    std::size_t m_passedMasked = 0;
    std::int32_t m_next = 0; ///< the item that comes next
    std::size_t m_k = 0;

    std::vector<float> m_levelScores; ///< of the positives, descending, each once
    std::vector<Level> m_levels;
    ScoreCells m_cells; ///< counts what is far from all levels
    std::int64_t m_brokenPositives = 0;
    std::vector<Item> m_uncounted; ///< too near to a level

    std::vector<Scored> m_exact; ///< every item that may be among the first K
    std::vector<Scored> m_rough; ///< the same, not sure yet
    std::vector<float> m_bounds; ///< the K highest scores that items reach for sure; its front is the lowest
    float m_bar = 0;             ///< that front, once there are K
    float m_error = 0;           ///< the largest; below 0: nothing was offered yet
    std::vector<Item> m_open;

    std::vector<TieBlock> m_blocks;
    std::vector<Item> m_top;
    std::int64_t m_tied = 0;
    std::int64_t m_notANumber = 0;
};

} // namespace tastescope
