#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Tables nobody described: separator, header and columns are guessed, shown and can be set.
class TestTableGuess : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void guessesColumns_data();
    void guessesColumns();
    void takesTitlesFromBesideTheRatings();
    void columnsCanBeChosen();

private:
    Imported read(const std::string& name, const ImportOptions& options = {}) const
    {
        return importFiles({m_files.at(name)}, options);
    }
    TempFiles m_files;
    Cost m_cost;
};

namespace {

std::string rolesOf(const ImportPreview& preview)
{
    std::string roles;
    for (const PreviewColumn& column : preview.columns)
        roles += (roles.empty() ? "" : ",") + std::string(toText(column.role));
    return roles;
}

} // namespace

void TestTableGuess::guessesColumns_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("separator");
    QTest::addColumn<bool>("header");
    QTest::addColumn<QString>("roles");
    const QString all = "user,item,rating,time";
    QTest::newRow("comma, names") << QByteArray("who,movieId,stars,date,user\nx,1,4,2003-01-02,a\n") << "," << true
                                  << "-,item,rating,time,user";
    QTest::newRow("semicolon, decimal comma") << QByteArray("a;x;4,5\nb;y;3,0\n") << ";" << false << "user,item,rating";
    QTest::newRow("tab, no header") << QByteArray("a\tx\t4\t964982703\nb\ty\t3\t964982704\n") << "\t" << false << all;
    QTest::newRow("colons") << QByteArray("a::x::4::964982703\nb::y::3::964982704\n") << "::" << false << all;
    QTest::newRow("bar") << QByteArray("a|x|4\nb|y|3\n") << "|" << false << "user,item,rating";
    QTest::newRow("spaces") << QByteArray("a x 4\na   y 3\n") << " " << false << "user,item,rating";
    QTest::newRow("no rating") << QByteArray("a,x\nb,y\n") << "," << false << "user,item";
    QTest::newRow("time, no rating") << QByteArray("a,x,2003-01-02T10:00:00Z\nb,y,2004-01-02T10:00:00Z\n") << ","
                                     << false << "user,item,time";
    QTest::newRow("milliseconds") << QByteArray("a,x,964982703000\nb,y,964982704000\n") << "," << false
                                  << "user,item,time";
    QTest::newRow("plays and title") << QByteArray("u1\ta1\tBjork\t17\nu1\ta2\tAir, the band\t4\n") << "\t" << false
                                     << "user,item,title,weight";
    QTest::newRow("RecBole") << QByteArray(
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\na\tx\t4\t1e9\n")
                             << "\t" << true << all;
    QTest::newRow("words over numbers") << QByteArray("wer,was,wieviel\na,x,3\nb,y,4\n") << "," << true
                                        << "user,item,rating"; // unknown names lose nothing
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFuserId,movieId\n1,2\n") << "," << true << "user,item";
    QTest::newRow("comment") << QByteArray("# from our shop\nuser,item\na,x\n") << "," << true << "user,item";
}

void TestTableGuess::guessesColumns()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, separator);
    QFETCH(bool, header);
    QFETCH(QString, roles);
    const std::vector path{m_files.write("guess.txt", text.toStdString())};
    const ImportPreview preview = previewFiles(path);
    QCOMPARE(QString::fromStdString(preview.format), QStringLiteral("table"));
    QCOMPARE(QString::fromStdString(preview.separator), separator);
    QCOMPARE(preview.header, header);
    QCOMPARE(QString::fromStdString(rolesOf(preview)), roles);
    QVERIFY(preview.badRows.empty());
    QVERIFY(importFiles(path).dataset->userCount() >= 1);
}

void TestTableGuess::takesTitlesFromBesideTheRatings()
{
    m_files.write("shop/ratings.csv", "listener,album,plays\nmira,A-1,3\nmira,A-2,1\n");
    m_files.write("shop/albums.csv", "album,title,artist\nA-2,\"Tin, Roof\",The Gutters\nA-9,Unheard,Nobody\n");
    for (const char* path : {"shop", "shop/ratings.csv"}) { // the folder, and the file with its neighbour
        const auto dataset = read(path).dataset;
        QCOMPARE(dataset->itemCount(), std::size_t{2});
        QCOMPARE(dataset->items().title(0), std::string("A-1")); // no title: the id stands in
        QCOMPARE(dataset->items().title(1), std::string("Tin, Roof"));
        QVERIFY(dataset->items().detail(1) == "The Gutters");
    }
    QVERIFY_EXCEPTION_THROWN(read("shop/albums.csv"), BadInput); // titles alone are no ratings
}

void TestTableGuess::columnsCanBeChosen()
{
    m_files.write("odd.txt", "x;1;a;4\ny;2;a;5\ny;3;b;1\n");
    ImportOptions options;
    options.table = {";", false, columnRolesFrom("item,-,user,rating")};
    QCOMPARE(positives(*read("odd.txt", options).dataset), QStringLiteral("a-x a-y b-y"));
    options.table = {separatorFrom("semicolon"), true, columnRolesFrom("item,-,user,rating")};
    QCOMPARE(positives(*read("odd.txt", options).dataset), QStringLiteral("a-y b-y")); // the first row as a header
}

QTEST_GUILESS_MAIN(TestTableGuess)
#include "tst_table_guess.moc"
