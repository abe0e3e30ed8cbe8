#pragma once

#include "core/experiment/run.h"
#include "core/history/run_store.h"

#include <atomic>
#include <memory>

namespace tastescope::ui {

class HistorySession;

/// The folder whose history is to keep what a job does; empty: nobody is to keep it. history may be null.
std::filesystem::path recordedIn(const HistorySession* history);

/// A store of the job's own; null when `workspace` is empty, or when it cannot be written, which a Note says.
std::unique_ptr<RunStore> storeToRecord(const std::filesystem::path& workspace, const std::string& name,
                                        const JobContext& job);

/// Trains a run inside a job and records it, by a store of its own, in the history the session has open. A history that
/// cannot be written to never keeps a run from being trained.
class RunTrainer
{
public:
    /// Whether the person chose the run's name; else the history may give it another one, when some other program has
    /// taken it meanwhile.
    enum class Name { Chosen, Proposed };

    /// history null, refused or read-only: runs are not recorded. known: the run is in it already. The observers hear
    /// of the run after the history.
    RunTrainer(const HistorySession* history, std::optional<RunId> known, Name name,
               std::vector<RunObserver*> observers = {});

    /// As run() does, in the job's thread.
    Run train(const RunConfig& config, const Dataset& dataset, const RunFolder& folder, const JobContext& job) const;

    /// The run's number in the history as soon as it has one; 0 before.
    const std::shared_ptr<std::atomic<std::int64_t>>& registered() const { return m_registered; }

private:
    std::filesystem::path m_workspace; ///< empty: runs are not recorded
    std::optional<RunId> m_known;
    Name m_name;
    std::vector<RunObserver*> m_observers;
    std::shared_ptr<std::atomic<std::int64_t>> m_registered = std::make_shared<std::atomic<std::int64_t>>(0);
};

} // namespace tastescope::ui
