#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "tests/support/compare_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/dots/dot_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/interval_chart.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/charts/spread/win_map.h"
#include "ui/pages/compare/compare_data.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/differences_panel.h"
#include "ui/pages/compare/differences_view.h"
#include "ui/pages/compare/remarks.h"
#include "ui/pages/compare/run_combo.h"
#include "ui/parts/empty_state.h"
#include "ui/session/numbers.h"
#include "ui/session/page_keys.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::CompareScreen;

class TestComparePage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatToDoUntilThereAreTwoRuns();
    void showsTwoRealRuns();
    void whatDiffersIsShownAndCopied();
    void theBetterAtTheEdgeAsksForTheNextValue();
    void aTieIsCalledATie();
    void aClickOnAGroupIsTheSlice();
    void anotherValueRuleIsToldOnThePage();
    void combosAndPinsAreOne();
};

namespace {

BprOptions withRate(double learningRate)
{
    BprOptions options;
    options.learningRate = learningRate;
    return options;
}

} // namespace

void TestComparePage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestComparePage::saysWhatToDoUntilThereAreTwoRuns()
{
    Screen screen;
    const auto* empty = screen.page.findChild<EmptyState*>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("No data open"));
    QVERIFY(screen.open());
    QCOMPARE(empty->title(), QStringLiteral("Two runs make a comparison"));
    QVERIFY(screen.button(QStringLiteral("Train BPR")));
    auto* knn = screen.button(QStringLiteral("Run User-KNN"));
    QVERIFY(knn);
    knn->click();
    QTRY_COMPARE_WITH_TIMEOUT(empty->title(), QStringLiteral("One run is not a comparison yet"), 60'000);
    QVERIFY(empty->isVisible());
}

void TestComparePage::showsTwoRealRuns()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    const Comparison& made = *screen.session().comparison();
    QVERIFY(!screen.page.findChild<EmptyState*>()->isVisible());
    QCOMPARE(screen.page.findChildren<RunCombo*>().size(), 2);
    const Headline words = headline(made);
    QVERIFY(screen.page.findChild<CompareHead*>()->sentence().startsWith(words.answer));

    const IntervalData& intervals = screen.page.findChild<IntervalChart*>()->data();
    QCOMPARE(intervals.rows.size(), std::size_t(1));
    QCOMPARE(intervals.rows[0].value, made.results[0].difference);
    const CurveData& curves = screen.page.findChild<CurveChart*>()->data();
    QCOMPARE(curves.curves.size(), std::size_t(1)); // User-KNN is one value
    QCOMPARE(curves.curves[0].points.size(), std::size_t(4));
    QCOMPARE(curves.references.size(), std::size_t(1));

    // D: all settings and back.
    const auto* shown = screen.page.findChild<DifferencesView*>();
    const auto settings = [&] { return shown->data().sections[0].rows.size(); };
    const auto few = settings();
    auto* differences = screen.page.findChild<CompareHead*>()->differencesButton();
    differences->click();
    QVERIFY(settings() > few);
    differences->click();
    QCOMPARE(settings(), few);

    // A cell becomes the slice.
    auto* wins = screen.page.findChild<WinMap*>();
    QCOMPARE(wins->data().total(), static_cast<std::int64_t>(made.hits.total()));
    wins->setSelected({static_cast<MarkId>(Outcomes::BothMiss)});
    emit wins->selectionChanged(wins->selected());
    const auto missed = static_cast<std::int64_t>(made.hits.neither.size());
    auto* use = screen.button(QStringLiteral("Use %1 users as slice").arg(missed));
    QVERIFY(use && missed > 1);
    use->click();
    QVERIFY(screen.workspace.selection().slice().has_value());
    QCOMPARE(screen.workspace.selection().slice()->users, made.hits.neither);

    // The order of N is the order of disagreement.
    QVERIFY(screen.answered());
    const auto& order = screen.session().agreement()->users;
    screen.workspace.selection().setUser(order[0].user);
    screen.workspace.users().chooseNext();
    QCOMPARE(*screen.workspace.selection().user(), order[1].user);
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

