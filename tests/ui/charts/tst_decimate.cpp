#include "core/base/random.h"
#include "ui/charts/plot/decimate.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>

using namespace tastescope;
using namespace tastescope::ui;

class TestDecimate : public QObject
{
    Q_OBJECT

private slots:
    void keepsExtremesWithTwoPointsAColumn();
    void keepsAFewPointsAsTheyAre();
    void splitsAtGaps();
    void cutsAtTheEdges();
    void runsUpToTheEdgeWhenZoomed();
    void countsWhatALogAxisCannotShow();
    void smoothingKeepsAConstant();
    void smoothingMatchesHandComputedMeans();
    void smoothingKeepsGaps();
};

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

static PlotMap mapOf(Range x, Range y, bool logY = false)
{
    return {QRectF(0, 0, 100, 100), {x, false}, {y, logY}};
}

void TestDecimate::keepsExtremesWithTwoPointsAColumn()
{
    Random random(7, {1});
    std::vector<QPointF> points;
    for (int i = 0; i < 20000; ++i)
        points.emplace_back(i, random.uniform());
    points[7777].setY(5);
    points[3333].setY(-4);
    const auto lines = visibleLines(points, mapOf({0, 19999}, {-5, 6}));
    QCOMPARE(lines.size(), std::size_t(1));

    std::map<int, int> inColumn;
    double highest = -1;
    double lowest = 1e9;
    for (const QPointF& pixel : lines[0]) {
        ++inColumn[static_cast<int>(std::floor(pixel.x()))];
        lowest = std::min(lowest, pixel.y());
        highest = std::max(highest, pixel.y());
    }
    for (const auto& [column, count] : inColumn)
        QVERIFY2(count <= 2, qPrintable(QString::number(column)));
    QVERIFY(inColumn.size() >= 100);
    // pixels count downwards: 5 of [-5, 6] lies at 100 * 1/11, -4 at 100 * 10/11
    QVERIFY(std::abs(lowest - 100.0 / 11) < 1e-9);
    QVERIFY(std::abs(highest - 1000.0 / 11) < 1e-9);
}

void TestDecimate::keepsAFewPointsAsTheyAre()
{
    const std::vector<QPointF> points{{0, 0}, {5, 10}, {10, 5}};
    const auto lines = visibleLines(points, mapOf({0, 10}, {0, 10}));
    QCOMPARE(lines.size(), std::size_t(1));
    QCOMPARE(lines[0], (QPolygonF{{0, 100}, {50, 0}, {100, 50}}));
}

void TestDecimate::splitsAtGaps()
{
    const std::vector<QPointF> points{{0, 1}, {1, 1}, {2, notANumber}, {3, 1}, {4, 1}, {5, INFINITY}, {6, 1}};
    const auto lines = visibleLines(points, mapOf({0, 10}, {0, 2}));
    QCOMPARE(lines.size(), std::size_t(3));
    QCOMPARE(lines[0].size(), 2);
    QCOMPARE(lines[2].size(), 1);
}

void TestDecimate::cutsAtTheEdges()
{
    // up through the top edge at x = 5 and down again at x = 15
    const std::vector<QPointF> points{{0, 0}, {10, 20}, {20, 0}};
    const auto lines = visibleLines(points, mapOf({0, 20}, {0, 10}));
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0], (QPolygonF{{0, 100}, {25, 0}}));
    QCOMPARE(lines[1], (QPolygonF{{75, 0}, {100, 100}}));
}

void TestDecimate::runsUpToTheEdgeWhenZoomed()
{
    std::vector<QPointF> points;
    for (int i = 0; i <= 10; ++i)
        points.emplace_back(i * 10, 5);
    const auto lines = visibleLines(points, mapOf({42, 58}, {0, 10}));
    QCOMPARE(lines.size(), std::size_t(1));
    QCOMPARE(lines[0].first(), QPointF(0, 50));
    QCOMPARE(lines[0].last(), QPointF(100, 50));
}

void TestDecimate::countsWhatALogAxisCannotShow()
{
    const std::vector<QPointF> points{{1, 10}, {2, 0}, {3, -1}, {4, notANumber}, {5, 100}, {50, -1}};
    const PlotMap map = mapOf({0, 10}, {1, 100}, true);
    QCOMPARE(countNotPositive(points, map), 2); // x = 50 is out of sight
    const auto lines = visibleLines(points, map);
    QCOMPARE(lines.size(), std::size_t(2)); // the others are still drawn
}

void TestDecimate::smoothingKeepsAConstant()
{
    const std::vector<QPointF> points(50, QPointF(0, 0.1));
    for (const QPointF& point : smoothed(points, 0.9))
        QCOMPARE(point.y(), 0.1); // bit for bit, from the first point on
}

void TestDecimate::smoothingMatchesHandComputedMeans()
{
    // w = 0.5: m = 0.5*1 = 0.5, /0.5 -> 1;  m = 0.25 + 0.5*3 = 1.75, /0.75 -> 2.3333
    const std::vector<QPointF> means = smoothed(std::vector<QPointF>{{1, 1}, {2, 3}}, 0.5);
    QCOMPARE(means[0], QPointF(1, 1));
    QCOMPARE(means[1].y(), 1.75 / 0.75);
    const std::vector<QPointF> points{{1, 4}, {2, -3}};
    QCOMPARE(smoothed(points, 0), points);
}

void TestDecimate::smoothingKeepsGaps()
{
    const auto means = smoothed(std::vector<QPointF>{{1, 1}, {2, notANumber}, {3, 1}}, 0.5);
    QVERIFY(std::isnan(means[1].y()));
    QCOMPARE(means[2].y(), 1.0);
}

QTEST_GUILESS_MAIN(TestDecimate)
#include "tst_decimate.moc"
