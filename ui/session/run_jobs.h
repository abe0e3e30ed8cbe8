#pragma once

#include "ui/session/job_runner.h"
#include "ui/session/learned_run.h"
#include "ui/session/run_book.h"
#include "ui/session/run_trainer.h"

#include <map>

namespace tastescope::ui {

class HistorySession;
class JobQueue;
class RunSync;

/// It is finished, of the open data, was measured on a validation part and is not refitted yet.
bool canRefit(const SessionRun& run);

/// Trains the runs of the book, one job each: starts, stops and resumes them, and writes into the book what the jobs
/// tell and what they come to.
class RunJobs : public QObject
{
    Q_OBJECT

public:
    /// Runs keep their files in folders of `folder`, and are recorded in `history`; null: nowhere.
    RunJobs(RunBook& book, RunSync& sync, JobQueue& jobs, std::filesystem::path folder, HistorySession* history);

    /// Queues a run; a name is given when config.name is empty. Returns its id.
    int start(RunConfig config, std::shared_ptr<const Dataset> dataset);

    /// Hears of the runs queued from now on, on their thread and after the history. It must outlive them.
    void addObserver(RunObserver& observer) { m_observers.push_back(&observer); }

    /// Goes on from the last checkpoint of a stopped or interrupted run, bit for bit as if it had not been stopped.
    void resume(int id);

    /// Trains a run that canRefit() again on train + validation; its record then has both test figures.
    void refit(int id);

    /// Asks a run to stop; its best epoch is kept. A waiting one leaves the list.
    void stop(int id);

signals:
    void ended(int id); ///< trained in this session just now

private:
    /// A new run nobody wants to wait for: it goes when nothing writes to it any more.
    struct Abandoned
    {
        int run = 0;
        std::filesystem::path folder;
    };

    void queue(int id, bool resume, RunTrainer::Name name);
    void begin(int jobId);
    void take(int jobId, const std::vector<JobEvent>& events);
    void end(int id, const Outcome<LearnedRun>& outcome);
    void abandon(int jobId);
    void forgetAbandoned(int jobId);
    std::filesystem::path newFolder(const QString& name) const;

    RunBook& m_book;
    RunSync& m_sync;
    JobQueue& m_jobs;
    std::filesystem::path m_folder;
    HistorySession* m_history;
    std::vector<RunObserver*> m_observers;
    std::map<int, Abandoned> m_abandoned; ///< by job
};

} // namespace tastescope::ui
