#pragma once

#include "core/history/history_error.h"
#include "core/history/stored_sweep.h"

#include <memory>
#include <mutex>
#include <span>

namespace tastescope {

class SqliteConnection;
struct ForeignRun;

/// Where people's runs are kept when they name no other place: XDG_DATA_HOME/tastescope, or ~/.local/share/tastescope.
/// Throws: Error when neither XDG_DATA_HOME nor HOME says where that is.
std::filesystem::path defaultWorkspaceFolder();

enum class HistoryAccess {
    ReadWrite, ///< made when it is missing; read-only when it cannot be written or a newer program wrote it
    ReadOnly,  ///< nothing is written or repaired, and it must exist
};

/// What a listing covers.
enum class RunScope { Kept, Bin, All };

/// The history of a workspace folder: runs with every epoch, sweeps, tags, notes, a bin of 30 days. One SQLite file,
/// history.sqlite; the folder may be moved, because paths inside it are kept relative.
///
/// Every function that changes something is one transaction: when it returns, the change survives kill -9 and the loss
/// of power. Several stores may be open on one history, in one process or many: readers never wait; writers wait for
/// each other up to 5 seconds. The functions may be called from any thread, one call at a time: who must not wait opens
/// a store of his own.
///
/// Throws: Error for what cannot be read or found, HistoryRefused for a damaged file, HistoryNotWritten when a change
/// could not be written.
class RunStore
{
public:
    static constexpr int binDays = 30;

    /// Opens the history of the folder, makes and migrates it as needed, marks runs and sweeps whose process is gone as
    /// interrupted, and tidies the bin.
    /// Throws: HistoryRefused when the file is no history or is damaged, which leaves it as it is; Error when it cannot
    /// be opened.
    explicit RunStore(const std::filesystem::path& workspace, HistoryAccess access = HistoryAccess::ReadWrite);
    ~RunStore();
    RunStore(const RunStore&) = delete;
    RunStore& operator=(const RunStore&) = delete;

    const std::filesystem::path& workspace() const { return m_workspace; }
    std::filesystem::path file() const { return m_workspace / "history.sqlite"; }

    /// Why nothing can be changed, in words; empty: it can be.
    const std::string& readOnlyReason() const { return m_readOnlyReason; }
    bool isReadOnly() const { return !m_readOnlyReason.empty(); }

    // Runs: reading.
    std::vector<StoredRun> runs(RunScope scope = RunScope::Kept) const;         ///< oldest first
    std::optional<StoredRun> find(RunId id) const;                              ///< also from the bin
    StoredRun run(RunId id) const;                                              ///< throws Error when there is none
    std::optional<RunId> findFolder(const std::filesystem::path& folder) const; ///< the newest run that was kept there
    std::vector<Artifact> artifacts(RunId id) const;

    /// Per-user results stay in the run's folder, where their file is sealed; the history holds its hash.
    /// Throws: Error when the run has none of that part, or the file is gone or is another one than was recorded.
    UserResults userResults(RunId id, Part part) const;

    std::string nextName(const ModelOptions& options) const; ///< "bpr-08"

    /// Grows with each change another store made to the history: when it is another number than before, read again.
    std::int64_t changeCount() const;

    // Runs: from registration to end.
    RunId add(const NewRun& run);
    RunId add(const ForeignRun& run); ///< finished, and only read from then on: it has no folder
    /// Waiting or over to running, held by this process. Throws: RunTaken when another program trains it.
    void start(RunId id, const std::string& startedAt);
    void withdraw(RunId id); ///< of a waiting run that will not begin: nothing is left of it
    void addEpoch(RunId id, const EpochFinished& epoch); ///< replaces an epoch of that number
    void dropEpochsFrom(RunId id, int epoch);            ///< they will be run again
    void finish(RunId id, const RunRecord& record);      ///< the final record; artifacts are hashed from the folder
    void end(RunId id, StoredState state, const std::string& message); ///< over without a record

    // Runs: what people change.
    void rename(RunId id, const std::string& name);
    void setNote(RunId id, const std::string& note);
    void setTags(RunId id, std::vector<std::string> tags);

    /// To the bin, from which restore() takes them back for 30 days. Running ones are refused.
    void remove(std::span<const RunId> ids);
    void restore(std::span<const RunId> ids);

    /// Failed runs, and diverged or interrupted ones without a finished epoch, go to the bin. Returns them, for undo.
    std::vector<RunId> removeFailed();

    /// What each opening does, at the moment `now` (seconds since 1970): notes the day, and deletes for good what has
    /// been in the bin for binDays days, by the clock and by days on which the history was opened, with the files those
    /// runs wrote inside the workspace; folders elsewhere stay. Returns how many runs are gone.
    int tidy(std::int64_t now);

    /// Renames the folder of runs or a sweep, with all in it, as tastescope::setAside() does; what the history keeps
    /// follows, and the runs of that folder go to the bin. Returns where it is now.
    /// Throws: as setAside(); HistoryNotWritten, the folder then has its name again.
    std::filesystem::path setAside(const std::filesystem::path& folder);

    // Sweeps.
    SweepId addSweep(const StoredSweep& sweep); ///< with its trials; `id` is given here
    void setSweepState(SweepId id, SweepState state, const std::string& message = {});
    void setTrial(SweepId id, const StoredTrial& trial); ///< adds or replaces the trial of that number
    std::vector<StoredSweep> sweeps() const;             ///< oldest first
    StoredSweep sweep(SweepId id) const;                 ///< throws Error when there is none

    /// SQLite's full integrity check and ours. Returns what is wrong, one line each; empty: nothing.
    std::vector<std::string> problems() const;

    /// Files that kept runs have left and that are gone or have another size, one line each. Contents are not read.
    std::vector<std::string> missingFiles() const;

private:
    template<typename Change>
    auto write(const Change& change);
    template<typename Question>
    auto read(const Question& question) const;
    void putRight();
    void takeRecord(RunId id); ///< of a run that was killed between its last file and its last word here

    std::filesystem::path m_workspace;
    std::string m_readOnlyReason;
    mutable std::mutex m_mutex;
    std::unique_ptr<SqliteConnection> m_connection;
};

} // namespace tastescope
