#include "tests/support/quick_sweep.h"
#include "tests/support/recorded.h"
#include "tests/ui/session/one_start.h"

#include <algorithm>
#include <array>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

/// The history is written by others, too: other programs, and jobs that record what they do.
class TestSharedHistory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatAnotherProgramDoesIsSeen();
    void aRunThatEndedHereIsNotUnderWayAgain();
    void trialsOfASweepAreRuns();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

constexpr int noticedMs = 10'000; // the history is looked at every two seconds

} // namespace

void TestSharedHistory::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestSharedHistory::whatAnotherProgramDoesIsSeen()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(quick(3));
    QVERIFY(session.isOver(id));
    QTRY_VERIFY(session.run(id).storedId);
    const RunId stored = *session.run(id).storedId;
    const auto bestModel = session.run(id).bestModel;

    RunStore other(pathOf(folder));
    other.rename(stored, "theirs");
    QTRY_COMPARE_WITH_TIMEOUT(session.run(id).name, QStringLiteral("theirs"), noticedMs);
    QVERIFY(session.run(id).bestModel == bestModel); // nothing is read twice

    const RunConfig config = session.run(id).config;
    const std::filesystem::path place = pathOf(folder) / "runs" / "theirs";
    const Run made = runRecorded(other, config, *session.workspace.data().dataset(), {place});
    QTRY_COMPARE_WITH_TIMEOUT(session.runs().runs().size(), std::size_t(2), noticedMs);
    const int theirs = session.runs().runs().back().id;
    QTRY_COMPARE_WITH_TIMEOUT(session.run(theirs).stored, StoredState::Finished, noticedMs);
    session.workspace.choices().setCurrent(theirs);
    QTRY_VERIFY(session.run(theirs).bestModel);
    QCOMPARE(session.run(theirs).record->modelSha256, made.record.modelSha256);

    other.remove(std::array{stored});
    QTRY_COMPARE_WITH_TIMEOUT(session.runs().runs().size(), std::size_t(1), noticedMs);
    QCOMPARE(session.runs().bin().size(), std::size_t(1));
}

// As when the end of a run could not be written: the history takes it for running as long as this process lives.
void TestSharedHistory::aRunThatEndedHereIsNotUnderWayAgain()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(quick(3));
    QVERIFY(session.isOver(id));
    QTRY_VERIFY(session.run(id).storedId);
    RunStore other(pathOf(folder));
    other.start(*session.run(id).storedId, "2026-11-24T09:00:00Z");
    other.rename(*session.run(id).storedId, "seen");
    QTRY_COMPARE_WITH_TIMEOUT(session.run(id).name, QStringLiteral("seen"), noticedMs);
    QVERIFY(session.run(id).isOver());

    EpochFinished more = session.run(id).curve.epochs.back(); // but one that somebody goes on with is
    more.epoch = 4;
    other.addEpoch(*session.run(id).storedId, more);
    QTRY_VERIFY_WITH_TIMEOUT(!session.run(id).isOver(), noticedMs);
    QCOMPARE(session.run(id).curve.epochs.size(), std::size_t(4));
    QVERIFY(!session.runs().running()); // not by this session
}

void TestSharedHistory::trialsOfASweepAreRuns()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    SweepSession& sweeps = session.workspace.sweeps();
    sweeps.start(quickSweep(3, 2));
    QTRY_VERIFY_WITH_TIMEOUT(!sweeps.isBusy(), 20'000);
    const auto& runs = session.runs().runs();
    const auto areAllThere = [&runs](std::size_t wanted) {
        return runs.size() == wanted
               && std::ranges::all_of(runs, [](const SessionRun& run) { return run.stored == StoredState::Finished; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(areAllThere(3), noticedMs);
    const SessionRun& trial = runs[1];
    QCOMPARE(trial.name, QStringLiteral("lr-quick-02"));
    QVERIFY(trial.trial);
    QCOMPARE(trial.trial->trial, 2);
    QCOMPARE(trial.record->modelSha256, sweeps.current()->sweep.trials[1].record->modelSha256);
    QVERIFY(!trial.canResume());
    const int id = trial.id;
    session.workspace.choices().setCurrent(id);
    QTRY_VERIFY(session.run(id).bestModel); // it answers and can be compared like any run
    QVERIFY(!session.run(id).record->validation->perUser.users.empty());

    sweeps.addPoint(sweeps.current()->sweep.trials[0].settings);
    QTRY_VERIFY_WITH_TIMEOUT(!sweeps.isBusy(), 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(areAllThere(4), noticedMs);
    QCOMPARE(RunStore(pathOf(folder)).sweeps().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestSharedHistory)
#include "tst_shared_history.moc"
