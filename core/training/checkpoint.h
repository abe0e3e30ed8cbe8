#pragma once

#include "core/base/option_field.h"
#include "core/files/safetensors.h"
#include "core/training/learned.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tastescope {

class Dataset;
class Learner;

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

CheckpointOwner checkpointOwner(const OptionSettings& options, const Dataset& dataset);

/// Where training can go on.
struct Checkpoint
{
    TensorFile file = {}; ///< the last epoch's model, what the learner remembers, and of the best model what differs
    CheckpointOwner owner = {};
    std::vector<EpochFinished> curve = {};           ///< one entry a finished epoch
    std::vector<std::string> notes = {};             ///< what the person should know: damaged files passed over
    std::vector<std::filesystem::path> damaged = {}; ///< those files
};

/// The model of the best epoch, or the last epoch's when that is the best.
TensorFile bestModelOf(const Checkpoint& checkpoint);

/// Every file that training may leave in a folder of checkpoints, whether it is there or not.
std::vector<std::filesystem::path> checkpointFiles(const std::filesystem::path& folder);

/// Makes the folder and removes checkpoints of an earlier training.
void clearCheckpoints(const std::filesystem::path& folder);

/// Where training stands after an epoch; learned.curve.back() is that epoch.
/// Throws: NoRoom, Error naming the path; the checkpoints before stay.
void saveCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner, const Learner& learner,
                    const Learned& learned);

/// Keeps damaged checkpoints from taking the place of good ones when the next is saved.
void setDamagedAside(const Checkpoint& checkpoint);

/// The newest checkpoint that is not damaged; nothing when there is none.
std::optional<Checkpoint> newestCheckpoint(const std::filesystem::path& folder);

/// The newest checkpoint that is not damaged; nothing when there is none at all.
/// Throws: Error when all are damaged, or they belong to other options or another dataset.
std::optional<Checkpoint> loadCheckpoint(const std::filesystem::path& folder, const CheckpointOwner& owner);

} // namespace tastescope
