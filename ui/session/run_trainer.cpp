#include "ui/session/run_trainer.h"

#include "core/history/run_recorded.h"
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

RunTrainer::RunTrainer(const HistorySession* history, std::optional<RunId> known)
    : m_workspace(recordedIn(history)),
      m_known(known)
{
}

Run RunTrainer::train(const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                      const JobContext& job) const
{
    const auto store = storeToRecord(m_workspace, config.name, job);
    if (!store)
        return run(config, dataset, folder, job);
    RecordOptions options;
    options.name = config.name;
    options.id = m_known;
    options.registered = [registered = m_registered](RunId id) { *registered = number(id); };
    return runRecorded(*store, config, dataset, folder, job, options);
}

} // namespace tastescope::ui
