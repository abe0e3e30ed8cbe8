#include "core/models/popularity/popularity_options.h"
#include "tests/support/runs_screen.h"
#include "ui/session/baseline_differences.h"
#include "ui/session/run_edits.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <cmath>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::RunsScreen;
using pagetest::quick;

/// The lines of the table of runs: what they stand for, and what they say of a run under way.
class TestRunRows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        pagetest::keepPresetsApart();
        applyTheme(*qApp, Scheme::Light);
    }
    void threeSeedsAreGroupedByThemselves();
    void aPausedRunIsNotCalledRunning();
    void onlyWhatChangedIsMadeAnew();
    void theBandIsStudents();
};

/// A thousand runs stand while one grows.
void TestRunRows::onlyWhatChangedIsMadeAnew()
{
    Screen screen;
    QVERIFY(screen.open());
    const int first = screen.train(PopularityOptions());
    const int second = screen.train(PopularityOptions());
    QVERIFY(first > 0 && second > 0);
    QVERIFY(screen.shows({second, first}));
    QTest::qWait(500); // what is told of the second has come
    const RunRows before = screen.table().rows();
    screen.workspace.runEdits().setNote(first, QStringLiteral("the one to look at"));
    QTRY_COMPARE(screen.table().shown(1).note, QStringLiteral("the one to look at"));
    QCOMPARE(screen.table().rows().at(0), before.at(0)); // the very same row
    QVERIFY(screen.table().rows().at(1) != before.at(1));
    screen.workspace.selection().setK(10);
    QTRY_VERIFY(screen.table().rows().at(0) != before.at(0)); // all are shown at K
    const Workspace& workspace = screen.workspace;
    const BaselineDifferences none(workspace.runs(), workspace.choices(), workspace.selection(), workspace.answers());
    RunRowMaker maker(workspace, none);
    QCOMPARE(maker.make({}, 1), 1); // a thousand are made in several turns of the event loop
    QVERIFY(!maker.areReady({}));
    QCOMPARE(maker.make({}, 5), 1);
    QVERIFY(maker.areReady({}));
    QCOMPARE(maker.rows({}).size(), std::size_t{2});
}

void TestRunRows::theBandIsStudents()
{
    QCOMPARE(halfBand({}), 0.0);
    QCOMPARE(halfBand({0.5}), 0.0);
    // 1, 2, 3: s = 1, t(2) = 4.303: 4.303 / sqrt(3)
    QVERIFY(std::abs(halfBand({1, 2, 3}) - 2.48434) < 1e-4);
    // 0 to 11: s^2 = 13, t(11) = 2.2010: 2.2010 * sqrt(13 / 12)
    QVERIFY(std::abs(halfBand({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) / (2.2010 * std::sqrt(13.0 / 12)) - 1) < 0.002);
}

void TestRunRows::threeSeedsAreGroupedByThemselves()
{
    Screen screen;
    QVERIFY(screen.open());
    std::vector<int> ids;
    for (int seed = 1; seed <= 3; ++seed) {
        ids.insert(ids.begin(), screen.train(quick(0.05, seed)));
        if (seed == 2)
            QVERIFY(screen.shows(ids)); // of two there is no mean to speak of
    }
    QTRY_COMPARE(screen.table().rowCount(), 1);
    QVERIFY(screen.page.isGrouped());
    QTRY_VERIFY(screen.table().shown(0).mrrBand.contains(QStringLiteral("n = 3")));
    screen.page.setGrouped(false); // and the person may want them one by one
    QVERIFY(screen.shows(ids));
}

void TestRunRows::aPausedRunIsNotCalledRunning()
{
    Screen screen;
    QVERIFY(screen.open());
    BprOptions options = quick(0.05);
    options.epochs = 5000;
    options.patience = 0;
    screen.workspace.nextRun().setOptions(options);
    screen.workspace.nextRun().train();
    QTRY_VERIFY(screen.table().rowCount() == 1 && screen.text(0, "state") == QStringLiteral("running"));
    screen.workspace.jobs().pause();
    QTRY_COMPARE(screen.text(0, "state"), QStringLiteral("paused"));
    screen.workspace.jobs().resume();
    QTRY_COMPARE(screen.text(0, "state"), QStringLiteral("running"));
    screen.workspace.jobs().stopAll();
    QTRY_VERIFY(!screen.workspace.jobs().isBusy());
}

QTEST_MAIN(TestRunRows)
#include "tst_run_rows.moc"
