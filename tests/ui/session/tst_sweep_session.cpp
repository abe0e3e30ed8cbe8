#include "core/experiment/run.h"
#include "core/models/model_file.h"
#include "core/serving/recommend.h"
#include "tests/ui/session/sweep_start.h"
#include "ui/session/trial_lists.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <cmath>
#include <thread>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

class TestSweepSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void runsAsOneJobThatTellsHowFarItIs();
    void whatWasFollowedEqualsWhatTheFilesHold();
    void stopsOneTrialAndGoesOn();
    void takesUpAPointWhenItIsOver();
    void goesOnAfterAStopWithoutRunningAnythingTwice();
    void refusesASecondSweepInWords();
    void listsAUserByTheModelsOfTwoTrials();
    void otherDataAreNotAskedOfATrial();
};

namespace {

/// Holds the second trial in its second epoch until it is let go or stopped.
struct Held final : RunObserver
{
    std::atomic<bool> released = false;

    void epochFinished(const ObservedRun& run, const EpochFinished& epoch) override
    {
        while (run.trial == 2 && epoch.epoch == 2 && !released && !run.job.stop.stop_requested())
            std::this_thread::yield();
    }
};

} // namespace

void TestSweepSession::initTestCase()
{
    static const QTemporaryDir cache;
    qputenv("XDG_CACHE_HOME", cache.path().toUtf8());
}

void TestSweepSession::runsAsOneJobThatTellsHowFarItIs()
{
    Held held;
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().addObserver(held);
    QCOMPARE(session.sweeps().start(quickSweep(3, 2)), QStringLiteral("lr-quick"));
    const auto job = [&] { return session.workspace->jobs().jobs().front(); };
    QCOMPARE(session.workspace->jobs().jobs().size(), std::size_t{1});
    QCOMPARE(job().title, QStringLiteral("lr-quick"));
    QVERIFY(session.sweeps().isRunning());
    QCOMPARE(countTrials(session.sweep()).all, 3);
    QTRY_COMPARE_WITH_TIMEOUT(job().phase, QStringLiteral("trial 2 of 3, epoch 2 of 2"), 20'000);
    QCOMPARE(job().share, 0.5); // (1 + 1 / 2 + 0) / 3
    QCOMPARE(countTrials(session.sweep()).finished, 1);
    QCOMPARE(countTrials(session.sweep()).running, 1);
    held.released = true;
    QVERIFY(session.waitForEnd());
    QCOMPARE(countTrials(session.sweep()).finished, 3);
    QVERIFY(session.waitForFacts());
    QCOMPARE(session.sweeps().facts()->sweep.best, session.sweep().best);
    QCOMPARE(session.sweeps().facts()->tied(), 0); // of three trials nothing is said
}

void TestSweepSession::whatWasFollowedEqualsWhatTheFilesHold()
{
    SweepStart session;
    QVERIFY(session.open());
    std::map<int, double> followed; // before any file was read again
    QObject::connect(&session.sweeps(), &SweepSession::grew, &session.sweeps(), [&] {
        for (const SweepTrial& trial : session.sweep().trials)
            if (trial.phase == TrialPhase::Finished && !followed.contains(trial.id))
                followed[trial.id] = trial.bestEpoch()->validation.mrr().value();
    });
    session.sweeps().start(quickSweep(3, 2));
    QVERIFY(session.waitForEnd());
    const Sweep files = loadSweep(session.sweeps().current()->folder);
    QCOMPARE(files.best, session.sweep().best);
    QVERIFY(!followed.empty());
    for (const auto& [id, mrr] : followed) {
        const SweepTrial& kept = files.trials[static_cast<std::size_t>(id) - 1];
        QVERIFY(std::abs(*kept.mrr() - mrr) < 1e-9);
        QVERIFY(kept.settings == session.sweeps().current()->find(id)->settings);
    }
}

void TestSweepSession::stopsOneTrialAndGoesOn()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(3, 3));
    session.sweeps().stopTrial(2);
    QVERIFY(session.waitForEnd());
    QCOMPARE(session.sweeps().current()->find(2)->phase, TrialPhase::Stopped);
    QCOMPARE(countTrials(session.sweep()).finished, 2);
    QVERIFY(!session.sweeps().canResume()); // it is over
}

void TestSweepSession::takesUpAPointWhenItIsOver()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(2, 2));
    QVERIFY(session.waitForEnd());
    const std::string before = loadSweep(session.sweeps().current()->folder).trials.front().record->startedAt;
    session.sweeps().addPoint({{"learning_rate", 0.05}});
    QVERIFY(session.sweeps().isRunning());
    QVERIFY(session.waitForEnd());
    QTRY_COMPARE(countTrials(session.sweep()).finished, 3); // the folder is read off this thread
    const SweepTrial* added = session.sweeps().current()->find(3);
    QVERIFY(added && added->added);
    QCOMPARE(numberOf(optionOf(session.sweep(), *added, "learning_rate")), 0.05);
    QCOMPARE(loadSweep(session.sweeps().current()->folder).trials.front().record->startedAt, before);
    QVERIFY_EXCEPTION_THROWN(session.sweeps().addPoint({{"learning_rate", -1.0}}), Error);
}

