#pragma once

#include "ui/session/answer_runner.h"
#include "ui/session/live_sweep.h"
#include "ui/session/sweep_list.h"

#include <memory>
#include <vector>

namespace tastescope::ui {

class HistorySession;
class JobQueue;
class TrialInbox;

/// The sweeps of the open data: starts and resumes them as one job each, follows them trial by trial, lets people steer
/// them, and judges each trial as it finishes. Files are read only when a sweep is opened.
class SweepSession : public QObject
{
    Q_OBJECT

public:
    /// Sweeps keep their files in folders of `folder`, named as they are, and are recorded in `history`; null: nowhere.
    SweepSession(JobQueue& jobs, std::filesystem::path folder, const HistorySession* history = nullptr,
                 QObject* parent = nullptr);

    /// Lists the sweeps of this dataset that the folder holds or the history knows. What runs is stopped; its files
    /// stay.
    void setDataset(std::shared_ptr<const Dataset> dataset);

    /// Hears of the sweeps queued from now on, on their threads and after the history. It must outlive them.
    void addObserver(RunObserver& observer) { m_observers.push_back(&observer); }

    /// Newest first; those of other datasets are left out.
    std::vector<QString> names() const { return m_list.names(); }

    const SweepEntry* listed(const QString& name) const { return m_list.named(name); } ///< null: there is none

    /// The one that is shown; null: none.
    const LiveSweep* current() const { return m_current.get(); }
    void open(const QString& name);

    /// Opens the listed sweep that a trial's folder is of. Returns false: there is none.
    bool openWith(const std::filesystem::path& trialFolder);

    /// Opens the sweep in a folder anywhere, as the command line makes them; failed() says when there is none of the
    /// open data.
    void openFolder(const std::filesystem::path& folder);

    /// Of the sweep that is shown, as of when its last trial was judged; null: not yet.
    const std::shared_ptr<const SweepFacts>& facts() const { return m_facts; }

    /// What the trials of every sweep are held against each other by; the search itself goes by MRR on the fixed lists.
    const Measure& measure() const { return m_measure; }
    void setMeasure(const Measure& measure); ///< throws: Error as requireMeasurable()

    /// Queues a sweep and shows it. Its name is config.base.name, with a number behind it where that is taken.
    /// Throws: Error as checkSweep().
    QString start(SweepConfig config);

    /// Of the sweep that is shown.
    bool isRunning() const { return m_current && m_current == m_running; } ///< or waits in the queue
    bool canResume() const;                                                ///< it was interrupted
    void resume();
    void stopTrial(int trial); ///< it keeps its last finished epoch; the sweep goes on

    /// One more point, trained to its end: at once when the sweep runs, else by going on with it.
    /// Throws: Error when it does not fit the model.
    void addPoint(const OptionSettings& point);

    bool isBusy() const { return m_running != nullptr; } ///< a sweep runs or waits
    const LiveSweep* running() const { return m_running.get(); }

signals:
    void namesChanged();
    void currentChanged(); ///< another sweep is shown, or it began or ended
    void grew();           ///< its trials went on
    void measureChanged();
    void factsChanged();
    void ended(const QString& name);
    void failed(const QString& title, const QString& message);

private:
    void list();
    void show(std::shared_ptr<LiveSweep> sweep);
    void queue(const std::shared_ptr<LiveSweep>& sweep, bool resume);
    void take(int jobId, const std::vector<JobEvent>& events);
    void takeListed(const std::vector<SweepEntry>& entries);
    void end(const std::shared_ptr<LiveSweep>& sweep, const Outcome<Sweep>& outcome);
    void read();
    void judge();
    QString freeName(const QString& wanted) const;

    JobQueue& m_jobs;
    std::filesystem::path m_folder;
    const HistorySession* m_history;
    std::shared_ptr<const Dataset> m_dataset;
    SweepList m_list;
    std::shared_ptr<LiveSweep> m_current;
    std::shared_ptr<LiveSweep> m_running;
    std::shared_ptr<TrialInbox> m_inbox; ///< of the one that runs
    std::shared_ptr<SweepControl> m_control;
    std::vector<RunObserver*> m_observers;
    int m_jobId = 0;
    Measure m_measure;
    std::shared_ptr<const SweepFacts> m_facts;
    bool m_judging = false;
    bool m_judgeAgain = false;
    QObject m_lister; // one asker a question: only its latest question counts
    QObject m_opener;
    QObject m_reader;
    QObject m_judge;
    AnswerRunner m_analyst; // of its own: judging a large sweep takes seconds, and exploring must not wait
};

} // namespace tastescope::ui
