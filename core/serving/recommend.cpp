#include "core/serving/recommend.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/top_k.h"
#include "core/serving/asker.h"
#include "core/serving/shared_tracks.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

void check(const RecommendOptions& options)
{
    if (options.top < 1)
        throw Error("The number of recommendations is " + std::to_string(options.top) + ", expected at least 1.");
    if (options.reasons < 0)
        throw Error("The number of reasons is " + std::to_string(options.reasons) + ", expected 0 or more.");
}

/// The seen items that a neighbour brings, too: candidates leave them out.
void addSeen(const Serving& serving, const Asker& asker, std::vector<Item>& items)
{
    const BinaryMatrix<User, Item>& brought = serving.dataset->brought();
    const auto isBrought = [&](Item item) {
        return std::ranges::any_of(asker.neighbours(),
                                   [&](const Neighbour& neighbour) { return brought.contains(neighbour.user, item); });
    };
    for (const Item item : asker.likes())
        if (isBrought(item))
            items.push_back(item);
    std::ranges::sort(items);
}

std::vector<Item> catalogueFor(const Serving& serving, const Asker& asker, bool filterSeen)
{
    std::vector<Item> items;
    items.reserve(serving.dataset->itemCount());
    for (const Item item : idsUpTo<Item>(serving.dataset->itemCount()))
        if (!filterSeen || !asker.hasSeen(item))
            items.push_back(item);
    return items;
}

/// Whether an item is left out because the user is known to like it, though not from training.
bool isMasked(const Serving& serving, const Asker& asker, const RecommendOptions& options, Item item)
{
    return options.filterSeen && options.mask == Mask::Known && asker.user()
           && serving.dataset->heldOut(Part::Validation).contains(*asker.user(), item);
}

std::vector<Item> itemsToRank(const Serving& serving, const Asker& asker, const RecommendOptions& options)
{
    if (options.from == RecommendFrom::Neighbours && !asker.hasNoCandidates()) {
        const auto candidates = asker.candidates();
        std::vector<Item> items(candidates.begin(), candidates.end());
        if (!options.filterSeen)
            addSeen(serving, asker, items);
        std::erase_if(items, [&](Item item) { return isMasked(serving, asker, options, item); });
        return items;
    }
    std::vector<Item> items = catalogueFor(serving, asker, options.filterSeen);
    std::erase_if(items, [&](Item item) { return isMasked(serving, asker, options, item); });
    return items;
}

std::vector<float> scoresOf(const Serving& serving, const Query& query, std::span<const Item> items, bool byPopularity)
{
    std::vector<float> scores(items.size());
    if (!byPopularity) {
        serving.model->score(query, items, scores);
        return scores;
    }
    std::ranges::transform(items, scores.begin(),
                           [&](Item item) { return static_cast<float>(serving.facts->likes(item)); });
    return scores;
}

/// A strict weak order, also where scores are not numbers.
bool ranksBefore(const Ranked::Entry& a, const Ranked::Entry& b)
{
    if (std::isnan(a.score) != std::isnan(b.score))
        return std::isnan(b.score);
    if (!std::isnan(a.score) && a.score != b.score)
        return a.score > b.score;
    return a.item < b.item;
}

Mark markOf(const Dataset& dataset, const Asker& asker, Item item)
{
    if (asker.user())
        return tastescope::markOf(dataset, *asker.user(), item);
    return asker.hasSeen(item) ? Mark::Liked : Mark::New;
}

Recommendation describe(const Serving& serving, const Asker& asker, const Ranked::Entry& entry, int reasons)
{
    const Dataset& dataset = *serving.dataset;
    Recommendation line;
    line.item = entry.item;
    line.title = dataset.items().title(index(entry.item));
    line.score = entry.score;
    line.owner = dataset.owner(entry.item);
    line.popularity = serving.facts->popularity(entry.item);
    line.mark = markOf(dataset, asker, entry.item);
    for (const Neighbour& neighbour : asker.neighbours()) {
        if (!dataset.brought().contains(neighbour.user, entry.item))
            continue;
        if (line.broughtBy++ < reasons)
            line.reasons.push_back(
                {neighbour.user, neighbour.similarity, sharedTrackCount(dataset, *asker.user(), neighbour.user)});
    }
    return line;
}

