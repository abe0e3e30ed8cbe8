#include "core/models/factors.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <new>
#include <sys/mman.h>

namespace tastescope {

namespace {

constexpr std::size_t hugePage = 2U << 20;

/// Zeroed; on huge pages when large: random rows then miss the address translation less (5-20 % measured).
float* allocate(std::size_t floats)
{
    const std::size_t wanted = std::max<std::size_t>(floats * sizeof(float), 64);
    const std::size_t alignment = wanted >= hugePage ? hugePage : 64;
    const std::size_t size = (wanted + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, size);
    if (!memory)
        throw std::bad_alloc();
    if (alignment == hugePage)
        madvise(memory, size, MADV_HUGEPAGE);
    std::memset(memory, 0, size);
    return static_cast<float*>(memory);
}

} // namespace

Factors::Factors(std::size_t rows, int dimension, int parts)
    : m_rows(rows),
      m_dimension(dimension),
      m_parts(parts),
      m_padded((static_cast<std::size_t>(dimension) + lanes - 1) / lanes * lanes),
      m_values(allocate(rows * m_padded * static_cast<std::size_t>(parts)))
{
}

std::vector<float> Factors::packed(int part) const
{
    const auto dimension = static_cast<std::size_t>(m_dimension);
    std::vector<float> values(m_rows * dimension);
    for (std::size_t r = 0; r < m_rows; ++r)
        std::copy_n(row(r, part), dimension, values.data() + r * dimension);
    return values;
}

void Factors::unpack(std::span<const float> values, int part)
{
    const auto dimension = static_cast<std::size_t>(m_dimension);
    assert(values.size() == m_rows * dimension);
    for (std::size_t r = 0; r < m_rows; ++r)
        std::copy_n(values.data() + r * dimension, dimension, row(r, part));
}

Factors Factors::only(int part) const
{
    Factors result(m_rows, m_dimension);
    for (std::size_t r = 0; r < m_rows; ++r)
        std::copy_n(row(r, part), m_padded, result.row(r));
    return result;
}

bool Factors::isFinite() const
{
    return std::all_of(m_values.get(), m_values.get() + m_rows * stride(),
                       [](float value) { return std::isfinite(value); });
}

} // namespace tastescope