// Settings, quality and cost stand beside each other; a measure has the interval it has in the chart; the sentence goes
// to the clipboard as it stands there.
void TestComparePage::whatDiffersIsShownAndCopied()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    QTRY_VERIFY_WITH_TIMEOUT(screen.session().measures() != nullptr, 60'000);
    const auto* panel = screen.page.findChild<DifferencesPanel*>();
    const auto& sections = panel->view()->data().sections;
    QCOMPARE(sections.size(), std::size_t(4));
    QCOMPARE(sections[1].rows[0].title, QStringLiteral("MRR"));
    QCOMPARE(sections[1].rows[0].whiskers.at(0).value, screen.session().comparison()->results[0].difference);
    QCOMPARE(sections[1].rows.size(), screen.session().measures()->size());
    // All else is of one model alone.
    QVERIFY2(sections[0].foot.startsWith(QLatin1String("1 is the same: negatives")), qPrintable(sections[0].foot));
    QCOMPARE(sections[3].rows[0].title, QStringLiteral("Training time"));
    const ListAgreement& lists = *screen.session().agreement();
    QCOMPARE(sections[2].title, QStringLiteral("What it gives"));
    QCOMPARE(sections[2].rows.size(), std::size_t(3));
    QCOMPARE(sections[2].rows[0].values[1], metric(lists.spread[1].sameness));
    QCOMPARE(sections[2].rows[0].whiskers.at(0).value, lists.moreAlike.value);
    QCOMPARE(sections[2].rows[1].title, QStringLiteral("Playlists reached"));
    QCOMPARE(sections[2].rows[1].values[0], percent(lists.spread[0].catalogue));
    QVERIFY(panel->sentence().contains(QLatin1String("of the playlists are reached against ")));
    QVERIFY(panel->tryButton()->isHidden()); // another model is no number
    QVERIFY(panel->panel()->chart()->table().rowCount() > 0);
    auto* copy = screen.called<QPushButton>(QStringLiteral("Copy the sentence"));
    QCOMPARE(copy->text(), QStringLiteral("Copy"));
    copy->click();
    QVERIFY(panel->sentence().contains(QLatin1String("of these trained models, not of their settings")));
    QCOMPARE(QGuiApplication::clipboard()->text(), panel->sentence());
}

/// Two learning rates, the larger certainly better: the double is offered, and the form of the next run has it.
void TestComparePage::theBetterAtTheEdgeAsksForTheNextValue()
{
    Screen screen;
    QVERIFY(screen.open());
    BprOptions options = withRate(0.05);
    options.embeddingDim = 16;
    options.epochs = 4;
    options.patience = 0;
    QVERIFY(screen.train(options));
    options.learningRate = 0.00001;
    QVERIFY(screen.train(options));
    QVERIFY(screen.answered());
    const auto* panel = screen.page.findChild<DifferencesPanel*>();
    QVERIFY(!panel->tryButton()->isHidden());
    QCOMPARE(panel->tryButton()->text(), QStringLiteral("Try 0.1 next"));
    QStringList pages;
    connect(&screen.workspace.guide(), &Guide::pageWanted, this, [&](const QString& key) { pages << key; });
    panel->tryButton()->click();
    QCOMPARE(pages, QStringList(page::training));
    QCOMPARE(screen.workspace.nextRun().options().as<BprOptions>().learningRate, 0.1);
    QCOMPARE(screen.workspace.nextRun().options().as<BprOptions>().epochs, 4);
    QVERIFY(screen.train(screen.workspace.nextRun().options())); // now the edge lies elsewhere
    QTRY_VERIFY(panel->tryButton()->text() != QStringLiteral("Try 0.1 next") || panel->tryButton()->isHidden());
}

