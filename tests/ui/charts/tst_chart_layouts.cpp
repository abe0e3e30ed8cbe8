// Where things stand in the big charts, without a widget.
#include "tests/ui/charts/sample_sweep.h"
#include "ui/charts/curve/curve_overlay.h"
#include "ui/charts/curve/curve_words.h"
#include "ui/charts/parallel/parallel_layout.h"

#include <QTest>

#include <cmath>

using namespace tastescope::ui;

class TestChartLayouts : public QObject
{
    Q_OBJECT

private slots:
    void aCurveEndsInItsNameAndValue();
    void manyCurvesHaveALegendInstead();
    void zoomNamesWhatIsOutOfSightAtTheRim();
    void theMeantPointStandsForItsLine();
    void whatIsSmoothedIsCalledSo();
    void greyLinesAreCounted();
    void readoutTellsTheDifferenceToTheSecondCursor();
    void readoutBeginsWithTheNearestLine();
    void readoutLeavesNeitherTheToldNorTheReferencesOut();
    void zoomingOutEndsWithAllThereIs();
    void stepsGoFromPlaceToPlaceOfAllCurves();
    void everyDotHasItsPlaceInsideThePlot();
    void axesStandFromEdgeToEdge();
};

static const QRectF whole(0, 0, 500, 240);

// y = 0.1 x for x = 1, 2, ... count
static Curve line(const QString& name, int count)
{
    Curve curve{name, {LineRole::Run, 0}, {}};
    for (int x = 1; x <= count; ++x)
        curve.points.emplace_back(x, 0.1 * x);
    return curve;
}

static CurveData lines(int count)
{
    CurveData data;
    data.xName = QStringLiteral("epoch");
    for (int i = 0; i < count; ++i)
        data.curves.push_back(line(QStringLiteral("bpr-%1").arg(i), 4));
    return data;
}

void TestChartLayouts::aCurveEndsInItsNameAndValue()
{
    const CurveLayout layout = layoutCurves(lines(1), {}, whole);
    QCOMPARE(layout.labels.size(), 1);
    QCOMPARE(layout.labels[0].text, QStringLiteral("bpr-0 0.4000"));
    QCOMPARE(layout.labels[0].end, layout.map().toPixel({4, 0.4}));
    QVERIFY(layout.labels[0].place.right() <= whole.right());
    QVERIFY(layout.legend.isEmpty());
}

void TestChartLayouts::manyCurvesHaveALegendInstead()
{
    const CurveLayout layout = layoutCurves(lines(mostEndLabels + 1), {}, whole);
    QVERIFY(layout.labels.isEmpty());
    QCOMPARE(layout.legend.size(), mostEndLabels + 1);
    QVERIFY(layout.map().area.top() > layoutCurves(lines(1), {}, whole).map().area.top()); // its room is above
}

void TestChartLayouts::zoomNamesWhatIsOutOfSightAtTheRim()
{
    const CurveView view{.zoom = {Range{1, 3}, Range{0, 0.15}}};
    const CurveLayout layout = layoutCurves(lines(1), view, whole);
    QVERIFY(layout.labels[0].above); // 0.3 at 3
    QCOMPARE(layout.labels[0].end.y(), layout.map().area.top());
    QCOMPARE(curveTable(lines(1), view, layout).rowCount(), 3);
}

void TestChartLayouts::theMeantPointStandsForItsLine()
{
    CurveData data = lines(mostEndLabels + 1);
    data.curves[0].meant = QPointF(2, 0.2);
    data.curves[1].meant = QPointF(std::nan(""), std::nan(""));
    const CurveLayout legend = layoutCurves(data, {}, whole);
    QCOMPARE(legend.legend[0].text, QStringLiteral("bpr-0 0.2000"));
    QCOMPARE(legend.legend[1].text, QStringLiteral("bpr-1 –")); // it has no such epoch
    QCOMPARE(legend.legend[2].text, QStringLiteral("bpr-2 0.4000"));
    data.curves.resize(1);
    const CurveLayout layout = layoutCurves(data, {}, whole);
    QCOMPARE(layout.labels[0].text, QStringLiteral("bpr-0 0.2000"));
    QCOMPARE(layout.labels[0].end, layout.map().toPixel({4, 0.4})); // still at the end of the line
    QCOMPARE(curveSummary(data, {1, 4}), QStringLiteral("1 line(s): bpr-0 0.2000 at epoch 2."));
}

