#include "core/history/run_bin.h"

#include "core/base/folder_lock.h"
#include "core/experiment/run_files.h"
#include "core/history/run_paths.h"
#include "core/history/run_process.h"
#include "core/history/sqlite.h"

namespace tastescope {

namespace {

std::vector<RunId> idsOf(SqliteStatement& rows)
{
    std::vector<RunId> ids;
    while (rows.step())
        ids.push_back(RunId{rows.whole()});
    return ids;
}

[[noreturn]] void failMissing(RunId id, const SqliteConnection& connection)
{
    throw Error("There is no run " + std::to_string(number(id)) + " in " + connection.file().string() + ".");
}

/// The folder as it is kept; empty when another run uses it too.
std::string ownFolder(SqliteConnection& connection, RunId id)
{
    SqliteStatement row(connection, "SELECT folder FROM run WHERE id = ?1 AND NOT EXISTS"
                                    " (SELECT 1 FROM run AS other WHERE other.folder = run.folder AND other.id <> ?1)");
    row.bind(number(id));
    return row.step() ? row.text() : std::string();
}

void removeRunFiles(const std::filesystem::path& folder)
{
    try {
        const FolderLock lock(folder);
        RunFiles(folder).remove();
    } catch (const Error&) {
        // What cannot be deleted, or is being trained again, stays as a folder without a run in the history.
    }
    std::error_code ignored;
    std::filesystem::remove(folder, ignored); // the lock was still in it
}

} // namespace

void moveToBin(SqliteConnection& connection, std::span<const RunId> ids)
{
    SqliteStatement state(connection, "SELECT state, name FROM run WHERE id = ?1");
    SqliteStatement update(connection, "UPDATE run SET deleted_at = ?2, deleted_after = (SELECT count(*) FROM"
                                       " opened_day) WHERE id = ?1 AND deleted_at = ''");
    for (const RunId id : ids) {
        state.bind(number(id));
        if (!state.step())
            failMissing(id, connection);
        const std::string found = state.text();
        if (!isOver(parseName<StoredState>("state", found)))
            throw Error("The run " + state.text() + " is " + found + ". Stop it first, then delete it.");
        state.run();
        update.bind(number(id)).bind(utcNow()).run();
    }
}

void takeFromBin(SqliteConnection& connection, std::span<const RunId> ids)
{
    SqliteStatement update(connection, "UPDATE run SET deleted_at = '' WHERE id = ?1");
    for (const RunId id : ids) {
        update.bind(number(id)).run();
        if (connection.changes() == 0)
            failMissing(id, connection);
    }
}

std::vector<RunId> failedRuns(SqliteConnection& connection)
{
    SqliteStatement rows(connection, "SELECT id FROM run WHERE deleted_at = '' AND (state = 'failed' OR (state IN"
                                     " ('diverged', 'interrupted') AND NOT EXISTS"
                                     " (SELECT 1 FROM run_epoch WHERE run_epoch.run = run.id))) ORDER BY id");
    return idsOf(rows);
}

void noteDay(SqliteConnection& connection, const std::string& day)
{
    SqliteStatement insert(connection, "INSERT OR IGNORE INTO opened_day (day) VALUES (?1)");
    insert.bind(day).run();
}

bool wasOpenedOn(SqliteConnection& connection, const std::string& day)
{
    SqliteStatement row(connection, "SELECT 1 FROM opened_day WHERE day = ?1");
    row.bind(day);
    return row.step();
}

std::vector<RunId> runsOfFolder(SqliteConnection& connection, const std::string& folder)
{
    SqliteStatement rows(connection, "SELECT id FROM run WHERE folder = ?1 OR sweep IN"
                                     " (SELECT id FROM sweep WHERE folder = ?1) ORDER BY id");
    rows.bind(folder);
    return idsOf(rows);
}

void movePaths(SqliteConnection& connection, const std::string& from, const std::string& to)
{
    for (const auto& [table, column] : {std::pair("run", "folder"), {"sweep", "folder"}, {"artifact", "path"}}) {
        const std::string name(column);
        SqliteStatement update(connection, "UPDATE " + std::string(table) + " SET " + name + " = ?2 || substr(" + name
                                               + ", length(?1) + 1) WHERE " + name + " = ?1 OR substr(" + name
                                               + ", 1, length(?1) + 1) = ?1 || '/'");
        update.bind(from).bind(to).run();
    }
}

std::vector<RunId> binnedBefore(SqliteConnection& connection, const std::string& moment, int days)
{
    SqliteStatement rows(connection,
                         "SELECT id FROM run WHERE deleted_at <> '' AND deleted_at < ?1 AND (SELECT count(*)"
                         " FROM opened_day) - deleted_after >= ?2 ORDER BY id");
    rows.bind(moment).bind(days);
    return idsOf(rows);
}

void purgeRuns(SqliteConnection& connection, std::span<const RunId> ids, const std::filesystem::path& workspace)
{
    SqliteStatement forget(connection, "DELETE FROM run WHERE id = ?1");
    for (const RunId id : ids) {
        const std::string kept = ownFolder(connection, id);
        const bool isRelative = !kept.empty() && std::filesystem::path(kept).is_relative();
        const std::filesystem::path folder = foundPath(kept, workspace);
        if (isRelative && isRunFolderInside(folder, workspace))
            removeRunFiles(folder);
        forget.bind(number(id)).run();
    }
}

std::vector<std::string> goneProcesses(SqliteConnection& connection)
{
    std::vector<std::string> gone;
    SqliteStatement rows(connection, "SELECT process FROM run WHERE process <> '' UNION SELECT process FROM sweep WHERE"
                                     " process <> ''");
    while (rows.step())
        if (std::string process = rows.text(); !isAlive(process))
            gone.push_back(std::move(process));
    return gone;
}

std::vector<RunId> markInterrupted(SqliteConnection& connection, std::span<const std::string> processes)
{
    std::vector<RunId> runs;
    for (const std::string& process : processes) {
        SqliteStatement held(connection, "SELECT id FROM run WHERE process = ?1");
        held.bind(process);
        for (const RunId id : idsOf(held))
            runs.push_back(id);
        for (const char* sql : {"UPDATE trial SET state = 'interrupted' WHERE state = 'running' AND sweep IN"
                                " (SELECT id FROM sweep WHERE process = ?1 AND state IN ('running', 'paused'))",
                                "UPDATE sweep SET state = 'interrupted', process = '' WHERE process = ?1",
                                "UPDATE run SET state = 'interrupted', process = '' WHERE process = ?1"}) {
            SqliteStatement update(connection, sql);
            update.bind(process).run();
        }
    }
    return runs;
}

} // namespace tastescope
