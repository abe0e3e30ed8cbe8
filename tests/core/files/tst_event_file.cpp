#include "core/base/error.h"
#include "core/files/event_file.h"
#include "tests/core/files/event_bytes.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

namespace {

ScalarLog read(const std::string& bytes)
{
    return readScalarLog(std::as_bytes(std::span(bytes)), "runs/events.out.tfevents.1");
}

std::string refusal(const std::string& bytes)
{
    return complaintOf<BadInput>([&] { (void)read(bytes); });
}

std::vector<double> valuesOf(const ScalarSeries* series)
{
    std::vector<double> values;
    for (const ScalarPoint& point : series ? series->points : std::vector<ScalarPoint>{})
        values.push_back(point.value);
    return values;
}

std::vector<std::int64_t> stepsOf(const ScalarSeries* series)
{
    std::vector<std::int64_t> steps;
    for (const ScalarPoint& point : series ? series->points : std::vector<ScalarPoint>{})
        steps.push_back(point.step);
    return steps;
}

std::string fromHex(const std::string& hex)
{
    return QByteArray::fromHex(QByteArray::fromStdString(hex)).toStdString();
}

/// Three steps of "loss": 3, 2, 1.
std::vector<std::string> threeRecords()
{
    std::vector<std::string> records;
    for (int step = 0; step < 3; ++step)
        records.push_back(stepRecord(100 + step, step, simpleValue("loss", static_cast<float>(3 - step))));
    return records;
}

} // namespace

/// Training logs of TensorBoard: every scalar that was written, and nothing that is not whole.
class TestEventFile : public QObject
{
    Q_OBJECT

private slots:
    void sumsAreThePublishedOnes();
    void readsAWrittenFileByteForByte();
    void readsBothStyles();
    void passesOverWhatIsNoScalar();
    void laterPointsWin();
    void leavesOutRecordsWithAWrongSum();
    void endsAtAWrongLength();
    void readsUpToATailThatIsCut();
    void refusesWhatIsNoEventFile();
    void readsAFolderInTheOrderOfNames();
    void readsThePublishedLog();
};

void TestEventFile::sumsAreThePublishedOnes()
{
    const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
    QCOMPARE(crc32c(bytes("123456789")), 0xE3069283U); // the check value of the catalogue of CRCs
    QCOMPARE(crc32c(bytes(std::string(32, '\0'))), 0x8A9136AAU);
    QCOMPARE(maskedCrc32c(bytes("123456789")), 0xC78AB0E5U);
    QCOMPARE(maskedCrc32c({}), 0xA282EAD8U);
}

void TestEventFile::readsAWrittenFileByteForByte()
{
    // The version, then step 7 at 1700000001.5 with "ranking/hit-10" = 0.5, as TensorBoard's own writer writes them.
    const std::string bytes =
        fromHex("1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a32eced8f9d"
                "2400000000000000422b804d0900006040fc54d94110072a170a150a0e72616e6b696e672f6869742d3130150000003f"
                "32a9bc06");
    const ScalarLog log = read(bytes);
    QCOMPARE(log.records, 2);
    QCOMPARE(log.faultCount, 0);
    QCOMPARE(log.series.size(), std::size_t(1));
    QCOMPARE(log.series[0].tag, std::string("ranking/hit-10"));
    QVERIFY(log.series[0].points == std::vector<ScalarPoint>({{1700000001.5, 7, 0.5}}));
    QVERIFY(bytes == versionRecord() + stepRecord(1700000001.5, 7, simpleValue("ranking/hit-10", 0.5F)));
}

