#include "core/models/bpr/bpr_options.h"
#include "tests/support/sweep_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/panel_title.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/axis_slider.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/trial_list_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QTabBar>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::SweepScreen;

class TestSweepPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offersTwoSweepsWhereThereIsNone();
    void everyChartShowsTheTrials();
    void aTrialChosenInOneIsChosenInAll();
    void hoverGoesThroughAllCharts();
    void theCursorStopsAtTrials();
    void fewerThanTenTrialsAreTooFewToWeighOptions();
    void aClickOnTheAxisAsksForAPointThere();
    void theTableBearsTheColoursOfTheCharts();
    void oneHugeLossDoesNotFlattenTheOthers();
    void saysWhereALineCameFrom();
    void chartsStackUnderTabsWhereThereIsNoRoom();
    void theCaptionSaysWhatTheTableIsSortedBy();
    void seedsOfAPointAreOneLine();
    void ofFewTrialsNothingIsClaimed();
    void everyControlHasAName();
};

void TestSweepPage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestSweepPage::offersTwoSweepsWhereThereIsNone()
{
    Screen screen;
    const auto* empty = screen.page.findChild<EmptyState*>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("No data open"));
    QVERIFY(screen.open());
    QCOMPARE(empty->title(), QStringLiteral("Two trials make a comparison"));
    auto* published = screen.button(QStringLiteral("Published sweep"));
    auto* five = screen.button(QStringLiteral("5 learning rates"));
    QVERIFY(published && five);
    QVERIFY(published->property(property::primary).toBool());
    five->click();
    QVERIFY(screen.sweeps().isRunning());
    QCOMPARE(countTrials(screen.sweeps().current()->sweep).all, 5);
    QVERIFY(!empty->isVisible());
    screen.workspace.jobs().stopAll();
    QTRY_VERIFY(!screen.sweeps().isBusy());
}

void TestSweepPage::everyChartShowsTheTrials()
{
    Screen screen;
    QVERIFY(screen.sweep(5));
    QCOMPARE(screen.history()->data().dots.size(), std::size_t{5});
    QCOMPARE(screen.slice()->data().dots.size(), std::size_t{5});
    QVERIFY(screen.slice()->data().zone);
    QVERIFY(screen.slice()->data().logarithmicX);
    QCOMPARE(screen.lines()->data().lines.size(), std::size_t{5});
    QCOMPARE(screen.lines()->data().axes.size(), std::size_t{4}); // rate, dimension, loss, MRR
    QCOMPARE(screen.called<CurveChart>(QStringLiteral("Curves"))->data().curves.size(), std::size_t{5});
    QCOMPARE(screen.page.findChild<ParameterMap*>()->data().points.size(), std::size_t{5});
    QCOMPARE(screen.table()->model()->rowCount(), 5);
    QCOMPARE(screen.trialIn(0), screen.sweeps().current()->sweep.best); // sorted by MRR
    const auto* head = screen.page.findChild<SweepHead*>();
    QVERIFY(head->countsText().contains(QStringLiteral("5 finished")));
    QVERIFY(head->bestText().contains(QStringLiteral("learning rate")));
}

void TestSweepPage::aTrialChosenInOneIsChosenInAll()
{
    Screen screen;
    QVERIFY(screen.sweep(4));
    QCOMPARE(screen.page.trial(), screen.sweeps().current()->sweep.best); // as long as nobody chose
    const int worst = screen.trialIn(3);
    screen.table()->selectRow(3);
    QCOMPARE(screen.page.trial(), worst);
    const std::vector<MarkId> chosen{worst};
    QVERIFY(screen.history()->selected() == chosen);
    QVERIFY(screen.slice()->selected() == chosen);
    QVERIFY(screen.lines()->selected() == chosen);
    QCOMPARE(screen.slice()->cursorMark().value(), MarkId{worst});

    const int second = screen.trialIn(1);
    const auto place = screen.history()->placeOf(second);
    QVERIFY(place);
    QTest::mouseClick(screen.history(), Qt::LeftButton, {}, place->toPoint());
    QCOMPARE(screen.page.trial(), second);
    QCOMPARE(screen.table()->currentIndex().row(), 1);
    QCOMPARE(screen.slice()->cursorMark().value(), MarkId{second});
}

