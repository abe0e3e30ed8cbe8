#include "app/cli/common.h"
#include "app/cli/dataset_report.h"
#include "app/cli/field_words.h"
#include "app/cli/text.h"
#include "core/io/native/native_file.h"
#include "core/pipeline/preset.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace tastescope::cli {

namespace {

struct MakeOptions
{
    Common common;
    Preset preset = Preset::Demo;
    std::size_t users = 0;
    std::string out;
};

void make(const MakeOptions& options, const std::stop_token& stop)
{
    const JobContext job = jobFor(options.common, stop);
    const auto begin = std::chrono::steady_clock::now();
    PresetOptions presetOptions;
    presetOptions.seed = options.common.seed.value_or(presetOptions.seed);
    presetOptions.users = options.users;
    presetOptions.threads = options.common.threads;
    const auto dataset = makePreset(options.preset, presetOptions, job);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    saveDataset(*dataset, options.out, job);

    if (options.common.json) {
        Json json{{"out", options.out}, {"seconds", seconds.count()}};
        json.update(reportJson(*dataset));
        print(json);
    } else {
        print(reportText(*dataset) + "made in " + duration(seconds.count()) + ", saved to " + options.out + "\n");
    }
}

} // namespace

void addDataMake(CLI::App& data, Action& chosen)
{
    CLI::App* command = data.add_subcommand("make", "Generate a dataset by the published pipeline");
    auto options = std::make_shared<MakeOptions>();
    addChoice(*command, "--preset", options->preset, "tiny: 500 users, demo: 5,000, full: 101,713")->required();
    command->add_option("--users", options->users, "Users to generate; the rest is scaled along")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--out", options->out, "File to write")->required()->type_name("FILE.taste");
    addCommon(*command, options->common);
    command->callback(
        [options, &chosen] { chosen = [options](const std::stop_token& stop) { make(*options, stop); }; });
}

} // namespace tastescope::cli