void TestEventFile::readsBothStyles()
{
    const std::string isFloat = varintField(1, 1);
    const std::string isDouble = varintField(1, 2);
    const ScalarLog log = read(
        versionRecord() + stepRecord(1, -2, simpleValue("old", 1.5F) + simpleValue("other", 9))
        + stepRecord(2, 0, tensorValue("new", isFloat + bytesField(2, "") + bytesField(4, floatBits(2.5F)), "scalars"))
        + stepRecord(3, 1, tensorValue("new", isFloat + field(5, 5, floatBits(3.5F))))
        + stepRecord(4, 2, tensorValue("new", isFloat + bytesField(5, floatBits(4.5F))))
        + stepRecord(5, 3, tensorValue("new", isDouble + bytesField(4, doubleBits(5.25))))
        + stepRecord(6, 4, tensorValue("new", isDouble + bytesField(6, doubleBits(6.25)))));
    QVERIFY(log.find("old")->points == std::vector<ScalarPoint>({{1, -2, 1.5}}));
    QCOMPARE(valuesOf(log.find("other")), std::vector<double>{9});
    QCOMPARE(valuesOf(log.find("new")), (std::vector<double>{2.5, 3.5, 4.5, 5.25, 6.25}));
    QVERIFY(std::isnan(read(stepRecord(1, 1, simpleValue("loss", NAN))).find("loss")->points[0].value));
}

void TestEventFile::passesOverWhatIsNoScalar()
{
    const std::string isFloat = varintField(1, 1);
    const std::string rankOne = bytesField(2, bytesField(2, varintField(1, 1)));
    const ScalarLog log = read(
        stepRecord(1, 1, tensorValue("a list", isFloat + rankOne + bytesField(4, floatBits(1)), "scalars"))
        + stepRecord(1, 1, tensorValue("a text", varintField(1, 7) + bytesField(8, "words"), "text"))
        + stepRecord(1, 1, tensorValue("of nobody", isFloat + bytesField(4, floatBits(1))))
        + stepRecord(1, 1, tensorValue("two numbers", isFloat + bytesField(5, floatBits(1) + floatBits(2)), "scalars"))
        + stepRecord(1, 1, bytesField(1, bytesField(1, "an image") + bytesField(4, "png")))
        + record(field(1, 1, doubleBits(1)) + bytesField(10, "whoever wrote it")));
    QCOMPARE(log.records, 6);
    QCOMPARE(log.faultCount, 0);
    QVERIFY(log.series.empty());
}

void TestEventFile::laterPointsWin()
{
    // Steps 1 2 3, then again from 2 on: TensorBoard shows 1 2' 3' 4'.
    std::string bytes;
    float value = 0;
    for (const int step : {1, 2, 3, 2, 3, 4})
        bytes += stepRecord(1, step, simpleValue("loss", ++value));
    const ScalarLog log = read(bytes);
    QCOMPARE(stepsOf(log.find("loss")), (std::vector<std::int64_t>{1, 2, 3, 4}));
    QCOMPARE(valuesOf(log.find("loss")), (std::vector<double>{1, 4, 5, 6}));
    QCOMPARE(log.writtenAgain, 2);
}

void TestEventFile::leavesOutRecordsWithAWrongSum()
{
    const auto records = threeRecords();
    std::string damaged = records[1];
    damaged[damaged.size() - 5] ^= 1; // the last byte of its data
    const ScalarLog log = read(records[0] + damaged + records[2] + record("\x0b"));
    QCOMPARE(valuesOf(log.find("loss")), (std::vector<double>{3, 1}));
    QCOMPARE(log.faultCount, 2);
    QCOMPARE(log.faults[0], "events.out.tfevents.1, record 2 at byte " + std::to_string(records[0].size())
                                + ": its sum is wrong; it is left out");
    QVERIFY(log.faults[1].find("record 4 at byte ") != std::string::npos);
    QVERIFY(log.faults[1].ends_with("it is no event; it is left out"));
}

void TestEventFile::endsAtAWrongLength()
{
    auto records = threeRecords();
    records[1][8] ^= 1; // of the sum of its length
    const ScalarLog log = read(records[0] + records[1] + records[2]);
    QCOMPARE(valuesOf(log.find("loss")), std::vector<double>{3});
    QCOMPARE(log.faults,
             std::vector<std::string>{"events.out.tfevents.1, record 2 at byte " + std::to_string(records[0].size())
                                      + ": the sum of its length is wrong; nothing after it is read"});
}

