#include "core/pipeline/negative_pools.h"

#include "core/base/error.h"
#include "core/data/row_builder.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tastescope {

namespace {

constexpr double hardShare = 0.2;

constexpr double roomBeyondEstimate = 1.25; // costs nothing where it is not used: only what is written is taken

/// The sampled users, by the size of their libraries: evenly from all, so that few of them speak for everyone.
std::vector<User> sampleBySize(const Dataset& dataset, std::size_t count)
{
    std::vector<User> users;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (!dataset.train().row(user).empty())
            users.push_back(user);
    std::ranges::stable_sort(users, {}, [&](User user) { return dataset.library().row(user).size(); });
    if (users.size() <= count)
        return users;
    std::vector<User> sample;
    for (std::size_t i = 0; i < count; ++i)
        sample.push_back(users[(2 * i + 1) * users.size() / (2 * count)]);
    return sample;
}

/// Pairs of at most 64 users and the items that share a track with them: a bit a user on each of his tracks.
std::int64_t pairsOf(std::span<const User> users, const Dataset& dataset, std::vector<std::uint64_t>& marks)
{
    std::ranges::fill(marks, 0);
    for (std::size_t u = 0; u < users.size(); ++u)
        for (const Track track : dataset.library().row(users[u]))
            marks[index(track)] |= std::uint64_t{1} << u;
    std::int64_t pairs = 0;
    for (const Item item : idsUpTo<Item>(dataset.itemCount())) {
        std::uint64_t sharing = 0;
        for (const Track track : dataset.itemTracks().row(item))
            sharing |= marks[index(track)];
        pairs += std::popcount(sharing);
    }
    return pairs;
}

} // namespace

NegativePoolFinder::NegativePoolFinder(const Dataset& dataset, const PairScorer& scorer,
                                       const BinaryMatrix<Track, Item>& itemsOfTrack)
    : m_dataset(&dataset),
      m_scorer(&scorer),
      m_counter(itemsOfTrack)
{
}

const NegativePoolFinder::Pools& NegativePoolFinder::find(User user)
{
    m_scored.clear();
    m_pools.hard.clear();
    m_pools.easy.clear();
    if (m_dataset->train().row(user).empty())
        return m_pools;
    for (const Overlap& overlap : m_counter.count(m_scorer->library().row(user))) {
        const bool owned = m_dataset->hasOwners() && m_dataset->owned().contains(user, overlap.item);
        if (!owned && !m_dataset->isPositive(user, overlap.item))
            m_scored.push_back({overlap.item, m_scorer->score(user, overlap.item, overlap.shared)});
    }
    const auto hard = static_cast<std::ptrdiff_t>(shareOf(hardShare, m_scored.size()));
    std::nth_element(m_scored.begin(), m_scored.begin() + hard, m_scored.end(), isBetter);
    std::sort(m_scored.begin(), m_scored.begin() + hard, isBetter);
    for (const ScoredItem& pair : m_scored) {
        const bool isHard = m_pools.hard.size() < static_cast<std::size_t>(hard);
        (isHard ? m_pools.hard : m_pools.easy).push_back(pair.item);
    }
    return m_pools;
}

NegativePools buildNegativePools(const Dataset& dataset, Workers workers, const JobContext& job)
{
    if (!dataset.hasItemTracks())
        throw Error("Hard and easy negatives need items with known tracks, which this data does not have. Choose "
                    "uniform negatives.");
    const PairScorer scorer(dataset.library(), dataset.itemTracks(), explorationOf(dataset));
    const BinaryMatrix<Track, Item> itemsOfTrack = dataset.itemTracks().transposed();
    auto finders = workers.copiesOf(NegativePoolFinder(dataset, scorer, itemsOfTrack));
    const auto users = static_cast<std::int64_t>(dataset.userCount());
    const auto pairs = static_cast<double>(estimateScoredPairs(dataset, job)) * roomBeyondEstimate;
    RowBuilder<User, Item> hard(dataset.itemCount());
    RowBuilder<User, Item> easy(dataset.itemCount());
    hard.reserve(static_cast<std::size_t>(pairs * hardShare));
    easy.reserve(static_cast<std::size_t>(pairs * (1 - hardShare)));
    // A slice at a time, so that the pools are never in memory twice.
    const std::int64_t slice = std::max<std::int64_t>(256, users / 100);
    std::vector<NegativePoolFinder::Pools> found(static_cast<std::size_t>(slice));
    job.report(StageStarted{"finding negatives"});
    for (std::int64_t begin = 0; begin < users; begin += slice) {
        const std::int64_t count = std::min(slice, users - begin);
        const auto body = [&](std::int64_t i, int worker) {
            found[static_cast<std::size_t>(i)] =
                finders[static_cast<std::size_t>(worker)].find(User{static_cast<std::int32_t>(begin + i)});
        };
        parallelFor(count, workers, job, body, 16);
        for (std::int64_t i = 0; i < count; ++i) {
            hard.addRow(found[static_cast<std::size_t>(i)].hard);
            easy.addRow(found[static_cast<std::size_t>(i)].easy);
        }
        job.report(StageProgress{begin + count, users});
    }
    return {std::move(hard).finish(), std::move(easy).finish()};
}

std::int64_t estimateScoredPairs(const Dataset& dataset, const JobContext& job)
{
    constexpr std::size_t sampled = 256;
    constexpr std::size_t atOnce = 64;
    if (!dataset.hasItemTracks())
        return 0;
    const std::vector<User> sample = sampleBySize(dataset, sampled);
    std::vector<std::uint64_t> marks(dataset.trackCount());
    std::int64_t pairs = 0;
    for (std::size_t begin = 0; begin < sample.size(); begin += atOnce) {
        job.throwIfStopped();
        pairs += pairsOf(std::span(sample).subspan(begin, std::min(atOnce, sample.size() - begin)), dataset, marks);
    }
    std::int64_t users = 0;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        users += dataset.train().row(user).empty() ? 0 : 1;
    return sample.empty() ? 0
                          : std::llround(static_cast<double>(pairs) / static_cast<double>(sample.size())
                                         * static_cast<double>(users));
}

} // namespace tastescope
