#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/paired_family.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace tastescope;

namespace {

/// A run with values around `mean` for users from `first` on.
UserResults noisy(double mean, std::uint64_t seed, int users = 80, int first = 0)
{
    UserResults made;
    made.metrics = {"hit-1", "mrr"};
    for (int user = first; user < first + users; ++user) {
        made.users.push_back(User{user});
        made.positives.push_back(1);
        made.values.push_back(0);
        made.values.push_back(mean + 0.1 * Random(seed, {static_cast<std::uint64_t>(user)}).normal());
    }
    return made;
}

std::vector<UserResults> runsOf(std::size_t count)
{
    std::vector<UserResults> runs;
    for (std::size_t run = 0; run < count; ++run)
        runs.push_back(noisy(0.5 + 0.0007 * static_cast<double>(run % 40), run));
    return runs;
}

/// All of the first `count` runs against one of them.
std::vector<RunPair> against(std::size_t base, std::size_t count)
{
    std::vector<RunPair> pairs;
    for (std::size_t run = 0; run < count; ++run)
        if (run != base)
            pairs.push_back({run, base});
    return pairs;
}

std::vector<PairedComparison> atOnce(const std::vector<UserResults>& runs, std::span<const RunPair> pairs)
{
    std::vector<const UserResults*> pointers;
    for (const UserResults& run : runs)
        pointers.push_back(&run);
    return compareFamily(pointers, pairs, "mrr");
}

} // namespace

class TestPairedFamily : public QObject
{
    Q_OBJECT

private slots:
    void growingEqualsComparingAtOnce_data();
    void growingEqualsComparingAtOnce();
    void anotherBestEqualsComparingAtOnce();
    void usersThatAreLostAreLostForAllRuns();
    void aPairIsResampledOnce();
    void goesOnAfterItWasStopped();
    void refusesRunsWithoutUsersInCommon();
};

void TestPairedFamily::growingEqualsComparingAtOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("two") << 2;
    QTest::newRow("a few") << 9;
    QTest::newRow("more pairs than the resamples were for") << 47;
    QTest::newRow("twice so") << 90;
}

void TestPairedFamily::growingEqualsComparingAtOnce()
{
    QFETCH(int, count);
    const std::vector<UserResults> runs = runsOf(static_cast<std::size_t>(count));
    PairedFamily family("mrr", {});
    std::vector<PairedComparison> grown;
    for (const UserResults& run : runs) {
        family.add(run);
        grown = family.compare(against(0, family.runs()), Workers(2));
    }
    const auto whole = atOnce(runs, against(0, runs.size()));
    QVERIFY(grown == whole);
    QVERIFY(std::ranges::any_of(whole, &PairedComparison::tied));
}

void TestPairedFamily::anotherBestEqualsComparingAtOnce()
{
    const std::vector<UserResults> runs = runsOf(12);
    PairedFamily family("mrr", {});
    std::size_t best = 0;
    std::vector<PairedComparison> grown;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        family.add(runs[run]);
        best = run % 5 == 4 ? run : best; // 0, 4, 9
        grown = family.compare(against(best, family.runs()), Workers(1));
    }
    QVERIFY(grown == atOnce(runs, against(9, runs.size())));
}

void TestPairedFamily::usersThatAreLostAreLostForAllRuns()
{
    std::vector<UserResults> runs = runsOf(4);
    runs.push_back(noisy(0.51, 99, 60, 10)); // users 10 to 69
    runs[2].values[2 * 15 + 1] = std::numeric_limits<double>::quiet_NaN();
    PairedFamily family("mrr", {});
    std::vector<PairedComparison> grown;
    for (const UserResults& run : runs) {
        family.add(run);
        grown = family.compare(against(0, family.runs()), Workers(1));
    }
    QCOMPARE(grown.front().users, std::int64_t{59});
    QVERIFY(grown == atOnce(runs, against(0, runs.size())));
}

void TestPairedFamily::aPairIsResampledOnce()
{
    // 2,000 resamples of 3,000 users take long enough to tell one pair from thirty.
    PairedFamily family("mrr", {});
    for (std::uint64_t run = 0; run < 31; ++run)
        family.add(noisy(0.5, run, 3'000));
    QElapsedTimer timer;
    timer.start();
    const auto first = family.compare(against(0, 31), Workers(1));
    const qint64 all = timer.restart();
    QVERIFY(family.compare(against(0, 31), Workers(1)) == first);
    QVERIFY2(timer.elapsed() * 20 < all, "what is known was compared again");
}

void TestPairedFamily::goesOnAfterItWasStopped()
{
    const std::vector<UserResults> runs = runsOf(5);
    PairedFamily family("mrr", {});
    for (const UserResults& run : runs)
        family.add(run);
    std::stop_source stop;
    stop.request_stop();
    const JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    QVERIFY_EXCEPTION_THROWN(family.compare(against(0, 5), Workers(1), job), Cancelled);
    QVERIFY(family.compare(against(0, 5), Workers(1)) == atOnce(runs, against(0, 5)));
}

void TestPairedFamily::refusesRunsWithoutUsersInCommon()
{
    PairedFamily family("mrr", {});
    family.add(noisy(0.5, 1, 5, 0));
    family.add(noisy(0.5, 2, 5, 5));
    QVERIFY_EXCEPTION_THROWN(family.compare(against(0, 2), Workers(1)), Error);
    UserResults other = noisy(0.5, 3);
    other.metrics[1] = "map";
    QVERIFY_EXCEPTION_THROWN(family.add(other), Error);
    QVERIFY_EXCEPTION_THROWN(PairedFamily("mrr", {.resamples = 99}), Error);
}

QTEST_GUILESS_MAIN(TestPairedFamily)
#include "tst_paired_family.moc"
