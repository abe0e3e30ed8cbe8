// What a hand means in the big charts, told by positions alone.
#include "ui/charts/curve/curve_gesture.h"
#include "ui/charts/dots/dot_gesture.h"
#include "ui/charts/parallel/parallel_gesture.h"

#include <QTest>

#include <cmath>

using namespace tastescope::ui;

class TestChartGestures : public QObject
{
    Q_OBJECT

private slots:
    void aTremblingHandClicks();
    void aDragZoomsX();
    void shiftZoomsABoxCutToThePlot();
    void theMiddleButtonPansAsOneMove();
    void pressesElsewhereMeanNothing();
    void aClickOnEmptyGroundAsksForADot();
    void aDragNeverAsksForADot();
    void brushEdgesAndTheWholeAreTakenHoldOf();
    void aClickTakesTheBrushAway();
    void aClickOnAChoiceBrushesItOnceAndNoMore();
    void movedBrushKeepsItsWidth();
    void shiftedEdgesOfATurnedAxisAreTheOnesSeen();
};

static const QRectF area(100, 50, 200, 100);

void TestChartGestures::aTremblingHandClicks()
{
    CurveGesture gesture;
    QVERIFY(gesture.press({150, 80}, Qt::LeftButton, {}, area));
    QVERIFY(std::holds_alternative<std::monostate>(gesture.move({152, 81}, area)));
    QVERIFY(!gesture.isDragging());
    QVERIFY(std::holds_alternative<CurveGesture::Click>(gesture.release({152, 81}, area)));
    QVERIFY(std::holds_alternative<std::monostate>(gesture.release({152, 81}, area))); // it is over
}

void TestChartGestures::aDragZoomsX()
{
    CurveGesture gesture;
    gesture.press({250, 80}, Qt::LeftButton, {}, area);
    gesture.move({200, 90}, area);
    QVERIFY(gesture.isDragging());
    const auto meaning = gesture.release({150, 90}, area);
    const auto* into = std::get_if<CurveGesture::ZoomInto>(&meaning);
    QVERIFY(into && !into->box);
    QCOMPARE(into->place, QRectF(150, 50, 100, 100)); // from top to bottom, whichever way the hand went
}

void TestChartGestures::shiftZoomsABoxCutToThePlot()
{
    CurveGesture gesture;
    gesture.press({250, 80}, Qt::LeftButton, Qt::ShiftModifier, area);
    const auto meaning = gesture.release({400, 300}, area);
    const auto* into = std::get_if<CurveGesture::ZoomInto>(&meaning);
    QVERIFY(into && into->box);
    QCOMPARE(into->place, QRectF(250, 80, 50, 70));
}

void TestChartGestures::theMiddleButtonPansAsOneMove()
{
    CurveGesture gesture;
    QVERIFY(gesture.press({200, 100}, Qt::MiddleButton, {}, area));
    const auto first = gesture.move({180, 110}, area); // 20 of 200 px to the left, 10 of 100 down
    QVERIFY(!std::get<CurveGesture::Pan>(first).goesOn);
    QCOMPARE(std::get<CurveGesture::Pan>(first).fractionX, 0.1);
    QCOMPARE(std::get<CurveGesture::Pan>(first).fractionY, 0.1);
    QVERIFY(std::get<CurveGesture::Pan>(gesture.move({170, 110}, area)).goesOn);
    QVERIFY(!gesture.band(area));
    QVERIFY(std::holds_alternative<std::monostate>(gesture.release({170, 110}, area)));
}

void TestChartGestures::pressesElsewhereMeanNothing()
{
    CurveGesture gesture;
    QVERIFY(!gesture.press({10, 10}, Qt::LeftButton, {}, area));
    QVERIFY(!gesture.press({150, 80}, Qt::RightButton, {}, area));
    QVERIFY(std::holds_alternative<std::monostate>(gesture.move({160, 80}, area)));
    DotGesture dots;
    QVERIFY(!dots.press({1, 1}, false, std::nullopt));
    QVERIFY(!dots.release({1, 1}));
}

void TestChartGestures::aClickOnEmptyGroundAsksForADot()
{
    DotGesture gesture;
    QVERIFY(gesture.press({150, 80}, false, 0.005));
    QVERIFY(!gesture.holdsCursor());
    QCOMPARE(gesture.release({151, 81}), std::optional(0.005));
    QVERIFY(!gesture.release({151, 81}));
}

void TestChartGestures::aDragNeverAsksForADot()
{
    DotGesture gesture;
    gesture.press({150, 80}, false, 0.005);
    QVERIFY(!gesture.release({160, 80}));
    QVERIFY(gesture.press({150, 80}, true, std::nullopt));
    QVERIFY(gesture.holdsCursor());
    QVERIFY(!gesture.release({150, 80}));
    QVERIFY(!gesture.holdsCursor());
}

