#include "ui/session/job_queue.h"

#include <QSignalSpy>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestJobQueue : public QObject
{
    Q_OBJECT

private slots:
    void runsOneJobAfterTheOther();
    void aWaitingJobCanBeStopped();
    void stoppingTheRunningJobBeginsTheNext();
    void tellsThePhaseAndShare();
    void tellsTheEpochOfTraining();
    void showsStoppingOnlyWhenItTakesLong();
    void aSecondStopWhileItStopsAbandons();
    void pausesAndResumes();
    void passesNotesOn();
};

namespace {

int spinUntilStopped(const JobContext& job)
{
    for (;;) {
        job.throwIfStopped();
        std::this_thread::yield();
    }
}

} // namespace

void TestJobQueue::runsOneJobAfterTheOther()
{
    JobQueue queue;
    std::atomic<int> atOnce = 0;
    std::vector<int> order;
    for (int number = 0; number < 5; ++number) {
        queue.add(
            QString::number(number),
            [&, number](const JobContext&) {
                if (++atOnce != 1)
                    throw Error("two jobs at once");
                --atOnce;
                return number;
            },
            [&](const Outcome<int>& outcome) { order.push_back(std::get<int>(outcome)); });
    }
    QCOMPARE(queue.jobs().size(), std::size_t(5));
    QTRY_COMPARE(order, (std::vector<int>{0, 1, 2, 3, 4}));
    QVERIFY(!queue.isBusy());
}

void TestJobQueue::aWaitingJobCanBeStopped()
{
    JobQueue queue;
    std::atomic<bool> ran = false;
    bool cancelled = false;
    queue.add(QStringLiteral("first"), spinUntilStopped, [](const Outcome<int>&) {});
    const int second = queue.add(
        QStringLiteral("second"),
        [&](const JobContext&) {
            ran = true;
            return 0;
        },
        [&](const Outcome<int>& outcome) { cancelled = std::holds_alternative<Cancelled>(outcome); });
    queue.stop(second);
    QVERIFY(cancelled);
    QCOMPARE(queue.jobs().size(), std::size_t(1));
    queue.stopAll();
    QTRY_VERIFY(!queue.isBusy());
    QVERIFY(!ran);
}

void TestJobQueue::stoppingTheRunningJobBeginsTheNext()
{
    JobQueue queue;
    QStringList ends;
    const int first = queue.add(QStringLiteral("first"), spinUntilStopped, [&](const Outcome<int>& outcome) {
        ends << (std::holds_alternative<Cancelled>(outcome) ? QStringLiteral("stopped") : QStringLiteral("done"));
    });
    queue.add(
        QStringLiteral("second"), [](const JobContext&) { return 0; },
        [&](const Outcome<int>&) { ends << QStringLiteral("second"); });
    QCOMPARE(queue.runningId(), first);
    queue.stop(first);
    QTRY_COMPARE(ends, (QStringList{QStringLiteral("stopped"), QStringLiteral("second")}));
}

void TestJobQueue::tellsThePhaseAndShare()
{
    JobQueue queue;
    std::atomic<bool> enough = false;
    queue.add(
        QStringLiteral("Import"),
        [&](const JobContext& job) {
            job.report(StageStarted{"reading ratings.csv"});
            job.report(StageProgress{25, 100});
            while (!enough)
                std::this_thread::yield();
            return 0;
        },
        [](const Outcome<int>&) {});
    QTRY_COMPARE(queue.jobs().front().share, 0.25);
    QCOMPARE(queue.jobs().front().phase, QStringLiteral("reading ratings.csv"));
    QCOMPARE(queue.jobs().front().title, QStringLiteral("Import"));
    enough = true;
    QTRY_VERIFY(!queue.isBusy());
}

