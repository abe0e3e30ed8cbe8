#include "core/base/hash.h"
#include "core/models/bpr/checkpoint.h"
#include "core/models/bpr/train_bpr.h"
#include "core/models/model_file.h"
#include "core/models/safetensors.h"
#include "tests/core/models/bpr/planted.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <thread>

using namespace tastescope;
namespace fs = std::filesystem;

namespace {

std::string shaOf(const BprModel& model)
{
    Sha256 sha;
    for (const Tensor& tensor : model.tensors().tensors)
        sha.add(tensor.bytes);
    return sha.hex();
}

std::string read(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A validation whose MRR rises and falls with the model, so that the best epoch is not always the last.
RankingFigures wavy(const Model& model)
{
    float score = 0;
    const Item item{0};
    model.score(User{0}, std::span(&item, 1), std::span(&score, 1));
    RankingFigures figures;
    figures.mrr = 0.5 + 0.4 * std::sin(50 * static_cast<double>(score));
    return figures;
}

TrainingHooks hooksIn(const fs::path& folder, bool resume)
{
    TrainingHooks hooks;
    hooks.validate = wavy;
    hooks.checkpoints = folder;
    hooks.resume = resume;
    hooks.threads = 2;
    return hooks;
}

/// Trains and asks to stop once the given epoch is reported, as a person or a signal would.
void trainUntil(int epoch, const BprOptions& options, const Dataset& dataset, const fs::path& folder)
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

bool sameCurve(const std::vector<EpochFinished>& a, const std::vector<EpochFinished>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const EpochFinished& x, const EpochFinished& y) {
        return x.epoch == y.epoch && x.trainLoss == y.trainLoss && x.validation->mrr == y.validation->mrr
               && x.learningRate == y.learningRate && x.isBest == y.isBest;
    });
}

void addOptimisers()
{
    QTest::addColumn<int>("optimiser");
    QTest::newRow("sgd") << static_cast<int>(Optimiser::Sgd);
    QTest::newRow("adam") << static_cast<int>(Optimiser::Adam);
    QTest::newRow("adam_batch") << static_cast<int>(Optimiser::AdamBatch);
}

BprOptions smallOptions(Optimiser optimiser)
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

} // namespace

class TestCheckpoint : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void resumedAfterAnyEpochEqualsUninterrupted_data() { addOptimisers(); }
    void resumedAfterAnyEpochEqualsUninterrupted();
    void resumedAfterACrashAtEachStepOfSavingEqualsUninterrupted_data() { addOptimisers(); }
    void resumedAfterACrashAtEachStepOfSavingEqualsUninterrupted();
    void stopAtAnyMomentKeepsEveryReportedEpoch();
    void twoCheckpointsAreKept();
    void everyFlippedBitAndEveryCutIsSeen();
    void whereTheLastIsDamagedThePreviousIsUsed();
    void allDamagedIsAnError();
    void refusesOtherOptionsAndOtherData();
    void aFreshStartForgetsOldCheckpoints();
    void patienceGoesOnAcrossAResume();
    void resumingAFinishedTrainingChangesNothing();
    void checkpointsAreModelFiles();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "checkpoints"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    Dataset m_dataset{plantedParts(20, 64)};
};

void TestCheckpoint::resumedAfterAnyEpochEqualsUninterrupted()
{
    QFETCH(int, optimiser);
    const BprOptions options = smallOptions(static_cast<Optimiser>(optimiser));
    const TrainedBpr whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    QCOMPARE(whole.curve.size(), std::size_t(4));
    for (int epoch = 1; epoch < 4; ++epoch) {
        fs::remove_all(folder());
        trainUntil(epoch, options, m_dataset, folder());
        const TrainedBpr resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
        QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
        QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
        QCOMPARE(resumed.bestEpoch, whole.bestEpoch);
        QVERIFY(sameCurve(resumed.curve, whole.curve));
    }
}

