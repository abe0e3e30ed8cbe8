#include "tests/core/models/bpr/kernel_example.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace tastescope;
using namespace tastescope::test;

class TestBprKernels : public QObject
{
    Q_OBJECT

private slots:
    void oneTripletMovesAsComputedByHand();
    void oneAdamStepIsThatOfTheFormula();
    void lossIsSoftplusAndNeverOverflows();
    void notANumberIsSeenInTheLoss();
    void sgdIsThatOfAPlainLoop_data();
    void sgdIsThatOfAPlainLoop();
    void everyCpuLevelGivesTheSameBits_data();
    void everyCpuLevelGivesTheSameBits();
    void biasCorrectionIsThatOfTheFormula();
};

void TestBprKernels::oneTripletMovesAsComputedByHand()
{
    // u = (1, 2), i = (0.5, 0.5), j = (1, 0): x = u.i - u.j = 1.5 - 1 = 0.5.
    // sigmoid(-0.5) = 0.37754067, loss = ln(1 + e^-0.5) = 0.47407698. rate 0.1: g = 0.037754067.
    // l2 0.02: d = 1 - 0.002 = 0.998.
    // u = 0.998 (1, 2) + g (i - j) = (0.998 - 0.018877033, 1.996 + 0.018877033) = (0.97912297, 2.01487703)
    // i = 0.998 (0.5, 0.5) + g u   = (0.499 + 0.037754067, 0.499 + 0.075508134) = (0.53675407, 0.57450813)
    // j = 0.998 (1, 0) - g u       = (0.998 - 0.037754067, -0.075508134)        = (0.96024593, -0.07550813)
    Example example{twoValued({{1, 2}}), twoValued({{0.5F, 0.5F}, {1, 0}}), {0}, {1}};
    QVERIFY(isNear(bprKernels().sgd(example.run(1)), 0.47407698));
    const float* user = example.users.row(0);
    QVERIFY(isNear(user[0], 0.97912297) && isNear(user[1], 2.01487703));
    QVERIFY(isNear(example.items.row(0)[0], 0.53675407) && isNear(example.items.row(0)[1], 0.57450813));
    QVERIFY(isNear(example.items.row(1)[0], 0.96024593) && isNear(example.items.row(1)[1], -0.07550813));
    QCOMPARE(user[2], 0.0F); // padding stays zero
}

void TestBprKernels::oneAdamStepIsThatOfTheFormula()
{
    // As above, gradients of the loss plus l2 w, l2 = 0.02, s = 0.37754067:
    //     u: -s (i - j) + 0.02 u = (0.18877033 + 0.02, -0.18877033 + 0.04) = (0.20877033, -0.14877033)
    //     i: -s u + 0.02 i       = (-0.36754067, -0.74508134)
    // First step: m = 0.1 g, v = 0.001 g^2, correction sqrt(1 - 0.999) / (1 - 0.9) = 0.31622777, so the step is
    //     0.1 * 0.31622777 * 0.1 g / (0.031622777 |g| + 1e-8) = 0.1 sign(g), less a part in 10^6.
    Example example{twoValued({{1, 2}}, 3), twoValued({{0.5F, 0.5F}, {1, 0}}, 3), {0}, {1}};
    example.itemSteps.assign(2, 0);
    example.corrections = {adamBiasCorrection(1), adamBiasCorrection(2)};
    bprKernels().adam(example.run(1));
    QVERIFY(isNear(example.users.row(0)[0], 0.9) && isNear(example.users.row(0)[1], 2.1));
    QVERIFY(isNear(example.items.row(0)[0], 0.6) && isNear(example.items.row(0)[1], 0.6));
    QVERIFY(isNear(example.users.row(0, 1)[0], 0.020877033));         // m
    QVERIFY(isNear(example.users.row(0, 2)[0], 4.3585051e-5, 1e-10)); // v
    QCOMPARE(example.userSteps[0], 1);
    QCOMPARE(example.itemSteps, (std::vector<std::int32_t>{1, 1}));

    // Second step, from u = (0.9, 2.1), i = (0.6, 0.6), j = (0.9, -0.1): x = 1.8 - 0.6 = 1.2, s = 0.23147522.
    // j: +s u + 0.02 j: g0 = 0.20832770 + 0.018 = 0.22632770; first time g0 was 0.37754067 + 0.02 = 0.39754067.
    // m = 0.9 * 0.039754067 + 0.1 * 0.22632770 = 0.05841143
    // v = 0.999 * 0.001 * 0.39754067^2 + 0.001 * 0.22632770^2 = 1.5788058e-4 + 5.1224228e-5 = 2.0910481e-4
    // correction sqrt(1 - 0.998001) / (1 - 0.81) = 0.04471018 / 0.19 = 0.23531672
    // w = 0.9 - 0.1 * 0.23531672 * 0.05841143 / 0.01446046 = 0.9 - 0.09505343 = 0.80494657
    QVERIFY(isNear(example.items.row(1)[0], 0.9));
    bprKernels().adam(example.run(1));
    QVERIFY(isNear(example.items.row(1)[0], 0.80494657, 1e-5));

    // Steps whose correction is 1 need not be counted further: a row popular enough has 2^31 of them.
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    example.userSteps[0] = most;
    example.itemSteps.assign(2, most);
    bprKernels().adam(example.run(1));
    QCOMPARE(example.userSteps[0], most);
    QCOMPARE(example.itemSteps, (std::vector<std::int32_t>{most, most}));
}

