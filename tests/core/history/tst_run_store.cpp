#include "core/base/atomic_file.h"
#include "core/experiment/run_files.h"
#include "tests/core/history/history_cases.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>

using namespace tastescope;

namespace fs = std::filesystem;

class TestRunStore : public QObject
{
    Q_OBJECT

private slots:
    void keepsEveryField();
    void keepsPerUserResultsByHash();
    void namesAndColoursAreGivenForLife();
    void seedsOfOneSettingAreOneGroup();
    void theFolderMayBeMoved();
    void peoplesChangesAreKept();
    void binKeepsRunsAndGivesThemBack();
    void purgeDeletesOnlyRunFoldersInside();
    void cleansFailedRuns();
    void runningRunsAreNotDeleted();
    void sweepsAreKept();
    void twoStoresSeeEachOther();
    void twoProcessesWriteAtOnce();
    void runsOfAnEndedProcessAreInterrupted();
    void aRunKilledAtItsLastWordIsFinished();
};

void TestRunStore::keepsEveryField()
{
    const TempFiles files;
    RunStore store(files.folder());
    StoredSweep sweep;
    sweep.name = "lr";
    NewRun made = sampleRun(files.at("runs/a"), "my run");
    made.trial = TrialPlace{store.addSweep(sweep), 4};
    const RunId id = store.add(made);
    store.addEpoch(id, sampleEpoch(1));
    QCOMPARE(store.run(id).state, StoredState::Running);
    QCOMPARE(store.run(id).record.epochs.size(), std::size_t(1));

    RunRecord record = sampleRecord(5);
    record.epochs[4].validation.reset();
    record.epochs[3].trainLoss = std::numeric_limits<double>::infinity();
    files.write("runs/a/model.safetensors", "weights");
    store.finish(id, record);
    store.setNote(id, "a note");
    store.setTags(id, {"zeta", "good", "good", ""});

    const StoredRun run = RunStore(files.folder()).run(id);
    QCOMPARE(run.name(), std::string("my run"));
    QCOMPARE(run.state, StoredState::Finished);
    record.config.name = "my run";
    QCOMPARE(toText(toJson(run.record)), toText(toJson(record)));
    QVERIFY(run.record.config == record.config);
    QVERIFY(run.record.validation == record.validation && run.record.test == record.test); // doubles, bit for bit
    for (std::size_t i = 0; i < 5; ++i)
        QVERIFY(sameEpoch(run.record.epochs[i], record.epochs[i]));
    QVERIFY(run.provenance == made.provenance);
    QVERIFY(run.trial == made.trial);
    QCOMPARE(run.note, std::string("a note"));
    QCOMPARE(run.tags, (std::vector<std::string>{"good", "zeta"}));
    QCOMPARE(run.folder, fs::canonical(files.folder()) / "runs/a");
    QVERIFY(!run.endedAt.empty() && run.deletedAt.empty());
    const std::vector<Artifact> artifacts = store.artifacts(id);
    QCOMPARE(artifacts.size(), std::size_t(1));
    QCOMPARE(artifacts[0].kind, std::string("model"));
    QCOMPARE(artifacts[0].bytes, std::int64_t(7));
    QCOMPARE(artifacts[0].sha256.size(), std::size_t(64));
    QVERIFY(store.problems().empty());
}

void TestRunStore::keepsPerUserResultsByHash()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId id = store.add(sampleRun(files.at("r")));
    fs::create_directories(files.at("r"));
    const UserResults results{{"mrr"}, {User{2}, User{5}}, {1, 3}, {0.1 + 0.2, 1 / 3.0}};
    const fs::path file = RunFiles(files.at("r")).validation;
    saveUserResults(results, file);
    store.finish(id, sampleRecord(1));
    QVERIFY(store.userResults(id, Part::Validation) == results);
    QVERIFY_EXCEPTION_THROWN(store.userResults(id, Part::Test), Error);
    saveUserResults({{"mrr"}, {User{2}}, {1}, {0.5}}, file); // sound, but not this run's
    QVERIFY_EXCEPTION_THROWN(store.userResults(id, Part::Validation), Error);
    fs::remove(file);
    QVERIFY_EXCEPTION_THROWN(store.userResults(id, Part::Validation), Error);
}

