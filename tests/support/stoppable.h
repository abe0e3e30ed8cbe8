#pragma once

#include "core/base/error.h"
#include "core/base/job.h"
#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"
#include "core/experiment/run.h"
#include "core/experiment/sweep.h"
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/neighbours/find_neighbours.h"
#include "core/pipeline/draw_evaluation_lists.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

// What can be stopped, and how long it goes on after it was asked to: for the test of the promise and for the program
// that measures it.
namespace tastescope::test {

/// An operation that is stopped again and again.
struct Phase
{
    std::string name;
    std::function<void(const JobContext&)> work;
};

/// What many stops of a phase came to, in ms.
struct Stops
{
    double length = 0;             ///< of the phase when nobody stops it
    std::vector<double> late = {}; ///< sorted: from being asked to its end, of those that were stopped in time
    double worstAt = 0;            ///< when the slowest was asked, from the beginning

    /// share: in [0, 1]. 0 when none was stopped in time.
    double quantile(double share) const
    {
        return late.empty() ? 0.0 : late[static_cast<std::size_t>(share * static_cast<double>(late.size() - 1))];
    }
    double worst() const { return quantile(1); }
};

inline double msSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// How long the work went on after the stop, in ms; negative: it had ended before.
inline double timeOneStop(const Phase& phase, double afterMs)
{
    using Clock = std::chrono::steady_clock;
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

/// Runs the phase to its end, then again and again with a stop at a moment drawn from its whole length.
inline Stops stopped(const Phase& phase, int stops)
{
    const auto begin = std::chrono::steady_clock::now();
    phase.work({});
    Stops result{.length = msSince(begin)};
    double worst = 0;
    Random random(42, {1});
    for (int stop = 0; stop < stops; ++stop) {
        const double after = random.uniform() * result.length;
        const double ms = timeOneStop(phase, after);
        if (ms < 0)
            continue;
        result.late.push_back(ms);
        if (ms > worst) {
            worst = ms;
            result.worstAt = after;
        }
    }
    std::ranges::sort(result.late);
    return result;
}

inline RunConfig bprConfig(Optimiser optimiser, int epochs)
{
    BprOptions options;
    options.optimiser = optimiser;
    options.epochs = epochs;
    RunConfig config;
    config.model = options;
    return config;
}

inline SweepConfig fourTrials()
{
    SweepConfig config;
    config.base = bprConfig(Optimiser::Sgd, 3);
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.01,0.1)")};
    config.points = 4;
    config.jobs = 2;
    return config;
}

/// Training without files and evaluation, whole runs, and a sweep. `folder` is made anew by each.
inline std::vector<Phase> trainingPhases(const std::shared_ptr<const Dataset>& dataset,
                                         const std::filesystem::path& folder, int epochs)
{
    std::vector<Phase> phases;
    const auto whole = [&](const std::string& name, const RunConfig& config) {
        phases.push_back({"train " + name, [dataset, folder, config](const JobContext& job) {
                              std::filesystem::remove_all(folder);
                              run(config, *dataset, {folder, false}, job);
                          }});
    };
    for (const auto& [name, optimiser] : {std::pair{"sgd", Optimiser::Sgd}, std::pair{"adam", Optimiser::Adam},
                                          std::pair{"adam_batch", Optimiser::AdamBatch}}) {
        const RunConfig config = bprConfig(optimiser, epochs);
        phases.push_back({std::string("epochs ") + name, [dataset, config](const JobContext& job) {
                              modelKind(config.model).train(config.model, *dataset, {}, job);
                          }});
        whole(name, config);
    }
    RunConfig knn;
    knn.model = UserKnnOptions{};
    whole("user-knn", knn);
    phases.push_back({"sweep", [dataset, folder](const JobContext& job) {
                          std::filesystem::remove_all(folder);
                          runSweep(fourTrials(), *dataset, {folder, false}, job);
                      }});
    return phases;
}

/// Every operation a person waits for. files: to import; empty: nothing is imported. `folder` is made anew by each.
inline std::vector<Phase> stoppablePhases(const std::shared_ptr<const Dataset>& dataset,
                                          const std::vector<std::filesystem::path>& files,
                                          const std::filesystem::path& folder, int epochs = 3)
{
    std::vector<Phase> phases;
    if (!files.empty())
        phases.push_back({"import", [files](const JobContext& job) { importDataset(files, {}, job); }});
    phases.push_back({"neighbours", [dataset](const JobContext& job) { findNeighbours(dataset->library(), {}, job); }});
    for (Phase& phase : trainingPhases(dataset, folder, epochs))
        phases.push_back(std::move(phase));
    std::filesystem::remove_all(folder);
    const auto model = run(bprConfig(Optimiser::Sgd, 1), *dataset, {folder, false}, {}).model;
    phases.push_back({"evaluate sampled", [dataset, model](const JobContext& job) {
                          const EvaluationLists lists = drawEvaluationLists(*dataset, Part::Test, {}, job);
                          evaluateSampled(*model, *dataset, lists, {.part = Part::Test}, job);
                      }});
    phases.push_back({"evaluate full", [dataset, model](const JobContext& job) {
                          evaluateFull(*model, *dataset, {.part = Part::Test}, job);
                      }});
    phases.push_back({"export .taste", [dataset, file = folder.string() + ".taste"](const JobContext& job) {
                          saveDataset(*dataset, file, job);
                      }});
    return phases;
}

} // namespace tastescope::test
