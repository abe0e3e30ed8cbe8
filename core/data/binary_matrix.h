#pragma once

#include "core/base/ids.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tastescope {

/// An immutable 0/1 matrix in compressed rows: for each row the columns that hold a 1, ascending, none twice.
template<StrongId Row, StrongId Column>
class BinaryMatrix
{
public:
    BinaryMatrix() : m_offsets(1, 0) {}

    /// offsets: rows + 1 values from 0 ascending; columns: ascending inside a row, below columnCount.
    /// Whoever reads these from outside checks them first with isValid().
    BinaryMatrix(std::size_t columnCount, std::vector<std::int64_t> offsets, std::vector<Column> columns)
        : m_columnCount(columnCount),
          m_offsets(std::move(offsets)),
          m_columns(std::move(columns))
    {
        assert(isValid(m_columnCount, m_offsets, m_columns));
    }

    /// Pairs in any order; the same pair twice counts once. Cost: O(n log n).
    static BinaryMatrix fromPairs(std::size_t rows, std::size_t columns, std::vector<std::pair<Row, Column>> pairs)
    {
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        std::vector<std::int64_t> offsets(rows + 1, 0);
        std::vector<Column> entries;
        entries.reserve(pairs.size());
        for (const auto& [row, column] : pairs) {
            ++offsets[index(row) + 1];
            entries.push_back(column);
        }
        for (std::size_t r = 0; r < rows; ++r)
            offsets[r + 1] += offsets[r];
        return {columns, std::move(offsets), std::move(entries)};
    }

    static bool isValid(std::size_t columnCount, std::span<const std::int64_t> offsets, std::span<const Column> columns)
    {
        if (offsets.empty() || offsets.front() != 0 || offsets.back() != static_cast<std::int64_t>(columns.size()))
            return false;
        for (std::size_t r = 0; r + 1 < offsets.size(); ++r) {
            if (offsets[r] > offsets[r + 1] || offsets[r + 1] > offsets.back())
                return false;
            for (auto i = offsets[r]; i < offsets[r + 1]; ++i) {
                const auto at = static_cast<std::size_t>(i);
                if (number(columns[at]) < 0 || index(columns[at]) >= columnCount)
                    return false;
                if (i > offsets[r] && !(columns[at - 1] < columns[at]))
                    return false;
            }
        }
        return true;
    }

    std::size_t rowCount() const { return m_offsets.size() - 1; }
    std::size_t columnCount() const { return m_columnCount; }
    std::size_t entryCount() const { return m_columns.size(); }

    std::span<const Column> row(Row row) const
    {
        const auto begin = static_cast<std::size_t>(m_offsets[index(row)]);
        return std::span(m_columns).subspan(begin, static_cast<std::size_t>(m_offsets[index(row) + 1]) - begin);
    }

    /// Where row() begins in entries(): for values kept beside the entries.
    std::size_t rowBegin(Row row) const { return static_cast<std::size_t>(m_offsets[index(row)]); }

    /// Cost: O(log of the row's length).
    bool contains(Row r, Column column) const { return std::ranges::binary_search(row(r), column); }

    std::span<const std::int64_t> offsets() const { return m_offsets; }
    std::span<const Column> entries() const { return m_columns; }

    /// Ones in each column. Shape: columnCount.
    std::vector<std::int32_t> columnCounts() const
    {
        std::vector<std::int32_t> counts(m_columnCount, 0);
        for (const Column column : m_columns)
            ++counts[index(column)];
        return counts;
    }

    /// Cost: O(entries + columns).
    BinaryMatrix<Column, Row> transposed() const
    {
        std::vector<std::int64_t> offsets(m_columnCount + 1, 0);
        for (const Column column : m_columns)
            ++offsets[index(column) + 1];
        for (std::size_t c = 0; c < m_columnCount; ++c)
            offsets[c + 1] += offsets[c];
        std::vector<std::int64_t> next(offsets.begin(), offsets.end() - 1);
        std::vector<Row> rows(m_columns.size());
        for (const Row r : idsUpTo<Row>(rowCount()))
            for (const Column column : row(r))
                rows[static_cast<std::size_t>(next[index(column)]++)] = r;
        return {rowCount(), std::move(offsets), std::move(rows)};
    }

    bool operator==(const BinaryMatrix&) const = default;

private:
    std::size_t m_columnCount = 0;
    std::vector<std::int64_t> m_offsets;
    std::vector<Column> m_columns;
};

} // namespace tastescope
