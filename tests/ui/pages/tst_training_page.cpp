#include "core/models/bpr/bpr_options.h"
#include "core/models/model_kind.h"
#include "tests/support/page_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/forms/number_field.h"
#include "ui/forms/option_form.h"
#include "ui/forms/option_row.h"
#include "ui/pages/training/key_hint_button.h"
#include "ui/pages/training/leaderboard/leaderboard_view.h"
#include "ui/pages/training/next_run_panel.h"
#include "ui/pages/training/run_end_strip.h"
#include "ui/pages/training/training_page.h"
#include "ui/parts/empty_state.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace tastescope;
using namespace tastescope::ui;

class TestTrainingPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void offersTwoWaysToBegin();
    void threeEpochsGiveCurvesOfThreePoints();
    void stoppedAndResumedEndsAsIfItHadNotBeenStopped();
    void divergenceIsNamedWithAWayOut();
    void divergenceKeepsTheBestEpochThereWas();
    void thePublishedPresetSetsEveryField();
    void aNumberThatCannotBeUsedIsNotTrainedWith();
    void everyControlHasAName();
};

namespace {

struct Screen : pagetest::Screen<TrainingPage>
{
    std::vector<Notice> notices;

    Screen()
    {
        QObject::connect(&workspace.messages(), &Messages::noticed, &page,
                         [this](const Notice& notice) { notices.push_back(notice); });
    }

    /// Of the curves: the leaderboard has one of its own.
    EmptyState* empty() const
    {
        const auto all = page.findChildren<EmptyState*>();
        const auto* leaders = page.findChild<LeaderboardView*>();
        return *std::ranges::find_if_not(all, [leaders](const auto* each) { return leaders->isAncestorOf(each); });
    }

    NextRunPanel* next() const { return page.findChild<NextRunPanel*>(); }
    RunEndStrip* end() const { return page.findChild<RunEndStrip*>(); }
    const CurveData& curves(const char* title) const { return called<CurveChart>(QLatin1String(title))->data(); }

    /// Starts a run with these options by the page's button and returns its id.
    int train(const BprOptions& options)
    {
        workspace.nextRun().setOptions(options);
        next()->trainButton()->click();
        return workspace.runs().newest()->id;
    }

    const SessionRun& run(int id) { return *workspace.runs().find(id); }
    bool waitFor(int id)
    {
        return QTest::qWaitFor([&] { return run(id).isOver(); }, 20'000);
    }
};

BprOptions quick(int epochs)
{
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = epochs;
    options.patience = 0;
    return options;
}

std::vector<double> losses(const SessionRun& run)
{
    std::vector<double> losses;
    for (const EpochFinished& epoch : run.record->epochs)
        losses.push_back(epoch.trainLoss);
    return losses;
}

} // namespace

void TestTrainingPage::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestTrainingPage::offersTwoWaysToBegin()
{
    Screen screen;
    const auto* empty = screen.empty();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("No data open"));
    QVERIFY(screen.open());
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->title(), QStringLiteral("Nothing trained yet"));
    QVERIFY(screen.button(QStringLiteral("Train BPR")));
    auto* knn = screen.button(QStringLiteral("Run User-KNN"));
    QVERIFY(knn);
    const ModelOptions before = screen.workspace.nextRun().options();
    knn->click();
    const SessionRun* run = screen.workspace.runs().newest();
    QVERIFY(run && modelName(run->config.model) == "user-knn");
    QVERIFY(screen.workspace.nextRun().options() == before); // what was prepared stays prepared
    QVERIFY(screen.waitFor(run->id));
    QVERIFY(run->bestModel);
    QTRY_VERIFY(!empty->isVisible());
}