void TestCheckpoint::resumedAfterACrashAtEachStepOfSavingEqualsUninterrupted()
{
    // Saving epoch e: best is replaced, next is written, last becomes previous, next becomes last.
    QFETCH(int, optimiser);
    const BprOptions options = smallOptions(static_cast<Optimiser>(optimiser));
    const TrainedBpr whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    std::vector<std::map<std::string, std::string>> states;
    for (int epoch = 1; epoch <= 3; ++epoch) {
        fs::remove_all(folder());
        trainUntil(epoch, options, m_dataset, folder());
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(folder()))
            files[entry.path().filename().string()] = read(entry.path());
        states.push_back(files);
    }
    const auto& before = states[1];
    const auto& after = states[2];
    auto bestReplaced = before;
    bestReplaced["best.safetensors"] = after.at("best.safetensors");
    auto nextWritten = bestReplaced;
    nextWritten["next.safetensors"] = after.at("last.safetensors");
    auto lastMoved = nextWritten;
    lastMoved["previous.safetensors"] = before.at("last.safetensors");
    lastMoved.erase("last.safetensors");
    for (const auto& files : {before, bestReplaced, nextWritten, lastMoved, after}) {
        fs::remove_all(folder());
        fs::create_directories(folder());
        for (const auto& [name, bytes] : files)
            write(folder() / name, bytes);
        const TrainedBpr resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
        QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
        QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
        QVERIFY(sameCurve(resumed.curve, whole.curve));
    }
}

void TestCheckpoint::stopAtAnyMomentKeepsEveryReportedEpoch()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    options.epochs = 100'000;
    QVERIFY(!trainedSoFar(folder()));
    for (int moment = 0; moment < 10; ++moment) {
        std::stop_source stop;
        std::atomic<int> reported = 0;
        const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                                 if (const auto* epoch = std::get_if<EpochFinished>(&event))
                                     reported = epoch->epoch;
                             }};
        const std::jthread stopper([&] {
            while (reported == 0)
                std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::microseconds(300 * moment)); // somewhere inside an epoch
            stop.request_stop();
        });
        QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, hooksIn(folder(), false), job), Cancelled);
        const auto soFar = trainedSoFar(folder());
        QVERIFY(soFar && soFar->best && soFar->last && soFar->bestEpoch >= 1);
        QCOMPARE(static_cast<int>(soFar->curve.size()), reported.load());
    }
}

void TestCheckpoint::twoCheckpointsAreKept()
{
    trainUntil(3, smallOptions(Optimiser::Sgd), m_dataset, folder());
    QCOMPARE(readSafetensors(folder() / "last.safetensors").entry("epoch"), std::string("3"));
    QCOMPARE(readSafetensors(folder() / "previous.safetensors").entry("epoch"), std::string("2"));
    QVERIFY(!fs::exists(folder() / "next.safetensors"));
}

void TestCheckpoint::everyFlippedBitAndEveryCutIsSeen()
{
    const Dataset tiny(plantedParts(4, 16));
    trainUntil(2, smallOptions(Optimiser::Adam), tiny, folder());
    const std::string good = read(folder() / "last.safetensors");
    const fs::path path = "damaged.safetensors";
    const auto isDamaged = [&](const std::string& bytes) {
        std::istringstream stream(bytes);
        try {
            checkSeal(readSafetensors(stream, bytes.size(), path), path);
            return false;
        } catch (const BadInput&) {
            return true;
        }
    };
    QVERIFY(!isDamaged(good));
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        QVERIFY2(isDamaged(bad), qPrintable(QString("bit %1 of byte %2").arg(bit % 8).arg(bit / 8)));
    }
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY2(isDamaged(good.substr(0, length)), qPrintable(QString::number(length)));
}

void TestCheckpoint::whereTheLastIsDamagedThePreviousIsUsed()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    const TrainedBpr whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    fs::remove_all(folder());
    trainUntil(2, options, m_dataset, folder());
    const fs::path last = folder() / "last.safetensors";
    const std::string good = read(last);
    std::string flipped = good;
    flipped.back() = static_cast<char>(flipped.back() ^ 1); // of the last user's "known", by size the last tensor
    for (const std::string& bad : {flipped, good.substr(0, good.size() / 2), std::string()}) {
        write(last, bad);
        const auto checkpoint = loadCheckpoint(folder(), options, m_dataset);
        QVERIFY(checkpoint && checkpoint->curve.size() == 1 && checkpoint->notes.size() == 1);
        if (bad == flipped)
            QVERIFY2(QString::fromStdString(checkpoint->notes[0]).contains("tensor \"known\" is damaged"),
                     checkpoint->notes[0].c_str());
    }
    const TrainedBpr resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
    QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
    QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
}

