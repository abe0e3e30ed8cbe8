#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/files/safetensors.h"
#include "tests/support/cost.h"
#include "tests/support/strange_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <limits>

using namespace tastescope;

namespace {

std::string read(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A file with the given header and `data` bytes of data.
std::string fileOf(std::string header, std::size_t data)
{
    const std::uint64_t size = header.size();
    std::string text(sizeof size, '\0');
    std::memcpy(text.data(), &size, sizeof size);
    return text + header + std::string(data, '\1');
}

std::string tensor(const char* name, const char* type, const char* shape, const char* offsets)
{
    return std::string("\"") + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape
           + ",\"data_offsets\":" + offsets + "}";
}

} // namespace

class TestSafetensors : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(10, 64), QString()); }
    void writesThePublishedVectorByteForByte();
    void returnsWhatWasWritten();
    void takesWhatTheFormatAllows();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void aSealFindsEveryFlippedBit();
    void aSealFindsEveryCut();
    void namesTheMissingFile();
    void holdsToItsLimits();
    void refusesWhatIsNoFile_data() { addStrangeFiles(); }
    void refusesWhatIsNoFile();

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QTemporaryDir m_folder;
    Cost m_cost;
};

void TestSafetensors::writesThePublishedVectorByteForByte()
{
    // formats-and-protocols section 4.4: a = F32 of shape [2] = {1, 2}, metadata k = v.
    const QByteArray expected = QByteArray::fromHex(
        "50000000000000007b2261223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f666673657473"
        "223a5b302c385d7d2c225f5f6d657461646174615f5f223a7b226b223a2276227d7d200000803f00000040");
    const std::vector<float> values{1, 2};
    writeSafetensors({{{"k", "v"}}, {makeTensor("a", {2}, std::span<const float>(values))}}, path("v"));
    const std::string written = read(path("v"));
    Sha256 sha;
    sha.add(std::as_bytes(std::span(written)));
    QCOMPARE(QByteArray::fromStdString(written).toHex(), expected.toHex());
    QCOMPARE(sha.hex(), std::string("5b7d350c7241f355f737e3fb271ab91335e00ee8a2a4270e6180cc3c2b511bb2"));
}

void TestSafetensors::returnsWhatWasWritten()
{
    const std::vector<float> weights{1.5F, -0.0F, std::numeric_limits<float>::infinity(), 3e-40F, 5, 6};
    const std::vector<std::int32_t> counts{-1, 7};
    const std::vector<std::int64_t> large{1LL << 60};
    const std::vector<std::uint8_t> flags{1, 0, 255};
    TensorFile file{{{"name", "Zoë \"x\"\n"}, {"empty", ""}},
                    {makeTensor("flags", {3}, std::span<const std::uint8_t>(flags)),
                     makeTensor("weights", {2, 3}, std::span<const float>(weights)),
                     makeTensor("scalar", {}, std::span<const std::int64_t>(large)),
                     makeTensor("none", {0, 4}, std::span<const float>()),
                     makeTensor("counts", {2}, std::span<const std::int32_t>(counts))}};
    seal(file);
    writeSafetensors(file, path("w"));
    const TensorFile back = readSafetensors(path("w"));
    checkSeal(back, path("w"));
    QCOMPARE(back.entry("name"), file.entry("name"));
    QCOMPARE(back.entry("empty"), std::string());
    QVERIFY(back.tensor("weights").bytes == file.tensor("weights").bytes);
    QCOMPARE(int32s(back.tensor("counts"), {2}), counts);
    QCOMPARE(int64s(back.tensor("scalar"), {}), large);
    QCOMPARE(bytes(back.tensor("flags"), {3}), flags);
    QVERIFY(floats(back.tensor("none"), {0, 4}).empty());
    QVERIFY_EXCEPTION_THROWN((void)floats(back.tensor("weights"), {3, 2}), Error);
    QVERIFY_EXCEPTION_THROWN((void)floats(back.tensor("counts"), {2}), Error);
    QVERIFY_EXCEPTION_THROWN((void)back.tensor("other"), Error);
}

