#include "core/experiment/published_shape.h"

#include "core/base/error.h"
#include "core/base/memory_limit.h"
#include "core/data/describe.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/neighbour_statistics.h"
#include "core/neighbours/search_memory.h"
#include "core/neighbours/select_neighbours.h"
#include "core/pipeline/overlap.h"
#include "core/pipeline/preset.h"
#include "core/pipeline/score.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

constexpr std::size_t publishedUsers = 101'713;

void addOwnership(std::vector<ShapeFigure>& figures, const Dataset& dataset)
{
    const OwnershipReport report = reportOwnership(dataset.owned());
    const double owners = 100.0 * static_cast<double>(report.perOwner.count) / static_cast<double>(dataset.userCount());
    figures.insert(figures.end(), {{"owners_percent", "users who own playlists, %", 38.985, owners},
                                   {"owned_mean", "playlists per owner, mean", 4.57, report.perOwner.mean},
                                   {"owned_median", "playlists per owner, median", 2, report.perOwner.median},
                                   {"owned_max", "playlists per owner, most", 100, report.perOwner.max},
                                   {"owned_gini", "playlists per owner, Gini", 0.6033, report.gini},
                                   {"owned_top_1", "owned by the top 1 %, %", 15.34, 100 * report.topShares[0]},
                                   {"owned_top_5", "owned by the top 5 %, %", 37.29, 100 * report.topShares[1]},
                                   {"owned_top_10", "owned by the top 10 %, %", 50.83, 100 * report.topShares[2]},
                                   {"owned_top_25", "owned by the top 25 %, %", 71.68, 100 * report.topShares[3]}});
}

void addNeighbours(std::vector<ShapeFigure>& figures, const Dataset& dataset, int threads, const JobContext& job)
{
    const NeighbourIndex nearest = findNeighbours(dataset.library(), {.threads = threads}, job);
    const NeighbourIndex selected =
        selectNeighbours(nearest, dataset, {.rule = SelectionRule::AsPublished, .threads = threads}, job);
    const NeighbourSummary all = summarise(neighbourStatistics(selected, dataset, threads, job));
    figures.insert(figures.end(), {{"neighbours_mean", "neighbours, mean", 36.79, all.neighbourCount.mean},
                                   {"neighbours_median", "neighbours, median", 39, all.neighbourCount.median},
                                   {"neighbours_p25", "neighbours, p25", 30, all.neighbourCount.p25},
                                   {"neighbours_p75", "neighbours, p75", 48, all.neighbourCount.p75},
                                   {"chosen_mean", "times chosen, mean", 94.41, all.popularity.mean},
                                   {"chosen_median", "times chosen, median", 57, all.popularity.median},
                                   {"chosen_p90", "times chosen, p90", 207, all.popularity.p90},
                                   {"chosen_p99", "times chosen, p99", 609, all.popularity.p99},
                                   {"chosen_max", "times chosen, most", 2'348, all.popularity.max},
                                   {"reach_mean", "playlists in reach, mean", 266.27, all.reachableItems.mean},
                                   {"reach_median", "playlists in reach, median", 221, all.reachableItems.median},
                                   {"reach_p25", "playlists in reach, p25", 122, all.reachableItems.p25},
                                   {"reach_p75", "playlists in reach, p75", 372, all.reachableItems.p75},
                                   {"reach_p99", "playlists in reach, p99", 841, all.reachableItems.p99},
                                   {"reach_max", "playlists in reach, most", 1'248, all.reachableItems.max}});
}

/// The lowest score of a user and an item that share a track, liked or not; infinity where no two do. It is that of a
/// large library, so the largest are looked at first, and most never.
double lowestScore(const PairScorer& scorer, const JobContext& job)
{
    const BinaryMatrix<Item, Track>& itemTracks = scorer.itemTracks();
    std::vector<User> users;
    for (const User user : idsUpTo<User>(scorer.library().rowCount()))
        users.push_back(user);
    std::ranges::stable_sort(users, std::greater(), [&](User user) { return scorer.rootOfLibrary(user); });
    std::size_t longest = 1;
    for (const Item item : idsUpTo<Item>(itemTracks.rowCount()))
        longest = std::max(longest, itemTracks.row(item).size());
    // ln(1 + m) is at least ln 2, and so is what exploration makes of it.
    const double leastGain = std::log(2.0) / std::sqrt(static_cast<double>(longest));

    const BinaryMatrix<Track, Item> itemsOfTrack = itemTracks.transposed();
    OverlapCounter counter(itemsOfTrack);
    double lowest = std::numeric_limits<double>::infinity();
    for (const User user : users) {
        if (leastGain / scorer.rootOfLibrary(user) >= lowest)
            break;
        job.throwIfStopped();
        for (const Overlap& overlap : counter.count(scorer.library().row(user)))
            lowest = std::min(lowest, scorer.score(user, overlap.item, overlap.shared));
    }
    return lowest;
}

/// Over the positives of all parts; the least over all pairs that share a track, since the published range is theirs.
void addScores(std::vector<ShapeFigure>& figures, const Dataset& dataset, int threads, const JobContext& job)
{
    const PairScorer scorer(dataset.library(), dataset.itemTracks(), explorationOf(dataset));
    std::vector<double> scores;
    const Split& split = dataset.split();
    for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold}) {
        const std::vector<double> ofPart = scorePairs(scorer, *part, Workers(threads), job);
        scores.insert(scores.end(), ofPart.begin(), ofPart.end());
    }
    const Distribution liked = summarise(scores);
    figures.insert(figures.end(),
                   {{"score_min", "score of what shares a track, least", 0.0013, lowestScore(scorer, job)},
                    {"score_median", "score of what is liked, median", 0.125, liked.median},
                    {"score_max", "score of what is liked, most", 0.49, liked.max}});
}

void addSizes(std::vector<ShapeFigure>& figures, const Dataset& dataset)
{
    if (dataset.userCount() != publishedUsers)
        return;
    const Distribution liked = describe(dataset).positivesPerUser;
    figures.insert(figures.end(),
                   {{"items", "playlists", 181'214, static_cast<double>(dataset.itemCount())},
                    {"train", "training positives", 24e6, static_cast<double>(dataset.train().entryCount())},
                    {"liked_mean", "playlists a user likes, mean", 336, liked.mean},
                    {"liked_median", "playlists a user likes, median", 199, liked.median},
                    {"liked_max", "playlists a user likes, most", 4'339, liked.max}});
}

} // namespace

bool imitatesPublished(const Dataset& dataset)
{
    const auto& options = dataset.provenance().options;
    const auto preset = std::ranges::find(options, "preset", &std::pair<std::string, std::string>::first);
    return preset != options.end() && dataset.hasOwners() && dataset.hasItemTracks()
           && (preset->second == toText(Preset::Demo) || preset->second == toText(Preset::Full));
}

std::vector<ShapeFigure> comparePublishedShape(const Dataset& dataset, int threads, const JobContext& job)
{
    if (!dataset.hasOwners() || !dataset.hasItemTracks())
        throw Error("Only data whose items have owners and known tracks can be compared with the published data.");
    requireMemory("The search for neighbours",
                  neighbourhoodMemory(sizeOf(dataset), {.top = NeighbourOptions{}.top, .threads = threads}, 0));
    std::vector<ShapeFigure> figures;
    addOwnership(figures, dataset);
    addNeighbours(figures, dataset, threads, job);
    addScores(figures, dataset, threads, job);
    addSizes(figures, dataset);
    return figures;
}

} // namespace tastescope
