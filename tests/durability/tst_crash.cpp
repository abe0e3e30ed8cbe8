#include "tests/durability/scenarios.h"

#include <QElapsedTimer>

#include <random>

using namespace tastescope;
using namespace tastescope::test;

/// The process ends at a call that changes a file, or at any moment. Every call and 1,000 kills: TASTESCOPE_LONG=1.
class TestCrash : public QObject
{
    Q_OBJECT

private slots:
    void atAnyCallLosesNoFinishedEpoch_data() { addScenarios(); }
    void atAnyCallLosesNoFinishedEpoch();
    void atAnyMomentLosesNoFinishedEpoch_data() { addScenarios(); }
    void atAnyMomentLosesNoFinishedEpoch();

private:
    static void addScenarios()
    {
        QTest::addColumn<bool>("isSweep");
        QTest::newRow("training") << false;
        QTest::newRow("sweep") << true;
    }
    static Scenario scenario()
    {
        QFETCH(bool, isSweep);
        return isSweep ? Scenario(sweepFour) : Scenario(trainThree);
    }
};

void TestCrash::atAnyCallLosesNoFinishedEpoch()
{
    const Scenario work = scenario();
    const TempFiles whole;
    const Ending uninterrupted = enacted(work, whole.folder());
    QVERIFY2(uninterrupted.code == 0, uninterrupted.text.c_str());
    QVERIFY2(uninterrupted.counted > 100, "the calls are not seen: the shim does not stand before the C library");

    int crashes = 0;
    for (const FaultAction action : {FaultExitBefore, FaultExitAfter})
        for (const long call : sampled(uninterrupted.counted, 25)) {
            const TempFiles files;
            const Ending crashed = enacted(work, files.folder(), {.action = action, .at = call});
            QVERIFY2(crashed.code == faultExitCode || crashed.code == 0, crashed.text.c_str());
            crashes += crashed.code == faultExitCode ? 1 : 0;
            const std::string wrong = wrongAfterGoingOn(work, files.folder(), uninterrupted.text);
            QVERIFY2(wrong.empty(), qPrintable(QString("call %1 of %2: %3")
                                                   .arg(call)
                                                   .arg(uninterrupted.counted)
                                                   .arg(QString::fromStdString(wrong))));
        }
    QVERIFY(crashes > 10);
    qInfo("%d crashes over %ld calls", crashes, uninterrupted.counted);
}

void TestCrash::atAnyMomentLosesNoFinishedEpoch()
{
    const Scenario work = scenario();
    QElapsedTimer timer;
    std::string expected;
    {
        const TempFiles whole;
        timer.start();
        const Ending uninterrupted = enacted(work, whole.folder());
        QVERIFY2(uninterrupted.code == 0, uninterrupted.text.c_str());
        expected = uninterrupted.text;
    }
    std::mt19937 draws(42);
    std::uniform_int_distribution<int> moment(0, static_cast<int>(timer.nsecsElapsed() / 1'000));
    const int wanted = isLong() ? 500 : 50; // of each scenario
    int kills = 0;
    int completed = 0;
    auto files = std::make_unique<TempFiles>(); // gone on with until it is complete
    while (kills < wanted) {
        const Child child(work, files->folder());
        usleep(static_cast<useconds_t>(moment(draws)));
        child.kill();
        const Ending ending = child.wait();
        QVERIFY2(ending.code == -1 || ending.code == 0, ending.text.c_str());
        kills += ending.code == -1 ? 1 : 0;
        const std::string wrong = wrongWith(files->folder());
        QVERIFY2(wrong.empty(), wrong.c_str());
        if (ending.code != 0)
            continue;
        QCOMPARE(ending.text, expected);
        ++completed;
        files = std::make_unique<TempFiles>();
    }
    const std::string wrong = wrongAfterGoingOn(work, files->folder(), expected);
    QVERIFY2(wrong.empty(), wrong.c_str());
    qInfo("%d kills, %d times it came to its end in spite of them", kills, completed);
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
