#include "app/cli/common.h"
#include "core/base/error.h"
#include "core/base/out_of_memory.h"
#include "core/base/stop_signals.h"

#include <cstdio>
#include <exception>

namespace {

using namespace tastescope;
using namespace tastescope::cli;

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2, WrongInput = 3, WasCancelled = 130 };

void addCommands(CLI::App& app, Action& chosen)
{
    app.set_version_flag("--version", "tastescope-cli " TASTESCOPE_VERSION);
    app.require_subcommand(0, 1);
    CLI::App* data = app.add_subcommand("data", "Make, build, import or describe a dataset");
    data->require_subcommand(0, 1);
    addDataMake(*data, chosen);
    addDataBuild(*data, chosen);
    addDataImport(*data, chosen);
    addDataInfo(*data, chosen);
    addNeighbours(app, chosen);
    addTrain(app, chosen);
    addEvaluate(app, chosen);
    addRecommend(app, chosen);
    addWeights(app, chosen);
    addSweep(app, chosen);
    CLI::App* runs = app.add_subcommand("runs", "Look through the history of runs, compare them, keep it tidy");
    runs->require_subcommand(0, 1);
    addRunsList(*runs, chosen);
    addRunsShow(*runs, chosen);
    addRunsExport(*runs, chosen);
    addRunsImport(*runs, chosen);
    addRunsEdit(*runs, chosen);
    addRunsBin(*runs, chosen);
    addRunsCheck(*runs, chosen);
    addRunsCompare(*runs, chosen);
    addRunsLeaderboard(*runs, chosen);
}

int act(const Action& action)
{
    StopSignals signals;
    try {
        action(signals.token());
        return Done;
    } catch (const Cancelled&) {
        warn("cancelled.");
        return WasCancelled;
    } catch (const BadInput& error) {
        note(error.what()); // FILE:LINE:COLUMN first, so that editors can jump there
        return WrongInput;
    } catch (const CLI::ParseError& error) {
        warn(error.what());
        return WrongUsage;
    } catch (const std::bad_alloc&) {
        throw; // to main(), which says so without any
    } catch (const std::exception& error) {
        warn(error.what());
        return Failed;
    }
}

int obey(int argc, char** argv)
{
    CLI::App app("Recommender models on the command line: everything the Tastescope window does.", "tastescope-cli");
    Action chosen;
    addCommands(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Done : WrongUsage;
    }
    if (!chosen) {
        warn("say what to do; --help tells what there is.");
        return WrongUsage;
    }
    return act(chosen);
}

} // namespace

int main(int argc, char** argv)
{
    endInWordsWithoutMemory("tastescope-cli");
    try {
        return obey(argc, argv);
    } catch (const std::bad_alloc&) { // whatever asked for it, words among them
        std::fputs("tastescope-cli: there is not enough memory for this.\n", stderr);
        return Failed;
    } catch (...) {
        std::fputs("tastescope-cli: ended by an error that cannot be told.\n", stderr);
        return Failed;
    }
}
