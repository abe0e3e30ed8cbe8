#include "tests/support/page_screen.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/threshold_chart.h"
#include "ui/pages/neighbours/count_panel.h"
#include "ui/pages/neighbours/neighbours_page.h"
#include "ui/pages/neighbours/similarity_panel.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>

#include <numeric>

using namespace tastescope;
using namespace tastescope::ui;
using Screen = pagetest::Screen<NeighboursPage>;

/// The limit of the neighbours that are kept, what lies beyond it, and the threshold as a handle.
class TestThreshold : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theThresholdIsTriedThenKept();
    void theLimitIsSaidAndWhatLiesBeyondIt();
};

void TestThreshold::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestThreshold::theThresholdIsTriedThenKept()
{
    Screen screen;
    QVERIFY(screen.open());
    NeighbourSession& session = screen.workspace.neighbours();
    const auto before = session.selection();
    auto* chart = screen.page.findChild<ThresholdChart*>();
    const auto* panel = screen.page.findChild<SimilarityPanel*>();
    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->rect().center());
    QVERIFY(chart->tried() && *chart->tried() > 0);
    const auto tried = static_cast<float>(*chart->tried());
    const ThresholdCounts counts = countAbove(*session.found(), before->dataset->hash(), tried);
    QTRY_VERIFY2(
        panel->words().contains(QStringLiteral("%1 of %2 users alone").arg(count(counts.alone), count(counts.users))),
        qPrintable(panel->words()));
    QCOMPARE(session.selectionOptions().minimumSimilarity, 0.0F); // nothing is chosen by trying
    QTest::keyClick(chart, Qt::Key_Escape);
    QVERIFY(!chart->tried());

    QTest::mouseClick(chart, Qt::LeftButton, {}, chart->rect().center());
    QTest::keyClick(chart, Qt::Key_Return);
    QCOMPARE(session.selectionOptions().minimumSimilarity, tried);
    QTRY_COMPARE(session.selection()->options.minimumSimilarity, tried);
    for (const Neighbour& neighbour : session.selection()->neighbours->entries())
        QVERIFY(neighbour.similarity >= tried);
    QVERIFY(session.selection()->neighbours->entryCount() < before->neighbours->entryCount());
    screen.workspace.undo().undo(); // they are taken in again
    QTRY_COMPARE(session.selection()->options.minimumSimilarity, 0.0F);
    QVERIFY(*session.selection()->neighbours == *before->neighbours);
    QCOMPARE(chart->kept(), 0.0);
}

void TestThreshold::theLimitIsSaidAndWhatLiesBeyondIt()
{
    Screen screen;
    QVERIFY(screen.open());
    SelectionOptions few = screen.workspace.neighbours().selectionOptions();
    few.maximum = 10;
    screen.workspace.neighbours().setSelectionOptions(few);
    QTRY_COMPARE((*screen.workspace.neighbours().selection()).options.maximum, 10);
    auto* panel = screen.page.findChild<CountPanel*>();
    const QString caption = panel->words();
    QVERIFY2(caption.contains(QStringLiteral("at your limit of 10, median ")), qPrintable(caption));
    const NeighbourReach reach = neighbourReach(*screen.workspace.neighbours().found(),
                                                (*screen.workspace.neighbours().selection()).dataset->hash(), 0, 10);
    QVERIFY((*screen.workspace.neighbours().selection()).reach == reach);
    panel->choice()->setCurrentIndex(1);
    QVERIFY(panel->chart()->data().bars == histogram(asDoubles(reach.near.values()), 30, true, false));

    auto* similarity = screen.page.findChild<SimilarityPanel*>();
    similarity->choice()->setCurrentIndex(1); // of the tenth neighbour
    const auto have = std::ranges::count_if(reach.similarityOfKth.values(), [](float value) { return value > 0; });
    const std::vector<std::int64_t>& bars = similarity->chart()->data().bars.counts;
    QCOMPARE(std::accumulate(bars.begin(), bars.end(), std::int64_t{0}), static_cast<std::int64_t>(have));
}

QTEST_MAIN(TestThreshold)
#include "tst_threshold.moc"
