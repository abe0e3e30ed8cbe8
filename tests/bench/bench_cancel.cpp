// How long an operation goes on after it was asked to stop: p50, p99 and maximum over many stops at random moments.
// Each phase first runs to its end, then again and again with a stop at a moment drawn from its whole length.
// Usage: bench_cancel DATASET [STOPS] [PHASE]
// DATASET as tastescope opens it; a file or folder to import is also what the phase "import" reads.

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run.h"
#include "core/experiment/sweep.h"
#include "core/io/import_dataset.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/neighbours/find_neighbours.h"
#include "core/pipeline/draw_evaluation_lists.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string_view>
#include <thread>
#include <unistd.h>

using namespace tastescope;

namespace {

using Clock = std::chrono::steady_clock;

struct Phase
{
    std::string name;
    std::function<void(const JobContext&)> work;
};

double msSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// How long the work went on after the stop, in ms; negative: it had ended before.
double timeOneStop(const Phase& phase, double afterMs)
{
    std::stop_source stop;
    Clock::time_point asked = Clock::time_point::max();
    std::jthread person([&] {
        std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(afterMs));
        asked = Clock::now();
        stop.request_stop();
    });
    try {
        phase.work({.stop = stop.get_token(), .sink = {}, .gate = {}});
    } catch (const Cancelled&) {
    }
    const Clock::time_point ended = Clock::now();
    person.join();
    return std::chrono::duration<double, std::milli>(ended - asked).count();
}

void measure(const Phase& phase, int stops)
{
    const auto begin = Clock::now();
    phase.work({});
    const double length = msSince(begin);
    std::vector<double> late;
    double worst = 0;
    double worstAt = 0;
    Random random(42, {1});
    for (int stop = 0; stop < stops; ++stop) {
        const double after = random.uniform() * length;
        const double ms = timeOneStop(phase, after);
        if (ms < 0)
            continue;
        late.push_back(ms);
        if (ms > worst) {
            worst = ms;
            worstAt = after;
        }
    }
    std::ranges::sort(late);
    const auto quantile = [&](double share) {
        return late.empty() ? 0.0 : late[static_cast<std::size_t>(share * static_cast<double>(late.size() - 1))];
    };
    std::printf("%-28s %8.0f ms long, %4zu stops: p50 %7.1f  p99 %7.1f  max %7.1f ms (stopped after %.0f ms)\n",
                phase.name.c_str(), length, late.size(), quantile(0.5), quantile(0.99), worst, worstAt);
    std::fflush(stdout);
}

RunConfig configOf(Optimiser optimiser, int epochs)
{
    BprOptions options;
    options.optimiser = optimiser;
    options.epochs = epochs;
    RunConfig config;
    config.model = options;
    return config;
}

SweepConfig smallSweep()
{
    SweepConfig config;
    config.base = configOf(Optimiser::Sgd, 3);
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.01,0.1)")};
    config.points = 4;
    config.jobs = 2;
    return config;
}

std::vector<Phase> phasesOf(const std::shared_ptr<const Dataset>& dataset,
                            const std::vector<std::filesystem::path>& files, const std::filesystem::path& folder)
{
    std::vector<Phase> phases;
    if (!files.empty())
        phases.push_back({"import", [files](const JobContext& job) { importDataset(files, {}, job); }});
    phases.push_back({"neighbours", [dataset](const JobContext& job) { findNeighbours(dataset->library(), {}, job); }});
    for (const auto& [name, optimiser] : {std::pair{"sgd", Optimiser::Sgd}, std::pair{"adam", Optimiser::Adam},
                                          std::pair{"adam_batch", Optimiser::AdamBatch}}) {
        const RunConfig config = configOf(optimiser, 3);
        phases.push_back(
            {std::string("epochs ") + name, [dataset, config](const JobContext& job) {
                 modelKind(config.model).train(config.model, *dataset, {}, job); // without evaluation and files
             }});
        phases.push_back({std::string("train ") + name, [dataset, folder, config](const JobContext& job) {
                              std::filesystem::remove_all(folder);
                              run(config, *dataset, {folder, false}, job);
                          }});
    }
    RunConfig knn;
    knn.model = UserKnnOptions{};
    phases.push_back({"train user-knn", [dataset, folder, knn](const JobContext& job) {
                          std::filesystem::remove_all(folder);
                          run(knn, *dataset, {folder, false}, job);
                      }});
    phases.push_back({"sweep", [dataset, folder](const JobContext& job) {
                          runSweep(smallSweep(), *dataset, {folder, false}, job);
                      }});
    const auto model = run(configOf(Optimiser::Sgd, 1), *dataset, {folder, false}, {}).model;
    phases.push_back({"evaluate sampled", [dataset, model](const JobContext& job) {
                          const EvaluationLists lists = drawEvaluationLists(*dataset, Part::Test, {}, job);
                          evaluateSampled(*model, *dataset, lists, {.part = Part::Test}, job);
                      }});
    phases.push_back({"evaluate full", [dataset, model](const JobContext& job) {
                          evaluateFull(*model, *dataset, {.part = Part::Test}, job);
                      }});
    return phases;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::puts("Usage: bench_cancel DATASET [STOPS] [PHASE]");
        return 2;
    }
    const std::string spec = argv[1];
    const int stops = argc > 2 ? std::atoi(argv[2]) : 200;
    const std::string_view wanted = argc > 3 ? argv[3] : "";
    const bool imports = !spec.starts_with("preset:") && !spec.ends_with(".taste");
    const auto folder =
        std::filesystem::temp_directory_path() / ("tastescope-bench-cancel-" + std::to_string(getpid()));
    try {
        const std::vector<std::filesystem::path> files =
            imports ? std::vector<std::filesystem::path>{spec} : std::vector<std::filesystem::path>{};
        for (const Phase& phase : phasesOf(openDataset(spec), files, folder))
            if (wanted.empty() || phase.name == wanted)
                measure(phase, stops);
    } catch (const Error& error) {
        std::fprintf(stderr, "bench_cancel: %s\n", error.what());
        return 1;
    }
    std::filesystem::remove_all(folder);
}
