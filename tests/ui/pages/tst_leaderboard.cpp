#include "core/experiment/run_files.h"
#include "core/experiment/user_results_file.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/page_screen.h"
#include "ui/charts/leaders/leader_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/training/leaderboard/leader_side.h"
#include "ui/pages/training/leaderboard/leader_table.h"
#include "ui/pages/training/leaderboard/leaderboard_view.h"
#include "ui/pages/training/training_page.h"
#include "ui/parts/empty_state.h"
#include "ui/session/baseline_differences.h"
#include "ui/session/leader_session.h"
#include "ui/session/numbers.h"
#include "ui/tables/table_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>

using namespace tastescope;
using namespace tastescope::ui;

/// The leaderboard of the Training page: what it ranks, that its figures are those of the engine and of the other
/// pages, and that a run chosen on it is chosen everywhere.
class TestLeaderboardPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhyItIsEmpty();
    void ranksAsTheEngineDoes();
    void aChosenRunIsChosenEverywhere();
    void theBaselineIsThatOfTheRunsDock();
    void metricAndModelsAreChosen();
    void aSliceRanksItsUsers();
    void whatIsHiddenIsLeftOutAndCounted();
    void nothingIsAskedWhileNobodyLooks();
    void costIsTimeOrMemory();
    void everyControlHasAName();
};

namespace {

struct Screen : pagetest::Screen<TrainingPage>
{
    Screen() { page.showView(TrainingPage::View::Leaderboard); }

    LeaderSession& leaders() { return workspace.leaders(); }
    const LeaderTable& table() const
    {
        return *static_cast<LeaderTable*>(called<TableView>(QStringLiteral("Leaderboard"))->model());
    }
    const LeaderChart& chart() const { return *page.findChild<LeaderChart*>(); }

    int train(const ModelOptions& options)
    {
        const int id = workspace.nextRun().train(options);
        return QTest::qWaitFor([&] { return workspace.runs().find(id)->isOver(); }, 20'000) ? id : 0;
    }

    /// The answer is of what is there now, and drawn.
    bool answered()
    {
        QTest::qWait(150);
        const bool isThere = QTest::qWaitFor([this] { return leaders().answer() && !leaders().isAsking(); }, 20'000);
        QTest::qWait(250);
        return isThere;
    }

    /// Popularity, user-KNN, BPR and BPR of another seed.
    bool openFour()
    {
        if (!open() || train(PopularityOptions{}) == 0 || train(UserKnnOptions{}) == 0)
            return false;
        BprOptions bpr;
        bpr.embeddingDim = 16;
        bpr.epochs = 3;
        bpr.patience = 0;
        if (train(bpr) == 0)
            return false;
        bpr.seed = 7;
        return train(bpr) != 0 && answered();
    }

    QString cell(int row, LeaderTable::Column column) const { return table().index(row, column).data().toString(); }
};

} // namespace

void TestLeaderboardPage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestLeaderboardPage::saysWhyItIsEmpty()
{
    Screen screen;
    const auto* view = screen.page.findChild<LeaderboardView*>();
    const auto* empty = view->findChild<EmptyState*>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("No data open"));
    QVERIFY(screen.open());
    QTRY_COMPARE(empty->title(), QStringLiteral("No leaderboard yet"));
    QTRY_COMPARE(empty->accessibleDescription(), QStringLiteral("No run of these data has finished yet."));
    QVERIFY(screen.button(QStringLiteral("Train all models")));
}

void TestLeaderboardPage::ranksAsTheEngineDoes()
{
    Screen screen;
    QVERIFY(screen.openFour());
    std::vector<UserResults> results;
    for (const SessionRun& run : screen.workspace.runs().runs())
        results.push_back(loadUserResults(RunFiles(run.folder).validation, run.data));
    std::vector<LeaderRun> runs;
    for (std::size_t i = 0; i < results.size(); ++i)
        runs.push_back({&results[i], screen.workspace.runs().runs()[i].record->seconds});
    const Leaderboard expected = makeLeaderboard(runs, "mrr");
    QCOMPARE(screen.table().rowCount(), 4);
    for (int row = 0; row < 4; ++row) {
        const LeaderRow& of = expected.rows[static_cast<std::size_t>(row)];
        const LeaderLine& line = screen.table().shown(row);
        const SessionRun& run = screen.workspace.runs().runs()[of.run];
        QCOMPARE(line.id, run.id);
        QVERIFY(std::abs(line.value - of.figure.value) < 1e-12);
        QVERIFY(std::abs(line.value - run.record->validation->mrr()->value) < 1e-9); // as Runs shows it
        QCOMPARE(line.rankLow, of.rankLow);
        QCOMPARE(line.rankHigh, of.rankHigh);
        const LeaderPoint& point = screen.chart().data().points[static_cast<std::size_t>(row)];
        QCOMPARE(point.id, MarkId{run.id});
        QCOMPARE(point.cost, run.record->seconds);
        QCOMPARE(point.isFrontier, of.isBestForTime);
        QCOMPARE(point.interval, (Range{of.figure.low, of.figure.high}));
    }
    QCOMPARE(screen.leaders().answer()->board.results.size(), std::size_t(6)); // 4 * 3 / 2
    QVERIFY(screen.page.findChild<ChartPanel*>(QString())->figure().chart);
    QVERIFY(screen.chart().accessibleDescription().startsWith(QLatin1String("MRR by training time, 4 runs")));
}

void TestLeaderboardPage::aChosenRunIsChosenEverywhere()
{
    Screen screen;
    QVERIFY(screen.openFour());
    const int last = screen.table().shown(3).id;
    auto* view = screen.called<TableView>(QStringLiteral("Leaderboard"));
    view->setCurrentIndex(screen.table().index(3, LeaderTable::Run));
    QCOMPARE(screen.workspace.choices().current()->id, last);
    QTRY_COMPARE(screen.chart().selected(), std::vector<MarkId>{last});
    auto* chart = screen.page.findChild<LeaderChart*>();
    const int first = screen.table().shown(0).id;
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->placeOf(first)->toPoint());
    QCOMPARE(screen.workspace.choices().current()->id, first);
    QCOMPARE(view->currentIndex().row(), 0);
    QTest::mouseMove(chart, chart->placeOf(last)->toPoint());
    screen.workspace.choices().setCurrent(last); // elsewhere
    QCOMPARE(view->currentIndex().row(), 3);
}