void TestTrainingPage::threeEpochsGiveCurvesOfThreePoints()
{
    Screen screen;
    QVERIFY(screen.open());
    const int id = screen.train(quick(3));
    QCOMPARE(screen.workspace.choices().current()->id, id);
    QVERIFY(screen.waitFor(id));
    const RunRecord& record = *screen.run(id).record;
    QCOMPARE(record.state, RunState::Finished);
    QCOMPARE(record.epochs.size(), std::size_t(3));

    QTRY_COMPARE(screen.curves("MRR").curves.size(), std::size_t(1));
    QTRY_VERIFY(!screen.curves("MRR").curves[0].live);
    QCOMPARE(screen.curves("MRR").curves[0].points.size(), std::size_t(3));
    QCOMPARE(screen.curves("Training loss").curves[0].points.size(), std::size_t(3));
    QCOMPARE(screen.curves("Hit@K").curves.size(), std::size_t(3)); // at 10, 5 and 1
    for (const Curve& curve : screen.curves("Hit@K").curves)
        QCOMPARE(curve.points.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
        const double epoch = static_cast<double>(i) + 1;
        const EpochFinished& told = record.epochs[i];
        QCOMPARE(screen.curves("MRR").curves[0].points[i], QPointF(epoch, told.validation.mrr().value()));
        QCOMPARE(screen.curves("Hit@K").curves[1].points[i], QPointF(epoch, told.validation.find("hit-5").value()));
        QCOMPARE(screen.curves("Training loss").curves[0].points[i], QPointF(epoch, told.trainLoss));
    }
    QVERIFY(!screen.end()->isVisible() && screen.notices.empty()); // it ended as planned
}

void TestTrainingPage::stoppedAndResumedEndsAsIfItHadNotBeenStopped()
{
    Screen screen;
    QVERIFY(screen.open());
    const BprOptions options = quick(150);
    const int id = screen.train(options);
    connect(&screen.workspace.runs(), &RunBook::runGrew, &screen.page, [&](int grown) {
        if (grown == id && screen.run(id).curve.epochs.size() >= 2 && screen.run(id).record == std::nullopt)
            screen.workspace.runJobs().stop(id);
    });
    QVERIFY(screen.waitFor(id));
    QCOMPARE(screen.run(id).record->state, RunState::Stopped);
    const std::size_t done = screen.run(id).record->epochs.size();
    QVERIFY(done >= 2 && done < 150);
    QVERIFY(screen.run(id).bestModel);
    QTRY_VERIFY(screen.end()->isVisible());
    QVERIFY(screen.end()->useButton()->isVisible());
    QPushButton* resume = screen.end()->resumeButton();
    QVERIFY(resume->isVisible());
    QCOMPARE(resume->text(), QStringLiteral("Resume from epoch %1").arg(done));

    resume->click();
    QVERIFY(!screen.run(id).isOver());
    QVERIFY(screen.waitFor(id));
    QCOMPARE(screen.run(id).record->state, RunState::Finished);
    QTRY_VERIFY(!screen.end()->isVisible());

    const int whole = screen.train(options);
    QVERIFY(screen.waitFor(whole));
    QVERIFY(whole != id && screen.run(whole).folder != screen.run(id).folder);
    QVERIFY(!screen.run(id).record->modelSha256.empty());
    QCOMPARE(screen.run(id).record->modelSha256, screen.run(whole).record->modelSha256);
    QCOMPARE(losses(screen.run(id)), losses(screen.run(whole)));
    QTRY_COMPARE(screen.curves("MRR").curves.size(), std::size_t(2));
    QTRY_VERIFY(!screen.curves("MRR").curves[0].live);
    for (const Curve& curve : screen.curves("MRR").curves)
        QCOMPARE(curve.points.size(), std::size_t(150)); // no epoch twice
}

void TestTrainingPage::divergenceIsNamedWithAWayOut()
{
    Screen screen;
    QVERIFY(screen.open());
    BprOptions options = quick(3);
    options.learningRate = 10;
    options.l2 = 10; // each update multiplies a row by 1 - 10 * 10 = -99
    const int id = screen.train(options);
    QVERIFY(screen.waitFor(id));
    QCOMPARE(screen.notices.size(), std::size_t(1));
    const Notice notice = screen.notices.front();
    QCOMPARE(notice.kind, NoticeKind::Error);
    QCOMPARE(notice.title, screen.run(id).name + QStringLiteral(" stopped: the loss became infinite"));
    QCOMPARE(notice.text, QStringLiteral("Epoch 1, learning rate 10 with sgd. Nothing is kept."));
    QTRY_VERIFY(screen.end()->isVisible());
    QVERIFY(screen.end()->accessibleName().endsWith(QStringLiteral("diverged")));
    QVERIFY(!screen.end()->resumeButton()->isVisible());
    QVERIFY(!screen.end()->useButton()->isVisible());
    QVERIFY(screen.end()->gentlerButton()->isVisible());
    QCOMPARE(screen.end()->gentlerButton()->text(), QStringLiteral("Try learning rate 1"));
    QVERIFY(screen.run(id).record->message.find("a learning rate of 1 or less") != std::string::npos);

    QCOMPARE(notice.actions.size(), std::size_t(1));
    QCOMPARE(notice.actions[0].text, QStringLiteral("Try 1"));
    notice.actions[0].run();
    const SessionRun* next = screen.workspace.runs().newest();
    QVERIFY(next->id != id);
    options.learningRate = 1;
    QVERIFY(next->config.model == ModelOptions(options));
    QVERIFY(screen.workspace.nextRun().options() == ModelOptions(options));
    QVERIFY(screen.waitFor(next->id));
}

