#pragma once

#include "core/models/bpr/bpr_state.h"
#include "core/models/bpr/train_bpr.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;

// A folder of checkpoints holds last.safetensors and previous.safetensors. Each is whole in itself (weights, what the
// optimiser remembers, the curve, the best epoch's weights when that is an earlier one, and whose they are) and sealed,
// so damage is always seen and then the other one serves. A new checkpoint is written as next.safetensors and then
// takes its place, so that two good ones exist at any moment. One that is damaged is set aside as NAME.damaged.

/// Whose checkpoints they are: a resumed training must have the same.
struct CheckpointOwner
{
    std::string options; ///< JSON
    std::string dataset; ///< Dataset::hash()
    bool operator==(const CheckpointOwner&) const = default;
};

CheckpointOwner checkpointOwner(const BprOptions& options, const Dataset& dataset);

/// Whose the newest checkpoint is that is not damaged; nothing when there is none.
std::optional<CheckpointOwner> ownerIn(const std::filesystem::path& folder);

/// Where training can go on.
struct BprCheckpoint
{
    BprState state;
    std::vector<EpochFinished> curve = {}; ///< one entry a finished epoch
    std::shared_ptr<const BprModel> last = {};
    std::shared_ptr<const BprModel> best = {};
    std::vector<std::string> notes = {}; ///< what the person should know: damaged files that were passed over
    std::vector<std::filesystem::path> damaged = {}; ///< those files
};

/// Makes the folder and removes checkpoints of an earlier training.
void clearCheckpoints(const std::filesystem::path& folder);

/// Where training stands after an epoch; checkpoint.curve.back() is that epoch.
/// Throws: NoRoom, Error naming the path; the checkpoints before stay.
void saveCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner, const BprCheckpoint& checkpoint);

/// Keeps damaged checkpoints from taking the place of good ones when the next is saved.
void setDamagedAside(const BprCheckpoint& checkpoint);

/// The newest checkpoint that is not damaged; nothing when there is none at all.
/// Throws: Error when all are damaged, or they belong to other options or another dataset.
std::optional<BprCheckpoint> loadCheckpoint(const std::filesystem::path& folder, const BprOptions& options,
                                            const Dataset& dataset);

} // namespace tastescope
