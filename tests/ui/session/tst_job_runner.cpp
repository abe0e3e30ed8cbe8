#include "ui/session/job_runner.h"

#include <QTest>
#include <QThread>

#include <algorithm>

using namespace tastescope;
using namespace tastescope::ui;

using Thrower = std::function<void()>;
Q_DECLARE_METATYPE(Thrower)

class TestJobRunner : public QObject
{
    Q_OBJECT

private slots:
    void deliversEveryEventInOrderOnTheUiThread();
    void tellsTheOutcomeAfterTheLastEvent();
    void stopsWhenAsked();
    void failsInWords();
    void whateverIsThrownIsAFailureAndTheNextJobRuns_data();
    void whateverIsThrownIsAFailureAndTheNextJobRuns();
    void namesThePlaceOfBadInput();
    void waitsWhilePaused();
    void stopsWhilePaused();
    void startsTheNextJobFromTheOutcome();
    void stopsAndJoinsWhenDestroyed();
};

namespace {

EpochFinished epochNumber(int epoch)
{
    EpochFinished event;
    event.epoch = epoch;
    return event;
}

int spinUntilStopped(const JobContext& job)
{
    for (;;) {
        job.throwIfStopped();
        std::this_thread::yield();
    }
}

} // namespace

void TestJobRunner::deliversEveryEventInOrderOnTheUiThread()
{
    JobRunner runner;
    std::vector<int> epochs;
    int batches = 0;
    connect(&runner, &JobRunner::eventsArrived, this, [&](const std::vector<JobEvent>& events) {
        QCOMPARE(QThread::currentThread(), thread());
        ++batches;
        for (const JobEvent& event : events)
            epochs.push_back(std::get<EpochFinished>(event).epoch);
    });

    std::optional<int> answer;
    runner.start(
        [](const JobContext& job) {
            for (int epoch = 1; epoch <= 10'000; ++epoch)
                job.report(epochNumber(epoch));
            return 42;
        },
        [&](const Outcome<int>& outcome) { answer = std::get<int>(outcome); });

    QTRY_VERIFY(answer.has_value());
    QCOMPARE(*answer, 42);
    QCOMPARE(epochs.size(), std::size_t(10'000));
    QVERIFY(std::is_sorted(epochs.begin(), epochs.end()));
    QVERIFY2(batches < 100, "events must be batched");
    QVERIFY(!runner.isRunning());
}

void TestJobRunner::tellsTheOutcomeAfterTheLastEvent()
{
    JobRunner runner;
    QStringList order;
    connect(&runner, &JobRunner::eventsArrived, this, [&] { order << QStringLiteral("events"); });
    runner.start(
        [](const JobContext& job) {
            job.report(Note{"only one"});
            return std::make_unique<int>(1); // a value that cannot be copied
        },
        [&](Outcome<std::unique_ptr<int>> outcome) {
            order << QString::number(*std::get<std::unique_ptr<int>>(outcome));
        });
    QTRY_COMPARE(order, (QStringList{QStringLiteral("events"), QStringLiteral("1")}));
}

void TestJobRunner::stopsWhenAsked()
{
    JobRunner runner;
    bool cancelled = false;
    runner.start(spinUntilStopped,
                 [&](const Outcome<int>& outcome) { cancelled = std::holds_alternative<Cancelled>(outcome); });
    QVERIFY(runner.isRunning());
    runner.cancel();
    QTRY_VERIFY(cancelled);
}

void TestJobRunner::failsInWords()
{
    JobRunner runner;
    QString message;
    runner.start([](const JobContext&) -> int { throw Error("ratings.csv is empty."); },
                 [&](const Outcome<int>& outcome) { message = std::get<Failure>(outcome).message; });
    QTRY_COMPARE(message, QStringLiteral("ratings.csv is empty."));
}

void TestJobRunner::whateverIsThrownIsAFailureAndTheNextJobRuns_data()
{
    QTest::addColumn<Thrower>("thrower");
    QTest::newRow("error") << Thrower([] { throw Error("told"); });
    QTest::newRow("logic") << Thrower([] { throw std::logic_error("a broken promise"); });
    QTest::newRow("memory") << Thrower([] { throw std::bad_alloc(); });
    QTest::newRow("no exception at all") << Thrower([] { throw 42; });
    QTest::newRow("a text") << Thrower([] { throw "words"; });
}

void TestJobRunner::whateverIsThrownIsAFailureAndTheNextJobRuns()
{
    QFETCH(Thrower, thrower);
    JobRunner runner;
    QString message;
    runner.start(
        [&](const JobContext&) {
            thrower();
            return 0;
        },
        [&](const Outcome<int>& outcome) { message = std::get<Failure>(outcome).message; });
    QTRY_VERIFY(!message.isEmpty());
    std::optional<int> answer;
    runner.start([](const JobContext&) { return 42; },
                 [&](const Outcome<int>& outcome) { answer = std::get<int>(outcome); });
    QTRY_COMPARE(answer, std::optional(42));
}

void TestJobRunner::namesThePlaceOfBadInput()
{
    JobRunner runner;
    std::optional<FilePlace> place;
    runner.start(
        [](const JobContext&) -> int {
            throw BadInput({"ratings.csv", 7, 3}, "the item id is empty");
        },
        [&](const Outcome<int>& outcome) { place = std::get<Failure>(outcome).place; });
    QTRY_VERIFY(place.has_value());
    QCOMPARE(place->line, std::int64_t(7));
    QCOMPARE(place->column, std::int64_t(3));
}

void TestJobRunner::waitsWhilePaused()
{
    JobRunner runner;
    std::atomic<int> rounds = 0;
    std::atomic<bool> enough = false;
    bool done = false;
    runner.start(
        [&](const JobContext& job) {
            while (!enough) {
                job.throwIfStopped();
                ++rounds;
                std::this_thread::yield();
            }
            return 0;
        },
        [&](const Outcome<int>& outcome) { done = std::holds_alternative<int>(outcome); });
    QTRY_VERIFY(rounds > 0);
    runner.pause();
    QVERIFY(runner.isPaused());
    int before = -1;
    QTRY_VERIFY(std::exchange(before, rounds.load()) == rounds.load()); // the round under way may still end
    QTest::qWait(20);
    QCOMPARE(rounds.load(), before);
    runner.resume();
    QTRY_VERIFY(rounds > before);
    enough = true;
    QTRY_VERIFY(done);
}

void TestJobRunner::stopsWhilePaused()
{
    JobRunner runner;
    bool cancelled = false;
    runner.start(spinUntilStopped,
                 [&](const Outcome<int>& outcome) { cancelled = std::holds_alternative<Cancelled>(outcome); });
    runner.pause();
    runner.cancel();
    QTRY_VERIFY(cancelled);
    QVERIFY(!runner.isPaused());
}

void TestJobRunner::startsTheNextJobFromTheOutcome()
{
    JobRunner runner;
    int sum = 0;
    runner.start([](const JobContext&) { return 1; },
                 [&](const Outcome<int>& first) {
                     runner.start([value = std::get<int>(first)](const JobContext&) { return value + 1; },
                                  [&](const Outcome<int>& second) { sum = std::get<int>(second); });
                 });
    QTRY_COMPARE(sum, 2);
}

void TestJobRunner::stopsAndJoinsWhenDestroyed()
{
    std::atomic<bool> left = false;
    {
        JobRunner runner;
        runner.start(
            [&](const JobContext& job) {
                struct Leave
                {
                    std::atomic<bool>& flag;
                    ~Leave() { flag = true; }
                } leave{left};
                return spinUntilStopped(job);
            },
            [](const Outcome<int>&) { QFAIL("a destroyed runner must not call back"); });
    }
    QVERIFY(left);
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
