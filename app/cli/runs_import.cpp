#include "app/cli/runs_words.h"
#include "core/experiment/foreign_run.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct ImportRunWords : RunsWords
{
    std::vector<std::string> paths;
    std::string name;
    int heads = 0;
};

void importRun(const ImportRunWords& words)
{
    const std::vector<std::filesystem::path> paths(words.paths.begin(), words.paths.end());
    const ForeignRun run = readForeignRun(paths, words.name, words.heads);
    RunStore store(words.workspace.empty() ? defaultWorkspaceFolder() : std::filesystem::path(words.workspace));
    const StoredRun stored = store.run(store.add(run));
    for (const std::string& remark : run.remarks)
        warn(remark);
    if (words.json) {
        Json json = toJson(stored);
        json["series"] = run.series;
        json["remarks"] = run.remarks;
        print(json);
        return;
    }
    std::string text = stored.name() + " (" + std::to_string(number(stored.id))
                       + ") is imported: " + std::to_string(stored.record.epochs.size()) + " epochs\n";
    for (const std::string& series : run.series)
        text += "  " + series + "\n";
    if (!run.origin.weights.empty())
        text += "  weights: " + run.origin.weights + ", heads " + std::to_string(run.origin.heads) + "\n";
    print(text);
}

} // namespace

void addRunsImport(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand(
        "import", "Take a run of another program into the history: its TensorBoard log, its weights, or both");
    auto words = std::make_shared<ImportRunWords>();
    command
        ->add_option("PATH", words->paths,
                     "An event file, a folder of them, a file of transformer weights (.pth, .safetensors)")
        ->required()
        ->expected(1, 2)
        ->type_name("");
    command->add_option("--name", words->name, "What to call it; else as its file");
    command->add_option("--heads", words->heads, "Of the weights, where neither they nor their name say it")
        ->check(CLI::Range(1, 64));
    addRunsCommon(*command, *words);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { importRun(*words); }; });
}

} // namespace tastescope::cli
