#include "core/experiment/model_hash.h"

#include "core/base/hash.h"
#include "core/files/safetensors.h"
#include "core/files/safetensors_header.h"

#include <algorithm>

namespace tastescope {

std::string modelSha256(const std::filesystem::path& modelFile)
{
    TensorFile file = readSafetensors(modelFile);
    std::ranges::sort(file.tensors, {}, &Tensor::name);
    Sha256 hash;
    for (const Tensor& tensor : file.tensors) {
        std::string label = tensor.name + '\n' + std::string(toText(tensor.type));
        for (const std::int64_t length : tensor.shape)
            label += ' ' + std::to_string(length);
        label += '\n';
        hash.add(std::as_bytes(std::span(label)));
        hash.add(tensor.bytes);
    }
    return hash.hex();
}

} // namespace tastescope
