#pragma once

#include "core/base/hash.h"
#include "core/files/safetensors.h"
#include "core/training/model.h"

namespace tastescope::test {

/// Of all bits of the weights.
inline std::string shaOf(const Model& model)
{
    Sha256 sha;
    for (const Tensor& tensor : model.tensors().tensors)
        sha.add(tensor.bytes);
    return sha.hex();
}

} // namespace tastescope::test
