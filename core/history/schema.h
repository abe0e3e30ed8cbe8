#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tastescope {

class SqliteConnection;

/// "TsHi": what marks an SQLite file as a history of ours.
constexpr int historyApplicationId = 0x54734869;

/// Step i takes a history of version i to version i + 1. A released step is never changed: a new version is a new step
/// and a fixture of the version before under tests/data/history. New versions add tables and columns and keep the
/// meaning of the old ones, so that older programs can still read.
std::span<const std::string_view> historySteps();

int userVersion(SqliteConnection& connection);

/// Takes the file to the newest version, each step in one transaction of its own. A file that is already there, or
/// newer, is not touched. Two programs may do this at once.
/// Throws: HistoryNotWritten; the file then has the version of the last step that was finished.
void migrate(SqliteConnection& connection, std::span<const std::string_view> steps = historySteps());

/// The first table, index, trigger or view that is there and should not be, is missing, or has another text than the
/// steps up to the file's version make; empty: none.
std::string schemaDifference(SqliteConnection& connection, std::span<const std::string_view> steps = historySteps());

} // namespace tastescope
