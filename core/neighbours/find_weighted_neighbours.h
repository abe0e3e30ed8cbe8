#pragma once

#include "core/neighbours/find_neighbours.h"

#include <vector>

namespace tastescope {

/// How much tracks and users count in a weighted cosine.
struct CosineWeights
{
    std::vector<double> tracks; ///< one a track, finite; those that weigh 0 are as if nobody had them
    std::vector<double> users;  ///< one a user, finite and from 0 on: what his similarity to others is multiplied by
    double shrinkage = 0;       ///< added to the denominator, from 0 on: pulls small overlaps towards 0
    double asymmetry = 0.5;     ///< e below, 0 to 1; 0.5: the cosine. Less: those with much are near to more others
};

/// The most similar users of every user by weighted cosine, most similar first:
///
///     s(u,v) = a_v * (sum over shared t of w_t^2) / (|u|^2e |v|^2(1-e) + shrinkage),   |u|^2 = sum over L_u of w_t^2
///
/// That is at most a_v for any e, as a shared sum is not above |u|^2 nor |v|^2.
///
/// Sums run in double over ascending tracks; ties go by smaller library, then by lower user number. Users whose
/// similarity is 0 are no neighbours.
///
/// Shapes:  as findNeighbours.
/// Throws:  as findNeighbours; Error when weights do not fit the library or are out of range.
/// Cost:    as findNeighbours, with eight bytes a user and worker instead of two.
/// Source:  the asymmetric cosine of Aiolli: Efficient top-N recommendation for very large scale binary rated datasets,
///          RecSys 2013.
NeighbourIndex findWeightedNeighbours(const BinaryMatrix<User, Track>& library, const CosineWeights& weights,
                                      const NeighbourOptions& options, const JobContext& job = {});

} // namespace tastescope
