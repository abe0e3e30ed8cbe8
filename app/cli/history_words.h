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

} // namespace tastescope::cli
