#include "core/base/parallel.h"
#include "tests/core/base/cores_allowed.h"

#include <QTest>

#include <array>
#include <numeric>
#include <vector>

using namespace tastescope;

class TestParallel : public QObject
{
    Q_OBJECT

private slots:
    void visitsEachIndexOnce_data();
    void visitsEachIndexOnce();
    void givesEachWorkerItsOwnNumber();
    void keepsItsWorkersWhenCoresAreAdded();
    void takesNoNumberThatWouldBeAskedAgain();
    void bringsTheFirstExceptionOut();
    void stopsWhenAsked();
};

void TestParallel::visitsEachIndexOnce_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("threads");
    QTest::newRow("nothing") << 0 << 4;
    QTest::newRow("one") << 1 << 4;
    QTest::newRow("less than a grain") << 63 << 4;
    QTest::newRow("many, one thread") << 1000 << 1;
    QTest::newRow("many, four threads") << 1000 << 4;
    QTest::newRow("many, all cores") << 1000 << 0;
}

void TestParallel::visitsEachIndexOnce()
{
    QFETCH(int, count);
    QFETCH(int, threads);
    std::vector<int> visits(static_cast<std::size_t>(count), 0);
    parallelFor(count, Workers(threads), {}, [&](std::int64_t i, int) { ++visits[static_cast<std::size_t>(i)]; });
    QCOMPARE(visits, std::vector<int>(static_cast<std::size_t>(count), 1));
}

void TestParallel::givesEachWorkerItsOwnNumber()
{
    std::array<std::int64_t, 3> sums{};
    parallelFor(
        10'000, Workers(3), {}, [&](std::int64_t i, int worker) { sums.at(static_cast<std::size_t>(worker)) += i; }, 1);
    QCOMPARE(std::accumulate(sums.begin(), sums.end(), std::int64_t(0)), std::int64_t(10'000) * 9'999 / 2);
}

void TestParallel::keepsItsWorkersWhenCoresAreAdded()
{
    const CoresAllowed cores;
    if (cores.all() < 2)
        QSKIP("needs two cores");
    cores.allowOne();
    const Workers workers;
    QCOMPARE(workers.count(), 1);
    auto visits = workers.copiesOf(0);
    cores.allowAll();
    QCOMPARE(Workers().count(), cores.all());
    parallelFor(
        1000, workers, {}, [&](std::int64_t, int worker) { ++visits.at(static_cast<std::size_t>(worker)); }, 1);
    QCOMPARE(visits, std::vector<int>{1000});
}

/// A loop that took the wish would have to ask the machine, after its scratch space was made by an earlier answer.
void TestParallel::takesNoNumberThatWouldBeAskedAgain()
{
    const auto body = [](std::int64_t, int) {};
    const auto loop = [&](auto workers) {
        return requires
        {
            parallelFor(1, workers, JobContext(), body);
        };
    };
    QVERIFY(loop(Workers(2)));
    QVERIFY(!loop(2));
}

void TestParallel::bringsTheFirstExceptionOut()
{
    QVERIFY_EXCEPTION_THROWN(parallelFor(1000, Workers(4), {},
                                         [](std::int64_t i, int) {
                                             if (i == 500)
                                                 throw Error("no");
                                         }),
                             Error);
}

void TestParallel::stopsWhenAsked()
{
    std::stop_source stop;
    std::atomic<int> visits = 0;
    const JobContext job{.stop = stop.get_token()};
    const auto work = [&](std::int64_t, int) {
        if (++visits == 10)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(parallelFor(100'000, Workers(2), job, work, 1), Cancelled);
    QVERIFY(visits < 100);
}

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