void TestLeaderboardPage::theBaselineIsThatOfTheRunsDock()
{
    Screen screen;
    QVERIFY(screen.openFour());
    const int baseline = screen.table().shown(3).id;
    screen.workspace.choices().setBaseline(baseline);
    QVERIFY(screen.answered());
    BaselineDifferences dock(screen.workspace.runs(), screen.workspace.choices(), screen.workspace.selection(),
                             screen.workspace.answers());
    dock.want({screen.table().shown(0).id, screen.table().shown(1).id});
    QTRY_VERIFY(dock.find(screen.table().shown(1).id));
    for (int row = 0; row < 2; ++row) {
        const LeaderLine& line = screen.table().shown(row);
        QVERIFY(line.toBaseline && *line.toBaseline == *dock.find(line.id)); // every bit
        QCOMPARE(line.baseline, screen.workspace.runs().find(baseline)->name);
    }
    QCOMPARE(screen.cell(3, LeaderTable::Difference), QStringLiteral("baseline"));
    QVERIFY(screen.cell(0, LeaderTable::Difference).startsWith(QStringLiteral("↑ +")));
}

void TestLeaderboardPage::metricAndModelsAreChosen()
{
    Screen screen;
    QVERIFY(screen.openFour());
    auto* metrics = screen.called<QComboBox>(QStringLiteral("Metric of the leaderboard"));
    QCOMPARE(metrics->currentText(), QStringLiteral("MRR"));
    const int hit = metrics->findText(QStringLiteral("Hit@5"));
    QVERIFY(hit > 0);
    metrics->setCurrentIndex(hit);
    emit metrics->activated(hit);
    QVERIFY(screen.answered());
    QCOMPARE(screen.leaders().answer()->metric, std::string("hit-5"));
    QCOMPARE(screen.table().title(LeaderTable::Value), QStringLiteral("Hit@5"));
    QCOMPARE(screen.cell(0, LeaderTable::Value), screen.cell(0, LeaderTable::Hit)); // K is 5
    screen.button(QStringLiteral("best of each model"))->click();
    QVERIFY(screen.answered());
    QCOMPARE(screen.table().rowCount(), 3);
    QCOMPARE(screen.leaders().answer()->leftOut.reasons.at(OffBoard::NotTheBest), 1);
}