void TestJobQueue::tellsTheEpochOfTraining()
{
    JobQueue queue;
    std::atomic<bool> enough = false;
    queue.add(
        QStringLiteral("bpr-01"),
        [&](const JobContext& job) {
            TrainingStarted started;
            started.epochs = 40;
            job.report(started);
            job.report(TrainingTick{24.5, 0.2, 9e6, 60});
            while (!enough)
                std::this_thread::yield();
            return 0;
        },
        [](const Outcome<int>&) {});
    QTRY_COMPARE(queue.jobs().front().phase, QStringLiteral("epoch 25 of 40, training"));
    QCOMPARE(queue.jobs().front().share, 24.5 / 40);
    enough = true;
    QTRY_VERIFY(!queue.isBusy());
}

void TestJobQueue::showsStoppingOnlyWhenItTakesLong()
{
    JobQueue queue;
    std::atomic<bool> released = false;
    const int id = queue.add(
        QStringLiteral("deaf"),
        [&](const JobContext& job) {
            while (!released)
                std::this_thread::yield();
            job.throwIfStopped();
            return 0;
        },
        [](const Outcome<int>&) {});
    queue.stop(id);
    QVERIFY(!queue.jobs().front().stopping);
    QTRY_VERIFY(queue.jobs().front().stopping);
    released = true;
    QTRY_VERIFY(!queue.isBusy());
}

void TestJobQueue::aSecondStopWhileItStopsAbandons()
{
    JobQueue queue;
    QSignalSpy ended(&queue, &JobQueue::abandonedEnded);
    std::atomic<bool> released = false;
    QStringList heard;
    const int deaf = queue.add(
        QStringLiteral("deaf"),
        [&](const JobContext& job) {
            while (!released)
                std::this_thread::yield();
            job.report(Note{"too late"});
            return 7;
        },
        [&](const Outcome<int>& outcome) {
            heard << (std::holds_alternative<Cancelled>(outcome) ? QStringLiteral("cancelled")
                                                                 : QStringLiteral("done"));
        });
    queue.stopOrAbandon(deaf);
    queue.stopOrAbandon(deaf); // a nervous finger: it does not read "Stopping" yet
    QVERIFY(queue.isBusy());
    QTRY_VERIFY(queue.jobs().front().stopping);
    QSignalSpy notes(&queue, &JobQueue::noted);
    queue.stopOrAbandon(deaf);
    QVERIFY(!queue.isBusy());
    QCOMPARE(heard, QStringList{QStringLiteral("cancelled")});
    QCOMPARE(notes.size(), 1); // says that it was abandoned

    const int next = queue.add(
        QStringLiteral("next"), [&](const JobContext&) { return released ? 1 : 0; }, // never beside the other
        [&](const Outcome<int>& outcome) { heard << QString::number(std::get<int>(outcome)); });
    QCOMPARE(queue.runningId(), 0);
    QVERIFY(!queue.jobs().front().running);
    queue.pause(); // there is nothing to pause yet
    QVERIFY(!queue.jobs().front().paused);
    released = true;
    QTRY_COMPARE(heard, (QStringList{QStringLiteral("cancelled"), QStringLiteral("1")}));
    QVERIFY(next > deaf);
    QCOMPARE(ended.size(), 1);
    QCOMPARE(notes.size(), 1); // nothing of it is heard any more
}

void TestJobQueue::pausesAndResumes()
{
    JobQueue queue;
    std::atomic<bool> enough = false;
    bool done = false;
    queue.add(
        QStringLiteral("work"),
        [&](const JobContext& job) {
            while (!enough)
                job.throwIfStopped();
            return 0;
        },
        [&](const Outcome<int>&) { done = true; });
    queue.pause();
    QVERIFY(queue.jobs().front().paused);
    queue.resume();
    QVERIFY(!queue.jobs().front().paused);
    enough = true;
    QTRY_VERIFY(done);
}

void TestJobQueue::passesNotesOn()
{
    JobQueue queue;
    QSignalSpy notes(&queue, &JobQueue::noted);
    queue.add(
        QStringLiteral("work"),
        [](const JobContext& job) {
            job.report(Note{"3 rows were skipped"});
            return 0;
        },
        [](const Outcome<int>&) {});
    QTRY_COMPARE(notes.size(), 1);
    QCOMPARE(notes.front().front().toString(), QStringLiteral("3 rows were skipped"));
}

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_job_queue.moc"