// A number from 0 to 10 and a choice of three, each axis 100 px high.
static ParallelData twoAxes()
{
    ParallelData data;
    data.axes.push_back({.name = QStringLiteral("rate"), .range = Range{0, 10}});
    data.axes.push_back({QStringLiteral("optimiser"), AxisKind::Choice, {"sgd", "adam", "adam_batch"}});
    data.lines = {{1, {}, {2, 0}}, {2, {}, {8, 2}}};
    return data;
}

static ParallelLayout layoutOfTwo()
{
    return layoutParallel(twoAxes(), QRectF(0, 0, 328, 150)); // axes from 34 to 134 px
}

void TestChartGestures::brushEdgesAndTheWholeAreTakenHoldOf()
{
    const ParallelLayout layout = layoutOfTwo();
    ParallelBrushes brushes = noBrushes(twoAxes());
    brushes.axes[0] = Range{2, 8}; // 54 to 114 px
    const auto dragged = [&](double from, double to) {
        ParallelGesture gesture;
        gesture.press({layout.axisX[0], from}, brushes, layout);
        return *gesture.move(to, twoAxes(), layout)->brush;
    };
    QCOMPARE(dragged(54, 44), (Range{2, 9}));   // the upper edge
    QCOMPARE(dragged(114, 124), (Range{1, 8})); // the lower one
    QCOMPARE(dragged(84, 74), (Range{3, 9}));   // all of it
    QCOMPARE(dragged(84, 0), (Range{4, 10}));   // never beyond the axis
    QCOMPARE(dragged(124, 44), (Range{1, 9}));  // beside it: a new one
}

void TestChartGestures::aClickTakesTheBrushAway()
{
    const ParallelLayout layout = layoutOfTwo();
    ParallelBrushes brushes = noBrushes(twoAxes());
    brushes.axes[0] = Range{6, 8};
    ParallelGesture gesture;
    QCOMPARE(gesture.press({layout.axisX[0], 130}, brushes, layout), std::optional<std::size_t>(0));
    const auto change = gesture.release(twoAxes(), brushes, layout);
    QVERIFY(change && !change->brush);
    gesture.press({layout.axisX[0], 64}, brushes, layout); // on it: nothing
    QVERIFY(!gesture.release(twoAxes(), brushes, layout));
    QVERIFY(!gesture.press({layout.axisX[0] + 40, 64}, brushes, layout)); // beside the axis
}

void TestChartGestures::aClickOnAChoiceBrushesItOnceAndNoMore()
{
    const ParallelLayout layout = layoutOfTwo();
    ParallelBrushes brushes = noBrushes(twoAxes());
    ParallelGesture gesture;
    gesture.press({layout.axisX[1], layout.y(1, 1)}, brushes, layout);
    brushes.axes[1] = gesture.release(twoAxes(), brushes, layout)->brush;
    QCOMPARE(brushes.axes[1], std::optional(Range{1, 1}));
    gesture.press({layout.axisX[1], layout.y(1, 1)}, brushes, layout);
    QVERIFY(!gesture.release(twoAxes(), brushes, layout)->brush);
}

void TestChartGestures::movedBrushKeepsItsWidth()
{
    const ParallelData data = twoAxes();
    const Scale scale = layoutOfTwo().scales[0];
    const Range up = movedBrush(data.axes[0], scale, {2, 8}, 1, 1); // a twentieth of 10
    QVERIFY(std::abs(up.low - 2.5) < 1e-12 && std::abs(up.high - 8.5) < 1e-12);
    const Range end = movedBrush(data.axes[0], scale, {3.8, 9.8}, 1, 1);
    QVERIFY(std::abs(end.low - 4) < 1e-12 && std::abs(end.high - 10) < 1e-12);
    QCOMPARE(movedBrush(data.axes[1], layoutOfTwo().scales[1], {0, 0}, 1, 1), (Range{1, 1})); // the next choice
}

void TestChartGestures::shiftedEdgesOfATurnedAxisAreTheOnesSeen()
{
    ParallelAxis axis = twoAxes().axes[0];
    axis.flipped = true; // low values above
    const Range up = movedBrush(axis, {{0, 10}, false}, {2, 8}, 0, 1);
    QVERIFY(std::abs(up.low - 1.5) < 1e-12 && std::abs(up.high - 8) < 1e-12); // the upper edge is that of 2
}

QTEST_GUILESS_MAIN(TestChartGestures)
#include "tst_chart_gestures.moc"