void TestComparePage::aTieIsCalledATie()
{
    Comparison made;
    made.metric = "mrr";
    made.runs.resize(2);
    made.runs[0].name = QStringLiteral("bpr-01");
    made.runs[1].name = QStringLiteral("bpr-02");
    made.runs[0].config.model = withRate(0.00392);
    made.runs[1].config.model = withRate(0.00363);
    made.pairs = {{0, 1}};
    made.results.resize(1);
    PairedComparison& result = made.results[0];
    result.users = 100;
    result.difference = 0.0002;
    result.low = -0.0004;
    result.high = 0.0008;
    result.resamples = 2000;
    QCOMPARE(headline(made).answer, QStringLiteral("bpr-01 and bpr-02 are about tied"));
    QCOMPARE(remarks(made).size(), std::size_t(3)); // these two rates are the published question
    QVERIFY(remarks(made)[2].text.contains(QLatin1String("as the authors guessed")));

    result.difference = -0.02;
    result.low = -0.03;
    result.high = -0.01;
    result.tied = false;
    QCOMPARE(headline(made).answer, QStringLiteral("bpr-02 is better by 0.0200 MRR"));
    QVERIFY(headline(made).basis.startsWith(QLatin1String("[0.0100, 0.0300]")));
    made.runs[1].config.model = withRate(0.01);
    QCOMPARE(remarks(made).size(), std::size_t(2));
}

void TestComparePage::aClickOnAGroupIsTheSlice()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    const Comparison& made = *screen.session().comparison();
    auto* groups = screen.page.findChild<DotChart*>();
    const std::size_t last = made.groups.size() - 1;
    const auto place = groups->placeOf(made.groups[last].group);
    QVERIFY(place.has_value());
    QTest::mouseClick(groups, Qt::LeftButton, {}, place->toPoint());
    QVERIFY(screen.workspace.selection().slice().has_value());
    QCOMPARE(screen.workspace.selection().slice()->users, made.groupUsers[last]);
    QVERIFY(screen.workspace.selection().slice()->name.endsWith(QLatin1String("neighbours")));
    screen.workspace.selection().setSlice(std::nullopt);
    QVERIFY(groups->selected().empty());
}

void TestComparePage::anotherValueRuleIsToldOnThePage()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    const auto* head = screen.page.findChild<CompareHead*>();
    QCOMPARE(head->epochWords(), QString());
    screen.workspace.selection().setValueRule({ValueRule::Rule::At, 99}); // no run has it
    QVERIFY(head->epochWords().startsWith(QLatin1String("Compared at their best epochs (bpr-01 at ")));
    QVERIFY(head->epochWords().contains(QLatin1String("not at epoch 99")));
    screen.workspace.selection().setValueRule({});
    QCOMPARE(head->epochWords(), QString());
}

void TestComparePage::combosAndPinsAreOne()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.trainTwo());
    const int third = screen.train(PopularityOptions{});
    QVERIFY(third);
    const auto combos = screen.page.findChildren<RunCombo*>();
    QCOMPARE(combos.size(), 2);
    auto* second = combos[1];
    int other = 1; // the newest two, User-KNN and the most popular, stand there already
    while (std::ranges::find(screen.session().chosen(), other) != screen.session().chosen().end())
        ++other;
    second->setCurrentIndex(second->findData(other));
    emit second->activated(second->currentIndex());
    QCOMPARE(screen.workspace.choices().compared(), screen.session().chosen());
    std::vector<int> turned = screen.workspace.choices().compared();
    std::ranges::reverse(turned);
    screen.workspace.choices().setCompared(turned);
    QCOMPARE(combos[0]->currentData().toInt(), turned[0]);
    QCOMPARE(combos[1]->currentData().toInt(), turned[1]);
    screen.workspace.runSync().rename(third, QStringLiteral("most-read"));
    QVERIFY(combos[0]->findText(QStringLiteral("most-read")) >= 0);
}

QTEST_MAIN(TestComparePage)
#include "tst_compare_page.moc"
