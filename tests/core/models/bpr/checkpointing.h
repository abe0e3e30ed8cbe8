#pragma once

#include "core/models/bpr/bpr_options.h"
#include "core/models/bpr/train_bpr.h"
#include "core/models/model_file.h"
#include "core/training/checkpoint.h"
#include "tests/core/models/bpr/model_sha.h"
#include "tests/core/models/bpr/planted.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>

// What the tests of checkpoints share.
namespace tastescope::test {

namespace fs = std::filesystem;

inline std::string read(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A validation whose MRR rises and falls with the model, so that the best epoch is not always the last.
inline Figures wavy(const Model& model)
{
    float score = 0;
    const Item item{0};
    model.score(User{0}, std::span(&item, 1), std::span(&score, 1));
    return {{"mrr", 0.5 + 0.4 * std::sin(50 * static_cast<double>(score))}};
}

inline TrainingHooks hooksIn(const fs::path& folder, bool resume)
{
    TrainingHooks hooks;
    hooks.validate = wavy;
    hooks.checkpoints = folder;
    hooks.resume = resume;
    hooks.threads = 2;
    return hooks;
}

inline std::optional<Checkpoint> checkpointIn(const fs::path& folder, const BprOptions& options, const Dataset& dataset)
{
    return loadCheckpoint(folder, bprCheckpointOwner(options, dataset));
}

/// Trains and asks to stop once the given epoch is reported, as a person or a signal would.
inline void trainUntil(int epoch, const BprOptions& options, const Dataset& dataset, const fs::path& folder)
{
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             if (const auto* finished = std::get_if<EpochFinished>(&event);
                                 finished && finished->epoch == epoch)
                                 stop.request_stop();
                         }};
    try {
        (void)trainBpr(options, dataset, hooksIn(folder, true), job);
    } catch (const Cancelled&) {
    }
}

inline bool sameCurve(const std::vector<EpochFinished>& a, const std::vector<EpochFinished>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const EpochFinished& x, const EpochFinished& y) {
        return x.epoch == y.epoch && x.trainLoss == y.trainLoss && x.validation == y.validation
               && x.learningRate == y.learningRate && x.isBest == y.isBest;
    });
}

inline void addOptimisers()
{
    QTest::addColumn<int>("optimiser");
    QTest::newRow("sgd") << static_cast<int>(Optimiser::Sgd);
    QTest::newRow("adam") << static_cast<int>(Optimiser::Adam);
    QTest::newRow("adam_batch") << static_cast<int>(Optimiser::AdamBatch);
}

inline BprOptions smallOptions(Optimiser optimiser)
{
    BprOptions options;
    options.embeddingDim = 4;
    options.learningRate = 0.05;
    options.batchSize = 50;
    options.epochs = 4;
    options.patience = 0;
    options.schedule = Schedule::Cosine;
    options.optimiser = optimiser;
    return options;
}

} // namespace tastescope::test