void TestCheckpoint::allDamagedIsAnError()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(2, options, m_dataset, folder());
    write(folder() / "last.safetensors", "x");
    write(folder() / "previous.safetensors", "y");
    QVERIFY_EXCEPTION_THROWN((void)loadCheckpoint(folder(), options, m_dataset), Error);
    QVERIFY(!trainedSoFar(folder()));
}

void TestCheckpoint::refusesOtherOptionsAndOtherData()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(1, options, m_dataset, folder());
    BprOptions other = options;
    other.learningRate = 0.06;
    try {
        (void)trainBpr(other, m_dataset, hooksIn(folder(), true));
        QFAIL("not refused");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("learning_rate = 0.05, now it is 0.06"), error.what());
    }
    try {
        (void)trainBpr(options, Dataset(plantedParts(20, 72)), hooksIn(folder(), true));
        QFAIL("not refused");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("another dataset"), error.what());
    }
}

void TestCheckpoint::aFreshStartForgetsOldCheckpoints()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(3, options, m_dataset, folder());
    options.seed = 7;
    options.epochs = 1;
    (void)trainBpr(options, m_dataset, hooksIn(folder(), false));
    QVERIFY(!fs::exists(folder() / "previous.safetensors"));
    QCOMPARE(loadCheckpoint(folder(), options, m_dataset)->curve.size(), std::size_t(1));
}

void TestCheckpoint::patienceGoesOnAcrossAResume()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    options.epochs = 10;
    options.patience = 3;
    const auto falling = [](TrainingHooks hooks, double start) {
        hooks.validate = [mrr = start](const Model&) mutable {
            RankingFigures figures;
            figures.mrr = mrr -= 0.1;
            return figures;
        };
        return hooks;
    };
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             if (const auto* finished = std::get_if<EpochFinished>(&event);
                                 finished && finished->epoch == 2)
                                 stop.request_stop();
                         }};
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, falling(hooksIn(folder(), false), 0.9), job),
                             Cancelled);
    const TrainedBpr trained = trainBpr(options, m_dataset, falling(hooksIn(folder(), true), 0.7));
    QCOMPARE(trained.end, TrainingEnd::EarlyStopped);
    QCOMPARE(trained.curve.size(), std::size_t(4)); // best is epoch 1, three worse ones follow
    QCOMPARE(trained.bestEpoch, 1);
}

void TestCheckpoint::resumingAFinishedTrainingChangesNothing()
{
    const BprOptions options = smallOptions(Optimiser::AdamBatch);
    const TrainedBpr whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    const TrainedBpr again = trainBpr(options, m_dataset, hooksIn(folder(), true));
    QCOMPARE(again.end, TrainingEnd::Finished);
    QCOMPARE(shaOf(*again.best), shaOf(*whole.best));
    QVERIFY(sameCurve(again.curve, whole.curve));
}

void TestCheckpoint::checkpointsAreModelFiles()
{
    const BprOptions options = smallOptions(Optimiser::Adam);
    const TrainedBpr trained = trainBpr(options, m_dataset, hooksIn(folder(), false));
    saveModel(*trained.best, folder() / "model.safetensors");
    const auto same = [&](const char* name, const BprModel& expected) {
        const std::unique_ptr<Model> loaded = loadModel(folder() / name);
        return shaOf(dynamic_cast<const BprModel&>(*loaded)) == shaOf(expected);
    };
    QVERIFY(same("model.safetensors", *trained.best));
    QVERIFY(same("best.safetensors", *trained.best));
    QVERIFY(same("last.safetensors", *trained.last));
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
