#pragma once

#include "ui/session/session_run.h"

#include <QObject>

#include <deque>
#include <functional>

namespace tastescope::ui {

class OpenData;

/// The runs of this session and of the history of the workspace, oldest first, and those in the bin. It only keeps
/// them and tells what changes: RunJobs trains them, RunSync reads them from the history and writes to it.
///
/// When other data are opened, runs that are over and that no history keeps are forgotten, their folders stay. Of the
/// others the models are let go of with their data: RunSync::want() brings them back from their folder.
class RunBook : public QObject
{
    Q_OBJECT

public:
    explicit RunBook(const OpenData& data, QObject* parent = nullptr);

    const std::deque<SessionRun>& runs() const { return m_runs; }
    const std::deque<SessionRun>& bin() const { return m_bin; } ///< deleted less than 30 days ago
    const SessionRun* find(int id) const;                       ///< also in the bin; null: there is none
    const SessionRun* findStored(RunId id) const;
    const SessionRun* findBinned(RunId id) const;
    const SessionRun* findJob(int jobId) const;
    const SessionRun* running() const; ///< null: none is
    const SessionRun* newest() const;  ///< of those that learn from the open data; null: there are none

    /// Whether it is telling of each run what other data change about it: what all of them matter to asks afterwards.
    bool isFollowingData() const { return m_isFollowingData; }

    /// Failed runs, and diverged or interrupted ones without a finished epoch.
    std::vector<int> failedRuns() const;

    /// What the next run of this model will be called: "bpr-08".
    QString nextName(const ModelOptions& options) const;

    /// The colour the fewest runs have, as the history gives them.
    int freeSlot() const;

    void setHidden(int id, bool hidden);

    // For RunJobs and RunSync, each of which knows a part of a run.

    /// Takes a run of this session up, gives it its number and returns that.
    int add(SessionRun run);

    /// Likewise a run of the history: it stands before those of this session.
    int addStored(SessionRun run, bool inBin);

    /// Applies change(run), and tells it when that says it is news. Does nothing when there is no such run.
    void change(int id, const std::function<bool(SessionRun&)>& change);

    void grow(int id, const std::vector<JobEvent>& events); ///< its curve
    void remove(int id);
    void moveToBin(int id);
    void restore(int id);

signals:
    void runAdded(int id);
    void runChanged(int id); ///< its phase, record, models, or what people wrote to it
    void runGrew(int id);    ///< its curve
    void runRemoved(int id); ///< forgotten, or in the bin

private:
    void followData();
    void forgetUnkept();
    void place(SessionRun& run) const; ///< of the open data, or of another

    const OpenData& m_data;
    std::deque<SessionRun> m_runs;
    std::deque<SessionRun> m_bin;
    int m_count = 0;
    bool m_isFollowingData = false;
};

} // namespace tastescope::ui
