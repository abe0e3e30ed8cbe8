#include "ui/session/time_left.h"

#include <QTest>

using namespace tastescope::ui;

class TestTimeLeft : public QObject
{
    Q_OBJECT

private slots:
    void isUnknownAtFirst();
    void isThePaceAtASteadyPace();
    void spansBothPacesWhenTheJobSlowsDown();
    void beginsAgainWhenTheShareFallsBack();
};

void TestTimeLeft::isUnknownAtFirst()
{
    TimeLeft left;
    QVERIFY(!left.range());
    left.add(0, 0);
    left.add(0.9, 0.5);
    QVERIFY(!left.range()); // less than a second
    TimeLeft slow;
    slow.add(0, 0);
    slow.add(30, 0.01);
    QVERIFY(!slow.range()); // less than two percent
}

void TestTimeLeft::isThePaceAtASteadyPace()
{
    TimeLeft left;
    for (int second = 0; second <= 40; ++second)
        left.add(second, second / 100.0);
    // 60 % at 1 % a second are 60 s, 3 % wider on both sides
    QVERIFY(std::abs(left.range()->low - 0.97 * 60) < 1e-6);
    QVERIFY(std::abs(left.range()->high - 1.03 * 60) < 1e-6);
}

void TestTimeLeft::spansBothPacesWhenTheJobSlowsDown()
{
    TimeLeft left;
    for (int second = 0; second <= 20; ++second)
        left.add(second, second / 50.0); // 2 % a second, to 40 %
    for (int second = 21; second <= 30; ++second)
        left.add(second, 0.4 + (second - 20) / 100.0); // 1 % a second, to 50 %
    // whole: 50 % in 30 s -> 30 s; last third (from 20 s on): 10 % in 10 s -> 50 s
    QVERIFY(std::abs(left.range()->low - 0.97 * 30) < 1e-6);
    QVERIFY(std::abs(left.range()->high - 1.03 * 50) < 1e-6);
}

void TestTimeLeft::beginsAgainWhenTheShareFallsBack()
{
    TimeLeft left;
    left.add(0, 0);
    left.add(10, 1);
    left.add(11, 0);
    left.add(21, 0.5); // the next stage: 50 % in 10 s -> 10 s
    QVERIFY(std::abs(left.range()->high - 1.03 * 10) < 1e-6);
}

QTEST_GUILESS_MAIN(TestTimeLeft)
#include "tst_time_left.moc"
