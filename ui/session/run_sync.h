#pragma once

#include "ui/session/job_runner.h"
#include "ui/session/run_book.h"

#include <atomic>
#include <map>
#include <memory>
#include <set>

namespace tastescope::ui {

class HistorySession;
struct LearnedRun;

/// The number a job gives its run in the history, written on the job's thread; 0: it has none yet.
using StoredNumber = std::atomic<std::int64_t>;

/// Keeps the book of runs and the history of the workspace the same: reads what is there, writes behind what people
/// change, and loads the models of earlier sessions when they are wanted. Without a history, runs live in memory and in
/// their folders.
class RunSync : public QObject
{
    Q_OBJECT

public:
    /// history null: nothing is read, and nothing is written.
    explicit RunSync(RunBook& book, HistorySession* history = nullptr, QObject* parent = nullptr);

    /// Whether the history was read, or it is known that there is none.
    bool isListed() const { return m_listed; }

    /// Loads models and per-user results of a run of an earlier session, if they are not here yet: the book tells when
    /// they are, loadFailed() when they cannot be had.
    void want(int id);

    /// want() failed: its models cannot be had.
    bool isUnreadable(int id) const { return m_unreadable.contains(id); }

    /// Reads the history again: another program, or a sweep, may have changed it.
    void refresh();

    // What people change. It shows at once and is written behind; editFailed() tells when it could not be.
    void rename(int id, const QString& name);
    void setNote(int id, const QString& note);
    void setTags(int id, const QStringList& tags);
    void moveToBin(const std::vector<int>& ids); ///< runs that are over; those not in the history are left alone
    void restore(const std::vector<int>& ids);

    // For RunJobs, whose jobs put their runs into the history themselves.

    /// A job is about to: a run of that number is not another one.
    void expect(int run, std::shared_ptr<const StoredNumber> number);
    void learnNumber(int id);                        ///< if the job has given one: the run's colour is the history's
    void release(int run) { m_expected.erase(run); } ///< the job is over
    void withdraw(int run);                          ///< likewise, and nobody wants to keep the run

signals:
    void listed(); ///< the history was read, or cannot be
    void editFailed(const QString& message);
    void loadFailed(const QString& name, const QString& message);

private:
    void tellListed();
    void takeHistory(std::vector<StoredRun> stored);
    void takeStored(StoredRun stored);
    void renew(int id, SessionRun taken);
    void takeLoaded(int id, const Outcome<LearnedRun>& outcome);
    bool isExpected(RunId stored) const;
    template<typename Change>
    void write(Change change);

    RunBook& m_book;
    HistorySession* m_history;
    std::map<int, std::shared_ptr<const StoredNumber>> m_expected; ///< by run
    std::set<int> m_wanted;
    std::set<int> m_unreadable;
    bool m_listed = false;
};

} // namespace tastescope::ui
