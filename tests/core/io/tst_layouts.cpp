#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Layouts that are not a row a pair, and dialects that are said.
class TestLayouts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void jsonLinesAreRows();
    void aLineThatIsNoJsonIsABadRow();
    void jsonMembersThatAreMissingAreEmpty();
    void blocksGiveTheirNumberToTheirRows();
    void aRowAboveTheFirstBlockIsBad();
    void countedListsNumberTheirUsers();
    void linesAboveCanBeSaid();
    void quotesCanBeText();
    void backslashesCanEscape();
    void numbersCanBeSaid_data();
    void numbersCanBeSaid();
    void datesCanBeSaid();
    void aTableHasRatingsOrWeights();

private:
    Imported read(const std::string& text, const ImportOptions& options = {})
    {
        return importFiles({m_files.write("table.txt", text)}, options);
    }
    TempFiles m_files;
};

void TestLayouts::jsonLinesAreRows()
{
    const Imported imported =
        read("{\"user\":\"a\",\"item\":7,\"rating\":4.5}\n{\"rating\":2,\"item\":7,\"user\":\"b\"}\n"
             "{\"user\":\"a\",\"item\":\"x, y\",\"rating\":5}\n",
             {.minRating = 4});
    QCOMPARE(positives(*imported.dataset), QStringLiteral("a-7 a-x, y"));
    QCOMPARE(imported.report.lowRated, 1);
    QVERIFY(imported.report.separator.empty());
}

void TestLayouts::aLineThatIsNoJsonIsABadRow()
{
    std::string text;
    for (int row = 0; row < 9; ++row)
        text += "{\"user\":\"u" + std::to_string(row) + "\",\"item\":\"x\"}\n";
    m_files.write("broken.jsonl", text + "{\"user\":\"v\",\"item\" \"x\"}\n");
    const QString found = complaint(m_files.at("broken.jsonl"));
    QVERIFY2(found.startsWith(QStringLiteral("broken.jsonl:10:")) && found.contains(QStringLiteral("no JSON object")),
             qPrintable(found));
    QCOMPARE(importFiles({m_files.at("broken.jsonl")}, {.skipBadRows = true}).report.positives, 9);
}

void TestLayouts::jsonMembersThatAreMissingAreEmpty()
{
    std::string text;
    for (int row = 0; row < 9; ++row)
        text += "{\"user\":\"u" + std::to_string(row) + "\",\"item\":\"x\"}\n";
    m_files.write("short.jsonl", text + "{\"user\":\"v\"}\n");
    QVERIFY(complaint(m_files.at("short.jsonl")).contains(QStringLiteral("expected the item's id")));
}

void TestLayouts::blocksGiveTheirNumberToTheirRows()
{
    const Imported imported =
        read("1:\n30,3,2005-09-06\n31,5,2005-05-13\n2:\n30,4,2005-09-05\n32,1,2005-09-05\n", {.minRating = 3});
    QCOMPARE(positives(*imported.dataset), QStringLiteral("30-1 30-2 31-1"));
    QVERIFY(imported.dataset->hasTimes());
    QCOMPARE(imported.report.rows, 4);
}

void TestLayouts::aRowAboveTheFirstBlockIsBad()
{
    ImportOptions options;
    options.table.roles = {{ColumnRole::Item, ColumnRole::User, ColumnRole::Rating}};
    QVERIFY(complaint(m_files.write("b.txt", "1:\n30,3\n31,x\n"), options).startsWith(QStringLiteral("b.txt:3:4 ")));
}

// Lines of "how many, which": users are 0, 1, 2.
void TestLayouts::countedListsNumberTheirUsers()
{
    QCOMPARE(positives(*read("2 5 9\n0\n3 1 5 7\n1 9\n").dataset), QStringLiteral("0-5 0-9 2-5 2-1 2-7 3-9"));
}

void TestLayouts::linesAboveCanBeSaid()
{
    ImportOptions options;
    options.table.above = 2;
    const std::string rows = "user,item\na,x\nb,y\n";
    QCOMPARE(positives(*read("listener,film\nthis,that\n" + rows, options).dataset), QStringLiteral("a-x b-y"));
    options.table.header = false;
    options.table.above = 1;
    QCOMPARE(positives(*read("listener,film\na,x\nb,y\n", options).dataset), QStringLiteral("a-x b-y"));
}

void TestLayouts::quotesCanBeText()
{
    ImportOptions options;
    options.table.quotes = false;
    options.table.separator = ",";
    options.table.header = true;
    QCOMPARE(positives(*read("user,item\na,\"x\nb,y\"\n", options).dataset), QStringLiteral("a-\"x b-y\""));
}

// A backslash before a quote that could end its field.
void TestLayouts::backslashesCanEscape()
{
    ImportOptions options;
    options.table.escapes = true;
    QCOMPARE(positives(*read("user,item,note\na,\"x\\\",y\",1\nb,y,1\n", options).dataset),
             QStringLiteral("a-x\",y b-y"));
}

void TestLayouts::numbersCanBeSaid_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<double>("value"); // of "1.407" or "1,407"
    QTest::addColumn<QString>("text");
    QTest::newRow("decimal point") << static_cast<int>(NumberForm::Decimal) << 1.407 << "1.407";
    QTest::newRow("decimal comma") << static_cast<int>(NumberForm::Decimal) << 1.407 << "1,407";
    QTest::newRow("thousands") << static_cast<int>(NumberForm::Thousands) << 1407.0 << "1,407";
    QTest::newRow("points") << static_cast<int>(NumberForm::Points) << 1407.0 << "1.407";
    QTest::newRow("points and comma") << static_cast<int>(NumberForm::Points) << 1407.5 << "1.407,5";
    QTest::newRow("apostrophe") << static_cast<int>(NumberForm::Thousands) << 1407.0 << "1'407";
    QTest::newRow("space") << static_cast<int>(NumberForm::Thousands) << 1407.0 << "1 407";
}

void TestLayouts::numbersCanBeSaid()
{
    QFETCH(int, form);
    QFETCH(double, value);
    QFETCH(QString, text);
    ImportOptions options;
    options.table.numbers = static_cast<NumberForm>(form);
    options.table.separator = ";";
    options.table.roles = {{ColumnRole::User, ColumnRole::Item, ColumnRole::Weight}};
    const auto dataset = read("user;item;plays\na;x;" + text.toStdString() + "\nb;x;2\n", options).dataset;
    QCOMPARE(dataset->weights().of(User{0}, Item{0}), static_cast<float>(value));
}

void TestLayouts::datesCanBeSaid()
{
    ImportOptions options;
    const std::string text = "user,item,date\na,x,3/4/2009\nb,x,5/6/2009\nc,x,1/2/2009\n";
    const auto first = [&] { return read(text, options).dataset->sequences().times(User{0})[0] / 86400; };
    options.table.roles = {{ColumnRole::User, ColumnRole::Item, ColumnRole::Time}};
    options.table.times = TimeForm::DayFirst; // 3 April 2009 is day 14337, 4 March day 14307
    QCOMPARE(first(), 14337);
    options.table.times = TimeForm::MonthFirst;
    QCOMPARE(first(), 14307);
}

void TestLayouts::aTableHasRatingsOrWeights()
{
    ImportOptions options;
    options.table.roles = {{ColumnRole::User, ColumnRole::Item, ColumnRole::Rating, ColumnRole::Weight}};
    QVERIFY_EXCEPTION_THROWN(read("a,x,4,1\nb,y,5,2\n", options), Error);
}

QTEST_GUILESS_MAIN(TestLayouts)
#include "tst_layouts.moc"
