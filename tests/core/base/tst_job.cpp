#include "core/base/job.h"

#include <QTest>

#include <thread>

using namespace tastescope;

class TestJob : public QObject
{
    Q_OBJECT

private slots:
    void stopsWhenAsked();
    void waitsWhilePaused();
    void aPausedJobCanBeStopped();
};

void TestJob::stopsWhenAsked()
{
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token()};
    job.throwIfStopped();
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(job.throwIfStopped(), Cancelled);
}

void TestJob::waitsWhilePaused()
{
    const auto gate = std::make_shared<PauseGate>();
    const JobContext job{.gate = gate};
    gate->pause();
    std::atomic<bool> passed = false;
    std::jthread worker([&] {
        job.throwIfStopped();
        passed = true;
    });
    QTest::qWait(20);
    QVERIFY(!passed);
    gate->resume();
    QTRY_VERIFY(passed);
}

void TestJob::aPausedJobCanBeStopped()
{
    const auto gate = std::make_shared<PauseGate>();
    gate->pause();
    std::atomic<bool> cancelled = false;
    std::jthread worker([&](std::stop_token stop) {
        try {
            JobContext{.stop = stop, .gate = gate}.throwIfStopped();
        } catch (const Cancelled&) {
            cancelled = true;
        }
    });
    worker.request_stop();
    QTRY_VERIFY(cancelled);
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
