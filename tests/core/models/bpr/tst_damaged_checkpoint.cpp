#include "core/models/bpr/bpr_options.h"
#include "tests/core/models/bpr/checkpointing.h"

#include <atomic>
#include <chrono>
#include <map>
#include <thread>

using namespace tastescope;
using namespace tastescope::test;

class TestDamagedCheckpoint : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void everyFlippedBitAndEveryCutIsSeen();
    void whereTheLastIsDamagedThePreviousIsUsed();
    void goingOnKeepsTwoGoodOnes();
    void theBestEpochIsThatOfTheCheckpoint();
    void allDamagedIsAnError();
    void refusesOtherOptionsAndOtherData();
    void checkpointsAreModelFiles();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "checkpoints"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    Dataset m_dataset{plantedParts(20, 64)};
};

void TestDamagedCheckpoint::everyFlippedBitAndEveryCutIsSeen()
{
    const Dataset tiny(plantedParts(4, 16));
    trainUntil(2, smallOptions(Optimiser::Adam), tiny, folder());
    const std::string good = read(folder() / "last.safetensors");
    const fs::path path = "damaged.safetensors";
    const auto isDamaged = [&](const std::string& bytes) {
        try {
            checkSeal(readSafetensors(std::as_bytes(std::span(bytes)), path), path);
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

void TestDamagedCheckpoint::whereTheLastIsDamagedThePreviousIsUsed()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    const Learned whole = trainBpr(options, m_dataset, hooksIn(folder(), false));
    fs::remove_all(folder());
    trainUntil(2, options, m_dataset, folder());
    const fs::path last = folder() / "last.safetensors";
    const std::string good = read(last);
    std::string flipped = good;
    flipped.back() = static_cast<char>(flipped.back() ^ 1); // of the last user's "known", by size the last tensor
    for (const std::string& bad : {flipped, good.substr(0, good.size() / 2), std::string()}) {
        write(last, bad);
        const auto checkpoint = checkpointIn(folder(), options, m_dataset);
        QVERIFY(checkpoint && checkpoint->curve.size() == 1 && checkpoint->notes.size() == 1);
        if (bad == flipped)
            QVERIFY2(QString::fromStdString(checkpoint->notes[0]).contains("tensor \"known\" is damaged"),
                     checkpoint->notes[0].c_str());
    }
    const Learned resumed = trainBpr(options, m_dataset, hooksIn(folder(), true));
    QCOMPARE(shaOf(*resumed.last), shaOf(*whole.last));
    QCOMPARE(shaOf(*resumed.best), shaOf(*whole.best));
}

void TestDamagedCheckpoint::goingOnKeepsTwoGoodOnes()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(2, options, m_dataset, folder());
    write(folder() / "last.safetensors", "damaged");
    trainUntil(2, options, m_dataset, folder()); // goes on from epoch 1
    for (const auto& [name, epoch] : {std::pair("last.safetensors", "2"), {"previous.safetensors", "1"}}) {
        const TensorFile file = readSafetensors(folder() / name);
        checkSeal(file, name);
        QCOMPARE(file.entry("epoch"), std::string(epoch));
    }
    QCOMPARE(read(folder() / "last.safetensors.damaged"), std::string("damaged"));
}

void TestDamagedCheckpoint::theBestEpochIsThatOfTheCheckpoint()
{
    // Epoch 1 is the best until epoch 3 is; the checkpoint of epoch 2 must then still know epoch 1's model.
    const auto mrrOf = [](int epoch) { return epoch == 3 ? 0.9 : 0.5 - 0.1 * epoch; };
    const BprOptions options = smallOptions(Optimiser::Sgd);
    TrainingHooks hooks = hooksIn(folder(), false);
    hooks.validate = [&, epoch = 0](const Model&) mutable { return Figures{{"mrr", mrrOf(++epoch)}}; };
    std::stop_source stop;
    std::string firstModel;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             const auto* finished = std::get_if<EpochFinished>(&event);
                             if (finished && finished->epoch == 1)
                                 firstModel = shaOf(*learnedSoFar(folder())->last);
                             if (finished && finished->epoch == 3)
                                 stop.request_stop();
                         }};
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, hooks, job), Cancelled);
    write(folder() / "last.safetensors", "damaged");
    const auto soFar = learnedSoFar(folder());
    QCOMPARE(soFar->bestEpoch, 1);
    QCOMPARE(shaOf(*soFar->best), firstModel);
}

void TestDamagedCheckpoint::allDamagedIsAnError()
{
    const BprOptions options = smallOptions(Optimiser::Sgd);
    trainUntil(2, options, m_dataset, folder());
    write(folder() / "last.safetensors", "x");
    write(folder() / "previous.safetensors", "y");
    QVERIFY_EXCEPTION_THROWN((void)checkpointIn(folder(), options, m_dataset), Error);
    QVERIFY(!learnedSoFar(folder()));
}

void TestDamagedCheckpoint::refusesOtherOptionsAndOtherData()
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

void TestDamagedCheckpoint::checkpointsAreModelFiles()
{
    const BprOptions options = smallOptions(Optimiser::Adam);
    const Learned trained = trainBpr(options, m_dataset, hooksIn(folder(), false));
    saveModel(*trained.best, folder() / "model.safetensors");
    const auto same = [&](const char* name, const Model& expected) {
        const std::shared_ptr<const Model> loaded = loadModel(folder() / name);
        return shaOf(*loaded) == shaOf(expected);
    };
    QVERIFY(same("model.safetensors", *trained.best));
    QVERIFY(same("last.safetensors", *trained.last));
}

QTEST_GUILESS_MAIN(TestDamagedCheckpoint)
#include "tst_damaged_checkpoint.moc"
