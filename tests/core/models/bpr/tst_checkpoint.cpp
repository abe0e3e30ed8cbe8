#include "core/models/bpr/bpr_options.h"
#include "tests/core/models/bpr/checkpointing.h"

#include <atomic>
#include <chrono>
#include <map>
#include <sstream>
#include <thread>

using namespace tastescope;
using namespace tastescope::test;

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
    void aFreshStartForgetsOldCheckpoints();
    void patienceGoesOnAcrossAResume();
    void resumingAFinishedTrainingChangesNothing();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "checkpoints"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    Dataset m_dataset{plantedParts(20, 64)};
};

void TestCheckpoint::resumedAfterAnyEpochEqualsUninterrupted()
{
    QFETCH(int, optimiser);
    const BprOptions options = smallOptions(static_cast<Optimiser>(optimiser));
    const Learned whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    QCOMPARE(whole.curve.size(), std::size_t(4));
    for (int epoch = 1; epoch < 4; ++epoch) {
        fs::remove_all(folder());
        trainUntil(epoch, options, m_dataset, folder());
        const Learned resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
        QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
        QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
        QCOMPARE(resumed.bestEpoch, whole.bestEpoch);
        QVERIFY(sameCurve(resumed.curve, whole.curve));
    }
}

void TestCheckpoint::resumedAfterACrashAtEachStepOfSavingEqualsUninterrupted()
{
    // Saving epoch e: next is written, last becomes previous, next becomes last.
    QFETCH(int, optimiser);
    const BprOptions options = smallOptions(static_cast<Optimiser>(optimiser));
    const Learned whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
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
    auto nextWritten = before;
    nextWritten["next.safetensors"] = after.at("last.safetensors");
    auto lastMoved = nextWritten;
    lastMoved["previous.safetensors"] = before.at("last.safetensors");
    lastMoved.erase("last.safetensors");
    for (const auto& files : {before, nextWritten, lastMoved, after}) {
        fs::remove_all(folder());
        fs::create_directories(folder());
        for (const auto& [name, bytes] : files)
            write(folder() / name, bytes);
        const Learned resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
        QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
        QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
        QVERIFY(sameCurve(resumed.curve, whole.curve));
    }
}

void TestCheckpoint::stopAtAnyMomentKeepsEveryReportedEpoch()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    options.epochs = 100'000;
    QVERIFY(!learnedSoFar(folder()));
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
        const auto soFar = learnedSoFar(folder());
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

void TestCheckpoint::aFreshStartForgetsOldCheckpoints()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(3, options, m_dataset, folder());
    options.seed = 7;
    options.epochs = 1;
    (void)trainBpr(options, m_dataset, hooksIn(folder(), false));
    QVERIFY(!fs::exists(folder() / "previous.safetensors"));
    QCOMPARE(checkpointIn(folder(), options, m_dataset)->curve.size(), std::size_t(1));
}

void TestCheckpoint::patienceGoesOnAcrossAResume()
{
    BprOptions options = smallOptions(Optimiser::Sgd);
    options.epochs = 10;
    options.patience = 3;
    options.schedule = Schedule::Constant; // it counts from the first epoch on
    const auto falling = [](TrainingHooks hooks, double start) {
        hooks.validate = [mrr = start](const Model&) mutable { return Figures{{"mrr", mrr -= 0.1}}; };
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
    const Learned trained = trainBpr(options, m_dataset, falling(hooksIn(folder(), true), 0.7));
    QCOMPARE(trained.end, TrainingEnd::EarlyStopped);
    QCOMPARE(trained.curve.size(), std::size_t(4)); // best is epoch 1, three worse ones follow
    QCOMPARE(trained.bestEpoch, 1);
}

void TestCheckpoint::resumingAFinishedTrainingChangesNothing()
{
    const BprOptions options = smallOptions(Optimiser::AdamBatch);
    const Learned whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    const Learned again = trainBpr(options, m_dataset, hooksIn(folder(), true));
    QCOMPARE(again.end, TrainingEnd::Finished);
    QCOMPARE(shaOf(*again.best), shaOf(*whole.best));
    QVERIFY(sameCurve(again.curve, whole.curve));
}

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
