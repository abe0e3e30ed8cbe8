#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

#include <string_view>
#include <vector>

namespace tastescope {

/// A statistic of the published data beside the same one of other data.
struct ShapeFigure
{
    std::string_view id;    ///< "neighbours_mean", for scripts
    std::string_view title; ///< "neighbours, mean"
    double published = 0;
    double ours = 0;
};

/// Whether the data is an invented world that is made to look like the published one: preset:demo or preset:full.
bool imitatesPublished(const Dataset& dataset);

/// Owners, neighbours, how often users are chosen, what is in reach and how the liked score, each beside the published
/// figure; of the scores the least is that of all pairs that share a track, as published. Counts that grow with the
/// data (training positives, likes of a user) are given only for data of the published number of users. Neighbours are
/// chosen as they were there.
///
/// Throws: Error when the data has no owners or no tracks of its items, or the memory is not there; Cancelled.
/// Cost: that of findNeighbours() and scorePairs() of all positives.
/// Source: playlist-pipeline sections 2 and 3.
std::vector<ShapeFigure> comparePublishedShape(const Dataset& dataset, int threads = 0, const JobContext& job = {});

} // namespace tastescope