void TestChartLayouts::whatIsSmoothedIsCalledSo()
{
    const CurveData data = lines(1);
    const CurveView view{.smoothing = 0.5};
    const CurveLayout layout = layoutCurves(data, view, whole);
    QCOMPARE(layout.labels[0].text, QStringLiteral("bpr-0 0.4000")); // as measured
    QCOMPARE(layout.note, QStringLiteral("lines smoothed"));
    const Readout readout = curveReadout(data, layout, {.x = 2}, 2);
    QCOMPARE(readout.title, QStringLiteral("epoch 2, smoothed"));
    QVERIFY(readout.rows[0].value != QStringLiteral("0.2000"));
    QCOMPARE(curveTable(data, view, layout).columns[2].title, QStringLiteral("bpr-0, smoothed"));
    QVERIFY(layoutCurves(data, {}, whole).note.isEmpty());
}

void TestChartLayouts::greyLinesAreCounted()
{
    CurveData data = lines(4);
    for (std::size_t i = 1; i < 4; ++i)
        data.curves[i].style.role = LineRole::Behind;
    data.curves[1].told = true; // the best has its name whatever its colour
    data.notDrawn = 1000;
    const CurveLayout layout = layoutCurves(data, {}, whole);
    QCOMPARE(layout.labels.size(), 2);
    QCOMPARE(layout.note, QStringLiteral("and 1\u202f002 more"));
    for (int i = 0; i < mostEndLabels; ++i)
        data.curves.push_back(line(QStringLiteral("knn"), 4));
    const CurveLayout crowded = layoutCurves(data, {}, whole);
    QCOMPARE(crowded.legend.last().text, layout.note);
    QVERIFY(crowded.note.isEmpty()); // said once
}

void TestChartLayouts::readoutTellsTheDifferenceToTheSecondCursor()
{
    const CurveData data = lines(1);
    const Readout readout = curveReadout(data, layoutCurves(data, {}, whole), {.x = 4, .anchor = 1}, 4);
    QCOMPARE(readout.title, QStringLiteral("epoch 4"));
    QCOMPARE(readout.note, QStringLiteral("from 1"));
    QCOMPARE(readout.rows.size(), 1);
    QCOMPARE(readout.rows[0].beside, QStringLiteral("+0.3000")); // 0.4 - 0.1
}

// Ten level lines at 0.1, 0.2, ... 1, and popularity at 0.05.
static CurveData ladder()
{
    CurveData data;
    for (int i = 1; i <= 10; ++i)
        data.curves.push_back({QStringLiteral("bpr-%1").arg(i), {LineRole::Behind, 0}, {{1, 0.1 * i}, {4, 0.1 * i}}});
    data.references = {{QStringLiteral("popular"), 0.05, {LineRole::Reference}}};
    return data;
}

static QStringList namesOf(const Readout& readout)
{
    QStringList names;
    for (const ReadoutRow& row : readout.rows)
        names << row.name;
    return names;
}

void TestChartLayouts::readoutBeginsWithTheNearestLine()
{
    CurveData data = ladder();
    data.curves.resize(4);
    const CurveLayout layout = layoutCurves(data, {}, whole);
    const double pointer = layout.map().toY(0.29); // 0.01 from the third, 0.09 from the second, 0.11 from the fourth
    QCOMPARE(namesOf(curveReadout(data, layout, {.x = 1, .readoutY = pointer}, 1)),
             (QStringList{QStringLiteral("bpr-3"), QStringLiteral("bpr-2"), QStringLiteral("bpr-4"),
                          QStringLiteral("bpr-1"), QStringLiteral("popular")}));
}