void TestTrainingPage::divergenceKeepsTheBestEpochThereWas()
{
    Screen screen;
    QVERIFY(screen.open());
    BprOptions options = quick(200);
    options.learningRate = 10;
    options.l2 = 10;
    options.warmupEpochs = 100; // 0.1 more an epoch: beyond 0.2 rows grow, as |1 - 0.2 * 10| = 1
    const int id = screen.train(options);
    QVERIFY(screen.waitFor(id));
    const RunRecord& record = *screen.run(id).record;
    QCOMPARE(record.state, RunState::Diverged);
    QVERIFY(record.bestEpoch >= 1);
    QCOMPARE(screen.notices.size(), std::size_t(1));
    QVERIFY2(screen.notices[0].text.endsWith(QStringLiteral("Epoch %1 is kept.").arg(record.bestEpoch)),
             qPrintable(screen.notices[0].text));
    QVERIFY(screen.run(id).bestModel);
    QTRY_VERIFY(screen.end()->isVisible());
    QVERIFY(screen.end()->useButton()->isVisible());
    QVERIFY(!screen.end()->resumeButton()->isVisible());
    QTRY_VERIFY(screen.curves("MRR").curves[0].divergedAt);
}

void TestTrainingPage::thePublishedPresetSetsEveryField()
{
    Screen screen;
    OptionForm* form = screen.next()->form();
    const auto typed = [&](const char* name) { return form->row(name)->findChild<NumberField*>()->plainText(); };
    QVERIFY(typed("learning_rate") != QStringLiteral("0.005"));
    QTest::keyClick(screen.next()->presets(), Qt::Key_Down);
    QCOMPARE(screen.next()->presets()->currentText(), QStringLiteral("published"));
    QCOMPARE(typed("embedding_dim"), QStringLiteral("128"));
    QCOMPARE(typed("batch_size"), QStringLiteral("16384"));
    QCOMPARE(typed("learning_rate"), QStringLiteral("0.005"));
    QCOMPARE(typed("epochs"), QStringLiteral("5"));
    QCOMPARE(typed("negatives"), QStringLiteral("4"));
    QCOMPARE(typed("grad_accum"), QStringLiteral("2"));
    QCOMPARE(typed("patience"), QStringLiteral("5"));
    QVERIFY(screen.workspace.nextRun().options() == presetOptions("bpr", "published"));
    QCOMPARE(form->changedCount(), 0);
    form->setValue("epochs", std::int64_t{7});
    QCOMPARE(form->changedCount(), 1);
    QVERIFY(readOption(screen.workspace.nextRun().options(), "epochs") == OptionValue(std::int64_t{7}));
}

void TestTrainingPage::aNumberThatCannotBeUsedIsNotTrainedWith()
{
    Screen screen;
    QVERIFY(screen.open());
    const auto* train = screen.next()->trainButton();
    QTRY_VERIFY(train->isEnabled());
    const ModelOptions before = screen.workspace.nextRun().options();
    auto* field = screen.next()->form()->row("learning_rate")->findChild<QLineEdit*>();
    field->setText(QStringLiteral("-4"));
    QVERIFY(!train->isEnabled());
    QVERIFY(screen.next()->form()->firstProblem().contains(QStringLiteral("-4")));
    QVERIFY(screen.workspace.nextRun().options() == before);
    field->setText(QStringLiteral("0.01"));
    QVERIFY(train->isEnabled());
    QVERIFY(readOption(screen.workspace.nextRun().options(), "learning_rate") == OptionValue(0.01));
}

void TestTrainingPage::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.open());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
    const int id = screen.train(quick(1));
    QVERIFY(screen.waitFor(id));
    QTRY_VERIFY(!screen.empty()->isVisible());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestTrainingPage)
#include "tst_training_page.moc"
