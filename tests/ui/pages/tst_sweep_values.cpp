#include "tests/support/sweep_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/measure_box.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/pages/sweep/trial_table.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::SweepScreen;

/// Which value stands for a trial on the Sweep page, and a point that another page asks for.
class TestSweepValues : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theValueRuleGovernsAllCharts();
    void theMeasureGovernsAllCharts();
    void whatTrainingDoesNotMeasureIsAskedOfTheModels();
    void untilItIsMeasuredThereIsNoValue();
    void seedsOfAPointAreOneRow();
    void aSweepBeginsWithTheMeasureOfItsForm();
    void anotherPageAsksForAPoint();
};

void TestSweepValues::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestSweepValues::theValueRuleGovernsAllCharts()
{
    Screen screen;
    QVERIFY(screen.sweep(5));
    QVERIFY(screen.slice()->data().zone);
    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 1});
    QTRY_VERIFY(!screen.slice()->data().zone); // who is tied is judged at the best epochs
    const Sweep& sweep = screen.sweeps().current()->sweep;
    double most = 0;
    for (const SweepTrial& trial : sweep.trials) {
        const double first = *trial.record->epochs.front().validation.mrr();
        most = std::max(most, first);
        const auto& dots = screen.history()->data().dots;
        QCOMPARE(std::ranges::find(dots, MarkId{trial.id}, &Dot::id)->y, first);
        const auto& lines = screen.lines()->data().lines;
        QCOMPARE(std::ranges::find(lines, MarkId{trial.id}, &ParallelLine::id)->values.back(), first);
    }
    QCOMPARE(*screen.sweeps().current()->find(screen.trialIn(0))->record->epochs.front().validation.mrr(), most);
    QVERIFY(screen.page.findChild<SweepHead*>()->bestText().startsWith(QLatin1String("epoch 1; ties are judged")));
    screen.workspace.selection().setValueRule({});
    QTRY_VERIFY(screen.slice()->data().zone);
    QCOMPARE(screen.trialIn(0), sweep.best);
}

namespace {

/// As a person does.
void chooseMeasure(MeasureBox* box, const QString& words)
{
    box->setCurrentText(words);
    emit box->activated(box->currentIndex());
}

MeasureBox* boxOf(const Screen& screen)
{
    return screen.page.findChild<SweepHead*>()->measureBox();
}

} // namespace

void TestSweepValues::theMeasureGovernsAllCharts()
{
    Screen screen;
    QVERIFY(screen.sweep(5));
    chooseMeasure(boxOf(screen), QStringLiteral("NDCG@10"));
    QVERIFY(screen.waitForSweep());
    QCOMPARE(screen.history()->data().yName, QStringLiteral("NDCG@10"));
    QCOMPARE(screen.slice()->data().yName, QStringLiteral("NDCG@10"));
    QCOMPARE(screen.lines()->data().axes.back().name, QStringLiteral("NDCG@10"));
    QCOMPARE(screen.called<CurveChart>(QStringLiteral("Curves"))->data().yName, QStringLiteral("NDCG@10"));
    const auto* rows = screen.table()->model();
    const auto column = [&](const QString& title) {
        for (int i = 0; i < rows->columnCount(); ++i)
            if (rows->headerData(i, Qt::Horizontal).toString() == title)
                return i;
        return -1;
    };
    QVERIFY(column(QStringLiteral("NDCG@10")) >= 0);
    QCOMPARE(column(QStringLiteral("MRR")), -1);
    int best = 0;
    double most = 0;
    for (const SweepTrial& trial : screen.sweeps().current()->sweep.trials) {
        const double value = trial.record->validation->model.find("ndcg-10")->value;
        const auto& dots = screen.history()->data().dots;
        QCOMPARE(std::ranges::find(dots, MarkId{trial.id}, &Dot::id)->y, value);
        best = value > most ? trial.id : best;
        most = std::max(most, value);
    }
    QCOMPARE(screen.page.view().best, best);
    QCOMPARE(screen.trialIn(0), best);
    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 1});
    QTRY_COMPARE(screen.history()->data().dots.front().y,
                 *screen.sweeps().current()->find(1)->record->epochs.front().validation.find("ndcg-10"));
}

