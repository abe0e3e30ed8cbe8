#include "tests/core/history/history_cases.h"

#include <QTest>

#include <array>
#include <ctime>

using namespace tastescope;

namespace fs = std::filesystem;

class TestRunBin : public QObject
{
    Q_OBJECT

private slots:
    void binKeepsRunsAndGivesThemBack();
    void purgeDeletesOnlyRunFoldersInside();
    void purgeLeavesWhatOthersPutThere();
    void aWrongClockEmptiesNothing();
    void whatIsSetAsideIsInTheBinWithItsFiles();
    void cleansFailedRuns();
    void runningRunsAreNotDeleted();
};

namespace {

constexpr std::int64_t day = 24 * 60 * 60;

/// The history is opened on each of the next days. Returns how many runs were deleted for good.
int openedFor(RunStore& store, int days)
{
    int gone = 0;
    for (int i = 1; i <= days; ++i)
        gone += store.tidy(std::time(nullptr) + i * day);
    return gone;
}

} // namespace

void TestRunBin::binKeepsRunsAndGivesThemBack()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId id = store.add(sampleRun(files.at("r")));
    store.finish(id, sampleRecord(2));
    store.remove(std::array{id});
    QVERIFY(store.runs().empty());
    QCOMPARE(store.runs(RunScope::Bin).size(), std::size_t(1));
    QCOMPARE(store.tidy(std::time(nullptr)), 0); // not so old
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
    QCOMPARE(openedFor(store, 31), 4);
    QVERIFY(!fs::exists(files.at("w/runs/a")));
    QVERIFY(fs::exists(files.at("w/runs/shared"))); // another run is kept there
    QVERIFY(fs::exists(files.at("outside")));
    QVERIFY(fs::exists(files.at("w/photos"))); // no run's folder, whatever the history says
    QCOMPARE(store.runs(RunScope::All).size(), std::size_t(1));
    QCOMPARE(store.runs()[0].id, kept);
}

void TestRunBin::purgeLeavesWhatOthersPutThere()
{
    const TempFiles files;
    RunStore store(files.folder());
    for (const char* file : {"a/config.json", "a/model.safetensors", "a/checkpoints/last.safetensors", "a/notes.txt",
                             "a/checkpoints/mine.safetensors", "a/b/config.json", "a/b/model.safetensors"})
        files.write(file, "x");
    const RunId gone = store.add(sampleRun(files.at("a")));
    const RunId kept = store.add(sampleRun(files.at("a/b"))); // inside the folder of the other
    for (const RunId id : {gone, kept})
        store.finish(id, sampleRecord(1));
    store.remove(std::array{gone});
    QCOMPARE(openedFor(store, 31), 1);
    for (const char* file : {"a/config.json", "a/model.safetensors", "a/checkpoints/last.safetensors"})
        QVERIFY2(!fs::exists(files.at(file)), file);
    for (const char* file :
         {"a/notes.txt", "a/checkpoints/mine.safetensors", "a/b/config.json", "a/b/model.safetensors"})
        QVERIFY2(fs::exists(files.at(file)), file);
    QCOMPARE(store.runs().at(0).id, kept);
}

void TestRunBin::aWrongClockEmptiesNothing()
{
    const TempFiles files;
    RunStore store(files.folder());
    files.write("a/config.json", "x");
    const RunId id = store.add(sampleRun(files.at("a")));
    store.finish(id, sampleRecord(1));
    store.remove(std::array{id});
    const std::int64_t now = std::time(nullptr);
    QCOMPARE(store.tidy(now + 700 * day), 0); // one opening two years ahead
    QCOMPARE(store.tidy(now + 7000 * day), 0);
    QCOMPARE(store.tidy(now), 0);
    QCOMPARE(store.tidy(now + 40 * day), 0); // after a holiday: four days of use
    QVERIFY(fs::exists(files.at("a/config.json")));
    QCOMPARE(openedFor(store, 31), 1); // the usual way
    QVERIFY(!fs::exists(files.at("a")));
}

void TestRunBin::whatIsSetAsideIsInTheBinWithItsFiles()
{
    const TempFiles files;
    RunStore store(files.folder());
    files.write("a/model.safetensors", "x");
    files.write("a/b/model.safetensors", "y");
    const RunId replaced = store.add(sampleRun(files.at("a")));
    const RunId nested = store.add(sampleRun(files.at("a/b")));
    for (const RunId id : {replaced, nested})
        store.finish(id, sampleRecord(1));
    const fs::path aside = store.setAside(files.at("a"));
    QCOMPARE(store.run(replaced).folder, aside);
    QVERIFY(!store.run(replaced).deletedAt.empty());
    QCOMPARE(store.run(nested).folder, aside / "b"); // moved along, and kept
    QVERIFY(store.run(nested).deletedAt.empty());
    for (const RunId id : {replaced, nested})
        for (const Artifact& artifact : store.artifacts(id))
            QVERIFY2(fs::exists(artifact.path), artifact.path.c_str());
    store.restore(std::array{replaced});
    QCOMPARE(store.runs().size(), std::size_t(2));
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