void TestSweepPage::hoverGoesThroughAllCharts()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    const MarkId trial = screen.history()->data().dots.front().id;
    emit screen.history()->hoveredChanged(trial);
    QCOMPARE(screen.slice()->hovered().value(), trial);
    QCOMPARE(screen.lines()->hovered().value(), trial);
    emit screen.table()->rowHovered(-1);
    QVERIFY(!screen.slice()->hovered() && !screen.history()->hovered());
}

void TestSweepPage::theCursorStopsAtTrials()
{
    Screen screen;
    QVERIFY(screen.sweep(4));
    auto* slider = screen.page.findChild<AxisSlider*>();
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    const auto& dots = screen.slice()->data().dots; // in the order of the axis
    QCOMPARE(screen.page.trial(), static_cast<int>(dots.front().id));
    QTest::keyClick(slider, Qt::Key_Right);
    QCOMPARE(screen.page.trial(), static_cast<int>(dots[1].id));
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(screen.page.trial(), static_cast<int>(dots.back().id));
    const auto& list = screen.page.findChild<TrialListPanel*>()->lists();
    QTRY_VERIFY(list.list() && list.list()->trial == screen.page.trial());
}

void TestSweepPage::fewerThanTenTrialsAreTooFewToWeighOptions()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    QVERIFY(screen.page.findChild<IntervalChart*>()->isEmpty());
    screen.sweeps().start(screen.quick(10));
    QVERIFY(screen.waitForSweep());
    QTRY_VERIFY(!screen.page.findChild<IntervalChart*>()->isEmpty());
    QCOMPARE(screen.page.findChild<IntervalChart*>()->data().rows.size(), std::size_t{2});
}

void TestSweepPage::aClickOnTheAxisAsksForAPointThere()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    auto* panel = screen.page.findChild<AddPointPanel*>();
    QVERIFY(!panel->isVisible());
    emit screen.slice()->pointWanted(0.123);
    QVERIFY(panel->isVisible());
    QCOMPARE(std::get<double>(panel->form()->row("learning_rate")->value()), 0.123);
    panel->runButton()->click();
    QVERIFY(!panel->isVisible());
    QVERIFY(screen.sweeps().isRunning());
    QVERIFY(screen.waitForSweep());
    QTRY_COMPARE(screen.slice()->data().dots.size(), std::size_t{4});
    QTRY_COMPARE(screen.table()->model()->rowCount(), 4);
}

void TestSweepPage::theTableBearsTheColoursOfTheCharts()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    screen.table()->selectRow(2);
    const auto* model = screen.table()->model();
    for (int row = 0; row < 3; ++row) {
        const auto style = model->index(row, 0).data(TableModel::StyleRole).value<LineStyle>();
        const LineStyle drawn = screen.page.view().style(screen.trialIn(row), LineRole::Run);
        QCOMPARE(style.role, drawn.role);
        QCOMPARE(style.slot, drawn.slot);
    }
}

void TestSweepPage::oneHugeLossDoesNotFlattenTheOthers()
{
    LiveSweep live;
    BprOptions options;
    live.sweep.config.base.model = options;
    live.sweep.config.space.axes = {parseAxis(options, "learning_rate=loguniform(0.01,0.5)")};
    live.sweep.config.points = 5;
    live.plan();
    const double losses[] = {0.1, 0.2, 0.3, 0.4, 4e18};
    for (int i = 0; i < 5; ++i) {
        EpochFinished epoch;
        epoch.epoch = 1;
        epoch.trainLoss = losses[i];
        epoch.validation = {{"mrr", 0.5 - 0.1 * i}};
        epoch.isBest = true;
        live.follow(TrialEpoch{i + 1, epoch});
        live.follow(TrialEnded{.trial = i + 1});
    }
    SweepView view;
    view.live = &live;
    const auto lossAxis = [&] { return parallelLines(view).axes[1]; };
    QCOMPARE(lossAxis().name, QStringLiteral("train loss"));
    // Quartiles 0.2 and 0.4: the fence is 0.4 + 3 * 0.2 = 1, and 0.4 the largest loss within it.
    QVERIFY(lossAxis().range == (Range{0.1, 0.4}));
    live.sweep.trials[4].record->epochs[0].trainLoss = 0.9;
    QVERIFY(!lossAxis().range);
}

