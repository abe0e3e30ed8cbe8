#include "core/models/bpr/bpr_options.h"
#include "tests/support/sweep_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/beside_curves.h"
#include "ui/pages/sweep/beside_panel.h"
#include "ui/session/settings_file.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMenu>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::SweepScreen;

// Two to four sweeps on one axis.
class TestSweepsBeside : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void distributionsSpanTheSameAxis();
    void theBestIsFollowedByTrial();
    void linesAreNoRunColours();
    void valueAndMeasureGovernTheLines();
    void aSweepIsChosenInTheMenu();
    void whatStoodBesideStandsThereAgain();
    void sweepsOfOtherDataAreRefusedInWords();
    void ofFiveSweepsFourStandThere();
};

namespace {

Sweep sweepOf(const std::vector<double>& values)
{
    Sweep sweep;
    for (const double value : values) {
        SweepTrial trial;
        trial.id = static_cast<int>(sweep.trials.size()) + 1;
        trial.phase = TrialPhase::Finished;
        trial.record.emplace();
        trial.record->validation.emplace();
        trial.record->validation->model = Estimates({{"mrr", Estimate{value, 0, 1}}});
        sweep.trials.push_back(trial);
    }
    return sweep;
}

QAction* entryOf(QMenu* menu, const QString& text)
{
    emit menu->aboutToShow();
    for (QAction* action : menu->actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

void TestSweepsBeside::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestSweepsBeside::distributionsSpanTheSameAxis()
{
    const Sweep one = sweepOf({0.4, 0.2, 0.4, 0.3});
    const Sweep other = sweepOf({0.5, 0.25});
    const CurveData data = distributionCurves({{"one", &one}, {"other", &other}}, {});
    QCOMPARE(data.curves.size(), std::size_t(2));
    // 1 of 4 up to 0.2, 2 of 4 up to 0.3, all up to 0.4; the other sweep reaches 0.5.
    const std::vector<QPointF> expected{{0.2, 0.25}, {0.3, 0.5}, {0.4, 1}, {0.5, 1}};
    QCOMPARE(data.curves[0].points, expected);
    // None up to 0.2, where the axis begins; 1 of 2 up to 0.25, all up to 0.5.
    const std::vector<QPointF> expectedOther{{0.2, 0}, {0.25, 0.5}, {0.5, 1}};
    QCOMPARE(data.curves[1].points, expectedOther);
    QCOMPARE(pointAt(data.curves[0], data.curves[0].points, 0.29)->y(), 0.25); // holds until 0.3
    QCOMPARE(pointAt(data.curves[0], data.curves[0].points, 0.3)->y(), 0.5);
    QVERIFY(!pointAt(data.curves[0], data.curves[0].points, 0.1));

    // The table has every sweep at every step.
    CurveChart chart;
    chart.resize(400, 250);
    chart.setData(data);
    const PlotTable table = chart.table();
    QCOMPARE(table.rowCount(), 5); // 0.2, 0.25, 0.3, 0.4, 0.5
    const auto& shares = std::get<std::vector<double>>(table.columns[2].values);
    QCOMPARE(shares, (std::vector{0.0, 0.5, 0.5, 0.5, 1.0}));
}

void TestSweepsBeside::theBestIsFollowedByTrial()
{
    const Sweep one = sweepOf({0.2, 0.4, 0.3});
    const CurveData data = bestSoFarCurves({{"one", &one}}, {});
    const std::vector<QPointF> expected{{1, 0.2}, {2, 0.4}, {3, 0.4}};
    QCOMPARE(data.curves[0].points, expected);
    QCOMPARE(besideNote({{"one", &one}}, {}), QString());
    Sweep mixed = sweepOf({0.2, 0.4, 0.3});
    mixed.trials[0].phase = TrialPhase::Diverged;
    mixed.trials[1].phase = TrialPhase::Running;
    QCOMPARE(besideNote({{"mixed", &mixed}}, {}), QStringLiteral("mixed: 1 diverged, below all, 1 left out"));
}

void TestSweepsBeside::linesAreNoRunColours()
{
    for (int sweep = 0; sweep < 4; ++sweep) {
        const LineStyle style{LineRole::Sweep, sweep};
        QVERIFY(!marker(style));
        QVERIFY(contrast(colour(style), colour(Token::Base)) >= 3);
        for (int slot = 0; slot < runSlots; ++slot)
            QVERIFY(colour(style) != runColour(slot));
        for (int other = 0; other < sweep; ++other)
            QVERIFY(pen(style).dashPattern() != pen({LineRole::Sweep, other}).dashPattern());
    }
}

void TestSweepsBeside::valueAndMeasureGovernTheLines()
{
    Sweep one = sweepOf({0.4, 0.2});
    for (SweepTrial& trial : one.trials) { // best in the first epoch, worse in the last
        const double best = trial.mrr().value();
        for (const double mrr : {best, best / 2})
            trial.record->epochs.push_back({.epoch = static_cast<int>(trial.record->epochs.size()) + 1,
                                            .validation = Figures({{"mrr", mrr}, {"hit-10", mrr + 0.5}})});
        trial.record->validation->model =
            Estimates({{"mrr", Estimate{best, 0, 1}}, {"hit-10", Estimate{best + 0.5, 0, 1}}});
    }
    SweepView by;
    const std::vector<QPointF> best{{1, 0.4}, {2, 0.4}};
    QCOMPARE(bestSoFarCurves({{"one", &one}}, by).curves[0].points, best);
    by.rule = {ValueRule::Rule::Last, 0};
    const std::vector<QPointF> last{{1, 0.2}, {2, 0.2}};
    QCOMPARE(bestSoFarCurves({{"one", &one}}, by).curves[0].points, last);
    QCOMPARE(distributionCurves({{"one", &one}}, by).curves[0].points.front(), QPointF(0.1, 0.5));
    QVERIFY(distributionCurves({{"one", &one}}, by).xName.startsWith(QLatin1String("MRR, ")));
    by = {};
    by.measure.metric = "hit-10";
    const std::vector<QPointF> hits{{1, 0.9}, {2, 0.9}};
    QCOMPARE(bestSoFarCurves({{"one", &one}}, by).curves[0].points, hits);
    QCOMPARE(distributionCurves({{"one", &one}}, by).xName, QStringLiteral("Hit@10"));
}

void TestSweepsBeside::aSweepIsChosenInTheMenu()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    const QString first = screen.sweeps().current()->name;
    auto* panel = screen.page.findChild<BesidePanel*>();
    QVERIFY(!panel->isVisible());
    QVERIFY(entryOf(panel->menu(), QStringLiteral("No other sweep of this data")));
    screen.sweeps().start(screen.quick(2));
    QVERIFY(screen.waitForSweep());
    QAction* entry = entryOf(panel->menu(), first);
    QVERIFY(entry && entry->isCheckable() && !entry->isChecked());
    entry->trigger();
    QTRY_VERIFY(panel->isVisible());
    const auto shown = panel->sweeps().shown();
    QCOMPARE(shown.size(), std::size_t(2));
    for (const QString& name : {QStringLiteral("Distribution"), QStringLiteral("Best so far")}) {
        const CurveData& data = screen.called<CurveChart>(name)->data();
        QCOMPARE(data.curves.size(), std::size_t(2));
        QCOMPARE(data.curves[0].name, screen.sweeps().current()->name); // the open one first
        QCOMPARE(data.curves[1].name, first);
    }
    QCOMPARE(screen.called<CurveChart>(QStringLiteral("Best so far"))->data().curves[1].points.size(), std::size_t(3));
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());

    // The open one stands there by itself: what was beside is now in front, and nothing is left beside it.
    screen.sweeps().open(first);
    QTRY_VERIFY(!panel->isVisible());
}

/// The next window on the same folder shows the same sweeps beside each other; what was taken away stays away.
void TestSweepsBeside::whatStoodBesideStandsThereAgain()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    const QString first = screen.sweeps().current()->name;
    screen.sweeps().start(screen.quick(2));
    QVERIFY(screen.waitForSweep());
    entryOf(screen.page.findChild<BesidePanel*>()->menu(), first)->trigger();
    QTRY_VERIFY(screen.page.findChild<BesidePanel*>()->isVisible());
    QVERIFY(screen.workspace.settings()
                .file()
                .flush()); // as the end of a session does; else it is written half a second later
    for (const bool stays : {true, false}) {
        Workspace workspace = test::workspaceIn(screen.folder);
        SweepPage page(workspace);
        page.resize(1360, 760);
        page.setVisible(true);
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        auto* panel = page.findChild<BesidePanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(workspace.sweeps().names().size() == 2 && workspace.sweeps().current(), 20'000);
        if (!stays) {
            QTest::qWait(200);
            QVERIFY(!panel->isVisible());
            continue;
        }
        QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), 20'000);
        QCOMPARE(panel->sweeps().shown().size(), std::size_t(2));
        for (const NamedSweep& sweep : panel->sweeps().shown())
            if (sweep.name != workspace.sweeps().current()->name)
                entryOf(panel->menu(), sweep.name)->trigger();
        QTRY_VERIFY(!panel->isVisible());
    }
}

