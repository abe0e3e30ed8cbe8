#include "core/io/text/text_scanner.h"
#include "tests/support/cost.h"
#include "tests/support/read_sizes.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

/// Lines come out of every kind of text file, and nothing else does.
class TestTextScanner : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void endsLinesWithLfCrlfAndCr_data();
    void endsLinesWithLfCrlfAndCr();
    void lineEndsMayFallOnAnyByteOfTheBuffer();
    void skipsTheByteOrderMark();
    void readsUtf16();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void takesLatin1FromTheFirstByteThatIsNoUtf8();
    void keepsUtf8AndReportsABrokenByte();
    void namesControlBytes();
    void unpacksGzip();
    void placesDamageInGzip();
    void refusesEndlessLinesInLittleMemory();
    void noticesAFileThatGrows();
    void stopsWhenAsked();

private:
    TempFiles m_files;
    Cost m_cost;
};

namespace {

struct Text
{
    std::vector<std::string> lines;
    std::string encoding;
};

Text readAll(const std::filesystem::path& path, Encoding encoding = Encoding::Auto)
{
    const JobContext job;
    ReadProgress progress(job, 0, readSizes());
    TextScanner scanner(path, encoding, progress);
    Text text;
    while (scanner.next())
        text.lines.emplace_back(scanner.line());
    text.encoding = scanner.encodingSeen();
    scanner.finish();
    return text;
}

QString joined(const std::vector<std::string>& lines)
{
    QStringList list;
    for (const std::string& line : lines)
        list << QString::fromStdString(line);
    return list.join(QLatin1Char('|'));
}

} // namespace

void TestTextScanner::endsLinesWithLfCrlfAndCr_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("lines");
    QTest::newRow("LF") << QByteArray("a\nb\n") << "a|b";
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << "a|b";
    QTest::newRow("CR") << QByteArray("a\rb\r") << "a|b";
    QTest::newRow("mixed") << QByteArray("a\rb\r\nc\nd") << "a|b|c|d";
    QTest::newRow("no end") << QByteArray("a\nb") << "a|b";
    QTest::newRow("ends with CR alone") << QByteArray("a\nb\r") << "a|b";
    QTest::newRow("empty lines") << QByteArray("\n\n\na\n") << "|||a";
    QTest::newRow("two CR") << QByteArray("a\r\rb") << "a||b";
    QTest::newRow("empty file") << QByteArray("") << "";
    QTest::newRow("one byte") << QByteArray("a") << "a";
}

void TestTextScanner::endsLinesWithLfCrlfAndCr()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, lines);
    QCOMPARE(joined(readAll(m_files.write("lines.txt", bytes.toStdString())).lines), lines);
}

