#include "tests/durability/scenarios.h"

#include <cerrno>
#include <random>

using namespace tastescope;
using namespace tastescope::test;

/// The process ended at a call that changes a file; and while it goes on with what is there, the disk fails, too. 1,000
/// pairs of faults: TASTESCOPE_LONG=1.
class TestSecondFault : public QObject
{
    Q_OBJECT

private slots:
    void whileTheFirstIsMendedLosesNothing_data();
    void whileTheFirstIsMendedLosesNothing();
};

namespace {

/// Nothing wrong now, nor after going on; empty: so it is.
std::string wrongAfterComingToAnEnd(const Scenario& work, const fs::path& workspace)
{
    if (const std::string wrong = wrongWith(workspace); !wrong.empty())
        return "before going on: " + wrong;
    if (const Ending ending = enacted(work, workspace); ending.code != 0)
        return "going on failed: " + ending.text;
    const std::string wrong = wrongWith(workspace);
    return wrong.empty() ? leftOver(workspace) : "after going on: " + wrong;
}

} // namespace

void TestSecondFault::whileTheFirstIsMendedLosesNothing_data()
{
    QTest::addColumn<bool>("isSweep");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("reads");
    QTest::newRow("training, a broken disk") << false << EIO << false;
    QTest::newRow("training, a full disk") << false << ENOSPC << false;
    QTest::newRow("training, a disk that cannot be read") << false << EIO << true;
    QTest::newRow("sweep, a broken disk") << true << EIO << false;
    QTest::newRow("sweep, a full disk") << true << ENOSPC << false;
    QTest::newRow("sweep, a disk that cannot be read") << true << EIO << true;
}

void TestSecondFault::whileTheFirstIsMendedLosesNothing()
{
    QFETCH(bool, isSweep);
    QFETCH(int, error);
    QFETCH(bool, reads);
    const Scenario work = isSweep ? Scenario(sweepFour) : Scenario(trainThree);
    const TempFiles whole;
    const Ending uninterrupted = enacted(work, whole.folder(), {.reads = reads ? 1 : 0});
    QVERIFY2(uninterrupted.code == 0, uninterrupted.text.c_str());

    // A sweep goes on without a trial that failed, and its rungs are judged without it.
    const bool mayEndOtherwise = isSweep && error == EIO;
    std::mt19937 draws(7);
    const auto draw = [&draws](long most) { return std::uniform_int_distribution<long>(1, most)(draws); };
    const int pairs = isLong() ? 167 : 6;
    int both = 0;
    for (int pair = 0; pair < pairs; ++pair) {
        const TempFiles files;
        const long first = draw(uninterrupted.counted);
        const long second =
            draw(uninterrupted.counted - std::min(first, uninterrupted.counted - 40)); // what is left to do
        const Ending crashed =
            enacted(work, files.folder(), {.action = FaultExitBefore, .at = first, .reads = reads ? 1 : 0});
        const Ending failed = enacted(work, files.folder(),
                                      {.action = FaultError,
                                       .at = second,
                                       .error = error,
                                       .lasting = static_cast<int>(draw(2)) - 1,
                                       .shortWrites = reads ? 0 : 1,
                                       .reads = reads ? 1 : 0});
        const QString where = QString("call %1, then call %2 of %3, after which it ended with %4: %5\n")
                                  .arg(first)
                                  .arg(second)
                                  .arg(uninterrupted.counted)
                                  .arg(failed.code)
                                  .arg(QString::fromStdString(failed.text));
        QVERIFY2(failed.code == 0 || failed.code == 1, qPrintable(where));
        QVERIFY2(failed.code == 0 || !failed.text.empty(), qPrintable(where));
        both += crashed.code == faultExitCode && failed.happened > 0 ? 1 : 0;
        const std::string wrong = mayEndOtherwise ? wrongAfterComingToAnEnd(work, files.folder())
                                                  : wrongAfterGoingOn(work, files.folder(), uninterrupted.text);
        QVERIFY2(wrong.empty(), qPrintable(where + QString::fromStdString(wrong)));
    }
    QVERIFY2(both > pairs / 10, "hardly any pair of faults happened");
    qInfo("%d pairs, both faults happened in %d", pairs, both);
}

QTEST_GUILESS_MAIN(TestSecondFault)
#include "tst_second_fault.moc"