void TestEventFile::readsUpToATailThatIsCut()
{
    const auto records = threeRecords();
    const std::string all = records[0] + records[1] + records[2];
    for (std::size_t size = records[0].size(); size < all.size(); ++size) {
        const ScalarLog log = read(all.substr(0, size));
        const std::size_t first = records[0].size();
        const std::size_t whole = size < first + records[1].size() ? 1 : 2;
        QCOMPARE(log.find("loss")->points.size(), whole);
        QCOMPARE(log.faultCount, std::int64_t(size != first && size != first + records[1].size()));
    }
}

void TestEventFile::refusesWhatIsNoEventFile()
{
    QVERIFY(refusal("user\titem\n1\t2\nand more\n")
                .starts_with("0:0: record 1 at byte 0: the sum of its length is wrong; "
                             "this is no event file"));
    QVERIFY(
        refusal("short").starts_with("0:0: record 1 at byte 0: the file ends within the record's head; this is no"));
    const std::string size = little(std::uint64_t{1} << 40, 8);
    const std::string first = versionRecord();
    QCOMPARE(refusal(first + size + masked(size)), "0:" + std::to_string(first.size()) + ": record 2 at byte "
                                                       + std::to_string(first.size())
                                                       + " is 1099511627776 bytes long, at most 268435456 are read");
    QVERIFY(read("").series.empty()); // a log that was just begun
}

void TestEventFile::readsAFolderInTheOrderOfNames()
{
    const TempFiles files;
    files.write("events.out.tfevents.2.host", versionRecord() + stepRecord(20, 2, simpleValue("loss", 5)));
    files.write("events.out.tfevents.1.host",
                stepRecord(1, 1, simpleValue("loss", 3)) + stepRecord(2, 2, simpleValue("loss", 4)));
    files.write("events.out.tfevents.3.profile-empty", "");
    files.write("notes.txt", "none of it");
    const ScalarLog log = readScalarLog(files.folder());
    QVERIFY(log.find("loss")->points == std::vector<ScalarPoint>({{1, 1, 3}, {20, 2, 5}}));
    QVERIFY_THROWS_EXCEPTION(BadInput, (void)readScalarLog(files.write("empty/notes.txt", "").parent_path()));
    QVERIFY_THROWS_EXCEPTION(BadInput, (void)readScalarLog(files.at("absent")));
}

void TestEventFile::readsThePublishedLog()
{
    const auto folder = realData("recformer");
    if (!folder)
        QSKIP("the published training log is not here");
    const ScalarLog log = readScalarLog(*folder);
    QCOMPARE(log.records, 2001);
    QCOMPARE(log.faultCount, 0);
    QCOMPARE(log.series.size(), std::size_t(2));
    const auto& train = log.find("loss/train")->points;
    const auto& validation = log.find("loss/validation")->points;
    QCOMPARE(train.size(), std::size_t(1000));
    QCOMPARE(validation.size(), std::size_t(1000));
    QCOMPARE(train.front().step, 0);
    QCOMPARE(validation.back().step, 999);
    const auto near = [](double value, double expected) { return std::abs(value - expected) < 5e-9; };
    QVERIFY(near(train.front().value, 7.41048336) && near(train.back().value, 5.33982992));
    QVERIFY(near(validation.front().value, 7.11839199) && near(validation.back().value, 5.25808573));
    const auto best = std::ranges::min_element(validation, {}, &ScalarPoint::value);
    QCOMPARE(best->step, 971);
    QVERIFY(near(best->value, 5.25329542));
    QCOMPARE(std::round((train.back().wallTime - train.front().wallTime) / 360), 41.0); // 4.1 hours
}

QTEST_GUILESS_MAIN(TestEventFile)
#include "tst_event_file.moc"
