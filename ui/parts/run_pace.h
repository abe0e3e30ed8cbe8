#pragma once

#include "core/models/model_options.h"

#include <optional>

namespace tastescope {
class Dataset;
struct SweepConfig;
} // namespace tastescope

namespace tastescope::ui {

class RunBook;
class Workspace;
struct SessionRun;

// What a run or a sweep will take, from the pace of the runs of this session.

/// The newest run of this session that trained the same way, so that its pace says something about the next one's.
const SessionRun* runLike(const ModelOptions& options, const RunBook& runs);

/// Seconds for all epochs at the pace of a run found by runLike(), evaluation and saving included.
double secondsLike(const ModelOptions& options, const SessionRun& run, const Dataset& dataset);

/// Seconds for all epochs at a pace that was measured.
double secondsAtRate(const ModelOptions& options, double samplesPerSecond, const Dataset& dataset);

/// Seconds a run will take on the open data, by what is known: the pace of a run of this session or a measured one, the
/// search for neighbours, or a finished run of the same settings. Nothing: not known yet, or no data are open.
std::optional<double> expectedSeconds(const Workspace& workspace, const ModelOptions& options);

/// Seconds for the whole sweep, from a run of this session or from samples per second when they were measured.
/// Nothing: neither is known.
std::optional<double> sweepSeconds(const SweepConfig& config, const Dataset& dataset, const RunBook& runs,
                                   std::optional<double> samplesPerSecond);

} // namespace tastescope::ui
