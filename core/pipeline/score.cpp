#include "core/pipeline/score.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/pipeline/user_loop.h"

#include <cmath>

namespace tastescope {

namespace {

constexpr std::uint64_t explorationStream = 0x6578706C;

} // namespace

std::vector<float> drawExploration(std::size_t users, std::uint64_t seed)
{
    std::vector<float> exploration(users);
    for (std::size_t user = 0; user < users; ++user)
        exploration[user] = static_cast<float>(Random(seed, {explorationStream, user}).beta(1.3, 3.3));
    return exploration;
}

std::vector<float> explorationOf(const Dataset& dataset)
{
    return dataset.exploration().empty() ? drawExploration(dataset.userCount(), dataset.provenance().seed)
                                         : dataset.exploration();
}

std::size_t shareOf(double share, std::size_t count)
{
    return static_cast<std::size_t>(std::ceil(share * static_cast<double>(count) - 1e-9));
}

PairScorer::PairScorer(const BinaryMatrix<User, Track>& library, const BinaryMatrix<Item, Track>& itemTracks,
                       std::span<const float> exploration)
    : m_library(&library),
      m_itemTracks(&itemTracks),
      m_exploration(exploration.begin(), exploration.end())
{
    if (library.columnCount() != itemTracks.columnCount() || exploration.size() != library.rowCount())
        throw Error("Libraries, items and exploration do not belong together.");
    for (const User user : idsUpTo<User>(library.rowCount()))
        m_libraryRoots.push_back(std::sqrt(static_cast<double>(library.row(user).size())));
    std::size_t longest = 0;
    for (const Item item : idsUpTo<Item>(itemTracks.rowCount())) {
        longest = std::max(longest, itemTracks.row(item).size());
        m_itemRoots.push_back(std::sqrt(static_cast<double>(itemTracks.row(item).size())));
    }
    for (std::size_t shared = 0; shared <= longest; ++shared)
        m_logs.push_back(std::log1p(static_cast<double>(shared)));
}

std::vector<double> scorePairs(const PairScorer& scorer, const BinaryMatrix<User, Item>& pairs, Workers workers,
                               const JobContext& job)
{
    auto inLibrary = workers.copiesOf(std::vector<bool>(scorer.library().columnCount(), false));
    std::vector<double> scores(pairs.entryCount(), 0.0);
    forEachUser(pairs.rowCount(), workers, job, "scoring liked items", [&](User user, int worker) {
        std::vector<bool>& marks = inLibrary[static_cast<std::size_t>(worker)];
        for (const Track track : scorer.library().row(user))
            marks[index(track)] = true;
        std::size_t at = pairs.rowBegin(user);
        for (const Item item : pairs.row(user)) {
            const auto shared =
                std::ranges::count_if(scorer.itemTracks().row(item), [&](Track track) { return marks[index(track)]; });
            if (shared > 0)
                scores[at] = scorer.score(user, item, static_cast<std::int32_t>(shared));
            ++at;
        }
        for (const Track track : scorer.library().row(user))
            marks[index(track)] = false;
    });
    return scores;
}

} // namespace tastescope
