#include "core/training/schedule.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

class TestSchedule : public QObject
{
    Q_OBJECT

private slots:
    void isAsComputedByHand_data();
    void isAsComputedByHand();
    void neverLeavesZeroToTheRate();
    void aPeriodFallsAndRises();
    void settlesWhenTheRateHasFallen_data();
    void settlesWhenTheRateHasFallen();
};

void TestSchedule::isAsComputedByHand_data()
{
    QTest::addColumn<int>("schedule");
    QTest::addColumn<int>("warmup");
    QTest::addColumn<double>("position");
    QTest::addColumn<double>("expected");
    const auto row = [](const char* name, Schedule schedule, int warmup, double position, double expected) {
        QTest::newRow(name) << static_cast<int>(schedule) << warmup << position << expected;
    };
    // 10 epochs, learning rate 0.2.
    row("constant", Schedule::Constant, 0, 7.5, 0.2);
    row("warm-up begins low", Schedule::Constant, 4, 0.5, 0.025);
    row("warm-up half-way", Schedule::Cosine, 4, 2, 0.1);
    row("warm-up done", Schedule::Constant, 4, 4, 0.2);
    row("exponential at the start", Schedule::Exponential, 0, 0, 0.2);
    row("exponential after 2", Schedule::Exponential, 0, 2, 0.1805); // 0.2 * 0.95^2
    row("exponential counts from warm-up's end", Schedule::Exponential, 3, 5, 0.1805);
    row("step before the first", Schedule::Step, 0, 1.99, 0.2);
    row("step at a fifth", Schedule::Step, 0, 2, 0.1);
    row("step in the last fifth", Schedule::Step, 0, 9, 0.0125); // 0.2 / 2^4
    row("cosine at the start", Schedule::Cosine, 0, 0, 0.2);
    row("cosine at a third", Schedule::Cosine, 0, 10.0 / 3, 0.1505); // 0.2 (0.01 + 0.99 * 0.75)
    row("cosine half-way", Schedule::Cosine, 0, 5, 0.101);           // 0.2 (0.01 + 0.99 * 0.5)
    row("cosine at the end", Schedule::Cosine, 0, 10, 0.002);
    row("cosine after warm-up", Schedule::Cosine, 2, 6, 0.101); // half of the other 8 epochs
    row("warm-up as long as the run", Schedule::Cosine, 10, 10, 0.002);
}

void TestSchedule::isAsComputedByHand()
{
    QFETCH(int, schedule);
    QFETCH(int, warmup);
    QFETCH(double, position);
    QFETCH(double, expected);
    const LearningRate rate{0.2, static_cast<Schedule>(schedule), warmup, 10};
    QVERIFY(std::abs(rate.at(position) - expected) < 1e-12);
}

void TestSchedule::aPeriodFallsAndRises()
{
    // Down to a tenth in 4 epochs, up again in 4, and so on: 0.2 (0.1 + 0.9 (1 + cos(pi q / 4)) / 2).
    const LearningRate rate{.full = 0.2, .schedule = Schedule::Cosine, .epochs = 20, .period = 4, .floor = 0.1};
    for (const auto& [position, expected] : {std::pair(0.0, 0.2), {2.0, 0.11}, {4.0, 0.02}, {6.0, 0.11}, {8.0, 0.2}})
        QVERIFY(std::abs(rate.at(position) - expected) < 1e-12);
    QCOMPARE(rate.settledAfter(), 4); // never below a tenth, so at the end of the first descent
    const LearningRate deep{.full = 0.2, .schedule = Schedule::Cosine, .epochs = 500, .period = 100};
    QCOMPARE(deep.settledAfter(), 81); // as of a run of 100
}

void TestSchedule::settlesWhenTheRateHasFallen_data()
{
    QTest::addColumn<int>("schedule");
    QTest::addColumn<int>("warmup");
    QTest::addColumn<int>("epochs");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* name, Schedule schedule, int warmup, int epochs, int expected) {
        QTest::newRow(name) << static_cast<int>(schedule) << warmup << epochs << expected;
    };
    row("constant never falls", Schedule::Constant, 0, 30, 0);
    row("exponential falls from the start", Schedule::Exponential, 0, 30, 0);
    row("a warm-up is no time to wait", Schedule::Constant, 4, 30, 4);
    row("the last fifth of 30", Schedule::Step, 0, 30, 24);
    row("the last fifth of 26 after 4", Schedule::Step, 4, 30, 25); // 4 + 20.8
    // 0.01 + 0.99 (1 + cos(pi q)) / 2 = 0.1 at cos = -0.81818: q = 0.80498, of 30 epochs 24.15.
    row("cosine", Schedule::Cosine, 0, 30, 25);
    row("cosine of 100", Schedule::Cosine, 0, 100, 81);
    row("cosine after warm-up", Schedule::Cosine, 10, 30, 27); // 10 + 16.1
    row("warm-up as long as the run", Schedule::Cosine, 10, 10, 10);
}

void TestSchedule::settlesWhenTheRateHasFallen()
{
    QFETCH(int, schedule);
    QFETCH(int, warmup);
    QFETCH(int, epochs);
    QFETCH(int, expected);
    const LearningRate rate{0.2, static_cast<Schedule>(schedule), warmup, epochs};
    QCOMPARE(rate.settledAfter(), expected);
    if (rate.schedule == Schedule::Cosine && warmup < epochs) {
        QVERIFY(rate.at(expected) <= 0.02 + 1e-12);
        QVERIFY(rate.at(expected - 1) > 0.02);
    }
}

void TestSchedule::neverLeavesZeroToTheRate()
{
    for (const Schedule schedule : {Schedule::Constant, Schedule::Exponential, Schedule::Step, Schedule::Cosine}) {
        const LearningRate rate{0.2, schedule, 2, 30};
        for (double position = 0.01; position <= rate.epochs; position += 0.01)
            QVERIFY(rate.at(position) > 0 && rate.at(position) <= rate.full);
    }
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
