#pragma once

#include "core/neighbours/find_neighbours.h"

#include <span>

namespace tastescope {

/// The most similar users of every user for libraries whose tracks weigh differently, with shrinkage, most similar
/// first:
///
///     s(u,v) = sum over shared t of w_t² / (|u| |v| + shrinkage),   |u|² = sum over L_u of w_t²
///
/// A factor per user would cancel, so weights are per track. Sums run in double over ascending tracks.
/// Shapes:  weights has one value a track; tracks that weigh 0 are as if nobody had them.
/// Throws:  as findNeighbours; Error when shrinkage is negative or a weight is not finite.
/// Cost:    as findNeighbours, with eight bytes a user and worker instead of two.
NeighbourIndex findWeightedNeighbours(const BinaryMatrix<User, Track>& library, std::span<const double> weights,
                                      double shrinkage, const NeighbourOptions& options, const JobContext& job = {});

} // namespace tastescope
