#pragma once

#include "core/data/binary_matrix.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace tastescope {

/// Makes a BinaryMatrix row after row.
template<StrongId Row, StrongId Column>
class RowBuilder
{
public:
    explicit RowBuilder(std::size_t columnCount) : m_columnCount(columnCount) {}

    /// Room for so many entries in all rows together; there may be more.
    void reserve(std::size_t entries) { m_columns.reserve(entries); }

    /// The next row: its columns in any order, none twice.
    void addRow(std::span<const Column> columns)
    {
        const auto begin = static_cast<std::ptrdiff_t>(m_columns.size());
        m_columns.insert(m_columns.end(), columns.begin(), columns.end());
        if (!std::ranges::is_sorted(columns))
            std::sort(m_columns.begin() + begin, m_columns.end());
        m_offsets.push_back(static_cast<std::int64_t>(m_columns.size()));
    }

    void addEmptyRow() { m_offsets.push_back(m_offsets.back()); }

    BinaryMatrix<Row, Column> finish() && { return {m_columnCount, std::move(m_offsets), std::move(m_columns)}; }

private:
    std::size_t m_columnCount;
    std::vector<std::int64_t> m_offsets = {0};
    std::vector<Column> m_columns;
};

} // namespace tastescope
