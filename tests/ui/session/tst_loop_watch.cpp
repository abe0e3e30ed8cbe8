#include "ui/session/loop_watch.h"

#include <QTest>

#include <thread>

using namespace tastescope::ui;

class TestLoopWatch : public QObject
{
    Q_OBJECT

private slots:
    void seesThatTheLoopWasKeptWaiting();
    void forgetsWhenItStartsAgain();
};

void TestLoopWatch::seesThatTheLoopWasKeptWaiting()
{
    LoopWatch watch;
    watch.start();
    QTRY_VERIFY(watch.turns() > 2);
    std::this_thread::sleep_for(std::chrono::milliseconds(120)); // what a slow handler does
    const qint64 turns = watch.turns();
    QTRY_VERIFY(watch.turns() > turns);
    QVERIFY(watch.longestGap() >= 120);
}

void TestLoopWatch::forgetsWhenItStartsAgain()
{
    LoopWatch watch;
    watch.start();
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    QTRY_VERIFY(watch.longestGap() >= 30);
    watch.stop();
    QVERIFY(!watch.isRunning());
    watch.start();
    QCOMPARE(watch.longestGap(), 0.0);
}

QTEST_GUILESS_MAIN(TestLoopWatch)
#include "tst_loop_watch.moc"
