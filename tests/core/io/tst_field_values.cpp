#include "core/io/text/field_values.h"
#include "core/io/text/text_encoding.h"

#include <QTest>

using namespace tastescope;

/// Numbers, times and texts of files are read by one rule, whatever the locale.
class TestFieldValues : public QObject
{
    Q_OBJECT

private slots:
    void readsNumbers_data();
    void readsNumbers();
    void readsTimes_data();
    void readsTimes();
    void readsDatesOfManyForms_data();
    void readsDatesOfManyForms();
    void readsThousands();
    void knowsWhatIsMissing();
    void findsInvalidUtf8_data();
    void findsInvalidUtf8();
    void escapesWhatIsNotSafeToShow();
};

void TestFieldValues::readsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<double>("value");
    QTest::newRow("whole") << "4" << true << 4.0;
    QTest::newRow("half") << "3.5" << true << 3.5;
    QTest::newRow("comma") << "3,5" << true << 3.5;
    QTest::newRow("minus zero") << "-0" << true << 0.0;
    QTest::newRow("plus") << "+2" << true << 2.0;
    QTest::newRow("scientific") << "1.5e2" << true << 150.0;
    for (const char* bad : {"", "nan", "NaN", "inf", "-Infinity", "1e400", "-1e400", "4 stars", "four", "1,000.5",
                            "1,2,3", "+-1", "0x10", "--1", ".", "-"})
        QTest::addRow("not \"%s\"", bad) << bad << false << 0.0;
}

void TestFieldValues::readsNumbers()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(double, value);
    const auto read = parseReal(text.toStdString());
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(*read, value);
}

