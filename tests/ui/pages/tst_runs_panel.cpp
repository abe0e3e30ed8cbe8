#include "core/models/popularity/popularity_options.h"
#include "tests/support/runs_screen.h"
#include "ui/session/run_edits.h"
#include "ui/session/run_search.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QTimer>

using namespace tastescope;
using namespace tastescope::ui;

using Screen = pagetest::RunsScreen;
using pagetest::quick;

class TestRunsPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsRunsNewestFirstWithTheirFigures();
    void theDifferenceToTheBaselineHasItsInterval();
    void figuresAreOfTheChosenEpoch();
    void theSearchFieldSpeaksTheFilterLanguage();
    void differencesOnlyHidesWhatIsTheSame();
    void everyEditCanBeTakenBack();
    void seedsOfOneSettingBecomeOneRow();
    void rowsStayWhileAMenuIsOpen();
};

void TestRunsPanel::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestRunsPanel::listsRunsNewestFirstWithTheirFigures()
{
    Screen screen;
    QVERIFY(screen.open());
    const int popular = screen.train(PopularityOptions{});
    const int bpr = screen.train(quick(0.05));
    QVERIFY(screen.shows({bpr, popular}));
    QCOMPARE(screen.text(0, "run"), QStringLiteral("bpr-01"));
    QTRY_COMPARE(screen.text(0, "state"), QStringLiteral("finished"));
    QCOMPARE(screen.text(0, "option/learning_rate"), QStringLiteral("0.05"));
    QCOMPARE(screen.text(0, "epochs"), QStringLiteral("2 / 2"));
    QCOMPARE(screen.text(1, "option/learning_rate"), QStringLiteral("–"));
    QCOMPARE(screen.text(1, "epochs"), QStringLiteral("–"));
    const SessionRun& run = *screen.runs().find(popular);
    QVERIFY(screen.table().shown(1).mrr);
    QCOMPARE(*screen.table().shown(1).mrr, run.record->validation->mrr()->value);
    QCOMPARE(screen.page.windowTitle(), QStringLiteral("2 shown"));
}

void TestRunsPanel::theDifferenceToTheBaselineHasItsInterval()
{
    Screen screen;
    QVERIFY(screen.open());
    const int popular = screen.train(PopularityOptions{});
    const int bpr = screen.train(quick(0.05));
    const int again = screen.train(PopularityOptions{}); // the same users get the same: tied for sure
    screen.workspace.choices().setBaseline(popular);
    QVERIFY(screen.shows({again, bpr, popular}));
    QTRY_VERIFY(screen.table().shown(1).pair);
    const PairedComparison expected = comparePaired(screen.runs().find(bpr)->record->validation->perUser,
                                                    screen.runs().find(popular)->record->validation->perUser, "mrr");
    QVERIFY(*screen.table().shown(1).pair == expected);
    QCOMPARE(*screen.table().shown(1).difference, expected.difference);
    QCOMPARE(screen.text(2, "difference"), QStringLiteral("baseline"));
    QCOMPARE(screen.text(2, "state"), QStringLiteral("baseline"));
    QVERIFY(!screen.table().shown(0).pair || screen.table().shown(0).pair->tied);
    QCOMPARE(*screen.table().shown(0).difference, 0.0);
}

void TestRunsPanel::figuresAreOfTheChosenEpoch()
{
    Screen screen;
    QVERIFY(screen.open());
    const int popular = screen.train(PopularityOptions{});
    const int bpr = screen.train(quick(0.05)); // of two epochs
    screen.workspace.choices().setBaseline(popular);
    QTRY_VERIFY(screen.shows({bpr, popular}) && screen.table().shown(0).pair);
    const SessionRun& run = *screen.runs().find(bpr);
    QCOMPARE(run.curve.best(), run.curve.last()); // the second is the best
    const double first = run.curve.epochs[0].validation.mrr().value();
    QVERIFY(first != run.curve.epochs[1].validation.mrr());

    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 1});
    QTRY_COMPARE(screen.table().shown(0).mrr, std::optional(first));
    QCOMPARE(*screen.table().shown(0).difference, first - *screen.table().shown(1).mrr);
    QVERIFY(!screen.table().shown(0).pair); // each user's results are not kept of it
    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 3});
    QTRY_VERIFY(!screen.table().shown(0).mrr); // there is no third
    QVERIFY(screen.table().shown(1).mrr);      // a model without epochs has only one figure
    screen.page.search()->setText(QStringLiteral("mrr>0"));
    QVERIFY(screen.shows({popular}));
    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 2});
    QVERIFY(screen.shows({bpr, popular}));
    QTRY_VERIFY(screen.table().shown(0).pair); // the second is what it kept
    QVERIFY(run.model({ValueRule::Rule::At, 2}) == run.bestModel);
}

