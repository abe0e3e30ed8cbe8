#include "core/base/random.h"
#include "core/io/table/record_reader.h"
#include "tests/support/cost.h"
#include "tests/support/read_sizes.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Rows are cut as the table's author meant them, and what cannot be cut is placed.
class TestRecordReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void cutsRows_data();
    void cutsRows();
    void placesFieldsOverSeveralLines();
    void aForgottenQuoteCostsOneRow();
    void placesQuoteProblems_data();
    void placesQuoteProblems();
    void mergesTitlesThatHoldTheSeparator();
    void anOpenQuoteOverBlankLinesIsCheap();
    void stopsWhenAsked_data();
    void stopsWhenAsked();
    void sizesMakeNoDifference();

private:
    TempFiles m_files;
    const JobContext m_job;
    Cost m_cost;
};

void TestRecordReader::cutsRows_data()
{
    QTest::addColumn<QString>("separator");
    QTest::addColumn<bool>("quotes");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows"); // fields set apart by |, rows by /
    QTest::newRow("plain") << "," << true << QByteArray("a,b\nc,d\n") << "a|b/c|d";
    QTest::newRow("empty fields") << "," << true << QByteArray(",a,\n") << "|a|";
    QTest::newRow("spaces around") << "," << true << QByteArray(" a , b\t\n") << "a|b";
    QTest::newRow("quoted separator") << "," << true << QByteArray("\"a,b\",c\n") << "a,b|c";
    QTest::newRow("doubled quotes") << "," << true << QByteArray("\"say \"\"hi\"\"\",c\n") << "say \"hi\"|c";
    QTest::newRow("empty quotes") << "," << true << QByteArray("\"\",\"\"\n") << "|";
    QTest::newRow("quote inside") << "," << true << QByteArray("12\" single,c\n") << "12\" single|c";
    QTest::newRow("line break inside") << "," << true << QByteArray("\"a\nb\",c\nd,e\n") << "a\nb|c/d|e";
    QTest::newRow("space after quotes") << "," << true << QByteArray("\"a\" ,b\n") << "a|b";
    QTest::newRow("quotes not special") << "\t" << false << QByteArray("\"a\tb\"\n") << "\"a|b\"";
    QTest::newRow("tabs keep empty fields") << "\t" << true << QByteArray("a\t\tb\t\n") << "a||b|";
    QTest::newRow("two characters") << "::" << false << QByteArray("1::a:b::3\n") << "1|a:b|3";
    QTest::newRow("runs of spaces") << " " << true << QByteArray("  1   2\t3  \n") << "1|2\t3"; // never at tabs
    QTest::newRow("empty lines") << "," << true << QByteArray("\na,b\n \n\nc,d") << "a|b/c|d";
    QTest::newRow("custom") << "~#~" << true << QByteArray("a~#~b\n") << "a|b";
}

void TestRecordReader::cutsRows()
{
    QFETCH(QString, separator);
    QFETCH(bool, quotes);
    QFETCH(QByteArray, text);
    QFETCH(QString, rows);
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(m_files.write("rows.txt", text.toStdString()), Encoding::Auto, progress);
    RecordReader record(scanner, {separator.toStdString(), quotes, false});
    QStringList found;
    while (record.next()) {
        QVERIFY(!record.problem());
        QStringList fields;
        for (std::size_t column = 0; column < record.size(); ++column)
            fields << QString::fromUtf8(record.field(column).data(),
                                        static_cast<qsizetype>(record.field(column).size()));
        found << fields.join(QLatin1Char('|'));
    }
    QCOMPARE(found.join(QLatin1Char('/')), rows);
}

void TestRecordReader::placesFieldsOverSeveralLines()
{
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(m_files.write("places.csv", "x,y\n\"ä\nb\",cc,\"dd\ne\"  , f\n"), Encoding::Auto, progress);
    RecordReader record(scanner, {",", true, false});
    QVERIFY(record.next() && record.next());
    const auto place = [&](std::size_t column) {
        return QStringLiteral("%1:%2").arg(record.place(column).line).arg(record.place(column).column);
    };
    // Line 2 is "ä (the quoted field goes on), line 3 is b",cc,"dd and line 4 is e"  , f
    QCOMPARE(place(0), QStringLiteral("2:1"));
    QCOMPARE(place(1), QStringLiteral("3:4"));
    QCOMPARE(place(2), QStringLiteral("3:7"));
    QCOMPARE(place(3), QStringLiteral("4:7"));
    QCOMPARE(place(4), QStringLiteral("4:8")); // a column that is missing: the end of the row
}

