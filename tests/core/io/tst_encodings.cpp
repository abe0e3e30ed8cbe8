#include "core/io/text/transcoder.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Files that are no UTF-8: what they are is told by their bytes, or said; and it is told.
class TestEncodings : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void areToldByTheirBytes_data();
    void areToldByTheirBytes();
    void canBeSaid();
    void bytesThatFitNothingAreBadRows();
    void lettersOfLatin1AreNoHanzi();

private:
    TempFiles m_files;
};

namespace {

const std::filesystem::path wildFolder = std::filesystem::path(SOURCE_ROOT) / "tests/data/wild";

} // namespace

void TestEncodings::areToldByTheirBytes_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("item"); // the first
    QTest::newRow("GBK") << "gbk.csv"
                         << "gbk" << QString::fromUtf8("流浪地球第0部");
    QTest::newRow("Shift-JIS") << "shift-jis.csv"
                               << "shift-jis" << QString::fromUtf8("トトロの旅0");
    QTest::newRow("UTF-16") << "utf-16-tabs.txt"
                            << "utf-16le" << QString::fromUtf8("Björk 0");
    QTest::newRow("Windows-1251") << "windows-1251.csv"
                                  << "windows-1251" << QString::fromUtf8("Сталкер 0");
    QTest::newRow("Windows-1252") << "windows-1252.csv"
                                  << "Windows-1252 (first at line 2)" << QString::fromUtf8("“A Quiet Harbour” – €");
}

void TestEncodings::areToldByTheirBytes()
{
    QFETCH(QString, file);
    QFETCH(QString, encoding);
    QFETCH(QString, item);
    const Imported imported = importFiles({wildFolder / file.toStdString()});
    QCOMPARE(QString::fromStdString(imported.report.files[0].encoding), encoding);
    QCOMPARE(QString::fromStdString(imported.dataset->items().ids.name(0)), item);
}

// "Dvořák" in Windows-1250, which nothing but the person knows.
void TestEncodings::canBeSaid()
{
    m_files.write("a.csv", "user,item\nu,Dvo\xF8\xE1k\nv,x\n");
    const Imported imported = importFiles({m_files.at("a.csv")}, {.encoding = Encoding::Windows1250});
    QCOMPARE(imported.dataset->items().ids.name(0), std::string("Dvo\xC5\x99\xC3\xA1k"));
}

void TestEncodings::bytesThatFitNothingAreBadRows()
{
    m_files.write("a.csv", "user,item\nu,\xB5\xE7\nv,x\xFF\nw,y\n");
    const QString found = complaint(m_files.at("a.csv"), {.encoding = Encoding::Gbk});
    QVERIFY2(found.startsWith(QStringLiteral("a.csv:3:4 ")) && found.contains(QStringLiteral("no character of gbk")),
             qPrintable(found));
    const Imported imported = importFiles({m_files.at("a.csv")}, {.encoding = Encoding::Gbk, .skipBadRows = true});
    QCOMPARE(positives(*imported.dataset), QString::fromUtf8("u-电 w-y"));
}

void TestEncodings::lettersOfLatin1AreNoHanzi()
{
    QVERIFY(guessEncoding("J\xFCrgen, Ren\xE9, No\xEBl, Bj\xF6rk, Zo\xEB, Ana\xEFs, Ma\xF1"
                          "ana, \xC5sa, Fran\xE7ois")
            == Encoding::Auto);
    QVERIFY(guessEncoding("caf\xC3\xA9 \xE7\x94\xB5\xE5\xBD\xB1 \xE7\x94\xB5\xE5\xBD\xB1") == Encoding::Auto); // UTF-8
    QVERIFY(guessEncoding("plain ASCII, nothing else") == Encoding::Auto);
}

QTEST_GUILESS_MAIN(TestEncodings)
#include "tst_encodings.moc"