void TestChartLayouts::readoutLeavesNeitherTheToldNorTheReferencesOut()
{
    CurveData data = ladder();
    data.curves[9].told = true;
    const CurveLayout layout = layoutCurves(data, {}, whole);
    const double pointer = layout.map().toY(0.41);
    const QStringList names = namesOf(curveReadout(data, layout, {.x = 1, .focus = 8, .readoutY = pointer}, 1));
    // Room for eight rows: four of the nearest, the reference, the focus, the told one, and how many are left out.
    QCOMPARE(names, (QStringList{QStringLiteral("bpr-4"), QStringLiteral("bpr-5"), QStringLiteral("bpr-3"),
                                 QStringLiteral("bpr-6"), QStringLiteral("popular"), QStringLiteral("bpr-9"),
                                 QStringLiteral("bpr-10"), QStringLiteral("and 4 more")}));
    QVERIFY(names.size() <= mostReadoutRows);
}

void TestChartLayouts::zoomingOutEndsWithAllThereIs()
{
    const CurveData data = lines(1); // x from 1 to 4
    CurveView view;
    view.zoom = zoomedBy(data, view, layoutCurves(data, view, whole).map(), 3, 0.5);
    QVERIFY(std::abs(view.zoom.x->low - 2) < 1e-9 && std::abs(view.zoom.x->high - 3) < 1e-9); // the middle third
    view.zoom = pannedBy(data, view, layoutCurves(data, view, whole).map(), 9, 0);
    QVERIFY(std::abs(view.zoom.x->high - 4) < 1e-9 && std::abs(view.zoom.x->span() - 1) < 1e-9);
    view.zoom = zoomedBy(data, view, layoutCurves(data, view, whole).map(), 1.0 / 9, 0.5);
    QCOMPARE(view.zoom, ZoomState{});
}

void TestChartLayouts::stepsGoFromPlaceToPlaceOfAllCurves()
{
    CurveData data = lines(1);
    data.curves.push_back({QStringLiteral("other"), {}, {{1.5, 0}, {9, 0}}});
    QCOMPARE(placesOf(data), (std::vector<double>{1, 1.5, 2, 3, 4, 9}));
    QCOMPARE(steppedPlace(data, 1, 1), std::optional(1.5));
    QCOMPARE(steppedPlace(data, 1.5, 10), std::optional(9.0));
    QCOMPARE(steppedPlace(data, std::nullopt, -1), std::optional(9.0));
    QCOMPARE(nearestPlace(data, 7), std::optional(9.0));
    QVERIFY(!steppedPlace({}, 1, 1));
}

void TestChartLayouts::everyDotHasItsPlaceInsideThePlot()
{
    const DotData data = sampleRates();
    const DotLayout layout = layoutDots(data, whole);
    QCOMPARE(layout.places.size(), data.dots.size());
    for (std::size_t i = 0; i < data.dots.size(); ++i) {
        QVERIFY(layout.places[i]);
        QVERIFY(layout.map().area.contains(*layout.places[i]));
        QCOMPARE(nearestDot(data, layout, layout.places[i]->x())->id, data.dots[i].id);
        QCOMPARE(dotAt(data, layout, *layout.places[i]), std::optional(data.dots[i].id));
    }
    QVERIFY(!nearestDot({}, layoutDots({}, whole), 10));
}

void TestChartLayouts::axesStandFromEdgeToEdge()
{
    ParallelData data;
    data.axes = {{QStringLiteral("a")}, {QStringLiteral("b")}, {QStringLiteral("c")}};
    data.lines = {{1, {}, {0, 1, 2}}, {2, {}, {4, 3, 2}}};
    const ParallelLayout layout = layoutParallel(data, whole);
    QCOMPARE(layout.axisX, (std::vector<double>{layout.area.left(), layout.area.center().x(), layout.area.right()}));
    QCOMPARE(layout.lines[0][0].y(), layout.area.bottom()); // 0 of 0 to 4
    QCOMPARE(layout.lines[1][0].y(), layout.area.top());
    QCOMPARE(layout.lines[0][2].y(), layout.area.center().y()); // the only value stands in the middle
    QCOMPARE(parallelAxisAt(layout, {layout.area.right() - 3, 50}), std::optional<std::size_t>(2));
    QVERIFY(!parallelAxisAt(layout, {layout.area.left() + 40, 50}));
}

QTEST_MAIN(TestChartLayouts)
#include "tst_chart_layouts.moc"
