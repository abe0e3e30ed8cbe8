#include "tests/support/sweep_screen.h"
#include "ui/pages/sweep/trial_menu.h"

#include <QMenu>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::SweepScreen;

class TestTrialMenu : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theMenuTakesOptionsOver();
    void theMenuShowsTrialsInCompare();
};

void TestTrialMenu::initTestCase()
{
    pagetest::keepPresetsApart();
}

void TestTrialMenu::theMenuTakesOptionsOver()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    QMenu menu;
    screen.page.findChild<TrialMenu*>()->addTo(&menu, 2);
    QString page;
    QObject::connect(&screen.workspace.guide(), &Guide::pageWanted, &menu, [&](const QString& key) { page = key; });
    for (QAction* action : menu.actions()) {
        if (action->text() == QStringLiteral("Stop this trial"))
            QVERIFY(!action->isEnabled()); // it is over
        if (action->text() == QStringLiteral("Use these options for the next run"))
            action->trigger();
    }
    QCOMPARE(page, QStringLiteral("training"));
    const Sweep& sweep = screen.sweeps().current()->sweep;
    QVERIFY(readOption(screen.workspace.nextRun().options(), "learning_rate")
            == optionOf(sweep, sweep.trials[1], "learning_rate"));
}

void TestTrialMenu::theMenuShowsTrialsInCompare()
{
    Screen screen;
    QVERIFY(screen.sweep(3));
    Workspace& workspace = screen.workspace;
    const auto& runs = workspace.runs().runs();
    QTRY_VERIFY_WITH_TIMEOUT(
        runs.size() == 3 && std::ranges::all_of(runs, [](const SessionRun& run) { return run.record.has_value(); }),
        20'000);                                       // the history is looked at every two seconds
    QVERIFY(workspace.comparisons().chosen().empty()); // trials are compared when somebody pins them
    const auto trialOf = [&](int run) { return workspace.runs().find(run)->trial->trial; };
    const auto trigger = [&](int trial, const std::vector<int>& selected, const QString& text) {
        QMenu menu;
        screen.page.findChild<TrialMenu*>()->addTo(&menu, trial, selected);
        const auto actions = menu.actions();
        const auto found = std::ranges::find_if(actions, [&](QAction* action) { return action->text() == text; });
        if (found == actions.end() || !(*found)->isEnabled())
            return false;
        (*found)->trigger();
        return true;
    };
    QString page;
    connect(&workspace.guide(), &Guide::pageWanted, this, [&](const QString& key) { page = key; });
    const int best = screen.sweeps().current()->sweep.best;
    const int other = best == 1 ? 2 : 1;
    QVERIFY(trigger(other, {}, QStringLiteral("Show in Compare")));
    QCOMPARE(page, QStringLiteral("compare"));
    QCOMPARE(workspace.choices().compared().size(), std::size_t{2}); // alone it is held against the best
    QCOMPARE(trialOf(workspace.choices().compared()[0]), best);
    QCOMPARE(trialOf(workspace.choices().compared()[1]), other);
    QVERIFY(workspace.comparisons().chosen() == workspace.choices().compared());
    workspace.choices().setCompared({});
    QVERIFY(trigger(2, {1, 2, 3}, QStringLiteral("Show 3 trials in Compare")));
    QCOMPARE(workspace.choices().compared().size(), std::size_t{3});
    QVERIFY(!trigger(2, {1, 3}, QStringLiteral("Show 2 trials in Compare"))); // the menu is over another one
}

QTEST_MAIN(TestTrialMenu)
#include "tst_trial_menu.moc"
