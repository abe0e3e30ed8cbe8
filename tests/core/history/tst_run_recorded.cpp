#include "core/experiment/run_files.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/recorded.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <array>
#include <csignal>
#include <sys/resource.h>

using namespace tastescope;

namespace fs = std::filesystem;

class TestRunRecorded : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsTheWholeRun();
    void anEpochIsKeptBeforeItIsTold();
    void stoppedRunsGoOnAsTheSameRun();
    void failuresAndDivergencesAreKept();
    void otherSettingsAreNoNewRun();
    void waitingRunsKeepTheirPlace();
    void eachGetsANameOfItsOwn();
    void aHistoryThatCannotBeWrittenDoesNotEndTheRun();
    void aReadOnlyHistoryIsToldOnce();
    void aKilledRunGoesOnWithAllItsEpochs();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

RunConfig bprConfig(int epochs)
{
    RunConfig config;
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 2, .epochs = epochs, .schedule = Schedule::Constant, .patience = 0};
    config.threads = 1;
    return config;
}

std::string recordText(const RunRecord& record)
{
    return toText(toJson(record));
}

/// A job that is stopped when its epoch `last` was told.
JobContext stoppedAfter(int last, std::stop_source& stop)
{
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [last, &stop](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == last)
            stop.request_stop();
    };
    return job;
}

/// No file of this process may grow beyond so many bytes, for as long as this lives: as a full disk does.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

void TestRunRecorded::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestRunRecorded::keepsTheWholeRun()
{
    const TempFiles files;
    RunStore store(files.folder());
    const Run made = runRecorded(store, bprConfig(3), *m_dataset, {files.at("runs/a")});
    const RunId id = *store.findFolder(files.at("runs/a"));
    const StoredRun kept = store.run(id);
    QCOMPARE(recordText(kept.record), recordText(made.record));
    QCOMPARE(kept.name(), std::string("bpr-01"));
    QCOMPARE(loadRun(files.at("runs/a")).record.config.name, std::string("bpr-01"));
    QVERIFY(kept.provenance == m_dataset->provenance());
    QVERIFY(store.userResults(id, Part::Validation) == made.record.validation->perUser);
    QVERIFY(store.userResults(id, Part::Test) == made.record.test->perUser);
    QCOMPARE(store.artifacts(id).size(), fs::exists(RunFiles(kept.folder).lastModel) ? std::size_t(7) : std::size_t(6));

    RunConfig popular = bprConfig(1);
    popular.model = PopularityOptions{};
    const Run baseline = runRecorded(store, popular, *m_dataset, {files.at("runs/b")});
    const StoredRun second = store.runs().at(1);
    QCOMPARE(second.state, StoredState::Finished);
    QCOMPARE(*figureOf(second, "mrr"), baseline.record.validation->mrr()->value);
    QCOMPARE(*figureOf(second, "test_hit-10"), baseline.record.test->model.find("hit-10")->value);
}

void TestRunRecorded::anEpochIsKeptBeforeItIsTold()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunStore reader(files.folder()); // as another program would look
    JobContext job;
    int told = 0;
    job.sink = [&](const JobEvent& event) {
        const auto* epoch = std::get_if<EpochFinished>(&event);
        if (!epoch)
            return;
        const StoredRun kept = reader.runs().at(0);
        QCOMPARE(kept.state, StoredState::Running);
        QVERIFY(sameEpoch(kept.record.epochs.at(static_cast<std::size_t>(told)), *epoch));
        ++told;
    };
    runRecorded(store, bprConfig(3), *m_dataset, {files.at("a")}, job);
    QCOMPARE(told, 3);
}

void TestRunRecorded::stoppedRunsGoOnAsTheSameRun()
{
    const TempFiles files;
    RunStore store(files.folder());
    std::stop_source stop;
    QVERIFY_EXCEPTION_THROWN(runRecorded(store, bprConfig(4), *m_dataset, {files.at("a")}, stoppedAfter(2, stop)),
                             Cancelled);
    QCOMPARE(store.runs().at(0).state, StoredState::Stopped);
    QCOMPARE(store.runs().at(0).record.epochs.size(), std::size_t(2));
    QVERIFY(!store.runs().at(0).record.modelSha256.empty());

    const Run whole = run(bprConfig(4), *m_dataset, {files.at("whole")});
    runRecorded(store, bprConfig(4), *m_dataset, {files.at("a"), true});
    QCOMPARE(store.runs().size(), std::size_t(1));
    const StoredRun kept = store.runs().at(0);
    QCOMPARE(kept.state, StoredState::Finished);
    QCOMPARE(kept.record.epochs.size(), std::size_t(4));
    QCOMPARE(kept.record.modelSha256, whole.record.modelSha256);
}

void TestRunRecorded::failuresAndDivergencesAreKept()
{
    const TempFiles files;
    RunStore store(files.folder());
    RunConfig config = bprConfig(2);
    setOption(config.model, "learning_rate", 10.0); // diverges in the first epoch
    setOption(config.model, "l2", 1.0);
    QVERIFY_EXCEPTION_THROWN(runRecorded(store, config, *m_dataset, {files.at("d")}), Error);
    QCOMPARE(store.runs().at(0).state, StoredState::Diverged);
    QVERIFY(store.runs().at(0).record.message.find("diverged") != std::string::npos);
    files.write("file", "");
    QVERIFY_EXCEPTION_THROWN(runRecorded(store, bprConfig(1), *m_dataset, {files.at("file/in")}), Error);
    QCOMPARE(store.runs().at(1).state, StoredState::Failed);
    QVERIFY(store.runs().at(1).record.message.find("cannot be made") != std::string::npos);
}

