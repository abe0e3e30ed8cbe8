#include "core/models/model_kind.h"
#include "tests/support/page_screen.h"
#include "ui/pages/training/model_list.h"
#include "ui/pages/training/training_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QRadioButton>

using namespace tastescope;
using namespace tastescope::ui;

/// The choice of a model on the Training page.
class TestModelList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyModelStandsWithItsTime();
    void allOfThemAreTrainedByOneClick();
};

void TestModelList::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestModelList::everyModelStandsWithItsTime()
{
    pagetest::Screen<TrainingPage> screen;
    QVERIFY(screen.open());
    const ModelList& models = *screen.page.findChild<ModelList*>();
    for (const ModelKind& kind : modelKinds())
        QVERIFY2(models.button(kind.name), std::string(kind.name).c_str());
    const auto chosen = [&] { return modelName(screen.workspace.nextRun().options()); };
    QVERIFY(models.button(chosen())->isChecked());
    models.button("ease")->click();
    QCOMPARE(chosen(), std::string_view("ease"));
    QVERIFY(!models.button("bpr")->isChecked());
    screen.workspace.nextRun().setModel("bpr");
    QVERIFY(models.button("bpr")->isChecked());
    // Measured one after the other, without a run: what learns in epochs, and the search that was made.
    for (const ModelKind& kind : modelKinds())
        if (kind.needsTimes) // which these data do not have
            QCOMPARE(models.timeText(kind.name), QStringLiteral("needs times"));
        else if (kind.pace || kind.searchesNeighbours)
            QTRY_VERIFY2_WITH_TIMEOUT(!models.timeText(kind.name).isEmpty(), std::string(kind.name).c_str(), 20'000);
    // What is known of a finished run of the same settings.
    QVERIFY(models.timeText("popularity").isEmpty());
    screen.workspace.nextRun().train(defaultOptions("popularity"));
    QTRY_VERIFY(!models.timeText("popularity").isEmpty());
}

void TestModelList::allOfThemAreTrainedByOneClick()
{
    pagetest::Screen<TrainingPage> screen;
    auto* all = screen.page.findChild<ModelList*>()->findChild<QPushButton*>();
    QVERIFY(!all->isEnabled()); // no data are open
    QVERIFY(screen.open());
    QTRY_VERIFY(!screen.workspace.jobs().isBusy());
    all->click();
    const auto without = std::ranges::count_if(modelKinds(), [](const ModelKind& kind) { return !kind.needsTimes; });
    QCOMPARE(std::ssize(screen.workspace.runs().runs()), without);
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
    screen.workspace.jobs().stopAll();
    QTRY_VERIFY(!screen.workspace.jobs().isBusy());
}

QTEST_MAIN(TestModelList)
#include "tst_model_list.moc"
