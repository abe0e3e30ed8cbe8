#pragma once

#include "core/base/enum_names.h"
#include "core/base/job.h"
#include "core/base/json_text.h"
#include "core/data/dataset.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tastescope::cli {

enum class ProgressMode { None, Bar, JsonLines };

constexpr auto enumNames(ProgressMode)
{
    return namedBy<ProgressMode>(
        {{ProgressMode::None, "none"}, {ProgressMode::Bar, "bar"}, {ProgressMode::JsonLines, "jsonl"}});
}

/// What every command understands.
struct Common
{
    int threads = 0; ///< 0: all cores
    std::optional<std::uint64_t> seed;
    bool json = false;
    ProgressMode progress = ProgressMode::None;
};

/// What the words of the command line ask for. Told when to stop.
using Action = std::function<void(const std::stop_token& stop)>;

/// Adds --threads, --memory, --seed, --json and --progress.
void addCommon(CLI::App& command, Common& common);

/// Adds the positional DATASET.
void addDataset(CLI::App& command, std::string& dataset);

/// What make() returns; an Error it throws becomes a complaint about usage.
template<typename T, typename Make>
T checked(const CLI::App& command, const Make& make)
{
    try {
        return make();
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw CLI::ValidationError(command.get_display_name(), error.what());
    }
}

/// Progress goes to stderr in the way the person chose.
JobContext jobFor(const Common& common, const std::stop_token& stop);

// What is printed never steers the terminal, whatever names and files hold: see shown().

/// To stdout. Throws: Error when nobody can read it, for instance on a full disk.
void print(const std::string& text);
void print(const Json& json);

/// A line on stderr as it is: what begins with a file and a place, so that editors can jump there.
void note(const std::string& text);

/// One notice of the program's on stderr.
void warn(const std::string& text);

// One function a command: adds it to its parent and says in `chosen` what to do when it is the one.
void addDataMake(CLI::App& data, Action& chosen);
void addDataBuild(CLI::App& data, Action& chosen);
void addDataImport(CLI::App& data, Action& chosen);
void addDataInfo(CLI::App& data, Action& chosen);
void addNeighbours(CLI::App& app, Action& chosen);
void addTrain(CLI::App& app, Action& chosen);
void addEvaluate(CLI::App& app, Action& chosen);
void addRecommend(CLI::App& app, Action& chosen);
void addWeights(CLI::App& app, Action& chosen);
void addSweep(CLI::App& app, Action& chosen);
void addRunsList(CLI::App& runs, Action& chosen);
void addRunsShow(CLI::App& runs, Action& chosen);
void addRunsExport(CLI::App& runs, Action& chosen);
void addRunsBin(CLI::App& runs, Action& chosen);  ///< delete, restore
void addRunsEdit(CLI::App& runs, Action& chosen); ///< rename, note, tag
void addRunsImport(CLI::App& runs, Action& chosen);
void addRunsCheck(CLI::App& runs, Action& chosen);
void addRunsCompare(CLI::App& runs, Action& chosen);
void addRunsLeaderboard(CLI::App& runs, Action& chosen);

} // namespace tastescope::cli