void TestSweepSession::goesOnAfterAStopWithoutRunningAnythingTwice()
{
    Held held;
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().addObserver(held);
    session.sweeps().start(quickSweep(4, 3));
    QTRY_VERIFY_WITH_TIMEOUT(countTrials(session.sweep()).finished == 1, 20'000);
    session.workspace->jobs().stop(session.workspace->jobs().runningId());
    QVERIFY(session.waitForEnd());
    QVERIFY(session.sweeps().canResume());
    QCOMPARE(countTrials(session.sweep()).running, 0);
    held.released = true;
    const std::string began = loadSweep(session.sweeps().current()->folder).trials.front().record->startedAt;
    QSignalSpy ended(&session.sweeps(), &SweepSession::ended);
    session.sweeps().resume();
    QVERIFY(session.waitForEnd());
    QCOMPARE(ended.size(), 1);
    QCOMPARE(countTrials(session.sweep()).finished, 4);
    QCOMPARE(loadSweep(session.sweeps().current()->folder).trials.front().record->startedAt, began);

    SweepStart whole; // equals a sweep that was never stopped, bit for bit
    QVERIFY(whole.open());
    whole.sweeps().start(quickSweep(4, 3));
    QVERIFY(whole.waitForEnd());
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(session.sweep().trials[i].record->modelSha256, whole.sweep().trials[i].record->modelSha256);
}

void TestSweepSession::refusesASecondSweepInWords()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(3, 3));
    QVERIFY_EXCEPTION_THROWN(session.sweeps().start(quickSweep(2, 1)), Error);
    QVERIFY(session.waitForEnd());
    SweepConfig nothingVaries = quickSweep(2, 1);
    nothingVaries.space.axes.clear();
    QVERIFY_EXCEPTION_THROWN(session.sweeps().start(nothingVaries), Error);
    QVERIFY(!session.sweeps().isBusy());
}

void TestSweepSession::listsAUserByTheModelsOfTwoTrials()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(2, 2));
    QVERIFY(session.waitForEnd());
    session.workspace->selection().setUser(User{3});
    TrialLists lists(session.workspace->data(), session.workspace->selection(), session.workspace->users(),
                     session.workspace->answers());
    const auto& trials = session.sweep().trials;
    lists.ask(&trials[0], &trials[1]);
    QTRY_VERIFY(lists.list());
    QCOMPARE(lists.list()->user, User{3});
    QCOMPARE(lists.list()->lines.size(), static_cast<std::size_t>(session.workspace->selection().k()));
    RecommendOptions options;
    options.top = session.workspace->selection().k();
    const auto listOf = [&](const SweepTrial& trial) {
        const std::shared_ptr<const Model> model = loadModel(trial.folder / "model.safetensors");
        return recommend(session.workspace->users().basis()->serving(model), User{3}, options).lines;
    };
    const auto first = listOf(trials[0]);
    const auto second = listOf(trials[1]);
    for (std::size_t i = 0; i < first.size(); ++i) {
        const TrialList::Line& line = lists.list()->lines[i];
        QCOMPARE(line.item, first[i].item);
        std::optional<int> before;
        for (std::size_t j = 0; j < second.size(); ++j)
            if (second[j].item == line.item)
                before = static_cast<int>(j) + 1;
        QCOMPARE(line.before, before);
    }
    lists.pin(User{3});
    session.workspace->selection().setUser(User{5});
    QTRY_VERIFY(lists.list());
    QCOMPARE(lists.list()->user, User{3});
    lists.pin(std::nullopt);
    QTRY_VERIFY(lists.list() && lists.list()->user == User{5});
}

/// A trial's model does not know the users of the data that are opened after it: more of them than it learned from.
void TestSweepSession::otherDataAreNotAskedOfATrial()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(1, 1));
    QVERIFY(session.waitForEnd());
    TrialLists lists(session.workspace->data(), session.workspace->selection(), session.workspace->users(),
                     session.workspace->answers());
    lists.ask(&session.sweep().trials[0], nullptr);
    session.workspace->selection().setUser(User{3});
    QTRY_VERIFY(lists.list());
    QFile file(session.folder.filePath(QStringLiteral("more.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("user,item\n");
    for (int user = 0; user < 900; ++user)
        for (int item = user % 7; item < 60; item += 7)
            file.write(QStringLiteral("u%1,i%2\n").arg(user).arg(item).toUtf8());
    file.close();
    session.workspace->opening().open({{file.fileName()}, {}});
    const auto isThere = [&] {
        const auto& basis = session.workspace->users().basis();
        return basis && basis->dataset->userCount() == 900;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isThere(), 20'000);
    QVERIFY(!lists.list());
    session.workspace->selection().setUser(User{899});
    QTRY_VERIFY(!session.workspace->answers().isBusy());
    QVERIFY(!lists.list());
}

QTEST_GUILESS_MAIN(TestSweepSession)
#include "tst_sweep_session.moc"
