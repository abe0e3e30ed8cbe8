#pragma once

#include "core/base/enum_names.h"
#include "core/io/table/record_reader.h"
#include "core/io/text/field_values.h"

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

enum class ColumnRole {
    Ignored,
    User,
    Item,
    Rating,
    Weight, ///< plays, or another count of how much: a table has ratings or weights
    Time,
    Kind,  ///< of event: a view, a purchase
    Title, ///< of the item
    Detail ///< of the item: its artist, its genres
};

constexpr auto enumNames(ColumnRole)
{
    return namedBy<ColumnRole>({{ColumnRole::Ignored, "-"},
                                {ColumnRole::User, "user"},
                                {ColumnRole::Item, "item"},
                                {ColumnRole::Rating, "rating"},
                                {ColumnRole::Weight, "weight"},
                                {ColumnRole::Time, "time"},
                                {ColumnRole::Kind, "kind"},
                                {ColumnRole::Title, "title"},
                                {ColumnRole::Detail, "detail"}});
}

/// What the columns of a table mean.
struct TableLayout
{
    Dialect dialect;
    bool header = false;
    std::size_t above = 0;          ///< rows above the header, or above the first row
    bool rowNames = false;          ///< the header has no name for the first column, which R gives the names of rows
    bool trailing = false;          ///< rows may end with a separator
    std::vector<std::string> names; ///< of the columns, for the person
    std::vector<ColumnRole> roles;  ///< by column; a row must have as many
    bool moreItems = false;         ///< columns after the last role are items too, and a row may have none
    bool rowIsUser = false;         ///< no column names the user: 0 is the first row, 1 the next
    bool wholeNumberIds = false;    ///< ids that are no whole numbers are an error, not a name
    NumberForm numbers = NumberForm::Decimal; ///< of the ratings or weights
    TimeForm times = TimeForm::Iso;
    std::vector<std::pair<std::string, double>> kinds = {}; ///< that count, and how much one weighs; empty: all, 1 each
    double lowestRating = std::numeric_limits<double>::lowest();
    double highestRating = std::numeric_limits<double>::max();

    bool isNamed() const { return header || !dialect.keys.empty(); } ///< the names are those of the file
    std::optional<std::size_t> columnOf(ColumnRole role) const;
    /// The column of numbers: ratings or weights.
    std::optional<std::size_t> valueColumn() const;
    bool has(ColumnRole role) const { return columnOf(role).has_value(); }
};

/// The names of the columns as messages have them, the first 25.
std::string namesText(const TableLayout& layout);

/// A layout of named roles without a header, as fixed formats have it.
TableLayout fixedLayout(std::string separator, std::vector<ColumnRole> roles);

} // namespace tastescope
