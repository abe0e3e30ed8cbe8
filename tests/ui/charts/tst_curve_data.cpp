#include "ui/charts/curve/curve_data.h"

#include <QTest>

using namespace tastescope::ui;

class TestCurveData : public QObject
{
    Q_OBJECT

private slots:
    void referencesNearTheLinesAreInSight();
    void farReferencesStayOutside();
    void whatLiesBelowTheFloorStaysOutside();
    void theFirstEpochsDoNotMoveTheAxis();
    void fixedRangesStay();
    void plannedRangeGrowsWithTheData();
    void emptyDataHasARange();
    void nearestPointKnowsTheEnds();
};

static CurveData twoPoints(double first, double second)
{
    CurveData data;
    data.curves = {{"run", {LineRole::Focus, 0}, {{1, first}, {2, second}}}};
    return data;
}

void TestCurveData::referencesNearTheLinesAreInSight()
{
    CurveData data = twoPoints(0.42, 0.55); // span 0.13; 0.34 makes it 0.21, less than twice as much
    data.references = {{"popular", 0.34, {LineRole::Reference}}};
    const Range y = fittingY(data, {1, 2}, false);
    QVERIFY(y.low <= 0.34 && y.high > 0.55);
}

void TestCurveData::farReferencesStayOutside()
{
    CurveData data = twoPoints(0.42, 0.55); // 0.09 would make the span 0.46
    data.references = {{"chance", 0.09, {LineRole::Limit}}};
    QVERIFY(fittingY(data, {1, 2}, false).low > 0.3);
    data.references.push_back({"knn-40", 0.1, {LineRole::Baseline, 1}}); // the baseline is always in sight
    QVERIFY(fittingY(data, {1, 2}, false).low <= 0.1);
}

void TestCurveData::whatLiesBelowTheFloorStaysOutside()
{
    CurveData data = twoPoints(0.1, 0.62);
    data.curves.push_back({"bad", {LineRole::Behind, 0}, {{1, 0.05}, {2, 0.06}}});
    data.curves.push_back({"good", {LineRole::Run, 1}, {{1, 0.58}, {2, 0.61}}});
    data.floor = 0.57;
    QVERIFY(fittingY(data, {1, 2}, false).low > 0.5);
    QVERIFY(fittingY(data, {1, 2}, false, true).low <= 0.05); // all are asked for
}

void TestCurveData::theFirstEpochsDoNotMoveTheAxis()
{
    CurveData data;
    data.curves = {{"run", {LineRole::Focus, 0}, {{1, 0.38}}}};
    data.curves[0].live = true;
    data.references = {{"popular", 0.34, {LineRole::Reference}}, {"chance", 0.09, {LineRole::Limit}}};
    // Steps of 0.2: from below chance up to 1.25 times 0.38, which is 0.475.
    const Range first = fittingY(data, {1, 40}, false);
    QCOMPARE(first.low, 0.0);
    QCOMPARE(first.high, 0.6);
    data.curves[0].points.emplace_back(2, 0.42);
    data.curves[0].points.emplace_back(3, 0.45);
    QCOMPARE(fittingY(data, {1, 40}, false), first);
    data.curves[0].live = false; // it has ended: what there is fills the chart
    QVERIFY(fittingY(data, {1, 40}, false).low > 0.2);
}

void TestCurveData::fixedRangesStay()
{
    CurveData data = twoPoints(0.2, 7);
    data.yRange = Range{0, 1};
    QCOMPARE(fittingY(data, {1, 2}, false), (Range{0, 1}));
}

void TestCurveData::plannedRangeGrowsWithTheData()
{
    CurveData data = twoPoints(0.1, 0.2);
    QCOMPARE(fittingX(data, false), (Range{1, 2}));
    data.xRange = Range{1, 40};
    QCOMPARE(fittingX(data, false), (Range{1, 40}));
    data.curves[0].points.push_back({50, 0.3});
    QCOMPARE(fittingX(data, false), (Range{1, 50}));
}

void TestCurveData::emptyDataHasARange()
{
    QVERIFY(fittingX({}, false).span() > 0);
    QVERIFY(fittingY({}, {0, 1}, false).span() > 0);
    QVERIFY(fittingY({}, {0, 1}, true).low > 0);
    const CurveData one{.xName = {}, .curves = {{"run", {}, {{1, 0.5}}}}};
    QVERIFY(fittingX(one, false).span() > 0);
    QVERIFY(fittingY(one, {1, 2}, false).contains(0.5));
}

void TestCurveData::nearestPointKnowsTheEnds()
{
    const std::vector<QPointF> points{{1, 10}, {2, 20}, {4, 40}};
    QCOMPARE(nearestPoint(points, 2.9)->x(), 2.0);
    QCOMPARE(nearestPoint(points, 3.1)->x(), 4.0);
    QVERIFY(!nearestPoint(points, 0.9));
    QVERIFY(!nearestPoint(points, 4.1)); // a run that ended has no value later
    QVERIFY(!nearestPoint({}, 1));
}

QTEST_GUILESS_MAIN(TestCurveData)
#include "tst_curve_data.moc"