void TestTextScanner::lineEndsMayFallOnAnyByteOfTheBuffer()
{
    // A CRLF is put on each side of where the buffer ends and of what it is fed at a time.
    for (const std::size_t edge : {readSizes().chunk, readSizes().buffer, 2 * readSizes().buffer})
        for (std::size_t shift = 0; shift < 4; ++shift) {
            const std::string first(std::max<std::size_t>(edge + shift, 3) - 2, 'a');
            const auto text = readAll(m_files.write("edge.txt", first + "\r\nb\r\nc"));
            QCOMPARE(text.lines.size(), std::size_t{3});
            QVERIFY(text.lines[0] == first && text.lines[1] == "b" && text.lines[2] == "c");
        }
    // 60,000 lines of CR alone: found without searching the rest of the buffer for LF again and again.
    std::string lines;
    for (int i = 0; i < 60'000; ++i)
        lines += "some words in a line\r";
    QCOMPARE(readAll(m_files.write("cr.txt", lines)).lines.size(), std::size_t{60'000});
}

void TestTextScanner::skipsTheByteOrderMark()
{
    const Text text = readAll(m_files.write("bom.txt", "\xEF\xBB\xBFuser\nx"));
    QCOMPARE(joined(text.lines), QStringLiteral("user|x"));
    QCOMPARE(QString::fromStdString(text.encoding), QStringLiteral("UTF-8 with a byte order mark"));
    QVERIFY(readAll(m_files.write("only.txt", "\xEF\xBB\xBF")).lines.empty());
}

void TestTextScanner::readsUtf16()
{
    using namespace std::string_literals;
    for (const std::string& bytes : {"\xFF\xFE"s + "a\0\n\0\xE9\0"s, "\xFE\xFF"s + "\0a\0\n\0\xE9"s})
        QCOMPARE(joined(readAll(m_files.write("wide.txt", bytes)).lines), QString::fromUtf8("a|é"));
}

void TestTextScanner::refusesWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("UTF-32") << QByteArray("\xFF\xFE\0\0a\0\0\0", 8) << "UTF-32";
    QTest::newRow("Parquet") << QByteArray("PAR1\x15\x04") << "to_csv";
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1A\nrest") << "PNG picture";
    QTest::newRow("gzip in gzip") << QByteArray::fromStdString(gzipped(gzipped("a"))) << "gzip file inside";
    QTest::newRow("JSON") << QByteArray("  {\"playlists\": []}") << "JSON";
    QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html>") << "web page";
    QTest::newRow("dataset") << QByteArray("TASTE\r\n\x1A....") << "Tastescope dataset";
}

void TestTextScanner::refusesWhatIsNoText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const auto path = m_files.write("foreign", bytes.toStdString());
    const std::string complaint = complaintOf<BadInput>([&] { readAll(path); });
    QVERIFY2(QString::fromStdString(complaint).startsWith("1:1: this "), complaint.c_str());
    QVERIFY2(QString::fromStdString(complaint).contains(word), complaint.c_str());
}

void TestTextScanner::takesLatin1FromTheFirstByteThatIsNoUtf8()
{
    const Text text = readAll(m_files.write("latin.txt", "plain\ncaf\xE9\nna\xEFve\n"));
    QCOMPARE(joined(text.lines), QString::fromUtf8("plain|café|naïve"));
    QCOMPARE(QString::fromStdString(text.encoding), QStringLiteral("latin-1 (first at line 2)"));
    // Said to be latin-1, even what happens to be UTF-8 is.
    QCOMPARE(joined(readAll(m_files.write("said.txt", "\xC3\xA9"), Encoding::Latin1).lines), QString::fromUtf8("Ã©"));
}

void TestTextScanner::keepsUtf8AndReportsABrokenByte()
{
    const JobContext job;
    ReadProgress progress(job, 0, readSizes());
    TextScanner scanner(m_files.write("mixed.txt", "caf\xC3\xA9\n\xC3\xA9\xC3\xA9x\xE9\nend\n"), Encoding::Auto,
                        progress);
    QVERIFY(scanner.next() && !scanner.problem());
    QVERIFY(scanner.next() && scanner.problem());
    // Two characters of two bytes and an x stand before it: the 4th character of line 2.
    const FilePlace place = scanner.place(scanner.problem()->offset);
    QCOMPARE(place.line, 2);
    QCOMPARE(place.column, 4);
    QVERIFY(QString::fromStdString(scanner.problem()->text).contains("0xe9"));
    QVERIFY(scanner.next() && !scanner.problem());
    QVERIFY(!scanner.next());
}

void TestTextScanner::namesControlBytes()
{
    const JobContext job;
    ReadProgress progress(job, 0, readSizes());
    TextScanner scanner(m_files.write("junk.txt", std::string("good\nab\0cd\n", 11)), Encoding::Auto, progress);
    QVERIFY(scanner.next() && !scanner.problem());
    QVERIFY(scanner.next() && scanner.problem());
    QCOMPARE(scanner.place(scanner.problem()->offset).column, 3);
    QVERIFY(QString::fromStdString(scanner.problem()->text).startsWith("byte 0x00"));
}

void TestTextScanner::unpacksGzip()
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += std::to_string(i) + "\n";
    QCOMPARE(readAll(m_files.write("one.gz", gzipped(text))).lines.size(), std::size_t{100'000});
    // Told by content, not by name; two members in a row are one text.
    QCOMPARE(joined(readAll(m_files.write("two.csv", gzipped("a\nb") + gzipped("c\nd\n"))).lines),
             QStringLiteral("a|bc|d"));
    QVERIFY(readAll(m_files.write("empty.gz", gzipped(""))).lines.empty());
}

void TestTextScanner::placesDamageInGzip()
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += std::to_string(i * 7919 % 100'003) + "\n";
    const std::string packed = gzipped(text);
    QVERIFY(packed.size() > 100'000);

    const std::string cut = complaintOf<BadInput>([&] { readAll(m_files.write("cut.gz", packed.substr(0, 70'000))); });
    QVERIFY2(QString::fromStdString(cut).startsWith("0:70000: the gzip data ends here"), cut.c_str());

    std::string damaged = packed;
    damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 0x55); // of the checksum at the end
    const std::string wrong = complaintOf<BadInput>([&] { readAll(m_files.write("damaged.gz", damaged)); });
    QVERIFY2(QString::fromStdString(wrong).contains("the gzip data is damaged"), wrong.c_str());

    const std::string rest = complaintOf<BadInput>([&] { readAll(m_files.write("rest.gz", gzipped("a") + "junk")); });
    QVERIFY2(QString::fromStdString(rest).contains("the gzip data is damaged"), rest.c_str());
    const std::string head = complaintOf<BadInput>([&] { readAll(m_files.write("head.gz", packed.substr(0, 5))); });
    QVERIFY2(QString::fromStdString(head).startsWith("0:5: the gzip data ends here"), head.c_str());
}

void TestTextScanner::refusesEndlessLinesInLittleMemory()
{
    // One line of 64 MiB, packed 1000 : 1, as a bomb would be.
    static const std::string packed = gzipped("first\n" + std::string(std::size_t{64} << 20, 'a'));
    const auto path = m_files.write("bomb.gz", packed);
    m_cost.begin();
    const std::string complaint = complaintOf<BadInput>([&] { readAll(path); });
    QVERIFY2(QString::fromStdString(complaint).startsWith("2:1: the line is longer than 8 MiB"), complaint.c_str());
}

void TestTextScanner::noticesAFileThatGrows()
{
    const auto path = m_files.write("growing.txt", "a\nb\n");
    const JobContext job;
    ReadProgress progress(job, 0, readSizes());
    TextScanner scanner(path, Encoding::Auto, progress);
    std::ofstream(path, std::ios::app) << "c\n";
    while (scanner.next()) {
    }
    QVERIFY_EXCEPTION_THROWN(scanner.finish(), BadInput);

    TextScanner removed(m_files.write("removed.txt", "a\n"), Encoding::Auto, progress);
    std::filesystem::remove(m_files.at("removed.txt"));
    while (removed.next()) {
    }
    QVERIFY_EXCEPTION_THROWN(removed.finish(), BadInput);
}

void TestTextScanner::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const JobContext job{.stop = stop.get_token()};
    ReadProgress progress(job, 0, readSizes());
    QVERIFY_EXCEPTION_THROWN(TextScanner(m_files.write("a.txt", "a"), Encoding::Auto, progress), Cancelled);
}

QTEST_GUILESS_MAIN(TestTextScanner)
#include "tst_text_scanner.moc"
