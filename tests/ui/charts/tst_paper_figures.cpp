#include "tests/ui/charts/drawn_texts.h"
#include "tests/ui/charts/sample_charts.h"
#include "ui/charts/sheet/figure_layout.h"
#include "ui/charts/sheet/figure_sheet.h"
#include "ui/charts/sheet/report.h"
#include "ui/charts/spread/slope_chart.h"
#include "ui/charts/spread/win_map.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QFile>
#include <QGlyphRun>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTextLayout>

using namespace tastescope;
using namespace tastescope::ui;

/// What a figure has to say away from the window that made it.
class TestPaperFigures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void axesAreNamed();
    void drawingsNeedNoFont();
    void pagesCarryTheirFonts();
    void everyLineIsNamed();
    void whatHasNoRoomIsCounted();
    void footerSaysTheSourceAndTheVersion();
    void textsKeepClear();
    void titlesOfListsAreWhole();
    void winsTiesAndLossesStay();
    void wideWordsStayWholeOnPaper();
    void copiedTextIsWhatStandsThere();
    void nothingIsMarkedAsChosen();
    void sheetsHaveNoHoles();

private:
    static Figure figureOf(const PlotView& chart)
    {
        Figure figure{QStringLiteral("MRR"),
                      QStringLiteral("validation, n = 5"),
                      QStringLiteral("runs bpr-01; n = 5"),
                      {},
                      {},
                      &chart,
                      {}};
        figure.size = sizeAround(figure, chart.figureSize({400, 200}));
        return figure;
    }

    static CurveData greyLines(int number)
    {
        CurveData data;
        data.xName = QStringLiteral("epoch");
        data.yName = QStringLiteral("MRR");
        for (int i = 1; i <= number; ++i)
            data.curves.push_back({.name = QStringLiteral("trial-%1").arg(i, 3, 10, QLatin1Char('0')),
                                   .style = {LineRole::Behind, -1},
                                   .points = {{1, 0.1}, {2, 0.1 + 0.8 * i / number}}});
        return data;
    }
};

void TestPaperFigures::axesAreNamed()
{
    // These say what stands where by heads of their own.
    const QStringList selfNamed{QStringLiteral("parallel"), QStringLiteral("map"), QStringLiteral("importance"),
                                QStringLiteral("lists"), QStringLiteral("wins")};
    for (const auto& [name, chart] : sampleCharts()) {
        const Figure figure = figureOf(*chart);
        const AxisTitles titles = layoutFigure(figure).axes;
        const bool isIntervals = qobject_cast<const IntervalChart*>(chart.get()) != nullptr;
        if (!selfNamed.contains(QLatin1String(name))) {
            QVERIFY2(!titles.below.isEmpty(), name);
            QVERIFY2(!titles.left.isEmpty() || isIntervals, name); // rows have names instead
        }
        const QString words = drawnWords(figure);
        for (const QString& title : {titles.below, titles.left, titles.right})
            QVERIFY2(words.contains(title), qPrintable(name + QStringLiteral(": ") + title));
        if (!titles.isEmpty())
            QVERIFY2(QRectF(QPointF(), QSizeF(figure.size)).contains(titles.area), name);
    }
}

void TestPaperFigures::drawingsNeedNoFont()
{
    for (const auto& [name, chart] : sampleCharts()) {
        const QByteArray svg = toSvg(figureOf(*chart));
        QVERIFY2(QSvgRenderer(svg).isValid(), name);
        QVERIFY2(!svg.contains("<text"), name);
        QVERIFY2(svg.contains("<title>MRR</title>"), name);
        QVERIFY2(svg.contains("runs bpr-01; n = 5"), name); // what is no letter any more is said in its description
    }
}

void TestPaperFigures::pagesCarryTheirFonts()
{
    for (const auto& [name, chart] : sampleCharts()) {
        const QByteArray pdf = toPdf(figureOf(*chart));
        QVERIFY2(pdf.count("/Type /FontDescriptor") > 0, name);
        QCOMPARE(pdf.count("/FontFile"), pdf.count("/Type /FontDescriptor"));
    }
}

