#include "core/serving/counterfactual.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/serving/asker.h"
#include "core/serving/explain.h"
#include "core/serving/fold_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace tastescope {

namespace {

constexpr std::size_t mostTogether = 10;
constexpr std::size_t mostNearest = 3;
constexpr std::size_t mostCompared = 5;

/// Places in the user's likes that go together.
struct Group
{
    std::int32_t thing = 0;
    std::vector<std::size_t> places;
};

std::vector<Group> likesOneByOne(std::span<const Item> likes)
{
    std::vector<Group> groups;
    for (std::size_t place = 0; place < likes.size(); ++place)
        groups.push_back({number(likes[place]), {place}});
    return groups;
}

/// A group for each track of the library that a like contains.
std::vector<Group> tracksOneByOne(const Dataset& dataset, User user, std::span<const Item> likes)
{
    if (!dataset.hasItemTracks())
        throw Error("Which " + dataset.nouns().item + "s contain a " + dataset.nouns().track + " is not known in "
                    + dataset.name() + ".");
    const auto library = dataset.library().row(user);
    std::vector<Group> groups(library.size());
    for (std::size_t t = 0; t < library.size(); ++t)
        groups[t].thing = number(library[t]);
    for (std::size_t place = 0; place < likes.size(); ++place)
        for (const Track track : dataset.itemTracks().row(likes[place])) {
            const auto found = std::ranges::lower_bound(library, track);
            if (found != library.end() && *found == track)
                groups[static_cast<std::size_t>(found - library.begin())].places.push_back(place);
        }
    std::erase_if(groups, [](const Group& group) { return group.places.empty(); });
    return groups;
}

/// How far the score of another seed may be off: the 95 % prediction interval of one more draw, by Student's t.
double spread(const std::vector<double>& scores)
{
    static constexpr std::array quantiles{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262}; // 1 to 9
    const auto n = static_cast<double>(scores.size());
    const double mean = std::accumulate(scores.begin(), scores.end(), 0.0) / n;
    double squares = 0;
    for (const double score : scores)
        squares += (score - mean) * (score - mean);
    const double t = scores.size() - 2 < quantiles.size() ? quantiles[scores.size() - 2] : 1.96;
    return t * std::sqrt(squares / (n - 1) * (1 + 1 / n));
}

double noiseOf(const Serving& serving, User user, Item item, const CounterfactualOptions& options)
{
    std::vector<double> scores(static_cast<std::size_t>(options.seeds));
    const auto likes = serving.dataset->train().row(user);
    const auto ask = [&](std::int64_t s, int) {
        float score = 0;
        serving.model->foldIn(user, likes, options.seed + static_cast<std::uint64_t>(s))
            ->score({}, std::array{item}, std::span(&score, 1));
        scores[static_cast<std::size_t>(s)] = static_cast<double>(score);
    };
    parallelFor(options.seeds, Workers(options.list.threads), {}, ask, 1);
    return spread(scores);
}

std::vector<NearLike> nearestLikes(const Model& model, std::span<const Item> likes, Item item)
{
    std::vector<NearLike> nearest;
    for (const Item like : likes)
        if (const auto similarity = model.itemSimilarity(item, like); similarity && like != item)
            nearest.push_back({like, *similarity});
    std::ranges::stable_sort(nearest, std::greater(), &NearLike::similarity);
    nearest.resize(std::min(nearest.size(), mostNearest));
    return nearest;
}

/// The changes of each group, greatest loss first; groups are put in the same order.
std::vector<LeftOut> askEach(const FoldList& list, const std::vector<float>& whole, std::vector<Group>& groups,
                             const CounterfactualOptions& options, const JobContext& job)
{
    std::vector<LeftOut> parts(groups.size());
    const std::size_t leader = list.leader(whole);
    const auto ask = [&](std::int64_t g, int) {
        const Group& group = groups[static_cast<std::size_t>(g)];
        const std::vector<float> scores = list.scores(group.places);
        const std::size_t then = list.leader(scores);
        parts[static_cast<std::size_t>(g)] = {
            group.thing,
            static_cast<std::int32_t>(group.places.size()),
            static_cast<double>(scores[0]) - static_cast<double>(whole[0]),
            list.rank(scores),
            list.item(then),
            static_cast<double>(scores[then]) - static_cast<double>(scores[leader]),
        };
    };
    parallelFor(static_cast<std::int64_t>(groups.size()), Workers(options.list.threads), job, ask, 1);
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, std::less(), [&](std::size_t i) { return parts[i].change; });
    std::vector<LeftOut> sorted;
    std::vector<Group> sortedGroups;
    for (const std::size_t i : order) {
        sorted.push_back(parts[i]);
        sortedGroups.push_back(std::move(groups[i]));
    }
    groups = std::move(sortedGroups);
    return sorted;
}