Ranked rank(const Serving& serving, const Asker& asker, const RecommendOptions& options, std::size_t limit)
{
    check(options);
    Ranked ranked;
    ranked.isFallback = asker.isServedFallback(options.from);
    const std::vector<Item> items = itemsToRank(serving, asker, options);
    const std::vector<float> scores = scoresOf(serving, asker.query(), items, ranked.isFallback);
    ranked.count = static_cast<std::int64_t>(items.size());
    ranked.entries.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        ranked.entries.push_back({items[i], scores[i]});
    keepTop(ranked.entries, limit, ranksBefore);
    return ranked;
}

} // namespace

Mark markOf(const Dataset& dataset, User user, Item item)
{
    if (dataset.train().contains(user, item))
        return Mark::Liked;
    if (dataset.heldOut(Part::Validation).contains(user, item))
        return Mark::Validation;
    if (dataset.heldOut(Part::Test).contains(user, item))
        return Mark::Test;
    if (dataset.split().cold.contains(user, item))
        return Mark::Cold;
    return dataset.owner(item) == user ? Mark::Owned : Mark::New;
}

bool isServedFallback(const Serving& serving, const Query& query, RecommendFrom from)
{
    return Asker(serving, query).isServedFallback(from);
}

Ranked rankItems(const Serving& serving, const Query& query, const RecommendOptions& options, std::size_t limit)
{
    return rank(serving, Asker(serving, query), options, limit);
}

CataloguePlace placeInCatalogue(const Serving& serving, const Query& query, Item item, const RecommendOptions& options)
{
    const Asker asker(serving, query);
    std::vector<Item> items = catalogueFor(serving, asker, options.filterSeen);
    std::erase_if(items, [&](Item each) { return isMasked(serving, asker, options, each); });
    if (!std::ranges::binary_search(items, item))
        items.push_back(item);
    const std::vector<float> scores = scoresOf(serving, query, items, asker.isServedFallback(options.from));
    const auto at = static_cast<std::size_t>(std::ranges::find(items, item) - items.begin());
    const Ranked::Entry entry{item, scores[at]};
    CataloguePlace place{1, static_cast<std::int64_t>(items.size()), scores[at]};
    for (std::size_t i = 0; i < items.size(); ++i)
        place.rank += ranksBefore({items[i], scores[i]}, entry) ? 1 : 0;
    return place;
}

RecommendationList recommend(const Serving& serving, const Query& query, const RecommendOptions& options)
{
    const auto top = static_cast<std::size_t>(std::max(options.top, 0));
    return recommend(serving, query, options, rankItems(serving, query, options, top));
}

RecommendationList recommend(const Serving& serving, const Query& query, const RecommendOptions& options,
                             const Ranked& ranked)
{
    const Asker asker(serving, query);
    RecommendationList list{ranked.isFallback, ranked.count, {}};
    const std::size_t lines = std::min(static_cast<std::size_t>(std::max(options.top, 0)), ranked.entries.size());
    for (const Ranked::Entry& entry : std::span(ranked.entries).first(lines))
        list.lines.push_back(describe(serving, asker, entry, options.reasons));
    return list;
}

std::vector<RecommendationList> recommend(const Serving& serving, std::span<const User> users,
                                          const RecommendOptions& options, const JobContext& job)
{
    std::vector<RecommendationList> lists(users.size());
    const auto answer = [&](std::int64_t i, int) {
        const auto row = static_cast<std::size_t>(i);
        lists[row] = recommend(serving, users[row], options);
    };
    parallelFor(static_cast<std::int64_t>(users.size()), Workers(options.threads), job, answer, 8);
    return lists;
}

std::vector<Reason> reasonsFor(const Serving& serving, const Query& query, Item item)
{
    return describe(serving, Asker(serving, query), {item, 0}, std::numeric_limits<int>::max()).reasons;
}

} // namespace tastescope
