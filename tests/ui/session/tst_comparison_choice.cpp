#include "tests/ui/session/comparison_start.h"

using namespace comparisontest;

/// Which runs are compared.
class TestComparisonChoice : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { pagetest::keepPresetsApart(); }
    void metricAndPlacesCanBeChosen();
    void pinningAndChoosingAreOneState();
    void theBaselineIsWhatIsComparedAgainst();
};

void TestComparisonChoice::metricAndPlacesCanBeChosen()
{
    Session session;
    QVERIFY(session.open());
    const int first = session.train(quick(0.01));
    const int second = session.train(quick(0.02));
    const int third = session.train(UserKnnOptions{});
    session.comparisons().choose(0, third);
    session.comparisons().choose(1, second);
    QCOMPARE(session.comparisons().chosen(), (std::vector{third, second}));
    QVERIFY(session.comparisons().canAdd());
    session.comparisons().add();
    QCOMPARE(session.comparisons().chosen(), (std::vector{third, second, first}));
    QVERIFY(!session.comparisons().canAdd());
    session.comparisons().choose(0, first); // it stood at the end: they change places
    QCOMPARE(session.comparisons().chosen(), (std::vector{first, second, third}));
    session.comparisons().setMetric("hit-10");
    QVERIFY(session.answered());
    QCOMPARE(session.comparisons().comparison()->metric, std::string("hit-10"));
    QCOMPARE(session.comparisons().comparison()->pairs.size(), std::size_t(3));
    session.workspace.selection().setK(7); // measured are 1, 5 and 10
    QVERIFY(session.answered());
    QCOMPARE(session.comparisons().comparison()->k, 5);
    session.comparisons().remove(2);
    QCOMPARE(session.comparisons().chosen(), (std::vector{first, second}));
    session.comparisons().remove(1); // two stay
    QCOMPARE(session.comparisons().chosen().size(), std::size_t(2));
}

void TestComparisonChoice::pinningAndChoosingAreOneState()
{
    Session session;
    QVERIFY(session.open());
    const int first = session.train(quick(0.01));
    const int second = session.train(quick(0.02));
    const int third = session.train(UserKnnOptions{});
    Workspace& workspace = session.workspace;
    const std::vector<int> automatic = session.comparisons().chosen();
    workspace.choices().setCompared({first}); // one is no comparison: the newest other stands beside it
    QCOMPARE(session.comparisons().chosen(), (std::vector{first, third}));
    workspace.choices().setCompared({second, first});
    QCOMPARE(session.comparisons().chosen(), (std::vector{second, first})); // the pins decide, and their order
    session.comparisons().choose(1, third);
    QCOMPARE(workspace.choices().compared(), (std::vector{second, third}));
    session.comparisons().add();
    QCOMPARE(workspace.choices().compared(), (std::vector{second, third, first}));
    session.comparisons().remove(0);
    QCOMPARE(workspace.choices().compared(), (std::vector{third, first}));
    workspace.choices().setCompared({});
    QCOMPARE(session.comparisons().chosen(), automatic);
    session.comparisons().choose(0, first); // who chooses, pins
    QCOMPARE(workspace.choices().compared(), session.comparisons().chosen());
}

void TestComparisonChoice::theBaselineIsWhatIsComparedAgainst()
{
    Session session;
    QVERIFY(session.open());
    const int first = session.train(quick(0.01));
    const int second = session.train(quick(0.02));
    const int third = session.train(UserKnnOptions{});
    RunChoices& choices = session.workspace.choices();
    ComparisonSession& comparisons = session.comparisons();
    QVERIFY(!comparisons.isWished());
    choices.setBaseline(first);
    QCOMPARE(comparisons.chosen(), (std::vector{third, first})); // the newest against the baseline
    QVERIFY(comparisons.isWished());
    choices.setCompared({second});
    QCOMPARE(comparisons.chosen(), (std::vector{second, first}));
    comparisons.choose(1, third); // another to be held against
    QCOMPARE(choices.baseline(), third);
    QCOMPARE(comparisons.chosen(), (std::vector{second, third}));
    comparisons.choose(0, third); // they change places
    QCOMPARE(choices.baseline(), second);
    QCOMPARE(choices.compared(), std::vector{third});
    QCOMPARE(comparisons.chosen(), (std::vector{third, second}));
    comparisons.add();
    QCOMPARE(comparisons.chosen(), (std::vector{third, second, first}));
    comparisons.remove(1);
    QCOMPARE(choices.baseline(), first);
    QCOMPARE(comparisons.chosen(), (std::vector{third, first}));
    choices.setBaseline(0);
    choices.setCompared({});
    QVERIFY(!comparisons.isWished());
}

QTEST_MAIN(TestComparisonChoice)
#include "tst_comparison_choice.moc"
