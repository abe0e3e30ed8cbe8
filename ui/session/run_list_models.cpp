// What RunList keeps in memory of what runs have learned: of the open data only, and of earlier sessions when it is
// wanted.
#include "core/data/dataset.h"
#include "core/experiment/run_files.h"
#include "core/models/model_file.h"
#include "ui/session/history_session.h"
#include "ui/session/run_list.h"

namespace tastescope::ui {

void RunList::setDataset(std::shared_ptr<const Dataset> dataset)
{
    m_dataset = std::move(dataset);
    clear();
    std::vector<int> changed;
    for (auto* runs : {&m_runs, &m_bin})
        for (SessionRun& run : *runs) {
            place(run);
            changed.push_back(run.id);
        }
    for (const int id : changed)
        emit runChanged(id);
}

// Models of runs that are over are let go of with their data: want() brings them back from their folder.
void RunList::place(SessionRun& run) const
{
    const bool isOpen = m_dataset && run.data.hash == m_dataset->hash();
    run.otherData = m_dataset && !isOpen;
    if (isOpen)
        run.dataset = m_dataset;
    else if (run.isOver()) {
        run.dataset.reset();
        run.bestModel.reset();
        run.lastModel.reset();
    }
}

void RunList::want(int id)
{
    SessionRun* run = edit(id);
    if (!run || !run->isOver() || run->otherData || run->bestModel || !run->record || run->record->modelSha256.empty()
        || !m_history || !m_wanted.insert(id).second)
        return;
    m_unreadable.erase(id);
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
        m_unreadable.insert(id);
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
