#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/io/native/native_file.h"
#include "core/io/native/native_layout.h"
#include "tests/support/cost.h"
#include "tests/support/hand_made.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <functional>

using namespace tastescope;

namespace {

/// Three users, four items: a pair held out with its own negatives, owners, times.
Dataset small()
{
    DatasetParts parts = handmade::parts({.users = 3,
                                          .items = 4,
                                          .train = {{0, 1}, {2}, {}},
                                          .validation = {{2}},
                                          .test = {{}, {3}, {}},
                                          .cold = {{}, {}, {1}},
                                          .owned = {{0}, {}, {1}}});
    parts.provenance.sources = {{"a.csv", 12, "00ff"}};
    parts.provenance.counts = {{"dropped", 3}};
    parts.exploration = {0.25F, 0.5F, 0.75F};
    parts.givenTest = EvaluationLists{{{User{1}, Item{3}}}, {0, 2}, {Item{0}, Item{1}}};
    parts.sequences = {4, {0, 3, 5, 6}, {Item{0}, Item{1}, Item{2}, Item{2}, Item{3}, Item{1}}, {1, 1, 4, 2, 9, 5}};
    return Dataset(std::move(parts));
}

template<typename T>
T valueAt(const std::string& bytes, std::size_t at)
{
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

template<typename T>
void put(std::string& bytes, std::size_t at, const T& value)
{
    std::memcpy(bytes.data() + at, &value, sizeof value);
}

std::uint64_t sealOf(std::string_view bytes)
{
    return checksum(std::as_bytes(std::span(bytes)));
}

/// A file of small() whose section was edited without a change of its size, with good checksums everywhere.
std::string resealed(const std::string& file, std::string_view section, const std::function<void(std::string&)>& edit)
{
    std::string bytes = file;
    const auto count = valueAt<NativeHead>(bytes, 0).sections;
    const std::size_t tableEnd = sizeof(NativeHead) + count * sizeof(SectionRow);
    for (std::size_t at = sizeof(NativeHead); at < tableEnd; at += sizeof(SectionRow)) {
        auto row = valueAt<SectionRow>(bytes, at);
        if (std::string_view(row.name.data(), std::strlen(row.name.data())) != section)
            continue;
        std::string content = bytes.substr(row.offset, row.bytes);
        edit(content);
        if (content.size() != row.bytes)
            throw std::runtime_error("the edit changed the size of the section");
        bytes.replace(row.offset, row.bytes, content);
        row.checksum = sealOf(content);
        put(bytes, at, row);
    }
    put(bytes, tableEnd, sealOf(std::string_view(bytes).substr(0, tableEnd)));
    return bytes;
}

template<typename T>
std::function<void(std::string&)> set(std::size_t place, T value)
{
    return [=](std::string& content) { put(content, place * sizeof(T), value); };
}

std::function<void(std::string&)> replace(const std::string& old, const std::string& fresh)
{
    return [=](std::string& content) {
        const std::size_t at = content.find(old);
        if (at == std::string::npos || old.size() != fresh.size())
            throw std::runtime_error("nothing to replace");
        content.replace(at, old.size(), fresh);
    };
}

} // namespace

/// The seal of a native file proves that nothing was damaged, not that its numbers are possible: those are checked too.
class TestNativeRanges : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(5, 64), QString()); }
    void anEditThatChangesNothingIsRead();
    void impossibleNumbersAreRefused_data();
    void impossibleNumbersAreRefused();
    void aHeadHasALimit_data();
    void aHeadHasALimit();

private:
    TempFiles m_files;
    Cost m_cost;
};

void TestNativeRanges::anEditThatChangesNothingIsRead()
{
    saveDataset(small(), m_files.at("small.taste"));
    std::string bytes;
    {
        std::ifstream file(m_files.at("small.taste"), std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(file), {});
    }
    const auto same = m_files.write("same.taste", resealed(bytes, "test.offsets", [](std::string&) {}));
    QCOMPARE(loadDataset(same)->hash(), small().hash());
}

