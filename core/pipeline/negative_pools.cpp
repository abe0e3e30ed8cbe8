#include "core/pipeline/negative_pools.h"

#include "core/base/error.h"
#include "core/data/row_builder.h"
#include "core/pipeline/user_loop.h"

namespace tastescope {

namespace {

constexpr double hardShare = 0.2;

BinaryMatrix<User, Item> joinRows(const std::vector<std::vector<Item>>& rows, std::size_t items)
{
    RowBuilder<User, Item> builder(items);
    for (const std::vector<Item>& row : rows)
        builder.addRow(row);
    return std::move(builder).finish();
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
    std::vector<std::vector<Item>> hard(dataset.userCount());
    std::vector<std::vector<Item>> easy(dataset.userCount());
    forEachUser(dataset.userCount(), workers, job, "finding negatives", [&](User user, int worker) {
        const NegativePoolFinder::Pools& pools = finders[static_cast<std::size_t>(worker)].find(user);
        hard[index(user)] = pools.hard;
        easy[index(user)] = pools.easy;
    });
    return {joinRows(hard, dataset.itemCount()), joinRows(easy, dataset.itemCount())};
}

} // namespace tastescope
