#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/field_words.h"
#include "app/cli/piped_input.h"
#include "app/cli/text.h"
#include "core/base/shown_text.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::cli {

namespace {

struct ImportWords
{
    Common common;
    std::vector<std::string> paths;
    OptionSettings options; ///< of importFields()
    std::string out;
    std::string again; ///< a dataset whose import is done again; empty: none
};

/// The options an import was done with, as its record has them. Throws: Error when it was none.
ImportOptions recordedOptions(const Provenance& record, const std::string& file)
{
    const auto fields = importFields();
    const auto fieldOf = [&](std::string_view name) {
        return std::ranges::find(fields, name, [](const auto& field) { return field.info.name; });
    };
    OptionSettings settings{{"format", record.format}};
    if (std::ranges::find(fieldOf("format")->info.choices, record.format) == fieldOf("format")->info.choices.end())
        throw Error(file + " was not imported: it says it is from \"" + shown(record.format, 40) + "\".");
    for (const auto& [name, value] : record.options)
        if (const auto field = fieldOf(name); field != fields.end())
            settings.push_back({name, parseOption(field->info, value)});
    ImportOptions options;
    setFields(fields, options, settings);
    options.splitOptions.seed = record.seed;
    return options;
}

/// What the record of another import says; its files where no others are given.
struct Record
{
    std::string name;
    ImportOptions options;
    Provenance provenance;
};

Record recordOf(const ImportWords& words, const JobContext& job)
{
    if (words.again.empty())
        return {};
    const auto dataset = loadDataset(words.again, job);
    return {dataset->name(), recordedOptions(dataset->provenance(), words.again), dataset->provenance()};
}

/// What is another file than the record has.
void noteChanges(const Provenance& record, const ImportReport& report)
{
    for (const FileReport& file : report.files)
        for (const SourceFile& old : record.sources)
            if (old.path == file.source.path && old.sha256 != file.source.sha256)
                note(shown(old.path, 200) + " is not what it was when the record was made.");
}

ImportOptions toOptions(const ImportWords& words, ImportOptions options)
{
    setFields(importFields(), options, words.options);
    options.splitOptions.seed = words.common.seed.value_or(options.splitOptions.seed);
    return options;
}

Json importJson(const ImportReport& report)
{
    Json json{{"format", report.format},
              {"recognised_by", report.reason},
              {"rows", report.rows},
              {"bad_rows", report.badRowCount},
              {"duplicates", report.duplicates},
              {"conflicts", report.conflicts},
              {"in_both_parts", report.inBothParts},
              {"low_rated", report.lowRated},
              {"skipped_negatives", report.skippedNegatives},
              {"liked_negatives", report.likedNegatives},
              {"repeated_negatives", report.repeatedNegatives},
              {"positives", report.positives},
              {"seconds", report.seconds}};
    json["bad"] = Json::array();
    for (const BadRow& row : report.badRows)
        json["bad"].push_back({{"file", row.place.file},
                               {"line", row.place.line},
                               {"column", row.place.column},
                               {"reason", row.reason},
                               {"excerpt", row.excerpt}});
    return json;
}

/// The column of a role by its name, or by its number where there is no header.
Json columnJson(const ImportReport& report, std::string_view role)
{
    const auto found = std::ranges::find(report.columns, role, &ColumnReport::role);
    if (found == report.columns.end())
        return nullptr;
    return found->name.empty() ? Json(found - report.columns.begin() + 1) : Json(found->name);
}

/// How the files were read: the same keys stand in "import" and beside it.
Json readingJson(const ImportReport& report, std::size_t items)
{
    Json json;
    for (const std::string_view role : {"user", "item", "rating", "weight", "time", "title"})
        json["roles"][std::string(role)] = columnJson(report, role);
    json["separator"] = report.separator.empty() ? Json() : Json(report.separator);
    json["header"] = report.header;
    json["encoding"] = report.files.empty() ? Json() : Json(report.files.front().encoding);
    json["files"] = Json::array();
    for (const FileReport& file : report.files)
        json["files"].push_back({{"path", file.source.path}, {"used", true}, {"why", file.use}});
    for (const FileLeftOut& file : report.leftOut)
        json["files"].push_back({{"path", file.path}, {"used", false}, {"why", file.why}});
    json["titles"] = {{"matched", report.titled}, {"items", items}};
    std::vector<PassedOver> passedOver = report.passedOver;
    passedOver.push_back({"given negatives that the user likes", report.likedNegatives + report.skippedNegatives});
    passedOver.push_back({"given negatives that a list has twice", report.repeatedNegatives});
    json["passed_over"] = Json::array();
    for (const PassedOver& rows : passedOver)
        if (rows.rows > 0)
            json["passed_over"].push_back({{"reason", rows.reason}, {"rows", rows.rows}});
    json["runner_up"] = report.runnerUp.empty() ? Json() : Json(report.runnerUp);
    json["remarks"] = report.remarks;
    return json;
}

/// Which columns were taken for what, and what was not read.
std::string readingText(const ImportReport& report)
{
    std::string text;
    for (std::size_t column = 0; column < report.columns.size(); ++column)
        if (const ColumnReport& each = report.columns[column]; each.role != "-")
            text += (text.empty() ? "columns: " : ", ") + each.role + " is "
                    + (each.name.empty() ? "column " + std::to_string(column + 1) : "\"" + shown(each.name, 60) + "\"");
    text += text.empty() ? "" : "\n";
    if (!report.runnerUp.empty())
        text += "it could also be: " + report.runnerUp + "\n";
    for (const PassedOver& rows : report.passedOver)
        text += "passed over: " + grouped(rows.rows) + " " + rows.reason + "\n";
    for (const FileLeftOut& file : report.leftOut)
        text += "left out: " + shown(file.path, 200) + ": " + file.why + "\n";
    for (const std::string& remark : report.remarks)
        text += "note: " + remark + "\n";
    return text;
}

std::string importText(const ImportReport& report)
{
    std::string text = report.formatTitle + " (" + report.reason + "): " + grouped(report.rows) + " rows";
    if (report.badRowCount > 0)
        text += ", " + grouped(report.badRowCount) + " bad rows skipped";
    if (report.duplicates > 0)
        text += ", " + grouped(report.duplicates) + " duplicates";
    if (report.lowRated > 0)
        text += ", " + grouped(report.lowRated) + " rated too low";
    if (const std::int64_t liked = report.likedNegatives + report.skippedNegatives; liked > 0)
        text += ", " + grouped(liked) + " given negatives left out that the user likes";
    if (report.repeatedNegatives > 0)
        text += ", " + grouped(report.repeatedNegatives) + " given negatives left out that a list has twice";
    return text + ", in " + duration(report.seconds) + "\n";
}

/// Pipes under the names they were given by, and what was imported again under its old name.
void nameAsGiven(const PipedInput& input, const std::string& name, Imported& imported)
{
    if (input.isEmpty() && (name.empty() || name == imported.dataset->name()))
        return;
    for (FileReport& file : imported.report.files)
        file.source.path = input.givenName(file.source.path);
    DatasetParts parts = imported.dataset->parts();
    for (SourceFile& source : parts.provenance.sources)
        source.path = input.givenName(source.path);
    parts.name = name.empty() ? parts.name : name;
    imported.dataset = std::make_shared<const Dataset>(std::move(parts));
}

void import(const ImportWords& words, const CLI::App& command, const std::stop_token& stop)
{
    if (words.paths.empty() && words.again.empty())
        throw CLI::RequiredError("PATH or --again");
    const JobContext job = jobFor(words.common, stop);
    const Record record = recordOf(words, job);
    const auto options = checked<ImportOptions>(command, [&] { return toOptions(words, record.options); });
    std::vector<std::string> paths = words.paths;
    for (const SourceFile& source : record.provenance.sources)
        if (words.paths.empty())
            paths.push_back(source.path);
    const PipedInput input(paths, job);
    Imported imported = importDataset(input.paths(), options, job);
    nameAsGiven(input, words.paths.empty() ? record.name : std::string(), imported);
    saveDataset(*imported.dataset, words.out, job);
    noteChanges(record.provenance, imported.report);
    for (const BadRow& row : imported.report.badRows)
        note(toText(row.place) + ": " + row.reason);
    if (words.common.json) {
        const Json reading = readingJson(imported.report, imported.dataset->itemCount());
        Json json{{"out", words.out}, {"import", importJson(imported.report)}};
        json["import"].update(reading);
        json.update(reading);
        json.update(reportJson(*imported.dataset));
        print(json);
    } else {
        print(importText(imported.report) + readingText(imported.report) + reportText(*imported.dataset) + "saved to "
              + words.out + "\n");
    }
}

void addWords(CLI::App& command, ImportWords& words)
{
    command.add_option("--again", words.again, "Import as the record in this dataset says")->type_name("FILE.taste");
    command.add_option("PATH", words.paths, "Files, one folder, or - for what is piped in; packed files as they are")
        ->type_name("");
    addFields(command, importFields(), words.options);
    command.add_option("--out", words.out, "File to write")->required()->type_name("FILE.taste");
    addCommon(command, words.common);
}

} // namespace

void addDataImport(CLI::App& data, Action& chosen)
{
    CLI::App* command = data.add_subcommand("import", "Read files of any known format into a .taste file");
    auto words = std::make_shared<ImportWords>();
    addWords(*command, *words);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { import(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
