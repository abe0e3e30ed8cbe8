#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/text.h"
#include "core/io/formats/format_table.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"

#include <nlohmann/json.hpp>

namespace tastescope::cli {

namespace {

struct ImportWords
{
    Common common;
    std::vector<std::string> paths;
    std::string format = "auto";
    std::optional<double> minRating;
    std::string duplicates = "last";
    std::string split = "auto";
    double cold = SplitOptions().coldShare;
    bool skipBadRows = false;
    std::string separator;
    std::optional<bool> header;
    std::string columns;
    std::string encoding = "auto";
    std::string out;
};

template<std::size_t N>
std::vector<std::string> strings(const std::array<std::string_view, N>& names)
{
    return {names.begin(), names.end()};
}

std::vector<std::string> formatNames()
{
    std::vector<std::string> names{"auto"};
    for (const Format& format : formatTable())
        names.emplace_back(format.name);
    return names;
}

ImportOptions toOptions(const ImportWords& words)
{
    ImportOptions options;
    options.format = words.format;
    if (!words.separator.empty())
        options.table.separator = separatorFrom(words.separator);
    options.table.header = words.header;
    if (!words.columns.empty())
        options.table.roles = columnRolesFrom(words.columns);
    options.encoding = encodingFrom(words.encoding);
    options.minRating = words.minRating;
    options.duplicates = duplicatesFrom(words.duplicates);
    options.split = splitChoiceFrom(words.split);
    options.splitOptions.coldShare = words.cold;
    options.splitOptions.seed = words.common.seed.value_or(options.splitOptions.seed);
    options.skipBadRows = words.skipBadRows;
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
        std::fprintf(stderr, "%s: %s\n", toText(row.place).c_str(), row.reason.c_str());
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
    command.add_option("--format", words.format, "The format; auto: recognised from content")
        ->check(CLI::IsMember(formatNames()))
        ->type_name("auto|NAME");
    command.add_option("--min-rating", words.minRating, "Rows rated lower are no positives")->type_name("R");
    command.add_option("--duplicates", words.duplicates, "Which row counts when a pair comes twice")
        ->check(CLI::IsMember(strings(duplicatesNames)));
    command.add_option("--split", words.split, "How positives are cut into train, validation and test")
        ->check(CLI::IsMember(strings(splitChoiceNames)));
    command.add_option("--cold", words.cold, "Share of users who leave training to test the cold start")
        ->check(CLI::Range(0.0, 0.9))
        ->type_name("SHARE");
    command.add_flag("--skip-bad-rows", words.skipBadRows, "List rows that cannot be read and go on");
    command.add_option("--separator", words.separator,
                       "Of a text table: tab, comma, semicolon, pipe, space or the text");
    command.add_flag_function(
        "--header,!--no-header", [&words](std::int64_t count) { words.header = count > 0; },
        "The first row of a text table names its columns");
    command.add_option("--columns", words.columns,
                       "Of a text table, from the left: user,item,rating,time,title,detail or -");
    command.add_option("--encoding", words.encoding, "Of the text")->check(CLI::IsMember(strings(encodingNames)));
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
