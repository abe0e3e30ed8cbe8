#include "app/cli/history_words.h"

namespace tastescope::cli {

void addHistory(CLI::App& command, HistoryWords& words, const std::string& what)
{
    CLI::Option* workspace =
        command.add_option("--workspace", words.workspace, "Folder whose history gets the " + what)->type_name("DIR");
    command.add_flag("--no-history", words.noHistory, "Leave the " + what + " out of the history")->excludes(workspace);
}

std::unique_ptr<RunStore> openHistory(const HistoryWords& words, const std::string& what)
{
    if (words.noHistory)
        return nullptr;
    const std::string missing = "the " + what + " will not be in the history. ";
    try {
        auto store = std::make_unique<RunStore>(words.workspace.empty() ? defaultWorkspaceFolder()
                                                                        : std::filesystem::path(words.workspace));
        if (!store->isReadOnly())
            return store;
        warn(missing + store->readOnlyReason());
    } catch (const Error& error) {
        warn(missing + error.what());
    }
    return nullptr;
}

} // namespace tastescope::cli
