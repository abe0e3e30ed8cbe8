#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/pipeline/overlap.h"

namespace tastescope {

/// e(u) ~ Beta(1.3, 3.3), a pure function of seed and user: how much a user likes playlists with little he knows.
/// Shape: one value a user, in (0, 1).
std::vector<float> drawExploration(std::size_t users, std::uint64_t seed);

/// That of the dataset, or where it has none, drawn by its seed.
std::vector<float> explorationOf(const Dataset& dataset);

struct ScoredItem
{
    Item item{};
    double score = 0;
};

/// Higher scores first, of equal ones the lower item.
inline bool isBetter(const ScoredItem& a, const ScoredItem& b)
{
    return a.score != b.score ? a.score > b.score : a.item < b.item;
}

/// s(u,p) = ((1 - e) ln(1 + m) + e) / (sqrt(|library u|) sqrt(|tracks p|)), for m = m(u,p) >= 1.
///
/// Source: playlist-pipeline section 2, step 4.
class PairScorer
{
public:
    /// Shapes: library users x tracks, itemTracks items x tracks, exploration one a user. The first two must outlive
    /// the scorer. Throws: Error when shapes do not fit.
    PairScorer(const BinaryMatrix<User, Track>& library, const BinaryMatrix<Item, Track>& itemTracks,
               std::span<const float> exploration);

    double score(User user, Item item, std::int32_t shared) const
    {
        const double exploration = m_exploration[index(user)];
        return ((1.0 - exploration) * m_logs[static_cast<std::size_t>(shared)] + exploration)
               / (rootOfLibrary(user) * m_itemRoots[index(item)]);
    }

    double rootOfLibrary(User user) const { return m_libraryRoots[index(user)]; } ///< sqrt(|library u|)

    const BinaryMatrix<User, Track>& library() const { return *m_library; }
    const BinaryMatrix<Item, Track>& itemTracks() const { return *m_itemTracks; }

private:
    const BinaryMatrix<User, Track>* m_library;
    const BinaryMatrix<Item, Track>* m_itemTracks;
    std::vector<float> m_exploration;
    std::vector<double> m_libraryRoots;
    std::vector<double> m_itemRoots;
    std::vector<double> m_logs; ///< ln(1 + m) by m
};

/// The scores of given pairs. Shape: parallel to pairs.entries(). Pairs that share no track score 0.
/// Cost: O(sum over pairs of |tracks p|).
std::vector<double> scorePairs(const PairScorer& scorer, const BinaryMatrix<User, Item>& pairs, Workers workers,
                               const JobContext& job = {});

struct LikeOptions
{
    double share = 0.015; ///< of a user's pairs with m >= 1; at least one is liked
    int threads = 0;      ///< 0: all cores; never changes the result
};

/// Each user's best ceil(share * n) of his n scored pairs: what he likes. Users x items.
///
/// Throws: Error when the share is not in (0, 1]; Cancelled.
/// Cost: O(sum over users and their tracks of the items that hold the track); memory O(threads * items + likes).
BinaryMatrix<User, Item> findLikes(const PairScorer& scorer, const LikeOptions& options, const JobContext& job = {});

/// ceil(share * count) without what floating point adds to a whole number.
std::size_t shareOf(double share, std::size_t count);

} // namespace tastescope
