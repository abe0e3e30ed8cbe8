#pragma once

#include "app/desktop/command.h"
#include "core/history/run_store.h"

namespace tastescope::desktop {

/// The runs or the sweep that --run names, out of the person's history or of folders. Reads only.
class ChosenRuns
{
public:
    /// Throws: Error saying what cannot be found or read.
    explicit ChosenRuns(const Command& command);

    /// Copies of the runs in a new history, and the sweep, in the folder of a workspace. Returns the runs' new ids.
    std::vector<RunId> keepIn(const std::filesystem::path& workspace) const;

    const std::string& sweepName() const { return m_sweepName; } ///< empty: there is none

    /// What they learned from, as it was given to train; without runs, the built-in example.
    const std::string& dataset() const { return m_dataset; }

private:
    void takeRun(const std::string& words);
    void takeSweep(const std::string& words);

    std::filesystem::path m_workspace;
    std::unique_ptr<RunStore> m_store; ///< null: there is no history
    std::vector<StoredRun> m_runs;
    std::filesystem::path m_sweep; ///< empty: none
    std::string m_sweepName;
    std::string m_dataset = "preset:demo";
};

} // namespace tastescope::desktop
