#include "ui/session/answer_runner.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestAnswerRunner : public QObject
{
    Q_OBJECT

private slots:
    void answersOnTheUiThread();
    void onlyTheLatestQuestionOfAnAskerIsAnswered();
    void everyAskerIsAnswered();
    void anAskerThatIsGoneIsNotCalled();
    void aForgottenQuestionIsNotAnswered();
    void tellsFailures();
    void isBusyAsLongAsAnAnswerIsToCome();
};

namespace {

// Holds the worker until it is released or its question is overtaken.
int waitFor(const std::atomic<bool>& released, const JobContext& job)
{
    while (!released) {
        job.throwIfStopped();
        std::this_thread::yield();
    }
    return 0;
}

} // namespace

void TestAnswerRunner::answersOnTheUiThread()
{
    AnswerRunner runner;
    int answer = 0;
    runner.ask(
        this, [](const JobContext&) { return 7; },
        [&](const Outcome<int>& outcome) {
            QCOMPARE(QThread::currentThread(), thread());
            answer = std::get<int>(outcome);
        });
    QTRY_COMPARE(answer, 7);
    QVERIFY(runner.lastSeconds() > 0);
}

void TestAnswerRunner::onlyTheLatestQuestionOfAnAskerIsAnswered()
{
    AnswerRunner runner;
    const std::atomic<bool> never = false;
    std::vector<int> answers;
    runner.ask(
        this, [&](const JobContext& job) { return waitFor(never, job); },
        [&](const Outcome<int>&) { answers.push_back(0); }); // under way when the next comes: stopped
    for (int number = 1; number <= 100; ++number)
        runner.ask(
            this, [number](const JobContext&) { return number; },
            [&](const Outcome<int>& outcome) { answers.push_back(std::get<int>(outcome)); });
    QTRY_COMPARE(answers, std::vector<int>{100});
    QCoreApplication::processEvents();
    QCOMPARE(answers, std::vector<int>{100});
}

void TestAnswerRunner::everyAskerIsAnswered()
{
    AnswerRunner runner;
    QObject one;
    QObject two;
    int sum = 0;
    for (QObject* asker : {&one, &two})
        runner.ask(
            asker, [](const JobContext&) { return 1; },
            [&](const Outcome<int>& outcome) { sum += std::get<int>(outcome); });
    QTRY_COMPARE(sum, 2);
}

void TestAnswerRunner::anAskerThatIsGoneIsNotCalled()
{
    AnswerRunner runner;
    std::atomic<bool> released = false;
    bool laterAnswered = false;
    auto asker = std::make_unique<QObject>();
    runner.ask(
        asker.get(), [&](const JobContext& job) { return waitFor(released, job); },
        [](const Outcome<int>&) { QFAIL("the asker is gone"); });
    asker.reset();
    released = true;
    runner.ask(
        this, [](const JobContext&) { return 1; }, [&](const Outcome<int>&) { laterAnswered = true; });
    QTRY_VERIFY(laterAnswered);
}

void TestAnswerRunner::aForgottenQuestionIsNotAnswered()
{
    AnswerRunner runner;
    QObject other;
    bool laterAnswered = false;
    runner.ask(
        this, [](const JobContext&) { return 1; }, [](const Outcome<int>&) { QFAIL("it was withdrawn"); });
    runner.forget(this);
    runner.ask(
        &other, [](const JobContext&) { return 1; }, [&](const Outcome<int>&) { laterAnswered = true; });
    QTRY_VERIFY(laterAnswered);
}

void TestAnswerRunner::tellsFailures()
{
    AnswerRunner runner;
    QString message;
    runner.ask(
        this, [](const JobContext&) -> int { throw Error("This user is unknown."); },
        [&](const Outcome<int>& outcome) { message = std::get<Failure>(outcome).message; });
    QTRY_COMPARE(message, QStringLiteral("This user is unknown."));
}

void TestAnswerRunner::isBusyAsLongAsAnAnswerIsToCome()
{
    AnswerRunner runner;
    QVERIFY(!runner.isBusy());
    std::atomic<bool> released = false;
    const auto work = [&](const JobContext& job) { return waitFor(released, job); };
    runner.ask(this, work, [](const Outcome<int>&) {});
    auto gone = std::make_unique<QObject>(); // its answer has nobody to go to
    runner.ask(gone.get(), work, [](const Outcome<int>&) {});
    gone.reset();
    QVERIFY(runner.isBusy());
    released = true;
    QTRY_VERIFY(!runner.isBusy());
}

QTEST_GUILESS_MAIN(TestAnswerRunner)
#include "tst_answer_runner.moc"
