#pragma once

#include "core/io/formats/probe.h"
#include "core/io/import_options.h"

#include <array>
#include <optional>
#include <string_view>

namespace tastescope {

/// What tables are cut by when nobody says otherwise.
inline constexpr std::array<std::string_view, 6> guessedSeparators{"\t", "::", ",", ";", "|", " "};

/// The layout of any text table, guessed from its first rows: the separator that cuts them into the same number of
/// columns, most columns first; a header where a first row of words stands over numbers, or holds names of columns that
/// are known; the meaning of columns by their names, else by what they hold and where they stand. What `choice` says is
/// not guessed. Nothing: the lines are no table of two columns or more.
/// Throws: Cancelled.
std::optional<TableLayout> guessLayout(const ProbedFile& file, const TableChoice& choice, Encoding encoding,
                                       ReadProgress& progress);

/// The layout of a table of titles that belongs to `ratings`: it has a column of the name of the item column, and
/// another one that is called title or name.
std::optional<TableLayout> guessTitles(const ProbedFile& file, const TableLayout& ratings, Encoding encoding,
                                       ReadProgress& progress);

} // namespace tastescope
