#include "core/base/error.h"
#include "tests/ui/charts/sample_charts.h"
#include "ui/charts/sheet/figure.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

class TestFigure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void picturesHaveTheirScale_data();
    void picturesHaveTheirScale();
    void picturesRememberWhereTheyComeFrom();
    void drawingsStayInsideWhenZoomed();
    void pagesAreDrawnAndRememberWhereTheyComeFrom();
    void everyChartExportsInEveryFormat();
    void extensionIsAddedOnce();
    void failureIsToldInWords();

private:
    static Figure figureOf(const PlotView& chart)
    {
        return {QStringLiteral("MRR"),
                QStringLiteral("validation, n = 5"),
                QStringLiteral("bpr-01, seed 42"),
                {},
                {},
                &chart,
                {400, 260}};
    }
};

static QByteArray contentOf(const std::filesystem::path& path)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestFigure::picturesHaveTheirScale_data()
{
    QTest::addColumn<double>("scale");
    for (const double scale : {1.0, 2.0, 3.0, 4.0})
        QTest::addRow("%g", scale) << scale;
}

void TestFigure::picturesHaveTheirScale()
{
    QFETCH(double, scale);
    const auto charts = sampleCharts();
    const QImage picture = toImage(figureOf(*charts[0].second), scale);
    QCOMPARE(picture.size(), QSize(400, 260) * scale);
    int ink = 0;
    for (int x = 0; x < picture.width(); ++x)
        for (int y = 0; y < picture.height(); ++y)
            ink += picture.pixelColor(x, y) != colour(Token::Base) ? 1 : 0;
    // about the same share of the picture at every scale: text and lines grow with it
    const double share = ink / (400 * 260 * scale * scale);
    QVERIFY2(share > 0.05 && share < 0.3, qPrintable(QString::number(share)));
}

void TestFigure::picturesRememberWhereTheyComeFrom()
{
    const auto charts = sampleCharts();
    const QImage picture = toImage(figureOf(*charts[0].second), 1);
    QCOMPARE(picture.text(QStringLiteral("Source")), QStringLiteral("bpr-01, seed 42"));
    QVERIFY(picture.text(QStringLiteral("Description")).contains(QStringLiteral("best 0.4500")));
    const QByteArray svg = toSvg(figureOf(*charts[0].second));
    QVERIFY(svg.contains("bpr-01, seed 42"));
    QVERIFY(svg.contains("<title>MRR</title>"));
}

void TestFigure::drawingsStayInsideWhenZoomed()
{
    // Qt writes no clip into SVG: a zoomed line would run out of the picture.
    CurveChart chart;
    CurveData data;
    Curve curve{QStringLiteral("run"), {LineRole::Focus, 0}, {}};
    for (int i = 0; i < 200; ++i)
        curve.points.emplace_back(i, i % 2 == 0 ? -50 : 50);
    data.curves.push_back(curve);
    chart.setData(data);
    chart.setZoom({Range{40, 60}, Range{-1, 1}});
    const QByteArray svg = toSvg(figureOf(chart));
    QVERIFY(QSvgRenderer(svg).isValid());
    // Only of lines: letters are outlines around places of their own.
    static const QRegularExpression letters(QStringLiteral("<g [^>]*stroke=\"none\"[^>]*>\\s*<path.*?</g>"),
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression points(QStringLiteral("points=\"([^\"]*)\"|[ML](-?[\\d.]+),(-?[\\d.]+)"));
    int seen = 0;
    for (auto matches = points.globalMatch(QString::fromUtf8(svg).remove(letters)); matches.hasNext();) {
        const auto match = matches.next();
        QStringList pairs = match.captured(1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (!match.captured(2).isEmpty())
            pairs << match.captured(2) + QLatin1Char(',') + match.captured(3);
        for (const QString& pair : pairs) {
            const double x = pair.section(QLatin1Char(','), 0, 0).toDouble();
            const double y = pair.section(QLatin1Char(','), 1, 1).toDouble();
            QVERIFY2(x >= -1 && x <= 401 && y >= -1 && y <= 261, qPrintable(pair));
            ++seen;
        }
    }
    QVERIFY(seen > 20);
}

void TestFigure::pagesAreDrawnAndRememberWhereTheyComeFrom()
{
    const auto charts = sampleCharts();
    const QByteArray page = toPdf(figureOf(*charts[0].second));
    QVERIFY(page.startsWith("%PDF-"));
    QVERIFY(page.contains("/MediaBox [0 0 300 195]")
            || page.contains("/MediaBox [0 0 300.0"));                        // 400 x 260 px in points
    QVERIFY(page.contains("/FontFile") && !page.contains("/Subtype /Image")); // letters and lines, no picture
    QVERIFY(page.contains("bpr-01, seed 42"));
    QVERIFY(page.contains("<xmp:CreatorTool>Tastescope"));
    QVERIFY(page.contains("best 0.4500"));
}

void TestFigure::everyChartExportsInEveryFormat()
{
    const QTemporaryDir folder;
    for (const auto& [name, chart] : sampleCharts()) {
        const auto base = std::filesystem::path(folder.path().toStdString()) / name;
        const QImage picture = QImage::fromData(contentOf(saveFigure(figureOf(*chart), base, FigureFormat::Png, 2)));
        QCOMPARE(picture.size(), QSize(800, 520));
        QVERIFY2(QSvgRenderer(contentOf(saveFigure(figureOf(*chart), base, FigureFormat::Svg))).isValid(), name);
        QVERIFY2(contentOf(saveFigure(figureOf(*chart), base, FigureFormat::Pdf)).trimmed().endsWith("%%EOF"), name);
        const QByteArray csv = contentOf(saveFigure(figureOf(*chart), base, FigureFormat::Csv));
        QCOMPARE(csv.count('\n'), chart->table().rowCount() + 1);
    }
}

void TestFigure::extensionIsAddedOnce()
{
    const QTemporaryDir folder;
    const auto charts = sampleCharts();
    const auto base = std::filesystem::path(folder.path().toStdString());
    QCOMPARE(saveFigure(figureOf(*charts[0].second), base / "a", FigureFormat::Csv), base / "a.csv");
    QCOMPARE(saveFigure(figureOf(*charts[0].second), base / "a.csv", FigureFormat::Csv), base / "a.csv");
    QCOMPARE(saveFigure(figureOf(*charts[0].second), base / "v1.2", FigureFormat::Png), base / "v1.2.png");
}

void TestFigure::failureIsToldInWords()
{
    const auto charts = sampleCharts();
    const QTemporaryDir folder;
    const auto nowhere = std::filesystem::path(folder.path().toStdString()) / "missing" / "a.png";
    QVERIFY_EXCEPTION_THROWN(saveFigure(figureOf(*charts[0].second), nowhere, FigureFormat::Png), Error);
}

QTEST_MAIN(TestFigure)
#include "tst_figure.moc"
