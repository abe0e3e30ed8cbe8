#include "tests/support/sweep_screen.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/sweep/add_point_panel.h"
#include "ui/pages/sweep/sweep_head.h"
#include "ui/theme/theme.h"

#include <QApplication>

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
