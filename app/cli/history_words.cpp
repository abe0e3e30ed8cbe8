#include "app/cli/history_words.h"

#include "core/experiment/set_aside.h"

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

CLI::Option* addReplace(CLI::App& command, bool& replace, const std::string& what)
{
    return command.add_flag("--replace", replace,
                            "Set the " + what + " aside that is in --out: beside it, and in the history's bin");
}

void makeRoom(const std::filesystem::path& folder, RunStore* store)
{
    if (!holdsWork(folder))
        return;
    const std::filesystem::path aside = store ? store->setAside(folder) : setAside(folder);
    warn("What was in " + folder.string() + " is in " + aside.string() + " now"
         + (store ? ", and in the bin of the history." : "."));
}

} // namespace tastescope::cli
