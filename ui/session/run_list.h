#pragma once

#include "core/experiment/run.h"
#include "ui/session/job_runner.h"
#include "ui/session/run_curve.h"

#include <deque>
#include <filesystem>
#include <map>

namespace tastescope::ui {

class JobQueue;

enum class RunPhase { Waiting, Running, Ended };

/// Which of a run's two models is meant, everywhere in the window.
enum class ValueRule { Best, Last };

/// A run of this session.
struct SessionRun
{
    int id = 0;
    QString name;  ///< "bpr-07"
    int slot = -1; ///< of its colour, dash and marker for life, 0 to 5; -1: muted, all six are taken
    RunConfig config;
    std::filesystem::path folder;
    RunPhase phase = RunPhase::Waiting;
    int jobId = 0; ///< in the job queue, while Waiting or Running
    RunCurve curve;
    RunCurve curveBefore;                   ///< as it was when the run was resumed
    std::optional<RunRecord> record;        ///< when it ended and kept an epoch, or diverged
    QString failure;                        ///< when it ended with an error
    std::shared_ptr<const Model> bestModel; ///< what is served
    std::shared_ptr<const Model> lastModel; ///< the same as bestModel for models without epochs
    std::shared_ptr<const Dataset> dataset; ///< it learns from

    bool isOver() const { return phase == RunPhase::Ended; }
    const std::shared_ptr<const Model>& model(ValueRule rule) const
    {
        return rule == ValueRule::Best ? bestModel : lastModel;
    }
};

/// The runs of this session, oldest first: starts them, follows them, keeps what they learned.
class RunList : public QObject
{
    Q_OBJECT

public:
    /// Runs keep their files in folders of `folder`.
    RunList(JobQueue& jobs, std::filesystem::path folder, QObject* parent = nullptr);

    const std::deque<SessionRun>& runs() const { return m_runs; }
    const SessionRun* find(int id) const;
    const SessionRun* running() const; ///< null: none is
    const SessionRun* newest() const;  ///< null: there are none

    /// What the next run of this model will be called: "bpr-08".
    QString nextName(const ModelOptions& options) const;

    /// Queues a run; a name is given when config.name is empty. Returns its id.
    int start(RunConfig config, std::shared_ptr<const Dataset> dataset);

    /// Goes on from the last checkpoint of a stopped run, bit for bit as if it had not been stopped.
    void resume(int id);

    /// Asks a run to stop; its best epoch is kept. A waiting one leaves the list.
    void stop(int id);

    /// Forgets the runs that are over (another dataset was opened); their folders stay.
    void clear();

signals:
    void runAdded(int id);
    void runChanged(int id); ///< its phase, record or models
    void runGrew(int id);    ///< its curve
    void runRemoved(int id);

private:
    struct Ended
    {
        Run run;
        std::shared_ptr<const Model> last;
    };

    SessionRun* edit(int id);
    void queue(SessionRun& run, bool resume);
    void take(int jobId, const std::vector<JobEvent>& events);
    void end(int id, const Outcome<Ended>& outcome);
    void abandon(int jobId);
    void remove(int id);
    std::filesystem::path newFolder(const QString& name) const;

    JobQueue& m_jobs;
    std::filesystem::path m_folder;
    std::deque<SessionRun> m_runs;
    std::map<int, std::filesystem::path> m_abandoned; ///< by job: folders to remove when nobody writes there any more
    std::map<std::string_view, int> m_named;          ///< by model: runs named so far
    int m_count = 0;
    int m_slots = 0;
};

} // namespace tastescope::ui
