#include "tests/ui/charts/sample_sweep.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tastescope::ui;

class TestDotChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void clickSelectsTheDotUnderIt();
    void ctrlClickGathersAndTakesAway();
    void farDotsStandAtTheRim();
    void divergedStandsAtTheRimWhateverItsValue();
    void divergedIsNeverWrittenOverTheAxisLabels();
    void cursorSnapsToTheNearestDot();
    void cursorStepsByKey();
    void emptyGroundAsksForAPoint();
    void insertAsksForAPointBetweenTwoDots();
    void keysReachEveryDot();
    void selectionFromOutsideIsSilent();
    void unknownIdsAreNoError();
    void tableSaysWhatIsSeen();
    void summarySaysBestAndZone();
    void lowerIsBetterTurnsTheFence();
    void oddValuesAreSurvived_data();
    void oddValuesAreSurvived();

private:
    QPoint at(MarkId id) const { return m_chart.placeOf(id)->toPoint(); }

    DotChart m_chart;
};

void TestDotChart::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(600, 260);
    m_chart.setSelected({});
    m_chart.setHovered({});
    m_chart.setCursorMark({});
    m_chart.setData(sampleRates());
    m_chart.show();
}

void TestDotChart::clickSelectsTheDotUnderIt()
{
    QSignalSpy changed(&m_chart, &DotChart::selectionChanged);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(6));
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{6});
    QCOMPARE(changed.count(), 1);
    QTest::keyClick(&m_chart, Qt::Key_Escape);
    QVERIFY(m_chart.selected().empty());
    QCOMPARE(changed.count(), 2);
}

void TestDotChart::ctrlClickGathersAndTakesAway()
{
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(6));
    QTest::mouseClick(&m_chart, Qt::LeftButton, Qt::ControlModifier, at(11));
    QCOMPARE(m_chart.selected(), (std::vector<MarkId>{6, 11}));
    QTest::mouseClick(&m_chart, Qt::LeftButton, Qt::ControlModifier, at(6));
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{11});
}

void TestDotChart::farDotsStandAtTheRim()
{
    // Middle half of the eleven that did not diverge: 0.4575 to 0.475; the fence is 0.4575 - 1.5 * 0.0175 = 0.43125.
    // So 0.30 and 0.33 lie outside and the axis begins one round step below the lowest of the others, 0.455 - 0.0012.
    const Range range = m_chart.map().y.range;
    QVERIFY(range.low > 0.44 && range.low <= 0.4538);
    const double rim = m_chart.map().area.bottom();
    for (const MarkId id : {1, 2})
        QVERIFY(at(id).y() < rim && at(id).y() > rim - 10);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(2)); // and they can still be reached
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{2});
}

void TestDotChart::divergedStandsAtTheRimWhateverItsValue()
{
    DotData data = sampleRates();
    for (const double value :
         {0.47, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        data.dots[11].y = value;
        m_chart.setData(data);
        QVERIFY(m_chart.placeOf(12));
        QVERIFY(at(12).y() > m_chart.map().area.bottom() - 10);
    }
}

// Marks from end to end leave the word no room beside them.
void TestDotChart::divergedIsNeverWrittenOverTheAxisLabels()
{
    DotData data = sampleRates();
    data.xRange = m_chart.map().x.range;
    data.yRange = m_chart.map().y.range;
    m_chart.setData(data);
    const QRect labels(0, 0, static_cast<int>(m_chart.map().area.left()) - 8, m_chart.height());
    const QImage before = m_chart.grab(labels).toImage();
    for (const std::size_t dot : {std::size_t(0), data.dots.size() - 1})
        data.dots[dot].state = DotState::Diverged;
    m_chart.setData(data);
    QCOMPARE(m_chart.grab(labels).toImage(), before);
}

void TestDotChart::cursorSnapsToTheNearestDot()
{
    m_chart.setCursorMark(10);
    QSignalSpy moved(&m_chart, &DotChart::cursorMoved);
    const int handle = static_cast<int>(m_chart.map().area.bottom()) + 6;
    QTest::mousePress(&m_chart, Qt::LeftButton, {}, {at(10).x(), handle});
    QTest::mouseMove(&m_chart, {at(4).x() + 3, handle - 40});
    QTest::mouseRelease(&m_chart, Qt::LeftButton, {}, {at(4).x() + 3, handle - 40});
    QCOMPARE(m_chart.cursorMark(), std::optional<MarkId>(4));
    QCOMPARE(moved.count(), 1); // not one a pixel
    QCOMPARE(moved[0][1].toDouble(), 0.001);
    QVERIFY(m_chart.selected().empty());
}

void TestDotChart::cursorStepsByKey()
{
    m_chart.setCursorMark(10);
    QSignalSpy moved(&m_chart, &DotChart::cursorMoved);
    QTest::keyClick(&m_chart, Qt::Key_Comma);
    QCOMPARE(m_chart.cursorMark(), std::optional<MarkId>(9));
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&m_chart, Qt::Key_Period);
    QCOMPARE(m_chart.cursorMark(), std::optional<MarkId>(12));
    QCOMPARE(moved.count(), 4); // 9, 10, 11, 12
}

