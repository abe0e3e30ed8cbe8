#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/plot/linked_cursor.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace tastescope::ui;

class TestCurveChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void dragZoomsX();
    void shiftDragZoomsABox();
    void zoomSurvivesNewData();
    void zoomHistoryGoesBackAndForward();
    void wheelZoomsOnlyWithCtrl();
    void panningStopsAtTheEnds();
    void linkedChartsShareCursorAndZoom();
    void crosshairSnapsToPointsAndStepsByKey();
    void clickSetsTheSecondCursor();
    void logAxisDrawsLinesWithZeros();
    void tableHoldsWhatIsInSight();
    void smoothingIsOffAtFirstAndKeptThroughUpdates();
    void summaryTellsTheBest();
};

static CurveData epochs(int count, double offset = 0)
{
    CurveData data;
    data.xName = QStringLiteral("epoch");
    data.xRange = Range{1, 40};
    Curve curve{QStringLiteral("bpr-07"), {LineRole::Focus, 0}, {}};
    for (int epoch = 1; epoch <= count; ++epoch)
        curve.points.emplace_back(epoch, 0.5 + offset - 0.3 / epoch);
    data.curves.push_back(curve);
    return data;
}

class Chart : public CurveChart
{
public:
    Chart()
    {
        resize(500, 240);
        setData(epochs(20));
        show();
    }

    QPoint at(double x) const
    {
        const PlotMap here = map();
        return QPointF(here.toX(x), here.area.center().y()).toPoint();
    }

    void drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(this, Qt::LeftButton, modifiers, from);
        QTest::mouseMove(this, to);
        QTest::mouseRelease(this, Qt::LeftButton, modifiers, to);
    }
};

static bool near(double a, double b, double slack)
{
    return std::abs(a - b) <= slack;
}

void TestCurveChart::init()
{
    applyTheme(*qApp, Scheme::Light);
}

void TestCurveChart::dragZoomsX()
{
    Chart chart;
    QSignalSpy zoomed(&chart, &CurveChart::zoomChanged);
    chart.drag(chart.at(5), chart.at(12));
    QVERIFY(chart.isZoomed());
    QVERIFY(near(chart.zoom().x->low, 5, 0.1) && near(chart.zoom().x->high, 12, 0.1)); // a pixel is 0.1 epochs
    QVERIFY(!chart.zoom().y);
    QVERIFY(zoomed.last()[0].toBool());
    QTest::mouseDClick(&chart, Qt::LeftButton, {}, chart.at(8));
    QVERIFY(!chart.isZoomed());
    QVERIFY(!zoomed.last()[0].toBool());
}

void TestCurveChart::shiftDragZoomsABox()
{
    Chart chart;
    const PlotMap before = chart.map();
    chart.drag(before.toPixel({5, 0.3}).toPoint(), before.toPixel({12, 0.45}).toPoint(), Qt::ShiftModifier);
    QVERIFY(chart.zoom().x && chart.zoom().y);
    QVERIFY(near(chart.zoom().y->low, 0.3, 0.005) && near(chart.zoom().y->high, 0.45, 0.005));
}

void TestCurveChart::zoomSurvivesNewData()
{
    Chart chart;
    chart.setZoom({Range{3, 9}, Range{0.3, 0.4}});
    chart.setData(epochs(21, 0.01));
    QCOMPARE(chart.zoom(), (ZoomState{Range{3, 9}, Range{0.3, 0.4}}));
    QCOMPARE(chart.map().x.range, (Range{3, 9}));
    QCOMPARE(chart.map().y.range, (Range{0.3, 0.4}));
    chart.fit();
    QCOMPARE(chart.map().x.range, (Range{1, 40}));
}