/// As judgeSweep() has it, which is what the command line prints.
void TestSweepValues::whatTrainingDoesNotMeasureIsAskedOfTheModels()
{
    Screen screen;
    QVERIFY(screen.sweep(5));
    const QString words = QStringLiteral("Recall@20, full ranking");
    chooseMeasure(boxOf(screen), words);
    QVERIFY(screen.waitForSweep());
    const JudgedSweep judged =
        judgeSweep(loadSweep(screen.sweeps().current()->folder), *screen.workspace.data().dataset(),
                   {.metric = "recall-20", .protocol = Protocol::Full});
    QCOMPARE(screen.page.view().best, judged.sweep.best);
    for (const SweepTrial& trial : judged.sweep.trials) {
        const auto& dots = screen.history()->data().dots;
        QCOMPARE(std::ranges::find(dots, MarkId{trial.id}, &Dot::id)->y, *trial.judged);
    }
    for (std::size_t i = 0; i < judged.verdicts.size(); ++i)
        QVERIFY(screen.sweeps().facts()->verdicts[i].againstBest == judged.verdicts[i].againstBest);
    QCOMPARE(screen.slice()->data().yName, words);
    const auto* curves = screen.called<CurveChart>(QStringLiteral("Curves"));
    QVERIFY(curves->data().curves.empty()); // no epoch has it
    screen.workspace.selection().setValueRule({ValueRule::Rule::Last, 0});
    QTest::qWait(300);
    QCOMPARE(screen.history()->data().dots.size(), std::size_t{5}); // of the models that were kept: of the best epochs
}

void TestSweepValues::untilItIsMeasuredThereIsNoValue()
{
    Screen screen;
    QVERIFY(screen.open());
    SweepConfig config = screen.quick(2);
    config.seeds = 2;
    screen.sweeps().start(config);
    QVERIFY(screen.waitForSweep());
    screen.sweeps().setMeasure({.metric = "recall-20", .protocol = Protocol::Full});
    QVERIFY(screen.history()->data().dots.empty()); // the models are being asked
    QVERIFY(screen.page.view().seedGroups().empty());
    QCOMPARE(screen.table()->model()->rowCount(), 2); // the points are there
    QVERIFY(screen.waitForSweep());
    QTRY_COMPARE(screen.history()->data().dots.size(), std::size_t{2});
    QVERIFY(pointRows(screen.page.view(), {}).front().best);
}

/// Until each trial is asked for.
void TestSweepValues::seedsOfAPointAreOneRow()
{
    Screen screen;
    QVERIFY(screen.open());
    SweepConfig config = screen.quick(2);
    config.seeds = 2;
    screen.sweeps().start(config);
    QVERIFY(screen.waitForSweep());
    const auto mrr = [&](int trial) { return *screen.sweeps().current()->find(trial)->mrr(); };
    const SweepView& view = screen.page.view();
    const auto rows = pointRows(view, {"learning_rate"});
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(screen.table()->model()->rowCount(), 2);
    const auto first = std::ranges::find(rows, std::vector{1, 2}, &TrialRow::members);
    QVERIFY(first != rows.end());
    QCOMPARE(*first->value, (mrr(1) + mrr(2)) / 2);
    QCOMPARE(first->range,
             QStringLiteral("%1 to %2").arg(fixed(std::min(mrr(1), mrr(2)), 4), fixed(std::max(mrr(1), mrr(2)), 4)));
    QVERIFY(rows[0].best && !rows[0].againstBest && !rows[1].best);
    QCOMPARE(rows[1].againstBest->difference, *rows[1].value - *rows[0].value);
    const QModelIndex worst = screen.table()->model()->index(1, 0);
    screen.table()->setCurrentIndex(worst); // every seed of a point is its row
    QVERIFY(std::ranges::find(rows[1].members, screen.page.trial()) != rows[1].members.end());
    screen.button(QStringLiteral("Seeds as groups"))->click();
    QCOMPARE(screen.table()->model()->rowCount(), 4);
}

void TestSweepValues::aSweepBeginsWithTheMeasureOfItsForm()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    screen.form()->setConfig(screen.quick(3));
    chooseMeasure(screen.form()->measureBox(), QStringLiteral("Hit@10"));
    QVERIFY(screen.sweeps().measure() == Measure{}); // until it runs
    screen.workspace.selection().setK(7);
    QCOMPARE(screen.form()->measureBox()->currentText(), QStringLiteral("Hit@10"));
    QVERIFY(screen.form()->measureBox()->findText(QStringLiteral("NDCG@7, full ranking")) >= 0);
    screen.form()->runButton()->click();
    QVERIFY(screen.waitForSweep());
    QCOMPARE(screen.sweeps().measure().metric, std::string("hit-10"));
    QCOMPARE(boxOf(screen)->currentText(), QStringLiteral("Hit@10"));
    QCOMPARE(screen.slice()->data().yName, QStringLiteral("Hit@10"));
}

void TestSweepValues::anotherPageAsksForAPoint()
{
    Screen screen;
    QVERIFY(screen.sweep(4));
    screen.workspace.guide().showPoint({2, "learning_rate", 0.7});
    auto* point = screen.page.findChild<AddPointPanel*>();
    QVERIFY(point->isVisible());
    QCOMPARE(screen.page.trial(), 2);
    QCOMPARE(std::get<double>(point->form()->row("learning_rate")->value()), 0.7);
    const SweepTrial& trial = *screen.sweeps().current()->find(2);
    QVERIFY(point->form()->row("embedding_dim")->value()
            == optionOf(screen.sweeps().current()->sweep, trial, "embedding_dim"));
}

QTEST_MAIN(TestSweepValues)
#include "tst_sweep_values.moc"
