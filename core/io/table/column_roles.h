#pragma once

#include "core/io/table/column_kinds.h"
#include "core/io/table/table_layout.h"

#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// Which column is what, and what else it could be.
struct RoleChoice
{
    std::vector<ColumnRole> roles;    ///< by column
    std::vector<ColumnRole> runnerUp; ///< the next best reading; empty: there is no other
    double points = 0;                ///< of the reading, in points of no other meaning than their order
    bool isNear = false;              ///< the runner-up is as good: a person must say which it is
    bool isMatrix = false;            ///< every column is a number of one kind: a row a user, a column an item
    bool isUnfit = false;             ///< the best columns of user and item cannot be those
};

/// Chooses user, item, rating, time and title by the kinds of values and the names together; where they stand only
/// breaks ties. Names are those of the header, empty strings without one.
/// Cost: O(k^3) for the k <= 24 columns that fit best, and O(n log n) a pair of columns with names.
RoleChoice chooseRoles(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                       std::span<const std::vector<std::string>> rows);

} // namespace tastescope