void TestSweepsBeside::sweepsOfOtherDataAreRefusedInWords()
{
    Screen screen;
    QVERIFY(screen.sweep(2));
    const SweepEntry entry{screen.sweeps().current()->name, screen.sweeps().current()->folder};
    DatasetFacts open = screen.sweeps().current()->sweep.trials.front().record->dataset;
    QCOMPARE(readSweep(entry, open, {}).trials.size(), std::size_t(2));
    open.hash = "another";
    try {
        readSweep(entry, open, {});
        QFAIL("figures of other data stand on the same axis");
    } catch (const Error& error) {
        QVERIFY(std::string(error.what()).find("The sweep lr-quick") != std::string::npos);
    }
}

void TestSweepsBeside::ofFiveSweepsFourStandThere()
{
    Screen screen;
    QVERIFY(screen.sweep(1));
    for (int more = 0; more < 4; ++more) {
        screen.sweeps().start(screen.quick(1));
        QVERIFY(QTest::qWaitFor([&] { return !screen.sweeps().isBusy(); }, 30'000));
    }
    auto& beside = screen.page.findChild<BesidePanel*>()->sweeps();
    const std::vector<QString> offered = beside.offered();
    QCOMPARE(offered.size(), std::size_t(4));
    for (const QString& name : offered)
        beside.choose(name, true);
    QTRY_COMPARE(beside.shown().size(), SweepsBeside::most);
    QVERIFY(!beside.canChoose() && !beside.isChosen(offered[3]));
    QVERIFY(!entryOf(screen.page.findChild<BesidePanel*>()->menu(), offered[3])->isEnabled());
    beside.choose(offered[0], false);
    QCOMPARE(beside.shown().size(), SweepsBeside::most - 1);
}

QTEST_MAIN(TestSweepsBeside)
#include "tst_sweeps_beside.moc"
