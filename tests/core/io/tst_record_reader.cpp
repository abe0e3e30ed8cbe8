#include "core/io/table/record_reader.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Rows are cut as the table's author meant them, and what cannot be cut is placed.
class TestRecordReader : public QObject
{
    Q_OBJECT

private slots:
    void cutsRows_data();
    void cutsRows();
    void placesFieldsOverSeveralLines();
    void aForgottenQuoteCostsOneRow();
    void placesQuoteProblems_data();
    void placesQuoteProblems();
    void mergesTitlesThatHoldTheSeparator();

private:
    TempFiles m_files;
    const JobContext m_job;
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
    QTest::newRow("runs of spaces") << " " << true << QByteArray("  1   2\t3  \n") << "1|2|3";
    QTest::newRow("empty lines") << "," << true << QByteArray("\na,b\n \n\nc,d") << "a|b/c|d";
    QTest::newRow("custom") << "~#~" << true << QByteArray("a~#~b\n") << "a|b";
}

void TestRecordReader::cutsRows()
{
    QFETCH(QString, separator);
    QFETCH(bool, quotes);
    QFETCH(QByteArray, text);
    QFETCH(QString, rows);
    ReadProgress progress(m_job, 0);
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
    ReadProgress progress(m_job, 0);
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
    ReadProgress progress(m_job, 0);
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
    QTest::newRow("open in a later line of the row") << QByteArray("\"a\nb\",\"c\n") << ":2:4";
    QTest::newRow("text after quotes") << QByteArray("a,\"b\"c\n") << ":1:6";
    QTest::newRow("control byte in a later line") << QByteArray("\"a\nb\x01\",c\n") << ":2:2";
}

void TestRecordReader::placesQuoteProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    ReadProgress progress(m_job, 0);
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
    ReadProgress progress(m_job, 0);
    TextScanner scanner(m_files.write("movies.dat", "7::What:: Again?::Drama|War\n"), Encoding::Auto, progress);
    RecordReader record(scanner, {"::", false, false});
    QVERIFY(record.next());
    QCOMPARE(record.size(), std::size_t{4});
    record.merge(1, 1);
    QCOMPARE(record.size(), std::size_t{3});
    QVERIFY(record.field(1) == "What:: Again?");
    QVERIFY(record.field(2) == "Drama|War");
}

QTEST_GUILESS_MAIN(TestRecordReader)
#include "tst_record_reader.moc"
