#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/evaluation/estimate.h"
#include "core/training/model.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tastescope {

/// Longest lists that are kept: a bit a place.
inline constexpr int longestNextItemList = 64;

/// What everyone asked about got, kept for paired intervals. Shapes: one value a question, in the same order for
/// everything that was asked the same questions.
struct NextItemRanks
{
    int longest = 0;                     ///< places that are known
    std::vector<std::int8_t> places;     ///< 0-based, of what came next; -1: not among the first
    std::vector<std::uint64_t> repeated; ///< bit r: place r of the raw list is taken by an item of the window

    std::size_t size() const { return places.size(); }
    bool operator==(const NextItemRanks&) const = default;
};

/// Scores every item for somebody who took to `before`, oldest first.
using NextItemScorer = std::function<void(User user, std::span<const Item> before, std::span<const std::int64_t> times,
                                          std::span<float> scores)>;

/// Users whose last event can be asked for: those with two events or more, ascending; one question each.
/// Throws: Error when the data has no times.
std::vector<User> usersWithNext(const Dataset& dataset);

/// The right question: of each user with two events or more the last one, against all items but those before it. An
/// item of equal score stands before it. Repeats are counted in the raw list: items of the last `window` events before
/// it.
///
/// The same results for any number of threads. Throws: Error when the data has no times; Cancelled.
/// Cost: one scoring of all items a user.
NextItemRanks rankLastItems(const NextItemScorer& scorer, const Dataset& dataset, int longest, int window,
                            Workers workers, const JobContext& job = {});

/// Asks a model of the data to go on with the sequence.
NextItemScorer scorerOf(const Model& model);

/// Most events first, the last one of each user left out: what any model must beat.
NextItemScorer mostFrequentNext(const Dataset& dataset);

/// Columns of the table of next-item runs.
enum class NextItemFigure { Mrr, Hit, Ndcg, Repeats };
inline constexpr std::array nextItemLengths{3, 5, 10};

inline constexpr std::size_t nextItemColumns = 4 * nextItemLengths.size(); ///< figure by figure, length by length

struct NextItemColumn
{
    NextItemFigure figure = NextItemFigure::Mrr;
    int length = 0;
};

constexpr NextItemColumn nextItemColumn(std::size_t number)
{
    return {static_cast<NextItemFigure>(number / nextItemLengths.size()),
            nextItemLengths[number % nextItemLengths.size()]};
}

/// What one question adds to a mean: of the first `length` places. With one item held out AP is RR.
double nextItemValue(const NextItemRanks& ranks, std::size_t question, NextItemFigure figure, int length);

/// Mean with its 95 % interval. At least one question.
Estimate nextItemMean(const NextItemRanks& ranks, NextItemFigure figure, int length);

/// Share of the raw lists whose r-th place is taken by an item of the window, from r = 1 to longest.
std::vector<double> repeatsByRank(const NextItemRanks& ranks);

/// Mean of one minus the other over the same questions, with its 95 % interval by the normal approximation: users are
/// hundreds and more. Nothing: they were asked different questions, or fewer than two.
std::optional<Estimate> nextItemDifference(const NextItemRanks& one, const NextItemRanks& other, NextItemFigure figure,
                                           int length);

/// All columns at once, of lists of ten or more. Cost: a hundred thousand questions take some 10 ms.
struct NextItemSummary
{
    std::int64_t questions = 0;
    std::array<double, nextItemColumns> means{};
    std::vector<double> repeats; ///< repeatsByRank()
};
NextItemSummary summaryOf(const NextItemRanks& ranks); ///< at least one question

using NextItemDifferences = std::array<std::optional<Estimate>, nextItemColumns>;
NextItemDifferences differencesOf(const NextItemRanks& one, const NextItemRanks& other);

} // namespace tastescope
