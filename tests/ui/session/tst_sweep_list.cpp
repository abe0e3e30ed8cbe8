#include "core/pipeline/preset.h"
#include "tests/support/recorded.h"
#include "tests/ui/session/sweep_start.h"

#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

/// Which sweeps can be opened, wherever they were made.
class TestSweepList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void findsTheSweepsOfItsFolder();
    void findsSweepsOfTheCommandLine();
    void opensASweepFromItsFolder();
};

void TestSweepList::initTestCase()
{
    static const QTemporaryDir cache;
    qputenv("XDG_CACHE_HOME", cache.path().toUtf8());
}

void TestSweepList::findsTheSweepsOfItsFolder()
{
    SweepStart session;
    QVERIFY(session.open());
    session.sweeps().start(quickSweep(2, 1));
    QVERIFY(session.waitForEnd());
    QCOMPARE(session.sweeps().start(quickSweep(2, 1)), QStringLiteral("lr-quick-2"));
    QVERIFY(session.waitForEnd());
    session.workspace = session.make(); // the next session
    QVERIFY(session.open());
    QTRY_COMPARE(session.sweeps().names().size(), std::size_t{2});
    QTRY_VERIFY(session.sweeps().current());
    session.sweeps().open(QStringLiteral("lr-quick"));
    QTRY_COMPARE(countTrials(session.sweep()).finished, 2);
    QVERIFY(session.waitForFacts());
    session.workspace->data().close();
    QVERIFY(session.sweeps().names().empty());
    QVERIFY(!session.sweeps().current());
}

void TestSweepList::findsSweepsOfTheCommandLine()
{
    SweepStart session;
    const std::filesystem::path elsewhere = session.folder.filePath(QStringLiteral("elsewhere/rates")).toStdString();
    {
        RunStore store(session.workspace->history().workspace());
        SweepConfig config = quickSweep(3, 1);
        config.base.name.clear(); // as without --name
        runSweepRecorded(store, config, *makePreset(Preset::Tiny), {elsewhere});
    }
    QVERIFY(session.open());
    QTRY_COMPARE(session.sweeps().names(), std::vector{QStringLiteral("rates")});
    QTRY_VERIFY(session.sweeps().current());
    QVERIFY(session.sweeps().current()->folder == elsewhere);
    QTRY_COMPARE(countTrials(session.sweep()).finished, 3);
    QVERIFY(session.waitForFacts());
    QCOMPARE(trialName(session.sweep(), 2), QStringLiteral("rates-02"));
    session.sweeps().start(quickSweep(1, 1)); // and stays in the list beside those made here
    QVERIFY(session.waitForEnd());
    QCOMPARE(session.sweeps().names(), (std::vector{QStringLiteral("lr-quick"), QStringLiteral("rates")}));
}

void TestSweepList::opensASweepFromItsFolder()
{
    SweepStart session;
    QVERIFY(session.open());
    const std::filesystem::path folder = session.folder.filePath(QStringLiteral("mine")).toStdString();
    runSweep(quickSweep(2, 1), *makePreset(Preset::Tiny), {folder});
    session.sweeps().openFolder(folder);
    QTRY_VERIFY(session.sweeps().current());
    QTRY_COMPARE(countTrials(session.sweep()).finished, 2);
    QVERIFY(session.waitForFacts());

    QSignalSpy failed(&session.sweeps(), &SweepSession::failed);
    session.sweeps().openFolder(folder / "trial-0001");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][1].toString().contains(QStringLiteral("holds no sweep")));
    const std::filesystem::path other = session.folder.filePath(QStringLiteral("other")).toStdString();
    runSweep(quickSweep(1, 1), *makePreset(Preset::Tiny, {.seed = 5}), {other});
    session.sweeps().openFolder(other);
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(failed[1][1].toString().contains(QStringLiteral("Open the data it learned from")));
}

QTEST_GUILESS_MAIN(TestSweepList)
#include "tst_sweep_list.moc"