void TestPaperFigures::everyLineIsNamed()
{
    CurveChart chart;
    chart.setData(greyLines(9)); // 9 x 15 px of labels in a chart of at least 207 px: there is room
    const QString words = drawnWords(figureOf(chart));
    for (const Curve& curve : chart.data().curves)
        QVERIFY2(words.contains(curve.name), qPrintable(curve.name));
    QVERIFY(!words.contains(QStringLiteral("more")));
    const auto onScreen = layoutCurves(chart.data(), {}, QRectF(0, 0, 460, 207));
    QVERIFY(onScreen.labels.isEmpty()); // where hovering names them
    QCOMPARE(onScreen.note, moreWords(9));
}

void TestPaperFigures::whatHasNoRoomIsCounted()
{
    CurveChart chart;
    chart.setData(greyLines(200));
    const QString words = drawnWords(figureOf(chart));
    const auto named = words.count(QStringLiteral("trial-"));
    QVERIFY(named >= 5 && named < 40);
    QVERIFY(words.contains(QStringLiteral("trial-200"))); // the highest first
    QVERIFY2(words.contains(moreWords(static_cast<int>(200 - named))), qPrintable(words));
}

void TestPaperFigures::footerSaysTheSourceAndTheVersion()
{
    for (const auto& [name, chart] : sampleCharts()) {
        const QString words = drawnWords(figureOf(*chart));
        QVERIFY2(words.contains(QStringLiteral("runs bpr-01; n = 5; Tastescope " TASTESCOPE_VERSION)), name);
    }
    const auto charts = sampleCharts();
    Figure figure = figureOf(*charts[0].second);
    const double one = layoutFigure(figure).footer.height();
    figure.source = QStringLiteral("runs ") + QStringLiteral("bpr-long-name (seed 42), ").repeated(12);
    const FigureLayout layout = layoutFigure(figure); // longer than a line: wrapped, not cut
    QVERIFY(layout.footer.height() > 2 * one);
    QVERIFY(layout.body.bottom() < layout.footer.top());
}

void TestPaperFigures::textsKeepClear()
{
    for (const auto& [name, chart] : sampleCharts()) {
        const std::vector<DrawnText> texts = drawnTexts(figureOf(*chart));
        for (std::size_t i = 0; i < texts.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!texts[i].place.adjusted(1, 1, -1, -1).intersects(texts[j].place),
                         qPrintable(QStringLiteral("%1: %2 over %3").arg(name, texts[i].text, texts[j].text)));
    }
}

void TestPaperFigures::titlesOfListsAreWhole()
{
    SlopeChart chart;
    SlopeData lists;
    lists.left.name = QStringLiteral("bpr-01");
    lists.right.name = QStringLiteral("knn-01");
    const QString title = QStringLiteral("The Lord of the Rings: The Two Towers, extended edition");
    lists.leftItems = {{1, title, false}, {2, QStringLiteral("Up"), true}};
    lists.rightItems = {{2, QStringLiteral("Up"), true}, {1, title, false}};
    chart.setData(lists);
    const QString words = drawnWords(figureOf(chart));
    QCOMPARE(words.count(title), 2);
    QVERIFY(!words.contains(QChar(0x2026)));
}

