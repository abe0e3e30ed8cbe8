#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/setting_comparison.h"
#include "core/evaluation/student_t.h"
#include "tests/support/user_results.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numbers>

using namespace tastescope;
using namespace tastescope::test;

namespace {

std::vector<SettingComparison> compareTwo(const std::vector<UserResults>& a, const std::vector<UserResults>& b)
{
    std::array<SeedResults, 2> settings;
    for (const UserResults& run : a)
        settings[0].runs.push_back(&run);
    for (const UserResults& run : b)
        settings[1].runs.push_back(&run);
    return compareSettings(settings, std::array{RunPair{0, 1}}, "mrr");
}

/// P(|T| >= t) by Simpson's rule over the density, whose constant comes from the same rule over all of it. With
/// t = sqrt(degrees) tan(x) the density is cos(x)^(degrees - 1), which is smooth and ends at pi / 2.
double bruteForceTwoSided(double t, double degrees)
{
    const auto area = [&](double from) {
        constexpr int steps = 200'000;
        const double width = (std::numbers::pi / 2 - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; ++i)
            sum += (i == 0 || i == steps ? 1
                    : i % 2 == 1         ? 4
                                         : 2)
                   * std::pow(std::max(0.0, std::cos(from + width * i)), degrees - 1);
        return sum * width / 3;
    };
    return area(std::atan(t / std::sqrt(degrees))) / area(0);
}

/// Runs of one setting, whose seeds are better or worse as a whole, and among users who differ too.
std::vector<UserResults> drawnSetting(int seeds, int users, double seedSpread, std::uint64_t seed)
{
    std::vector<UserResults> runs;
    for (int run = 0; run < seeds; ++run) {
        const auto number = static_cast<std::uint64_t>(run);
        const double shift = seedSpread * Random(seed, {number}).normal();
        std::vector<double> values;
        for (int user = 0; user < users; ++user)
            values.push_back(0.5 + shift + 0.1 * Random(7, {static_cast<std::uint64_t>(user)}).normal()
                             + 0.05 * Random(seed, {number, static_cast<std::uint64_t>(user) + 1}).normal());
        runs.push_back(mrrOfUsers(values));
    }
    return runs;
}

} // namespace

class TestSettingComparison : public QObject
{
    Q_OBJECT

private slots:
    void matchesHandArithmetic();
    void studentsDistributionIsItsIntegral();
    void quantilesAreThoseOfTables();
    void equalSettingsAreTied();
    void whatNeverVariesIsCertain();
    void seedsThatVaryMakeNoDifference();
    void aRealDifferenceIsFound();
    void aFamilyIsCorrected();
    void oneSeedIsNoSetting();
    void whatDrawsNothingHasNoOtherSeed();
};

void TestSettingComparison::matchesHandArithmetic()
{
    // a: seeds (.5 .7 .9) and (.6 .8 1), means .7 and .8: s^2 = .005, / 2 seeds = .0025.
    // b: seeds (.4 .4 .4) and (.2 .6 .4), means .4 and .4: 0.
    // Users over the seeds: a .55 .75 .95, b .3 .5 .4; d = .25 .25 .55, mean .35, s^2 = .06 / 2 = .03, / 3 users = .01.
    // Variance .0125; degrees .0125^2 / (.01^2 / 2 + .0025^2 / 1) = 25 / 9; t = .35 / sqrt(.0125) = 3.1305.
    const auto family = compareTwo({mrrOfUsers({0.5, 0.7, 0.9}), mrrOfUsers({0.6, 0.8, 1.0})},
                                   {mrrOfUsers({0.4, 0.4, 0.4}), mrrOfUsers({0.2, 0.6, 0.4})});
    QCOMPARE(family.size(), std::size_t(1));
    const SettingComparison& pair = family[0];
    QCOMPARE(pair.metric, "mrr");
    QCOMPARE(pair.users, 3);
    QCOMPARE(pair.seedsA, 2);
    QCOMPARE(pair.meanA, 0.75);
    QCOMPARE(pair.difference, 0.35);
    QVERIFY(std::abs(pair.userError - 0.1) < 1e-12);
    QVERIFY(std::abs(pair.seedError - 0.05) < 1e-12);
    QVERIFY(std::abs(pair.degrees - 25.0 / 9) < 1e-9);
    QVERIFY(std::abs(pair.p - bruteForceTwoSided(0.35 / std::sqrt(0.0125), 25.0 / 9)) < 1e-8);
    QVERIFY(pair.p > 0.05 && pair.tied && pair.low < 0 && pair.high > 0.35);
    QCOMPARE(pair.adjustedP, pair.p);
    QCOMPARE(pair.level, 0.95);
}

