#pragma once

#include "core/training/learned.h"
#include "core/training/model.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace tastescope {

struct TensorFile;

/// The model in a file that was read and whose seal was checked. Throws: Error saying what does not fit.
std::shared_ptr<const Model> modelFrom(const TensorFile& file);

/// Writes a trained model as one sealed safetensors file, whole or not at all.
/// Throws: Error naming the path.
void saveModel(const Model& model, const std::filesystem::path& path);

/// Reads what saveModel() wrote: the same scores, bit for bit.
/// Throws: BadInput when the file is damaged or of another kind; Error when it cannot be opened; NotEnoughMemory before
///         it is read: the tensors and the model are in memory at once.
std::shared_ptr<const Model> loadModel(const std::filesystem::path& path);

/// What the checkpoints of an interrupted training hold; nothing when no epoch was finished or all are damaged.
/// Throws: Error when they are of a kind of model that is not known.
std::optional<Learned> learnedSoFar(const std::filesystem::path& checkpoints);

} // namespace tastescope
