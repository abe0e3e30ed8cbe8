// What people and sweeps change in a history.

#include "core/base/utc.h"
#include "core/experiment/set_aside.h"
#include "core/history/run_bin.h"
#include "core/history/run_paths.h"
#include "core/history/run_process.h"
#include "core/history/run_rows.h"
#include "core/history/store_access.h"
#include "core/history/sweep_rows.h"

#include <algorithm>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

/// Sets one text of a row. Throws: Error when the row is not there.
void setText(SqliteConnection& connection, const char* update, const std::string& what, std::int64_t id,
             const std::string& text)
{
    SqliteStatement statement(connection, update);
    statement.bind(id).bind(text).run();
    if (connection.changes() == 0)
        throw Error("There is no " + what + " " + std::to_string(id) + " in " + connection.file().string() + ".");
}

void requireName(const std::string& name)
{
    if (name.find_first_not_of(" \t") == std::string::npos)
        throw Error("A name needs at least one letter.");
}

} // namespace

void RunStore::rename(RunId id, const std::string& name)
{
    requireName(name);
    write([&](SqliteConnection& connection) {
        setText(connection, "UPDATE run SET name = ?2 WHERE id = ?1", "run", number(id), name);
    });
}

void RunStore::setNote(RunId id, const std::string& note)
{
    write([&](SqliteConnection& connection) {
        setText(connection, "UPDATE run SET note = ?2 WHERE id = ?1", "run", number(id), note);
    });
}

void RunStore::setTags(RunId id, std::vector<std::string> tags)
{
    write([&](SqliteConnection& connection) {
        if (readRuns(connection, m_workspace, {"id = ?1", number(id)}).runs.empty())
            throw Error("There is no run " + std::to_string(number(id)) + " in " + file().string() + ".");
        writeTags(connection, id, tags);
    });
}

void RunStore::remove(std::span<const RunId> ids)
{
    write([&](SqliteConnection& connection) { moveToBin(connection, ids); });
}

void RunStore::restore(std::span<const RunId> ids)
{
    write([&](SqliteConnection& connection) { takeFromBin(connection, ids); });
}

std::vector<RunId> RunStore::removeFailed()
{
    return write([&](SqliteConnection& connection) {
        std::vector<RunId> ids = failedRuns(connection);
        moveToBin(connection, ids);
        return ids;
    });
}

int RunStore::tidy(std::int64_t now)
{
    const std::string day = utcText(now).substr(0, 10);
    const std::string moment = utcText(now - std::int64_t{binDays} * 24 * 60 * 60);
    const auto old = [&](SqliteConnection& connection) { return binnedBefore(connection, moment, binDays); };
    const bool isNew = read([&](SqliteConnection& connection) { return !wasOpenedOn(connection, day); });
    if (!isNew && read(old).empty())
        return 0;
    return write([&](SqliteConnection& connection) {
        noteDay(connection, day);
        const std::vector<RunId> ids = old(connection); // somebody may have taken one back
        purgeRuns(connection, ids, m_workspace);
        return static_cast<int>(ids.size());
    });
}

fs::path RunStore::setAside(const fs::path& folder)
{
    const fs::path old = fs::canonical(folder);
    fs::path aside;
    try {
        write([&](SqliteConnection& connection) {
            const std::vector<RunId> ids = runsOfFolder(connection, keptPath(old, m_workspace));
            moveToBin(connection, ids);
            aside = tastescope::setAside(old);
            movePaths(connection, keptPath(old, m_workspace), keptPath(aside, m_workspace));
        });
    } catch (...) {
        std::error_code ignored; // nobody could have taken the name in between but by force
        if (!aside.empty())
            fs::rename(aside, old, ignored);
        throw;
    }
    return aside;
}

SweepId RunStore::addSweep(const StoredSweep& sweep)
{
    return write([&](SqliteConnection& connection) {
        return insertSweep(connection, sweep, m_workspace, sweep.endedAt.empty() ? thisProcess() : std::string());
    });
}

void RunStore::setSweepState(SweepId id, SweepState state, const std::string& message)
{
    const bool goesOn = state == SweepState::Running || state == SweepState::Paused;
    write([&](SqliteConnection& connection) {
        setText(connection, "UPDATE sweep SET message = ?2 WHERE id = ?1", "sweep", number(id), message);
        SqliteStatement update(connection, "UPDATE sweep SET state = ?2, ended_at = ?3, process = ?4 WHERE id = ?1");
        update.bind(number(id)).bind(toText(state)).bind(goesOn ? std::string() : utcNow());
        update.bind(goesOn ? thisProcess() : std::string()).run();
    });
}

void RunStore::setTrial(SweepId id, const StoredTrial& trial)
{
    write([&](SqliteConnection& connection) { writeTrial(connection, id, trial); });
}

std::vector<StoredSweep> RunStore::sweeps() const
{
    return read([&](SqliteConnection& connection) { return readSweeps(connection, m_workspace).sweeps; });
}

StoredSweep RunStore::sweep(SweepId id) const
{
    std::vector<StoredSweep> all = sweeps();
    const auto found = std::ranges::find(all, id, &StoredSweep::id);
    if (found == all.end())
        throw Error("There is no sweep " + std::to_string(number(id)) + " in " + file().string() + ".");
    return std::move(*found);
}

} // namespace tastescope
