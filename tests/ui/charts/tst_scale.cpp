#include "ui/charts/plot/scale.h"

#include <QTest>

#include <cmath>

using namespace tastescope::ui;

class TestScale : public QObject
{
    Q_OBJECT

private slots:
    void placesAndReadsBack_data();
    void placesAndReadsBack();
    void hasNoPlaceForZeroOnALogAxis();
    void whatIsNoNumberIsNowhere();
    void withoutASpanAllIsInTheMiddle();
    void stepsAreRound_data();
    void stepsAreRound();
    void logTicksStandAtOneThreeTen();
    void wholeAxesHaveNoFractions();
    void labelsHaveTheDigitsTheyNeed_data();
    void labelsHaveTheDigitsTheyNeed();
};

void TestScale::placesAndReadsBack_data()
{
    QTest::addColumn<bool>("logarithmic");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("fraction");
    // linear 1..1000: (250.75 - 1) / 999 = 0.25; log: 31.62 = 10^1.5, half of three decades
    QTest::newRow("linear low") << false << 1.0 << 0.0;
    QTest::newRow("linear quarter") << false << 250.75 << 0.25;
    QTest::newRow("log high") << true << 1000.0 << 1.0;
    QTest::newRow("log half") << true << std::pow(10, 1.5) << 0.5;
}

void TestScale::placesAndReadsBack()
{
    QFETCH(bool, logarithmic);
    QFETCH(double, value);
    QFETCH(double, fraction);
    const Scale scale{{1, 1000}, logarithmic};
    QVERIFY(std::abs(scale.fraction(value) - fraction) < 1e-12);
    QCOMPARE(scale.value(fraction), value);
}

void TestScale::hasNoPlaceForZeroOnALogAxis()
{
    const Scale scale{{1, 10}, true};
    QVERIFY(std::isnan(scale.fraction(0)));
    QVERIFY(std::isnan(scale.fraction(-3)));
}

void TestScale::whatIsNoNumberIsNowhere()
{
    const PlotMap map{{0, 0, 100, 50}, {{0, 1}, false}, {{0, 1}, false}};
    QVERIFY(isWithin(map.area, map.toPixel({0.5, 0.5})));
    QVERIFY(!isWithin(map.area, map.toPixel({0.5, 2})));
    QVERIFY(!isWithin(map.area, map.toPixel({0.5, std::nan("")})));
    QVERIFY(!isWithin(map.area, map.toPixel({std::nan(""), 0.5})));
}

void TestScale::withoutASpanAllIsInTheMiddle()
{
    for (const bool logarithmic : {false, true})
        QCOMPARE((Scale{{3, 3}, logarithmic}.fraction(3)), 0.5);
    QVERIFY(std::isnan(Scale{{3, 3}, true}.fraction(0)));
}

void TestScale::stepsAreRound_data()
{
    QTest::addColumn<double>("span");
    QTest::addColumn<int>("most");
    QTest::addColumn<double>("step");
    QTest::newRow("a fifth") << 1.0 << 5 << 0.2;
    QTest::newRow("20k by 4") << 20000.0 << 4 << 5000.0;
    QTest::newRow("52 by 6") << 52.0 << 6 << 10.0; // 8.67 is not round
    QTest::newRow("a quarter") << 1.0 << 4 << 0.25;
    QTest::newRow("12k by 4") << 12000.0 << 4 << 3000.0;
    QTest::newRow("nothing") << 0.0 << 4 << 0.0;
}

void TestScale::stepsAreRound()
{
    QFETCH(double, span);
    QFETCH(int, most);
    QFETCH(double, step);
    QCOMPARE(niceStep(span, most), step);
}

void TestScale::logTicksStandAtOneThreeTen()
{
    const Scale decades{{1, 1000}, true};
    QCOMPARE(tickValues(decades, 7), (std::vector<double>{1, 3, 10, 30, 100, 300, 1000}));
    QCOMPARE(tickValues(decades, 10), (std::vector<double>{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}));
    QCOMPARE(tickValues(decades, 4), (std::vector<double>{1, 10, 100, 1000}));
    QCOMPARE(tickValues({{1, 1e8}, true}, 5), (std::vector<double>{1, 1e2, 1e4, 1e6, 1e8}));
}

void TestScale::wholeAxesHaveNoFractions()
{
    QCOMPARE(tickValues({{1, 3}, false}, 9, true), (std::vector<double>{1, 2, 3}));
    QCOMPARE(tickValues({{1, 3}, false}, 4, false), (std::vector<double>{1, 1.5, 2, 2.5, 3}));
}

void TestScale::labelsHaveTheDigitsTheyNeed_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<bool>("shortened");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("two digits") << QList<double>{0.3, 0.35, 0.4} << false << QStringList{"0.30", "0.35", "0.40"};
    QTest::newRow("one digit") << QList<double>{0, 0.2, 0.4} << false << QStringList{"0.0", "0.2", "0.4"};
    QTest::newRow("near values") << QList<double>{0.4785, 0.479, 0.4795} << false
                                 << QStringList{"0.4785", "0.4790", "0.4795"};
    QTest::newRow("short") << QList<double>{0, 300, 900, 1200} << true << QStringList{"0", "300", "900", "1.2k"};
    QTest::newRow("millions") << QList<double>{250000, 1000000} << true << QStringList{"250k", "1M"};
    QTest::newRow("powers") << QList<double>{1, 10, 100, 1000} << true << QStringList{"1", "10", "100", "1k"};
    QTest::newRow("negative") << QList<double>{-5, 0, 5} << false
                              << QStringList{QString(QChar(0x2212)) + "5", "0", "5"};
}

void TestScale::labelsHaveTheDigitsTheyNeed()
{
    QFETCH(QList<double>, values);
    QFETCH(bool, shortened);
    QFETCH(QStringList, labels);
    QCOMPARE(tickLabels({values.begin(), values.end()}, {.shortened = shortened}), labels);
}

QTEST_GUILESS_MAIN(TestScale)
#include "tst_scale.moc"
