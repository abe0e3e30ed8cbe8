#include "core/base/random.h"
#include "core/io/table/plain_rows.h"
#include "core/io/table/table_reader.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <array>

using namespace tastescope;

namespace {

struct Read
{
    std::vector<std::string> users;
    std::vector<std::string> items;
    Ratings rows;
    std::int64_t taken = 0;
    std::vector<std::string> bad;
};

Read readWith(const std::filesystem::path& path, TableLayout layout, const ReadSizes& sizes)
{
    const JobContext job;
    ReadProgress progress(job, 0, sizes);
    RowErrors errors(true);
    ImportReport report;
    ReadContext context{Encoding::Auto, progress, errors, report};
    RawData data;
    Read read;
    read.taken = readRatings(path, layout, context, data, read.rows).rows;
    read.users = data.users.names();
    read.items = data.items.ids.names();
    for (const BadRow& row : errors.listed())
        read.bad.push_back(std::to_string(row.place.line) + " " + row.reason.substr(0, 12));
    return read;
}

TableLayout layoutOf(const std::string& separator, bool wholeNumbers)
{
    using enum ColumnRole;
    TableLayout layout = fixedLayout(separator, {User, Item, Rating, Time, Ignored});
    layout.dialect.quotes = true;
    layout.dialect.comments = true;
    layout.wholeNumberIds = wholeNumbers;
    return layout;
}

/// Rows most of which are plain; "~" stands for the separator.
std::string awkwardTable(std::uint64_t seed)
{
    constexpr std::array rows{"\n",
                              "\r\n",
                              "  \n",
                              "# a remark\n",
                              "#5~6~1~7~x\n",
                              "1~2~3~4~\"a\nb~c~1~2~d\n\"\n",
                              "NULL~2~3~4~x\n",
                              " 7 ~ 8~3~4~x\n",
                              "7~8~3,5~4~x\n",
                              "7~8~1e3~4~x\n",
                              "7~8~-0~4~x\n",
                              "7~8~-0.25~99999999999999~x\n",
                              "7~8~x~4~x\n",
                              "7~8~3~2003-05-17~x\n",
                              "7~8~3\n",
                              "7~8~3~4~5~6\n",
                              "a~b~3~4~x\r1~1~1~1~x\n",
                              "007~8~.5~4~x\n",
                              "7~8~5.~4~x\n",
                              "~8~5~4~x\n",
                              "\"q\"\"q\"~8~5~4~x\n",
                              "7~8~123456789012345~4~x\n",
                              "7~8~+3~4~x\n",
                              "7~8~1.2.3~4~x\n",
                              "nan~b~3~4~x\n",
                              "nano~None~3~4~x\n"};
    Random random(seed, {});
    std::string text = "1~1~1~1~1\n";
    for (int i = 0; i < 400; ++i) {
        if (random.below(12) == 0) {
            text += rows[random.below(rows.size())];
            continue;
        }
        text += (random.below(2) ? "u" : "") + std::to_string(random.below(40)) + "~" + std::to_string(random.below(60))
                + "~" + std::to_string(static_cast<double>(random.below(50)) / 10).substr(0, 3) + "~"
                + std::to_string(900'000'000 + random.below(1'000)) + "~" + (random.below(9) ? "x" : "")
                + (random.below(5) ? "\n" : "\r\n");
    }
    return random.below(2) ? text : text.substr(0, text.size() - 1);
}

std::string withSeparator(std::string text, const std::string& separator)
{
    std::string result;
    for (const char c : text)
        result += c == '~' ? separator : std::string(1, c);
    return result;
}

} // namespace

class TestPlainRows : public QObject
{
    Q_OBJECT

private slots:
    void findsPlainRowsByHand();
    void readsWhatTheCarefulReaderReads_data();
    void readsWhatTheCarefulReaderReads();
};

void TestPlainRows::findsPlainRowsByHand()
{
    const std::string text = "7,1,4.5,10,x\n7,2,3,11,\n8,\"1\",3,12,x\n\n9,1,-0.5,13,y\r\n9,1,3,14,y,\n";
    const auto parser = PlainRowParser::make(layoutOf(",", false));
    QVERIFY(parser);
    const PlainRows rows = parser->parse(text);
    QCOMPARE(rows.users, (std::vector<std::int32_t>{0, 0, 1}));
    QCOMPARE(rows.items, (std::vector<std::int32_t>{0, 1, 0}));
    QCOMPARE(rows.values, (std::vector<float>{4.5F, 3.0F, -0.5F}));
    QCOMPARE(rows.times, (std::vector<std::int64_t>{10, 11, 13}));
    QCOMPARE(rows.userIds.names()[1], "9");
    // "7,1,4.5,10,x\n" has 13 bytes, "7,2,3,11,\n" 10, the row in quotes and the empty line 14.
    QCOMPARE(rows.runs.size(), 2U);
    QCOMPARE(rows.runs[0].end, 23U);
    QCOMPARE(rows.runs[0].rows, 2U);
    QCOMPARE(rows.runs[1].begin, 37U);
    QCOMPARE(rows.runs[1].firstRow, 2U);
    QVERIFY(!PlainRowParser::make(layoutOf("::", false)));
    QVERIFY(!PlainRowParser::make(layoutOf(" ", false)));
}

void TestPlainRows::readsWhatTheCarefulReaderReads_data()
{
    QTest::addColumn<int>("buffer");
    QTest::addColumn<bool>("wholeNumbers");
    for (const int buffer : {1, 7, 64, 1'000, 1 << 20})
        for (const bool whole : {false, true})
            QTest::addRow("%d %d", buffer, whole) << buffer << whole;
}

/// The same rows under a separator of two characters are never plain.
void TestPlainRows::readsWhatTheCarefulReaderReads()
{
    QFETCH(int, buffer);
    QFETCH(bool, wholeNumbers);
    const TempFiles files;
    const auto bytes = static_cast<std::size_t>(buffer);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const std::string text = awkwardTable(seed);
        const Read careful =
            readWith(files.write("careful", withSeparator(text, "::")), layoutOf("::", wholeNumbers), {});
        const Read plain = readWith(files.write("plain", withSeparator(text, ";")), layoutOf(";", wholeNumbers),
                                    {.buffer = bytes, .chunk = bytes});
        QVERIFY(careful.taken > (wholeNumbers ? 100 : 250));
        QCOMPARE(plain.users, careful.users);
        QCOMPARE(plain.items, careful.items);
        QVERIFY(plain.rows.users == careful.rows.users && plain.rows.items == careful.rows.items);
        QCOMPARE(plain.rows.values, careful.rows.values);
        QCOMPARE(plain.rows.times, careful.rows.times);
        QCOMPARE(plain.taken, careful.taken);
        QCOMPARE(plain.bad, careful.bad);
    }
}

QTEST_GUILESS_MAIN(TestPlainRows)
#include "tst_plain_rows.moc"
