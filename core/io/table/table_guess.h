#pragma once

#include "core/io/formats/probe.h"
#include "core/io/import_options.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// What tables are cut by when nobody says otherwise.
inline constexpr std::array<std::string_view, 6> guessedSeparators{"\t", "::", ",", ";", "|", " "};

/// How a table is read, and what else it could be.
struct TableGuess
{
    TableLayout layout;
    double points = 0;                ///< how well it reads as ratings: see chooseRoles()
    std::string runnerUp;             ///< the next best reading, in words; empty: there is no other
    std::string question;             ///< both readings and what settles it, where they are as good; else empty
    std::string refusal;              ///< why it is no table of users and items; empty: it is one
    std::vector<std::string> remarks; ///< columns that are left out though their names say that they are of use
};

/// The layout of any text table, from its first rows. The separator is judged with the header, which has as many
/// columns as the rows, by how many rows have the same number of columns, and by how well the columns then read as
/// users, items and ratings; quotes hold what is in them together. The header is the first row of words over numbers or
/// of known names; lines above it are passed over. See chooseRoles() for the columns. What `choice` says is not
/// guessed. Nothing: the lines are no table of two columns or more. Throws: Cancelled.
std::optional<TableGuess> guessLayout(const ProbedFile& file, const TableChoice& choice, Encoding encoding,
                                      ReadProgress& progress);

/// The layout of a table of titles that belongs to `ratings`: it has a column of the name of the item column, and
/// another one that is called title or name. A separator that was chosen is that of both.
std::optional<TableLayout> guessTitles(const ProbedFile& file, const TableLayout& ratings, const TableChoice& choice,
                                       Encoding encoding, ReadProgress& progress);

} // namespace tastescope
