#include "core/base/random.h"

#include <QTest>

#include <array>
#include <cmath>
#include <vector>

using namespace tastescope;

class TestRandom : public QObject
{
    Q_OBJECT

private slots:
    void isAFunctionOfSeedAndStream();
    void belowStaysBelow();
    void betaHasThePublishedQuantiles();
    void shuffleKeepsEveryValue();
};

void TestRandom::isAFunctionOfSeedAndStream()
{
    Random a(42, {1, 7});
    Random b(42, {1, 7});
    Random otherStream(42, {7, 1});
    Random otherSeed(43, {1, 7});
    const std::uint64_t first = a.next();
    QCOMPARE(b.next(), first);
    QVERIFY(otherStream.next() != first);
    QVERIFY(otherSeed.next() != first);
}

void TestRandom::belowStaysBelow()
{
    Random random(1, {2});
    std::array<int, 3> counts{};
    for (int i = 0; i < 30'000; ++i)
        ++counts.at(random.below(3));
    for (const int count : counts)
        QVERIFY(std::abs(count - 10'000) < 400); // 4.9 standard deviations of 81.6
    QCOMPARE(random.below(1), std::uint64_t(0));
}

void TestRandom::betaHasThePublishedQuantiles()
{
    // playlist-pipeline section 2: Beta(1.3, 3.3) has mean 0.2827, median 0.2496, p99 0.7835.
    std::vector<double> values;
    double sum = 0;
    for (std::uint64_t user = 0; user < 100'000; ++user) {
        values.push_back(Random(42, {3, user}).beta(1.3, 3.3));
        sum += values.back();
    }
    std::sort(values.begin(), values.end());
    QVERIFY(std::abs(sum / 100'000 - 0.2827) < 0.003);
    QVERIFY(std::abs(values[50'000] - 0.2496) < 0.004);
    QVERIFY(std::abs(values[99'000] - 0.7835) < 0.01);
}

void TestRandom::shuffleKeepsEveryValue()
{
    std::vector<int> values{1, 2, 3, 4, 5, 6, 7, 8};
    Random random(5, {});
    random.shuffle(std::span(values));
    QVERIFY(!std::is_sorted(values.begin(), values.end()));
    std::sort(values.begin(), values.end());
    QCOMPARE(values, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8}));
}

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