void TestSettingComparison::studentsDistributionIsItsIntegral()
{
    QVERIFY(std::abs(studentTwoSided(3, 1) - (1 - 2 / std::numbers::pi * std::atan(3.0))) < 1e-12); // Cauchy's
    QVERIFY(std::abs(studentTwoSided(2, 2) - (1 - 2 / std::sqrt(6.0))) < 1e-12); // 1 - t / sqrt(2 + t^2)
    for (const double degrees : {2.7, 5.0, 13.2, 480.0, 20'000.0})
        for (const double t : {0.01, 0.6, 1.96, 4.5})
            QVERIFY2(std::abs(studentTwoSided(t, degrees) - bruteForceTwoSided(t, degrees)) < 1e-9,
                     qPrintable(QString::number(degrees) + " " + QString::number(t)));
    QCOMPARE(studentTwoSided(0, 3), 1.0);
    QCOMPARE(studentTwoSided(std::numeric_limits<double>::infinity(), 3), 0.0);
}

void TestSettingComparison::quantilesAreThoseOfTables()
{
    QVERIFY(std::abs(studentQuantile(0.05, 1) - 12.7062) < 5e-5);
    QVERIFY(std::abs(studentQuantile(0.05, 5) - 2.5706) < 5e-5);
    QVERIFY(std::abs(studentQuantile(0.01, 10) - 3.1693) < 5e-5);
    QVERIFY(std::abs(studentQuantile(0.05, 1e7) - 1.95996) < 5e-5); // the normal distribution's
}

void TestSettingComparison::equalSettingsAreTied()
{
    const auto runs = drawnSetting(3, 50, 0.01, 1);
    const SettingComparison pair = compareTwo(runs, runs)[0];
    QCOMPARE(pair.difference, 0.0);
    QVERIFY(pair.tied);
    QCOMPARE(pair.p, 1.0);
}

void TestSettingComparison::whatNeverVariesIsCertain()
{
    const UserResults half = mrrOfUsers({0.5, 0.5});
    const UserResults quarter = mrrOfUsers({0.25, 0.25});
    const SettingComparison pair = compareTwo({half, half}, {quarter, quarter})[0];
    QCOMPARE(pair.p, 0.0);
    QVERIFY(!pair.tied);
    QCOMPARE(pair.low, 0.25);
    QCOMPARE(pair.high, 0.25);
    QCOMPARE(compareTwo({half, half}, {half, half})[0].p, 1.0);
}

void TestSettingComparison::seedsThatVaryMakeNoDifference()
{
    // Both are the same setting, whose seeds are apart by more than its users: two trained models nearly always differ,
    // the settings must not, but for the 5 % that alpha allows (and fewer, as the test errs on that side).
    int settings = 0;
    int models = 0;
    constexpr std::uint64_t rounds = 200;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        const auto a = drawnSetting(4, 200, 0.02, 1'000 + 2 * round);
        const auto b = drawnSetting(4, 200, 0.02, 1'001 + 2 * round);
        settings += compareTwo(a, b)[0].tied ? 0 : 1;
        models += comparePaired(a[0], b[0], "mrr", {.resamples = 500, .threads = 1}).tied ? 0 : 1;
    }
    QVERIFY2(settings <= 16, qPrintable(QString::number(settings))); // 200 * 0.05 = 10, and two standard deviations
    QVERIFY2(models >= 100, qPrintable(QString::number(models)));
}

void TestSettingComparison::aRealDifferenceIsFound()
{
    auto better = drawnSetting(4, 200, 0.005, 2);
    for (UserResults& run : better)
        for (double& value : run.values)
            value += 0.05;
    const SettingComparison pair = compareTwo(better, drawnSetting(4, 200, 0.005, 3))[0];
    QVERIFY(!pair.tied);
    QVERIFY(pair.low > 0 && pair.low < 0.05 && pair.high > 0.05);
}

void TestSettingComparison::aFamilyIsCorrected()
{
    std::array<std::vector<UserResults>, 3> runs{drawnSetting(3, 100, 0.01, 4), drawnSetting(3, 100, 0.01, 5),
                                                 drawnSetting(3, 100, 0.01, 6)};
    std::array<SeedResults, 3> settings;
    for (std::size_t i = 0; i < 3; ++i)
        for (const UserResults& run : runs[i])
            settings[i].runs.push_back(&run);
    const auto family = compareSettings(settings, allPairs(3), "mrr");
    QCOMPARE(family.size(), std::size_t(3));
    for (const SettingComparison& pair : family) {
        QVERIFY(pair.adjustedP >= pair.p);
        QCOMPARE(pair.tied, pair.adjustedP > 0.05);
        QCOMPARE(pair.tied, pair.low <= 0 && pair.high >= 0);
    }
}

void TestSettingComparison::oneSeedIsNoSetting()
{
    const UserResults run = mrrOfUsers({0.5, 0.25});
    QVERIFY_EXCEPTION_THROWN(compareTwo({run}, {run, run}), Error);
    const UserResults one = mrrOfUsers({0.5});
    QVERIFY_EXCEPTION_THROWN(compareTwo({one, one}, {one, one}), Error);
    UserResults foreign = run;
    foreign.dataset = "other";
    QVERIFY_EXCEPTION_THROWN(compareTwo({run, run}, {foreign, foreign}), Error);
}

void TestSettingComparison::whatDrawsNothingHasNoOtherSeed()
{
    // The case by hand, b by its one run of means .4: the same users (.3 .5 .4), and no term of b either way.
    const UserResults a1 = mrrOfUsers({0.5, 0.7, 0.9});
    const UserResults a2 = mrrOfUsers({0.6, 0.8, 1.0});
    const UserResults b = mrrOfUsers({0.3, 0.5, 0.4});
    const std::array settings{SeedResults{{&a1, &a2}}, SeedResults{{&b}, true}};
    const SettingComparison pair = compareSettings(settings, allPairs(2), "mrr")[0];
    QCOMPARE(pair.seedsB, 1);
    QVERIFY(std::abs(pair.difference - 0.35) < 1e-12);
    QVERIFY(std::abs(pair.seedError - 0.05) < 1e-12);
    QVERIFY(std::abs(pair.degrees - 25.0 / 9) < 1e-9);
}

QTEST_GUILESS_MAIN(TestSettingComparison)
#include "tst_setting_comparison.moc"
