#include "app/cli/runs_words.h"
#include "core/base/atomic_file.h"
#include "core/base/csv_text.h"
#include "core/base/json_line.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct ExportWords : RunsWords
{
    std::string out;
    bool epochs = false;
};

std::string cell(const Json& value)
{
    if (value.is_null())
        return {};
    return value.is_string() ? csvCell(value.get<std::string>()) : toLine(value);
}

/// {"a": 1, "b": {"c": 2}} as a=1, b.c=2.
void flatten(const Json& json, const std::string& prefix, Json& flat)
{
    for (const auto& [name, value] : json.items()) {
        if (value.is_object())
            flatten(value, prefix + name + ".", flat);
        else if (value.is_array())
            flat[prefix + name] = toLine(value);
        else
            flat[prefix + name] = value;
    }
}

std::string csvOf(const std::vector<Json>& rows)
{
    std::vector<std::string> columns;
    for (const Json& row : rows)
        for (const auto& member : row.items())
            if (std::ranges::find(columns, member.key()) == columns.end())
                columns.push_back(member.key());
    std::string text;
    for (const std::string& column : columns)
        text += (text.empty() ? "" : ",") + column;
    text += "\n";
    for (const Json& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i)
            line += (i > 0 ? "," : "") + (row.contains(columns[i]) ? cell(row[columns[i]]) : std::string());
        text += line + "\n";
    }
    return text;
}

std::vector<Json> rowsOf(const std::vector<StoredRun>& runs, bool epochs)
{
    std::vector<Json> rows;
    for (const StoredRun& run : runs) {
        if (!epochs) {
            Json flat = Json::object();
            flatten(toJson(run), "", flat);
            rows.push_back(std::move(flat));
            continue;
        }
        for (const EpochFinished& epoch : run.record.epochs) {
            Json row{{"run", number(run.id)}, {"name", run.name()}};
            row.update(toJson(epoch));
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

Json jsonOf(const std::vector<StoredRun>& runs)
{
    Json json{{"runs", Json::array()}};
    for (const StoredRun& run : runs) {
        Json one = toJson(run);
        one["record"] = toJson(run.record);
        json["runs"].push_back(std::move(one));
    }
    return json;
}

void exportRuns(const ExportWords& words)
{
    const auto store = openStore(words);
    std::vector<StoredRun> runs;
    if (words.runs.empty())
        runs = chosenRuns(*store, words);
    for (const RunId id : findRuns(*store, words.runs))
        runs.push_back(store->run(id));
    const bool isJson = std::filesystem::path(words.out).extension() == ".json";
    const std::string text = isJson ? toText(jsonOf(runs)) : csvOf(rowsOf(runs, words.epochs));
    if (words.out.empty()) {
        print(words.json ? toText(jsonOf(runs)) : text);
        return;
    }
    replaceFile(words.out, text);
    if (words.json)
        print(Json{{"file", words.out}, {"runs", runs.size()}});
    else
        print(std::to_string(runs.size()) + " runs are in " + words.out + "\n");
}

} // namespace

void addRunsExport(CLI::App& runs, Action& chosen)
{
    CLI::App* command = runs.add_subcommand("export", "Write runs to a .csv or .json file, or to stdout");
    auto words = std::make_shared<ExportWords>();
    addRunNames(*command, *words);
    command->add_option("--out", words->out, "The file; .json holds all there is, anything else is CSV")
        ->type_name("FILE");
    command->add_flag("--epochs", words->epochs, "CSV with a row an epoch, instead of a row a run");
    addRunsChoice(*command, *words);
    addRunsCommon(*command, *words);
    command->footer("Pictures of runs are made by the window program, also without a screen:\n"
                    "  tastescope --export FILE.pdf --page training --run RUN [--panel MRR]");
    command->callback([words, &chosen] { chosen = [words](const std::stop_token&) { exportRuns(*words); }; });
}

} // namespace tastescope::cli
