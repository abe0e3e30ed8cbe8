#include "core/history/run_store.h"

#include "core/experiment/foreign_run.h"
#include "core/experiment/run_files.h"
#include "core/experiment/run_observer.h"
#include "core/experiment/user_results_file.h"
#include "core/history/artifacts.h"
#include "core/history/history_file.h"
#include "core/history/run_bin.h"
#include "core/history/run_paths.h"
#include "core/history/run_process.h"
#include "core/history/run_rows.h"
#include "core/history/sqlite.h"
#include "core/history/store_access.h"
#include "core/history/sweep_rows.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

const char* conditionOf(RunScope scope)
{
    switch (scope) {
    case RunScope::Kept:
        return "deleted_at = ''";
    case RunScope::Bin:
        return "deleted_at <> ''";
    case RunScope::All:
        return "1";
    }
    return "0";
}

std::string runText(RunId id)
{
    return "run " + std::to_string(number(id));
}

} // namespace

fs::path defaultWorkspaceFolder()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && fs::path(data).is_absolute())
        return fs::path(data) / "tastescope";
    const char* home = std::getenv("HOME");
    if (home && *home)
        return fs::path(home) / ".local" / "share" / "tastescope";
    throw Error(
        "Where are runs to be kept? Neither XDG_DATA_HOME nor HOME is set. Set one, or name a workspace folder.");
}

RunStore::RunStore(const fs::path& workspace, HistoryAccess access) : m_workspace(fs::absolute(workspace))
{
    HistoryFile opened = openHistoryFile(file(), access == HistoryAccess::ReadWrite);
    m_connection = std::move(opened.connection);
    m_readOnlyReason = std::move(opened.readOnlyReason);
    if (!isReadOnly())
        putRight();
}

RunStore::~RunStore() = default;

void RunStore::putRight()
{
    try {
        if (const auto gone = goneProcesses(*m_connection); !gone.empty()) {
            const auto ids = write([&gone](SqliteConnection& connection) { return markInterrupted(connection, gone); });
            for (const RunId id : ids)
                takeRecord(id);
        }
        tidy(std::time(nullptr));
    } catch (const HistoryNotWritten&) {
        // Another program is writing, or the disk is full: the next opening does it.
    }
}

void RunStore::takeRecord(RunId id)
{
    try {
        const auto interrupted = find(id);
        const fs::path file = interrupted ? RunFiles(interrupted->folder).record : fs::path();
        if (std::error_code ignored; !interrupted || !fs::exists(file, ignored))
            return;
        const RunRecord record = readRunRecord(file);
        if (trainsTheSame(record.config, interrupted->record.config)
            && record.epochs.size() >= interrupted->record.epochs.size())
            finish(id, record);
    } catch (const HistoryNotWritten&) {
        throw;
    } catch (const Error&) {
        // A record that is damaged or cannot be read says nothing: the run stays interrupted, and the history opens.
    }
}

std::vector<StoredRun> RunStore::runs(RunScope scope) const
{
    return read(
        [&](SqliteConnection& connection) { return readRuns(connection, m_workspace, {conditionOf(scope)}).runs; });
}

std::optional<StoredRun> RunStore::find(RunId id) const
{
    ReadRuns found = read([&](SqliteConnection& connection) {
        return readRuns(connection, m_workspace, {"id = ?1", number(id)});
    });
    if (!found.unreadable.empty())
        throw Error(found.unreadable.front());
    if (found.runs.empty())
        return std::nullopt;
    return std::move(found.runs.front());
}

StoredRun RunStore::run(RunId id) const
{
    if (auto found = find(id))
        return *std::move(found);
    throw Error("There is no " + runText(id) + " in " + file().string() + ".");
}

std::optional<RunId> RunStore::findFolder(const fs::path& folder) const
{
    return read([&](SqliteConnection& connection) {
        SqliteStatement row(connection, "SELECT id FROM run WHERE folder = ?1 ORDER BY id DESC LIMIT 1");
        row.bind(keptPath(folder, m_workspace));
        return row.step() ? std::optional(RunId{row.whole()}) : std::nullopt;
    });
}

std::vector<Artifact> RunStore::artifacts(RunId id) const
{
    return read([&](SqliteConnection& connection) { return readArtifacts(connection, id, m_workspace); });
}

UserResults RunStore::userResults(RunId id, Part part) const
{
    const std::vector<Artifact> kept = artifacts(id);
    const auto found = std::ranges::find(kept, toText(part), &Artifact::kind);
    if (found == kept.end())
        throw Error("The history holds no per-user results of " + runText(id) + " on the " + std::string(toText(part))
                    + " part.");
    if (!fs::exists(found->path))
        throw Error(found->path.string() + " is gone: it held the per-user results of " + runText(id)
                    + ". Put the run's folder back, or train the run again.");
    if (fileSha256(found->path) != found->sha256)
        throw Error(found->path.string() + " is not the file that " + runText(id)
                    + " left behind: its SHA-256 is another one. Train the run again to compare it.");
    return loadUserResults(found->path, run(id).record.dataset);
}