void TestBprKernels::lossIsSoftplusAndNeverOverflows()
{
    // u = (x, 0), i = (1, 0), j = 0: the difference is x.
    for (double x = -100; x <= 100; x += 0.37) {
        Example example{twoValued({{static_cast<float>(x), 0}}), twoValued({{1, 0}, {0, 0}}), {0}, {1}};
        const double rounded = static_cast<float>(x);
        const double expected = std::max(-rounded, 0.0) + std::log1p(std::exp(-std::abs(rounded)));
        const double loss = bprKernels().sgd(example.run(1));
        QVERIFY2(isNear(loss, expected, 3e-7 * std::max(1.0, expected)), qPrintable(QString::number(x)));
    }
}

void TestBprKernels::notANumberIsSeenInTheLoss()
{
    for (const float bad : {std::nanf(""), -std::numeric_limits<float>::infinity()}) {
        Example example{twoValued({{bad, 0}}), twoValued({{1, 0}, {0.5F, 0}}), {0}, {1}};
        QVERIFY(!std::isfinite(bprKernels().sgd(example.run(1))));
    }
}

void TestBprKernels::sgdIsThatOfAPlainLoop_data()
{
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("negatives");
    for (const auto& [dimension, negatives] :
         std::vector<std::pair<int, int>>{{1, 1}, {7, 3}, {16, 4}, {64, 4}, {100, 5}, {128, 4}, {128, 8}, {1024, 64}})
        QTest::addRow("dimension %d, %d negatives", dimension, negatives) << dimension << negatives;
}

void TestBprKernels::sgdIsThatOfAPlainLoop()
{
    QFETCH(int, dimension);
    QFETCH(int, negatives);
    Example example = randomExample(dimension, negatives, 1);
    const auto d = static_cast<std::size_t>(dimension);
    const auto n = static_cast<std::size_t>(negatives);
    std::vector<double> user(example.users.row(0), example.users.row(0) + d);
    std::vector<std::vector<double>> items;
    for (std::size_t r = 0; r < 100; ++r)
        items.emplace_back(example.items.row(r), example.items.row(r) + d);

    const double rate = static_cast<double>(example.rate);
    double loss = 0;
    for (std::size_t p = 0; p < example.positives.size(); ++p) {
        const std::vector<double> u = user;
        std::vector<double>& i = items[static_cast<std::size_t>(example.positives[p])];
        const std::vector<double> before = i;
        for (std::size_t k = 0; k < d; ++k) {
            user[k] *= 1 - rate * 0.02;
            i[k] *= 1 - rate * 0.02;
        }
        for (std::size_t k = 0; k < n; ++k) {
            std::vector<double>& j = items[static_cast<std::size_t>(example.negatives[p * n + k])];
            double x = 0;
            for (std::size_t c = 0; c < d; ++c)
                x += u[c] * (before[c] - j[c]);
            loss += std::log1p(std::exp(-x));
            const double g = rate / (1 + std::exp(x));
            for (std::size_t c = 0; c < d; ++c) {
                user[c] += g * (before[c] - j[c]);
                i[c] += g * u[c];
                j[c] = (1 - rate * 0.02) * j[c] - g * u[c];
            }
        }
    }
    QVERIFY(isNear(bprKernels().sgd(example.run(n)), loss, 1e-4 * std::max(loss, 1.0)));
    for (std::size_t c = 0; c < d; ++c)
        QVERIFY(isNear(example.users.row(0)[c], user[c], 1e-5));
    for (std::size_t r = 0; r < 100; ++r)
        for (std::size_t c = 0; c < d; ++c)
            QVERIFY(isNear(example.items.row(r)[c], items[r][c], 1e-5));
}

void TestBprKernels::everyCpuLevelGivesTheSameBits_data()
{
    sgdIsThatOfAPlainLoop_data();
}

void TestBprKernels::everyCpuLevelGivesTheSameBits()
{
    QFETCH(int, dimension);
    QFETCH(int, negatives);
    for (const int parts : {1, 3}) {
        std::vector<std::vector<float>> weights;
        std::vector<double> losses;
        for (const CpuLevel level : cpuLevels()) {
            Example example = randomExample(dimension, negatives, parts);
            const BprKernels& kernels = bprKernels(level);
            losses.push_back(
                (parts == 1 ? kernels.sgd : kernels.adam)(example.run(static_cast<std::size_t>(negatives))));
            if (negatives % 4 == 0) { // a quarter of them, each of four
                example.hardestOf = 4;
                losses.back() +=
                    (parts == 1 ? kernels.sgd : kernels.adam)(example.run(static_cast<std::size_t>(negatives) / 4));
            }
            weights.push_back(example.items.packed());
            std::vector<Item> all;
            for (const Item item : idsUpTo<Item>(100))
                all.push_back(item);
            std::vector<float> scores(100);
            kernels.score(example.users.row(0), example.items.row(0), example.items.stride(),
                          example.items.paddedDimension() / Factors::lanes, all, scores);
            weights.back().insert(weights.back().end(), scores.begin(), scores.end());
        }
        for (std::size_t k = 1; k < weights.size(); ++k) {
            QCOMPARE(losses[k], losses[0]);
            QVERIFY(std::memcmp(weights[k].data(), weights[0].data(), weights[0].size() * sizeof(float)) == 0);
        }
    }
}

void TestBprKernels::biasCorrectionIsThatOfTheFormula()
{
    QVERIFY(isNear(adamBiasCorrection(1), 0.31622777)); // sqrt(0.001) / 0.1
    QVERIFY(isNear(adamBiasCorrection(2), 0.23531672)); // sqrt(0.001999) / 0.19
    QCOMPARE(adamBiasCorrection(1'000'000), 1.0F);
}

QTEST_GUILESS_MAIN(TestBprKernels)
#include "tst_bpr_kernels.moc"
