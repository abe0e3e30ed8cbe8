#include "tests/ui/charts/sample_sweep.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tastescope::ui;

class TestIntervalChart : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void clickSelectsTheRow();
    void keysGoFromRowToRow();
    void tieIsSaidInWords();
    void smallDifferencesKeepTheirFigures();
    void tableEqualsTheRows();
    void narrowOnesStillPaint_data();
    void narrowOnesStillPaint();

private:
    IntervalChart m_chart;
};

void TestIntervalChart::init()
{
    applyTheme(*qApp, Scheme::Light);
    m_chart.resize(900, 200);
    m_chart.setSelected({});
    m_chart.setHovered({});
    m_chart.setData(sampleDifferences());
    m_chart.show();
}

void TestIntervalChart::clickSelectsTheRow()
{
    QSignalSpy changed(&m_chart, &IntervalChart::selectionChanged);
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, m_chart.rowPlace(2).center().toPoint());
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{3});
    QTest::mouseClick(&m_chart, Qt::LeftButton, {}, {20, 4}); // the head is no row
    QVERIFY(m_chart.selected().empty());
    QCOMPARE(changed.count(), 2);
}

void TestIntervalChart::keysGoFromRowToRow()
{
    QTest::keyClick(&m_chart, Qt::Key_Down);
    QTest::keyClick(&m_chart, Qt::Key_Down);
    QTest::keyClick(&m_chart, Qt::Key_Return);
    QCOMPARE(m_chart.selected(), std::vector<MarkId>{2});
}

void TestIntervalChart::tieIsSaidInWords()
{
    const QString text = m_chart.accessibleDescription();
    QCOMPARE(text.count(QStringLiteral("about tied")), 1);
    QVERIFY(text.contains(QStringLiteral("bpr-07 minus bpr-05 +0.0687 [+0.0676, +0.0698]")));
    QCOMPARE(m_chart.table().text(2, 7), QStringLiteral("about tied, P(better) 0.76"));
}

void TestIntervalChart::smallDifferencesKeepTheirFigures()
{
    QVERIFY(m_chart.summary().contains(QStringLiteral("+0.00023 [\u22120.00041, +0.00087]")));
    m_chart.setData(sampleImportance());
    QVERIFY(m_chart.summary().contains(QStringLiteral("batch 0.01 [0.00, 0.03]")));
}

void TestIntervalChart::tableEqualsTheRows()
{
    const PlotTable table = m_chart.table();
    QCOMPARE(table.rowCount(), 4);
    QCOMPARE(std::get<std::vector<double>>(table.columns[1].values)[2], 0.00023);
    QCOMPARE(std::get<std::vector<double>>(table.columns[4].values)[0], 61204.0);
    m_chart.setData(sampleImportance());
    QCOMPARE(m_chart.table().columns.size(), std::size_t(4)); // no counts, no notes
}

void TestIntervalChart::narrowOnesStillPaint_data()
{
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(160, 100), QSize(300, 60), QSize(560, 400), QSize(1600, 1200)})
        QTest::addRow("%d x %d", size.width(), size.height()) << size;
}

void TestIntervalChart::narrowOnesStillPaint()
{
    QFETCH(QSize, size);
    m_chart.resize(size);
    m_chart.setSelected({1});
    m_chart.setHovered(4);
    m_chart.grab();
    for (IntervalRow row : sampleDifferences().rows) { // one row alone, and one without any difference
        IntervalData data = sampleDifferences();
        row.value = 0;
        row.interval = {0, 0};
        data.rows = {row};
        m_chart.setData(data);
        m_chart.grab();
    }
    m_chart.setData({});
    m_chart.grab();
    QCOMPARE(m_chart.summary(), QStringLiteral("Nothing to compare."));
}

QTEST_MAIN(TestIntervalChart)
#include "tst_interval_chart.moc"