void TestFieldValues::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << "964982703" << true << qint64{964982703};
    QTest::newRow("fraction") << "964982703.9" << true << qint64{964982703};
    QTest::newRow("milliseconds") << "964982703123" << true << qint64{964982703};
    QTest::newRow("microseconds") << "964982703123456" << true << qint64{964982703};
    QTest::newRow("nanoseconds") << "964982703123456789" << true << qint64{964982703};
    QTest::newRow("before 1970") << "-5" << true << qint64{-5};
    // 1965, half a second after a whole one: down is away from 1970
    QTest::newRow("milliseconds before 1970") << "-157766400500" << true << qint64{-157'766'401};
    QTest::newRow("nanoseconds of 19 digits") << "1577836800123456789" << true << qint64{1'577'836'800};
    // 2003-05-17 is day 12,189 after 1970-01-01: 33 years of 365 days, 8 leap days, 136 days of 2003.
    QTest::newRow("day") << "2003-05-17" << true << qint64{12'189} * 86'400;
    QTest::newRow("clock") << "2003-05-17T12:30" << true << qint64{12'189} * 86'400 + 45'000;
    QTest::newRow("Z") << "2003-05-17T12:30:59.25Z" << true << qint64{12'189} * 86'400 + 45'059;
    QTest::newRow("east") << "2003-05-17 12:30:59+02:00" << true << qint64{12'189} * 86'400 + 45'059 - 7200;
    QTest::newRow("west") << "2003-05-17 12:30:59-0530" << true << qint64{12'189} * 86'400 + 45'059 + 19'800;
    for (const char* bad :
         {"", "2003-13-01", "2003-02-29", "2003-5-17", "17.05.2003", "2003-05-17T", "2003-05-17T25:00",
          "2003-05-17T12:60", "yesterday", "nan", "1e300", "99999999999999999999999", "2003-05-17T12:30x"})
        QTest::addRow("not \"%s\"", bad) << bad << false << qint64{0};
}

void TestFieldValues::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(qint64, seconds);
    const auto read = parseTime(text.toStdString());
    QCOMPARE(read.has_value(), good);
    if (good)
        QCOMPARE(*read, seconds);
}

void TestFieldValues::readsDatesOfManyForms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("dayFirst");
    QTest::addColumn<qint64>("seconds");            // -1: it is no date
    constexpr qint64 day = qint64{12'189} * 86'400; // 2003-05-17
    QTest::newRow("points") << "17.05.2003" << true << day;
    QTest::newRow("short year") << "17/5/03 12:30" << true << day + 45'000;
    QTest::newRow("month first") << "5/17/2003 6:30 PM" << false << day + 66'600; // 18.5 hours
    QTest::newRow("midnight") << "5/17/2003 12:00:01 am" << false << day + 1;
    QTest::newRow("Amazon") << "05 17, 2003" << false << day;
    QTest::newRow("year first") << "2003/05/17 12:30:59" << true << day + 45'059;
    QTest::newRow("named month") << "17-May-2003" << false << day;
    QTest::newRow("Twitter") << "Sat May 17 12:30:59 +0200 2003" << true << day + 45'059 - 7'200;
    for (const char* bad : {"17.05.", "31.02.2003", "5/17/2003 13:00 PM", "17.05.2003.1", "a.b.c", "12345.1.1",
                            "17.05.2003 12:3", "17 Foo 2003"})
        QTest::addRow("not \"%s\"", bad) << bad << true << qint64{-1};
    QTest::newRow("a month of 17") << "17/05/2003" << false << qint64{-1};
}

void TestFieldValues::readsDatesOfManyForms()
{
    QFETCH(QString, text);
    QFETCH(bool, dayFirst);
    QFETCH(qint64, seconds);
    QCOMPARE(parseTime(text.toStdString(), dayFirst ? TimeForm::DayFirst : TimeForm::MonthFirst).value_or(-1), seconds);
}

void TestFieldValues::readsThousands()
{
    QCOMPARE(parseReal("1,407", NumberForm::Thousands).value_or(0), 1407.0);
    QCOMPARE(parseReal("-1,234,567.5", NumberForm::Thousands).value_or(0), -1'234'567.5);
    QCOMPARE(parseReal("12", NumberForm::Thousands).value_or(0), 12.0);
    for (const char* bad : {",407", "1,40", "1,4070", "1.5,000", ""})
        QVERIFY2(!parseReal(bad, NumberForm::Thousands), bad);
}

void TestFieldValues::knowsWhatIsMissing()
{
    for (const char* missing : {"", "NULL", "NA", "nan", "\\N"})
        QVERIFY2(isMissing(missing), missing);
    for (const char* value : {"0", "Nan", "NAN", "-", "nullify"})
        QVERIFY2(!isMissing(value), value);
}

void TestFieldValues::findsInvalidUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at"); // -1: valid
    QTest::newRow("ASCII") << QByteArray("abc") << -1;
    QTest::newRow("two, three and four bytes") << QByteArray("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8E\xB5") << -1;
    QTest::newRow("lone continuation") << QByteArray("a\x80") << 1;
    QTest::newRow("cut character") << QByteArray("ab\xE2\x82") << 2;
    QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << 0;
    QTest::newRow("overlong of three") << QByteArray("\xE0\x80\xAF") << 0;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << 0;
    QTest::newRow("five bytes") << QByteArray("\xF8\x88\x80\x80\x80") << 0;
}

void TestFieldValues::findsInvalidUtf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, at);
    const auto found = firstInvalidUtf8(bytes.toStdString());
    QCOMPARE(found ? static_cast<int>(*found) : -1, at);
}

void TestFieldValues::escapesWhatIsNotSafeToShow()
{
    QCOMPARE(QString::fromStdString(escaped("caf\xC3\xA9")), QString::fromUtf8("café"));
    QCOMPARE(QString::fromStdString(escaped("a\x1B[31m\n")), QStringLiteral("a\\x1b[31m\\x0a"));
    QCOMPARE(QString::fromStdString(escaped("\xE9\xC2\x9B"
                                            "1m")),
             QStringLiteral("\\xe9\\x9b1m"));
    QCOMPARE(QString::fromStdString(escaped("abcdef", 3)), QStringLiteral("abc..."));
    QCOMPARE(QString::fromStdString(escaped("abc", 3)), QStringLiteral("abc"));
}

QTEST_GUILESS_MAIN(TestFieldValues)
#include "tst_field_values.moc"