void TestLeaderboardPage::aSliceRanksItsUsers()
{
    Screen screen;
    QVERIFY(screen.openFour());
    const std::int64_t all = screen.leaders().answer()->board.users;
    screen.workspace.slicing().chooseRange({UserNumber::Positives, 0, 9});
    QVERIFY(screen.answered());
    const LeaderAnswer& answer = *screen.leaders().answer();
    QVERIFY(answer.board.users > 0 && answer.board.users < all);
    const SessionRun& best = *screen.workspace.runs().find(screen.table().shown(0).id);
    const UserResults scoped =
        resultsOf(loadUserResults(RunFiles(best.folder).validation, best.data), screen.workspace.selection().users());
    double sum = 0;
    for (std::size_t row = 0; row < scoped.users.size(); ++row)
        sum += scoped.value(row, scoped.column("mrr"));
    QVERIFY(std::abs(screen.table().shown(0).value - sum / static_cast<double>(scoped.users.size())) < 1e-12);
    QVERIFY(leaderUsers(answer).endsWith(QLatin1String("of the slice")));
    QVERIFY(!screen.chart().data().chance); // of all users only
}

void TestLeaderboardPage::whatIsHiddenIsLeftOutAndCounted()
{
    Screen screen;
    QVERIFY(screen.openFour());
    const int hidden = screen.table().shown(0).id;
    screen.workspace.runs().setHidden(hidden, true);
    QVERIFY(screen.answered());
    QTRY_COMPARE(screen.table().rowCount(), 3);
    QCOMPARE(screen.table().rowOf(hidden), -1);
    QCOMPARE(leftOutWords(screen.leaders().answer()->leftOut), QStringLiteral("1 hidden or not searched for"));
}

void TestLeaderboardPage::nothingIsAskedWhileNobodyLooks()
{
    Screen screen;
    screen.page.showView(TrainingPage::View::Curves);
    QVERIFY(screen.open());
    QVERIFY(screen.train(PopularityOptions{}) != 0);
    QTest::qWait(300);
    QVERIFY(!screen.leaders().answer() && !screen.leaders().isAsking());
    screen.page.showView(TrainingPage::View::Leaderboard);
    QVERIFY(screen.answered());
    QCOMPARE(screen.table().rowCount(), 1);
    QCOMPARE(leaderRemarks(*screen.leaders().answer()).title, QStringLiteral("One run, nothing to rank"));
}

void TestLeaderboardPage::costIsTimeOrMemory()
{
    Screen screen;
    QVERIFY(screen.openFour());
    screen.button(QStringLiteral("memory"))->click();
    QCOMPARE(screen.chart().data().unit, CostUnit::Bytes);
    for (std::size_t row = 0; row < 4; ++row) {
        const LeaderLine& line = screen.table().shown(static_cast<int>(row));
        QCOMPARE(screen.chart().data().points[row].cost, static_cast<double>(line.bytes));
        QVERIFY(line.bytes > 0);
    }
    const ChartPanel* panel = nullptr;
    for (const auto* each : screen.page.findChildren<ChartPanel*>())
        if (each->chart() == &screen.chart())
            panel = each;
    QVERIFY(panel);
    QCOMPARE(panel->figure().title, QStringLiteral("Quality against memory"));
    for (const char* part : {"validation, 1 + 50 candidates", "n = ", "paired bootstrap with seed 42, Holm", "data "})
        QVERIFY2(panel->figure().source.contains(QLatin1String(part)), qPrintable(panel->figure().source));
}

void TestLeaderboardPage::everyControlHasAName()
{
    Screen screen;
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
    QVERIFY(screen.openFour());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestLeaderboardPage)
#include "tst_leaderboard.moc"
