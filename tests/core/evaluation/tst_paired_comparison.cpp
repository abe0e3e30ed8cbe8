#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/bootstrap.h"
#include "core/evaluation/paired_comparison.h"
#include "core/evaluation/shared_hits.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace tastescope;

namespace {

UserResults results(const std::vector<std::pair<int, double>>& values)
{
    UserResults made;
    made.metrics = {"hit-1", "mrr"};
    for (const auto& [user, value] : values) {
        made.users.push_back(User{user});
        made.positives.push_back(1);
        made.values.insert(made.values.end(), {0.0, value});
    }
    return made;
}

/// Values around `mean`, some of them exactly equal to another run's of the same seed.
UserResults noisy(int users, double mean, double spread, std::uint64_t seed)
{
    std::vector<std::pair<int, double>> values;
    for (int user = 0; user < users; ++user)
        values.emplace_back(user, mean + spread * Random(seed, {static_cast<std::uint64_t>(user)}).normal());
    return results(values);
}

bool holdsZero(const PairedComparison& pair)
{
    return pair.low <= 0 && pair.high >= 0;
}

} // namespace

class TestPairedComparison : public QObject
{
    Q_OBJECT

private slots:
    void matchesHandArithmetic();
    void meansEqualABruteForceTwin();
    void approachesTheNormalInterval();
    void doesNotDependOnTheNumberOfThreads();
    void equalRunsAreTied();
    void swappingTurnsTheSign();
    void tiedAgreesWithHolm();
    void aFamilySeesTheSameDraws();
    void aLargeFamilyCanStillFindDifferences();
    void groupsAreComparedApart();
    void runsOfOtherDataAreRefused();
    void valuesThatAreNoNumbersAreLeftOut();
    void refusesWhatCannotBeCompared();
    void stopsWhenAsked();
};

void TestPairedComparison::matchesHandArithmetic()
{
    // Users 1, 2, 3 are in both. d = 0, 0.5, -0.25; mean 0.25 / 3 = 0.083333.
    // s^2 = (0.083333^2 + 0.416667^2 + 0.333333^2) / 2 = 0.145833, standard error sqrt(0.145833 / 3) = 0.220479,
    // smallest detectable (1.959964 + 0.841621) 0.220479 = 0.617692.
    const UserResults a = results({{1, 0.5}, {2, 1}, {3, 0.25}, {5, 1}});
    const UserResults b = results({{1, 0.5}, {2, 0.5}, {3, 0.5}, {4, 1}});
    const PairedComparison pair = comparePaired(a, b, "mrr");
    QCOMPARE(pair.users, 3);
    QVERIFY(std::abs(pair.difference - 0.25 / 3) < 1e-15);
    QCOMPARE(pair.wins, 1);
    QCOMPARE(pair.ties, 1);
    QCOMPARE(pair.losses, 1);
    QVERIFY(std::abs(pair.standardError - 0.220479) < 1e-6);
    QVERIFY(std::abs(pair.smallestDetectable - 0.617692) < 2e-6);
    QVERIFY(pair.tied);
    QCOMPARE(pair.resamples, 2000);
    QCOMPARE(pair.level, 0.95);
    QCOMPARE(comparePaired(a, b, "hit-1").ties, 3);
}

void TestPairedComparison::meansEqualABruteForceTwin()
{
    for (const std::size_t n : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{50}, std::size_t{1001}}) {
        std::vector<double> values(n);
        for (std::size_t i = 0; i < n; ++i)
            values[i] = Random(3, {i}).normal();
        const auto tails = resampledTails(std::span(&values, 1), 200, 200, 11, Workers(2));
        std::vector<double> twin;
        for (std::uint64_t resample = 0; resample < 200; ++resample) {
            Random random(11, {0x626F6F74, resample});
            double sum = 0;
            std::uint64_t bits = 0;
            for (std::size_t draw = 0; draw < n; ++draw) {
                bits = draw % 2 == 0 ? random.next() : bits << 32;
                sum += values[((bits >> 32) * n) >> 32];
            }
            twin.push_back(sum / static_cast<double>(n));
        }
        std::ranges::sort(twin);
        for (std::size_t i = 0; i < twin.size(); ++i)
            QVERIFY(std::abs(tails[0].lowest[i] - twin[i]) < 1e-13);
        const auto ends = resampledTails(std::span(&values, 1), 200, 5, 11, Workers(1));
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(ends[0].lowest[i], tails[0].lowest[i]);
            QCOMPARE(ends[0].highest[i], tails[0].lowest[199 - i]);
        }
    }
}

