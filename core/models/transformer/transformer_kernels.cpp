#include "core/models/transformer/transformer_kernels.h"

#include "core/base/random.h"
#include "core/models/transformer/level_tables.h"

#include <cmath>

namespace tastescope {

Dropout Dropout::of(double share, std::uint64_t seed, std::uint64_t step)
{
    Dropout dropout;
    dropout.limit = static_cast<std::uint32_t>(std::lround(share * 65536));
    dropout.key = static_cast<std::uint32_t>(Random::mix(Random::mix(seed) + step));
    dropout.kept = static_cast<float>(1 / (1 - dropout.limit / 65536.0));
    return dropout;
}

const TransformerKernels& transformerKernels(CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::transformerKernels;
    if (level == CpuLevel::Avx2)
        return avx2::transformerKernels;
#endif
    (void)level;
    return plain::transformerKernels;
}

} // namespace tastescope
