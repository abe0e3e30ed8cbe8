#include "core/io/import_dataset.h"
#include "core/neighbours/find_neighbours.h"
#include "core/pipeline/preset.h"
#include "tests/support/quick_sweep.h"
#include "tests/support/recorded.h"
#include "tests/support/temp_files.h"
#include "ui/session/job_queue.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::quickSweep;

using Thrower = std::function<void()>;
Q_DECLARE_METATYPE(Thrower)

/// Something is thrown out of each phase of the work, of whatever type: what it was at fails with a reason, the next
/// thing goes on.
class TestThrown : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void failsTheJobAlone_data();
    void failsTheJobAlone();
    void failsTheRunAlone_data() { addThrowers(); }
    void failsTheRunAlone();
    void failsTheTrialAlone_data() { addThrowers(); }
    void failsTheTrialAlone();
    void anObserverEndsNothing_data() { addThrowers(); }
    void anObserverEndsNothing();

private:
    static void addThrowers();

    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

const std::vector<std::pair<const char*, Thrower>>& throwers()
{
    static const std::vector<std::pair<const char*, Thrower>> all{
        {"error", [] { throw Error("told"); }},
        {"logic", [] { throw std::logic_error("a broken promise"); }},
        {"memory", [] { throw std::bad_alloc(); }},
        {"no exception", [] { throw 42; }},
    };
    return all;
}

/// Where in the work: true of the event at which it is to happen.
struct Moment
{
    const char* name;
    bool (*isIt)(const JobEvent&);
};

bool isStage(const JobEvent& event, std::string_view title)
{
    const auto* stage = std::get_if<StageStarted>(&event);
    return stage && stage->title.starts_with(title);
}

bool isEpoch(const JobEvent& event, int number)
{
    const auto* epoch = std::get_if<EpochFinished>(&event);
    return epoch && epoch->epoch == number;
}

/// Of a run: before it trains, between its epochs, when the second was saved, and when it is evaluated.
constexpr std::array moments{
    Moment{"preparing", [](const JobEvent& event) { return std::holds_alternative<TrainingStarted>(event); }},
    Moment{"training", [](const JobEvent& event) { return isEpoch(event, 1); }},
    Moment{"saving", [](const JobEvent& event) { return isEpoch(event, 2); }},
    Moment{"evaluating", [](const JobEvent& event) { return isStage(event, "evaluating"); }},
};

/// Throws at the moment, once.
JobContext throwingAt(const Moment& moment, const Thrower& thrower, JobContext job = {})
{
    job.sink = [isIt = moment.isIt, thrower, sink = job.sink, done = false](const JobEvent& event) mutable {
        if (!done && isIt(event)) {
            done = true;
            thrower();
        }
        if (sink)
            sink(event);
    };
    return job;
}

RunConfig quickRun()
{
    RunConfig config = quickSweep(1, 3).base;
    config.threads = 2;
    return config;
}

/// Ratings that take more than one report of progress.
std::string manyRatings()
{
    std::string text = "user,item,rating\n";
    for (int user = 0; user < 400; ++user)
        for (int item = 0; item < 40; ++item)
            text += std::to_string(user) + "," + std::to_string((item * 7 + user) % 60) + ",4\n";
    return text;
}