void TestCurveChart::zoomHistoryGoesBackAndForward()
{
    Chart chart;
    chart.setZoom({Range{2, 20}, {}});
    chart.setZoom({Range{4, 8}, {}});
    QTest::keyClick(&chart, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(chart.zoom().x, std::optional(Range{2, 20}));
    QTest::keyClick(&chart, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(chart.zoom().x, std::optional(Range{4, 8}));
    QTest::keyClick(&chart, Qt::Key_0);
    QVERIFY(!chart.isZoomed());
    QTest::keyClick(&chart, Qt::Key_Plus);
    QVERIFY(near(chart.zoom().x->span(), 39 / 1.5, 1e-9));
    QTest::keyClick(&chart, Qt::Key_Minus);
    QVERIFY(!chart.isZoomed());
}

void TestCurveChart::wheelZoomsOnlyWithCtrl()
{
    Chart chart;
    const auto turn = [&](Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(chart.at(10), chart.mapToGlobal(chart.at(10)), {}, {0, 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&chart, &event);
        return event.isAccepted();
    };
    QVERIFY(!turn({})); // left for the page to scroll
    QVERIFY(!chart.isZoomed());
    turn(Qt::ControlModifier);
    QVERIFY(chart.isZoomed());
    QVERIFY(near(chart.map().xAt(chart.at(10).x()), 10, 0.1));
    QVERIFY(chart.zoom().x->low > 1 && chart.zoom().x->high < 40);
}

void TestCurveChart::panningStopsAtTheEnds()
{
    Chart chart;
    chart.setZoom({Range{2, 12}, {}});
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(&chart, Qt::Key_Left);
    QVERIFY(near(chart.zoom().x->low, 1, 1e-9) && near(chart.zoom().x->high, 11, 1e-9));
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(near(chart.zoom().x->low, 30, 1e-9) && near(chart.zoom().x->high, 40, 1e-9));
}

void TestCurveChart::linkedChartsShareCursorAndZoom()
{
    LinkedCursor cursor;
    Chart one;
    Chart other;
    one.linkTo(&cursor);
    other.linkTo(&cursor);
    other.setZoom({other.zoom().x, Range{0, 1}});
    QTest::mouseMove(&one, one.at(7));
    QCOMPARE(cursor.position(), std::optional(7.0));
    one.drag(one.at(4), one.at(9));
    QCOMPARE(other.zoom().x, one.zoom().x);
    QCOMPARE(other.zoom().y, std::optional(Range{0, 1})); // y is each chart's own
    other.fit();
    QVERIFY(!one.zoom().x);
}

void TestCurveChart::crosshairSnapsToPointsAndStepsByKey()
{
    LinkedCursor cursor;
    Chart chart;
    chart.linkTo(&cursor);
    QTest::mouseMove(&chart, chart.at(7.3));
    QCOMPARE(cursor.position(), std::optional(7.0));
    QTest::mouseMove(&chart, chart.at(35)); // beyond the last point
    QCOMPARE(cursor.position(), std::optional(20.0));
    QTest::keyClick(&chart, Qt::Key_Comma);
    QCOMPARE(cursor.position(), std::optional(19.0));
    QTest::keyClick(&chart, Qt::Key_Comma, Qt::ShiftModifier);
    QCOMPARE(cursor.position(), std::optional(9.0));
    QTest::keyClick(&chart, Qt::Key_Period);
    QCOMPARE(cursor.position(), std::optional(10.0));
}

void TestCurveChart::clickSetsTheSecondCursor()
{
    LinkedCursor cursor;
    Chart chart;
    chart.linkTo(&cursor);
    QTest::mouseMove(&chart, chart.at(6));
    QTest::mouseClick(&chart, Qt::LeftButton, {}, chart.at(6));
    QCOMPARE(cursor.anchor(), std::optional(6.0));
    QVERIFY(!chart.isZoomed());
    QTest::keyClick(&chart, Qt::Key_Escape);
    QVERIFY(!cursor.anchor());
}

// How many pixels of the plot area have the run's colour, or nearly.
static int inkOf(const CurveChart& chart, const QImage& picture)
{
    const QRect area = chart.map().area.toRect();
    const QColor ink = runColour(0);
    int pixels = 0;
    for (int y = area.top(); y < area.bottom(); ++y)
        for (int x = area.left(); x < area.right(); ++x) {
            const QColor found = picture.pixelColor(x, y);
            pixels += std::abs(found.red() - ink.red()) < 40 && std::abs(found.blue() - ink.blue()) < 40 ? 1 : 0;
        }
    return pixels;
}

void TestCurveChart::logAxisDrawsLinesWithZeros()
{
    // Qt Charts drops the whole series of a log axis when one value is 0.
    Chart chart;
    CurveData data = epochs(20);
    data.curves[0].points[4].setY(0);
    data.curves[0].points[5].setY(-1);
    chart.setLogarithmic(false, true);
    chart.setData(data);
    QVERIFY(inkOf(chart, chart.grab().toImage()) > 300);
    const QImage picture = chart.grab().toImage();
    const PlotMap map = chart.map();
    // the two values are ticked at the lower rim
    QCOMPARE(
        picture.pixelColor(static_cast<int>(std::round(map.toX(5) - 0.5)), static_cast<int>(map.area.bottom()) - 3),
        runColour(0));
    QTest::keyClick(&chart, Qt::Key_L);
    QVERIFY(!chart.isLogarithmicY());
    QTest::keyClick(&chart, Qt::Key_L, Qt::ShiftModifier);
    QVERIFY(chart.isLogarithmicX());
}

void TestCurveChart::tableHoldsWhatIsInSight()
{
    Chart chart;
    CurveData data = epochs(20);
    data.curves.push_back({QStringLiteral("bpr-05"), {LineRole::Run, 2}, {{2, 0.25}, {3, 0.26}}});
    data.references = {{QStringLiteral("popular"), 0.3, {LineRole::Reference}}};
    chart.setData(data);
    QCOMPARE(chart.table().rowCount(), 20);
    chart.setZoom({Range{3, 5}, {}});
    const PlotTable table = chart.table();
    QCOMPARE(table.columns.size(), std::size_t(4));
    QCOMPARE(std::get<std::vector<double>>(table.columns[0].values), (std::vector<double>{3, 4, 5}));
    const auto& run = std::get<std::vector<double>>(table.columns[1].values);
    QCOMPARE(run[0], 0.5 - 0.3 / 3);
    const auto& other = std::get<std::vector<double>>(table.columns[2].values);
    QCOMPARE(other[0], 0.26);
    QVERIFY(std::isnan(other[1]));
    QCOMPARE(table.text(0, 3), QStringLiteral("0.3000"));
}

void TestCurveChart::smoothingIsOffAtFirstAndKeptThroughUpdates()
{
    Chart chart;
    QCOMPARE(chart.smoothing(), 0.0);
    QTest::keyClick(&chart, Qt::Key_S);
    QVERIFY(chart.smoothing() > 0);
    chart.setData(epochs(22));
    QVERIFY(chart.smoothing() > 0);
    QTest::keyClick(&chart, Qt::Key_S);
    QCOMPARE(chart.smoothing(), 0.0);
}

void TestCurveChart::summaryTellsTheBest()
{
    Chart chart;
    CurveData data = epochs(3); // 0.5 - 0.3 / 3 = 0.4
    data.curves[0].best = QPointF(3, 0.4);
    chart.setData(data);
    QCOMPARE(chart.accessibleDescription(), QStringLiteral("1 line(s): bpr-07 0.4000 at epoch 3, best 0.4000 at 3."));
    chart.setData({});
    QCOMPARE(chart.accessibleDescription(), QStringLiteral("No values yet."));
    chart.grab();
    QTest::keyClick(&chart, Qt::Key_Period); // and nothing breaks
    QTest::mouseMove(&chart, QPoint(200, 100));
}

QTEST_MAIN(TestCurveChart)
#include "tst_curve_chart.moc"
