#pragma once

#include "core/training/model.h"

#include <filesystem>
#include <memory>

namespace tastescope {

struct TensorFile;

/// What a model's file holds, not sealed yet.
TensorFile tensorsOf(const Model& model);

/// The model in a file that was read and whose seal was checked. Throws: Error saying what does not fit.
std::unique_ptr<Model> modelFrom(const TensorFile& file);

/// Writes a trained model as one sealed safetensors file, whole or not at all.
/// Throws: Error naming the path.
void saveModel(const Model& model, const std::filesystem::path& path);

/// Reads what saveModel() wrote: the same scores, bit for bit.
/// Throws: BadInput when the file is damaged or of another kind; Error when it cannot be opened.
std::unique_ptr<Model> loadModel(const std::filesystem::path& path);

} // namespace tastescope
