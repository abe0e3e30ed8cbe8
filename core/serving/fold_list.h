#pragma once

#include "core/training/fold_in.h"

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tastescope {

/// The list that a user would get who likes less: an item, and all that is ranked besides it. What is asked of scores
/// is asked of those that scores() gave. Ties go to the lower item, as in rankItems().
class FoldList
{
public:
    /// items: the item in question, then the others that are ranked. isRanked: whether the first is ranked, too; if
    /// not, there are others. fold must outlive it.
    FoldList(const FoldIn& fold, std::vector<Item> items, bool isRanked)
        : m_fold(fold),
          m_items(std::move(items)),
          m_isRanked(isRanked)
    {
    }

    /// Without the likes at these places, as FoldIn::score().
    std::vector<float> scores(std::span<const std::size_t> without) const;

    std::optional<std::int64_t> rank(const std::vector<float>& scores) const; ///< of the item in question
    std::size_t leader(const std::vector<float>& scores) const; ///< the place of the first of those ranked
    std::vector<Item> first(const std::vector<float>& scores, std::size_t count) const; ///< best first

    std::size_t ranked() const { return m_items.size() - firstRanked(); }
    Item item(std::size_t place) const { return m_items[place]; }

private:
    std::size_t firstRanked() const { return m_isRanked ? 0 : 1; }
    bool isBefore(const std::vector<float>& scores, std::size_t a, std::size_t b) const
    {
        return scores[a] != scores[b] ? scores[a] > scores[b] : m_items[a] < m_items[b];
    }

    const FoldIn& m_fold;
    std::vector<Item> m_items;
    bool m_isRanked;
};

} // namespace tastescope