void TestRunRecorded::otherSettingsAreNoNewRun()
{
    const TempFiles files;
    RunStore store(files.folder());
    runRecorded(store, bprConfig(1), *m_dataset, {files.at("a")});
    QVERIFY_EXCEPTION_THROWN(runRecorded(store, bprConfig(2), *m_dataset, {files.at("a"), true}), Error);
    QCOMPARE(store.runs().size(), std::size_t(1));
    QCOMPARE(store.runs().at(0).state, StoredState::Finished);
}

void TestRunRecorded::waitingRunsKeepTheirPlace()
{
    const TempFiles files;
    RunStore store(files.folder());
    NewRun waiting = sampleRun(files.at("a"), "mine");
    waiting.record.config = bprConfig(1);
    waiting.waiting = true;
    const RunId id = store.add(waiting);
    QCOMPARE(store.run(id).state, StoredState::Waiting);
    runRecorded(store, bprConfig(1), *m_dataset, {files.at("a")}, {}, id);
    QCOMPARE(store.runs().size(), std::size_t(1));
    QCOMPARE(store.run(id).state, StoredState::Finished);
    QCOMPARE(store.run(id).name(), std::string("mine"));
}

void TestRunRecorded::eachGetsANameOfItsOwn()
{
    const TempFiles files;
    RunStore one(files.folder());
    RunStore two(files.folder());
    HistoryObserver first(one);
    std::vector<RunId> told;
    {
        HistoryObserver second(two, {}, [&told](RunId id) { told.push_back(id); });
        QCOMPARE(first.enter(bprConfig(1), *m_dataset, {files.at("a")}).name, std::string("bpr-01"));
        QCOMPARE(second.enter(bprConfig(1), *m_dataset, {files.at("b")}).name, std::string("bpr-02")); // neither began
        QCOMPARE(one.runs().at(1).state, StoredState::Waiting);
    }
    QCOMPARE(one.runs().size(), std::size_t(1)); // the second never did
    QCOMPARE(told.back(), RunId{0});
}

void TestRunRecorded::aHistoryThatCannotBeWrittenDoesNotEndTheRun()
{
    const TempFiles files;
    RunStore store(files.folder());
    std::vector<std::string> notes;
    std::unique_ptr<SmallDisk> full;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        if (const auto* note = std::get_if<Note>(&event))
            notes.push_back(note->text);
        const auto* epoch = std::get_if<EpochFinished>(&event);
        if (epoch && epoch->epoch == 2) // checkpoints are smaller than the log is by now
            full = std::make_unique<SmallDisk>(fs::file_size(files.at("history.sqlite-wal")));
        if (epoch && epoch->epoch == 5)
            full.reset();
    };
    const Run made = runRecorded(store, bprConfig(7), *m_dataset, {files.at("a")}, job);
    QCOMPARE(made.record.state, RunState::Finished);
    QCOMPARE(notes.size(), std::size_t(2)); // that it cannot be written, once; that it can be again
    QVERIFY2(notes.at(0).find(store.file().string()) != std::string::npos, notes.at(0).c_str());
    QVERIFY2(notes.at(1).find("can be written again") != std::string::npos, notes.at(1).c_str());
    QCOMPARE(recordText(store.runs().at(0).record), recordText(made.record));
    QVERIFY(store.problems().empty());
}

void TestRunRecorded::aReadOnlyHistoryIsToldOnce()
{
    const TempFiles files;
    RunStore(files.folder()).add(sampleRun(files.at("x")));
    RunStore store(files.folder(), HistoryAccess::ReadOnly);
    int notes = 0;
    JobContext job;
    job.sink = [&notes](const JobEvent& event) { notes += std::holds_alternative<Note>(event) ? 1 : 0; };
    QCOMPARE(runRecorded(store, bprConfig(2), *m_dataset, {files.at("a")}, job).record.state, RunState::Finished);
    QCOMPARE(notes, 1);
    QCOMPARE(store.runs().size(), std::size_t(1));
}

void TestRunRecorded::aKilledRunGoesOnWithAllItsEpochs()
{
    const TempFiles files;
    // Killed when epoch 3 has its checkpoint and the history has not heard of it.
    QCOMPARE(inChild([&] {
                 RunStore store(files.folder());
                 JobContext job;
                 job.sink = [](const JobEvent& event) {
                     if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 3)
                         _exit(0);
                 };
                 runRecorded(store, bprConfig(5), *m_dataset, {files.at("a")}, job);
                 return 1;
             }),
             0);
    RunStore store(files.folder());
    const RunId id = store.runs().at(0).id;
    QCOMPARE(store.run(id).state, StoredState::Interrupted);
    QCOMPARE(store.run(id).record.epochs.size(), std::size_t(3));
    store.dropEpochsFrom(id, 3);
    std::vector<std::size_t> epochs;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        if (std::holds_alternative<TrainingStarted>(event))
            epochs.push_back(store.run(id).record.epochs.size());
    };
    runRecorded(store, bprConfig(5), *m_dataset, {files.at("a"), true}, job);
    QCOMPARE(epochs, std::vector<std::size_t>{3}); // the third one came from the checkpoint
    const Run whole = run(bprConfig(5), *m_dataset, {files.at("whole")});
    QCOMPARE(store.run(id).record.modelSha256, whole.record.modelSha256);
    QCOMPARE(store.run(id).record.epochs.size(), std::size_t(5));
}

QTEST_GUILESS_MAIN(TestRunRecorded)
#include "tst_run_recorded.moc"
