#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Every fault is found and named where it is; the rows around it are kept when bad rows are skipped.
class TestBadFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void namesThePlace_data();
    void namesThePlace();
    void skipsBadRowsAndListsThem();
    void countsMoreThanItLists();
    void brokenCopiesOfRealDataSayWhere_data();
    void brokenCopiesOfRealDataSayWhere();
    void nothingReadableIsAnError();

private:
    TempFiles m_files;
    Cost m_cost;
};

void TestBadFiles::namesThePlace_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected"); // how the message begins
    const QByteArray good = "user,item,rating,time\na,x,4,964982703\nb,y,3,964982704\n";
    QTest::newRow("cut line") << "t.csv" << good + "c,z"
                              << "t.csv:4:4 found 2 columns, expected 4 (user, item, rating, time).";
    QTest::newRow("one column more") << "t.csv" << good + "c,z,1,964982705,9\n"
                                     << "t.csv:4:17 found 5 columns, expected 4";
    QTest::newRow("text for a rating") << "t.csv" << good + "c,z,four,964982705\n"
                                       << "t.csv:4:5 found \"four\", expected the rating";
    QTest::newRow("NaN") << "t.csv" << good + "c,z,NaN,964982705\n"
                         << "t.csv:4:5 found \"NaN\", expected the rating";
    QTest::newRow("infinite") << "t.csv" << good + "c,z,-inf,964982705\n"
                              << "t.csv:4:5 found \"-inf\"";
    QTest::newRow("1e400") << "t.csv" << good + "c,z,1e400,964982705\n"
                           << "t.csv:4:5 found \"1e400\"";
    QTest::newRow("no rating") << "t.csv" << good + "c,z,,964982705\n"
                               << "t.csv:4:5 found nothing, expected the rating";
    QTest::newRow("no user") << "t.csv" << good + ",z,1,964982705\n"
                             << "t.csv:4:1 found nothing, expected the user's id";
    QTest::newRow("no item") << "t.csv" << good + "c,  ,1,964982705\n"
                             << "t.csv:4:5 found nothing, expected the item's id";
    QTest::newRow("no time") << "t.csv" << good + "c,z,1,soon\n"
                             << "t.csv:4:7 found \"soon\", expected the time";
    QTest::newRow("columns count characters") << "t.csv" << good + "\xC3\xA9\xC3\xA9,z,?,964982705\n"
                                              << "t.csv:4:6 found \"?\"";
    QTest::newRow("latin-1 counts the same") << "t.csv" << good + "\xE9\xE9,z,?,964982705\n"
                                             << "t.csv:4:6 found \"?\"";
    QTest::newRow("binary junk") << "t.csv" << good + QByteArray("c,z\0\x01\n", 6) << "t.csv:4:4 byte 0x00";
    QTest::newRow("quote at the end") << "t.csv" << good + "c,\"z,1,964982705\n"
                                      << "t.csv:4:3 the quote that opens here";
    QTest::newRow("quote after a long field") << "t.csv"
                                              << "user,item\na,b\n" + QByteArray(600'000, 'c') + ",\"x\n"
                                              << "t.csv:3:600002 the quote that opens here";
    QTest::newRow("quote over blank lines")
        << "t.csv" << QByteArray("user,item\na,b\nc,\"x\n\n\n\n\n\n\na,b\n") << "t.csv:3:3 the quote that opens here";
    QTest::newRow("after CRLF") << "t.csv" << QByteArray(good).replace("\n", "\r\n") + "c,z\r\n"
                                << "t.csv:4:4 found 2";
    QTest::newRow("after CR") << "t.csv" << QByteArray(good).replace("\n", "\r") + "c,z\r"
                              << "t.csv:4:4 found 2";
    QTest::newRow("after a byte order mark") << "t.csv"
                                             << "\xEF\xBB\xBF" + good + "c,z"
                                             << "t.csv:4:4 found 2";
    QTest::newRow("in a .gz") << "t.csv.gz" << QByteArray::fromStdString(gzipped(good.toStdString() + "c,z"))
                              << "t.csv.gz:4:4 found 2";
    QTest::newRow("empty file") << "t.csv" << QByteArray() << "t.csv:1:1 the file is empty";
    QTest::newRow("blank file") << "t.csv" << QByteArray("\n\n") << "t.csv:1:1 the file is empty";
    QTest::newRow("a long blank beginning")
        << "t.csv" << QByteArray(100'000, '\n') + good << "t.csv:1:1 the first 64 KiB are empty lines";
    QTest::newRow("header only") << "t.csv" << QByteArray("user,item,rating,time\n")
                                 << "t.csv:2:1 the file ends here without a row";
    QTest::newRow("a line of separators")
        << "t.csv" << QByteArray(100'000, ',') << "t.csv:1:1 found more than 4096 columns, expected at most as many.";
    QTest::newRow("a row of separators") << "t.csv" << good + QByteArray(5'000, ',')
                                         << "t.csv:4:4097 found more than 4096 columns, expected at most as many.";
    QTest::newRow("UTF-32") << "t.csv" << QByteArray("\xFF\xFE\0\0u\0\0\0", 8) << "t.csv:1:1 this is UTF-32 text";
    QTest::newRow("Parquet") << "t.csv" << QByteArray("PAR1xxxx") << "t.csv:1:1 this is a Parquet file";
    QTest::newRow("one column") << "t.csv" << QByteArray("user\na\n") << "t.csv:1:1 found \"user\", expected a table";
    QTest::newRow("cut .gz") << "t.csv.gz" << QByteArray::fromStdString(gzipped(good.toStdString()).substr(0, 30))
                             << "t.csv.gz:30 the gzip data ends here";
    QTest::newRow("ANSI codes are shown as text") << "t.csv" << good + "c,z,\x1B[31m,1\n"
                                                  << "t.csv:4:5 byte 0x1b";
    QTest::newRow("lists: no number") << "train.txt" << QByteArray("0 1 2\n1 2\n2 x\n3 1 3 5\n4 1\n")
                                      << "train.txt:3:3 found \"x\", expected the item as a whole number";
}

void TestBadFiles::namesThePlace()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    const TempFiles files; // a folder of its own, so that no file of another row stands beside
    const QString found = complaint(files.write(name.toStdString(), bytes.toStdString()));
    QVERIFY2(found.startsWith(expected), qPrintable("found: " + found + "\nexpected: " + expected));
}

void TestBadFiles::skipsBadRowsAndListsThem()
{
    const auto path = m_files.write("some.csv", "user,item,rating\na,x,1\nb\nc,y,?\n\"d,z,2\ne,w,5\n");
    const Imported imported = importFiles({path}, {.skipBadRows = true});
    QCOMPARE(imported.report.rows, 2);
    QCOMPARE(imported.report.badRowCount, 3);
    QStringList places;
    for (const BadRow& bad : imported.report.badRows)
        places << QStringLiteral("%1:%2 %3")
                      .arg(bad.place.line)
                      .arg(bad.place.column)
                      .arg(QString::fromStdString(bad.excerpt));
    QCOMPARE(places, (QStringList{"3:2 b", "4:5 c,y,?", "5:1 \"d,z,2"}));
    QCOMPARE(imported.dataset->userCount(), std::size_t{2});

    const ImportPreview preview = previewFiles({path}, {});
    QCOMPARE(preview.badRows.size(), std::size_t{3});
    QCOMPARE(preview.rows.size(), std::size_t{5});
    QVERIFY((preview.lines == std::vector<std::int64_t>{2, 3, 4, 5, 6}));
}

void TestBadFiles::countsMoreThanItLists()
{
    std::string text = "user,item,rating\na,x,1\n";
    for (int i = 0; i < 3000; ++i)
        text += "b,y,\x1B[2J\n";
    const auto path = m_files.write("many.csv", text);
    const ImportReport report = importFiles({path}, {.skipBadRows = true}).report;
    QCOMPARE(report.badRowCount, 3000);
    QCOMPARE(report.badRows.size(), ImportReport::listed);
    QCOMPARE(QString::fromStdString(report.badRows[0].excerpt), QStringLiteral("b,y,\\x1b[2J"));
}

void TestBadFiles::brokenCopiesOfRealDataSayWhere_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("target"); // its name in the copy
    QTest::addColumn<QByteArray>("badRow");
    QTest::addColumn<int>("column"); // of the fault in badRow
    QTest::newRow("ml-100k") << "ml-100k"
                             << "u.data"
                             << "u.data" << QByteArray("1\t2\tx\t881250949") << 5;
    QTest::newRow("ml-1m") << "ml-1m"
                           << "ratings.dat.gz"
                           << "ratings.dat" << QByteArray("1::x::5::978300760") << 4;
    QTest::newRow("ml-latest-small") << "ml-latest-small"
                                     << "ratings.csv"
                                     << "ratings.csv" << QByteArray("1,2,5.5,964982703") << 5;
    QTest::newRow("hetrec") << "hetrec2011-lastfm-2k"
                            << "user_artists.dat"
                            << "user_artists.dat" << QByteArray("2\t51\t-3") << 6;
    QTest::newRow("ncf") << "ncf-ml-1m"
                         << "ml-1m.test.negative"
                         << "ml-1m.test.negative" << QByteArray("(0,26)\t1\t2") << 1;
}

void TestBadFiles::brokenCopiesOfRealDataSayWhere()
{
    QFETCH(QString, folder);
    QFETCH(QString, file);
    QFETCH(QString, target);
    QFETCH(QByteArray, badRow);
    QFETCH(int, column);
    if (readSizes().chunk < 64)
        return; // a million rows a few bytes at a time take minutes
    const auto source = realData(folder.toStdString());
    if (!source)
        QSKIP("The data set is not on this machine: set TASTESCOPE_DATASETS.");
    const TempFiles files;
    for (const auto& entry : std::filesystem::directory_iterator(*source))
        if (entry.path().filename() != file.toStdString())
            std::filesystem::create_symlink(entry.path(), files.at(entry.path().filename().string()));

    const auto unpacked = [&] {
        const JobContext job;
        ReadProgress progress(job, 0, readSizes());
        TextScanner scanner(*source / file.toStdString(), Encoding::Auto, progress);
        QByteArrayList lines;
        while (lines.size() < 5000 && scanner.next())
            lines << QByteArray(scanner.line().data(), static_cast<qsizetype>(scanner.line().size()));
        return lines;
    };
    const QByteArrayList good = unpacked();
    const auto begin = [&](int line, int at) { return QStringLiteral("%1:%2:%3 ").arg(target).arg(line).arg(at); };
    const auto check = [&](const QByteArrayList& lines, const QString& expected) {
        const QString found =
            (files.write(target.toStdString(), lines.join('\n').toStdString()), complaint(files.folder()));
        return found.startsWith(expected) ? QString() : "found: " + found + "; expected: " + expected;
    };

    QByteArrayList wrong = good;
    wrong[4000] = badRow;
    QCOMPARE(check(wrong, begin(4001, column)), QString());
    QByteArrayList cut = good;
    cut[4000] = good[4000].left(3); // inside the first or second field of every format
    QVERIFY2(check(cut, QStringLiteral("%1:4001:").arg(target)).isEmpty(), "cut line");
    QByteArrayList junk = good;
    junk[4000] = QByteArray("\x00\xFF\x13\x9C", 4);
    QCOMPARE(check(junk, begin(4001, 1)), QString());
    QCOMPARE(check({}, begin(1, 1)), QString());
}

void TestBadFiles::nothingReadableIsAnError()
{
    const auto path = m_files.write("nothing.csv", "user,item,rating\na,x,?\nb,y,?\n");
    ImportOptions options{.skipBadRows = true};
    options.table.roles = columnRolesFrom("user,item,rating"); // else a column that is no rating is left out
    QVERIFY(complaint(path, options).startsWith("nothing.csv:2:5 no row of the file could be read"));
    QVERIFY(complaint(m_files.at("absent.csv")).contains("no such file"));
    std::filesystem::create_directory(m_files.at("empty"));
    QVERIFY(complaint(m_files.at("empty")).contains("holds no files"));
}

QTEST_GUILESS_MAIN(TestBadFiles)
#include "tst_bad_files.moc"
