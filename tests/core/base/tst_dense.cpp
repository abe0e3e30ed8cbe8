#include "core/base/dense.h"
#include "core/base/error.h"
#include "core/base/memory_need.h"
#include "core/base/random.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tastescope;

/// f^T f + size I of drawn f: symmetric and positive definite.
static std::vector<double> drawnMatrix(std::size_t size)
{
    Random random(1, {size});
    std::vector<double> f(size * size);
    for (double& value : f)
        value = random.uniform() - 0.5;
    std::vector<double> result(size * size, 0);
    for (std::size_t k = 0; k < size; ++k)
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j < size; ++j)
                result[i * size + j] += f[k * size + i] * f[k * size + j];
    for (std::size_t i = 0; i < size; ++i)
        result[i * size + i] += static_cast<double>(size);
    return result;
}

static SymmetricTiles tilesOf(const std::vector<double>& matrix, std::size_t size)
{
    SymmetricTiles tiles(size);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = i; j < size; ++j)
            tiles.set(i, j, matrix[i * size + j]);
    return tiles;
}

static std::vector<double> valuesOf(const SymmetricTiles& tiles)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        for (std::size_t j = 0; j < tiles.size(); ++j)
            values.push_back(tiles.at(i, j));
    return values;
}

class TestDense : public QObject
{
    Q_OBJECT

private slots:
    void productsAreWhatTheySay();
    void everyLevelGivesTheSameBits();
    void solvesASystemByHand();
    void invertsByHand();
    void anInverseTimesItsMatrixIsOne_data();
    void anInverseTimesItsMatrixIsOne();
    void refusesWhatIsNotPositiveDefinite();
    void stops();
    void countsItsBytes();
};

void TestDense::productsAreWhatTheySay()
{
    // a^T b with one row each: a = (1 2 3 4), b = (1 0 -1 2 0 0 0 5): row i is a_i b; and what was there stays under
    // it.
    const std::vector<double> a{1, 2, 3, 4};
    const std::vector<double> b{1, 0, -1, 2, 0, 0, 0, 5};
    for (const CpuLevel level : cpuLevels()) {
        std::vector<double> sums(4 * 8, 100);
        denseKernels(level).addProducts({a.data(), 4}, {b.data(), 8}, 1, sums.data(), 8, 4, 8, false);
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = 0; j < 8; ++j)
                QCOMPARE(sums[i * 8 + j], 100 + a[i] * b[j]);
    }
}

void TestDense::everyLevelGivesTheSameBits()
{
    const std::vector<double> matrix = drawnMatrix(136);
    std::vector<double> products(136 * 136, 0);
    denseKernels(CpuLevel::Plain)
        .addProducts({matrix.data(), 136}, {matrix.data(), 136}, 136, products.data(), 136, 136, 136, false);
    std::vector<double> factors = matrix;
    QVERIFY(denseKernels(CpuLevel::Plain).factorise(factors.data(), 136));
    SymmetricTiles inverse = tilesOf(matrix, 136);
    inverse.invert(Workers(1), {}, CpuLevel::Plain);
    for (const CpuLevel level : cpuLevels())
        for (const int threads : {1, 3}) {
            std::vector<double> again(136 * 136, 0);
            denseKernels(level).addProducts({matrix.data(), 136}, {matrix.data(), 136}, 136, again.data(), 136, 136,
                                            136, false);
            QVERIFY(again == products);
            std::vector<double> factorised = matrix;
            QVERIFY(denseKernels(level).factorise(factorised.data(), 136));
            QVERIFY(factorised == factors);
            SymmetricTiles inverted = tilesOf(matrix, 136);
            inverted.invert(Workers(threads), {}, level);
            QVERIFY(valuesOf(inverted) == valuesOf(inverse));
        }
}

void TestDense::solvesASystemByHand()
{
    // (4 2; 2 10) x = (8; 22): x = (1; 2); r = (2 1; 0 3). Filled up to 8 by ones.
    std::vector<double> a(64, 0);
    for (std::size_t k = 0; k < 8; ++k)
        a[k * 8 + k] = 1;
    a[0] = 4, a[1] = 2, a[9] = 10;
    QVERIFY(denseKernels().factorise(a.data(), 8));
    QCOMPARE(a[0], 2.0);
    QCOMPARE(a[1], 1.0);
    QCOMPARE(a[9], 3.0);
    std::vector<double> b{8, 22, 0, 0, 0, 0, 0, 7};
    solveFactorised(a.data(), 8, b.data());
    QCOMPARE(b, (std::vector<double>{1, 2, 0, 0, 0, 0, 0, 7}));
}

void TestDense::invertsByHand()
{
    // (4 2; 2 10): determinant 36, inverse (10 -2; -2 4) / 36.
    SymmetricTiles matrix(2);
    matrix.set(0, 0, 4);
    matrix.set(0, 1, 2);
    matrix.set(1, 1, 10);
    QCOMPARE(matrix.at(1, 0), 2.0);
    matrix.invert(Workers(1));
    QCOMPARE(matrix.at(0, 0), 10.0 / 36);
    QCOMPARE(matrix.at(0, 1), -2.0 / 36);
    QCOMPARE(matrix.at(1, 0), -2.0 / 36);
    QCOMPARE(matrix.at(1, 1), 4.0 / 36);
}

void TestDense::anInverseTimesItsMatrixIsOne_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 5, 63, 64, 65, 128, 200})
        QTest::addRow("%d", size) << size;
}

void TestDense::anInverseTimesItsMatrixIsOne()
{
    QFETCH(int, size);
    const auto n = static_cast<std::size_t>(size);
    const std::vector<double> matrix = drawnMatrix(n);
    SymmetricTiles inverse = tilesOf(matrix, n);
    inverse.invert(Workers(2));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0;
            for (std::size_t k = 0; k < n; ++k)
                sum += matrix[i * n + k] * inverse.at(k, j);
            QVERIFY(std::abs(sum - (i == j ? 1 : 0)) < 1e-13);
        }
}

void TestDense::refusesWhatIsNotPositiveDefinite()
{
    // (1 2; 2 1) has the eigenvalue -1.
    SymmetricTiles matrix(2);
    matrix.set(0, 0, 1);
    matrix.set(0, 1, 2);
    matrix.set(1, 1, 1);
    QVERIFY_EXCEPTION_THROWN(matrix.invert(Workers(1)), Error);
    std::vector<double> zero(64, 0);
    QVERIFY(!denseKernels().factorise(zero.data(), 8));
}

void TestDense::stops()
{
    std::stop_source stop;
    stop.request_stop();
    SymmetricTiles matrix = tilesOf(drawnMatrix(100), 100);
    QVERIFY_EXCEPTION_THROWN(matrix.invert(Workers(2), {.stop = stop.get_token()}), Cancelled);
}

void TestDense::countsItsBytes()
{
    // 65 values make two tiles an edge, so three tiles of 64 x 64 x 8 bytes.
    QCOMPARE(SymmetricTiles::bytes(65), std::int64_t{3 * 64 * 64 * 8});
    QVERIFY(SymmetricTiles::inversionBytes(65) > 4 * 64 * 64 * 8);
}

QTEST_GUILESS_MAIN(TestDense)
#include "tst_dense.moc"
