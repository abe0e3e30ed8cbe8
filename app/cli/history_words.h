#pragma once

#include "app/cli/common.h"
#include "core/history/run_store.h"

namespace tastescope::cli {

/// Which history gets what a command trains.
struct HistoryWords
{
    std::string workspace; ///< empty: the default one
    bool noHistory = false;
};

/// Adds --workspace and --no-history. `what` is what gets into the history: "run", "sweep".
void addHistory(CLI::App& command, HistoryWords& words, const std::string& what);

/// The history of the workspace; null when none is wanted or it cannot be opened, which is told and no reason not to
/// train.
std::unique_ptr<RunStore> openHistory(const HistoryWords& words, const std::string& what);

/// Adds --replace. `what` is what may be in --out already: "run", "sweep".
CLI::Option* addReplace(CLI::App& command, bool& replace, const std::string& what);

/// Sets aside the run or sweep in the folder, if there is one, and says where it is now. In the history it goes to the
/// bin. store may be null. Throws: as setAside().
void makeRoom(const std::filesystem::path& folder, RunStore* store);

} // namespace tastescope::cli
