#include "app/cli/evaluation_text.h"
#include "app/cli/runs_words.h"
#include "app/cli/text.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace tastescope::cli {

namespace {

std::string figureText(const StoredRun& run, const char* name)
{
    const auto figure = figureOf(run, name);
    return figure ? fixed(*figure, 4) : "-";
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string listText(const std::vector<StoredRun>& runs)
{
    if (runs.empty())
        return "No runs.\n";
    TextTable table;
    table.add({"name", "id", "model", "state", "epochs", "best", "MRR", "Hit@10", "test MRR", "time", "tags"});
    for (const StoredRun& run : runs) {
        const EpochFinished* best = run.epoch();
        table.add({run.name(), std::to_string(number(run.id)), std::string(modelName(run.model())),
                   run.origin ? "imported" : std::string(toText(run.state)), std::to_string(run.record.epochs.size()),
                   best ? std::to_string(best->epoch) : "-", figureText(run, "mrr"), figureText(run, "hit-10"),
                   figureText(run, "test_mrr"), isOver(run.state) ? duration(run.record.seconds) : "-",
                   joined(run.tags)});
    }
    return table.text();
}

void list(const RunsWords& words)
{
    const auto store = openStore(words);
    const std::vector<StoredRun> runs = chosenRuns(*store, words);
    if (!words.json) {
        print(listText(runs));
        return;
    }
    Json json{{"runs", Json::array()}};
    for (const StoredRun& run : runs)
        json["runs"].push_back(toJson(run));
    print(json);
}

Json showJson(const RunStore& store, const StoredRun& run)
{
    Json json = toJson(run);
    json["environment"] = toJson(run.record)["environment"];
    json["epochs"] = Json::array();
    for (const EpochFinished& epoch : run.record.epochs)
        json["epochs"].push_back(toJson(epoch));
    json["best_epoch"] = run.record.bestEpoch;
    json["peak_rss_mb"] = run.record.peakRssMb;
    if (run.record.validation)
        json["validation"] = toJson(*run.record.validation);
    if (run.record.test)
        json["test"] = toJson(*run.record.test);
    json["artifacts"] = Json::array();
    for (const Artifact& file : store.artifacts(run.id))
        json["artifacts"].push_back(
            {{"kind", file.kind}, {"path", file.path.string()}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    return json;
}

std::string showText(const RunStore& store, const StoredRun& run)
{
    const RunRecord& record = run.record;
    std::string text = run.name() + " (" + std::to_string(number(run.id)) + "), " + std::string(modelName(run.model()))
                       + ", " + std::string(toText(run.state)) + "\n";
    for (const std::string& line : {record.message, run.note})
        if (!line.empty())
            text += line + "\n";
    TextTable table;
    table.add({"started", record.startedAt});
    if (!run.origin)
        table.add({"dataset", record.dataset.name + ", hash " + record.dataset.hash});
    if (run.origin)
        for (const auto& [what, path] : {std::pair("log", run.origin->log), {"weights", run.origin->weights}})
            if (!path.empty())
                table.add({what, path});
    if (run.origin && run.origin->heads > 0)
        table.add({"heads", std::to_string(run.origin->heads)});
    for (const OptionInfo& info : run.origin ? std::vector<OptionInfo>() : optionInfos(run.model()))
        table.add({info.name, toText(readOption(run.model(), info.name))});
    for (const Artifact& file : store.artifacts(run.id))
        table.add({file.kind, file.path.string() + ", SHA-256 " + file.sha256.substr(0, 12)});
    text += table.text() + "\n";
    for (const auto* evaluation : {&record.validation, &record.test})
        if (*evaluation)
            text += evaluationText(**evaluation) + "\n";
    return text + listText({run});
}

void show(const RunsWords& words)
{
    const auto store = openStore(words);
    const StoredRun run = store->run(findRun(*store, words.run));
    if (words.json)
        print(showJson(*store, run));
    else
        print(showText(*store, run));
}

void check(const RunsWords& words)
{
    const auto store = openStore(words);
    std::vector<std::string> problems = store->problems();
    std::ranges::move(store->missingFiles(), std::back_inserter(problems));
    if (words.json)
        print(Json{{"file", store->file().string()}, {"problems", problems}});
    for (const std::string& problem : problems)
        warn(problem);
    if (!problems.empty())
        throw Error(store->file().string() + " has " + std::to_string(problems.size()) + " problems, see above.");
    if (!words.json)
        print(store->file().string() + " is sound.\n");
}

} // namespace

void addRunsList(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("list", "The runs of the history, oldest first");
    auto words = std::make_shared<RunsWords>();
    addRunsChoice(*command, *words);
    addRunsCommon(*command, *words);
    command->footer([] {
        std::string text = "Fields for --filter:";
        for (const std::string& field : filterFields())
            text += " " + field;
        return text;
    });
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { list(*words); }; });
}

void addRunsShow(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("show", "All that is known of one run");
    auto words = std::make_shared<RunsWords>();
    addRunName(*command, *words);
    addRunsCommon(*command, *words);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { show(*words); }; });
}

void addRunsCheck(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("check", "Read the whole history file and say what is wrong with it");
    auto words = std::make_shared<RunsWords>();
    addRunsCommon(*command, *words);
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { check(*words); }; });
}

} // namespace tastescope::cli
