#include "ui/session/numbers.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace tastescope::ui;

class TestNumbers : public QObject
{
    Q_OBJECT

private slots:
    void everyKindReadsAsTheSpecSays_data();
    void everyKindReadsAsTheSpecSays();
    void aValueThatIsNotZeroNeverReadsAsZero_data();
    void aValueThatIsNotZeroNeverReadsAsZero();
    void datesReadByTheirDistance();
};

void TestNumbers::everyKindReadsAsTheSpecSays_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const QString& found, const QString& expected) {
        QTest::newRow(name) << found << expected;
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    row("metric", metric(0.54781), u"0.5478"_qs);
    row("metric, interval", metric(0.5478, 0.5461, 0.5495), u"0.5478 [0.5461, 0.5495]"_qs);
    row("metric, unknown", metric(nan), u"–"_qs);
    row("metric, zero", metric(0), u"0.0000"_qs);
    row("metric, minus zero", metric(-0.0), u"0.0000"_qs);
    row("delta up", delta(0.0042, 0.0011, 0.0073), u"+0.0042 [+0.0011, +0.0073]"_qs);
    row("delta of a tie", delta(-0.002, -0.0043, 0.0003), u"\u22120.0020 [\u22120.0043, +0.0003]"_qs);
    row("delta too small for four decimals", delta(0.00023, -0.00041, 0.00087),
        u"+0.00023 [\u22120.00041, +0.00087]"_qs);
    row("delta, interval alone", deltaInterval(0.0042, 0, 0.0073), u"[0, +0.0073]"_qs);
    row("delta down", delta(-0.0994, -0.1009, -0.0979), u"\u22120.0994 [\u22120.1009, \u22120.0979]"_qs);
    row("delta none", delta(0), u"0"_qs);
    row("percent", percent(0.39), u"39.0\u00A0%"_qs);
    row("percent, all", percent(1), u"100.0\u00A0%"_qs);
    row("percent, few", percent(0.0004), u"<0.1\u00A0%"_qs);
    row("count", count(101713), u"101\u202F713"_qs);
    row("count, four figures", count(5042), u"5\u202F042"_qs);
    row("count, three figures", count(999), u"999"_qs);
    row("count, below zero", count(-1234567), u"\u22121\u202F234\u202F567"_qs);
    row("short count", shortCount(4.8e6), u"4.8\u00A0M"_qs);
    row("short count, rounded up a unit", shortCount(999'999), u"1.0\u00A0M"_qs);
    row("short count, small", shortCount(512), u"512"_qs);
    row("fixed", fixed(2348.256, 2), u"2\u202F348.26"_qs);
    row("fixed, infinite", fixed(-std::numeric_limits<double>::infinity(), 2), u"\u2212∞"_qs);
    row("general", general(0.0123456), u"0.01235"_qs);
    row("general, large", general(2.5e7), u"2.5e7"_qs);
    row("general, small", general(2.5e-7), u"2.5e\u22127"_qs);
    row("general, whole", general(12), u"12"_qs);
    row("rate 0.001", shortest(0.001), u"0.001"_qs);
    row("rate 3e-4", shortest(3e-4), u"3e-4"_qs);
    row("rate 0.00363", shortest(0.00363), u"0.00363"_qs);
    row("milliseconds", duration(0.084), u"84\u00A0ms"_qs);
    row("seconds", duration(4.2), u"4.2\u00A0s"_qs);
    row("minutes", duration(185), u"3\u00A0min 05\u00A0s"_qs);
    row("59.99 s is a minute", duration(59.99), u"1\u00A0min 00\u00A0s"_qs);
    row("hours", duration(7500), u"2\u00A0h 05\u00A0min"_qs);
    row("range", timeRange(211, 244), u"3:30 to 4:05"_qs);
    row("range, one value", timeRange(0.6, 1.2), u"0:01"_qs);
    row("range, hours", timeRange(3750, 4200), u"1:02:30 to 1:10:00"_qs);
    row("rate per second", rate(9.1e6), u"9.1\u00A0M/s"_qs);
    row("bytes", bytes(336'000'000), u"336\u00A0MB"_qs);
    row("bytes, one decimal", bytes(3'100'000), u"3.1\u00A0MB"_qs);
    row("bytes, few", bytes(12), u"12\u00A0bytes"_qs);
    row("hash", shortHash(QStringLiteral("7f3a91c2d0000000")), u"7f3a\u00A091c2"_qs);
}

void TestNumbers::everyKindReadsAsTheSpecSays()
{
    QFETCH(QString, found);
    QFETCH(QString, expected);
    QCOMPARE(found, expected);
}

void TestNumbers::aValueThatIsNotZeroNeverReadsAsZero_data()
{
    QTest::addColumn<double>("value");
    for (const double value : {4.9e-5, -4.9e-5, 1e-9, 1e-300, 5e-324})
        QTest::addRow("%g", value) << value;
}

void TestNumbers::aValueThatIsNotZeroNeverReadsAsZero()
{
    QFETCH(double, value);
    for (const QString& text : {metric(value), delta(value), general(value), shortest(value), fixed(value, 2)})
        QVERIFY2(text.contains(QRegularExpression(QStringLiteral("[1-9].*e|[1-9]"))), qPrintable(text));
}

void TestNumbers::datesReadByTheirDistance()
{
    const QDate today = QDate::currentDate();
    QCOMPARE(when(QDateTime(today, QTime(8, 41))), QStringLiteral("today 08:41"));
    QCOMPARE(when(QDateTime(today.addDays(-1), QTime(17, 20))), QStringLiteral("yesterday 17:20"));
    QCOMPARE(when(QDateTime(QDate(2001, 11, 19), QTime(1, 2))), QStringLiteral("19 Nov 2001"));
}

QTEST_GUILESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
