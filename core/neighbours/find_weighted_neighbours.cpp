#include "core/neighbours/find_weighted_neighbours.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/neighbours/best_candidates.h"
#include "core/neighbours/ranked_library.h"
#include "core/neighbours/search_all_users.h"

#include <algorithm>
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

/// What every worker reads.
struct Prepared
{
    std::vector<double> squares;     ///< of the weights, by track
    std::vector<double> own;         ///< by rank: what of the denominator is of whose neighbours are sought
    std::vector<double> other;       ///< by rank: what of it is of those who may be neighbours
    std::vector<double> userWeights; ///< by rank
    double shrinkage = 0;
};

void check(const CosineWeights& weights, const BinaryMatrix<User, Track>& library)
{
    if (!(weights.shrinkage >= 0) || !std::isfinite(weights.shrinkage))
        throw Error("The shrinkage is " + shortestText(weights.shrinkage) + ", expected a number from 0 on.");
    if (!(weights.asymmetry >= 0 && weights.asymmetry <= 1))
        throw Error("The asymmetry is " + shortestText(weights.asymmetry) + ", expected a number from 0 to 1.");
    if (weights.tracks.size() != library.columnCount() || weights.users.size() != library.rowCount())
        throw Error("There are weights for " + std::to_string(weights.users.size()) + " users and "
                    + std::to_string(weights.tracks.size()) + " tracks, the library has "
                    + std::to_string(library.rowCount()) + " and " + std::to_string(library.columnCount()) + ".");
    if (!std::ranges::all_of(weights.tracks, [](double weight) { return std::isfinite(weight); }))
        throw Error("The weight of a track is not a finite number.");
    if (!std::ranges::all_of(weights.users, [](double weight) { return weight >= 0 && std::isfinite(weight); }))
        throw Error("The weight of a user is not a finite number from 0 on.");
}

double powered(double square, double exponent)
{
    return exponent == 0.5 ? std::sqrt(square) : std::pow(square, exponent);
}

Prepared prepare(const CosineWeights& weights, const BinaryMatrix<User, Track>& library, const RankedLibrary& ranked)
{
    check(weights, library);
    Prepared result{{},
                    std::vector<double>(library.rowCount()),
                    std::vector<double>(library.rowCount()),
                    std::vector<double>(library.rowCount()),
                    weights.shrinkage};
    for (const double weight : weights.tracks)
        result.squares.push_back(weight * weight);
    for (const User user : idsUpTo<User>(library.rowCount())) {
        double sum = 0;
        for (const Track track : library.row(user))
            sum += result.squares[index(track)];
        result.own[ranked.rank(user)] = powered(sum, weights.asymmetry);
        result.other[ranked.rank(user)] = powered(sum, 1 - weights.asymmetry);
        result.userWeights[ranked.rank(user)] = weights.users[index(user)];
    }
    return result;
}

class WeightedSearch
{
public:
    WeightedSearch(const RankedLibrary& ranked, const Prepared& prepared, std::size_t top)
        : m_ranked(ranked),
          m_prepared(prepared),
          m_sums(ranked.userCount(), 0),
          m_touched(ranked.userCount() + 1),
          m_best(top, {})
    {
    }

    std::span<const Neighbour> neighbours(User user, std::span<const Track> library)
    {
        const std::size_t touched = add(library);
        const Rank self = m_ranked.rank(user);
        const double own = m_prepared.own[self];
        m_best.clear();
        for (const Rank rank : std::span(m_touched).first(touched)) {
            const double cosine = m_sums[rank] / (own * m_prepared.other[rank] + m_prepared.shrinkage);
            const double similarity = cosine * m_prepared.userWeights[rank];
            if (rank != self && similarity > 0)
                m_best.add({rank, similarity});
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
            const double square = m_prepared.squares[index(track)];
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
    const Prepared& m_prepared;
    std::vector<double> m_sums;
    std::vector<Rank> m_touched;
    BestCandidates<WeighedCandidate, CloserByWeight> m_best;
    std::vector<Neighbour> m_found;
};

} // namespace

NeighbourIndex findWeightedNeighbours(const BinaryMatrix<User, Track>& library, const CosineWeights& weights,
                                      const NeighbourOptions& options, const JobContext& job)
{
    const RankedLibrary ranked(library, job);
    const Prepared prepared = prepare(weights, library, ranked);
    const WeightedSearch search(ranked, prepared, slotsPerUser(library.rowCount(), options));
    return searchAllUsers(library, search, options, job);
}

} // namespace tastescope
