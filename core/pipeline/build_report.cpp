#include "core/pipeline/build_report.h"

#include "core/base/error.h"
#include "core/pipeline/overlap.h"
#include "core/pipeline/score.h"
#include "core/pipeline/user_loop.h"

namespace tastescope {

namespace {

constexpr int negativesOfOne = 4; ///< a positive's, step 9
constexpr double hardShareOfPool = 0.2;

std::vector<double> doublesOf(std::span<const float> values)
{
    return {values.begin(), values.end()};
}

class BuildReporter
{
public:
    BuildReporter(const Dataset& dataset, int threads, const JobContext& job)
        : m_dataset(dataset),
          m_threads(threads),
          m_job(job)
    {
    }

    BuildReport report()
    {
        addMatching();
        addSizes();
        addExploration();
        const PoolCounts pools = countPools(m_dataset, m_threads, m_job);
        addOverlap(pools);
        addScores();
        addLikes();
        addOwners();
        addNegatives(pools);
        return std::move(m_report);
    }

private:
    void add(std::string_view id, std::string_view title, std::optional<double> published, double ours)
    {
        m_report.figures.push_back({id, m_step, title, published, ours});
    }

    void addCount(std::string_view id, std::string_view title)
    {
        if (const auto count = countOf(m_dataset.provenance(), title))
            add(id, title, {}, static_cast<double>(*count));
    }

    void addMatching()
    {
        m_step = "Shared songs";
        addCount("songs_of_libraries", "songs in libraries");
        addCount("songs_of_libraries_matched", "songs in libraries, matched");
        addCount("songs_of_playlists", "songs in playlists");
        addCount("songs_of_playlists_matched", "songs in playlists, matched");
        addCount("users_without_shared_song", "users without a shared song, dropped");
        addCount("playlists_without_shared_song", "playlists without a shared song, dropped");
    }

