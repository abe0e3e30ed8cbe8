#include "tests/ui/charts/sample_sweep.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace tastescope::ui;

class TestParallelChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void startsGreyWithEveryLine();
    void dragBrushesAnAxis();
    void brushesOfSeveralAxesMustAllHold();
    void clickOnAChoiceBrushesIt();
    void clickBesideTakesTheBrushAway();
    void bestShareKeepsTheBestLines_data();
    void bestShareKeepsTheBestLines();
    void brushMovesAsAWholeAndKeepsItsWidth();
    void keysBrushAnAxis();
    void escapeClearsEveryBrush();
    void brushSurvivesNewData();
    void flippedAxisTurnsItsLines();
    void logarithmicNeedsPositiveValues();
    void linesThroughOneChoiceAreSpread();
    void outOfRangeStandsAtTheEnd();
    void gapsAndEmptyDataAreSurvived();
    void tableHoldsWhatIsBrushed();
    void hoverFindsTheLine();

private:
    QPoint at(std::size_t axis, double value) const
    {
        const ParallelLayout where = m_chart.layout();
        return QPointF(where.axisX[axis], where.y(axis, value)).toPoint();
    }
    void drag(const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(&m_chart, Qt::LeftButton, {}, from);
        QTest::mouseMove(&m_chart, (from + to) / 2);
        QTest::mouseMove(&m_chart, to);
        QTest::mouseRelease(&m_chart, Qt::LeftButton, {}, to);
    }

    ParallelChart m_chart;
};

// Two numbers and a choice; the loss falls as the metric rises.
static ParallelData threeAxes()
{
    ParallelData data;
    data.axes = {{"loss", AxisKind::Linear, {}, Range{0, 10}},
                 {"optimiser", AxisKind::Choice, {"sgd", "adam"}},
                 {"MRR", AxisKind::Linear, {}, Range{0, 1}}};
    for (int i = 0; i < 10; ++i)
        data.lines.push_back({i, QStringLiteral("t%1").arg(i), {9.5 - i, static_cast<double>(i % 2), 0.05 + 0.1 * i}});
    return data;
}

void TestParallelChart::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(600, 250);
    m_chart.setData({});
    m_chart.setData(threeAxes());
    m_chart.setHovered({});
    m_chart.setSelected({});
    m_chart.show();
}

void TestParallelChart::startsGreyWithEveryLine()
{
    QVERIFY(!m_chart.isBrushed());
    QCOMPARE(m_chart.brushed().size(), std::size_t(10));
    QVERIFY(m_chart.key().isEmpty());
}

void TestParallelChart::dragBrushesAnAxis()
{
    QSignalSpy changed(&m_chart, &ParallelChart::brushChanged);
    drag(at(2, 0.7), at(2, 1));
    QVERIFY(m_chart.brush(2));
    QVERIFY(std::abs(m_chart.brush(2)->low - 0.7) < 0.01);
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{7, 8, 9})); // 0.75, 0.85, 0.95
    QVERIFY(changed.count() >= 1);
    QCOMPARE(m_chart.key().first().text, QStringLiteral("0.75 to 0.95"));
}

void TestParallelChart::brushesOfSeveralAxesMustAllHold()
{
    m_chart.setBrush(2, Range{0.5, 1});
    m_chart.setBrush(0, Range{2, 10}); // loss 9.5 - i >= 2: i <= 7
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{5, 6, 7}));
    m_chart.setBrush(1, Range{1, 1}); // adam: odd
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{5, 7}));
    m_chart.setBrush(0, Range{9.9, 10});
    QVERIFY(m_chart.brushed().empty());
    m_chart.grab();
    QVERIFY(m_chart.key().isEmpty());
}

void TestParallelChart::clickOnAChoiceBrushesIt()
{
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(1, 1));
    QCOMPARE(m_chart.brush(1), std::optional(Range{1, 1}));
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{1, 3, 5, 7, 9}));
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(1, 1));
    QVERIFY(!m_chart.isBrushed());
}

void TestParallelChart::clickBesideTakesTheBrushAway()
{
    m_chart.setBrush(0, Range{6, 9});
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(0, 2));
    QVERIFY(!m_chart.isBrushed());
}

