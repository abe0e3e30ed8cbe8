#include "core/base/matrix.h"
#include "core/base/random.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace tastescope;

class TestMatrix : public QObject
{
    Q_OBJECT

private slots:
    void productIsWhatItSays();
    void everyLevelStaysWithinTheError_data();
    void everyLevelStaysWithinTheError();
    void whatMayBeInfiniteHasNoError();
};

void TestMatrix::productIsWhatItSays()
{
    // Rows of three in tables of stride four: (1 2 3) . (4 5 6) = 32, (1 2 3) . (1 0 -1) = -2, (0 1 0) . ... = 5 and 0.
    const std::vector<float> a{1, 2, 3, 99, 0, 1, 0, 99};
    const std::vector<float> b{4, 5, 6, 99, 1, 0, -1, 99};
    for (const CpuLevel level : cpuLevels()) {
        std::vector<float> result(4);
        multiplyTransposed({a.data(), 2, 4}, {b.data(), 2, 4}, 3, result.data(), level);
        QCOMPARE(result, (std::vector<float>{32, -2, 5, 0}));
    }
}

void TestMatrix::everyLevelStaysWithinTheError_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("depth");
    for (const int rows : {1, 3, 16, 64})
        for (const int columns : {1, 7, 100})
            for (const int depth : {1, 16, 128, 1'024})
                QTest::addRow("%d x %d, %d deep", rows, columns, depth) << rows << columns << depth;
}

void TestMatrix::everyLevelStaysWithinTheError()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const auto m = static_cast<std::size_t>(rows);
    const auto n = static_cast<std::size_t>(columns);
    const auto d = static_cast<std::size_t>(depth);
    const auto table = [&](std::size_t count, std::uint64_t seed) {
        std::vector<float> values(count * d);
        Random random(seed, {1});
        for (float& value : values)
            value = static_cast<float>(std::pow(10, 3 * random.uniform()) * (random.uniform() - 0.5));
        return values;
    };
    const auto dot = [d](const float* x, const float* y) {
        double sum = 0;
        for (std::size_t k = 0; k < d; ++k)
            sum += static_cast<double>(x[k]) * static_cast<double>(y[k]);
        return sum;
    };
    const std::vector<float> a = table(m, 5);
    const std::vector<float> b = table(n, 6);
    for (const CpuLevel level : cpuLevels()) {
        std::vector<float> result(m * n);
        multiplyTransposed({a.data(), m, d}, {b.data(), n, d}, d, result.data(), level);
        for (std::size_t r = 0; r < m; ++r)
            for (std::size_t c = 0; c < n; ++c) {
                const float* x = a.data() + r * d;
                const float* y = b.data() + c * d;
                const auto error = static_cast<double>(productError(d, std::sqrt(dot(x, x)) * std::sqrt(dot(y, y))));
                const double off = std::abs(static_cast<double>(result[r * n + c]) - dot(x, y));
                QVERIFY2(off <= error / 2, qPrintable(QStringLiteral("%1 of %2").arg(off).arg(error)));
            }
    }
}

void TestMatrix::whatMayBeInfiniteHasNoError()
{
    QVERIFY(std::isfinite(productError(128, 1e30)));
    QVERIFY(std::isinf(productError(128, 1e38)));
    QVERIFY(std::isinf(productError(128, std::numeric_limits<double>::quiet_NaN())));
}

QTEST_GUILESS_MAIN(TestMatrix)
#include "tst_matrix.moc"
