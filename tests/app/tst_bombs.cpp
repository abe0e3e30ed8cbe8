// Small files that would cost much, given to the real command line: each is refused in words, at next to no cost.
#include "core/base/hash.h"
#include "tests/app/command.h"
#include "tests/support/child_cost.h"
#include "tests/support/cost.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <cstring>

using namespace tastescope;

namespace fs = std::filesystem;

class TestBombs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void areRefusedAtNoCost_data();
    void areRefusedAtNoCost();

private:
    TempFiles m_files;
    std::int64_t m_startBytes = 0; ///< what the program takes that does nothing
};

namespace {

/// The bytes over and over. One .gz may follow another: they unpack as one.
std::string times(const std::string& bytes, int count)
{
    std::string all;
    all.reserve(bytes.size() * static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        all += bytes;
    return all;
}

/// A safetensors file of this header.
std::string tensorFile(const std::string& header, std::uint64_t headerBytes)
{
    std::string file(sizeof headerBytes, '\0');
    std::memcpy(file.data(), &headerBytes, sizeof headerBytes);
    return file + header;
}

std::string tensorFile(const std::string& header)
{
    return tensorFile(header, header.size());
}

std::string manyTensors(int count)
{
    std::string header = "{";
    for (int i = 0; i < count; ++i)
        header += (i > 0 ? ",\"t" : "\"t") + std::to_string(i) + R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})";
    return tensorFile(header + "}");
}

std::string manyKeys(int count)
{
    std::string json = R"({"model":"bpr","options":{)";
    for (int i = 0; i < count; ++i)
        json += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    return json + "}}";
}

/// The dataset with eight bytes changed, and the frame sealed again.
std::string resealed(std::string file, std::size_t at, std::uint64_t value)
{
    std::memcpy(file.data() + at, &value, sizeof value);
    constexpr std::size_t headBytes = 24;
    constexpr std::size_t rowBytes = 48;
    std::uint32_t sections = 0;
    std::memcpy(&sections, file.data() + 12, sizeof sections);
    const std::size_t frameBytes = headBytes + sections * rowBytes;
    const std::uint64_t sum = checksum(std::as_bytes(std::span(file)).first(frameBytes));
    std::memcpy(file.data() + frameBytes, &sum, sizeof sum);
    return file;
}

} // namespace

void TestBombs::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_files.at("cache").c_str());
    qputenv("XDG_DATA_HOME", m_files.at("data").c_str());
    const ChildCost start = costOfChild(TASTESCOPE_CLI, {"--help"}, m_files.folder());
    QCOMPARE(start.code, 0);
    m_startBytes = start.bytes;
    QCOMPARE(call({"data", "make", "--preset", "tiny", "--out", QString::fromStdString(m_files.at("tiny.taste"))}).code,
             0);
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--no-history", "--out",
                   QString::fromStdString(m_files.at("run"))})
                 .code,
             0);
}

void TestBombs::areRefusedAtNoCost_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QByteArray>("says");
    const std::string gigabyte = times(gzipped(std::string(16 << 20, 'a')), 64);
    QTest::newRow("a line of 1 GiB") << std::string("line.csv.gz") << gigabyte << QByteArray("line");
    QTest::newRow("1 GiB of zeros") << std::string("zeros.csv.gz") << times(gzipped(std::string(16 << 20, '\0')), 64)
                                    << QByteArray("zeros.csv.gz");
    QTest::newRow("8 million commas") << std::string("commas.csv") << std::string(8'000'000, ',')
                                      << QByteArray("columns");
    QTest::newRow("an open quote over 60 kB of blank lines")
        << std::string("quote.csv") << "user,item\na,b\nc,\"x\n" + std::string(60'000, '\n') << QByteArray(":3:3: ");
    QTest::newRow("an open quote after 600 kB")
        << std::string("late.csv.gz") << gzipped("user,item\na,b\n" + std::string(600'000, 'c') + ",\"x\n")
        << QByteArray(":3:600002: ");

    const std::string taste = bytesOf(m_files.at("tiny.taste"));
    constexpr std::uint64_t huge = std::uint64_t{1} << 63;
    QTest::newRow("a dataset of 2^63 bytes")
        << std::string("size.taste") << resealed(taste, 16, huge) << QByteArray("bytes");
    QTest::newRow("a section of 2^63 bytes")
        << std::string("section.taste") << resealed(taste, 24 + 48 + 32, huge) << QByteArray("sections");

    for (const char* name : {"config.json", "run/record.json"}) {
        QTest::addRow("%s 10^6 levels deep", name)
            << std::string(name) << std::string(1'000'000, '[') << QByteArray("64");
        QTest::addRow("%s of 80,000 keys", name) << std::string(name) << manyKeys(80'000) << QByteArray("keys");
    }
    auto record = nlohmann::ordered_json::parse(bytesOf(m_files.at("run/record.json")));
    record["dataset"]["users"] = huge;
    QTest::newRow("a record of 2^63 users") << std::string("run/record.json") << record.dump() << QByteArray("users");

    const auto tensors = [&](const char* row, const std::string& bytes, const char* says) {
        QTest::newRow(row) << std::string("run/model.safetensors") << bytes << QByteArray(says);
    };
    tensors("20,000 tensors", manyTensors(20'000), "tensors");
    tensors("a header of 2^63 bytes", tensorFile("{}", huge), "header");
    tensors("a shape that overflows",
            tensorFile(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})"), "shape");
    tensors("a size of 2^63", tensorFile(R"({"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,0]}})"),
            "2^63");
    tensors("a header 10^6 levels deep", tensorFile("{\"a\":" + std::string(1'000'000, '[') + "}"), "list");
}

void TestBombs::areRefusedAtNoCost()
{
    QFETCH(std::string, name);
    QFETCH(std::string, bytes);
    QFETCH(QByteArray, says);
    const fs::path file = m_files.at(name);
    const bool isOfRun = name.starts_with("run/");
    const std::string good = isOfRun ? bytesOf(file) : std::string();
    m_files.write(name, bytes);
    std::vector<std::string> words{"data", "info", file};
    if (name == "config.json")
        words = {"train", "preset:tiny", "--config", file, "--out", m_files.at("x"), "--no-history"};
    else if (isOfRun)
        words = {"evaluate", m_files.at("tiny.taste"), "--run", m_files.at("run")};

    const ChildCost cost = costOfChild(TASTESCOPE_CLI, words, m_files.folder(), [] {
        const rlimit aMinute{60, 60}; // then it is ended by force
        setrlimit(RLIMIT_CPU, &aMinute);
    });

    if (isOfRun)
        m_files.write(name, good);
    QVERIFY2(cost.code == 3, cost.error.c_str());
    QVERIFY2(QByteArray::fromStdString(cost.error).contains(says), cost.error.c_str());
    const double above = static_cast<double>(cost.bytes - m_startBytes) / (1 << 20);
    QVERIFY2(cost.seconds <= 2 * Cost::sanitizedTimes, qPrintable(QStringLiteral("%1 s").arg(cost.seconds)));
    QVERIFY2(above <= 64 || Cost::sanitizedTimes > 1, qPrintable(QStringLiteral("%1 MiB").arg(above)));
}

QTEST_GUILESS_MAIN(TestBombs)
#include "tst_bombs.moc"
