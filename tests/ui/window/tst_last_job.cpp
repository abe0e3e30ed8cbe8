#include "tests/support/page_screen.h"
#include "tests/support/quick_sweep.h"
#include "tests/support/workspace_in.h"
#include "ui/window/last_job.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

/// The bar says what was done last, whatever it was.
class TestLastJob : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { pagetest::keepPresetsApart(); }
    void everyKindOfJobIsTold();
};

void TestLastJob::everyKindOfJobIsTold()
{
    const QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);
    LastJob last(workspace);
    workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(last.text().startsWith(QStringLiteral("Neighbours of ")), 20'000);

    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = 2000;
    options.patience = 0;
    workspace.nextRun().setOptions(options);
    const int run = workspace.nextRun().train();
    QTRY_VERIFY_WITH_TIMEOUT(workspace.runs().find(run)->curve.last(), 20'000);
    workspace.runJobs().stop(run);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.runs().find(run)->isOver(), 20'000);
    QVERIFY2(last.text().startsWith(workspace.runs().find(run)->name + QStringLiteral(" stopped after epoch ")),
             qPrintable(last.text()));

    workspace.sweeps().start(test::quickSweep(2, 1));
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.sweeps().isBusy(), 20'000);
    QVERIFY2(last.text().startsWith(QStringLiteral("lr-quick: 2 of 2 trials finished, best MRR ")),
             qPrintable(last.text()));

    workspace.jobs().add(
        QStringLiteral("Import ml-1m"), [](const JobContext&) { return 1; }, [](const Outcome<int>&) {});
    QTRY_COMPARE(last.text(), QStringLiteral("Import ml-1m ended"));
}

QTEST_MAIN(TestLastJob)
#include "tst_last_job.moc"