/// On A4 a figure whose words are wider than the page is made smaller, and loses none of them.
void TestPaperFigures::wideWordsStayWholeOnPaper()
{
    const QString reader = QStandardPaths::findExecutable(QStringLiteral("pdftotext"));
    if (reader.isEmpty())
        QSKIP("pdftotext (package poppler-utils) is not installed: the words of the page are not read back");
    SlopeChart lists;
    SlopeData items;
    items.left.name = QStringLiteral("bpr-01");
    items.right.name = QStringLiteral("knn-01");
    const QString title = QStringLiteral("The Lord of the Rings: The Two Towers, extended edition with all scenes");
    items.leftItems = {{1, title, false}};
    items.rightItems = {{1, title, true}};
    lists.setData(items);
    IntervalChart intervals;
    IntervalRow row{.first = NamedRun{QStringLiteral("a-name-of-a-run-as-long-as-they-come-in-sweeps-01"), {}},
                    .second = NamedRun{QStringLiteral("a-name-of-a-run-as-long-as-they-come-in-sweeps-02"), {}},
                    .value = 0.0131,
                    .interval = {0.011, 0.0152}};
    row.wins = 2614;
    row.ties = 305;
    row.losses = 1796;
    IntervalData wide;
    wide.valueName = QStringLiteral("MRR");
    wide.hasCounts = true;
    wide.rows = {row};
    intervals.setData(wide);
    Report report;
    report.title = QStringLiteral("Wide words");
    report.parts = {figureOf(lists), figureOf(intervals)};
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("report.pdf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(toPdf(report));
    file.close();
    QProcess process;
    process.start(reader, {QStringLiteral("-layout"), file.fileName(), QStringLiteral("-")});
    QVERIFY(process.waitForFinished());
    const QString words = QString::fromUtf8(process.readAllStandardOutput());
    QCOMPARE(words.count(title), 2);
    QVERIFY(!words.contains(QChar(0x2026)));
    for (const QString& wanted : {row.first->name, row.second->name, QStringLiteral("wins / ties / losses"),
                                  QStringLiteral("+0.0131"), QStringLiteral("[+0.0110, +0.0152]")})
        QVERIFY2(words.contains(wanted), qPrintable(wanted + QStringLiteral(" in ") + words));
}

/// A reader of PDF knows a letter by the character that means it: no letter may be another's variant.
void TestPaperFigures::copiedTextIsWhatStandsThere()
{
    const QString text =
        QStringLiteral("+0.0131 [\u22120.0004, +0.0152] (3 \u00D7 4 = 12) 1 \u2192 2: a@5 - b/c {d} 5 < 6 > 4 \u2265 3 "
                       "12:30 \u2013 A+B [C] -> fi");
    for (const TypeRole role : {TypeRole::Axis, TypeRole::Table, TypeRole::TableStrong, TypeRole::Title}) {
        QTextLayout layout(text, font(role));
        layout.beginLayout();
        layout.createLine().setLineWidth(10'000);
        layout.endLayout();
        for (const QGlyphRun& run : layout.glyphRuns()) {
            const QList<quint32> known = run.rawFont().glyphIndexesForString(text);
            for (const quint32 glyph : run.glyphIndexes())
                QVERIFY2(known.contains(glyph),
                         qPrintable(QStringLiteral("glyph %1 of %2").arg(glyph).arg(run.rawFont().familyName())));
        }
    }
}

void TestPaperFigures::winsTiesAndLossesStay()
{
    IntervalChart chart;
    IntervalData data;
    data.valueName = QStringLiteral("difference in MRR");
    data.hasCounts = true;
    IntervalRow row{.first = NamedRun{QStringLiteral("a-rather-long-name-01"), {}},
                    .second = NamedRun{QStringLiteral("a-rather-long-name-02"), {}},
                    .value = -0.002,
                    .interval = {-0.0043, 0.0003}};
    row.wins = 1234;
    row.ties = 56;
    row.losses = 7;
    data.rows.push_back(row);
    chart.setData(data);
    const QString words = drawnWords(figureOf(chart));
    QVERIFY2(words.contains(QStringLiteral("56 / 7")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("[\u22120.0043, +0.0003]")), qPrintable(words)); // signs at both ends
}

void TestPaperFigures::nothingIsMarkedAsChosen()
{
    WinMap chart;
    WinMapData data;
    data.users = {10, 20, 30, 40};
    chart.setData(data);
    const QByteArray before = toSvg(figureOf(chart));
    chart.setSelected({1});
    QCOMPARE(toSvg(figureOf(chart)), before);
}

void TestPaperFigures::sheetsHaveNoHoles()
{
    const auto charts = sampleCharts();
    FigureSheet sheet{QStringLiteral("All"), QStringLiteral("runs bpr-01"), {}};
    double heights = 0;
    for (const auto& [name, chart] : charts) {
        sheet.figures.push_back(figureOf(*chart));
        Figure alone = sheet.figures.back();
        alone.source.clear();
        heights += sizeAround(alone, chart->figureSize({600, 0})).height();
    }
    const QByteArray svg = toSvg(sheet);
    static const QRegularExpression box(QStringLiteral("viewBox=\"0 0 \\d+ (\\d+)\""));
    const double height = box.match(QString::fromUtf8(svg)).captured(1).toDouble();
    // What is no figure: a gap of 8 px each, a footer, and where one column ends before the other.
    const double filled = heights / (2 * height);
    QVERIFY2(filled > 0.85 && filled <= 1, qPrintable(QString::number(filled)));
    QVERIFY(svg.contains("runs bpr-01"));
}

QTEST_MAIN(TestPaperFigures)
#include "tst_paper_figures.moc"