void TestPairedComparison::approachesTheNormalInterval()
{
    // Of 4,000 users the mean is normal: +- 1.96 standard errors. The ends are order statistics of 2,000 resamples,
    // whose own error is about 0.06 standard errors.
    const UserResults a = noisy(4000, 0.51, 0.1, 1);
    const UserResults b = noisy(4000, 0.5, 0.1, 2);
    const PairedComparison pair = comparePaired(a, b, "mrr");
    QVERIFY(std::abs(pair.low - (pair.difference - 1.959964 * pair.standardError)) < 0.25 * pair.standardError);
    QVERIFY(std::abs(pair.high - (pair.difference + 1.959964 * pair.standardError)) < 0.25 * pair.standardError);
    const double z = pair.difference / pair.standardError;
    QVERIFY(std::abs(pair.p - std::erfc(z / std::sqrt(2.0))) < 0.01);
    QVERIFY(pair.pBetter > 0.99);
}

void TestPairedComparison::doesNotDependOnTheNumberOfThreads()
{
    const UserResults a = noisy(777, 0.51, 0.1, 1);
    const UserResults b = noisy(777, 0.5, 0.1, 2);
    const PairedComparison one = comparePaired(a, b, "mrr", {.threads = 1});
    QVERIFY(comparePaired(a, b, "mrr", {.threads = 4}) == one); // bit for bit
    QVERIFY(!(comparePaired(a, b, "mrr", {.seed = 43, .threads = 1}) == one));
}

void TestPairedComparison::equalRunsAreTied()
{
    const UserResults a = noisy(100, 0.5, 0.1, 1);
    const PairedComparison pair = comparePaired(a, a, "mrr");
    QCOMPARE(pair.difference, 0.0);
    QCOMPARE(pair.low, 0.0);
    QCOMPARE(pair.high, 0.0);
    QCOMPARE(pair.ties, 100);
    QCOMPARE(pair.p, 1.0);
    QCOMPARE(pair.pBetter, 0.5);
    QVERIFY(pair.tied);
}

void TestPairedComparison::swappingTurnsTheSign()
{
    const UserResults a = noisy(500, 0.52, 0.1, 1);
    const UserResults b = noisy(500, 0.5, 0.1, 2);
    const PairedComparison ab = comparePaired(a, b, "mrr");
    const PairedComparison ba = comparePaired(b, a, "mrr");
    QCOMPARE(ba.difference, -ab.difference);
    QCOMPARE(ba.low, -ab.high);
    QCOMPARE(ba.high, -ab.low);
    QCOMPARE(ba.p, ab.p);
    QCOMPARE(ba.wins, ab.losses);
    QCOMPARE(ba.pBetter, 1 - ab.pBetter);
}

void TestPairedComparison::tiedAgreesWithHolm()
{
    std::vector<UserResults> runs;
    for (int run = 0; run < 9; ++run) // from no difference to a clear one, with p around Holm's bars between them
        runs.push_back(noisy(400, 0.5 + 0.0035 * run, 0.1, static_cast<std::uint64_t>(run)));
    std::vector<const UserResults*> pointers;
    std::vector<RunPair> pairs;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        pointers.push_back(&runs[run]);
        if (run > 0)
            pairs.push_back({run, 0});
    }
    const auto family = compareFamily(pointers, pairs, "mrr");
    QCOMPARE(family.size(), std::size_t(8));
    std::vector<double> p;
    for (const PairedComparison& pair : family)
        p.push_back(pair.p);
    std::ranges::sort(p);
    int real = 0; // Holm's procedure, step by step
    while (real < 8 && p[static_cast<std::size_t>(real)] <= 0.05 / (8 - real))
        ++real;
    QVERIFY2(real > 0 && real < 8, "the test needs both kinds");
    QCOMPARE(std::ranges::count_if(family, [](const PairedComparison& pair) { return !pair.tied; }), real);
    for (const PairedComparison& pair : family) {
        QCOMPARE(pair.tied, holdsZero(pair));
        QCOMPARE(pair.tied, pair.adjustedP > 0.05);
        QVERIFY(pair.adjustedP >= pair.p);
        QVERIFY(pair.level >= 0.95);
    }
}

