#include "core/evaluation/next_item_ranks.h"

#include "core/base/error.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <memory>
#include <numeric>

namespace tastescope {

namespace {

struct RankScratch
{
    std::vector<float> scores;
    std::vector<std::int32_t> order;
};

/// The place of the target among items that are not in `before`; -1: not below `longest`.
std::int8_t placeOf(Item target, std::span<const Item> before, std::vector<float>& scores, int longest)
{
    const float level = scores[index(target)];
    for (const Item seen : before)
        scores[index(seen)] = -INFINITY; // left out of the ranking, the target among them if it was taken to before
    int place = -1;                      // the target itself is counted once
    for (const float score : scores)
        place += score >= level ? 1 : 0;
    place = std::ranges::find(before, target) == before.end() ? place : place + 1;
    return static_cast<std::int8_t>(place < longest ? place : -1);
}

/// Which of the first places of the raw list items of the window take.
std::uint64_t repeatsOf(std::span<const Item> window, RankScratch& scratch, int longest)
{
    const auto most = std::min(static_cast<std::size_t>(longest), scratch.scores.size());
    scratch.order.resize(scratch.scores.size());
    std::iota(scratch.order.begin(), scratch.order.end(), 0);
    std::partial_sort(scratch.order.begin(), scratch.order.begin() + static_cast<std::ptrdiff_t>(most),
                      scratch.order.end(), [&](std::int32_t a, std::int32_t b) {
                          const float one = scratch.scores[static_cast<std::size_t>(a)];
                          const float other = scratch.scores[static_cast<std::size_t>(b)];
                          return one > other || (one == other && a < b);
                      });
    std::uint64_t repeated = 0;
    for (std::size_t r = 0; r < most; ++r)
        if (std::ranges::find(window, Item(scratch.order[r])) != window.end())
            repeated |= std::uint64_t{1} << r;
    return repeated;
}

} // namespace

std::vector<User> usersWithNext(const Dataset& dataset)
{
    if (!dataset.hasTimes())
        throw Error("\"" + dataset.name()
                    + "\" has no times, so nothing comes next. Open data with a time for each row.");
    std::vector<User> users;
    for (std::size_t u = 0; u < dataset.userCount(); ++u)
        if (dataset.sequences().items(User(u)).size() > 1)
            users.push_back(User(u));
    return users;
}

NextItemRanks rankLastItems(const NextItemScorer& scorer, const Dataset& dataset, int longest, int window,
                            Workers workers, const JobContext& job)
{
    assert(longest >= 1 && longest <= longestNextItemList && window >= 1);
    const std::vector<User> users = usersWithNext(dataset);
    NextItemRanks ranks{longest, std::vector<std::int8_t>(users.size()), std::vector<std::uint64_t>(users.size())};
    std::vector<RankScratch> scratch = workers.copiesOf(RankScratch{std::vector<float>(dataset.itemCount()), {}});
    const auto rank = [&](std::int64_t n, int worker) {
        const auto number = static_cast<std::size_t>(n);
        RankScratch& mine = scratch[static_cast<std::size_t>(worker)];
        const auto events = dataset.sequences().items(users[number]);
        const auto before = events.first(events.size() - 1);
        scorer(users[number], before, dataset.sequences().times(users[number]).first(before.size()), mine.scores);
        ranks.repeated[number] =
            repeatsOf(before.last(std::min(before.size(), static_cast<std::size_t>(window))), mine, longest);
        ranks.places[number] = placeOf(events.back(), before, mine.scores, longest);
    };
    parallelFor(static_cast<std::int64_t>(users.size()), workers, job, rank, 8);
    return ranks;
}

NextItemScorer scorerOf(const Model& model)
{
    return [&model](User user, std::span<const Item> before, std::span<const std::int64_t> times,
                    std::span<float> scores) {
        std::vector<Item> items(scores.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            items[i] = Item(i);
        model.score(Sequence{before, times, user}, items, scores);
    };
}

NextItemScorer mostFrequentNext(const Dataset& dataset)
{
    auto counts = std::make_shared<std::vector<float>>(dataset.itemCount(), 0.0F);
    for (std::size_t u = 0; u < dataset.sequences().userCount(); ++u) {
        const auto events = dataset.sequences().items(User(u));
        for (std::size_t i = 0; i + 1 < events.size(); ++i)
            (*counts)[index(events[i])] += 1;
    }
    return [counts](User, std::span<const Item>, std::span<const std::int64_t>, std::span<float> scores) {
        std::ranges::copy(*counts, scores.begin());
    };
}

double nextItemValue(const NextItemRanks& ranks, std::size_t question, NextItemFigure figure, int length)
{
    assert(length >= 1 && length <= ranks.longest);
    if (figure == NextItemFigure::Repeats) {
        const std::uint64_t asked = length < 64 ? (std::uint64_t{1} << length) - 1 : ~std::uint64_t{0};
        return static_cast<double>(std::popcount(ranks.repeated[question] & asked)) / length;
    }
    const std::int8_t place = ranks.places[question];
    if (place < 0 || place >= length)
        return 0;
    return figure == NextItemFigure::Mrr   ? 1.0 / (place + 1)
           : figure == NextItemFigure::Hit ? 1
                                           : 1 / std::log2(place + 2);
}

Estimate nextItemMean(const NextItemRanks& ranks, NextItemFigure figure, int length)
{
    std::vector<double> values(ranks.size());
    for (std::size_t q = 0; q < values.size(); ++q)
        values[q] = nextItemValue(ranks, q, figure, length);
    return estimateMean(values);
}

std::vector<double> repeatsByRank(const NextItemRanks& ranks)
{
    std::vector<double> shares(static_cast<std::size_t>(ranks.longest));
    for (const std::uint64_t repeated : ranks.repeated)
        for (std::size_t r = 0; r < shares.size(); ++r)
            shares[r] += (repeated >> r & 1U) != 0 ? 1 : 0;
    for (double& share : shares)
        share /= static_cast<double>(std::max<std::size_t>(ranks.size(), 1));
    return shares;
}

std::optional<Estimate> nextItemDifference(const NextItemRanks& one, const NextItemRanks& other, NextItemFigure figure,
                                           int length)
{
    const std::size_t count = one.size();
    if (count != other.size() || count < 2)
        return std::nullopt;
    double sum = 0;
    double squares = 0;
    for (std::size_t q = 0; q < count; ++q) {
        const double difference = nextItemValue(one, q, figure, length) - nextItemValue(other, q, figure, length);
        sum += difference;
        squares += difference * difference;
    }
    const auto n = static_cast<double>(count);
    const double mean = sum / n;
    const double half = 1.96 * std::sqrt(std::max(0.0, squares - n * mean * mean) / (n - 1) / n);
    return Estimate{mean, mean - half, mean + half};
}

NextItemSummary summaryOf(const NextItemRanks& ranks)
{
    NextItemSummary summary{static_cast<std::int64_t>(ranks.size()), {}, repeatsByRank(ranks)};
    for (std::size_t c = 0; c < nextItemColumns; ++c)
        summary.means[c] = nextItemMean(ranks, nextItemColumn(c).figure, nextItemColumn(c).length).value;
    return summary;
}

NextItemDifferences differencesOf(const NextItemRanks& one, const NextItemRanks& other)
{
    NextItemDifferences differences;
    for (std::size_t c = 0; c < nextItemColumns; ++c)
        differences[c] = nextItemDifference(one, other, nextItemColumn(c).figure, nextItemColumn(c).length);
    return differences;
}

} // namespace tastescope
