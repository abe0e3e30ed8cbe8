#include "core/neighbours/find_neighbours.h"

#include "core/neighbours/best_candidates.h"
#include "core/neighbours/ranked_library.h"
#include "core/neighbours/search_all_users.h"

#include <cmath>
#include <limits>
#include <vector>

namespace tastescope {

namespace {

using Rank = RankedLibrary::Rank;

struct SharedCount
{
    Rank rank = 0;
    std::uint32_t shared = 0;
    std::uint32_t size = 0; ///< of the candidate's library
};

/// shared / sqrt(size) compared without rounding: both sides squared and multiplied out.
struct CloserByCount
{
    bool operator()(const SharedCount& a, const SharedCount& b) const
    {
        __extension__ using Wide = unsigned __int128;
        const Wide left = static_cast<Wide>(std::uint64_t{a.shared} * a.shared) * b.size;
        const Wide right = static_cast<Wide>(std::uint64_t{b.shared} * b.shared) * a.size;
        return left != right ? left > right : a.rank < b.rank;
    }
};

/// The dense counters of one worker. Counter: wide enough for the largest library.
template<typename Counter>
class CountingSearch
{
public:
    CountingSearch(const RankedLibrary& ranked, std::size_t top)
        : m_ranked(ranked),
          m_counts(ranked.userCount(), 0),
          m_touched(ranked.userCount() + 1),
          m_best(top, {})
    {
    }

    std::span<const Neighbour> neighbours(User user, std::span<const Track> library)
    {
        const std::size_t touched = count(library);
        const Rank self = m_ranked.rank(user);
        m_best.clear();
        for (const Rank rank : std::span(m_touched).first(touched)) {
            if (rank != self)
                m_best.add({rank, m_counts[rank], m_ranked.size(rank)});
            m_counts[rank] = 0;
        }

        m_found.clear();
        for (const SharedCount& candidate : m_best.sorted()) {
            const double sizes = static_cast<double>(library.size()) * candidate.size;
            m_found.push_back({m_ranked.user(candidate.rank), static_cast<float>(candidate.shared / std::sqrt(sizes))});
        }
        return m_found;
    }

private:
    /// Counts the shared tracks of everyone and returns how many share any.
    std::size_t count(std::span<const Track> library)
    {
        std::size_t touched = 0;
        for (const Track track : library)
            for (const Rank rank : m_ranked.listeners(track)) {
                m_touched[touched] = rank; // stays only if this is the first meeting: no branch to mispredict
                touched += m_counts[rank]++ == 0 ? 1 : 0;
            }
        return touched;
    }

    const RankedLibrary& m_ranked;
    std::vector<Counter> m_counts;
    std::vector<Rank> m_touched;
    BestCandidates<SharedCount, CloserByCount> m_best;
    std::vector<Neighbour> m_found;
};

template<typename Counter>
NeighbourIndex findByCounting(const BinaryMatrix<User, Track>& library, const RankedLibrary& ranked,
                              const NeighbourOptions& options, const JobContext& job)
{
    const CountingSearch<Counter> search(ranked, slotsPerUser(library.rowCount(), options));
    return searchAllUsers(library, search, options, job);
}

} // namespace

NeighbourIndex findNeighbours(const BinaryMatrix<User, Track>& library, const NeighbourOptions& options,
                              const JobContext& job)
{
    const RankedLibrary ranked(library);
    if (ranked.largestSize() <= std::numeric_limits<std::uint16_t>::max())
        return findByCounting<std::uint16_t>(library, ranked, options, job);
    return findByCounting<std::uint32_t>(library, ranked, options, job);
}

} // namespace tastescope
