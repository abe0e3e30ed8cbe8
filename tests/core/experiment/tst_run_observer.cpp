#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace tastescope;

namespace fs = std::filesystem;

class TestRunObserver : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void hearsARunFromItsBeginToItsEnd();
    void hearsBeforeTheListenerDoes();
    void aResumedRunBringsItsEarlierEpochs();
    void theEndIsToldHoweverItCame();
    void whatIsRefusedIsNeverHeardOf();
    void whatAnObserverThrowsIsOneNote();
    void aRunThatIsTakenLeavesItsFolderAsItWas();
    void hearsASweepAndItsTrials();
    void trialsSideBySideNeverTellTwoThingsAtOnce();

private:
    fs::path folder(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    RunConfig config(int epochs) const { return small(1, epochs).base; }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

/// Writes down what it hears, a word each.
class Listener : public RunObserver
{
public:
    std::vector<std::string> heard;
    std::vector<int> earlier; ///< epochs a training was resumed with
    RunRecord record;         ///< of the last end
    bool isKept = false;
    std::size_t usersOfTrials = 0;

    void begun(const ObservedRun& run) override { hear("begun", run.trial); }
    void trainingStarted(const ObservedRun& run, const TrainingStarted& start) override
    {
        hear("training", run.trial);
        for (const EpochFinished& epoch : start.earlier)
            earlier.push_back(epoch.epoch);
    }
    void epochFinished(const ObservedRun& run, const EpochFinished& epoch) override
    {
        hear("epoch " + std::to_string(epoch.epoch), run.trial);
    }
    void ended(const ObservedRun& run, const RunRecord& made, bool kept) override
    {
        hear("ended", run.trial);
        record = made;
        isKept = kept;
    }
    void sweepBegun(const ObservedSweep&) override { hear("sweep begun", {}); }
    void trialBegun(const ObservedSweep&, const SweepTrial& trial) override { hear("trial begun", trial.id); }
    void trialEnded(const ObservedSweep&, const SweepTrial& trial) override
    {
        hear("trial ended", trial.id);
        usersOfTrials += trial.record->validation->perUser.users.size();
    }
    void sweepEnded(const ObservedSweep&, std::span<const SweepTrial>, RunState state, const std::string&) override
    {
        hear("sweep " + std::string(toText(state)), {});
    }

private:
    void hear(const std::string& word, std::optional<int> trial)
    {
        heard.push_back(word + (trial ? " of " + std::to_string(*trial) : ""));
    }
};

JobContext listening(std::function<void(const JobEvent&)> sink, const std::stop_source& stop = {})
{
    return {.stop = stop.get_token(), .sink = std::move(sink), .gate = {}};
}

using Words = std::vector<std::string>;

} // namespace

void TestRunObserver::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestRunObserver::hearsARunFromItsBeginToItsEnd()
{
    Listener first;
    Listener second;
    RunObserver* const observers[] = {&first, nullptr, &second};
    const Run made = run(config(2), *m_dataset, {folder("whole")}, {}, observers);
    QVERIFY((first.heard == Words{"begun", "training", "epoch 1", "epoch 2", "ended"}));
    QVERIFY(second.heard == first.heard);
    QCOMPARE(first.record.modelSha256, made.record.modelSha256);
    QVERIFY(first.isKept);
    QVERIFY(!first.record.validation->perUser.users.empty());

    RunConfig popular = config(1);
    popular.model = PopularityOptions{};
    Listener third;
    RunObserver* const only[] = {&third};
    run(popular, *m_dataset, {folder("popular")}, {}, only);
    QVERIFY((third.heard == Words{"begun", "ended"}));
}

void TestRunObserver::hearsBeforeTheListenerDoes()
{
    Listener observer;
    RunObserver* const observers[] = {&observer};
    int told = 0;
    const JobContext job = listening([&](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event)) {
            QCOMPARE(observer.heard.back(), "epoch " + std::to_string(epoch->epoch));
            ++told;
        }
    });
    run(config(3), *m_dataset, {folder("before")}, job, observers);
    QCOMPARE(told, 3);
}

void TestRunObserver::aResumedRunBringsItsEarlierEpochs()
{
    std::stop_source stop;
    const JobContext job = listening(
        [&](const JobEvent& event) {
            if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 2)
                stop.request_stop();
        },
        stop);
    Listener observer;
    RunObserver* const observers[] = {&observer};
    QVERIFY_EXCEPTION_THROWN(run(config(4), *m_dataset, {folder("resumed")}, job, observers), Cancelled);
    QVERIFY((observer.heard == Words{"begun", "training", "epoch 1", "epoch 2", "ended"}));
    QCOMPARE(observer.record.state, RunState::Stopped);
    QCOMPARE(observer.record.epochs.size(), std::size_t(2));
    QVERIFY(observer.isKept);

    Listener again;
    RunObserver* const others[] = {&again};
    run(config(4), *m_dataset, {folder("resumed"), true}, {}, others);
    QVERIFY((again.heard == Words{"begun", "training", "epoch 3", "epoch 4", "ended"}));
    QVERIFY((again.earlier == std::vector{1, 2}));
}

