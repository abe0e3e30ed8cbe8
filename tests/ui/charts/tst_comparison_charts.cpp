#include "tests/ui/charts/sample_sweep.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tastescope::ui;

/// Slope chart, win map and the map of two parameters.
class TestComparisonCharts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void overlapCountsSharedItems();
    void slopeSaysWhereHeldOutItemsStand();
    void slopeSelectsFromBothSides();
    void slopeListsMayDifferInLength();
    void winMapCellsAreSelectedByMouse();
    void winMapKeysGoAsTheCellsLie();
    void winMapSharesAddUp();
    void mapColoursByRank();
    void mapPartsTrialsOfOnePlace();
};

void TestComparisonCharts::overlapCountsSharedItems()
{
    SlopeChart chart;
    chart.setData(sampleLists());
    // Left 0 1 2 3 4 | 5 6 7 8 9, right 1 7 0 10 2 | 9 5 11 3 12.
    QCOMPARE(chart.overlap(0), 0);
    QCOMPARE(chart.overlap(2), 1);  // 1
    QCOMPARE(chart.overlap(5), 3);  // 0 1 2
    QCOMPARE(chart.overlap(10), 7); // 0 1 2 3 5 7 9
    QCOMPARE(chart.overlap(99), 7);
}

void TestComparisonCharts::slopeSaysWhereHeldOutItemsStand()
{
    SlopeChart chart;
    chart.setData(sampleLists());
    QCOMPARE(chart.accessibleDescription(),
             QStringLiteral("bpr-07 against bpr-05: 3 of the first 5 playlists are the same; held out: Slow Rivers at "
                            "Dusk at 1 and 3, Glasshouse Garage at 4 and 9."));
    const PlotTable table = chart.table();
    QCOMPARE(table.rowCount(), 13);
    QCOMPARE(table.text(3, 2), QStringLiteral("9"));
    QCOMPARE(table.text(10, 0), QStringLiteral("Postcard Bossa"));
    QCOMPARE(table.text(10, 1), QStringLiteral("\u2013")); // not in the left list
}

void TestComparisonCharts::slopeSelectsFromBothSides()
{
    SlopeChart chart;
    chart.resize(400, 290);
    chart.setData(sampleLists());
    chart.show();
    QTest::mouseClick(&chart, Qt::LeftButton, {}, {60, 26 + 12}); // first row
    QCOMPARE(chart.selected(), std::vector<MarkId>{0});
    QTest::mouseClick(&chart, Qt::LeftButton, {}, {340, 26 + 25 + 12}); // second row
    QCOMPARE(chart.selected(), std::vector<MarkId>{7});
    QTest::keyClick(&chart, Qt::Key_End);
    QCOMPARE(chart.hovered(), std::optional<MarkId>(12));
    chart.grab();
}

void TestComparisonCharts::slopeListsMayDifferInLength()
{
    SlopeChart chart;
    chart.resize(300, 200);
    SlopeData data = sampleLists();
    data.rightItems.resize(3);
    chart.setData(data);
    chart.grab();
    data.leftItems.clear();
    chart.setData(data);
    chart.setHovered(7);
    chart.grab();
    QCOMPARE(chart.table().rowCount(), 3);
    chart.setData({});
    chart.grab();
    QVERIFY(chart.isEmpty());
}

namespace {

WinMapData hitMap(const char* first, const char* second, std::array<std::int64_t, 4> users)
{
    return {first, second, "hits", "misses", "both hit", "both miss", users};
}

} // namespace

void TestComparisonCharts::winMapCellsAreSelectedByMouse()
{
    WinMap chart;
    chart.resize(420, 202);
    chart.setData(hitMap("bpr-07", "bpr-05", {63981, 9842, 3281, 19523}));
    chart.show();
    QSignalSpy changed(&chart, &WinMap::selectionChanged);
    for (const Outcomes cell : {Outcomes::BothHit, Outcomes::OnlyFirst, Outcomes::OnlySecond, Outcomes::BothMiss}) {
        QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.cellPlace(cell).center().toPoint());
        QVERIFY(chart.selectedCell() == cell);
    }
    QCOMPARE(changed.count(), 4);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, {20, 100}); // the names of the rows are no cell
    QVERIFY(!chart.selectedCell());
}

