#pragma once

#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/train_bpr.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;

// A folder of checkpoints holds last.safetensors and previous.safetensors (weights, what the optimiser remembers, the
// curve, and whose they are) and best.safetensors (a model file). All are sealed, so damage is always seen. A new
// checkpoint is written as next.safetensors and then takes its place, so that two good ones exist at any moment.

/// Whose checkpoints they are: a resumed training must have the same.
struct CheckpointOwner
{
    std::string options; ///< JSON
    std::string dataset; ///< Dataset::hash()
    bool operator==(const CheckpointOwner&) const = default;
};

CheckpointOwner checkpointOwner(const BprOptions& options, const Dataset& dataset);

/// Where training can go on.
struct BprCheckpoint
{
    BprState state;
    std::vector<EpochFinished> curve = {}; ///< one entry a finished epoch
    std::shared_ptr<const BprModel> last = {};
    std::shared_ptr<const BprModel> best = {};
    std::vector<std::string> notes = {}; ///< what the person should know: damaged files that were passed over
};

/// Makes the folder and removes checkpoints of an earlier training.
void clearCheckpoints(const std::filesystem::path& folder);

/// After an epoch; curve.back() is that epoch. Throws: Error naming the path; the checkpoints before stay.
void saveCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner, const BprState& state,
                    const BprModel& model, const std::vector<EpochFinished>& curve);

/// The newest checkpoint that is not damaged; nothing when there is none at all.
/// Throws: Error when all are damaged, or they belong to other options or another dataset.
std::optional<BprCheckpoint> loadCheckpoint(const std::filesystem::path& folder, const BprOptions& options,
                                            const Dataset& dataset);

} // namespace tastescope
