#include "core/evaluation/mean_by_bin.h"
#include "tests/support/page_screen.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/charts/spread/histogram_chart.h"
#include "ui/pages/neighbours/neighbour_panel.h"
#include "ui/pages/neighbours/neighbours_page.h"
#include "ui/parts/empty_state.h"
#include "ui/session/numbers.h"
#include "ui/tables/table_view.h"
#include "ui/tables/user_tables.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>

#include <numeric>

using namespace tastescope;
using namespace tastescope::ui;

class TestNeighboursPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offersTheSearch();
    void figuresAreThoseOfTheStatistics();
    void theFirstBarMakesTheSliceAndChoosesItsFirstUser();
    void escapeGivesAllUsersBack();
    void theRuleChangesTheSelectionWithoutASearch();
    void brushAndSliceAreOne();
    void aTrainedRunDrawsItsHitsOverTheBars();
    void theTableHoldsTheNeighboursOfTheUser();
    void everyControlHasAName();
};

namespace {

struct Screen : pagetest::Screen<NeighboursPage>
{
    HistogramChart* chart(const char* title) const { return called<HistogramChart>(QLatin1String(title)); }
    QList<Statistic> figures(const char* title) const
    {
        const auto isPanel = [&](const ChartPanel* panel) { return panel->chart() == chart(title); };
        const auto panels = page.findChildren<ChartPanel*>();
        return (*std::ranges::find_if(panels, isPanel))->findChild<StatisticsColumn*>()->statistics().figures;
    }
    const NeighbourSession::Selection& selection() { return *workspace.neighbours().selection(); }
    TableView* table() const { return page.findChild<NeighbourPanel*>()->table(); }
};

QString valueOf(const QList<Statistic>& figures, const char* label)
{
    for (const Statistic& figure : figures)
        if (figure.label == QLatin1String(label))
            return figure.value;
    return QStringLiteral("no figure called ") + QLatin1String(label);
}

/// Clicks from the left until a bar is hit: the first one.
bool clickFirstBar(HistogramChart* chart)
{
    QSignalSpy clicked(chart, &HistogramChart::barClicked);
    for (int x = 0; x < chart->width() && clicked.isEmpty(); ++x)
        QTest::mouseClick(chart, Qt::LeftButton, {}, {x, chart->height() / 2});
    return clicked.size() == 1;
}

} // namespace

void TestNeighboursPage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestNeighboursPage::offersTheSearch()
{
    Screen screen;
    const auto* empty = screen.page.findChild<EmptyState*>();
    QCOMPARE(empty->title(), QStringLiteral("No data open"));
    QVERIFY(!screen.button(QStringLiteral("Find neighbours"))); // there is no data to search
    QVERIFY(!screen.table()->isVisible());
    screen.workspace.data().set(openAny({{QStringLiteral("preset:tiny")}, {}}, {}), {});
    QCOMPARE(empty->title(), QStringLiteral("No neighbours yet"));
    QVERIFY(screen.button(QStringLiteral("Find neighbours")));
    QVERIFY(screen.open());
    QVERIFY(!empty->isVisible());
    QVERIFY(screen.table()->isVisible());
}

void TestNeighboursPage::figuresAreThoseOfTheStatistics()
{
    Screen screen;
    QVERIFY(screen.open());
    const NeighbourStatistics found =
        neighbourStatistics(*screen.selection().neighbours, *screen.workspace.data().dataset(), 1);
    const NeighbourSummary summary = summarise(found);
    QVERIFY(screen.chart("Neighbours per user")->data().bars
            == histogram(asDoubles(found.neighbours.values()), 30, true, false));
    QVERIFY(screen.chart("Times chosen")->data().bars
            == histogram(asDoubles(found.timesChosen.values()), 30, true, true));
    QVERIFY(screen.chart("Playlists in reach")->data().bars
            == histogram(asDoubles(found.inReach.values()), 30, true, false));
    QVERIFY(screen.chart("Similarity")->data().bars == similarityHistogram(*screen.workspace.neighbours().found()));

    const auto neighbours = screen.figures("Neighbours per user");
    QCOMPARE(valueOf(neighbours, "users"), count(static_cast<std::int64_t>(found.neighbours.size())));
    QCOMPARE(valueOf(neighbours, "mean"), fixed(summary.neighbourCount.mean, 2));
    QCOMPARE(valueOf(neighbours, "max"), fixed(summary.neighbourCount.max, 0));
    const auto chosen = screen.figures("Times chosen");
    QCOMPARE(valueOf(chosen, "users"), count(summary.popularity.count));
    QCOMPARE(valueOf(chosen, "mean"), fixed(summary.popularity.mean, 2));
    QCOMPARE(valueOf(chosen, "never"), count(summary.neverChosen));
    const auto reach = screen.figures("Playlists in reach");
    QCOMPARE(valueOf(reach, "mean"), fixed(summary.reachableItems.mean, 2));
    QCOMPARE(valueOf(reach, "min"), fixed(summary.reachableItems.min, 0));
}