void TestRunStore::namesAndColoursAreGivenForLife()
{
    const TempFiles files;
    RunStore store(files.folder());
    std::vector<RunId> ids;
    for (int i = 0; i < 8; ++i)
        ids.push_back(store.add(sampleRun(files.at("r"))));
    std::vector<int> given;
    for (const RunId id : ids)
        given.push_back(store.run(id).slot);
    QCOMPARE(given, (std::vector{0, 1, 2, 3, 4, 5, 0, 1}));
    QCOMPARE(store.run(ids[7]).name(), std::string("bpr-08"));
    store.end(ids[2], StoredState::Stopped, {});
    store.remove(std::array{ids[2]});
    const RunId next = store.add(sampleRun(files.at("r")));
    QCOMPARE(store.run(next).slot, 2);                       // nobody else has it
    QCOMPARE(store.run(next).name(), std::string("bpr-09")); // a name in the bin is not given again
    QCOMPARE(store.nextName(PopularityOptions{}), std::string("popular-01"));
}

void TestRunStore::seedsOfOneSettingAreOneGroup()
{
    RunConfig config = sampleRun({}).record.config;
    const DatasetFacts dataset{"d", "hash", 1, 1, 1};
    const std::string group = seedGroupOf(config, dataset);
    std::get<BprOptions>(config.model).seed = 8;
    config.name = "other";
    config.threads = 1;
    QCOMPARE(seedGroupOf(config, dataset), group);
    QVERIFY(seedGroupOf(config, {"d", "another", 1, 1, 1}) != group);
    std::get<BprOptions>(config.model).learningRate *= 2;
    QVERIFY(seedGroupOf(config, dataset) != group);
}

void TestRunStore::theFolderMayBeMoved()
{
    const TempFiles files;
    RunId inside{};
    RunId outside{};
    {
        RunStore store(files.at("old"));
        inside = store.add(sampleRun(files.at("old/runs/x")));
        outside = store.add(sampleRun(files.at("elsewhere")));
    }
    fs::rename(files.at("old"), files.at("new"));
    const RunStore store(files.at("new"));
    QCOMPARE(store.run(inside).folder, files.at("new/runs/x"));
    QCOMPARE(store.run(outside).folder, fs::canonical(files.folder()) / "elsewhere");
    QVERIFY(store.findFolder(files.at("new/runs/x")) == inside);
}

void TestRunStore::peoplesChangesAreKept()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId id = store.add(sampleRun(files.at("r")));
    store.rename(id, "best so far");
    QCOMPARE(store.run(id).name(), std::string("best so far"));
    store.setTags(id, {"a"});
    store.setTags(id, {});
    QVERIFY(store.run(id).tags.empty());
    QVERIFY_EXCEPTION_THROWN(store.rename(id, "  "), Error);
    QVERIFY_EXCEPTION_THROWN(store.setNote(RunId{99}, "?"), Error);
    QVERIFY_EXCEPTION_THROWN(store.setTags(RunId{99}, {"?"}), Error);
}

void TestRunStore::binKeepsRunsAndGivesThemBack()
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

void TestRunStore::purgeDeletesOnlyRunFoldersInside()
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

void TestRunStore::cleansFailedRuns()
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

void TestRunStore::runningRunsAreNotDeleted()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId over = store.add(sampleRun(files.at("r")));
    store.end(over, StoredState::Stopped, {});
    const RunId running = store.add(sampleRun(files.at("r")));
    QVERIFY_EXCEPTION_THROWN(store.remove(std::array{over, running}), Error);
    QCOMPARE(store.runs().size(), std::size_t(2)); // all or nothing
}

