#pragma once

#include "core/experiment/run_observer.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/trial_journal.h"

#include <functional>
#include <mutex>
#include <vector>

namespace tastescope {

/// What there is to tell of a sweep, in the order in which it happened: kept in the journal first, then told the
/// observers, then the job's listener. Gathering never waits for a disk or a listener, so it can be done under a lock.
class SweepNews
{
public:
    /// All must outlive it.
    SweepNews(const ObservedSweep& sweep, const SweepFiles& files, const JobContext& job, RunObserver& observers);

    // Gathers, from any thread.
    void begun(SweepTrial trial);
    void ended(SweepTrial trial); ///< with the results of its users
    void added(SweepTrial trial);
    void note(std::string text);

    /// Tells what has gathered, with no lock of the caller's held that a listener could ask for. `list`: all trials as
    /// they are, asked for when the journal has to be written anew.
    /// A full disk does not end the sweep: what the journal lacks is written with the next change, or by keepAll().
    /// Throws: Error when the journal cannot be written for another reason.
    void deliver(const std::function<std::vector<SweepTrial>()>& list);

    /// Writes the journal anew; waits until there is room. begin: nothing has happened that would be lost, so that a
    /// stop is heard before there is a line.
    /// Throws: Error; Cancelled when the job is stopped while it waits, or at the beginning.
    void keepAll(const std::vector<SweepTrial>& list, bool begin = false);
    bool isAllKept() const { return m_journal.isSound(); }

private:
    struct News
    {
        enum class Kind { Begun, Ended, Added, Note };
        Kind kind = Kind::Note;
        SweepTrial trial = {};
        std::string text = {};
    };

    void gather(News news);
    void keep(const std::string& lines, const std::function<std::vector<SweepTrial>()>& list);
    void tell(const News& news);

    const ObservedSweep& m_sweep;
    const SweepFiles& m_files;
    const JobContext& m_job;
    RunObserver& m_observers;
    TrialJournal m_journal; ///< guarded by m_deliveryMutex, as is the next
    bool m_toldNoRoom = false;
    std::mutex m_deliveryMutex; ///< held while news are told, so that they are told in order
    std::mutex m_mutex;
    std::vector<News> m_news; ///< guarded by m_mutex
};

} // namespace tastescope