void TestSweepPage::saysWhereALineCameFrom()
{
    QCOMPARE(moveText(2, 3), QStringLiteral("↑ from 3"));
    QCOMPARE(moveText(3, 2), QStringLiteral("↓ from 2"));
    QCOMPARE(moveText(1, 1), QStringLiteral("– same"));
    QCOMPARE(moveText(5, std::nullopt), QStringLiteral("new here"));
}

void TestSweepPage::chartsStackUnderTabsWhereThereIsNoRoom()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    QVERIFY(screen.history()->isVisible() && screen.slice()->isVisible());
    screen.page.resize(972, 466); // a window of 1024 x 640
    auto* tabs = screen.called<QTabBar>(QStringLiteral("Charts"));
    QTRY_VERIFY(tabs->isVisible());
    QVERIFY(screen.history()->isVisible() && !screen.slice()->isVisible());
    tabs->setCurrentIndex(1);
    QVERIFY(!screen.history()->isVisible() && screen.slice()->isVisible());
    screen.page.resize(1360, 760);
    QTRY_VERIFY(screen.history()->isVisible() && screen.slice()->isVisible());
}

void TestSweepPage::theCaptionSaysWhatTheTableIsSortedBy()
{
    Screen screen;
    QVERIFY(screen.sweep(2));
    const auto caption = [&] {
        for (const auto* title : screen.page.findChildren<PanelTitle*>())
            if (title->title() == QStringLiteral("Trials"))
                return title->caption();
        return QString();
    };
    QCOMPARE(caption(), QStringLiteral("2 trials, sorted by MRR, unfinished first"));
    screen.table()->sortByColumn(2, Qt::AscendingOrder);
    QCOMPARE(caption(), QStringLiteral("2 trials, sorted by Learning rate"));
}

void TestSweepPage::seedsOfAPointAreOneLine()
{
    Screen screen;
    QVERIFY(screen.open());
    SweepConfig config = screen.quick(2);
    config.seeds = 2;
    screen.sweeps().start(config);
    QVERIFY(screen.waitForSweep());
    const CurveData& data = screen.called<CurveChart>(QStringLiteral("Curves"))->data();
    QCOMPARE(data.curves.size(), std::size_t{2});
    for (const Curve& curve : data.curves) {
        QVERIFY(curve.name.endsWith(QStringLiteral(", 2 seeds")));
        QCOMPARE(curve.points.size(), std::size_t{2}); // epochs
        for (std::size_t i = 0; i < curve.points.size(); ++i)
            QCOMPARE(curve.points[i].y(), (curve.low[i].y() + curve.high[i].y()) / 2); // the mean of two
    }
    const DotData& history = screen.history()->data();
    QCOMPARE(history.dots.size(), std::size_t{2});
    QCOMPARE(history.xName, QStringLiteral("point"));
    const auto mrr = [&](int trial) { return *screen.sweeps().current()->find(trial)->mrr(); };
    QCOMPARE(history.dots[0].y, (mrr(1) + mrr(2)) / 2); // of both seeds of the first point
    QVERIFY(history.dots[0].interval->contains(mrr(1)) && history.dots[0].interval->contains(mrr(2)));
}

void TestSweepPage::ofFewTrialsNothingIsClaimed()
{
    Screen screen;
    QVERIFY(screen.sweep(2));
    QVERIFY(!screen.slice()->data().zone);
    QVERIFY(!screen.lines()->isBrushed());
    QVERIFY(!screen.button(QStringLiteral("Best 20 %"))->isEnabled());
    QCOMPARE(screen.page.findChild<SweepHead*>()->bestText().trimmed(), QString());
}

void TestSweepPage::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
    screen.button(QStringLiteral("New sweep…"))->click();
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
    emit screen.slice()->pointWanted(0.2);
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestSweepPage)
#include "tst_sweep_page.moc"
