#include "core/base/csv_text.h"
#include "core/base/shown_text.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

class TestShownText : public QObject
{
    Q_OBJECT

private slots:
    void harmlessTextStaysAsItIs();
    void whatSteersOrTurnsIsWrittenOut_data();
    void whatSteersOrTurnsIsWrittenOut();
    void noControlComesThrough();
    void jsonReadsAsBefore();
    void cellsAreNoFormulas_data();
    void cellsAreNoFormulas();
};

void TestShownText::harmlessTextStaysAsItIs()
{
    for (const char* text :
         {"", "The Matrix (1999)", "Am\u00e9lie", "\u05e9\u05dc\u05d5\u05dd", "\U0001F469\u200D\U0001F680", "\u2026"})
        QCOMPARE(shown(text), std::string(text));
}

void TestShownText::whatSteersOrTurnsIsWrittenOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("escape") << QByteArray("a\x1b[31mred") << QByteArray("a\\x1b[31mred");
    QTest::newRow("title of the terminal") << QByteArray("\x1b]0;own\x07") << QByteArray("\\x1b]0;own\\x07");
    QTest::newRow("new line") << QByteArray("a\nb\r") << QByteArray("a\\x0ab\\x0d");
    QTest::newRow("C1 in UTF-8") << QByteArray("\xc2\x9b"
                                               "2J")
                                 << QByteArray("\\x9b2J");
    QTest::newRow("C1 as a byte") << QByteArray("\x9b"
                                                "2J")
                                  << QByteArray("\\x9b2J");
    QTest::newRow("override") << QByteArray("\xe2\x80\xae"
                                            "evil")
                              << QByteArray("\\u202eevil");
    QTest::newRow("isolate") << QByteArray("\xe2\x81\xa7x") << QByteArray("\\u2067x");
    QTest::newRow("Arabic mark") << QByteArray("\xd8\x9c") << QByteArray("\\u061c");
    QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << QByteArray("\\u2028");
    QTest::newRow("half a character") << QByteArray("\xe2\x80") << QByteArray("\\xe2\\x80");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\x7f");
}

void TestShownText::whatSteersOrTurnsIsWrittenOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    QCOMPARE(QByteArray::fromStdString(shown(text.toStdString())), line);
    QCOMPARE(shown("abcdef", 3), std::string("abc..."));
    QCOMPARE(shownLines("a\nb\x1b"), std::string("a\nb\\x1b"));
}

void TestShownText::noControlComesThrough()
{
    for (int first = 0; first < 256; ++first)
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            for (const QChar letter : QString::fromStdString(shown(text)))
                QVERIFY2(letter.category() != QChar::Other_Control && letter != QChar::ReplacementCharacter,
                         qPrintable(QString::number(first) + QLatin1Char(' ') + QString::number(second)));
        }
}

void TestShownText::jsonReadsAsBefore()
{
    const nlohmann::json json{{"name", "\xe2\x80\xae"
                                       "evil \xc2\x9b"},
                              {"list", {1, 2}}};
    const std::string text = shownJson(json.dump(2));
    QVERIFY(text.find("\xe2\x80\xae") == std::string::npos && text.find("\xc2\x9b") == std::string::npos);
    QVERIFY(nlohmann::json::parse(text) == json);
}

void TestShownText::cellsAreNoFormulas_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << QByteArray("u1") << QByteArray("u1");
    QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
    QTest::newRow("formula") << QByteArray("=HYPERLINK(\"x\",\"y\")")
                             << QByteArray("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    QTest::newRow("plus") << QByteArray("+1") << QByteArray("'+1");
    QTest::newRow("minus") << QByteArray("-1") << QByteArray("'-1");
    QTest::newRow("at") << QByteArray("@SUM(1)") << QByteArray("'@SUM(1)");
    QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("'\t=1");
}

void TestShownText::cellsAreNoFormulas()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, cell);
    QCOMPARE(QByteArray::fromStdString(csvCell(text.toStdString())), cell);
}

QTEST_GUILESS_MAIN(TestShownText)
#include "tst_shown_text.moc"
