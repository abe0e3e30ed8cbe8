#include "core/base/dense.h"

#include <cmath>

namespace tastescope {

namespace {

using Doubles = double __attribute__((vector_size(64), may_alias, aligned(8)));
constexpr std::size_t lanes = 8;
constexpr std::size_t rowsAtOnce = 4;

#define TASTESCOPE_DENSE [[gnu::always_inline]] inline

TASTESCOPE_DENSE Doubles* doublesAt(double* values)
{
    return reinterpret_cast<Doubles*>(values);
}

TASTESCOPE_DENSE const Doubles* doublesAt(const double* values)
{
    return reinterpret_cast<const Doubles*>(values);
}

/// Four rows by eight columns, whose sums stay in registers.
TASTESCOPE_DENSE void addPatch(DenseRows a, DenseRows b, std::size_t depth, double* sums, std::size_t stride)
{
    Doubles s0{}, s1{}, s2{}, s3{};
    for (std::size_t k = 0; k < depth; ++k) {
        const double* const left = a.first + k * a.stride;
        const Doubles right = *doublesAt(b.first + k * b.stride);
        s0 += left[0] * right;
        s1 += left[1] * right;
        s2 += left[2] * right;
        s3 += left[3] * right;
    }
    *doublesAt(sums) += s0;
    *doublesAt(sums + stride) += s1;
    *doublesAt(sums + 2 * stride) += s2;
    *doublesAt(sums + 3 * stride) += s3;
}

TASTESCOPE_DENSE void addAll(DenseRows a, DenseRows b, std::size_t depth, double* sums, std::size_t stride,
                             std::size_t rows, std::size_t columns, bool upperOnly)
{
    for (std::size_t j = 0; j < columns; j += lanes)
        for (std::size_t i = 0; i < rows && (!upperOnly || i < j + lanes); i += rowsAtOnce)
            addPatch({a.first + i, a.stride}, {b.first + j, b.stride}, depth, sums + i * stride + j, stride);
}

/// Row after row, each taken from all below it.
TASTESCOPE_DENSE bool factoriseRows(double* a, std::size_t size)
{
    for (std::size_t k = 0; k < size; ++k) {
        double* const pivotRow = a + k * size;
        const double pivot = pivotRow[k];
        if (!(pivot > 0) || !std::isfinite(pivot))
            return false;
        const double root = std::sqrt(pivot);
        for (std::size_t j = k; j < size; ++j)
            pivotRow[j] /= root;
        for (std::size_t i = k + 1; i < size; ++i) {
            double* const row = a + i * size;
            const double factor = pivotRow[i];
            std::size_t j = i;
            for (; j % lanes != 0; ++j)
                row[j] -= factor * pivotRow[j];
            for (; j < size; j += lanes)
                *doublesAt(row + j) -= factor * *doublesAt(pivotRow + j);
        }
    }
    return true;
}

} // namespace

#define TASTESCOPE_DENSE_KERNELS(name, target)                                                                         \
    namespace name {                                                                                                   \
    target static void addProducts(DenseRows a, DenseRows b, std::size_t depth, double* sums, std::size_t stride,      \
                                   std::size_t rows, std::size_t columns, bool upperOnly)                              \
    {                                                                                                                  \
        addAll(a, b, depth, sums, stride, rows, columns, upperOnly);                                                   \
    }                                                                                                                  \
    target static bool factorise(double* a, std::size_t size)                                                          \
    {                                                                                                                  \
        return factoriseRows(a, size);                                                                                 \
    }                                                                                                                  \
    constexpr DenseKernels denseKernels{addProducts, factorise};                                                       \
    }

TASTESCOPE_DENSE_KERNELS(plain, )
#if defined(__x86_64__)
TASTESCOPE_DENSE_KERNELS(avx2, [[gnu::target("avx2")]])
TASTESCOPE_DENSE_KERNELS(avx512, [[gnu::target("avx512f,avx512vl,avx512dq,avx512bw")]])
#endif

const DenseKernels& denseKernels(CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::denseKernels;
    if (level == CpuLevel::Avx2)
        return avx2::denseKernels;
#endif
    (void)level;
    return plain::denseKernels;
}

void solveFactorised(const double* r, std::size_t size, double* b)
{
    for (std::size_t k = 0; k < size; ++k) {
        b[k] /= r[k * size + k];
        for (std::size_t j = k + 1; j < size; ++j)
            b[j] -= b[k] * r[k * size + j];
    }
    for (std::size_t k = size; k-- > 0;) {
        for (std::size_t j = k + 1; j < size; ++j)
            b[k] -= r[k * size + j] * b[j];
        b[k] /= r[k * size + k];
    }
}

} // namespace tastescope
