#include "core/base/ascii.h"
#include "core/base/number_text.h"
#include "core/base/option_field.h"
#include "core/data/split.h"

#include <QTest>

#include <clocale>
#include <cstdio>
#include <limits>

using namespace tastescope;

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void init() { std::setlocale(LC_ALL, "C"); }
    void shortestReadsBack();
    void fixedIsAsPrintfHasIt();
    void roundedIsAsPrintfHasIt();
    void knowsNoLocale_data();
    void knowsNoLocale();
    void cleanup() { std::setlocale(LC_ALL, ""); }
};

void TestNumberText::shortestReadsBack()
{
    QCOMPARE(shortestText(0.3), std::string("0.3"));
    QCOMPARE(shortestText(0.1 + 0.2), std::string("0.30000000000000004"));
    QCOMPARE(shortestText(3e-4), std::string("3e-4")); // not 3e-04
    QCOMPARE(shortestText(1e-10), std::string("1e-10"));
    QCOMPARE(shortestText(5), std::string("5"));
    QCOMPARE(shortestText(-std::numeric_limits<double>::infinity()), std::string("-inf"));
}

void TestNumberText::fixedIsAsPrintfHasIt()
{
    for (const double value : {0.0, -0.0, 0.005, 0.125, 2.5, 99.95, 1e15, -123456.789, 1.7e308})
        for (const int digits : {0, 1, 2, 6, 100}) {
            char text[512];
            std::snprintf(text, sizeof text, "%.*f", digits, value);
            QCOMPARE(fixedText(value, digits), std::string(text));
        }
}

void TestNumberText::roundedIsAsPrintfHasIt()
{
    for (const double value : {0.0, 33.333333333, 0.015, 1e-7, 999999.5, 1e15, 1.7e308})
        for (const int digits : {1, 4, 6, 17}) {
            char text[64];
            std::snprintf(text, sizeof text, "%.*g", digits, value);
            QCOMPARE(roundedText(value, digits), std::string(text));
        }
}

void TestNumberText::knowsNoLocale_data()
{
    QTest::addColumn<QByteArray>("locale");
    QTest::newRow("a comma for the point") << QByteArray("de_DE.UTF-8");
    QTest::newRow("an i without a dot") << QByteArray("tr_TR.UTF-8");
}

void TestNumberText::knowsNoLocale()
{
    QFETCH(QByteArray, locale);
    if (!std::setlocale(LC_ALL, locale.constData()))
        QSKIP("this system has no such locale");
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", 0.3);
    QCOMPARE(QByteArray(text), QByteArray("0,3")); // both write it so: the test would tell nothing otherwise
    QCOMPARE(shortestText(0.3), std::string("0.3"));
    QCOMPARE(fixedText(1234.5, 2), std::string("1234.50"));
    QCOMPARE(roundedText(33.333, 4), std::string("33.33"));
    QCOMPARE(toText(OptionValue(0.5)), std::string("0.5"));
    QCOMPARE(asciiLower("TITLE"), std::string("title"));
    const SplitOptions options{.trainShare = 0.705, .validationShare = 0.195};
    QCOMPARE(toText(options), std::string("70.5 / 19.5 / 10, 5 % cold users, seed 42"));
}

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
