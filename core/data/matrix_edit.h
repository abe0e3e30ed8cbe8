#pragma once

#include "core/data/row_builder.h"

#include <span>
#include <vector>

namespace tastescope {

/// The given rows of `matrix`, in the given order: the new row r is the old row kept[r].
template<StrongId Row, StrongId Column>
BinaryMatrix<Row, Column> selectRows(const BinaryMatrix<Row, Column>& matrix, std::span<const Row> kept)
{
    RowBuilder<Row, Column> rows(matrix.columnCount());
    for (const Row row : kept)
        rows.addRow(matrix.row(row));
    return std::move(rows).finish();
}

/// Every column c becomes column newNumber[c], or goes where that is -1. Columns that get the same number become one.
template<StrongId Row, StrongId Column>
BinaryMatrix<Row, Column> renumberColumns(const BinaryMatrix<Row, Column>& matrix,
                                          std::span<const std::int32_t> newNumber, std::size_t columnCount)
{
    RowBuilder<Row, Column> rows(columnCount);
    std::vector<Column> columns;
    for (const Row row : idsUpTo<Row>(matrix.rowCount())) {
        columns.clear();
        for (const Column column : matrix.row(row))
            if (newNumber[index(column)] >= 0)
                columns.push_back(Column{newNumber[index(column)]});
        std::sort(columns.begin(), columns.end());
        columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
        rows.addRow(columns);
    }
    return std::move(rows).finish();
}

/// 0, 1, 2, ... for the flagged, -1 for the others: what renumberColumns() takes.
inline std::vector<std::int32_t> numberTheKept(const std::vector<bool>& kept)
{
    std::vector<std::int32_t> numbers(kept.size(), -1);
    std::int32_t next = 0;
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i])
            numbers[i] = next++;
    return numbers;
}

/// The numbers of the flagged: what selectRows() takes.
template<StrongId Id>
std::vector<Id> idsOfTheKept(const std::vector<bool>& kept)
{
    std::vector<Id> ids;
    for (const Id id : idsUpTo<Id>(kept.size()))
        if (kept[index(id)])
            ids.push_back(id);
    return ids;
}

} // namespace tastescope
