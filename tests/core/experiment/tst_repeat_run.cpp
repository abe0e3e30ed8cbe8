#include "core/base/error.h"
#include "core/experiment/repeat_run.h"
#include "core/experiment/run.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/pipeline/preset.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace tastescope;

namespace {

namespace fs = std::filesystem;

RunConfig bprConfig(int epochs)
{
    RunConfig config;
    config.name = "bpr-01";
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 16, .epochs = epochs, .schedule = Schedule::Constant, .patience = 0};
    return config;
}

double nextAfter(double value)
{
    return std::nextafter(value, 1.0);
}

} // namespace

class TestRepeatRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aRunComesOutTheSameWithAnyNumberOfThreads();
    void aStoppedRunIsRepeatedUntilWhereItStopped();
    void aDivergedRunDivergesAgain();
    void modelsWithoutEpochsAreCompared();
    void endsAtTheFirstEpochThatDiffers();
    void aCancelIsACancel();
    void otherDataAndNothingAreRefused();
    void seesTheLastBit_data();
    void seesTheLastBit();
    void doesNotLookAtWhatIsNotTheResult();
    void whatIsNotANumberEqualsItself();
    void anEpochTooManyOrTooFewIsADifference();

private:
    fs::path folder() { return fs::path(m_folder.path().toStdString()) / std::to_string(++m_count); }

    QTemporaryDir m_folder;
    int m_count = 0;
    std::shared_ptr<const Dataset> m_dataset;
    RunRecord m_record; // of three epochs
};

void TestRepeatRun::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
    m_record = run(bprConfig(3), *m_dataset, {folder()}).record;
    QCOMPARE(m_record.epochs.size(), std::size_t(3));
}

void TestRepeatRun::aRunComesOutTheSameWithAnyNumberOfThreads()
{
    for (const int threads : {1, 3}) {
        RunRecord recorded = m_record;
        recorded.config.threads = threads;
        const RecordComparison comparison = repeatRun(recorded, *m_dataset, folder());
        QVERIFY2(comparison.identical(), toText(comparison).c_str());
        QCOMPARE(comparison.epochs, 3);
        QVERIFY(comparison.comparedModel);
        QCOMPARE(comparison.comparedParts, 2);
        QCOMPARE(toText(comparison), std::string("bit-identical, 3 epochs, same weights and same figures"));
    }
}

void TestRepeatRun::aStoppedRunIsRepeatedUntilWhereItStopped()
{
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [&](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 2)
            stop.request_stop();
    };
    const fs::path stopped = folder();
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(500), *m_dataset, {stopped}, job), Cancelled);
    const RunRecord recorded = loadRun(stopped).record;

    int epochs = 0;
    JobContext counting;
    counting.sink = [&](const JobEvent& event) { epochs += std::holds_alternative<EpochFinished>(event) ? 1 : 0; };
    const RecordComparison comparison = repeatRun(recorded, *m_dataset, folder(), counting);
    QVERIFY2(comparison.identical(), toText(comparison).c_str());
    QCOMPARE(epochs, 2); // not 500
    QCOMPARE(toText(comparison), std::string("bit-identical, 2 epochs, same weights"));
}

void TestRepeatRun::aDivergedRunDivergesAgain()
{
    RunConfig config = bprConfig(2);
    setOption(config.model, "learning_rate", 10.0); // in the first epoch
    setOption(config.model, "l2", 1.0);
    const fs::path diverged = folder();
    QVERIFY_EXCEPTION_THROWN(run(config, *m_dataset, {diverged}), Error);
    RunRecord recorded = loadRun(diverged).record;
    QVERIFY_EXCEPTION_THROWN(repeatRun(recorded, *m_dataset, folder()), Error); // it kept nothing to compare with

    // 0.1 more an epoch: beyond a rate of 0.2 rows grow, as |1 - 0.2 * 10| = 1.
    config = bprConfig(200);
    setOption(config.model, "learning_rate", 10.0);
    setOption(config.model, "l2", 10.0);
    setOption(config.model, "warmup_epochs", std::int64_t{100});
    recorded = run(config, *m_dataset, {folder()}).record;
    QCOMPARE(recorded.state, RunState::Diverged);
    QVERIFY(!recorded.epochs.empty());
    const RecordComparison comparison = repeatRun(recorded, *m_dataset, folder());
    QVERIFY2(comparison.identical(), toText(comparison).c_str());
    QCOMPARE(comparison.epochs, static_cast<int>(recorded.epochs.size()));
}

void TestRepeatRun::modelsWithoutEpochsAreCompared()
{
    for (const ModelOptions& model : {ModelOptions(PopularityOptions{}), ModelOptions(UserKnnOptions{})}) {
        RunConfig config = bprConfig(1);
        config.model = model;
        const RunRecord recorded = run(config, *m_dataset, {folder()}).record;
        const RecordComparison comparison = repeatRun(recorded, *m_dataset, folder());
        QCOMPARE(toText(comparison), std::string("bit-identical, same weights and same figures"));
    }
}

void TestRepeatRun::endsAtTheFirstEpochThatDiffers()
{
    RunRecord recorded = m_record;
    recorded.epochs[1].trainLoss = nextAfter(recorded.epochs[1].trainLoss);
    int epochs = 0;
    JobContext counting;
    counting.sink = [&](const JobEvent& event) { epochs += std::holds_alternative<EpochFinished>(event) ? 1 : 0; };
    const RecordComparison comparison = repeatRun(recorded, *m_dataset, folder(), counting);
    QCOMPARE(comparison.first, RecordPart::Epoch);
    QCOMPARE(comparison.epoch, 2);
    QCOMPARE(comparison.epochs, 1);
    QCOMPARE(epochs, 2); // the third is not trained
    QVERIFY2(toText(comparison).starts_with("first difference at epoch 2: training loss 0."),
             toText(comparison).c_str());
}

