#include "ui/charts/spread/histogram_chart.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace tastescope;
using namespace tastescope::ui;

class TestHistogramChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void clickGivesTheRangeOfTheBar();
    void narrowBarsArePutTogether();
    void dragBrushesWholeBars();
    void escapeClearsTheBrush();
    void keysReachEveryBar();
    void oneUserIsNeverInvisible();
    void tableEqualsTheBars();
    void summaryNamesTheHighestBar();

private:
    HistogramChart m_chart;
};

// The plot area begins 46 px from the left and ends 12 px from the right.
static QPoint at(const HistogramChart& chart, double fraction)
{
    return {static_cast<int>(46 + fraction * (chart.width() - 46 - 12)), chart.height() / 2};
}

static HistogramData tenBars()
{
    HistogramData data;
    data.valueName = QStringLiteral("neighbours");
    data.countName = QStringLiteral("users");
    for (int i = 0; i <= 10; ++i)
        data.bars.edges.push_back(2 * i);
    data.bars.counts = {5, 8, 20, 40, 80, 60, 40, 20, 1, 3};
    return data;
}

void TestHistogramChart::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(358, 200); // 300 px of bars
    m_chart.setBrush(std::nullopt);
    m_chart.setData(tenBars());
    m_chart.show();
}

void TestHistogramChart::clickGivesTheRangeOfTheBar()
{
    QSignalSpy clicked(&m_chart, &HistogramChart::barClicked);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(m_chart, 0.45)); // the fifth of ten: [8, 10)
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][0].toDouble(), 8.0);
    QCOMPARE(clicked[0][1].toDouble(), 10.0);
    QCOMPARE(m_chart.brush(), std::optional(Range{8, 10}));
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, {5, 5}); // left of the axis
    QCOMPARE(clicked.count(), 1);
}

void TestHistogramChart::narrowBarsArePutTogether()
{
    HistogramData data = tenBars(); // 300 bars of 1 px: four make a bar
    data.bars.edges.resize(301);
    std::iota(data.bars.edges.begin(), data.bars.edges.end(), 0.0);
    data.bars.counts.assign(300, 1);
    m_chart.setData(data);
    QSignalSpy clicked(&m_chart, &HistogramChart::barClicked);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(m_chart, 0.5));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked[0][1].toDouble() - clicked[0][0].toDouble(), 4.0);
    QVERIFY(clicked[0][0].toDouble() <= 150 && clicked[0][1].toDouble() > 149);
}

void TestHistogramChart::dragBrushesWholeBars()
{
    QSignalSpy clicked(&m_chart, &HistogramChart::barClicked);
    QSignalSpy brushed(&m_chart, &HistogramChart::brushChanged);
    QTest::mousePress(&m_chart, Qt::LeftButton, {}, at(m_chart, 0.75));
    QTest::mouseMove(&m_chart, at(m_chart, 0.55));
    QTest::mouseMove(&m_chart, at(m_chart, 0.25));
    QTest::mouseRelease(&m_chart, Qt::LeftButton, {}, at(m_chart, 0.25));
    QCOMPARE(m_chart.brush(), std::optional(Range{4, 16})); // bars [4, 6) to [14, 16)
    QVERIFY(brushed.count() >= 1);
    QCOMPARE(clicked.count(), 0);
}

void TestHistogramChart::escapeClearsTheBrush()
{
    m_chart.setBrush(Range{0, 4});
    QSignalSpy brushed(&m_chart, &HistogramChart::brushChanged);
    QTest::keyClick(&m_chart, Qt::Key_Escape);
    QVERIFY(!m_chart.brush());
    QCOMPARE(brushed.count(), 1);
}

void TestHistogramChart::keysReachEveryBar()
{
    QSignalSpy clicked(&m_chart, &HistogramChart::barClicked);
    for (int i = 0; i < 15; ++i)
        QTest::keyClick(&m_chart, Qt::Key_Right);
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QTest::keyClick(&m_chart, Qt::Key_Left);
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QCOMPARE(clicked.count(), 2);
    QCOMPARE(clicked[0][0].toDouble(), 18.0); // the last
    QCOMPARE(clicked[1][0].toDouble(), 16.0);
}

void TestHistogramChart::oneUserIsNeverInvisible()
{
    HistogramData data = tenBars();
    data.bars.counts = {100000, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    m_chart.setData(data);
    const QImage picture = m_chart.grab().toImage();
    const auto barPixels = [&](double fraction) {
        int pixels = 0;
        for (int y = 0; y < picture.height(); ++y)
            pixels += picture.pixelColor(at(m_chart, fraction).x(), y) == colour(Token::Bar) ? 1 : 0;
        return pixels;
    };
    QVERIFY(barPixels(0.05) > 100);
    QCOMPARE(barPixels(0.15), 1);
    QCOMPARE(barPixels(0.25), 0);
}

void TestHistogramChart::tableEqualsTheBars()
{
    const PlotTable table = m_chart.table();
    const HistogramData data = tenBars();
    QCOMPARE(table.rowCount(), 10);
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(std::get<std::vector<double>>(table.columns[0].values)[i], data.bars.edges[i]);
        QCOMPARE(std::get<std::vector<double>>(table.columns[1].values)[i], data.bars.edges[i + 1]);
        QCOMPARE(std::get<std::vector<double>>(table.columns[2].values)[i], static_cast<double>(data.bars.counts[i]));
    }
}

void TestHistogramChart::summaryNamesTheHighestBar()
{
    // 5+8+20+40+80+60+40+20+1+3 = 277
    QCOMPARE(m_chart.accessibleDescription(), QStringLiteral("277 users by neighbours, most of them, 80, at 8 to 9."));
    m_chart.setData({});
    QCOMPARE(m_chart.accessibleDescription(), QStringLiteral("Nothing to count."));
    m_chart.grab(); // and nothing breaks
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, at(m_chart, 0.5));
    QTest::keyClick(&m_chart, Qt::Key_Right);
    QTest::keyClick(&m_chart, Qt::Key_Return);
}

QTEST_MAIN(TestHistogramChart)
#include "tst_histogram_chart.moc"
