#include "core/models/bpr/bpr_options.h"
#include "tests/support/page_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/pages/runs/run_columns.h"
#include "ui/pages/training/training_page.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

/// Which figures the window shows of training is what the table of metrics says is watched.
class TestTrainingMetrics : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theMenuOffersEveryWatchedMetric();
    void everyWatchedFigureHasAColumn();
};

void TestTrainingMetrics::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestTrainingMetrics::theMenuOffersEveryWatchedMetric()
{
    pagetest::Screen<TrainingPage> screen;
    QVERIFY(screen.open());
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = 2;
    screen.workspace.nextRun().setOptions(options);
    screen.workspace.nextRun().train();
    const SessionRun* run = screen.workspace.runs().newest();
    QTRY_VERIFY_WITH_TIMEOUT(run->isOver(), 20'000);

    QStringList offered;
    QAction* ndcg = nullptr;
    for (QAction* action : screen.page.findChildren<QAction*>())
        if (action->text().endsWith(QStringLiteral("@K"))) {
            offered << action->text();
            ndcg = action->text() == QStringLiteral("NDCG@K") ? action : ndcg;
        }
    QCOMPARE(offered, (QStringList{QStringLiteral("Hit@K"), QStringLiteral("NDCG@K")}));
    ndcg->trigger();
    const auto* chart = screen.called<CurveChart>(QStringLiteral("NDCG@K"));
    QVERIFY(chart);
    QCOMPARE(chart->data().curves.size(), std::size_t(1));
    const Curve& curve = chart->data().curves[0];
    QCOMPARE(curve.name, QStringLiteral("NDCG@10"));
    QCOMPARE(curve.points.back(), QPointF(2, run->curve.epochs[1].validation.find("ndcg-10").value()));
}

void TestTrainingMetrics::everyWatchedFigureHasAColumn()
{
    RunRow row;
    row.figures = {{"ndcg-10", 0.25}};
    const std::vector<RunColumn> columns = runColumns();
    for (const std::string& name : *watchedFigures()) {
        const QString key = name == "mrr" ? QStringLiteral("mrr") : figureKey(name);
        const auto column = std::ranges::find(columns, key, &RunColumn::key);
        QVERIFY2(column != columns.end(), name.c_str());
        QCOMPARE(column->title, QString::fromStdString(tastescope::metricTitle(name)));
        if (name != "mrr")
            QCOMPARE(column->value(row), name == "ndcg-10" ? QVariant(0.25) : QVariant());
    }
}

QTEST_MAIN(TestTrainingMetrics)
#include "tst_training_metrics.moc"