std::string RunStore::nextName(const ModelOptions& options) const
{
    return read([&](SqliteConnection& connection) { return nextRunName(connection, options); });
}

std::int64_t RunStore::changeCount() const
{
    const std::scoped_lock lock(m_mutex);
    SqliteStatement version(*m_connection, "PRAGMA data_version");
    version.step();
    return version.whole();
}

RunId RunStore::add(const NewRun& run)
{
    StoredRun stored;
    stored.record = run.record;
    stored.state = run.waiting ? StoredState::Waiting : StoredState::Running;
    stored.provenance = run.provenance;
    stored.folder = run.folder;
    stored.trial = run.trial;
    return write([&](SqliteConnection& connection) {
        std::string& name = stored.record.config.name;
        if (!run.name.empty())
            name = run.name;
        if (name.empty())
            name = nextRunName(connection, stored.model());
        stored.slot = freeSlot(connection);
        return insertRun(connection, stored, m_workspace, thisProcess());
    });
}

RunId RunStore::add(const ForeignRun& run)
{
    StoredRun stored;
    stored.record = run.record;
    stored.state = StoredState::Finished;
    stored.origin = run.origin;
    stored.record.config.name = run.name;
    return write([&](SqliteConnection& connection) {
        stored.slot = freeSlot(connection);
        const RunId id = insertRun(connection, stored, m_workspace, {});
        writeRecord(connection, id, stored.record);
        SqliteStatement update(connection, "UPDATE run SET ended_at = ?2 WHERE id = ?1");
        update.bind(number(id)).bind(run.endedAt).run();
        return id;
    });
}

void RunStore::start(RunId id, const std::string& startedAt)
{
    write([&](SqliteConnection& connection) {
        SqliteStatement row(connection, "SELECT state, process FROM run WHERE id = ?1");
        row.bind(number(id));
        if (!row.step())
            throw Error("There is no " + runText(id) + " in " + file().string() + ".");
        const bool isRunning = parseName<StoredState>("state", row.text()) == StoredState::Running;
        const std::string process = row.text();
        if (isRunning && process != thisProcess() && isAlive(process))
            throw RunTaken("Another program is training " + runText(id) + ". Wait for it, or stop it there.");
        SqliteStatement update(connection, "UPDATE run SET state = 'running', message = '', ended_at = '',"
                                           " deleted_at = '', process = ?2, started_at = ?3 WHERE id = ?1");
        update.bind(number(id)).bind(thisProcess()).bind(startedAt).run();
    });
}

void RunStore::withdraw(RunId id)
{
    write([&](SqliteConnection& connection) {
        SqliteStatement forget(connection, "DELETE FROM run WHERE id = ?1 AND state = 'waiting'");
        forget.bind(number(id)).run();
    });
}

void RunStore::addEpoch(RunId id, const EpochFinished& epoch)
{
    write([&](SqliteConnection& connection) { writeEpoch(connection, id, epoch); });
}

void RunStore::dropEpochsFrom(RunId id, int epoch)
{
    write([&](SqliteConnection& connection) {
        SqliteStatement forget(connection, "DELETE FROM run_epoch WHERE run = ?1 AND epoch >= ?2");
        forget.bind(number(id)).bind(epoch).run();
    });
}

void RunStore::finish(RunId id, const RunRecord& record)
{
    const std::vector<Artifact> files = artifactsOf(run(id).folder); // before the lock: a large model takes a moment
    write([&](SqliteConnection& connection) {
        writeRecord(connection, id, record);
        writeArtifacts(connection, id, files, m_workspace);
    });
}

void RunStore::end(RunId id, StoredState state, const std::string& message)
{
    write([&](SqliteConnection& connection) {
        SqliteStatement update(connection, "UPDATE run SET state = ?2, message = ?3, ended_at = ?4, process = ''"
                                           " WHERE id = ?1");
        update.bind(number(id)).bind(toText(state)).bind(message).bind(utcNow()).run();
    });
}

std::vector<std::string> RunStore::problems() const
{
    return read([&](SqliteConnection& connection) {
        std::vector<std::string> problems = fileProblems(connection, false);
        for (std::string& run : readRuns(connection, m_workspace).unreadable)
            problems.push_back(std::move(run));
        for (std::string& sweep : readSweeps(connection, m_workspace).unreadable)
            problems.push_back(std::move(sweep));
        return problems;
    });
}

std::vector<std::string> RunStore::missingFiles() const
{
    std::vector<std::string> missing;
    for (const StoredRun& run : runs())
        for (const Artifact& artifact : artifacts(run.id)) {
            std::error_code error;
            const std::uintmax_t bytes = fs::file_size(artifact.path, error);
            if (error)
                missing.push_back(artifact.path.string() + " of " + runText(run.id) + " (" + run.name() + ") is gone.");
            else if (static_cast<std::int64_t>(bytes) != artifact.bytes)
                missing.push_back(artifact.path.string() + " of " + runText(run.id) + " (" + run.name()
                                  + ") has another size than the run left.");
        }
    return missing;
}

} // namespace tastescope
