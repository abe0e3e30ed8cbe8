// How RunList brings back what runs of earlier sessions have learned.
#include "core/experiment/run_files.h"
#include "core/models/model_file.h"
#include "ui/session/history_session.h"
#include "ui/session/run_list.h"

namespace tastescope::ui {

void RunList::want(int id)
{
    SessionRun* run = edit(id);
    if (!run || !run->isOver() || run->otherData || run->bestModel || !run->record || run->record->modelSha256.empty()
        || !m_history || !m_wanted.insert(id).second)
        return;
    m_history->read(
        this,
        [folder = run->folder](RunStore&) {
            Ended loaded;
            loaded.run = loadRun(folder);
            const auto last = RunFiles(folder).lastModel;
            loaded.last = std::filesystem::exists(last) ? loadModel(last) : loaded.run.model;
            return loaded;
        },
        [this, id](const Outcome<Ended>& outcome) { takeLoaded(id, outcome); });
}

void RunList::takeLoaded(int id, const Outcome<Ended>& outcome)
{
    SessionRun* run = edit(id);
    if (!run)
        return;
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
        emit loadFailed(run->name, failure->message); // not asked for again in this session
        return;
    }
    m_wanted.erase(id);
    const auto* loaded = std::get_if<Ended>(&outcome);
    if (!loaded || run->otherData || !run->isOver())
        return;
    run->record = loaded->run.record;
    run->record->config.name = run->config.name; // it may have been renamed since
    run->bestModel = loaded->run.model;
    run->lastModel = loaded->last;
    emit runChanged(id);
}

} // namespace tastescope::ui
