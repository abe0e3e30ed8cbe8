#pragma once

#include "core/io/table/column_kinds.h"
#include "core/io/table/column_names.h"

#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// The columns of a table with what their names and their values say: what the roles are chosen by.
class SeenColumns
{
public:
    /// Shapes: names and facts are by column. Names are those of the header, empty strings without one. Facts and rows
    /// are looked at as long as this lives.
    SeenColumns(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                std::span<const std::vector<std::string>> rows);

    std::size_t size() const { return m_facts.size(); }
    bool hasRows() const { return !m_rows.empty(); }
    const ColumnFacts& facts(std::size_t column) const { return m_facts[column]; }
    ColumnKind kind(std::size_t column) const { return m_facts[column].kind; }
    const NameSays& says(std::size_t column) const { return m_says[column]; }

    /// How well a column serves as a user, an item or a rating, in points of no other meaning than their order.
    double points(std::size_t column, ColumnRole role) const;

    /// Whether a column can hold users or items at all. Under a header of other names, a few values that come again
    /// and again are none.
    bool isFit(std::size_t column, ColumnRole role) const;

    /// Whether two columns tell the same things apart, as an id and the name that always stands beside it.
    bool isSame(std::size_t a, std::size_t b) const;

    /// See tastescope::determines().
    bool determines(std::size_t from, std::size_t to) const { return tastescope::determines(m_rows, from, to); }

    /// See tastescope::varies().
    bool varies(std::size_t from, std::size_t to) const { return tastescope::varies(m_rows, from, to); }

    /// Whether every column is a number of one kind: a row a user, a column an item.
    bool isMatrix() const;

private:
    bool m_isNamed = false; ///< there is a header
    std::vector<NameSays> m_says;
    std::span<const ColumnFacts> m_facts;
    std::span<const std::vector<std::string>> m_rows;
};

} // namespace tastescope
