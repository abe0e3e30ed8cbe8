#include "ui/charts/plot/plot_table.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>
#include <sstream>

using namespace tastescope::ui;

class TestPlotTable : public QObject
{
    Q_OBJECT

private slots:
    void csvReadsBackAsTheSameNumbers();
    void csvQuotesWhatNeedsIt();
    void twinEqualsTheData();
};

void TestPlotTable::csvReadsBackAsTheSameNumbers()
{
    std::mt19937_64 engine(3); // any bit patterns, large and small
    std::vector<double> values{0, -0.1, 1.0 / 3, 1e-300, 0.00363, 101713};
    for (int i = 0; i < 200; ++i)
        values.push_back(std::ldexp(static_cast<double>(engine()), static_cast<int>(engine() % 200) - 150));
    const std::string csv = toCsv({{{"value", values}}});
    std::istringstream lines(csv);
    std::string line;
    std::getline(lines, line);
    QCOMPARE(line, std::string("value"));
    for (const double value : values) {
        std::getline(lines, line);
        QVERIFY(!line.empty() && line.find(',') == std::string::npos);
        QCOMPARE(QByteArray::fromStdString(line).toDouble(), value);
    }
}

void TestPlotTable::csvQuotesWhatNeedsIt()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const PlotTable table{
        {{"name, \"short\"", QStringList{"caf\u00E9", "a,b"}}, {"n", std::vector<double>{1.5, nan, 2}}}};
    QCOMPARE(QString::fromStdString(toCsv(table)),
             QStringLiteral("\"name, \"\"short\"\"\",n\ncaf\u00E9,1.5\n\"a,b\",\n,2\n"));
}

void TestPlotTable::twinEqualsTheData()
{
    PlotTableModel model;
    model.setTable({{{"epoch", std::vector<double>{1, 2}, 0}, {"MRR", std::vector<double>{0.5, NAN}, 4}}});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), 2);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("MRR"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("0.5000"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(1, 1).data().toString(), QString(QChar(0x2013)));
    QCOMPARE(model.index(0, 1).data(TableModel::ValueRole).toDouble(), 0.5);
}

QTEST_GUILESS_MAIN(TestPlotTable)
#include "tst_plot_table.moc"
