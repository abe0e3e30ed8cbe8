#pragma once

#include <cstddef>
#include <vector>

namespace tastescope {

/// Floats that begin on 64 bytes, zeros at first. A value: copies are equal and lie as well.
class FloatLines
{
public:
    FloatLines() = default;
    explicit FloatLines(std::size_t floats) : m_lines((floats + 15) / 16) {}

    float* data() { return m_lines.empty() ? nullptr : m_lines.front().values; }
    const float* data() const { return m_lines.empty() ? nullptr : m_lines.front().values; }
    std::size_t size() const { return m_lines.size() * 16; } ///< a multiple of 16

private:
    struct alignas(64) Line
    {
        float values[16] = {};
    };
    std::vector<Line> m_lines;
};

} // namespace tastescope
