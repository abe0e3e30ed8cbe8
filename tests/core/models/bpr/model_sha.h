#pragma once

#include "core/base/hash.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_model.h"

namespace tastescope::test {

/// Of all bits of the weights.
inline std::string shaOf(const BprModel& model)
{
    Sha256 sha;
    for (const Tensor& tensor : model.tensors().tensors)
        sha.add(tensor.bytes);
    return sha.hex();
}

} // namespace tastescope::test
