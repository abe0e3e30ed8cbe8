#include "core/base/memory_need.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::int64_t mostBytes = std::int64_t{1} << 53;

} // namespace

std::int64_t MemoryNeed::bytes() const
{
    std::int64_t sum = 0;
    for (const MemoryPart& part : m_parts)
        if (__builtin_add_overflow(sum, part.bytes, &sum))
            return mostBytes;
    return std::min(sum, mostBytes);
}

MemoryPart MemoryNeed::largest() const
{
    return m_parts.empty() ? MemoryPart() : *std::ranges::max_element(m_parts, {}, &MemoryPart::bytes);
}

MemoryNeed& MemoryNeed::operator+=(const MemoryNeed& other)
{
    m_parts.insert(m_parts.end(), other.m_parts.begin(), other.m_parts.end());
    return *this;
}

MemoryNeed MemoryNeed::times(std::int64_t count) const
{
    MemoryNeed result = *this;
    for (MemoryPart& part : result.m_parts)
        part.bytes = bytesOf(part.bytes, count);
    return result;
}

const MemoryNeed& larger(const MemoryNeed& a, const MemoryNeed& b)
{
    return a.bytes() < b.bytes() ? b : a;
}

std::int64_t bytesOf(std::int64_t count, std::int64_t bytesOfOne)
{
    std::int64_t product = 0;
    return __builtin_mul_overflow(count, bytesOfOne, &product) ? mostBytes : std::min(product, mostBytes);
}

} // namespace tastescope