void TestParallelChart::bestShareKeepsTheBestLines_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<bool>("higher");
    QTest::addColumn<int>("kept");
    QTest::newRow("top 10 %") << 0.1 << true << 1;
    QTest::newRow("top 25 % of ten, rounded up") << 0.25 << true << 3;
    QTest::newRow("at least one") << 0.0 << true << 1;
    QTest::newRow("all") << 1.0 << true << 10;
    QTest::newRow("lower is better") << 0.2 << false << 2;
}

void TestParallelChart::bestShareKeepsTheBestLines()
{
    QFETCH(double, share);
    QFETCH(bool, higher);
    QFETCH(int, kept);
    ParallelData data = threeAxes();
    data.higherIsBetter = higher;
    m_chart.setData(data);
    m_chart.brushBest(share);
    std::vector<MarkId> wanted;
    for (int i = higher ? 10 - kept : 0; i < (higher ? 10 : kept); ++i)
        wanted.push_back(i);
    QCOMPARE(m_chart.brushed(), wanted);
}

void TestParallelChart::brushMovesAsAWholeAndKeepsItsWidth()
{
    m_chart.setBrush(0, Range{2, 5});
    drag(at(0, 3.5), at(0, 4.5));
    QVERIFY(std::abs(m_chart.brush(0)->low - 3) < 0.15);
    QVERIFY(std::abs(m_chart.brush(0)->span() - 3) < 1e-6);
    drag(at(0, 4.5), {at(0, 10).x(), 1}); // as far as the axis goes
    QCOMPARE(m_chart.brush(0)->high, 10.0);
    QVERIFY(std::abs(m_chart.brush(0)->span() - 3) < 1e-6);
    drag(at(0, 7), at(0, 1)); // its lower edge
    QCOMPARE(m_chart.brush(0)->high, 10.0);
    QVERIFY(m_chart.brush(0)->low < 1.2);
}

void TestParallelChart::keysBrushAnAxis()
{
    QTest::keyClick(&m_chart, Qt::Key_Left);
    QTest::keyClick(&m_chart, Qt::Key_Left);
    QTest::keyClick(&m_chart, Qt::Key_Right);
    QTest::keyClick(&m_chart, Qt::Key_Right); // the last
    QTest::keyClick(&m_chart, Qt::Key_Space);
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{7, 8, 9}));  // the upper third
    QTest::keyClick(&m_chart, Qt::Key_Down, Qt::ControlModifier); // lower edge 0.667 - 0.05
    QTest::keyClick(&m_chart, Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(m_chart.brushed(), (std::vector<MarkId>{6, 7, 8, 9}));
    const double span = m_chart.brush(2)->span();
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&m_chart, Qt::Key_Down);
    QVERIFY(std::abs(m_chart.brush(2)->low) < 1e-9);
    QVERIFY(std::abs(m_chart.brush(2)->span() - span) < 1e-9);
    QTest::keyClick(&m_chart, Qt::Key_Delete);
    QVERIFY(!m_chart.isBrushed());
}

void TestParallelChart::escapeClearsEveryBrush()
{
    m_chart.setBrush(0, Range{2, 5});
    m_chart.setBrush(1, Range{0, 0});
    QSignalSpy changed(&m_chart, &ParallelChart::brushChanged);
    QTest::keyClick(&m_chart, Qt::Key_Escape);
    QVERIFY(!m_chart.isBrushed());
    QCOMPARE(changed.count(), 1);
}

void TestParallelChart::brushSurvivesNewData()
{
    m_chart.setBrush(2, Range{0.5, 1});
    ParallelData data = threeAxes();
    data.axes.erase(data.axes.begin());
    for (ParallelLine& line : data.lines)
        line.values.erase(line.values.begin());
    m_chart.setData(data);
    QCOMPARE(m_chart.brush(1), std::optional(Range{0.5, 1}));
    QCOMPARE(m_chart.brushed().size(), std::size_t(5));
}

