#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/io/native/native_file.h"
#include "core/pipeline/build_from_files.h"
#include "core/pipeline/build_report.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace tastescope::cli {

namespace {

struct BuildWords
{
    Common common;
    std::vector<std::string> plays;
    std::vector<std::string> playlists;
    std::string songs;
    std::string mismatches;
    bool asPublished = false;
    OptionSettings options; ///< of buildFields()
    std::string out;
};

PipelineOptions pipelineOptions(const BuildWords& words)
{
    PipelineOptions options = words.asPublished ? publishedOptions() : PipelineOptions{};
    setFields(buildFields(), options, words.options);
    options.name = std::filesystem::path(words.out).stem().string();
    options.seed = words.common.seed.value_or(options.seed);
    options.threads = words.common.threads;
    return options;
}

BuildFiles filesOf(const BuildWords& words)
{
    BuildFiles files;
    files.listening.plays.assign(words.plays.begin(), words.plays.end());
    if (!words.songs.empty())
        files.listening.songs = words.songs;
    if (!words.mismatches.empty())
        files.listening.mismatches = words.mismatches;
    files.playlists.assign(words.playlists.begin(), words.playlists.end());
    return files;
}

Json buildJson(const BuildReport& report)
{
    Json json{{"statistics", Json::array()}, {"lorenz", Json::array()}};
    for (const BuildFigure& figure : report.figures)
        json["statistics"].push_back({{"id", figure.id},
                                      {"step", figure.step},
                                      {"title", figure.title},
                                      {"published", figure.published ? Json(*figure.published) : Json()},
                                      {"ours", figure.ours}});
    for (const LorenzPoint& point : report.lorenz)
        json["lorenz"].push_back({point.population, point.held});
    return json;
}

std::string shownFigure(double value)
{
    return std::abs(value) >= 1'000 || value == std::round(value) ? grouped(std::llround(value))
                                                                  : fixed(value, std::abs(value) < 1 ? 4 : 2);
}

std::string buildText(const BuildReport& report)
{
    TextTable table;
    table.add({"statistic", "ours", "published"});
    for (const BuildFigure& figure : report.figures)
        table.add({std::string(figure.title), shownFigure(figure.ours),
                   figure.published ? shownFigure(*figure.published) : std::string()});
    return table.text();
}

void build(const BuildWords& words, const CLI::App& command, const std::stop_token& stop)
{
    const JobContext job = jobFor(words.common, stop);
    const auto options = checked<PipelineOptions>(command, [&] { return pipelineOptions(words); });
    const auto begin = std::chrono::steady_clock::now();
    const auto dataset = buildFromFiles(filesOf(words), options, job);
    const BuildReport report = reportBuild(*dataset, words.common.threads, job);
    saveDataset(*dataset, words.out, job);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (words.common.json) {
        Json json{{"out", words.out}, {"seconds", seconds}};
        json.update(buildJson(report));
        json.update(reportJson(*dataset));
        print(json);
    } else {
        print(buildText(report) + reportText(*dataset) + "built in " + duration(seconds) + ", saved to " + words.out
              + "\n");
    }
}

void addBuildWords(CLI::App& command, BuildWords& words)
{
    command.add_option("--plays", words.plays, "Triplets of user, song and plays (train_triplets.txt); .gz as it is")
        ->required()
        ->type_name("FILE");
    command.add_option("--playlists", words.playlists, "Million Playlist slices (JSON, .gz as it is), or their folder")
        ->required()
        ->type_name("PATH");
    command.add_option("--songs", words.songs, "Titles and artists of the songs (unique_tracks.txt)")
        ->type_name("FILE");
    command.add_option("--mismatches", words.mismatches, "Songs to leave out (sid_mismatches.txt)")->type_name("FILE");
    command.add_flag("--as-published", words.asPublished,
                     "Songs matched by the letter, a tenth of the users, owners by test likes; options said beside it "
                     "win");
    addFields(command, buildFields(), words.options);
    command.add_option("--out", words.out, "File to write")->required()->type_name("FILE.taste");
    addCommon(command, words.common);
}

} // namespace

void addDataBuild(CLI::App& data, Action& chosen)
{
    CLI::App* command = data.add_subcommand("build", "Build a dataset from plays and playlists by the published steps");
    auto words = std::make_shared<BuildWords>();
    addBuildWords(*command, *words);
    command->callback([command, words, &chosen] {
        chosen = [command, words](const std::stop_token& stop) { build(*words, *command, stop); };
    });
}

} // namespace tastescope::cli
