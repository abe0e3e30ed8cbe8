#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

namespace tastescope {

/// Rows of `dimension` floats, each padded with zeros to whole lanes of 16 and aligned to 64 bytes. With more than one
/// part (weights, first and second moments) the parts of a row stand side by side, since they are used together.
class Factors
{
public:
    static constexpr std::size_t lanes = 16;

    /// All zero.
    Factors(std::size_t rows, int dimension, int parts = 1);

    std::size_t rowCount() const { return m_rows; }
    int dimension() const { return m_dimension; }
    int parts() const { return m_parts; }
    std::size_t paddedDimension() const { return m_padded; }
    std::size_t stride() const { return m_padded * static_cast<std::size_t>(m_parts); } ///< floats from row to row

    float* row(std::size_t row, int part = 0) { return m_values.get() + offset(row, part); }
    const float* row(std::size_t row, int part = 0) const { return m_values.get() + offset(row, part); }

    /// One part of all rows without padding. Shape: rows x dimension.
    std::vector<float> packed(int part = 0) const;
    void unpack(std::span<const float> values, int part = 0);

    /// The given part alone, as a table of its own.
    Factors only(int part) const;

    bool isFinite() const;

private:
    struct Free
    {
        void operator()(float* memory) const { std::free(memory); }
    };

    std::size_t offset(std::size_t row, int part) const
    {
        return row * stride() + static_cast<std::size_t>(part) * m_padded;
    }

    std::size_t m_rows;
    int m_dimension;
    int m_parts;
    std::size_t m_padded;
    std::unique_ptr<float[], Free> m_values;
};

} // namespace tastescope
