#include "tests/ui/charts/drawn_texts.h"
#include "tests/ui/charts/sample_charts.h"
#include "ui/charts/plot/plot_table.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/sheet/statistics_column.h"
#include "ui/theme/appearance.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace tastescope::ui;

class TestChartPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Scheme::Light); }
    void keyTSwitchesToTheTableAndBack();
    void theTwinEqualsTheChart();
    void theTwinFollowsNewData();
    void everythingHasAName();
    void copiesThePicture();
    void zoomedChartsOfferAReset();
    void exportsHoldStatisticsAndKey();
    void toolsGiveWayToTheTitle();
    void figuresBelowAreNeverCut();
};

static PlotView* take(const char* name)
{
    for (auto& [each, chart] : sampleCharts())
        if (qstrcmp(each, name) == 0)
            return chart.release();
    return nullptr;
}

void TestChartPanel::keyTSwitchesToTheTableAndBack()
{
    ChartPanel panel(QStringLiteral("Likes per user"), take("histogram"));
    panel.resize(400, 260);
    panel.show();
    panel.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.chart()->setFocus();
    QTest::keyClick(panel.chart(), Qt::Key_T);
    QVERIFY(panel.isTableShown());
    QVERIFY(panel.titleRow()->tableButton()->isChecked());
    QWidget* table = panel.findChild<QTableView*>();
    QVERIFY(table->hasFocus());
    QTest::keyClick(table, Qt::Key_T);
    QVERIFY(!panel.isTableShown());
    QVERIFY(panel.chart()->hasFocus());
    panel.titleRow()->tableButton()->click();
    QVERIFY(panel.isTableShown());
}

static void compare(const QAbstractItemModel& model, const PlotTable& table)
{
    QCOMPARE(model.rowCount(), table.rowCount());
    QCOMPARE(model.columnCount(), static_cast<int>(table.columns.size()));
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            QCOMPARE(model.index(row, column).data().toString(), table.text(row, column));
}

void TestChartPanel::theTwinEqualsTheChart()
{
    for (const char* name : {"curves", "histogram", "lorenz", "ranks", "taste"}) {
        ChartPanel panel(QString::fromLatin1(name), take(name));
        panel.showTable(true);
        compare(*panel.findChild<QTableView*>()->model(), panel.chart()->table());
    }
}

void TestChartPanel::theTwinFollowsNewData()
{
    auto* chart = new HistogramChart;
    ChartPanel panel(QStringLiteral("Likes"), chart);
    panel.showTable(true);
    HistogramData data;
    data.bars = {{0, 5, 10}, {3, 4}, 0};
    chart->setData(data);
    QCOMPARE(panel.findChild<QTableView*>()->model()->rowCount(), 2);
    data.bars = {{0, 5, 10, 15}, {3, 4, 5}, 0};
    chart->setData(data);
    compare(*panel.findChild<QTableView*>()->model(), chart->table());
}

void TestChartPanel::everythingHasAName()
{
    ChartPanel panel(QStringLiteral("MRR"), take("curves"));
    QCOMPARE(panel.chart()->accessibleName(), QStringLiteral("MRR"));
    QVERIFY(panel.chart()->accessibleDescription().contains(QStringLiteral("best 0.4500")));
    for (const QToolButton* button : panel.titleRow()->findChildren<QToolButton*>())
        QVERIFY(!button->accessibleName().isEmpty());
    QVERIFY(!panel.findChild<QTableView*>()->accessibleName().isEmpty());
    panel.setTitle(QStringLiteral("Hit@K"));
    QCOMPARE(panel.chart()->accessibleName(), QStringLiteral("Hit@K"));
}

void TestChartPanel::copiesThePicture()
{
    ChartPanel panel(QStringLiteral("MRR"), take("curves"));
    panel.resize(400, 300);
    panel.show();
    panel.copyImage();
    QCOMPARE(QGuiApplication::clipboard()->image().size(), 2 * panel.figure().size);
}

void TestChartPanel::zoomedChartsOfferAReset()
{
    ChartPanel panel(QStringLiteral("MRR"), take("curves"));
    panel.resize(400, 300);
    panel.show();
    auto* curves = qobject_cast<CurveChart*>(panel.chart());
    QPushButton* reset = panel.titleRow()->findChild<QPushButton*>();
    QVERIFY(!reset->isVisible());
    curves->setZoom({Range{2, 3}, {}});
    QVERIFY(reset->isVisible());
    reset->click();
    QVERIFY(!curves->isZoomed());
    QVERIFY(!reset->isVisible());
}

void TestChartPanel::exportsHoldStatisticsAndKey()
{
    ChartPanel panel(QStringLiteral("Taste"), take("taste"));
    panel.resize(500, 240);
    panel.show();
    panel.setKey(qobject_cast<TasteChart*>(panel.chart())->key());
    panel.setStatistics({{{QStringLiteral("median"), QStringLiteral("39")}}});
    panel.setSource(QStringLiteral("data 7f3a 91c2"));
    const QString words = drawnWords(panel.figure()); // the letters of a drawing are outlines
    for (const char* text : {"Taste", "this user", "median", "39", "data 7f3a 91c2"})
        QVERIFY2(words.contains(QLatin1String(text)), text);
}

/// Table and export stand in the menu of "more" too; the words of a title stand nowhere else.
void TestChartPanel::toolsGiveWayToTheTitle()
{
    ChartPanel panel(QStringLiteral("Quality against the time that training took"), take("histogram"));
    panel.titleRow()->addTool(new QPushButton(QStringLiteral("time")));
    panel.resize(700, 260);
    panel.show();
    const auto* title = panel.titleRow();
    QVERIFY(title->tableButton()->isVisible() && title->exportButton()->isVisible());
    panel.resize(panel.minimumSizeHint().width(), 260);
    QVERIFY(!title->tableButton()->isVisible() && !title->exportButton()->isVisible());
    QVERIFY(title->moreButton()->isVisible());
    const auto* words = title->findChild<QLabel*>();
    QCOMPARE(words->text(), panel.titleRow()->title());
    QTRY_VERIFY(words->width() >= words->fontMetrics().horizontalAdvance(words->text()));
    panel.resize(700, 260);
    QVERIFY(title->tableButton()->isVisible() && title->exportButton()->isVisible());
}

/// A figure that has no room beside its label stands under it, at whatever size of text.
void TestChartPanel::figuresBelowAreNeverCut()
{
    StatisticsColumn column(nullptr, StatisticsPlace::Below);
    column.setStatistics({.figures = {{QStringLiteral("one epoch"), QStringLiteral("0.27 s, 185 k triplets")},
                                      {QStringLiteral("took"), QStringLiteral("5 s")}}});
    QVERIFY(column.heightForWidth(150) >= column.heightForWidth(600) + 16); // one row more
    applyAppearance(*qApp, {.textPercent = 200});
    QVERIFY(column.heightForWidth(1200) >= 2 * QFontMetrics(font(TypeRole::Table)).height());
    QVERIFY(column.minimumHeight() <= column.sizeHint().height()
            && column.maximumHeight() > 10'000); // nothing is fixed
    applyAppearance(*qApp, {});
}

QTEST_MAIN(TestChartPanel)
#include "tst_chart_panel.moc"