void TestDotChart::emptyGroundAsksForAPoint()
{
    QSignalSpy wanted(&m_chart, &DotChart::pointWanted);
    const PlotMap map = m_chart.map();
    const QPoint free(static_cast<int>(map.toX(0.0005)), static_cast<int>(map.area.center().y()));
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, free);
    QCOMPARE(wanted.count(), 1);
    const double x = wanted[0][0].toDouble();
    QVERIFY(std::abs(x - 0.0005) < 0.00001);
    QCOMPARE(QString::number(x, 'g', 3).toDouble(), x);    // three figures
    QTest::mousePress(&m_chart, Qt::LeftButton, {}, free); // a drag is no click
    QTest::mouseMove(&m_chart, free + QPoint(30, 0));
    QTest::mouseRelease(&m_chart, Qt::LeftButton, {}, free + QPoint(30, 0));
    DotData data = sampleRates();
    data.placeable = false;
    m_chart.setData(data);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, free);
    QCOMPARE(wanted.count(), 1);
}

void TestDotChart::insertAsksForAPointBetweenTwoDots()
{
    m_chart.setHovered(4); // 0.001; the next is 0.0016: sqrt(0.001 * 0.0016) = 0.00126491
    QSignalSpy wanted(&m_chart, &DotChart::pointWanted);
    QTest::keyClick(&m_chart, Qt::Key_Insert);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].toDouble(), 0.00126);
}

void TestDotChart::keysReachEveryDot()
{
    for (MarkId id = 1; id <= 12; ++id) {
        QTest::keyClick(&m_chart, Qt::Key_Right);
        QCOMPARE(m_chart.hovered(), std::optional(id));
    }
    QTest::keyClick(&m_chart, Qt::Key_Home);
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{1});
    QSignalSpy activated(&m_chart, &DotChart::activated);
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
}

void TestDotChart::selectionFromOutsideIsSilent()
{
    QSignalSpy hovered(&m_chart, &DotChart::hoveredChanged);
    QSignalSpy selected(&m_chart, &DotChart::selectionChanged);
    const QImage before = m_chart.grab().toImage();
    m_chart.setSelected({5});
    QVERIFY(m_chart.grab().toImage() != before); // shown
    m_chart.setHovered(5);
    QCOMPARE(hovered.count() + selected.count(), 0);
}

void TestDotChart::unknownIdsAreNoError()
{
    m_chart.setSelected({99});
    m_chart.setHovered(99);
    m_chart.setCursorMark(99);
    m_chart.grab();
    QTest::keyClick(&m_chart, Qt::Key_Period);
    QVERIFY(!m_chart.placeOf(99));
}

void TestDotChart::tableSaysWhatIsSeen()
{
    QCOMPARE(m_chart.table().rowCount(), 12);
    QCOMPARE(m_chart.table().columns.size(), std::size_t(6)); // trial, rate, MRR, low, high, state
    QCOMPARE(m_chart.table().text(11, 5), QStringLiteral("diverged"));
    DotData data = sampleRates();
    data.xRange = Range{0.001, 0.01};
    m_chart.setData(data);
    QCOMPARE(m_chart.table().rowCount(), 9); // without 0.00013, 0.0002 and 0.0008
}

void TestDotChart::summarySaysBestAndZone()
{
    QCOMPARE(m_chart.accessibleDescription(),
             QStringLiteral("MRR by learning rate, 12 trials: 9 finished, 1 running, 1 stopped early, 1 diverged; best "
                            "lr-10, 0.4791 at 0.00392; as good as best from 0.0026 to 0.0056."));
}

void TestDotChart::lowerIsBetterTurnsTheFence()
{
    DotData data = sampleRates();
    data.higherIsBetter = false;
    for (Dot& dot : data.dots) {
        dot.y = 1 - dot.y;
        dot.interval.reset();
    }
    m_chart.setData(data);
    QVERIFY(at(1).y() < m_chart.map().area.top() + 10);
    QVERIFY(m_chart.summary().contains(QStringLiteral("best lr-10")));
}

void TestDotChart::oddValuesAreSurvived_data()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::newRow("no value yet") << 0.001 << nan;
    QTest::newRow("no place") << nan << 0.4;
    QTest::newRow("zero on a log axis") << 0.0 << 0.4;
    QTest::newRow("zero value") << 0.001 << 0.0;
    QTest::newRow("infinite") << 0.001 << std::numeric_limits<double>::infinity();
}

void TestDotChart::oddValuesAreSurvived()
{
    QFETCH(double, x);
    QFETCH(double, y);
    DotData data = sampleRates();
    data.xRange.reset();
    data.dots = {{1, QStringLiteral("a"), x, y}};
    m_chart.setData(data);
    m_chart.grab();
    data.bestLine = QStringLiteral("best so far");
    data.dots.push_back({2, QStringLiteral("b"), 0.002, 0.5});
    m_chart.setData(data);
    m_chart.grab();
    QVERIFY(m_chart.placeOf(2));
    QVERIFY(m_chart.summary().contains(QStringLiteral("2 trials")));
}

QTEST_MAIN(TestDotChart)
#include "tst_dot_chart.moc"