void TestRunObserver::theEndIsToldHoweverItCame()
{
    Listener observer;
    RunObserver* const observers[] = {&observer};
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(run(config(2), *m_dataset, {folder("at once")}, listening({}, stop), observers),
                             Cancelled);
    QCOMPARE(observer.record.state, RunState::Stopped);
    QVERIFY(!observer.isKept); // nothing was learned

    RunConfig wild = config(2);
    setOption(wild.model, "learning_rate", 10.0);
    setOption(wild.model, "l2", 1.0);
    QVERIFY_EXCEPTION_THROWN(run(wild, *m_dataset, {folder("wild")}, {}, observers), Error);
    QCOMPARE(observer.record.state, RunState::Diverged);
    QVERIFY(observer.isKept);

    QFile(QString::fromStdString(folder("file").string())).open(QIODevice::WriteOnly);
    QVERIFY_EXCEPTION_THROWN(run(config(2), *m_dataset, {folder("file") / "in"}, {}, observers), Error);
    QCOMPARE(observer.record.state, RunState::Failed);
    QVERIFY(observer.record.message.find("cannot be made") != std::string::npos);
    QVERIFY(!observer.isKept);
}

void TestRunObserver::whatIsRefusedIsNeverHeardOf()
{
    run(config(1), *m_dataset, {folder("mine")});
    Listener observer;
    RunObserver* const observers[] = {&observer};
    QVERIFY_EXCEPTION_THROWN(run(config(2), *m_dataset, {folder("mine"), true}, {}, observers), Error);
    RunConfig wrong = config(1);
    wrong.model = BprOptions{.epochs = -1};
    QVERIFY_EXCEPTION_THROWN(run(wrong, *m_dataset, {folder("wrong")}, {}, observers), Error);
    QVERIFY(observer.heard.empty());
}

void TestRunObserver::whatAnObserverThrowsIsOneNote()
{
    struct Failing final : Listener
    {
        bool isBehind = false;
        std::optional<std::string> caughtUp() const override
        {
            return isBehind ? std::nullopt : std::optional<std::string>("The far end has it all.");
        }
        void epochFinished(const ObservedRun& run, const EpochFinished& epoch) override
        {
            isBehind = epoch.epoch < 4;
            if (isBehind)
                throw Error("The far end is away.");
            Listener::epochFinished(run, epoch);
        }
    } failing;
    Listener other;
    RunObserver* const observers[] = {&failing, &other};
    Words notes;
    const JobContext job = listening([&](const JobEvent& event) {
        if (const auto* note = std::get_if<Note>(&event))
            notes.push_back(note->text);
    });
    QCOMPARE(run(config(5), *m_dataset, {folder("failing")}, job, observers).record.state, RunState::Finished);
    QVERIFY((notes == Words{"The far end is away.", "The far end has it all."}));
    QCOMPARE(other.heard.size(), std::size_t(8));
}

void TestRunObserver::aRunThatIsTakenLeavesItsFolderAsItWas()
{
    struct Refusing final : Listener
    {
        void begun(const ObservedRun&) override { throw RunTaken("Another program is at it."); }
    } refusing;
    run(config(1), *m_dataset, {folder("taken")});
    const auto written = fs::last_write_time(folder("taken") / "config.json");
    fs::remove(folder("taken") / "record.json"); // killed at its last word
    Listener before;
    Listener after;
    RunObserver* const observers[] = {&before, &refusing, &after};
    QVERIFY_EXCEPTION_THROWN(run(config(1), *m_dataset, {folder("taken"), true}, {}, observers), RunTaken);
    QVERIFY((before.heard == Words{"begun", "ended"}));
    QCOMPARE(before.record.message, std::string("Another program is at it."));
    QVERIFY(refusing.heard.empty() && after.heard.empty());
    QVERIFY(fs::last_write_time(folder("taken") / "config.json") == written);
    QVERIFY(!fs::exists(folder("taken") / "record.json"));
}

void TestRunObserver::hearsASweepAndItsTrials()
{
    Listener observer;
    RunObserver* const observers[] = {&observer};
    const Sweep sweep = runSweep(small(2, 1), *m_dataset, {folder("sweep")}, {}, observers);
    QVERIFY((observer.heard
             == Words{"sweep begun", "trial begun of 1", "begun of 1", "training of 1", "epoch 1 of 1", "ended of 1",
                      "trial ended of 1", "trial begun of 2", "begun of 2", "training of 2", "epoch 1 of 2",
                      "ended of 2", "trial ended of 2", "sweep finished"}));
    QVERIFY(observer.usersOfTrials > 0);         // each trial comes with the results of its users
    for (const SweepTrial& trial : sweep.trials) // but a list of many does not keep them
        QVERIFY(trial.record->validation->perUser.users.empty());
}

void TestRunObserver::trialsSideBySideNeverTellTwoThingsAtOnce()
{
    struct Watch final : RunObserver
    {
        std::atomic<int> inside = 0;
        std::atomic<bool> overlapped = false;
        int calls = 0;

        void call()
        {
            overlapped = overlapped || ++inside != 1;
            ++calls;
            --inside;
        }
        void begun(const ObservedRun&) override { call(); }
        void epochFinished(const ObservedRun&, const EpochFinished&) override { call(); }
        void ended(const ObservedRun&, const RunRecord&, bool) override { call(); }
        void trialEnded(const ObservedSweep&, const SweepTrial&) override { call(); }
    } watch;
    RunObserver* const observers[] = {&watch};
    SweepConfig sweep = small(6, 3);
    sweep.jobs = 2;
    runSweep(sweep, *m_dataset, {folder("side by side")}, {}, observers);
    QVERIFY(!watch.overlapped);
    QCOMPARE(watch.calls, 6 * (1 + 3 + 1 + 1));
}

QTEST_GUILESS_MAIN(TestRunObserver)
#include "tst_run_observer.moc"
