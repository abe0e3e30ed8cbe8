#pragma once

#include "core/models/model_options.h"

#include <cstdint>
#include <optional>

namespace tastescope {
class Dataset;
}

namespace tastescope::ui {

class RunBook;
struct SessionRun;

/// Bytes a run takes beside the dataset: for BPR the vectors, what the optimiser remembers of each, the best and the
/// last model, the order of the positives and the evaluation lists; for user-KNN the neighbours.
std::int64_t memoryNeeded(const ModelOptions& options, const Dataset& dataset);

/// Bytes the system can still give; 0: not known.
std::int64_t memoryFree();

std::int64_t samplesPerEpoch(const BprOptions& options, const Dataset& dataset);

/// The newest run of this session that trained the same way, so that its pace says something about the next one's.
const SessionRun* runLike(const BprOptions& options, const RunBook& runs);

/// Seconds for all epochs at the pace of such a run, evaluation and saving included.
double secondsLike(const BprOptions& options, const SessionRun& run, const Dataset& dataset);

} // namespace tastescope::ui
