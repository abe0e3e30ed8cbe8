#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "tests/ui/session/one_start.h"
#include "ui/session/run_repeat.h"

#include <QDir>
#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

class TestRunRepeat : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysThatARunOfThisSessionIsBitIdentical();
    void repeatsARunOfAnEarlierSession();
    void repeatsAnInterruptedRunUntilItsLastEpoch();
    void namesTheFirstEpochThatDiffers();
    void runsWithoutARecordAreLeftAlone();
    void aStoppedReRunSaysSoAndLeavesNothing();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

bool tells(const Session& session, std::size_t notices)
{
    return QTest::qWaitFor([&] { return session.notices.size() >= notices; }, 20'000);
}

QStringList leftBehind(const QTemporaryDir& folder)
{
    return QDir(folder.path()).entryList({QStringLiteral("re-run-*")}, QDir::Dirs);
}

} // namespace

void TestRunRepeat::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestRunRepeat::saysThatARunOfThisSessionIsBitIdentical()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(quick(3));
    QVERIFY(session.isOver(id));
    const std::size_t runs = session.runs().runs().size();
    repeatRun(session.workspace, id);
    QVERIFY(tells(session, 1));
    QCOMPARE(session.notices[0].kind, NoticeKind::Success);
    QCOMPARE(session.notices[0].title, QStringLiteral("Re-run of bpr-01 is bit-identical"));
    QCOMPARE(session.notices[0].text, QStringLiteral("3 epochs, same weights and same figures."));
    QCOMPARE(session.runs().runs().size(), runs); // it is no run of its own
    QCOMPARE(leftBehind(folder), QStringList());
}

void TestRunRepeat::repeatsARunOfAnEarlierSession()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        QVERIFY(session.isOver(session.train(PopularityOptions{})));
        QVERIFY(session.isOver(session.train(quick(1))));
    }
    Session session(folder);
    QVERIFY(session.open());
    repeatRun(session.workspace, session.runs().runs()[0].id);
    repeatRun(session.workspace, session.runs().runs()[1].id); // one after the other
    QVERIFY(tells(session, 2));
    QCOMPARE(session.notices[0].text, QStringLiteral("same weights and same figures."));
    QCOMPARE(session.notices[1].text, QStringLiteral("1 epoch, same weights and same figures."));
}

void TestRunRepeat::repeatsAnInterruptedRunUntilItsLastEpoch()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        const int id = session.train(quick(5));
        QVERIFY(session.isOver(id));
        const SessionRun& whole = session.run(id);
        NewRun killed; // the same run, killed in its third epoch
        killed.record = beginRecord(whole.config, *whole.dataset);
        killed.folder = pathOf(folder) / "runs" / "killed";
        RunStore store(pathOf(folder));
        const RunId stored = store.add(killed);
        for (std::size_t i = 0; i < 2; ++i)
            store.addEpoch(stored, whole.curve.epochs[i]);
        store.end(stored, StoredState::Interrupted, {});
    }
    Session session(folder);
    QVERIFY(session.open());
    const SessionRun& run = session.runs().runs().back();
    QCOMPARE(run.stored, StoredState::Interrupted);
    QCOMPARE(run.curve.epochs.size(), std::size_t(2));
    QVERIFY(canRepeat(run));
    repeatRun(session.workspace, run.id);
    QVERIFY(tells(session, 1));
    QCOMPARE(session.notices[0].kind, NoticeKind::Success);
    QCOMPARE(session.notices[0].text, QStringLiteral("2 epochs."));
}

void TestRunRepeat::namesTheFirstEpochThatDiffers()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        const int id = session.train(quick(3));
        QVERIFY(session.isOver(id));
        QTRY_VERIFY(session.run(id).storedId);
        EpochFinished epoch = session.run(id).curve.epochs[1];
        epoch.trainLoss = 0.125;
        RunStore(pathOf(folder)).addEpoch(*session.run(id).storedId, epoch);
    }
    Session session(folder);
    QVERIFY(session.open());
    repeatRun(session.workspace, session.runs().runs().front().id);
    QVERIFY(tells(session, 1));
    QCOMPARE(session.notices[0].kind, NoticeKind::Error);
    QCOMPARE(session.notices[0].title, QStringLiteral("Re-run of bpr-01: first difference at epoch 2"));
    QVERIFY2(session.notices[0].text.contains(QStringLiteral(", recorded 0.125. ")),
             qPrintable(session.notices[0].text));
}

void TestRunRepeat::runsWithoutARecordAreLeftAlone()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    BprOptions diverging = quick(1);
    diverging.learningRate = 10;
    diverging.l2 = 10;
    const int id = session.train(diverging);
    QVERIFY(session.isOver(id));
    QVERIFY(!canRepeat(session.run(id)));
    repeatRun(session.workspace, id);
    repeatRun(session.workspace, 12345); // there is none
    QVERIFY(!session.workspace.jobs().isBusy());
}

void TestRunRepeat::aStoppedReRunSaysSoAndLeavesNothing()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(quick(200));
    QVERIFY(session.isOver(id));
    QSignalSpy notes(&session.workspace.messages(), &Messages::noted);
    bool begun = false;
    connect(&session.workspace.jobs(), &JobQueue::eventsArrived, this, [&](int job) {
        begun = true;
        session.workspace.jobs().stop(job);
    });
    repeatRun(session.workspace, id);
    QTRY_VERIFY(!session.workspace.jobs().isBusy());
    QVERIFY(begun);
    QVERIFY(session.notices.empty());
    QCOMPARE(notes.back().front().toString(),
             QStringLiteral("The re-run of bpr-01 was stopped: nothing is known of the rest."));
    QCOMPARE(leftBehind(folder), QStringList());
}

QTEST_GUILESS_MAIN(TestRunRepeat)
#include "tst_run_repeat.moc"
