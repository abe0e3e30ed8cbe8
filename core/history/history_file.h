#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tastescope {

class SqliteConnection;

/// An open history file whose form has been checked.
struct HistoryFile
{
    std::unique_ptr<SqliteConnection> connection;
    std::string readOnlyReason; ///< in words; empty: it can be written
};

/// Opens a history, which is made when it is missing and `write` is set. Before anything is written, the file's mark,
/// version, structure and SQLite's own quick check must be right.
/// Throws: HistoryRefused for a file that is foreign or damaged, which leaves it as it is; Error when it cannot be
///         opened or made.
HistoryFile openHistoryFile(const std::filesystem::path& file, bool write);

/// SQLite's check of the whole file; `quick` leaves out what needs every index to be compared with its table.
std::vector<std::string> fileProblems(SqliteConnection& connection, bool quick);

} // namespace tastescope
