#include "ui/session/run_trainer.h"

#include "core/history/history_observer.h"
#include "ui/session/history_session.h"

namespace tastescope::ui {

std::filesystem::path recordedIn(const HistorySession* history)
{
    return history && history->takesRuns() ? history->workspace() : std::filesystem::path();
}

std::unique_ptr<RunStore> storeToRecord(const std::filesystem::path& workspace, const std::string& name,
                                        const JobContext& job)
{
    if (workspace.empty())
        return nullptr;
    try {
        auto store = std::make_unique<RunStore>(workspace);
        return store->isReadOnly() ? nullptr : std::move(store);
    } catch (const Error& error) {
        job.report(Note{name + " is not kept in the history. " + error.what()});
        return nullptr;
    }
}

RunTrainer::RunTrainer(const HistorySession* history, std::optional<RunId> known, Name name,
                       std::vector<RunObserver*> observers)
    : m_workspace(recordedIn(history)),
      m_known(known),
      m_name(name),
      m_observers(std::move(observers))
{
}

Run RunTrainer::train(const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                      const JobContext& job) const
{
    const auto store = storeToRecord(m_workspace, config.name, job);
    if (!store)
        return run(config, dataset, folder, job, m_observers);
    HistoryObserver history(*store, m_known, [registered = m_registered](RunId id) { *registered = number(id); });
    std::vector<RunObserver*> observers{&history};
    observers.insert(observers.end(), m_observers.begin(), m_observers.end());
    RunConfig wanted = config;
    if (m_name == Name::Proposed)
        wanted.name.clear();
    return run(history.enter(std::move(wanted), dataset, folder), dataset, folder, job, observers);
}

} // namespace tastescope::ui
