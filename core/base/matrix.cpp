#include "core/base/matrix.h"

#include "core/base/matrix_product.h"

#include <limits>

namespace tastescope {

void multiplyTransposed(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result, CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::product(a, b, depth, result);
    if (level == CpuLevel::Avx2)
        return avx2::product(a, b, depth, result);
#endif
    (void)level;
    plain::product(a, b, depth, result);
}

float productError(std::size_t depth, double lengths)
{
    using Float = std::numeric_limits<float>;
    const auto n = static_cast<double>(depth);
    if (!(lengths < static_cast<double>(Float::max()) / 4))
        return Float::infinity();
    const double rounding = (n + 32) * static_cast<double>(Float::epsilon()) * lengths;
    return static_cast<float>(rounding + n * static_cast<double>(Float::min())); // the least that is left of underflow
}

} // namespace tastescope