void TestSafetensors::takesWhatTheFormatAllows()
{
    // Any order of names, keys and data; a header without metadata; padding; no tensor at all.
    replaceFile(path("t"), fileOf("{" + tensor("b", "U8", "[3]", "[4,7]") + ","
                                      + "\"a\":{\"data_offsets\":[0,4],\"shape\":[],\"dtype\":\"F32\"}}" + "   ",
                                  7));
    const TensorFile file = readSafetensors(path("t"));
    QCOMPARE(file.tensors.size(), std::size_t(2));
    QCOMPARE(file.tensor("b").bytes.size(), std::size_t(3));
    replaceFile(path("t"), fileOf("{}", 0));
    QVERIFY(readSafetensors(path("t")).tensors.empty());
}

void TestSafetensors::refusesEverythingElse_data()
{
    QTest::addColumn<std::string>("bytes");
    const auto header = [](const std::string& inside, std::size_t data) { return fileOf("{" + inside + "}", data); };
    const std::string good = tensor("a", "F32", "[2]", "[0,8]");
    QTest::newRow("empty file") << std::string();
    QTest::newRow("seven bytes") << std::string(7, '\0');
    QTest::newRow("header longer than the file") << fileOf("{}", 0).substr(0, 9);
    QTest::newRow("header of 2^63 bytes") << std::string("\0\0\0\0\0\0\0\x80{}", 10);
    QTest::newRow("not JSON") << fileOf("{\"a\":}", 0);
    QTest::newRow("a list") << fileOf("[]", 0);
    QTest::newRow("leading space") << fileOf(" {}", 0);
    QTest::newRow("padded with zeros") << fileOf(std::string("{}\0", 3), 0);
    QTest::newRow("two objects") << fileOf("{}{}", 0);
    QTest::newRow("trailing byte") << header(good, 9);
    QTest::newRow("data cut") << header(good, 7);
    QTest::newRow("gap") << header(good + "," + tensor("b", "U8", "[1]", "[9,10]"), 10);
    QTest::newRow("overlap") << header(good + "," + tensor("b", "U8", "[2]", "[7,9]"), 9);
    QTest::newRow("end before begin") << header(tensor("a", "U8", "[0]", "[1,0]"), 1);
    QTest::newRow("begin not zero") << header(tensor("a", "U8", "[1]", "[1,2]"), 2);
    QTest::newRow("shape too small") << header(tensor("a", "F32", "[1]", "[0,8]"), 8);
    QTest::newRow("shape overflows") << header(tensor("a", "F32", "[4611686018427387904,4611686018427387904]", "[0,0]"),
                                               0);
    QTest::newRow("negative size") << header(tensor("a", "F32", "[-2]", "[0,8]"), 8);
    QTest::newRow("fraction") << header(tensor("a", "F32", "[2.0]", "[0,8]"), 8);
    QTest::newRow("nine dimensions") << header(tensor("a", "U8", "[1,1,1,1,1,1,1,1,1]", "[0,1]"), 1);
    QTest::newRow("three offsets") << header(tensor("a", "U8", "[1]", "[0,1,1]"), 1);
    QTest::newRow("one offset") << header(tensor("a", "U8", "[1]", "[0]"), 1);
    QTest::newRow("unknown type") << header(tensor("a", "F33", "[2]", "[0,8]"), 8);
    QTest::newRow("name twice") << header(good + "," + tensor("a", "U8", "[1]", "[8,9]"), 9);
    QTest::newRow("metadata twice") << header("\"__metadata__\":{},\"__metadata__\":{}", 0);
    QTest::newRow("metadata key twice") << header("\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}", 0);
    QTest::newRow("metadata number") << header("\"__metadata__\":{\"k\":1}", 0);
    QTest::newRow("metadata object") << header("\"__metadata__\":{\"k\":{}}", 0);
    QTest::newRow("metadata text") << header("\"__metadata__\":\"k\"", 0);
    QTest::newRow("no dtype") << header("\"a\":{\"shape\":[1],\"data_offsets\":[0,1]}", 1);
    QTest::newRow("dtype twice") << header(
        "\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}", 1);
    QTest::newRow("more keys") << header("\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"x\":1}", 1);
    QTest::newRow("entry is a number") << header("\"a\":1", 0);
    QTest::newRow("entry is null") << header("\"a\":null", 0);
    QTest::newRow("depth bomb") << fileOf("{\"a\":" + std::string(1'000'000, '[') + "}", 0);
    QTest::newRow("depth bomb of objects") << fileOf("{\"a\":" + std::string(1'000'000, '{') + "}", 0);
    QTest::newRow("header beyond its limit") << fileOf("{" + std::string(17 << 20, ' ') + "}", 0);
    QTest::newRow("bad UTF-8") << fileOf("{\"\xff\":1}", 0);
}

