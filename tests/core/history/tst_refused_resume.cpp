#include "core/experiment/run_files.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/recorded.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

namespace fs = std::filesystem;

/// What the history says of a run or a sweep that could not be resumed.
class TestRefusedResume : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void refusedDataLeavesTheRunAsItWas_data();
    void refusedDataLeavesTheRunAsItWas();
    void refusedResumesLeaveTheSweepAsItWas();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

void TestRefusedResume::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestRefusedResume::refusedDataLeavesTheRunAsItWas_data()
{
    QTest::addColumn<int>("last");
    QTest::addColumn<bool>("hasRecord");
    QTest::newRow("finished") << 0 << true;
    QTest::newRow("stopped") << 2 << true;
    QTest::newRow("killed before its record") << 2 << false;
}

void TestRefusedResume::refusedDataLeavesTheRunAsItWas()
{
    QFETCH(int, last);
    QFETCH(bool, hasRecord);
    const TempFiles files;
    RunStore store(files.folder());
    const RunConfig config = small(1, 4).base;
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [&](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == last)
            stop.request_stop();
    };
    try {
        runRecorded(store, config, *m_dataset, {files.at("a")}, job);
    } catch (const Cancelled&) {
        QVERIFY(last > 0);
    }
    const RunFiles run(files.at("a"));
    if (!hasRecord)
        fs::remove(run.record);
    const StoredRun before = store.runs().at(0);
    const std::string checkpoint = bytesOf(run.checkpoints / "last.safetensors");
    const auto other = makePreset(Preset::Tiny, {.seed = 5});
    for (const std::optional<RunId> known : {std::optional<RunId>(), std::optional(before.id)}) {
        QVERIFY_EXCEPTION_THROWN(runRecorded(store, config, *other, {files.at("a"), true}, {}, known), Error);
        QCOMPARE(store.runs().size(), std::size_t(1));
        const StoredRun after = store.runs().at(0);
        QCOMPARE(toText(toJson(after)), toText(toJson(before)));
        QCOMPARE(toText(toJson(after.record)), toText(toJson(before.record)));
    }
    QCOMPARE(fs::exists(run.record), hasRecord);
    QCOMPARE(bytesOf(run.checkpoints / "last.safetensors"), checkpoint);
    runRecorded(store, config, *m_dataset, {files.at("a"), true}); // with its own it goes on
    QCOMPARE(store.runs().at(0).state, StoredState::Finished);
}

void TestRefusedResume::refusedResumesLeaveTheSweepAsItWas()
{
    const TempFiles files;
    RunStore store(files.folder());
    runSweepRecorded(store, small(2), *m_dataset, {files.at("sweep")});
    const StoredSweep before = store.sweeps().front();
    const auto other = makePreset(Preset::Tiny, {.seed = 5});
    const SweepFolder again{files.at("sweep"), true};
    QVERIFY_EXCEPTION_THROWN(runSweepRecorded(store, small(3), *other, again), Error);
    QVERIFY_EXCEPTION_THROWN(runSweepRecorded(store, small(2, 7), *m_dataset, again), Error);
    QVERIFY(store.sweeps() == std::vector{before});
    QCOMPARE(store.runs().size(), std::size_t(2));
    SweepConfig kept = small(2);
    kept.base.name = "sweep"; // one without a name is called as its folder
    QVERIFY(loadSweep(files.at("sweep")).config == kept);
    QCOMPARE(runSweepRecorded(store, small(3), *m_dataset, again).trials.size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(TestRefusedResume)
#include "tst_refused_resume.moc"
