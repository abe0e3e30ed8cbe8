#include "app/cli/runs_words.h"

namespace tastescope::cli {

void addWorkspace(CLI::App& command, RunsWords& words)
{
    command.add_option("--workspace", words.workspace, "Folder of the history; XDG_DATA_HOME/tastescope without it")
        ->type_name("DIR");
}

void addRunsCommon(CLI::App& command, RunsWords& words)
{
    addWorkspace(command, words);
    command.add_flag("--json", words.json, "One JSON object on stdout, nothing else there");
}

void addRunsChoice(CLI::App& command, RunsWords& words)
{
    command.add_option("--filter", words.filter, "Only runs that meet this: \"mrr>0.45 lr<0.01 model=bpr tag:good\"")
        ->type_name("TEXT");
    command.add_flag("--bin", words.bin, "Runs in the bin, instead of those that are kept");
}

void addRunName(CLI::App& command, RunsWords& words)
{
    command.add_option("RUN", words.run, "Id, name or folder of a run")->required()->type_name("");
}

CLI::Option* addRunNames(CLI::App& command, RunsWords& words)
{
    return command.add_option("RUN", words.runs, "Ids, names or folders of runs")->type_name("");
}

std::unique_ptr<RunStore> openStore(const RunsWords& words)
{
    const std::filesystem::path folder =
        words.workspace.empty() ? defaultWorkspaceFolder() : std::filesystem::path(words.workspace);
    if (!std::filesystem::exists(folder / "history.sqlite"))
        throw NoHistory("There is no history in " + folder.string()
                        + " yet. Train a model first, or name another folder with --workspace.");
    return std::make_unique<RunStore>(folder);
}

std::unique_ptr<RunStore> openStoreForChange(const RunsWords& words)
{
    auto store = openStore(words);
    if (store->isReadOnly())
        throw HistoryNotWritten(store->readOnlyReason());
    return store;
}

std::vector<StoredRun> chosenRuns(const RunStore& store, const RunsWords& words)
{
    RunFilter filter;
    try {
        filter = parseRunFilter(words.filter);
    } catch (const BadFilter& error) {
        throw CLI::ValidationError("--filter, column " + std::to_string(error.column()), error.problem());
    }
    std::vector<StoredRun> runs = store.runs(words.bin ? RunScope::Bin : RunScope::Kept);
    std::erase_if(runs, [&filter](const StoredRun& run) { return !matches(filter, run); });
    return runs;
}

std::vector<RunId> findRuns(const RunStore& store, const std::vector<std::string>& words)
{
    std::vector<RunId> ids;
    for (const std::string& word : words)
        ids.push_back(findRun(store, word));
    return ids;
}

} // namespace tastescope::cli
