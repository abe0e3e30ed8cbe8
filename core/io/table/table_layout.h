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
    Time,
    Title, ///< of the item
    Detail ///< of the item: its artist, its genres
};

constexpr auto enumNames(ColumnRole)
{
    return namedBy<ColumnRole>({{ColumnRole::Ignored, "-"},
                                {ColumnRole::User, "user"},
                                {ColumnRole::Item, "item"},
                                {ColumnRole::Rating, "rating"},
                                {ColumnRole::Time, "time"},
                                {ColumnRole::Title, "title"},
                                {ColumnRole::Detail, "detail"}});
}

/// What the columns of a table mean.
struct TableLayout
{
    Dialect dialect;
    bool header = false;
    std::size_t above = 0;          ///< rows above the header
    bool rowNames = false;          ///< the header has no name for the first column, which R gives the names of rows
    bool trailing = false;          ///< rows may end with a separator
    std::vector<std::string> names; ///< of the columns, for the person
    std::vector<ColumnRole> roles;  ///< by column; a row must have as many
    bool moreItems = false;         ///< columns after the last role are items too, and a row may have none
    bool wholeNumberIds = false;    ///< ids that are no whole numbers are an error, not a name
    NumberForm numbers = NumberForm::Decimal; ///< of the ratings
    TimeForm times = TimeForm::Iso;
    double lowestRating = std::numeric_limits<double>::lowest();
    double highestRating = std::numeric_limits<double>::max();

    std::optional<std::size_t> columnOf(ColumnRole role) const;
    bool has(ColumnRole role) const { return columnOf(role).has_value(); }
};

/// A layout of named roles without a header, as fixed formats have it.
TableLayout fixedLayout(std::string separator, std::vector<ColumnRole> roles);

} // namespace tastescope
