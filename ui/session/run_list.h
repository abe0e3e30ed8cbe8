#pragma once

#include "core/experiment/run.h"
#include "ui/session/job_runner.h"
#include "ui/session/session_run.h"

#include <atomic>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <set>

namespace tastescope::ui {

class HistorySession;
class JobQueue;

/// The runs of this session and of the history of the workspace, oldest first: starts them, follows them, keeps what
/// they learned. Without a history, runs live in memory and in their folders.
class RunList : public QObject
{
    Q_OBJECT

public:
    /// Runs keep their files in folders of `folder`, and are recorded in `history`; null: nowhere.
    RunList(JobQueue& jobs, std::filesystem::path folder, HistorySession* history = nullptr, QObject* parent = nullptr);

    const std::deque<SessionRun>& runs() const { return m_runs; }
    const std::deque<SessionRun>& bin() const { return m_bin; } ///< deleted less than 30 days ago
    const SessionRun* find(int id) const;                       ///< also in the bin
    const SessionRun* findStored(RunId id) const;
    const SessionRun* running() const; ///< null: none is
    const SessionRun* newest() const;  ///< of those that learn from the open data; null: there are none

    /// Whether the history was read, or it is known that there is none.
    bool isListed() const { return m_listed; }

    /// What the next run of this model will be called: "bpr-08".
    QString nextName(const ModelOptions& options) const;

    /// Which runs are of the open data from now on; those of this session that no history keeps are forgotten.
    void setDataset(std::shared_ptr<const Dataset> dataset);

    /// Queues a run; a name is given when config.name is empty. Returns its id.
    int start(RunConfig config, std::shared_ptr<const Dataset> dataset);

    /// Hears of the runs queued from now on, on their thread and after the history. It must outlive them.
    void addObserver(RunObserver& observer) { m_observers.push_back(&observer); }

    /// Goes on from the last checkpoint of a stopped or interrupted run, bit for bit as if it had not been stopped.
    void resume(int id);

    /// Asks a run to stop; its best epoch is kept. A waiting one leaves the list.
    void stop(int id);

    /// Forgets the runs that are over and that no history keeps; their folders stay.
    void clear();

    /// Loads models and per-user results of a run of an earlier session, if they are not here yet: runChanged() tells
    /// when they are, loadFailed() when they cannot be had.
    void want(int id);

    /// want() failed: its models cannot be had.
    bool isUnreadable(int id) const { return m_unreadable.contains(id); }

    /// Reads the history again: another program, or a sweep, may have changed it.
    void refresh();

    // What people change. It shows at once and is written behind; editFailed() tells when it could not be.
    void rename(int id, const QString& name);
    void setNote(int id, const QString& note);
    void setTags(int id, const QStringList& tags);
    void setHidden(int id, bool hidden);
    void moveToBin(const std::vector<int>& ids); ///< runs that are over; those not in the history are left alone
    void restore(const std::vector<int>& ids);

    /// Failed runs, and diverged or interrupted ones without a finished epoch.
    std::vector<int> failedRuns() const;

signals:
    void listed(); ///< the history was read, or cannot be
    void runAdded(int id);
    void runChanged(int id); ///< its phase, record, models, or what people wrote to it
    void runGrew(int id);    ///< its curve
    void runEnded(int id);   ///< trained in this session just now
    void runRemoved(int id); ///< forgotten, or in the bin
    void editFailed(const QString& message);
    void loadFailed(const QString& name, const QString& message);

private:
    struct Ended
    {
        Run run;
        std::shared_ptr<const Model> last;
    };

    /// A new run nobody wants to wait for: it goes when nothing writes to it any more.
    struct Abandoned
    {
        std::filesystem::path folder;
        std::shared_ptr<std::atomic<std::int64_t>> registered;
    };

    SessionRun* edit(int id);
    void queue(SessionRun& run, bool resume);
    void take(int jobId, const std::vector<JobEvent>& events);
    void end(int id, const Outcome<Ended>& outcome);
    void abandon(int jobId);
    void forgetAbandoned(int jobId);
    void remove(int id);
    int freeSlot() const;
    std::filesystem::path newFolder(const QString& name) const;
    void place(SessionRun& run) const; ///< of the open data, or of another

    // run_list_history.cpp
    void takeHistory(std::vector<StoredRun> stored);
    void takeStored(StoredRun stored);
    void learnStoredId(SessionRun& run);
    void takeLoaded(int id, const Outcome<Ended>& outcome);
    template<typename Change>
    void write(Change change);

    JobQueue& m_jobs;
    std::filesystem::path m_folder;
    std::vector<RunObserver*> m_observers;
    HistorySession* m_history;
    std::shared_ptr<const Dataset> m_dataset;
    std::deque<SessionRun> m_runs;
    std::deque<SessionRun> m_bin;
    std::map<int, std::shared_ptr<std::atomic<std::int64_t>>> m_registered; ///< by run: see RunTrainer::registered()
    std::map<int, Abandoned> m_abandoned;                                   ///< by job
    std::set<int> m_wanted;
    std::set<int> m_unreadable;
    int m_count = 0;
    bool m_listed = false;
};

} // namespace tastescope::ui
