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
