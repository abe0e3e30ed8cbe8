#include "tests/core/history/history_cases.h"

#include <QTest>

#include <array>

using namespace tastescope;

namespace fs = std::filesystem;

class TestRunBin : public QObject
{
    Q_OBJECT

private slots:
    void binKeepsRunsAndGivesThemBack();
    void purgeDeletesOnlyRunFoldersInside();
    void cleansFailedRuns();
    void runningRunsAreNotDeleted();
};

void TestRunBin::binKeepsRunsAndGivesThemBack()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId id = store.add(sampleRun(files.at("r")));
    store.finish(id, sampleRecord(2));
    store.remove(std::array{id});
    QVERIFY(store.runs().empty());
    QCOMPARE(store.runs(RunScope::Bin).size(), std::size_t(1));
    QCOMPARE(store.purge("2026-01-01T00:00:00Z"), 0); // not so old
    store.restore(std::array{id});
    QCOMPARE(store.runs().size(), std::size_t(1));
    QCOMPARE(store.run(id).record.epochs.size(), std::size_t(2));
    QVERIFY_EXCEPTION_THROWN(store.remove(std::array{RunId{77}}), Error);
}

void TestRunBin::purgeDeletesOnlyRunFoldersInside()
{
    const TempFiles files;
    const fs::path workspace = files.at("w");
    RunStore store(workspace);
    for (const char* folder : {"w/runs/a", "w/runs/shared", "outside", "w/photos"})
        files.write(std::string(folder) + "/model.safetensors", "x");
    for (const char* folder : {"w/runs/a", "w/runs/shared", "outside"})
        files.write(std::string(folder) + "/config.json", "{}");
    std::vector<RunId> gone;
    for (const char* folder : {"w/runs/a", "w/runs/shared", "outside", "w/photos"})
        gone.push_back(store.add(sampleRun(files.at(folder))));
    const RunId kept = store.add(sampleRun(files.at("w/runs/shared")));
    for (const RunId id : gone)
        store.finish(id, sampleRecord(1));
    store.remove(gone);
    QCOMPARE(store.purge("9999-01-01T00:00:00Z"), 4);
    QVERIFY(!fs::exists(files.at("w/runs/a")));
    QVERIFY(fs::exists(files.at("w/runs/shared"))); // another run is kept there
    QVERIFY(fs::exists(files.at("outside")));
    QVERIFY(fs::exists(files.at("w/photos"))); // no run's folder, whatever the history says
    QCOMPARE(store.runs(RunScope::All).size(), std::size_t(1));
    QCOMPARE(store.runs()[0].id, kept);
}

void TestRunBin::cleansFailedRuns()
{
    const TempFiles files;
    RunStore store(files.folder());
    std::array<RunId, 4> ids{};
    for (RunId& id : ids)
        id = store.add(sampleRun(files.at("r")));
    store.addEpoch(ids[1], sampleEpoch(1));
    store.end(ids[0], StoredState::Failed, "the disk is full");
    store.end(ids[1], StoredState::Diverged, "diverged"); // has an epoch to look at
    store.end(ids[2], StoredState::Diverged, "diverged at once");
    QCOMPARE(store.removeFailed(), (std::vector{ids[0], ids[2]}));
    QCOMPARE(store.runs().size(), std::size_t(2));
    store.restore(std::array{ids[0]});
    QCOMPARE(store.run(ids[0]).record.message, std::string("the disk is full"));
}

void TestRunBin::runningRunsAreNotDeleted()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId over = store.add(sampleRun(files.at("r")));
    store.end(over, StoredState::Stopped, {});
    const RunId running = store.add(sampleRun(files.at("r")));
    QVERIFY_EXCEPTION_THROWN(store.remove(std::array{over, running}), Error);
    QCOMPARE(store.runs().size(), std::size_t(2)); // all or nothing
}

QTEST_GUILESS_MAIN(TestRunBin)
#include "tst_run_bin.moc"
