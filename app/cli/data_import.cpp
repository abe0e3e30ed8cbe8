#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct ImportWords
{
    Common common;
    std::vector<std::string> paths;
    OptionSettings options; ///< of importFields()
    std::string out;
};

ImportOptions toOptions(const ImportWords& words)
{
    ImportOptions options;
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

void import(const ImportWords& words, const CLI::App& command, const std::stop_token& stop)
{
    const auto options = checked<ImportOptions>(command, [&] { return toOptions(words); });
    const JobContext job = jobFor(words.common, stop);
    const std::vector<std::filesystem::path> paths(words.paths.begin(), words.paths.end());
    const Imported imported = importDataset(paths, options, job);
    saveDataset(*imported.dataset, words.out, job);
    for (const BadRow& row : imported.report.badRows)
        note(toText(row.place) + ": " + row.reason);
    if (words.common.json) {
        Json json{{"out", words.out}, {"import", importJson(imported.report)}};
        json.update(reportJson(*imported.dataset));
        print(json);
    } else {
        print(importText(imported.report) + reportText(*imported.dataset) + "saved to " + words.out + "\n");
    }
}

void addWords(CLI::App& command, ImportWords& words)
{
    command.add_option("PATH", words.paths, "Files, or one folder; .gz as it is")->required()->type_name("");
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