void TestNeighboursPage::theFirstBarMakesTheSliceAndChoosesItsFirstUser()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.workspace.selection().setUser(User{499});
    HistogramChart* chart = screen.chart("Neighbours per user");
    QVERIFY(clickFirstBar(chart));
    QVERIFY(chart->brush());
    QCOMPARE(chart->brush()->low, chart->data().bars.edges.front());
    std::vector<User> expected;
    const NeighbourIndex& neighbours = *screen.selection().neighbours;
    for (const User user : idsUpTo<User>(neighbours.userCount()))
        if (static_cast<double>(neighbours.of(user).size()) < chart->brush()->high)
            expected.push_back(user);
    QVERIFY(!expected.empty());
    QVERIFY(screen.workspace.selection().slice());
    QVERIFY(screen.workspace.selection().slice()->users == expected);
    QVERIFY2(screen.workspace.selection().slice()->name.endsWith(QStringLiteral(" neighbours")),
             qPrintable(screen.workspace.selection().slice()->name));
    QCOMPARE(screen.workspace.selection().user(), std::optional(expected.front()));
}

void TestNeighboursPage::escapeGivesAllUsersBack()
{
    Screen screen;
    QVERIFY(screen.open());
    HistogramChart* chart = screen.chart("Times chosen");
    QVERIFY(clickFirstBar(chart));
    QVERIFY(screen.workspace.selection().slice());
    QTest::keyClick(chart, Qt::Key_Escape);
    QVERIFY(!screen.workspace.selection().slice());
}

void TestNeighboursPage::theRuleChangesTheSelectionWithoutASearch()
{
    Screen screen;
    QVERIFY(screen.open());
    NeighbourSession& session = screen.workspace.neighbours();
    const auto before = session.selection();
    const auto found = session.found();
    QSignalSpy searches(&session, &NeighbourSession::searchStarted);
    screen.button(QStringLiteral("shuffled"))->click();
    QCOMPARE(session.selectionOptions().rule, SelectionRule::AsPublished);
    QTRY_COMPARE(session.selection()->options.rule, SelectionRule::AsPublished);
    QCOMPARE(searches.size(), 0);
    QCOMPARE(session.found(), found);
    QVERIFY(!(*session.selection()->neighbours == *before->neighbours));
    QVERIFY(*session.selection()->neighbours
            == selectNeighbours(*found, *screen.workspace.data().dataset(), session.selectionOptions()));
    const auto& shown = screen.chart("Times chosen")->data().bars;
    QVERIFY(shown == histogram(asDoubles(session.selection()->statistics.timesChosen.values()), 30, true, true));

    screen.button(QStringLiteral("closest"))->click();
    QTRY_COMPARE(session.selection()->options.rule, SelectionRule::ClosestFirst);
    QVERIFY(*session.selection()->neighbours == *before->neighbours);
}

void TestNeighboursPage::brushAndSliceAreOne()
{
    Screen screen;
    QVERIFY(screen.open());
    HistogramChart* chart = screen.chart("Times chosen");
    QVERIFY(clickFirstBar(chart));
    const auto part = [&] {
        const auto& counts = chart->data().part;
        return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    };
    const auto users = static_cast<std::int64_t>(screen.workspace.selection().slice()->users.size());
    QVERIFY(chart->brush() && users > 0);
    QTRY_COMPARE(valueOf(screen.figures("Playlists in reach"), "users"), count(users)); // the others follow
    screen.workspace.slicing().choose(std::nullopt);                                    // the chip, or Ctrl+Shift+A
    QVERIFY(!chart->brush() && chart->data().part.empty());
    screen.workspace.undo().undo();
    QVERIFY(chart->brush());
    QCOMPARE(part(), users); // of the bars' users; never chosen ones are on no logarithmic axis
}

void TestNeighboursPage::aTrainedRunDrawsItsHitsOverTheBars()
{
    Screen screen;
    QVERIFY(screen.open());
    const HistogramChart* chart = screen.chart("Neighbours per user");
    QVERIFY(!chart->data().line);
    screen.workspace.nextRun().setModel("user-knn");
    screen.workspace.nextRun().train();
    QTRY_VERIFY_WITH_TIMEOUT(chart->data().line, 60'000);
    QCOMPARE(chart->data().line->name, QStringLiteral("Hit@5"));

    const SessionRun& run = *screen.workspace.choices().current();
    const auto expected = meanByBin(run.record->validation->perUser, "hit-5", screen.selection().statistics.neighbours,
                                    chart->data().bars.edges);
    QCOMPARE(chart->data().line->points.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QCOMPARE(chart->data().line->points[i].y(), expected[i].mean.value);

    screen.workspace.selection().setK(10);
    QCOMPARE(chart->data().line->name, QStringLiteral("Hit@10"));
}

void TestNeighboursPage::theTableHoldsTheNeighboursOfTheUser()
{
    Screen screen;
    QVERIFY(screen.open());
    for (const User user : {User{7}, User{123}, User{0}}) {
        screen.workspace.selection().setUser(user);
        QTRY_COMPARE(screen.workspace.users().answer()->user, user);
        const auto expected = screen.selection().neighbours->of(user);
        QVERIFY(!expected.empty());
        const auto* rows = static_cast<const RowTable<NeighbourRow>*>(screen.table()->model());
        QCOMPARE(rows->rowCount(), static_cast<int>(expected.size()));
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(rows->shown(static_cast<int>(i)).user, expected[i].user);
            QCOMPARE(rows->shown(static_cast<int>(i)).facts.similarity, static_cast<double>(expected[i].similarity));
        }
    }
    const User nearest = screen.selection().neighbours->of(User{0})[0].user;
    screen.table()->selectRow(0);
    QTest::keyClick(screen.table(), Qt::Key_Return); // goes there
    QCOMPARE(screen.workspace.selection().user(), std::optional(nearest));
}

void TestNeighboursPage::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.open());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestNeighboursPage)
#include "tst_neighbours_page.moc"