std::optional<LeftOutTogether> halveTheLead(const FoldList& list, const std::vector<float>& whole,
                                            const std::vector<Group>& groups, const std::vector<LeftOut>& parts,
                                            std::int64_t top, const JobContext& job)
{
    const auto rank = list.rank(whole);
    const auto lines = static_cast<std::size_t>(std::max<std::int64_t>(top, 0));
    if (!rank || *rank > top || list.ranked() <= lines)
        return std::nullopt;
    const Item outside = list.first(whole, lines + 1).back();
    std::size_t place = 0;
    while (list.item(place) != outside)
        ++place;
    const auto lead = [&](const std::vector<float>& scores) {
        return static_cast<double>(scores[0]) - static_cast<double>(scores[place]);
    };
    LeftOutTogether together;
    std::vector<std::size_t> without;
    for (std::size_t g = 0; g < std::min(groups.size(), mostTogether) && parts[g].change < 0; ++g) {
        job.throwIfStopped();
        without.insert(without.end(), groups[g].places.begin(), groups[g].places.end());
        std::ranges::sort(without);
        without.erase(std::unique(without.begin(), without.end()), without.end());
        together.alone += parts[g].change;
        const std::vector<float> scores = list.scores(without);
        if (lead(scores) > lead(whole) / 2)
            continue;
        together.count = static_cast<int>(g) + 1;
        together.change = static_cast<double>(scores[0]) - static_cast<double>(whole[0]);
        together.rank = list.rank(scores).value_or(0);
        return together;
    }
    return std::nullopt;
}

std::optional<std::size_t> smallestEdit(const std::vector<LeftOut>& parts, Item leader)
{
    std::optional<std::size_t> smallest;
    for (std::size_t p = 0; p < parts.size(); ++p)
        if (parts[p].leader != leader && (!smallest || std::abs(parts[p].change) < std::abs(parts[*smallest].change)))
            smallest = p;
    return smallest;
}

int agreement(const Ranked& ranked, const FoldList& list, const std::vector<float>& whole)
{
    const std::size_t lines = std::min(mostCompared, ranked.entries.size());
    const std::vector<Item> again = list.first(whole, lines);
    return static_cast<int>(std::ranges::count_if(std::span(ranked.entries).first(lines), [&](const auto& entry) {
        return std::ranges::find(again, entry.item) != again.end();
    }));
}

} // namespace

bool Counterfactual::isNoise(const LeftOut& part) const
{
    return std::abs(part.change) <= noise;
}

std::optional<Counterfactual> leaveOut(const Serving& serving, User user, Item item,
                                       const CounterfactualOptions& options, const JobContext& job)
{
    if (options.seeds < 2)
        throw Error("The number of fold-ins is " + std::to_string(options.seeds) + ", expected at least 2.");
    const Explanation explanation = explain(serving, user, item, options.list.from); // also checks user and item
    const auto likes = serving.dataset->train().row(user);
    const auto fold = serving.model->foldIn(user, likes, options.seed);
    if (explanation.isFallback || !fold)
        return std::nullopt;
    std::vector<Group> groups =
        options.unit == LeftOutUnit::Tracks ? tracksOneByOne(*serving.dataset, user, likes) : likesOneByOne(likes);
    const Ranked ranked = rankItems(serving, user, options.list, serving.dataset->itemCount());
    std::vector<Item> items{item};
    for (const Ranked::Entry& entry : ranked.entries)
        if (entry.item != item)
            items.push_back(entry.item);
    const bool isRanked = items.size() == ranked.entries.size();
    if (!isRanked && ranked.entries.empty())
        return std::nullopt; // nothing is recommended
    const FoldList list(*fold, std::move(items), isRanked);
    const std::vector<float> whole = list.scores({});

    Counterfactual result;
    result.item = item;
    result.unit = options.unit;
    result.likes = static_cast<std::int64_t>(likes.size());
    result.score = explanation.score;
    result.folded = static_cast<double>(whole[0]);
    result.rank = list.rank(whole);
    result.ranked = ranked.count;
    result.compared = static_cast<int>(std::min(mostCompared, ranked.entries.size()));
    result.agreeing = agreement(ranked, list, whole);
    result.noise = noiseOf(serving, user, item, options);
    result.parts = askEach(list, whole, groups, options, job);
    result.together = halveTheLead(list, whole, groups, result.parts, options.list.top, job);
    result.nearest = nearestLikes(*serving.model, likes, item);
    result.smallest = smallestEdit(result.parts, list.item(list.leader(whole)));
    return result;
}

} // namespace tastescope
