#include "app/desktop/chosen_runs.h"

#include "core/base/atomic_file.h"
#include "core/base/file_name.h"
#include "core/experiment/run.h"
#include "core/experiment/sweep.h"
#include "core/history/find_run.h"
#include "ui/session/page_keys.h"

namespace tastescope::desktop {

namespace {

namespace fs = std::filesystem;

StoredRun fromFolder(const std::string& folder)
{
    StoredRun run;
    run.record = loadRun(folder).record;
    run.state = toStored(run.record.state);
    run.folder = fs::absolute(folder);
    if (run.name().empty())
        run.record.config.name = run.folder.filename().string();
    return run;
}

RunId copyTo(RunStore& store, const StoredRun& run)
{
    const RunId id = store.add(
        {.name = run.name(), .record = run.record, .provenance = run.provenance, .folder = run.folder, .trial = {}});
    for (const EpochFinished& epoch : run.record.epochs)
        store.addEpoch(id, epoch);
    if (isOver(run.state) && run.state != StoredState::Interrupted)
        store.finish(id, run.record);
    else
        store.end(id, StoredState::Interrupted, {});
    return id;
}

} // namespace

ChosenRuns::ChosenRuns(const Command& command)
    : m_workspace(command.workspace.isEmpty() ? defaultWorkspaceFolder() : fs::path(command.workspace.toStdU16String()))
{
    if (command.runs.isEmpty())
        return;
    if (fs::exists(m_workspace / "history.sqlite"))
        m_store = std::make_unique<RunStore>(m_workspace, HistoryAccess::ReadOnly);
    for (const QString& words : command.runs)
        command.page == ui::page::sweep ? takeSweep(words.toStdString()) : takeRun(words.toStdString());
    if (!m_runs.empty())
        m_dataset = m_runs.front().record.config.dataset;
}

void ChosenRuns::takeRun(const std::string& words)
{
    const bool isFolder = fs::exists(words);
    if (isFolder && !(m_store && isRunId(*m_store, words)))
        return m_runs.push_back(fromFolder(words));
    if (!m_store)
        throw Error(words + " is no folder of a run, and there is no history in " + m_workspace.string()
                    + " to find it in. Name another folder with --workspace.");
    m_runs.push_back(m_store->run(findRun(*m_store, words)));
}

void ChosenRuns::takeSweep(const std::string& words)
{
    if (m_store)
        for (const StoredSweep& sweep : m_store->sweeps()) // the newest of that name counts
            if (sweep.name == words)
                m_sweep = sweep.folder;
    for (const fs::path& folder : {fs::path(words), m_workspace / "sweeps" / words})
        if (m_sweep.empty() && fs::exists(folder))
            m_sweep = folder;
    if (m_sweep.empty())
        throw Error("There is no sweep " + words + " in " + m_workspace.string()
                    + ", and no folder of that name. Give the folder given to sweep --out, or another --workspace.");
    m_sweep = fs::weakly_canonical(m_sweep);
    const RunConfig config = loadSweepConfig(m_sweep).base;
    m_dataset = config.dataset;
    m_sweepName = fileNameOf(config.name.empty() ? m_sweep.filename().string() : config.name);
}

std::vector<RunId> ChosenRuns::keepIn(const fs::path& workspace) const
{
    std::vector<RunId> ids;
    RunStore store(workspace);
    for (const StoredRun& run : m_runs)
        ids.push_back(copyTo(store, run));
    if (!m_sweep.empty()) {
        makeFolder(workspace / "sweeps");
        fs::create_directory_symlink(m_sweep, workspace / "sweeps" / sweepName());
    }
    return ids;
}

} // namespace tastescope::desktop
