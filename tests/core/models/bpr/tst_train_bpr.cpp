#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/bpr/train_bpr.h"
#include "core/training/epoch_loop.h"
#include "tests/core/base/cores_allowed.h"
#include "tests/core/models/bpr/model_sha.h"
#include "tests/core/models/bpr/training_cases.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <thread>

using namespace tastescope;
using namespace tastescope::test;

namespace {

constexpr BprOptions small{.embeddingDim = 20,
                           .learningRate = 0.1,
                           .batchSize = 64,
                           .epochs = 4,
                           .l2 = 0,
                           .schedule = Schedule::Constant,
                           .patience = 0};

void addOptimisersAndPools()
{
    QTest::addColumn<BprOptions>("options");
    for (const Optimiser optimiser : {Optimiser::Sgd, Optimiser::Adam, Optimiser::AdamBatch})
        for (const NegativePool pool : {NegativePool::Uniform, NegativePool::HardEasy}) {
            BprOptions options = small;
            options.optimiser = optimiser;
            options.negativePool = pool;
            options.learningRate = optimiser == Optimiser::Sgd ? 0.1 : 0.01;
            options.epochs = optimiser == Optimiser::Sgd ? 4 : 8;
            QTest::addRow("optimiser %d, pool %d", static_cast<int>(optimiser), static_cast<int>(pool)) << options;
            options.hardestOf = 3;
            if (optimiser != Optimiser::AdamBatch)
                QTest::addRow("optimiser %d, pool %d, 3", static_cast<int>(optimiser), static_cast<int>(pool))
                    << options;
        }
}

} // namespace

Q_DECLARE_METATYPE(tastescope::BprOptions)

class TestTrainBpr : public QObject
{
    Q_OBJECT

private slots:
    void learnsAPlantedPattern_data() { addOptimisersAndPools(); }
    void learnsAPlantedPattern();
    void doesNotDependOnTheNumberOfThreads_data() { addOptimisersAndPools(); }
    void doesNotDependOnTheNumberOfThreads();
    void outlivesCoresThatComeWhileItRuns_data() { addOptimisersAndPools(); }
    void outlivesCoresThatComeWhileItRuns();
    void dependsOnTheSeed();
    void reportsEveryEpochInOrder();
    void keepsTheBestEpochAndStopsAfterPatience();
    void withoutValidationTheLastEpochIsBest();
    void divergenceIsNamedAndTheBestKept();
    void divergenceInTheFirstEpochIsAnError();
    void stopsBetweenTiles();
    void pausingChangesNothing();
    void tellsWhenNegativesAreShort();
    void refusesWhatCannotBeTrained();

private:
    Dataset m_dataset{plantedParts()};
};

void TestTrainBpr::learnsAPlantedPattern()
{
    QFETCH(BprOptions, options);
    const Learned trained = trainBpr(options, m_dataset, withThreads(2));
    const double share = orderedShare(*trained.last, m_dataset);
    // Pools, and the hardest, hold fewer items of the other group than the catalogue does: they teach it more slowly.
    const double least = options.negativePool == NegativePool::Uniform && options.hardestOf == 1 ? 0.95 : 0.75;
    QVERIFY2(share > least, qPrintable(QString::number(share)));
    QVERIFY(trained.curve.back().trainLoss < trained.curve.front().trainLoss);
    QVERIFY(options.hardestOf > 1 || trained.curve.front().trainLoss < 0.70); // ln 2 when nothing is learned
    QCOMPARE(trained.end, TrainingEnd::Finished);
    QVERIFY(trained.last->knows(User{0}));
}

void TestTrainBpr::doesNotDependOnTheNumberOfThreads()
{
    QFETCH(BprOptions, options);
    options.epochs = 2;
    const Learned one = trainBpr(options, m_dataset, withThreads(1));
    for (const int threads : {2, 4}) {
        const Learned more = trainBpr(options, m_dataset, withThreads(threads));
        QCOMPARE(shaOf(*more.last), shaOf(*one.last));
        QCOMPARE(more.curve.back().trainLoss, one.curve.back().trainLoss);
    }
}