void TestParallelChart::flippedAxisTurnsItsLines()
{
    QSignalSpy changed(&m_chart, &ParallelChart::axesChanged);
    const double before = m_chart.layout().y(0, 10);
    m_chart.setFlipped(0, true);
    QCOMPARE(m_chart.layout().y(0, 0), before);
    QCOMPARE(changed.count(), 1);
    drag(at(0, 1), at(0, 3));
    QVERIFY(m_chart.brush(0)->low < m_chart.brush(0)->high);
}

void TestParallelChart::logarithmicNeedsPositiveValues()
{
    m_chart.setLogarithmic(0, true); // its range begins at 0
    QCOMPARE(m_chart.data().axes[0].kind, AxisKind::Linear);
    ParallelData data = threeAxes();
    data.axes[0].range = Range{0.1, 10};
    m_chart.setData(data);
    m_chart.setLogarithmic(0, true);
    QCOMPARE(m_chart.data().axes[0].kind, AxisKind::Logarithmic);
    // 1 is half way from 0.1 to 10
    QVERIFY(std::abs(m_chart.layout().y(0, 1) - m_chart.layout().area.center().y()) < 1e-6);
}

void TestParallelChart::linesThroughOneChoiceAreSpread()
{
    m_chart.setData(sampleParallel(200));
    const ParallelLayout where = m_chart.layout();
    double low = 1e9;
    double high = -1e9;
    for (std::size_t i = 0; i < where.lines.size(); ++i)
        if (m_chart.data().lines[i].values[1] == 1) {
            low = std::min(low, where.lines[i][1].y());
            high = std::max(high, where.lines[i][1].y());
        }
    QVERIFY(std::abs(high - low - 7) < 1e-9);
    QVERIFY(std::abs((high + low) / 2 - where.y(1, 1)) < 1e-9);
}

void TestParallelChart::outOfRangeStandsAtTheEnd()
{
    ParallelData data = threeAxes();
    data.axes[2].range = Range{0.5, 1};
    m_chart.setData(data);
    QCOMPARE(m_chart.layout().lines[0][2].y(), m_chart.layout().area.bottom()); // 0.05
    m_chart.grab();
}

void TestParallelChart::gapsAndEmptyDataAreSurvived()
{
    ParallelData data = threeAxes();
    data.lines[3].values[1] = std::numeric_limits<double>::quiet_NaN();
    data.lines[4].values.resize(1); // the others are not known yet
    m_chart.setData(data);
    m_chart.setBrush(1, Range{0, 1});
    m_chart.setHovered(4);
    m_chart.grab();
    QCOMPARE(m_chart.brushed().size(), std::size_t(8));
    m_chart.setData({});
    m_chart.grab();
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, {100, 100});
    QTest::mouseDClick(&m_chart, Qt::LeftButton, {}, {100, 5});
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_Up, Qt::Key_F, Qt::Key_L, Qt::Key_Escape})
        QTest::keyClick(&m_chart, key);
    m_chart.brushBest(0.1);
    QCOMPARE(m_chart.summary(), QStringLiteral("No trials yet."));
}

void TestParallelChart::tableHoldsWhatIsBrushed()
{
    m_chart.setBrush(1, Range{1, 1});
    const PlotTable table = m_chart.table();
    QCOMPARE(table.rowCount(), 5);
    QCOMPARE(table.text(0, 0), QStringLiteral("t1"));
    QCOMPARE(table.text(0, 2), QStringLiteral("adam"));
    QCOMPARE(m_chart.accessibleDescription(),
             QStringLiteral("10 trials over loss, optimiser, MRR; 5 of them with optimiser from adam to adam."));
}

void TestParallelChart::hoverFindsTheLine()
{
    const ParallelLayout where = m_chart.layout();
    const QPointF middle = (where.lines[9][1] + where.lines[9][2]) / 2;
    QMouseEvent move(QEvent::MouseMove, middle, m_chart.mapToGlobal(middle), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&m_chart, &move);
    QVERIFY(m_chart.hovered());
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, (where.lines[9][1] * 0.3 + where.lines[9][2] * 0.7).toPoint());
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{9});
}

QTEST_MAIN(TestParallelChart)
#include "tst_parallel_chart.moc"