    void addSizes()
    {
        m_step = "Sizes";
        add("users", "users", 101'713, static_cast<double>(m_dataset.userCount()));
        add("tracks", "tracks", 120'000, static_cast<double>(m_dataset.trackCount()));
        add("likes", "songs in libraries, in all", 4.8e6, static_cast<double>(m_dataset.library().entryCount()));
        add("playlists", "playlists that somebody likes", 181'214, static_cast<double>(m_dataset.itemCount()));
        addCount("playlists_nobody_likes", "playlists nobody likes, dropped");
    }

    void addExploration()
    {
        m_step = "Exploration";
        const Distribution values = summarise(doublesOf(m_dataset.exploration()));
        add("exploration_mean", "exploration, mean", 0.2827, values.mean);
        add("exploration_p1", "exploration, p1", 0.0096, values.p1);
        add("exploration_p25", "exploration, p25", 0.1287, values.p25);
        add("exploration_median", "exploration, median", 0.2496, values.median);
        add("exploration_p75", "exploration, p75", 0.4064, values.p75);
        add("exploration_p99", "exploration, p99", 0.7835, values.p99);
    }

    void addOverlap(const PoolCounts& pools)
    {
        m_step = "Overlap";
        const Distribution pairs = summarise(asDoubles(pools.overlapping));
        const auto sum = [](const auto& values) {
            double total = 0;
            for (const auto value : values)
                total += static_cast<double>(value);
            return total;
        };
        const double all = sum(pools.overlapping);
        add("pairs", "pairs that share a song", {}, all);
        add("pairs_mean", "playlists that share a song with a user, mean", {}, pairs.mean);
        add("pairs_median", "playlists that share a song with a user, median", {}, pairs.median);
        add("pairs_max", "playlists that share a song with a user, most", {}, pairs.max);
        add("overlap_mean", "songs that a pair shares, mean", {}, all > 0 ? sum(pools.shared) / all : 0);
        add("overlap_max", "songs that a pair shares, most", {}, summarise(asDoubles(pools.mostShared)).max);
    }

    void addScores()
    {
        m_step = "Score";
        const PairScorer scorer(m_dataset.library(), m_dataset.itemTracks(), explorationOf(m_dataset));
        std::vector<double> scores;
        const Split& split = m_dataset.split();
        for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold}) {
            const std::vector<double> ofPart = scorePairs(scorer, *part, Workers(m_threads), m_job);
            scores.insert(scores.end(), ofPart.begin(), ofPart.end());
        }
        const Distribution liked = summarise(scores);
        add("score_min", "score of what is liked, least", 0.0013, liked.min);
        add("score_median", "score of what is liked, median", 0.125, liked.median);
        add("score_max", "score of what is liked, most", 0.49, liked.max);
    }

    void addLikes()
    {
        m_step = "Likes";
        const DatasetSummary summary = describe(m_dataset);
        const Distribution& liked = summary.positivesPerUser;
        add("liked_mean", "playlists a user likes, mean", 336, liked.mean);
        add("liked_median", "playlists a user likes, median", 199, liked.median);
        add("liked_min", "playlists a user likes, least", 1, liked.min);
        add("liked_max", "playlists a user likes, most", 4'339, liked.max);
        m_step = "Split";
        add("cold_users", "users who left training", {}, static_cast<double>(summary.counts.coldUsers));
        add("train", "training positives", 24e6, static_cast<double>(summary.counts.train));
        add("validation", "validation positives", {}, static_cast<double>(summary.counts.validation));
        add("test", "test positives", {}, static_cast<double>(summary.counts.test));
        add("cold", "positives of users who left training", {}, static_cast<double>(summary.counts.cold));
    }

    void addOwners()
    {
        m_step = "Owners";
        const OwnershipReport owned = reportOwnership(m_dataset.owned());
        m_report.lorenz = owned.lorenz;
        add("owners", "users who own playlists", 39'653, static_cast<double>(owned.perOwner.count));
        add("owned_min", "playlists of an owner, least", {}, owned.perOwner.min);
        add("owned_p25", "playlists of an owner, p25", {}, owned.perOwner.p25);
        add("owned_median", "playlists of an owner, median", 2, owned.perOwner.median);
        add("owned_mean", "playlists of an owner, mean", 4.57, owned.perOwner.mean);
        add("owned_p75", "playlists of an owner, p75", {}, owned.perOwner.p75);
        add("owned_max", "playlists of an owner, most", 100, owned.perOwner.max);
        add("owned_gini", "playlists of an owner, Gini", 0.6033, owned.gini);
        add("owned_top_1", "owned by the top 1 %, %", 15.34, 100 * owned.topShares[0]);
        add("owned_top_5", "owned by the top 5 %, %", 37.29, 100 * owned.topShares[1]);
        add("owned_top_10", "owned by the top 10 %, %", 50.83, 100 * owned.topShares[2]);
        add("owned_top_25", "owned by the top 25 %, %", 71.68, 100 * owned.topShares[3]);
        add("unowned", "playlists nobody owns", {}, static_cast<double>(owned.unowned));
    }

    /// A positive gets its negatives where both pools together have as many; else it is passed over.
    void addNegatives(const PoolCounts& pools)
    {
        m_step = "Negatives";
        std::vector<double> triplets;
        std::vector<double> hard;
        std::vector<double> easy;
        double total = 0;
        double passedOver = 0;
        for (const User user : idsUpTo<User>(m_dataset.userCount())) {
            const auto positives = static_cast<double>(m_dataset.train().row(user).size());
            const std::int32_t pool = pools.pool[index(user)];
            if (positives == 0)
                continue;
            const auto ofHard = static_cast<double>(shareOf(hardShareOfPool, static_cast<std::size_t>(pool)));
            hard.push_back(ofHard);
            easy.push_back(pool - ofHard);
            triplets.push_back(pool >= negativesOfOne ? negativesOfOne * positives : 0);
            total += triplets.back();
            passedOver += pool >= negativesOfOne ? 0 : positives;
        }
        const Distribution ofUser = summarise(triplets);
        add("hard_pool_mean", "hard negatives to draw from, mean of users", {}, summarise(hard).mean);
        add("easy_pool_mean", "easy negatives to draw from, mean of users", {}, summarise(easy).mean);
        add("triplets", "triplets of an epoch", 96e6, total);
        add("triplets_mean", "triplets of a user, mean", 942, ofUser.mean);
        add("triplets_median", "triplets of a user, median", 576, ofUser.median);
        add("triplets_max", "triplets of a user, most", 10'532, ofUser.max);
        add("without_negatives", "training positives without enough negatives", {}, passedOver);
    }

    const Dataset& m_dataset;
    int m_threads;
    const JobContext& m_job;
    std::string_view m_step;
    BuildReport m_report;
};

} // namespace

PoolCounts countPools(const Dataset& dataset, int threads, const JobContext& job)
{
    if (!dataset.hasItemTracks())
        throw Error("What negatives there are can be counted only where the tracks of the items are known.");
    const BinaryMatrix<Track, Item> itemsOfTrack = dataset.itemTracks().transposed();
    const Workers workers(threads);
    auto counters = workers.copiesOf(OverlapCounter(itemsOfTrack));
    const std::size_t users = dataset.userCount();
    PoolCounts counts{std::vector<std::int32_t>(users), std::vector<std::int32_t>(users),
                      std::vector<std::int64_t>(users), std::vector<std::int32_t>(users)};
    const Split& split = dataset.split();
    forEachUser(users, workers, job, "counting negatives", [&](User user, int worker) {
        const std::size_t at = index(user);
        const auto found = counters[static_cast<std::size_t>(worker)].count(dataset.library().row(user));
        counts.overlapping[at] = static_cast<std::int32_t>(found.size());
        for (const Overlap& overlap : found) {
            counts.shared[at] += overlap.shared;
            counts.mostShared[at] = std::max(counts.mostShared[at], overlap.shared);
        }
        // What he likes shares a track with him, and what he owns he likes.
        const std::size_t liked =
            split.train.row(user).size() + split.validation.row(user).size() + split.test.row(user).size();
        if (!split.train.row(user).empty())
            counts.pool[at] = counts.overlapping[at] - static_cast<std::int32_t>(liked);
    });
    return counts;
}

BuildReport reportBuild(const Dataset& dataset, int threads, const JobContext& job)
{
    if (!dataset.hasOwners() || !dataset.hasItemTracks())
        throw Error("Only data that was built from libraries and playlists has these statistics.");
    return BuildReporter(dataset, threads, job).report();
}

} // namespace tastescope