void TestTrainBpr::outlivesCoresThatComeWhileItRuns()
{
    QFETCH(BprOptions, options);
    options.epochs = 2;
    const CoresAllowed cores;
    if (cores.all() < 2)
        QSKIP("needs two cores");
    cores.allowOne();
    const JobContext job{.sink = [&](const JobEvent& event) {
        if (std::holds_alternative<EpochFinished>(event))
            cores.allowAll();
    }};
    const Learned trained = trainBpr(options, m_dataset, withThreads(0), job);
    QCOMPARE(shaOf(*trained.last), shaOf(*trainBpr(options, m_dataset, withThreads(1)).last));
}

void TestTrainBpr::dependsOnTheSeed()
{
    BprOptions other = small;
    other.seed = 43;
    QVERIFY(shaOf(*trainBpr(small, m_dataset, withThreads(1)).last)
            != shaOf(*trainBpr(other, m_dataset, withThreads(1)).last));
}

void TestTrainBpr::reportsEveryEpochInOrder()
{
    std::vector<JobEvent> events;
    const JobContext job{.sink = [&](const JobEvent& event) { events.push_back(event); }};
    TrainingHooks hooks = withThreads(1);
    hooks.announcement.users = 60;
    const Learned trained = trainBpr(small, m_dataset, hooks, job);
    int started = 0;
    int epochs = 0;
    double position = 0;
    for (const JobEvent& event : events) {
        if (const auto* start = std::get_if<TrainingStarted>(&event)) {
            ++started;
            QCOMPARE(start->epochs, 4);
            QCOMPARE(start->firstEpoch, 1);
            QCOMPARE(start->users, std::int64_t(60));
            QCOMPARE(start->samplesPerEpoch, std::int64_t(m_dataset.train().entryCount()) * 4);
            QCOMPARE(epochs, 0);
        } else if (const auto* tick = std::get_if<TrainingTick>(&event)) {
            QVERIFY(tick->epoch > position);
            position = tick->epoch;
        } else if (const auto* epoch = std::get_if<EpochFinished>(&event)) {
            QCOMPARE(epoch->epoch, ++epochs);
            QCOMPARE(epoch->learningRate, 0.1);
            QVERIFY(epoch->samplesPerSecond > 0);
        }
    }
    QCOMPARE(started, 1);
    QCOMPARE(epochs, 4);
    QCOMPARE(trained.curve.size(), std::size_t(4));
}

void TestTrainBpr::keepsTheBestEpochAndStopsAfterPatience()
{
    BprOptions options = small;
    options.epochs = 10;
    options.patience = 3;
    // Epoch 2 is best; an equal value in epoch 4 is not better; epochs 3, 4 and 5 use up the patience.
    const Learned trained = trainBpr(options, m_dataset, scripted({0.1, 0.3, 0.2, 0.3, 0.1, 0.9}));
    QCOMPARE(trained.end, TrainingEnd::EarlyStopped);
    QCOMPARE(trained.bestEpoch, 2);
    QCOMPARE(trained.curve.size(), std::size_t(5));
    QVERIFY(trained.curve[1].isBest && !trained.curve[3].isBest);
    QVERIFY(QString::fromStdString(trained.reason).contains("no better validation MRR than epoch 2"));

    options.epochs = 2;
    QCOMPARE(shaOf(*trained.best), shaOf(*trainBpr(options, m_dataset, withThreads(1)).last));
    options.epochs = 5;
    QCOMPARE(shaOf(*trained.last), shaOf(*trainBpr(options, m_dataset, withThreads(1)).last));
}

void TestTrainBpr::withoutValidationTheLastEpochIsBest()
{
    BprOptions options = small;
    options.patience = 1;
    const Learned trained = trainBpr(options, m_dataset, withThreads(1));
    QCOMPARE(trained.bestEpoch, 4);
    QCOMPARE(trained.best, trained.last);
    QVERIFY(trained.curve.back().validation.isEmpty());
}

