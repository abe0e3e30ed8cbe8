#include "core/base/random.h"
#include "core/neighbours/count_scan.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace tastescope;

class TestCountScan : public QObject
{
    Q_OBJECT

private slots:
    void findsCountsAboveTheLimitOfTheirBlock_data();
    void findsCountsAboveTheLimitOfTheirBlock();
    void everyLevelMatchesAPlainLoop_data();
    void everyLevelMatchesAPlainLoop();
};

static void addLevels()
{
    QTest::addColumn<int>("level");
    static constexpr std::array names{"plain", "AVX2", "AVX-512"};
    for (const CpuLevel level : cpuLevels())
        QTest::newRow(names[static_cast<std::size_t>(level)]) << static_cast<int>(level);
}

static std::vector<std::uint32_t> scanned(CpuLevel level, const std::vector<std::uint8_t>& counts,
                                          const std::vector<float>& growth, float scale)
{
    std::vector<std::uint32_t> places(counts.size());
    places.resize(countScan(level)(counts.data(), growth, scale, places.data()));
    return places;
}

void TestCountScan::findsCountsAboveTheLimitOfTheirBlock_data()
{
    addLevels();
}

void TestCountScan::findsCountsAboveTheLimitOfTheirBlock()
{
    QFETCH(int, level);
    // The limits are floor(1.5 * 2) = 3 and floor(1.5 * 100) = 150.
    std::vector<std::uint8_t> counts(128, 0);
    counts[0] = 3;
    counts[1] = 4;
    counts[63] = 255;
    counts[64] = 150;
    counts[127] = 151;
    QCOMPARE(scanned(static_cast<CpuLevel>(level), counts, {2, 100}, 1.5F), (std::vector<std::uint32_t>{1, 63, 127}));
    QCOMPARE(scanned(static_cast<CpuLevel>(level), counts, {2, 100}, 0.0F),
             (std::vector<std::uint32_t>{0, 1, 63, 64, 127}));
    QVERIFY(scanned(static_cast<CpuLevel>(level), counts, {2, 100}, 1e9F).empty()); // no byte is above 255
    QVERIFY(scanned(static_cast<CpuLevel>(level), {}, {}, 0.0F).empty());
}

void TestCountScan::everyLevelMatchesAPlainLoop_data()
{
    addLevels();
}

void TestCountScan::everyLevelMatchesAPlainLoop()
{
    QFETCH(int, level);
    Random random(19, {});
    constexpr std::array edges{0, 1, 126, 127, 128, 129, 254, 255};
    std::vector<std::uint8_t> counts(64 * 256);
    for (std::uint8_t& count : counts)
        count = static_cast<std::uint8_t>(random.below(2) == 0 ? static_cast<std::uint64_t>(edges[random.below(8)])
                                                               : random.below(256));
    std::vector<float> growth; // limits 0, 1, ... 255
    for (int limit = 0; limit < 256; ++limit)
        growth.push_back(static_cast<float>(limit));

    std::vector<std::uint32_t> expected;
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > i / countBlock)
            expected.push_back(static_cast<std::uint32_t>(i));
    QVERIFY(expected.size() > 1'000);
    QCOMPARE(scanned(static_cast<CpuLevel>(level), counts, growth, 1.0F), expected);
}

QTEST_GUILESS_MAIN(TestCountScan)
#include "tst_count_scan.moc"
