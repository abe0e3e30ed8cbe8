#include "ui/session/worker.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestWorker : public QObject
{
    Q_OBJECT

private slots:
    void tellsInTheOrderOfAsking();
    void theLatestOutdatesWhatWaitsAndWhatRuns();
    void theLatestLeavesOtherTasksOfItsAskerAlone();
    void whatIsForgottenIsNotToldButDrained();
    void atTheEndOnlyWhatIsToBeDrainedIsDone();
    void theEndStopsWhatRuns();
    void finishWaitsAndTells();
    void finishTellsEachOnce();
    void bringsWhatCannotBeCopied();
};

namespace {

using Policy = Worker::Policy;

// Holds the worker until it is released or asked to stop.
int waitFor(const std::atomic<bool>& released, const JobContext& job)
{
    while (!released) {
        job.throwIfStopped();
        std::this_thread::yield();
    }
    return 0;
}

} // namespace

void TestWorker::tellsInTheOrderOfAsking()
{
    Worker worker;
    std::vector<int> told;
    for (int number = 0; number < 100; ++number)
        worker.ask(
            this, number % 2 == 0 ? Policy::InOrder : Policy::Drain, [number](const JobContext&) { return number; },
            [&](const Outcome<int>& outcome) {
                QCOMPARE(QThread::currentThread(), thread());
                told.push_back(std::get<int>(outcome));
            });
    QVERIFY(worker.isBusy());
    QTRY_VERIFY(!worker.isBusy());
    QCOMPARE(told.size(), std::size_t(100));
    QVERIFY(std::ranges::is_sorted(told));
}

void TestWorker::theLatestOutdatesWhatWaitsAndWhatRuns()
{
    Worker worker;
    const std::atomic<bool> never = false;
    std::vector<int> told;
    worker.ask(
        this, Policy::Latest, [&](const JobContext& job) { return waitFor(never, job); },
        [&](const Outcome<int>&) { told.push_back(0); });
    for (int number = 1; number <= 100; ++number)
        worker.ask(
            this, Policy::Latest, [number](const JobContext&) { return number; },
            [&](const Outcome<int>& outcome) { told.push_back(std::get<int>(outcome)); });
    worker.finish();
    QCOMPARE(told, std::vector<int>{100});
    QCoreApplication::processEvents();
    QCOMPARE(told, std::vector<int>{100});
}

void TestWorker::theLatestLeavesOtherTasksOfItsAskerAlone()
{
    Worker worker;
    std::vector<int> told;
    for (const auto policy : {Policy::InOrder, Policy::Drain, Policy::Latest})
        worker.ask(
            this, policy, [policy](const JobContext&) { return static_cast<int>(policy); },
            [&](const Outcome<int>& outcome) { told.push_back(std::get<int>(outcome)); });
    worker.finish();
    QCOMPARE(told.size(), std::size_t(3));
}

void TestWorker::whatIsForgottenIsNotToldButDrained()
{
    Worker worker;
    std::atomic<bool> released = false;
    std::atomic<int> done = 0;
    QObject other;
    worker.ask(
        &other, Policy::InOrder, [&](const JobContext& job) { return waitFor(released, job); },
        [](const Outcome<int>&) {});
    for (const auto policy : {Policy::InOrder, Policy::Drain, Policy::Latest})
        worker.ask(
            this, policy, [&](const JobContext&) { return ++done; },
            [](const Outcome<int>&) { QFAIL("it was withdrawn"); });
    worker.forget(this);
    QVERIFY(worker.isBusy()); // with what the other asked for
    released = true;
    worker.finish();
    QCOMPARE(done.load(), 1);
}

void TestWorker::atTheEndOnlyWhatIsToBeDrainedIsDone()
{
    std::atomic<bool> released = false;
    std::atomic<int> written = 0;
    {
        Worker worker;
        worker.ask(
            this, Policy::Drain, [&](const JobContext& job) { return waitFor(released, job); },
            [](const Outcome<int>&) { QFAIL("nobody is told at the end"); });
        const auto whenAllAreDropped = [&](void*) { released = true; };
        for (std::shared_ptr<void> held(nullptr, whenAllAreDropped); worker.asked() < 21;) {
            worker.ask(
                this, Policy::InOrder, [held](const JobContext&) -> int { qFatal("it was not to be drained"); },
                [](const Outcome<int>&) {});
            worker.ask(
                this, Policy::Drain, [&](const JobContext&) { return ++written; }, [](const Outcome<int>&) {});
        }
    }
    QCOMPARE(written.load(), 10);
}

void TestWorker::theEndStopsWhatRuns()
{
    const std::atomic<bool> never = false;
    std::atomic<bool> began = false;
    for (const auto policy : {Policy::Latest, Policy::InOrder}) {
        began = false;
        Worker worker;
        worker.ask(
            this, policy,
            [&](const JobContext& job) {
                began = true;
                return waitFor(never, job);
            },
            [](const Outcome<int>&) { QFAIL("nobody is told at the end"); });
        QTRY_VERIFY(began.load());
    } // comes back
}

void TestWorker::finishWaitsAndTells()
{
    Worker worker;
    worker.finish(); // there is nothing to wait for
    int told = 0;
    worker.ask(
        this, Policy::Drain, [](const JobContext&) { return 7; },
        [&](const Outcome<int>& outcome) {
            told = std::get<int>(outcome);
            worker.ask(
                this, Policy::Drain, [](const JobContext&) { return 8; }, // asked for while it finishes
                [&](const Outcome<int>& more) { told = std::get<int>(more); });
        });
    worker.finish();
    QCOMPARE(told, 8);
    QVERIFY(!worker.isBusy());
}

void TestWorker::finishTellsEachOnce()
{
    Worker worker;
    int told = 0;
    for (int number = 0; number < 10; ++number)
        worker.ask(
            this, Policy::InOrder, [](const JobContext&) { return 1; },
            [&](const Outcome<int>& outcome) { told += std::get<int>(outcome); });
    worker.finish();
    QCOMPARE(told, 10);
    QCoreApplication::processEvents(); // calls that finish() was ahead of
    QCOMPARE(told, 10);
}

void TestWorker::bringsWhatCannotBeCopied()
{
    Worker worker;
    std::unique_ptr<int> told;
    worker.ask(
        this, Policy::Latest, [held = std::make_unique<int>(7)](const JobContext&) mutable { return std::move(held); },
        [&](Outcome<std::unique_ptr<int>> outcome) { told = std::get<0>(std::move(outcome)); });
    worker.finish();
    QVERIFY(told && *told == 7);
}

QTEST_GUILESS_MAIN(TestWorker)
#include "tst_worker.moc"
