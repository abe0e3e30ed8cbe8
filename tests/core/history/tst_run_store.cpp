#include "core/base/atomic_file.h"
#include "core/experiment/run_files.h"
#include "core/models/popularity/popularity_options.h"
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
    void sweepsAreKept();
    void twoStoresSeeEachOther();
    void processesWriteAtOnce();
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
    record.epochs[4].validation = {};
    record.epochs[3].trainLoss = std::numeric_limits<double>::infinity();
    files.write("runs/a/model.safetensors", "weights");
    record.startedAt = "2026-11-24T08:00:01Z"; // a run is registered a moment before it starts
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
    const UserResults results{
        {"mrr"}, {User{2}, User{5}}, {1, 3}, {0.1 + 0.2, 1 / 3.0}, sampleRun(files.at("r")).record.dataset.hash};
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
    setOption(config.model, "seed", std::int64_t{8});
    config.name = "other";
    config.threads = 1;
    QCOMPARE(seedGroupOf(config, dataset), group);
    QVERIFY(seedGroupOf(config, {"d", "another", 1, 1, 1}) != group);
    setOption(config.model, "learning_rate", 0.5);
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
    const StoredTrial second{2, "{\"learning_rate\": 0.01}", TrialPhase::EarlyStopped, run, 1, "others were better"};
    store.setTrial(sweep.id, second);
    store.setTrial(sweep.id, {.number = 1, .optionsJson = "{}", .state = TrialPhase::Finished});
    StoredSweep found = RunStore(files.folder()).sweep(sweep.id);
    sweep.trials[0].state = TrialPhase::Finished;
    sweep.trials.push_back(second);
    sweep.folder = fs::canonical(files.folder()) / "sweeps/1";
    QVERIFY(found == sweep);
    store.setSweepState(sweep.id, SweepState::Finished, "done");
    found = store.sweep(sweep.id);
    QVERIFY(found.state == SweepState::Finished && found.message == "done" && !found.endedAt.empty());
    QCOMPARE(store.sweeps().size(), std::size_t(1));
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

void TestRunStore::processesWriteAtOnce()
{
    constexpr int rounds = 20; // each begins with all of them making the same file
    constexpr int epochs = 5;
    for (int round = 0; round < rounds; ++round) {
        const TempFiles files;
        std::array<pid_t, 3> writers{};
        for (pid_t& writer : writers)
            writer = child([&files] {
                RunStore store(files.folder());
                const RunId id = store.add(sampleRun(files.at("r")));
                for (int epoch = 1; epoch <= epochs; ++epoch)
                    store.addEpoch(id, sampleEpoch(epoch));
                store.end(id, StoredState::Stopped, {});
                return 0;
            });
        for (const pid_t writer : writers)
            QCOMPARE(exitCodeOf(writer), 0);
        const RunStore store(files.folder());
        QCOMPARE(store.runs().size(), writers.size());
        for (const StoredRun& run : store.runs())
            QCOMPARE(run.record.epochs.size(), std::size_t(epochs));
        QVERIFY(store.problems().empty());
    }
}

void TestRunStore::runsOfAnEndedProcessAreInterrupted()
{
    const TempFiles files;
    QCOMPARE(inChild([&files] {
                 RunStore store(files.folder());
                 const SweepId sweep = store.addSweep({.trials = {{.number = 1, .state = TrialPhase::Running}}});
                 const RunId id = store.add(sampleRun(files.at("r")));
                 store.addEpoch(id, sampleEpoch(1));
                 return number(sweep) == 1 ? 0 : 1;
             }),
             0);
    RunStore store(files.folder());
    QCOMPARE(store.runs().at(0).state, StoredState::Interrupted);
    QCOMPARE(store.runs().at(0).record.epochs.size(), std::size_t(1));
    QVERIFY(store.sweeps().at(0).state == SweepState::Interrupted);
    QVERIFY(store.sweeps().at(0).trials.at(0).state == TrialPhase::Interrupted);
    store.start(store.runs().at(0).id, "2026-11-24T09:00:00Z");
    QCOMPARE(store.runs().at(0).record.startedAt, std::string("2026-11-24T09:00:00Z"));
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
