#pragma once

#include "core/experiment/run.h"
#include "core/history/run_store.h"

#include <deque>
#include <functional>
#include <map>

namespace tastescope {

/// Keeps runs and sweeps in a history while they go on. A run is registered as running, every epoch is stored before
/// the job's listener hears of it, and the end brings the record, the figures and the hashes of the files. A sweep is
/// registered with each trial that begins, its runs with their place in it, and how all of them end. A run or sweep the
/// history knows goes on when it is resumed.
///
/// What cannot be written now is kept in memory and tried again at every further call, in order; the error says where
/// and why. A history that is only read is said to be, and takes nothing.
class HistoryObserver final : public RunObserver
{
public:
    /// known: the run is in the history already, waiting or to be resumed. registered: is told the number of each run
    /// that begins. The store must outlive it.
    explicit HistoryObserver(RunStore& store, std::optional<RunId> known = {},
                             std::function<void(RunId)> registered = {});
    ~HistoryObserver() override; ///< takes out again what was entered and never began
    HistoryObserver(const HistoryObserver&) = delete;
    HistoryObserver& operator=(const HistoryObserver&) = delete;

    /// What the run is to be called: a recorded one that goes on keeps its name there, another one has config.name, or
    /// the next free one when that is empty. It waits in the history from then on, so that of two programs that ask at
    /// once each gets another name. Throws: Error when the history cannot be read.
    RunConfig enter(RunConfig config, const Dataset& dataset, const RunFolder& folder);

    /// Of a run that has begun; nothing as long as it could not be registered.
    std::optional<RunId> idOf(const std::filesystem::path& folder) const;

    std::optional<std::string> caughtUp() const override;
    void begun(const ObservedRun& run) override;
    void trainingStarted(const ObservedRun& run, const TrainingStarted& start) override;
    void epochFinished(const ObservedRun& run, const EpochFinished& epoch) override;
    void ended(const ObservedRun& run, const RunRecord& record, bool isKept) override;
    void sweepBegun(const ObservedSweep& sweep) override;
    void trialBegun(const ObservedSweep& sweep, const SweepTrial& trial) override;
    void trialEnded(const ObservedSweep& sweep, const SweepTrial& trial) override;
    void sweepEnded(const ObservedSweep& sweep, std::span<const SweepTrial> trials, RunState state,
                    const std::string& message) override;

private:
    void keep(std::function<void()> change);
    void lose(std::size_t changes);
    template<typename Write>
    void keepOf(const ObservedRun& run, Write write);
    void enrol(const StoredSweep& sweep, bool goesOn);
    void setTrial(const SweepTrial& trial);
    void write(const StoredTrial& trial);
    [[noreturn]] void complain(const Error& reason) const;

    RunStore& m_store;
    std::optional<RunId> m_known;
    std::optional<RunId> m_entered; ///< and has not begun
    std::function<void(RunId)> m_registered;
    std::map<std::filesystem::path, RunId> m_runs; ///< those that have begun
    std::optional<SweepId> m_sweep;
    std::map<int, StoredTrial> m_trials; ///< by number, as the history has them
    std::deque<std::function<void()>> m_waiting;
    bool m_hasLost = false; ///< something that will never be written

    struct Words
    {
        std::string before;
        std::string after;
    };
    Words m_words; ///< around the reason why something could not be written
};

} // namespace tastescope
