#pragma once

#include "app/cli/common.h"
#include "core/history/find_run.h"
#include "core/history/run_filter.h"
#include "core/history/run_store.h"

namespace tastescope::cli {

/// What every command about the history understands.
struct RunsWords
{
    std::string workspace; ///< empty: the default one
    std::string filter;
    bool bin = false;
    bool json = false;
    std::string run;               ///< id, name or folder
    std::vector<std::string> runs; ///< the same, where several are taken
};

/// Adds --workspace.
void addWorkspace(CLI::App& command, RunsWords& words);

/// Adds --workspace and --json.
void addRunsCommon(CLI::App& command, RunsWords& words);

/// Adds --filter and --bin.
void addRunsChoice(CLI::App& command, RunsWords& words);

/// Adds the positional RUN.
void addRunName(CLI::App& command, RunsWords& words);

/// Adds the positional RUN..., which may be left out.
CLI::Option* addRunNames(CLI::App& command, RunsWords& words);

/// The workspace has no history yet.
class NoHistory : public Error
{
public:
    using Error::Error;
};

/// The history of the workspace. Throws: NoHistory; Error when it cannot be opened.
std::unique_ptr<RunStore> openStore(const RunsWords& words);

/// The same, to change it. Throws: also HistoryNotWritten when it is only read.
std::unique_ptr<RunStore> openStoreForChange(const RunsWords& words);

/// The runs the filter lets through, from the bin with --bin. Throws: CLI::ValidationError for a bad filter.
std::vector<StoredRun> chosenRuns(const RunStore& store, const RunsWords& words);

/// The runs of those ids, names or folders. Throws: as findRun().
std::vector<RunId> findRuns(const RunStore& store, const std::vector<std::string>& words);

} // namespace tastescope::cli
