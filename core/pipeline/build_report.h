#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"
#include "core/data/describe.h"

#include <optional>
#include <string_view>
#include <vector>

namespace tastescope {

/// What a user's negatives can be drawn from, counted.
struct PoolCounts
{
    std::vector<std::int32_t> overlapping; ///< by user: items that share a track with him
    std::vector<std::int32_t> mostShared;  ///< by user: tracks, with the one that shares most
    std::vector<std::int64_t> shared;      ///< by user: tracks, summed over those items
    std::vector<std::int32_t> pool;        ///< by user with training positives: of the items, those not liked; else 0
};

/// Counts the pools of step 9 without keeping them. Shape: one value a user each.
/// Throws: Error when the items' tracks are not known; Cancelled.
/// Cost: O(sum over users and their tracks of the items that hold the track); memory a counter an item and thread.
PoolCounts countPools(const Dataset& dataset, int threads = 0, const JobContext& job = {});

/// A statistic of built data beside the published one, where there is one.
struct BuildFigure
{
    std::string_view id;    ///< "owned_mean", for scripts
    std::string_view step;  ///< heading: "Owners"
    std::string_view title; ///< "playlists of an owner, mean"
    std::optional<double> published;
    double ours = 0;
};

struct BuildReport
{
    std::vector<BuildFigure> figures;
    std::vector<LorenzPoint> lorenz; ///< of what owners own
};

/// Every statistic of playlist-pipeline section 2, in the order of its steps. Published are those of 101,713 users:
/// those that grow with the data say little beside others.
///
/// Throws: Error when the data was not built from libraries and playlists; Cancelled.
/// Cost: that of countPools() and of scorePairs() of all positives.
BuildReport reportBuild(const Dataset& dataset, int threads = 0, const JobContext& job = {});

} // namespace tastescope
