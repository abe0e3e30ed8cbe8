#pragma once

#include "core/experiment/user_results_file.h"
#include "core/history/run_store.h"
#include "core/models/bpr/bpr_options.h"
#include "tests/support/temp_files.h"

#include <sys/wait.h>
#include <unistd.h>

/// An epoch all of whose figures differ, none of them a short decimal.
inline tastescope::EpochFinished sampleEpoch(int epoch)
{
    const double x = epoch / 7.0;
    return {
        .epoch = epoch,
        .trainLoss = 1 / (1 + x),
        .validation = {{"mrr", x / 10}, {"hit-1", x / 11}, {"hit-5", x / 12}, {"hit-10", x / 13}, {"ndcg-10", x / 14}},
        .trainSeconds = x * 3,
        .evaluateSeconds = x * 1e-9,
        .saveSeconds = x * 5e-324,
        .samplesPerSecond = x * 1e17,
        .learningRate = 0.1 / (1 + x),
        .isBest = epoch % 2 == 0};
}

inline tastescope::Evaluation sampleEvaluation(tastescope::Part part)
{
    const tastescope::Estimates figures{{"mrr", {0.1 + 0.2, 1 / 3.0, 0.5}}, {"hit-10", {0.7, 0.6, 0.8}}};
    return {.part = part,
            .users = 3,
            .positives = 4,
            .skippedUsers = 1,
            .shortestList = 51,
            .longestList = 52,
            .model = figures,
            .chance = figures,
            .popularity = figures,
            .tiedShare = 0.25,
            .notANumber = 2,
            .seconds = 0.125,
            .listsPerSecond = 1e6 / 3};
}

/// A run before its start, with nothing at its default.
inline tastescope::NewRun sampleRun(const std::filesystem::path& folder, const std::string& name = {})
{
    tastescope::NewRun run;
    run.name = name;
    run.record.startedAt = "2026-11-24T08:00:00Z";
    run.record.config = {.name = {},
                         .dataset = "preset:tiny",
                         .model =
                             tastescope::BprOptions{.embeddingDim = 16, .learningRate = 0.0031, .epochs = 9, .seed = 7},
                         .threads = 3,
                         .negatives = 40,
                         .from = {}};
    run.record.environment = {"Tastescope 0", "gcc x", 2};
    run.record.dataset = {"tiny “data”", "0123456789abcdef", 500, 90, 4'000};
    run.provenance = {.format = "generated",
                      .sources = {{"a/b.csv", 12, "ab"}},
                      .options = {{"users", "5"}},
                      .counts = {{"dropped", 3}},
                      .seed = 42,
                      .split = "70 / 20 / 10, seed 42",
                      .builtAt = "2026-11-22T08:36:00Z",
                      .builtBy = "Tastescope 0",
                      .seconds = 0.1};
    run.folder = folder;
    return run;
}

/// The final record of a sample run of so many epochs.
inline tastescope::RunRecord sampleRecord(int epochs)
{
    tastescope::RunRecord record = sampleRun({}).record;
    record.state = tastescope::RunState::Finished;
    record.message = "All epochs were run.";
    for (int epoch = 1; epoch <= epochs; ++epoch)
        record.epochs.push_back(sampleEpoch(epoch));
    record.bestEpoch = epochs; // MRR rises
    record.seconds = 2 / 3.0;
    record.peakRssMb = 123.456;
    record.modelSha256 = "abc";
    record.validation = sampleEvaluation(tastescope::Part::Validation);
    record.test = sampleEvaluation(tastescope::Part::Test);
    return record;
}

inline bool sameEpoch(const tastescope::EpochFinished& a, const tastescope::EpochFinished& b)
{
    const auto facts = [](const tastescope::EpochFinished& epoch) {
        return std::vector{epoch.trainLoss,   epoch.trainSeconds,     epoch.evaluateSeconds,
                           epoch.saveSeconds, epoch.samplesPerSecond, epoch.learningRate};
    };
    return a.epoch == b.epoch && a.isBest == b.isBest && a.validation == b.validation && facts(a) == facts(b);
}

/// Starts work() in a child process, which ends with the code it returns; 98 when it throws.
template<typename Work>
pid_t child(const Work& work)
{
    const pid_t process = fork();
    if (process != 0)
        return process;
    int code = 0;
    try {
        code = work();
    } catch (...) {
        code = 98;
    }
    _exit(code);
}

/// Waits for the child; -1: it was killed.
inline int exitCodeOf(pid_t process)
{
    int status = 0;
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

template<typename Work>
int inChild(const Work& work)
{
    return exitCodeOf(child(work));
}

/// A small history that was closed well.
inline std::string soundHistory(const TempFiles& files)
{
    {
        tastescope::RunStore store(files.at("sound"));
        const tastescope::RunId id = store.add(sampleRun(files.at("sound/r"), "a run"));
        store.finish(id, sampleRecord(3));
    }
    return bytesOf(files.at("sound/history.sqlite"));
}

/// What opening the history says against it; empty: nothing.
template<typename Refusal = tastescope::Error>
std::string refusalOf(const std::filesystem::path& workspace)
{
    try {
        const tastescope::RunStore store(workspace);
        static_cast<void>(store.runs());
        return {};
    } catch (const Refusal& error) {
        return error.what();
    }
}