void TestTrainBpr::divergenceIsNamedAndTheBestKept()
{
    BprOptions options = small;
    options.learningRate = 10;
    options.l2 = 5; // each update multiplies a row by 1 - 10 * 5 = -49
    options.warmupEpochs = 400;
    options.epochs = 800;
    std::string note;
    const JobContext job{.sink = [&](const JobEvent& event) {
        if (const auto* told = std::get_if<Note>(&event))
            note = told->text;
    }};
    const Learned trained = trainBpr(options, m_dataset, withThreads(1), job);
    QCOMPARE(trained.end, TrainingEnd::Diverged);
    QVERIFY(trained.curve.size() > 1);
    QCOMPARE(trained.bestEpoch, static_cast<int>(trained.curve.size()));
    for (const auto& model : {trained.best, trained.last}) {
        const auto& bpr = dynamic_cast<const BprModel&>(*model);
        QVERIFY(bpr.users().isFinite() && bpr.items().isFinite());
    }
    const QString epoch = QString::number(trained.curve.size() + 1);
    QVERIFY2(QString::fromStdString(trained.reason).contains("diverged in epoch " + epoch), trained.reason.c_str());
    QVERIFY(QString::fromStdString(trained.reason).contains("learning rate of 1 or less"));
    QCOMPARE(note, trained.reason);
}

void TestTrainBpr::divergenceInTheFirstEpochIsAnError()
{
    BprOptions options = small;
    options.learningRate = 10;
    options.l2 = 10;
    try {
        (void)trainBpr(options, m_dataset, withThreads(1));
        QFAIL("not seen");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("diverged in epoch 1"), error.what());
    }
}

void TestTrainBpr::stopsBetweenTiles()
{
    BprOptions options = small;
    options.epochs = 100'000;
    std::stop_source stop;
    int epochs = 0;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             if (std::holds_alternative<EpochFinished>(event) && ++epochs == 3)
                                 stop.request_stop();
                         }};
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, withThreads(2), job), Cancelled);
    QCOMPARE(epochs, 3);
}

void TestTrainBpr::pausingChangesNothing()
{
    const auto gate = std::make_shared<PauseGate>();
    gate->pause();
    JobContext job;
    job.gate = gate;
    std::jthread opener([&] { gate->resume(); });
    const Learned trained = trainBpr(small, m_dataset, withThreads(2), job);
    QCOMPARE(shaOf(*trained.last), shaOf(*trainBpr(small, m_dataset, withThreads(1)).last));
}

void TestTrainBpr::tellsWhenNegativesAreShort()
{
    // 40 users of 64 items in two tile blocks of 32; user 0 likes all but two items, so he never has 4 free in a block.
    DatasetParts parts = plantedParts(40, 64);
    std::vector<std::pair<User, Item>> likes;
    for (const User user : idsUpTo<User>(40))
        for (const Item item : idsUpTo<Item>(64))
            if (number(user) == 0 ? number(item) > 1 : number(item) % 8 == number(user) % 8)
                likes.emplace_back(user, item);
    parts.split.train = BinaryMatrix<User, Item>::fromPairs(40, 64, likes);
    parts.split.validation = BinaryMatrix<User, Item>::fromPairs(40, 64, {});
    const Dataset dataset(parts);
    for (const Optimiser optimiser : {Optimiser::Sgd, Optimiser::AdamBatch}) {
        BprOptions options = small;
        options.optimiser = optimiser;
        std::vector<std::string> notes;
        const JobContext job{.sink = [&](const JobEvent& event) {
            if (const auto* told = std::get_if<Note>(&event))
                notes.push_back(told->text);
        }};
        const Learned trained = trainBpr(options, dataset, withThreads(1), job);
        QVERIFY(std::isfinite(trained.curve.back().trainLoss));
        QCOMPARE(notes.size(), std::size_t(1));
        const QString expected = optimiser == Optimiser::Sgd ? "62 of 374 positives" : "248 of 1496 triplets";
        QVERIFY2(QString::fromStdString(notes[0]).contains(expected), notes[0].c_str());
    }
}

void TestTrainBpr::refusesWhatCannotBeTrained()
{
    BprOptions options = small;
    options.learningRate = std::nan("");
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, {}), Error);
    options = small;
    options.embeddingDim = 0;
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, m_dataset, {}), Error);

    DatasetParts parts = plantedParts();
    parts.split.train = BinaryMatrix<User, Item>::fromPairs(60, 128, {});
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(small, Dataset(parts), {}), Error);

    parts = plantedParts();
    parts.itemTracks = {};
    options = small;
    options.negativePool = NegativePool::HardEasy;
    QVERIFY_EXCEPTION_THROWN((void)trainBpr(options, Dataset(parts), {}), Error);
}

QTEST_GUILESS_MAIN(TestTrainBpr)
#include "tst_train_bpr.moc"