void TestRepeatRun::aCancelIsACancel()
{
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [&](const JobEvent& event) {
        if (std::holds_alternative<EpochFinished>(event))
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(repeatRun(m_record, *m_dataset, folder(), job), Cancelled);
}

void TestRepeatRun::otherDataAndNothingAreRefused()
{
    RunRecord recorded = m_record;
    recorded.dataset.hash = "0123456789abcdef";
    const fs::path untouched = folder();
    QVERIFY_EXCEPTION_THROWN(repeatRun(recorded, *m_dataset, untouched), Error);
    QVERIFY_EXCEPTION_THROWN(repeatRun(beginRecord(bprConfig(1), *m_dataset), *m_dataset, untouched), Error);
    QVERIFY(!fs::exists(untouched));
}

using Change = std::function<void(RunRecord&)>;

void TestRepeatRun::seesTheLastBit_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<RecordPart>("part");
    const auto row = [](const char* name, RecordPart part, const Change& change) {
        QTest::newRow(name) << change << part;
    };
    const auto bump = [](double& value) { value = nextAfter(value); };
    row("settings", RecordPart::Settings, [](RunRecord& record) { record.config.negatives = 51; });
    row("data", RecordPart::Data, [](RunRecord& record) { record.dataset.hash += "0"; });
    row("loss", RecordPart::Epoch, [=](RunRecord& record) { bump(record.epochs[2].trainLoss); });
    row("learning rate", RecordPart::Epoch, [=](RunRecord& record) { bump(record.epochs[2].learningRate); });
    row("hit", RecordPart::Epoch, [=](RunRecord& record) { bump(record.epochs[2].validation.values()[2]); });
    row("not evaluated", RecordPart::Epoch, [](RunRecord& record) { record.epochs[2].validation = {}; });
    row("best so far", RecordPart::Epoch,
        [](RunRecord& record) { record.epochs[2].isBest = !record.epochs[2].isBest; });
    row("state", RecordPart::End, [](RunRecord& record) { record.state = RunState::Diverged; });
    row("best epoch", RecordPart::End, [](RunRecord& record) { ++record.bestEpoch; });
    row("weights", RecordPart::Weights, [](RunRecord& record) { record.modelSha256[0] ^= 1; });
    row("validation", RecordPart::Validation,
        [=](RunRecord& record) { bump(record.validation->model.values()[1].low); });
    row("baseline", RecordPart::Validation,
        [=](RunRecord& record) { bump(record.validation->popularity.values()[0].value); });
    row("a user", RecordPart::Validation, [=](RunRecord& record) { bump(record.validation->perUser.values.back()); });
    row("test", RecordPart::Test, [=](RunRecord& record) { bump(record.test->model.values()[0].value); });
}

void TestRepeatRun::seesTheLastBit()
{
    QFETCH(Change, change);
    QFETCH(RecordPart, part);
    RunRecord other = m_record;
    change(other);
    for (const auto& [recorded, again] : {std::pair(m_record, other), std::pair(other, m_record)}) {
        const RecordComparison comparison = compareRecords(recorded, again);
        QCOMPARE(comparison.first, part);
        QCOMPARE(comparison.epoch, part == RecordPart::Epoch ? 3 : 0);
        QVERIFY(!comparison.difference.empty());
    }
}

void TestRepeatRun::doesNotLookAtWhatIsNotTheResult()
{
    RunRecord other = m_record;
    other.config.name = "other";
    other.config.dataset = "/elsewhere";
    other.config.threads = 7;
    other.environment = {"tastescope 9", "gcc 99", 7};
    other.startedAt = "1999-01-01T00:00:00Z";
    other.message = "x";
    other.seconds = other.peakRssMb = other.epochs[0].trainSeconds = other.epochs[0].samplesPerSecond = 1e9;
    other.validation->seconds = other.validation->listsPerSecond = 1e9;
    other.validation->perUser = {}; // the history does not hold it
    QVERIFY(compareRecords(m_record, other).identical());
    QVERIFY(compareRecords(other, m_record).identical());
}

void TestRepeatRun::whatIsNotANumberEqualsItself()
{
    RunRecord one = m_record;
    one.epochs[2].trainLoss = std::numeric_limits<double>::quiet_NaN();
    RunRecord two = one;
    two.epochs[2].trainLoss = -std::numeric_limits<double>::quiet_NaN();
    QVERIFY(compareRecords(one, two).identical());
    QVERIFY(!compareRecords(one, m_record).identical());
    one.epochs[2].trainLoss = 0.0;
    two.epochs[2].trainLoss = -0.0; // equal, but not the same bits
    QVERIFY(!compareRecords(one, two).identical());
}

void TestRepeatRun::anEpochTooManyOrTooFewIsADifference()
{
    RunRecord shorter = m_record;
    shorter.epochs.pop_back();
    for (const auto& [recorded, again] : {std::pair(m_record, shorter), std::pair(shorter, m_record)}) {
        const RecordComparison comparison = compareRecords(recorded, again);
        QCOMPARE(comparison.first, RecordPart::Epoch);
        QCOMPARE(comparison.epoch, 3);
        QCOMPARE(comparison.epochs, 2);
    }
}

QTEST_GUILESS_MAIN(TestRepeatRun)
#include "tst_repeat_run.moc"
