#pragma once

#include "core/io/formats/probe.h"
#include "core/io/import_options.h"
#include "core/io/table/column_roles.h"

#include <optional>
#include <string>
#include <vector>

namespace tastescope {

/// The first rows of a table cut in one way, and what they look like so.
struct CutTable
{
    Dialect dialect;
    std::vector<std::vector<std::string>> rows; ///< of data, without the header and damaged rows
    std::size_t columns = 0;
    double share = 0;               ///< of the rows that could be cut, those that have as many columns
    double damaged = 0;             ///< of all rows, those that could not be cut
    std::vector<std::string> names; ///< by column, from the header; empty strings where there is none
    bool header = false;
    bool headerFits = true; ///< the first row has as many columns as the others
    std::size_t above = 0;  ///< rows above the header
    bool rowNames = false;  ///< see TableLayout
    bool trailing = false;
    std::vector<ColumnFacts> facts; ///< by column
    RoleChoice choice;
};

/// Cuts the beginning of a file. Nothing when it has no whole row. Throws: Cancelled.
std::optional<CutTable> cutTable(const ProbedFile& file, const Dialect& dialect, const TableChoice& choice,
                                 Encoding encoding, ReadProgress& progress);

} // namespace tastescope
