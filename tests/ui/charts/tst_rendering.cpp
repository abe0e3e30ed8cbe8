#include "tests/ui/charts/sample_charts.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/charts/spread/overlap_bar.h"
#include "ui/charts/spread/share_bar.h"
#include "ui/theme/sequential.h"
#include "ui/theme/sparkline.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace tastescope::ui;

Q_DECLARE_METATYPE(Scheme)

/// Every chart, light and dark: it shows something, on the theme's ground, and follows a change of the theme.
class TestRendering : public QObject
{
    Q_OBJECT

private slots:
    void withoutAPointNoEpochIsNamed();
    void chartsAreNotBlank_data() { addSchemes(); }
    void chartsAreNotBlank();
    void chartsFollowTheTheme();
    void smallPartsAreNotBlank_data() { addSchemes(); }
    void smallPartsAreNotBlank();
    void emptyChartsSaySo();
    void rampsStandOutFromTheGround();
    void hairlinesStayCrispAtAnyScale_data();
    void hairlinesStayCrispAtAnyScale();

private:
    static void addSchemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }
};

static int coloursIn(const QImage& picture)
{
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    return static_cast<int>(colours.size());
}

static QImage grabbed(QWidget& widget)
{
    return widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

void TestRendering::chartsAreNotBlank()
{
    QFETCH(Scheme, scheme);
    applyTheme(*qApp, scheme);
    for (auto& [name, chart] : sampleCharts()) {
        chart->resize(360, 240);
        const QImage picture = grabbed(*chart);
        QVERIFY2(coloursIn(picture) > 20, name);
        QCOMPARE(picture.pixelColor(1, 1), colour(Token::Base, scheme));
        QVERIFY2(chart->summary().size() > 20, name);
        QVERIFY2(chart->table().rowCount() > 2, name);
    }
}

void TestRendering::chartsFollowTheTheme()
{
    applyTheme(*qApp, Scheme::Light);
    for (auto& [name, chart] : sampleCharts()) {
        chart->resize(360, 240);
        chart->show();
        const QImage light = grabbed(*chart);
        applyTheme(*qApp, Scheme::Dark);
        const QImage dark = grabbed(*chart);
        QVERIFY2(dark.pixelColor(1, 1) == colour(Token::Base, Scheme::Dark), name);
        applyTheme(*qApp, Scheme::Light);
        QVERIFY2(grabbed(*chart) == light, name);
    }
}

void TestRendering::smallPartsAreNotBlank()
{
    QFETCH(Scheme, scheme);
    applyTheme(*qApp, scheme);
    ShareBar shares(QStringLiteral("time"));
    shares.setShares({{"train", 75}, {"evaluate", 21}, {"save", 4}});
    QCOMPARE(shares.accessibleDescription(), QStringLiteral("train 75 %, evaluate 21 %, save 4 %"));
    OverlapBar overlap;
    overlap.setCounts(37, 14, 41);
    StatisticsColumn statistics;
    statistics.setStatistics({{{"median", "39"}}, {{LineStyle{}, "Hit@5"}}, "log axis"});
    for (QWidget* part :
         {static_cast<QWidget*>(&shares), static_cast<QWidget*>(&overlap), static_cast<QWidget*>(&statistics)}) {
        part->resize(std::max(200, part->width()), 120);
        QVERIFY2(coloursIn(grabbed(*part)) > 8, qPrintable(part->accessibleName()));
    }
    QImage line(60, 16, QImage::Format_RGB32);
    line.fill(colour(Token::Base, scheme));
    QPainter painter(&line);
    drawSparkline(painter, QRectF(line.rect()), std::vector<double>{1, 3, 2, 5}, {LineRole::Run, 2});
    painter.end();
    QVERIFY(coloursIn(line) > 8);
}

void TestRendering::emptyChartsSaySo()
{
    applyTheme(*qApp, Scheme::Light);
    HistogramChart chart;
    chart.resize(300, 200);
    const int before = coloursIn(grabbed(chart));
    chart.setEmptyText(QStringLiteral("Nothing counted yet"));
    QCOMPARE(before, 1);
    QVERIFY(coloursIn(grabbed(chart)) > 3);
}

void TestRendering::rampsStandOutFromTheGround()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
        for (int i = 0; i <= 20; ++i) {
            const double seen = contrast(sequentialColour(i / 20.0, scheme), colour(Token::Base, scheme));
            QVERIFY2(seen >= 2.95, qPrintable(QStringLiteral("%1 at %2").arg(seen).arg(i)));
        }
    QCOMPARE(sequentialColour(-1, Scheme::Light), sequentialColour(0, Scheme::Light));
    QCOMPARE(sequentialColour(1, Scheme::Dark), QColor(0xFD, 0xE7, 0x25));
}

void TestRendering::hairlinesStayCrispAtAnyScale_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0})
        QTest::addRow("%g", ratio) << ratio;
}

void TestRendering::hairlinesStayCrispAtAnyScale()
{
    QFETCH(double, ratio);
    applyTheme(*qApp, Scheme::Light);
    QImage picture(QSize(40, 40) * ratio, QImage::Format_RGB32);
    picture.setDevicePixelRatio(ratio);
    picture.fill(colour(Token::Base));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    drawVertical(painter, 13.37, 0, 40, colour(Token::Text));
    painter.end();
    QCOMPARE(coloursIn(picture), 2); // the line's and the ground's, nothing between
}

// Popularity learns nothing: its value is a line, and no epoch is to be read below it.
void TestRendering::withoutAPointNoEpochIsNamed()
{
    CurveChart chart;
    chart.resize(400, 200);
    CurveData data;
    data.references.push_back({QStringLiteral("popular"), 0.3, {LineRole::Reference}});
    chart.setData(data);
    const QRect below(0, static_cast<int>(chart.map().area.bottom()) + 8, 400, 18);
    const QImage labels = chart.grab(below).toImage();
    QImage plain(labels.size(), labels.format());
    plain.fill(labels.pixelColor(0, 0));
    QCOMPARE(labels, plain);
}

QTEST_MAIN(TestRendering)
#include "tst_rendering.moc"
