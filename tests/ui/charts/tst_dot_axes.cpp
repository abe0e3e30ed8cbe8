#include "tests/ui/charts/sample_sweep.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

using namespace tastescope::ui;

/// What of the axes a chart of dots has in sight.
class TestDotAxes : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void allShowsWhatIsFarFromTheBest();
    void aLogAxisEndsWhereTrialsDiverge();
    void shiftDragChoosesWhatIsInSightUpward();

private:
    DotChart m_chart;
};

void TestDotAxes::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(600, 260);
    m_chart.setData(sampleRates());
    m_chart.show();
}

void TestDotAxes::allShowsWhatIsFarFromTheBest()
{
    // The best is 0.47912, an interval 0.0064 wide: four of them below begins what is far, 0.45352.
    QVERIFY(m_chart.map().y.range.low < 0.455 && m_chart.map().y.range.low > 0.33);
    QTest::keyClick(&m_chart, Qt::Key_A);
    QVERIFY(m_chart.showsAll());
    QVERIFY(m_chart.map().y.range.low < 0.30);
    QCOMPARE(m_chart.map().x.range, (Range{0.0001, 0.01})); // all that was searched
    m_chart.setData(sampleRates());
    QVERIFY(m_chart.showsAll()); // it belongs to the chart, not to its data
    QTest::keyClick(&m_chart, Qt::Key_A);
    QVERIFY(!m_chart.showsAll());
}

void TestDotAxes::aLogAxisEndsWhereTrialsDiverge()
{
    DotData data = sampleRates(); // up to 0.0075 trials end well, that of 0.0098 diverges
    data.xRange = Range{0.0001, 1};
    for (const double rate : {0.05, 0.6}) {
        data.dots.push_back({static_cast<MarkId>(data.dots.size() + 1), QStringLiteral("far"), rate, 0});
        data.dots.back().state = DotState::Diverged;
    }
    m_chart.setData(data);
    QCOMPARE(m_chart.map().x.range, (Range{0.0001, 0.0098}));
    for (const MarkId id : {12, 13, 14})
        QCOMPARE(m_chart.placeOf(id)->x(), m_chart.map().area.right());
    QCOMPARE(m_chart.table().rowCount(), 14); // none is left out of what is written down
    data.dots.erase(data.dots.begin(), data.dots.begin() + 11);
    m_chart.setData(data); // all diverged: there is no near
    QCOMPARE(m_chart.map().x.range, (Range{0.0001, 1}));
}

void TestDotAxes::shiftDragChoosesWhatIsInSightUpward()
{
    const PlotMap before = m_chart.map();
    const int x = static_cast<int>(before.area.center().x());
    const QPoint from(x, static_cast<int>(before.toY(0.46)));
    const QPoint to(x + 40, static_cast<int>(before.toY(0.48)));
    QTest::mousePress(&m_chart, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(&m_chart, to);
    QTest::mouseRelease(&m_chart, Qt::LeftButton, Qt::ShiftModifier, to);
    const Range shown = *m_chart.shownY();
    QVERIFY(std::abs(shown.low - before.yAt(from.y())) < 1e-9);
    QVERIFY(std::abs(shown.high - before.yAt(to.y())) < 1e-9);
    QVERIFY(m_chart.selected().empty());
    QTest::keyClick(&m_chart, Qt::Key_0);
    QCOMPARE(m_chart.map().y.range, before.y.range);
    m_chart.setShownY(Range{0.4, 0.5}); // typed
    QCOMPARE(m_chart.map().y.range, (Range{0.4, 0.5}));
    m_chart.setShownY(std::nullopt);
}

QTEST_MAIN(TestDotAxes)
#include "tst_dot_axes.moc"