void TestComparisonCharts::winMapKeysGoAsTheCellsLie()
{
    WinMap chart;
    chart.setData(hitMap("a", "b", {1, 2, 3, 4}));
    chart.show();
    QTest::keyClick(&chart, Qt::Key_Home); // both hit
    QTest::keyClick(&chart, Qt::Key_Down);
    QTest::keyClick(&chart, Qt::Key_Return);
    QVERIFY(chart.selectedCell() == Outcomes::OnlySecond);
    QTest::keyClick(&chart, Qt::Key_Right);
    QTest::keyClick(&chart, Qt::Key_Up);
    QTest::keyClick(&chart, Qt::Key_Up);
    QTest::keyClick(&chart, Qt::Key_Return);
    QVERIFY(chart.selectedCell() == Outcomes::OnlyFirst);
}

void TestComparisonCharts::winMapSharesAddUp()
{
    WinMap chart;
    chart.setData(hitMap("a", "b", {1, 2, 3, 4}));
    const auto shares = std::get<std::vector<double>>(chart.table().columns[2].values);
    QCOMPARE(shares, (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
    QVERIFY(chart.summary().startsWith(QStringLiteral("Of 10 users: both hit 1 (10.0")));
    WinMapData sliced = chart.data();
    sliced.part = {1, 0, 2, 0};
    sliced.isSliced = true;
    chart.setData(sliced);
    QVERIFY(chart.summary().startsWith(QStringLiteral("Of 10 users: both hit 1 of 1 (10.0")));
    QCOMPARE(std::get<std::vector<double>>(chart.table().columns[3].values), (std::vector<double>{1, 0, 2, 0}));
    chart.setData({});
    QVERIFY(chart.isEmpty());
    chart.grab();
    QTest::keyClick(&chart, Qt::Key_Right);
}

void TestComparisonCharts::mapColoursByRank()
{
    ParameterMap chart;
    MapData data = sampleMap();
    data.points = {{1, "a", 0.001, 0, 0.3}, {2, "b", 0.002, 1, 0.5}, {3, "c", 0.003, 2, 0.3}};
    data.points.push_back({4, "d", 0.004, 0, std::numeric_limits<double>::quiet_NaN()});
    chart.setData(data);
    const PlotTable table = chart.table();
    const QStringList ranks{table.text(0, 4), table.text(1, 4), table.text(2, 4)};
    QCOMPARE(ranks, (QStringList{"2", "1", "2"})); // equal values share a rank
    QCOMPARE(table.text(3, 4), QStringLiteral("\u2013"));
    QCOMPARE(table.text(1, 2), QStringLiteral("1e-6"));
    QCOMPARE(chart.summary(),
             QStringLiteral("4 trials by learning rate and L2; best b, MRR 0.5000 at 0.002 and 1e-6."));
}

void TestComparisonCharts::mapPartsTrialsOfOnePlace()
{
    ParameterMap chart;
    chart.resize(400, 260);
    MapData data = sampleMap();
    data.points = {{1, "a", 0.001, 0, 0.3}, {2, "b", 0.001, 0, 0.5}};
    chart.setData(data);
    chart.show();
    const double apart = chart.placeOf(2)->x() - chart.placeOf(1)->x();
    QVERIFY(apart > 5);
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.placeOf(1)->toPoint() - QPoint(2, 0));
    QCOMPARE(chart.selected(), std::vector<MarkId>{1});
}

QTEST_MAIN(TestComparisonCharts)
#include "tst_comparison_charts.moc"