void TestSafetensors::refusesEverythingElse()
{
    QFETCH(std::string, bytes);
    replaceFile(path("r"), bytes);
    QVERIFY_EXCEPTION_THROWN((void)readSafetensors(path("r")), BadInput);
}

namespace {

TensorFile sealedExample()
{
    const std::vector<float> weights{1, 2, 3};
    const std::vector<std::uint8_t> flags{1, 0};
    TensorFile file{{{"epoch", "3"}},
                    {makeTensor("weights", {3}, std::span<const float>(weights)),
                     makeTensor("flags", {2}, std::span<const std::uint8_t>(flags))}};
    seal(file);
    return file;
}

/// Whether reading and checking the bytes finds damage.
bool isDamaged(const std::filesystem::path& path, const std::string& bytes)
{
    try {
        checkSeal(readSafetensors(std::as_bytes(std::span(bytes)), path), path);
    } catch (const BadInput&) {
        return true;
    }
    return false;
}

} // namespace

void TestSafetensors::aSealFindsEveryFlippedBit()
{
    writeSafetensors(sealedExample(), path("s"));
    const std::string good = read(path("s"));
    QVERIFY(!isDamaged(path("d"), good));
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        std::string bad = good;
        bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
        QVERIFY2(isDamaged(path("d"), bad), qPrintable(QString("bit %1 of byte %2").arg(bit % 8).arg(bit / 8)));
    }
    std::string lastFlag = good;
    lastFlag.back() = '\x7';
    replaceFile(path("d"), lastFlag);
    try {
        checkSeal(readSafetensors(path("d")), path("d"));
        QFAIL("not seen");
    } catch (const BadInput& error) {
        QVERIFY2(QString(error.what()).contains("tensor \"flags\" is damaged"), error.what());
    }
}

void TestSafetensors::aSealFindsEveryCut()
{
    writeSafetensors(sealedExample(), path("s"));
    const std::string good = read(path("s"));
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY2(isDamaged(path("d"), good.substr(0, length)), qPrintable(QString::number(length)));
}

void TestSafetensors::namesTheMissingFile()
{
    try {
        (void)readSafetensors(path("nowhere"));
        QFAIL("not seen");
    } catch (const Error& error) {
        QVERIFY(QString(error.what()).contains("nowhere"));
    }
}

void TestSafetensors::holdsToItsLimits()
{
    TensorFile file;
    for (int i = 0; i < 4'096; ++i)
        file.tensors.push_back(makeTensor("t" + std::to_string(i), {0}, std::span<const float>()));
    seal(file);
    writeSafetensors(file, path("most"));
    m_cost.begin();
    checkSeal(readSafetensors(path("most")), path("most"));
    QCOMPARE(m_cost.beyond(2, 32), QString()); // each tensor once, in the header and in its seal

    file.tensors.push_back(makeTensor("one more", {0}, std::span<const float>()));
    seal(file);
    writeSafetensors(file, path("more"));
    try {
        (void)readSafetensors(path("more"));
        QFAIL("read");
    } catch (const BadInput& error) {
        QVERIFY2(QString(error.what()).contains("more than 4096 tensors"), error.what());
    }
}

void TestSafetensors::refusesWhatIsNoFile()
{
    QFETCH(std::string, kind);
    if (!makeStrange(kind, path("strange")))
        QSKIP("cannot be made here");
    QVERIFY_EXCEPTION_THROWN((void)readSafetensors(path("strange")), Error);
    std::filesystem::remove(path("strange"));
}

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