void TestNativeRanges::impossibleNumbersAreRefused_data()
{
    using Edit = std::function<void(std::string&)>;
    QTest::addColumn<QString>("section");
    QTest::addColumn<Edit>("edit");
    QTest::newRow("a positive of no user") << "test.positives" << set<std::int32_t>(0, 2'000'000'000);
    QTest::newRow("a positive of a negative user") << "test.positives" << set<std::int32_t>(0, -1);
    QTest::newRow("a positive that is no item") << "test.positives" << set<std::int32_t>(1, 4);
    QTest::newRow("a positive that is not held out") << "test.positives" << set<std::int32_t>(1, 2);
    QTest::newRow("a negative that is no item") << "test.negatives" << set<std::int32_t>(1, 4);
    QTest::newRow("lists that go back") << "test.offsets" << set<std::int64_t>(0, 2);
    QTest::newRow("lists that end early") << "test.offsets" << set<std::int64_t>(1, 1);
    QTest::newRow("exploration of 0") << "exploration" << set<float>(1, 0.0F);
    QTest::newRow("exploration that is no number") << "exploration" << set<float>(1, std::nanf(""));
    // A matrix: rows, columns, entries, then offsets (rows + 1), then columns.
    QTest::newRow("an item beyond the catalogue") << "train" << set<std::int32_t>(6 + 2 * 4, 4);
    QTest::newRow("a row that goes back") << "train" << set<std::int64_t>(4, -1);
    QTest::newRow("more columns than items") << "train" << set<std::uint64_t>(1, 5);
    QTest::newRow("a pair in two parts") << "validation" << set<std::int32_t>(6 + 2 * 4, 0);
    QTest::newRow("two owners of one item") << "owned" << set<std::int32_t>(6 + 2 * 4, 1);
    QTest::newRow("times of one user too few") << "sequences.offsets" << set<std::int64_t>(1, 7);
    QTest::newRow("times that fall") << "sequences.times" << set<std::int64_t>(2, 0);
    QTest::newRow("a time of no item") << "sequences.items" << set<std::int32_t>(0, 4);
    QTest::newRow("a time of no positive") << "sequences.items" << set<std::int32_t>(5, 0);
    QTest::newRow("a source of less than nothing") << "meta" << replace("\"bytes\": 12", "\"bytes\": -1");
    QTest::newRow("fewer than none") << "meta" << replace("\"dropped\",\n        3", "\"dropped\",\n       -3");
    QTest::newRow("seconds before the beginning") << "meta" << replace("\"seconds\": 0.0", "\"seconds\":-1.5");
    QTest::newRow("lists nobody knows of") << "meta" << replace("\"given_test\": true", "\"given_test\":false");
}

void TestNativeRanges::impossibleNumbersAreRefused()
{
    using Edit = std::function<void(std::string&)>;
    QFETCH(QString, section);
    QFETCH(Edit, edit);
    saveDataset(small(), m_files.at("small.taste"));
    std::ifstream file(m_files.at("small.taste"), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto forged = m_files.write("forged.taste", resealed(bytes, section.toStdString(), edit));
    QVERIFY_EXCEPTION_THROWN(loadDataset(forged), BadInput);
}

void TestNativeRanges::aHeadHasALimit_data()
{
    QTest::addColumn<std::size_t>("sources");
    QTest::addColumn<std::size_t>("name");
    QTest::addColumn<bool>("read");
    QTest::newRow("many files") << std::size_t{200} << std::size_t{1'000} << true;
    QTest::newRow("more than 16 MiB of text") << std::size_t{1} << (std::size_t{17} << 20) << false;
}

void TestNativeRanges::aHeadHasALimit()
{
    QFETCH(std::size_t, sources);
    QFETCH(std::size_t, name);
    QFETCH(bool, read);
    DatasetParts parts = handmade::parts({.users = 1, .items = 1, .train = {{0}}});
    parts.provenance.sources.assign(sources, {std::string(name, 'x'), 12, "00ff"});
    saveDataset(Dataset(std::move(parts)), m_files.at("head.taste"));
    m_cost.begin();
    const std::string complaint = complaintOf<BadInput>([&] { loadDataset(m_files.at("head.taste")); });
    QVERIFY2(read ? complaint.empty() : complaint.find("expected at most 16777216") != std::string::npos,
             complaint.c_str());
}

QTEST_GUILESS_MAIN(TestNativeRanges)
#include "tst_native_ranges.moc"
