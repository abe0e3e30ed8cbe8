#pragma once

#include "ui/session/job_runner.h"
#include "ui/session/time_left.h"

#include <QElapsedTimer>

#include <deque>
#include <functional>

namespace tastescope::ui {

/// What the window shows of a job.
struct JobState
{
    int id = 0;
    QString title;     ///< "bpr-07", "Import ml-1m"
    QString phase;     ///< "epoch 25 of 40, training"; empty while it waits
    double share = -1; ///< done, in [0, 1]; -1: not known
    std::optional<TimeRange> left;
    bool running = false; ///< else it waits for its turn
    bool paused = false;
    bool stopping = false; ///< asked to stop more than 200 ms ago and not yet there
};

/// The heavy jobs: one runs, the others wait in order. Knows for each how far it got and how long it will take.
class JobQueue : public QObject
{
    Q_OBJECT

public:
    explicit JobQueue(QObject* parent = nullptr);

    /// Runs the job when its turn comes; done(Outcome<T>) is called here, also for a job stopped while it waited.
    template<typename Work, typename Done>
    int add(const QString& title, Work work, Done done);

    bool isBusy() const { return !m_jobs.empty(); }
    int runningId() const { return isBusy() && m_jobs.front().state.running ? m_jobs.front().state.id : 0; }
    bool isPaused() const { return isBusy() && m_jobs.front().state.paused; }
    std::vector<JobState> jobs() const; ///< the running one first

    void stop(int id);

    /// Lets go of the running job: `done` hears Cancelled at once, and what its worker still brings is dropped. The
    /// next job begins when that worker has ended.
    void abandon(int id);

    /// What a Stop button does: the first press asks the job to stop; one while it reads "Stopping…" abandons it.
    void stopOrAbandon(int id);

    void stopAll();
    void pause(); ///< the running one
    void resume();

    /// Said by the owner of a running job whose events only he can sum up, as of a sweep. Of another job: nothing
    /// happens.
    void setProgress(int id, const QString& phase, double share);

signals:
    void changed();       ///< what jobs() tells
    void pausedChanged(); ///< after changed()
    void started(int id);
    void eventsArrived(int id, const std::vector<tastescope::JobEvent>& events);
    void abandoned(int id);      ///< before finished()
    void finished(int id);       ///< before the job's `done` is called
    void abandonedEnded(int id); ///< the worker of an abandoned job has ended
    void noted(const QString& text);

private:
    struct Job
    {
        JobState state;
        int epochs = 0; ///< of a training job
        std::function<void()> begin;
        std::function<void()> cancelled; ///< calls `done` of a job that has no outcome
    };

    int enqueue(Job job);
    void beginNext();
    void take(const std::vector<JobEvent>& events);
    void end();
    bool endAbandoned();
    double activeSeconds() const;

    JobRunner m_runner;
    std::deque<Job> m_jobs;
    int m_count = 0;
    int m_abandoned = 0; ///< whose worker has not ended yet; 0: none
    TimeLeft m_timeLeft;
    QElapsedTimer m_clock; // since the running job began
    qint64 m_pausedAt = 0; // ms on m_clock
    qint64 m_pausedFor = 0;
};

template<typename Work, typename Done>
int JobQueue::add(const QString& title, Work work, Done done)
{
    using T = std::invoke_result_t<Work&, const JobContext&>;
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDone = std::make_shared<Done>(std::move(done));
    Job job;
    job.state.title = title;
    job.begin = [this, sharedWork, sharedDone] {
        m_runner.start([sharedWork](const JobContext& context) { return (*sharedWork)(context); },
                       [this, sharedDone](Outcome<T>&& outcome) {
                           if (!endAbandoned())
                               (*sharedDone)(std::move(outcome));
                           beginNext();
                       });
    };
    job.cancelled = [sharedDone] { (*sharedDone)(Outcome<T>(Cancelled{})); };
    return enqueue(std::move(job));
}

} // namespace tastescope::ui
