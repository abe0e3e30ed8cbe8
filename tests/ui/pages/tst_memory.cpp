#include "core/base/memory_limit.h"
#include "core/base/number_text.h"
#include "core/experiment/run_cost.h"
#include "core/models/bpr/bpr_options.h"
#include "tests/support/sweep_screen.h"
#include "ui/pages/neighbours/neighbours_page.h"
#include "ui/pages/training/key_hint_button.h"
#include "ui/pages/training/next_run_panel.h"
#include "ui/pages/training/training_page.h"
#include "ui/parts/empty_state.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>

using namespace tastescope;
using namespace tastescope::ui;

/// What does not fit into memory cannot be begun by a button, and the words say why.
class TestMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { setMemoryCeiling(0); }
    void openDataKnowsItsScoredPairs();
    void aRunThatDoesNotFitIsNotTrained();
    void aSweepThatDoesNotFitIsNotRun();
    void aSearchThatDoesNotFitIsNotOffered();
    void aQueuedRunIsRefusedInTheSameWords();
};

namespace {

/// The visible text that begins so; empty: there is none.
QString textIn(const QWidget& widget, const char* begin)
{
    for (const auto* label : widget.findChildren<QLabel*>())
        if (label->isVisible() && label->text().startsWith(QLatin1String(begin)))
            return label->text();
    return {};
}

} // namespace

void TestMemory::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestMemory::openDataKnowsItsScoredPairs()
{
    const OpenedDataset opened = openAny({{QStringLiteral("preset:tiny")}, {}}, {});
    QCOMPARE(opened.size.users, static_cast<std::int64_t>(opened.dataset->userCount()));
    QVERIFY(opened.size.scoredPairs > opened.size.train);
}

void TestMemory::aRunThatDoesNotFitIsNotTrained()
{
    pagetest::Screen<TrainingPage> screen;
    QVERIFY(screen.open());
    auto* panel = screen.page.findChild<NextRunPanel*>();
    const auto* train = panel->trainButton();
    screen.workspace.nextRun().setOptions(BprOptions{.embeddingDim = 8});
    QVERIFY(train->isEnabled());
    QVERIFY(textIn(*panel, "Training needs").isEmpty());
    // What the engine says of the same run.
    RunConfig config;
    config.model = BprOptions{.embeddingDim = 1'024};
    const MemoryNeed need = runMemory(config, countedSize(*screen.workspace.data().dataset()));
    setMemoryCeiling(1);
    screen.workspace.nextRun().setOptions(config.model);
    QVERIFY(!train->isEnabled());
    const QString words = textIn(*panel, "Training needs");
    QVERIFY2(words.contains(QString::fromStdString(bytesText(need.bytes()))), qPrintable(words));
    QVERIFY2(words.contains(QLatin1String("a smaller embedding_dim")), qPrintable(words));
    setMemoryCeiling(0);
    panel->updateCost();
    QVERIFY(train->isEnabled());
    QVERIFY(textIn(*panel, "Training needs").isEmpty());
}

void TestMemory::aSweepThatDoesNotFitIsNotRun()
{
    pagetest::SweepScreen screen;
    QVERIFY(screen.open());
    screen.button(QStringLiteral("New sweep…"))->click();
    const auto* run = screen.form()->runButton();
    screen.form()->setConfig(screen.quick(4));
    QVERIFY(run->isEnabled());
    QVERIFY(textIn(*screen.form(), "The sweep needs").isEmpty());
    setMemoryCeiling(1);
    screen.form()->setConfig(screen.quick(4));
    QVERIFY(!run->isEnabled());
    QVERIFY(!textIn(*screen.form(), "The sweep needs").isEmpty());
    setMemoryCeiling(0);
    screen.form()->setConfig(screen.quick(4));
    QVERIFY(run->isEnabled());
}

void TestMemory::aSearchThatDoesNotFitIsNotOffered()
{
    pagetest::Screen<NeighboursPage> screen;
    screen.workspace.data().set(openAny({{QStringLiteral("preset:tiny")}, {}}, {}), {});
    NeighbourSession& session = screen.workspace.neighbours();
    QVERIFY(screen.button(QStringLiteral("Find neighbours"))->isEnabled());
    setMemoryCeiling(1);
    QSignalSpy failed(&session, &NeighbourSession::failed);
    session.search({.top = 100}); // by another way than the button
    QTRY_VERIFY_WITH_TIMEOUT(!session.isSearching(), 20'000);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.front().front().toString().startsWith(QLatin1String("The search for neighbours needs")));
    QCOMPARE(screen.page.findChild<EmptyState*>()->title(), QStringLiteral("Not enough memory"));
    QVERIFY(!textIn(screen.page, "The search for neighbours needs").isEmpty());
    QVERIFY(!screen.button(QStringLiteral("Find neighbours"))->isEnabled());
}

void TestMemory::aQueuedRunIsRefusedInTheSameWords()
{
    pagetest::Screen<TrainingPage> screen;
    QVERIFY(screen.open());
    setMemoryCeiling(1);
    const int id =
        screen.workspace.nextRun().train(BprOptions{.embeddingDim = 1'024}); // by another way than the button
    const SessionRun* run = screen.workspace.runs().find(id);
    QVERIFY(run);
    QTRY_VERIFY_WITH_TIMEOUT(run->isOver(), 20'000);
    QVERIFY2(run->failure.startsWith(QLatin1String("Training needs")), qPrintable(run->failure));
}

QTEST_MAIN(TestMemory)
#include "tst_memory.moc"
