#include "core/io/native/native_file.h"
#include "tests/ui/window/shell.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/training/training_page.h"
#include "ui/parts/empty_state.h"
#include "ui/window/page_table.h"
#include "ui/window/scope_bar.h"
#include "ui/window/tour.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

/// Data that hold nothing out for validation: there are no figures, and nobody waits for them.
class TestUnmeasured : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void thePagesSayThatNothingIsHeldOut();
    void theTourGoesOn();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
    QTemporaryDir m_folder;
    QString m_file;
};

namespace {

/// All that was held out for validation is in training.
Dataset trainedWhole(const Dataset& dataset)
{
    DatasetParts parts = dataset.parts();
    std::vector<std::pair<User, Item>> pairs;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        for (const auto* part : {&dataset.train(), &dataset.heldOut(Part::Validation)})
            for (const Item item : part->row(user))
                pairs.emplace_back(user, item);
    parts.split.train = BinaryMatrix<User, Item>::fromPairs(dataset.userCount(), dataset.itemCount(), std::move(pairs));
    parts.split.validation = BinaryMatrix<User, Item>::fromPairs(dataset.userCount(), dataset.itemCount(), {});
    parts.givenValidation.reset();
    return Dataset(std::move(parts));
}

} // namespace

void TestUnmeasured::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    m_file = m_folder.filePath(QStringLiteral("whole.taste"));
    const OpenedDataset tiny = openAny({{QStringLiteral("preset:tiny")}, {}}, {});
    saveDataset(trainedWhole(*tiny.dataset), m_file.toStdString());
}

void TestUnmeasured::thePagesSayThatNothingIsHeldOut()
{
    Shell shell;
    shell.workspace.opening().open({{m_file}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(shell.workspace.neighbours().selection(), 60'000);
    QCOMPARE(protocolText(shell.workspace), QStringLiteral("nothing is held out for validation"));
    shell.window.showPage(page::compare);
    const auto* empty = shell.window.findChild<ComparePage*>()->findChild<EmptyState*>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("Nothing is held out to compare on"));

    shell.window.showPage(page::training);
    ModelOptions options = shell.workspace.nextRun().options();
    setOption(options, "epochs", std::int64_t{3});
    shell.workspace.nextRun().setOptions(options);
    const int id = shell.workspace.nextRun().train();
    QTRY_VERIFY_WITH_TIMEOUT(shell.workspace.runs().find(id)->isOver(), 60'000);
    QTest::qWait(300); // charts are drawn at most ten times a second
    const auto* page = shell.window.findChild<TrainingPage*>();
    int curves = 0;
    for (const CurveChart* chart : page->findChildren<CurveChart*>()) {
        QVERIFY2(!chart->summary().contains(QStringLiteral("nan"), Qt::CaseInsensitive), qPrintable(chart->summary()));
        for (const Curve& curve : chart->data().curves)
            for (const QPointF& point : curve.points)
                QVERIFY2(std::isfinite(point.y()), qPrintable(curve.name));
        curves += chart->isEmpty() ? 0 : 1;
    }
    QVERIFY(curves > 0); // the loss is there
    const auto panels = page->findChildren<ChartPanel*>();
    const auto mrr = std::ranges::find_if(
        panels, [](const ChartPanel* panel) { return panel->titleRow()->title() == QStringLiteral("MRR"); });
    QVERIFY(mrr != panels.end());
    QCOMPARE((*mrr)->titleRow()->caption(), QStringLiteral("nothing is held out for validation"));
    QVERIFY((*mrr)->chart()->isEmpty());
    QVERIFY(shell.workspace.comparisons().candidates().empty());
}

void TestUnmeasured::theTourGoesOn()
{
    Shell shell;
    ModelOptions options = shell.workspace.nextRun().options();
    setOption(options, "epochs", std::int64_t{3});
    shell.workspace.nextRun().setOptions(options);
    const QTemporaryDir pictures;
    runTour(shell.workspace, shell.window, {.folder = pictures.path(), .dataset = m_file}); // waited for an hour once
    for (const PageInfo& page : pageTable())
        QVERIFY2(QFile::exists(pictures.filePath(page.key + QStringLiteral(".png"))), qPrintable(QString(page.key)));
}

QTEST_MAIN(TestUnmeasured)
#include "tst_unmeasured.moc"
