#pragma once

#include "core/files/safetensors.h"

namespace tastescope {

/// The tensors of a PyTorch checkpoint (.pth, .pt: a zip archive with a pickle, since PyTorch 1.6), read as data alone:
/// nothing of the file is ever run. The file holds a dictionary of names and tensors, or one that has it under
/// "model_state_dict" or "state_dict"; other values are passed over. Names lose what wrappers put in them:
/// "_orig_mod." anywhere and "module." in front. Views are laid out row-major.
///
/// Throws: BadInput with opcode, offset and name for what is no such file, is damaged or asks for anything else;
///         NotEnoughMemory before it is read.
/// Source: torch/serialization.py and caffe2/serialize/inline_container.cc (PyTorch 2).
TensorFile readPth(const std::filesystem::path& path);

/// The same of the bytes of a file; `path` is for messages only.
TensorFile readPth(std::span<const std::byte> archive, const std::filesystem::path& path);

} // namespace tastescope