void TestRunsPanel::theSearchFieldSpeaksTheFilterLanguage()
{
    Screen screen;
    QVERIFY(screen.open());
    const int popular = screen.train(PopularityOptions{});
    const int bpr = screen.train(quick(0.05));
    screen.page.search()->setText(QStringLiteral("model=bpr lr>0.01"));
    QVERIFY(screen.shows({bpr}));
    QVERIFY(screen.page.problem().isEmpty());
    screen.page.search()->setText(QStringLiteral("-model=bpr"));
    QVERIFY(screen.shows({popular}));
    QVERIFY(screen.workspace.search().passes(*screen.runs().find(popular))); // the charts ask the same
    QVERIFY(!screen.workspace.search().passes(*screen.runs().find(bpr)));
    screen.page.search()->setText(QStringLiteral("lr>fast"));
    QVERIFY(screen.page.problem().startsWith(QStringLiteral("Filter, column 4:")));
    QVERIFY(screen.shows({popular})); // the rows stay as they were
    screen.page.search()->clear();
    QVERIFY(screen.page.problem().isEmpty());
    QVERIFY(screen.shows({bpr, popular}));
}

void TestRunsPanel::differencesOnlyHidesWhatIsTheSame()
{
    Screen screen;
    QVERIFY(screen.open());
    const int slow = screen.train(quick(0.01));
    const int fast = screen.train(quick(0.1));
    QVERIFY(screen.shows({fast, slow}));
    QVERIFY(!screen.isHidden("option/learning_rate") && !screen.isHidden("option/embedding_dim"));
    screen.action(QStringLiteral("Differences only"))->trigger();
    QVERIFY(!screen.isHidden("option/learning_rate"));
    QVERIFY(screen.isHidden("option/embedding_dim")); // 8 in both
    QVERIFY(!screen.isHidden("mrr"));
    screen.action(QStringLiteral("Differences only"))->trigger();
    QVERIFY(!screen.isHidden("option/embedding_dim"));
}

void TestRunsPanel::everyEditCanBeTakenBack()
{
    Screen screen;
    QVERIFY(screen.open());
    const int id = screen.train(PopularityOptions{});
    QVERIFY(screen.shows({id}));
    RunTable& table = screen.table();
    QVERIFY(table.setData(table.index(0, table.columnCalled(QStringLiteral("run"))), QStringLiteral("plain"),
                          Qt::EditRole));
    QVERIFY(table.setData(table.index(0, table.columnCalled(QStringLiteral("tags"))), QStringLiteral("b, a,, b"),
                          Qt::EditRole));
    QCOMPARE(screen.runs().find(id)->name, QStringLiteral("plain"));
    QCOMPARE(screen.runs().find(id)->tags, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    screen.workspace.runEdits().remove({id});
    QVERIFY(screen.shows({}));
    screen.page.setBin(true);
    QVERIFY(screen.shows({id}));
    screen.page.setBin(false);
    for (int steps = 0; steps < 3; ++steps)
        screen.workspace.undo().undo();
    QVERIFY(screen.shows({id}));
    QCOMPARE(screen.runs().find(id)->name, QStringLiteral("popular-01"));
    QVERIFY(screen.runs().find(id)->tags.isEmpty());
    QVERIFY(!screen.workspace.undo().stack().canUndo());
}

void TestRunsPanel::seedsOfOneSettingBecomeOneRow()
{
    Screen screen;
    QVERIFY(screen.open());
    const int one = screen.train(quick(0.05, 1));
    const int other = screen.train(quick(0.1, 1));
    const int two = screen.train(quick(0.05, 2));
    QVERIFY(screen.shows({two, other, one}));
    const auto mrrOf = [&screen](int id) { return figuresOf(*screen.runs().find(id), ValueRule{}).mrr().value(); };
    const double mean = (mrrOf(one) + mrrOf(two)) / 2;
    screen.page.setGrouped(true);
    QVERIFY(screen.shows({two, other}));
    QCOMPARE(screen.table().shown(0).members, (std::vector<int>{two, one}));
    QVERIFY(screen.table().shown(0).mrr);
    QVERIFY(std::abs(*screen.table().shown(0).mrr - mean) < 1e-12);
    QVERIFY(screen.table().shown(0).mrrBand.endsWith(QStringLiteral("n = 2")));
}

void TestRunsPanel::rowsStayWhileAMenuIsOpen()
{
    Screen screen;
    QVERIFY(screen.open());
    const int first = screen.train(PopularityOptions{});
    QVERIFY(screen.shows({first}));
    auto* view = screen.page.findChild<TableView*>();
    int second = 0;
    int rowsMeanwhile = 0;
    QString title;
    QTimer::singleShot(0, view, [&] {
        title = qobject_cast<QMenu*>(QApplication::activePopupWidget())->actions().front()->text();
        second = screen.train(PopularityOptions{}); // a run appears, and would push the rows down
        QTest::qWait(500);
        rowsMeanwhile = screen.table().rowCount();
        QApplication::activePopupWidget()->close();
    });
    const QPoint place = view->visualRect(screen.table().index(0, 0)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, view->viewport()->mapToGlobal(place));
    QApplication::sendEvent(view->viewport(), &event);
    QCOMPARE(title, screen.runs().find(first)->name);
    QCOMPARE(rowsMeanwhile, 1);
    QVERIFY(screen.shows({second, first}));
}

QTEST_MAIN(TestRunsPanel)
#include "tst_runs_panel.moc"