/// How a job of this work ends that throws at its first report; then another job runs. Empty: as it should.
std::string wrongWithJob(const std::function<void(const JobContext&)>& work, const Thrower& thrower)
{
    JobQueue queue;
    std::string failure;
    bool wentOn = false;
    const Moment first{"first report", [](const JobEvent&) { return true; }};
    queue.add(
        QStringLiteral("first"),
        [&](const JobContext& job) {
            work(throwingAt(first, thrower, job));
            return 0;
        },
        [&](const Outcome<int>& outcome) {
            if (const auto* failed = std::get_if<Failure>(&outcome))
                failure = failed->message.toStdString();
        });
    queue.add(
        QStringLiteral("second"),
        [&](const JobContext& job) {
            work(job);
            return 0;
        },
        [&](const Outcome<int>& outcome) { wentOn = std::holds_alternative<int>(outcome); });
    if (!QTest::qWaitFor([&] { return !queue.isBusy(); }, 60'000))
        return "the queue stands still";
    return failure.empty() ? "nothing was said" : !wentOn ? "the next job did not run" : "";
}

} // namespace

void TestThrown::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestThrown::addThrowers()
{
    QTest::addColumn<Thrower>("thrower");
    for (const auto& [name, thrower] : throwers())
        QTest::newRow(name) << thrower;
}

void TestThrown::failsTheJobAlone_data()
{
    QTest::addColumn<bool>("imports");
    QTest::addColumn<Thrower>("thrower");
    for (const auto& [name, thrower] : throwers()) {
        QTest::addRow("import, %s", name) << true << thrower;
        QTest::addRow("neighbours, %s", name) << false << thrower;
    }
}

void TestThrown::failsTheJobAlone()
{
    QFETCH(bool, imports);
    QFETCH(Thrower, thrower);
    const TempFiles files;
    const std::filesystem::path ratings = files.write("ratings.csv", manyRatings());
    const auto work = [&](const JobContext& job) {
        if (imports)
            importDataset(std::array{ratings}, {}, job);
        else
            findNeighbours(m_dataset->library(), {.threads = 2}, job);
    };
    QCOMPARE(wrongWithJob(work, thrower), std::string());
}

void TestThrown::failsTheRunAlone()
{
    QFETCH(Thrower, thrower);
    const TempFiles files;
    RunStore store(files.folder());
    for (const Moment& moment : moments) {
        const RunFolder folder{files.at(moment.name), true};
        bool thrown = false;
        try {
            runRecorded(store, quickRun(), *m_dataset, folder, throwingAt(moment, thrower));
        } catch (...) {
            thrown = true;
        }
        QVERIFY2(thrown, moment.name);
        const StoredRun failed = store.runs().back();
        QVERIFY2(failed.state == StoredState::Failed, moment.name);
        QVERIFY2(!failed.record.message.empty(), moment.name);
        QCOMPARE(readRunRecord(folder.path / "record.json").message, failed.record.message);

        const Run again = runRecorded(store, quickRun(), *m_dataset, folder); // it can be gone on with
        const Run other = runRecorded(store, quickRun(), *m_dataset, {files.at(moment.name + std::string("-2"))});
        QCOMPARE(again.record.modelSha256, other.record.modelSha256);
        QVERIFY(store.problems().empty());
    }
    for (const StoredRun& run : store.runs())
        QVERIFY(run.state == StoredState::Finished);
}

void TestThrown::failsTheTrialAlone()
{
    QFETCH(Thrower, thrower);
    const TempFiles files;
    RunStore store(files.folder());
    SweepConfig config = quickSweep(4, 3);
    config.base.threads = 2;
    config.jobs = 2;
    const Moment second{"a trial's second epoch", [](const JobEvent& event) {
                            const auto* epoch = std::get_if<TrialEpoch>(&event);
                            return epoch && epoch->trial == 2 && epoch->epoch.epoch == 2;
                        }};
    const Sweep sweep =
        runSweepRecorded(store, config, *m_dataset, {files.at("sweep"), false}, throwingAt(second, thrower));
    for (const SweepTrial& trial : sweep.trials) {
        QCOMPARE(trial.phase, trial.id == 2 ? TrialPhase::Failed : TrialPhase::Finished);
        QCOMPARE(trial.message.empty(), trial.id != 2);
    }
    for (const StoredRun& run : store.runs())
        QCOMPARE(run.state, run.trial->trial == 2 ? StoredState::Failed : StoredState::Finished);
    QVERIFY(store.problems().empty());
    const Sweep again = runSweepRecorded(store, config, *m_dataset, {files.at("sweep"), true});
    for (const SweepTrial& trial : again.trials)
        QCOMPARE(trial.phase, TrialPhase::Finished);
}

void TestThrown::anObserverEndsNothing()
{
    struct ThrowingObserver final : RunObserver
    {
        explicit ThrowingObserver(Thrower what) : thrower(std::move(what)) {}
        void begun(const ObservedRun&) override { thrower(); }
        void trainingStarted(const ObservedRun&, const TrainingStarted&) override { thrower(); }
        void ticked(const ObservedRun&, const TrainingTick&) override { thrower(); }
        void epochFinished(const ObservedRun&, const EpochFinished&) override { thrower(); }
        void ended(const ObservedRun&, const RunRecord&, bool) override { thrower(); }
        void sweepBegun(const ObservedSweep&) override { thrower(); }
        void trialBegun(const ObservedSweep&, const SweepTrial&) override { thrower(); }
        void trialEnded(const ObservedSweep&, const SweepTrial&) override { thrower(); }
        Thrower thrower;
    };
    QFETCH(Thrower, thrower);
    const TempFiles files;
    ThrowingObserver observer(thrower);
    RunObserver* const observers[] = {&observer};
    std::vector<std::string> notes;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        if (const auto* note = std::get_if<Note>(&event))
            notes.push_back(note->text);
    };
    const Run made = run(quickRun(), *m_dataset, {files.at("run")}, job, observers);
    QVERIFY(made.record.state == RunState::Finished);
    QCOMPARE(notes.size(), std::size_t(1));
    QVERIFY(!notes.front().empty());
    const Sweep sweep = runSweep(quickSweep(2, 2), *m_dataset, {files.at("sweep"), false}, job, observers);
    for (const SweepTrial& trial : sweep.trials)
        QCOMPARE(trial.phase, TrialPhase::Finished);
}

QTEST_GUILESS_MAIN(TestThrown)
#include "tst_thrown.moc"