void TestRunStore::sweepsAreKept()
{
    const TempFiles files;
    RunStore store(files.folder());
    StoredSweep sweep{.name = "rates",
                      .model = "bpr",
                      .spaceJson = "{\"learning_rate\": \"loguniform(1e-4,1e-1)\"}",
                      .optionsJson = "{\"trials\": 2}",
                      .createdAt = "2026-11-24T08:00:00Z",
                      .note = "n",
                      .folder = files.at("sweeps/1"),
                      .trials = {{.number = 1, .optionsJson = "{}"}}};
    sweep.id = store.addSweep(sweep);
    const RunId run = store.add(sampleRun(files.at("r")));
    const StoredTrial second{2, "{\"learning_rate\": 0.01}", TrialState::EarlyStopped, run, 1, "others were better"};
    store.setTrial(sweep.id, second);
    store.setTrial(sweep.id, {.number = 1, .optionsJson = "{}", .state = TrialState::Finished});
    StoredSweep found = RunStore(files.folder()).sweep(sweep.id);
    sweep.trials[0].state = TrialState::Finished;
    sweep.trials.push_back(second);
    sweep.folder = fs::canonical(files.folder()) / "sweeps/1";
    QVERIFY(found == sweep);
    store.setSweepState(sweep.id, SweepState::Finished, "done");
    found = store.sweep(sweep.id);
    QVERIFY(found.state == SweepState::Finished && found.message == "done" && !found.endedAt.empty());
    store.removeSweep(sweep.id);
    QVERIFY(store.sweeps().empty());
    QCOMPARE(store.runs().size(), std::size_t(1));
}

void TestRunStore::twoStoresSeeEachOther()
{
    const TempFiles files;
    RunStore one(files.folder());
    RunStore two(files.folder());
    const std::int64_t before = two.changeCount();
    const RunId id = one.add(sampleRun(files.at("r")));
    QVERIFY(two.changeCount() != before);
    two.rename(id, "named by the other");
    QCOMPARE(one.run(id).name(), std::string("named by the other"));
    QCOMPARE(one.run(id).state, StoredState::Running); // this process lives
}

void TestRunStore::twoProcessesWriteAtOnce()
{
    const TempFiles files;
    constexpr int each = 20;
    const auto write = [&files] {
        RunStore store(files.folder());
        const RunId id = store.add(sampleRun(files.at("r")));
        for (int epoch = 1; epoch <= each; ++epoch)
            store.addEpoch(id, sampleEpoch(epoch));
        store.end(id, StoredState::Stopped, {});
        return 0;
    };
    const pid_t other = fork();
    if (other == 0) {
        int code = 1;
        try {
            code = write();
        } catch (...) {
            code = 2;
        }
        _exit(code);
    }
    QCOMPARE(inChild(write), 0);
    int status = 0;
    waitpid(other, &status, 0);
    QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    const RunStore store(files.folder());
    QCOMPARE(store.runs().size(), std::size_t(2));
    for (const StoredRun& run : store.runs())
        QCOMPARE(run.record.epochs.size(), std::size_t(each));
    QVERIFY(store.problems().empty());
}

void TestRunStore::runsOfAnEndedProcessAreInterrupted()
{
    const TempFiles files;
    QCOMPARE(inChild([&files] {
                 RunStore store(files.folder());
                 const SweepId sweep = store.addSweep({.trials = {{.number = 1, .state = TrialState::Running}}});
                 const RunId id = store.add(sampleRun(files.at("r")));
                 store.addEpoch(id, sampleEpoch(1));
                 return number(sweep) == 1 ? 0 : 1;
             }),
             0);
    RunStore store(files.folder());
    QCOMPARE(store.runs().at(0).state, StoredState::Interrupted);
    QCOMPARE(store.runs().at(0).record.epochs.size(), std::size_t(1));
    QVERIFY(store.sweeps().at(0).state == SweepState::Interrupted);
    QVERIFY(store.sweeps().at(0).trials.at(0).state == TrialState::Interrupted);
    store.start(store.runs().at(0).id);
    QCOMPARE(store.runs().at(0).state, StoredState::Running);
}

void TestRunStore::aRunKilledAtItsLastWordIsFinished()
{
    const TempFiles files;
    QCOMPARE(inChild([&files] {
                 RunStore store(files.folder());
                 const RunId id = store.add(sampleRun(files.at("r")));
                 store.addEpoch(id, sampleEpoch(1));
                 fs::create_directories(files.at("r"));
                 replaceFile(RunFiles(files.at("r")).record, toText(toJson(sampleRecord(2))));
                 return 0;
             }),
             0);
    const StoredRun run = RunStore(files.folder()).runs().at(0);
    QCOMPARE(run.state, StoredState::Finished);
    QCOMPARE(run.record.epochs.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestRunStore)
#include "tst_run_store.moc"