void TestPairedComparison::aFamilySeesTheSameDraws()
{
    const UserResults a = noisy(300, 0.52, 0.1, 1);
    const UserResults b = noisy(300, 0.5, 0.1, 2);
    const UserResults c = noisy(300, 0.51, 0.1, 3);
    const std::array<const UserResults*, 3> runs{&a, &b, &c};
    const auto family = compareFamily(runs, allPairs(3), "mrr");
    QVERIFY((allPairs(3) == std::vector<RunPair>{{0, 1}, {0, 2}, {1, 2}}));
    QCOMPARE(family[1].p, comparePaired(a, c, "mrr").p);
    QCOMPARE(family[2].pBetter, comparePaired(b, c, "mrr").pBetter);
}

void TestPairedComparison::aLargeFamilyCanStillFindDifferences()
{
    std::vector<UserResults> runs(100, noisy(60, 0.5, 0.01, 1));
    runs.push_back(noisy(60, 0.9, 0.01, 2));
    std::vector<const UserResults*> pointers;
    std::vector<RunPair> pairs;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        pointers.push_back(&runs[run]);
        if (run + 1 < runs.size())
            pairs.push_back({run, 100});
    }
    for (const PairedComparison& pair : compareFamily(pointers, pairs, "mrr"))
        QVERIFY(!pair.tied && !holdsZero(pair));
}

void TestPairedComparison::groupsAreComparedApart()
{
    // Even users gain 0.1, odd ones lose 0.2; user 10 is in no group, user 11 alone in his.
    std::vector<std::pair<int, double>> better;
    std::vector<std::pair<int, double>> base;
    std::vector<int> group;
    for (int user = 0; user < 12; ++user) {
        base.emplace_back(user, 0.5);
        better.emplace_back(user, user % 2 == 0 ? 0.6 : 0.3);
        group.push_back(user == 10 ? -1 : user == 11 ? 7 : user % 2);
    }
    const auto groups = compareByGroup(results(better), results(base), "mrr", OfUsers("", group));
    QCOMPARE(groups.size(), std::size_t(3));
    QCOMPARE(groups[0].group, 0);
    QCOMPARE(groups[0].users, 5);
    QVERIFY(std::abs(groups[0].difference - 0.1) < 1e-12 && std::abs(groups[0].low - 0.1) < 1e-12);
    QVERIFY(std::abs(groups[1].difference + 0.2) < 1e-12 && std::abs(groups[1].high + 0.2) < 1e-12);
    QCOMPARE(groups[2].group, 7);
    QCOMPARE(groups[2].low, -1.0); // one user says nothing about others
    QCOMPARE(groups[2].high, 1.0);
    QVERIFY_EXCEPTION_THROWN(compareByGroup(results(better), results(base), "mrr", OfUsers("", std::vector{0, 1})),
                             Error);
    QVERIFY_EXCEPTION_THROWN(compareByGroup(results(better), results(base), "mrr", OfUsers("other", group)), Error);
}

void TestPairedComparison::runsOfOtherDataAreRefused()
{
    const UserResults one = results({{0, 0.5}, {1, 0.25}});
    UserResults other = one;
    other.dataset = "other data"; // its users 0 and 1 are other people
    QVERIFY_EXCEPTION_THROWN(comparePaired(one, other, "mrr"), Error);
    QVERIFY_EXCEPTION_THROWN(sharedHits(one, other, "mrr"), Error);
}

void TestPairedComparison::valuesThatAreNoNumbersAreLeftOut()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(comparePaired(results({{1, nan}, {2, 1}, {3, 0.5}}), results({{1, 1}, {2, 0.5}, {3, nan}}), "mrr").users,
             1);
}

void TestPairedComparison::refusesWhatCannotBeCompared()
{
    const UserResults a = results({{1, 0.5}, {2, 1}});
    QVERIFY_EXCEPTION_THROWN(comparePaired(a, results({{3, 1}}), "mrr"), Error);
    QVERIFY_EXCEPTION_THROWN(comparePaired(a, a, "map-10"), Error);
    QVERIFY_EXCEPTION_THROWN(comparePaired(a, a, "mrr", {.resamples = 10}), Error);
    QVERIFY_EXCEPTION_THROWN(comparePaired(a, a, "mrr", {.alpha = std::numeric_limits<double>::quiet_NaN()}), Error);
}

void TestPairedComparison::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const UserResults a = noisy(50, 0.5, 0.1, 1);
    QVERIFY_EXCEPTION_THROWN(comparePaired(a, a, "mrr", {}, {.stop = stop.get_token(), .sink = {}, .gate = {}}),
                             Cancelled);
}

QTEST_GUILESS_MAIN(TestPairedComparison)
#include "tst_paired_comparison.moc"