void TestRecordReader::aForgottenQuoteCostsOneRow()
{
    std::string text = "a,b\nc,\"d\n";
    for (int i = 0; i < 30'000; ++i)
        text += "e,f\n";
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(m_files.write("open.csv", text), Encoding::Auto, progress);
    RecordReader record(scanner, {",", true, false});
    int good = 0;
    QStringList bad;
    while (record.next())
        if (record.problem())
            bad << QString::fromStdString(toText({"", record.problem()->place.line, record.problem()->place.column}));
        else
            good += record.size() == 2 ? 1 : 0;
    QCOMPARE(bad, QStringList{":2:3"});
    QCOMPARE(good, 30'001);
    QCOMPARE(scanner.lineNumber(), 30'002);
}

void TestRecordReader::placesQuoteProblems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("open at the end") << QByteArray("a,b\nc,\"d") << ":2:3";
    for (const int blank : {6, 8, 20, 50, 4'000}) // the line that holds the quote is moved while they are read
        QTest::newRow(qPrintable(QStringLiteral("open over %1 blank lines").arg(blank)))
            << QByteArray("a,b\nc,\"d") + QByteArray(blank, '\n') + "e,f\n"
            << ":2:3";
    QTest::newRow("open in a later line of the row") << QByteArray("\"a\nb\",\"c\n") << ":2:4";
    QTest::newRow("text after quotes") << QByteArray("a,\"b\"c\n") << ":1:6";
    QTest::newRow("control byte in a later line") << QByteArray("\"a\nb\x01\",c\n") << ":2:2";
}

void TestRecordReader::placesQuoteProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(m_files.write("quotes.csv", text.toStdString()), Encoding::Auto, progress);
    RecordReader record(scanner, {",", true, false});
    while (record.next())
        if (const auto& problem = record.problem()) {
            QCOMPARE(QString::fromStdString(toText({"", problem->place.line, problem->place.column})), place);
            return;
        }
    QFAIL("no problem was found");
}

void TestRecordReader::mergesTitlesThatHoldTheSeparator()
{
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(m_files.write("movies.dat", "7::What:: Again?::Drama|War\n"), Encoding::Auto, progress);
    RecordReader record(scanner, {"::", false, false});
    QVERIFY(record.next());
    QCOMPARE(record.size(), std::size_t{4});
    record.merge(1, 1);
    QCOMPARE(record.size(), std::size_t{3});
    QVERIFY(record.field(1) == "What:: Again?");
    QVERIFY(record.field(2) == "Drama|War");
}

void TestRecordReader::anOpenQuoteOverBlankLinesIsCheap()
{
    // Each line is looked at once more while the quote is open, never all that stands before it again.
    const std::string text = "a,b\nc,\"d" + std::string(60'000, '\n') + "e,f\n";
    const auto path = m_files.write("blank.csv", text);
    m_cost.begin();
    ReadProgress progress(m_job, 0, readSizes());
    TextScanner scanner(path, Encoding::Auto, progress);
    RecordReader record(scanner, {",", true, false});
    QVERIFY(record.next() && !record.problem());
    QVERIFY(record.next() && record.problem());
    QVERIFY(record.next() && !record.problem());
    QCOMPARE(record.place(0).line, 60'002);
    QVERIFY(!record.next());
    QCOMPARE(m_cost.beyond(0.5, 16), QString());
}

void TestRecordReader::stopsWhenAsked_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("between blank lines") << QByteArray("a,b\n");
    QTest::newRow("inside a quote") << QByteArray("a,b\nc,\"d\"\"");
}

void TestRecordReader::stopsWhenAsked()
{
    QFETCH(QByteArray, begin);
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token()};
    ReadProgress progress(job, 0, readSizes());
    // More than a buffer holds; a quote that is open so long is given up, and what follows is read as rows.
    TextScanner scanner(m_files.write("stop.csv", begin.toStdString() + std::string(2 << 20, '\n')), Encoding::Auto,
                        progress);
    RecordReader record(scanner, {",", true, false});
    QVERIFY(record.next());
    stop.request_stop();
    const auto readOn = [&] {
        while (record.next()) {
        }
    };
    QVERIFY_EXCEPTION_THROWN(readOn(), Cancelled);
}

namespace {

/// All that the readers make of a text, and where they say it stands.
QString reading(const std::filesystem::path& path, const ReadSizes& sizes)
{
    const JobContext job;
    ReadProgress progress(job, 0, sizes);
    QStringList found;
    try {
        TextScanner scanner(path, Encoding::Auto, progress);
        RecordReader record(scanner, {",", true, false});
        while (record.next()) {
            found << QStringLiteral("row at line %1").arg(scanner.lineNumber());
            for (std::size_t column = 0; column <= record.size(); ++column)
                found << QString::fromStdString(
                    toText({"", record.place(column).line, record.place(column).column}) + " "
                    + (column < record.size() ? std::string(record.field(column)) : std::string(record.line())));
            if (const auto& problem = record.problem())
                found << QString::fromStdString(toText(problem->place) + problem->text);
        }
        found << QString::fromStdString(scanner.encodingSeen() + scanner.finish().sha256);
    } catch (const BadInput& error) {
        found << QString::fromStdString(error.what());
    }
    return found.join(QLatin1Char('\n'));
}

} // namespace

/// 400 texts of what is special in a table, at random: read a few bytes at a time they are what they are as always.
void TestRecordReader::sizesMakeNoDifference()
{
    const std::vector<std::string> pieces{"\"", "\"", ",",    ",",    "\n",   "\n",       "\r\n", "\r", " ",
                                          "a",  "b",  "\"\"", "c,\"", "\xE9", "\xC3\xA9", "\x01", "{",  "\xEF\xBB\xBF"};
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        Random random(seed, {1});
        std::string text;
        for (std::uint64_t i = random.below(60); i > 0; --i)
            text += pieces[random.below(random.below(2) ? pieces.size() : 12)];
        const auto path = m_files.write("any.csv", random.below(4) ? text : gzipped(text));
        QCOMPARE(reading(path, readSizes()), reading(path, ReadSizes()));
    }
}

QTEST_GUILESS_MAIN(TestRecordReader)
#include "tst_record_reader.moc"
