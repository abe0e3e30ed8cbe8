#include "core/neighbours/find_weighted_neighbours.h"

#include "core/base/error.h"
#include "core/neighbours/best_candidates.h"
#include "core/neighbours/ranked_library.h"
#include "core/neighbours/search_all_users.h"

#include <cmath>
#include <vector>

namespace tastescope {

namespace {

using Rank = RankedLibrary::Rank;

struct WeighedCandidate
{
    Rank rank = 0;
    double similarity = 0;
};

struct CloserByWeight
{
    bool operator()(const WeighedCandidate& a, const WeighedCandidate& b) const
    {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.rank < b.rank;
    }
};

/// What every worker of the weighted search reads.
struct Weights
{
    std::vector<double> squares; ///< by track
    std::vector<double> norms;   ///< by rank
    double shrinkage = 0;
};

Weights makeWeights(const BinaryMatrix<User, Track>& library, const RankedLibrary& ranked,
                    std::span<const double> weights, double shrinkage)
{
    if (!(shrinkage >= 0) || !std::isfinite(shrinkage))
        throw Error("The shrinkage is " + std::to_string(shrinkage) + ", expected a number from 0 on.");
    if (weights.size() != library.columnCount())
        throw Error("There are " + std::to_string(weights.size()) + " track weights for "
                    + std::to_string(library.columnCount()) + " tracks.");
    Weights result{{}, std::vector<double>(library.rowCount(), 0), shrinkage};
    for (const double weight : weights) {
        if (!std::isfinite(weight))
            throw Error("A track weight is not a finite number.");
        result.squares.push_back(weight * weight);
    }
    for (const User user : idsUpTo<User>(library.rowCount())) {
        double sum = 0;
        for (const Track track : library.row(user))
            sum += result.squares[index(track)];
        result.norms[ranked.rank(user)] = std::sqrt(sum);
    }
    return result;
}

class WeightedSearch
{
public:
    WeightedSearch(const RankedLibrary& ranked, const Weights& weights, std::size_t top)
        : m_ranked(ranked),
          m_weights(weights),
          m_sums(ranked.userCount(), 0),
          m_touched(ranked.userCount() + 1),
          m_best(top, {})
    {
    }

    std::span<const Neighbour> neighbours(User user, std::span<const Track> library)
    {
        const std::size_t touched = add(library);
        const Rank self = m_ranked.rank(user);
        const double norm = m_weights.norms[self];
        m_best.clear();
        for (const Rank rank : std::span(m_touched).first(touched)) {
            if (rank != self)
                m_best.add({rank, m_sums[rank] / (norm * m_weights.norms[rank] + m_weights.shrinkage)});
            m_sums[rank] = 0;
        }

        m_found.clear();
        for (const WeighedCandidate& candidate : m_best.sorted())
            m_found.push_back({m_ranked.user(candidate.rank), static_cast<float>(candidate.similarity)});
        return m_found;
    }

private:
    /// Sums the shared weight of everyone and returns how many share any.
    std::size_t add(std::span<const Track> library)
    {
        std::size_t touched = 0;
        for (const Track track : library) {
            const double square = m_weights.squares[index(track)];
            if (square == 0)
                continue;
            for (const Rank rank : m_ranked.listeners(track)) {
                m_touched[touched] = rank;
                touched += m_sums[rank] == 0 ? 1 : 0;
                m_sums[rank] += square;
            }
        }
        return touched;
    }

    const RankedLibrary& m_ranked;
    const Weights& m_weights;
    std::vector<double> m_sums;
    std::vector<Rank> m_touched;
    BestCandidates<WeighedCandidate, CloserByWeight> m_best;
    std::vector<Neighbour> m_found;
};

} // namespace

NeighbourIndex findWeightedNeighbours(const BinaryMatrix<User, Track>& library, std::span<const double> weights,
                                      double shrinkage, const NeighbourOptions& options, const JobContext& job)
{
    const RankedLibrary ranked(library);
    const Weights prepared = makeWeights(library, ranked, weights, shrinkage);
    const WeightedSearch search(ranked, prepared, slotsPerUser(library.rowCount(), options));
    return searchAllUsers(library, search, options, job);
}

} // namespace tastescope
