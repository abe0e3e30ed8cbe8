#include "ui/session/run_trainer.h"

#include "core/history/run_recorded.h"
#include "ui/session/history_session.h"

namespace tastescope::ui {

RunTrainer::RunTrainer(const HistorySession* history, std::optional<RunId> known)
    : m_workspace(history && history->takesRuns() ? history->workspace() : std::filesystem::path()),
      m_known(known)
{
}

Run RunTrainer::train(const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                      const JobContext& job) const
{
    std::unique_ptr<RunStore> store;
    try {
        if (!m_workspace.empty())
            store = std::make_unique<RunStore>(m_workspace);
    } catch (const Error& error) {
        job.report(Note{config.name + " is not kept in the history. " + error.what()});
    }
    if (!store || store->isReadOnly())
        return run(config, dataset, folder, job);
    RecordOptions options;
    options.name = config.name;
    options.id = m_known;
    options.registered = [registered = m_registered](RunId id) { *registered = number(id); };
    return runRecorded(*store, config, dataset, folder, job, options);
}

} // namespace tastescope::ui
