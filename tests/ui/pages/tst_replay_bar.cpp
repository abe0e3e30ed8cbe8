#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "tests/support/page_screen.h"
#include "ui/charts/curve/curve_chart.h"
#include "ui/pages/training/replay_bar.h"
#include "ui/pages/training/training_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSlider>

using namespace tastescope;
using namespace tastescope::ui;

class TestReplayBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void theClockGoesAtThePaceOfTraining();
    void aPartHoldsWhatWasKnownThen();
    void scrubbingShowsTheCurveUntilThere();
    void playingEndsWithTheWholeCurve();
    void runsUnderWayAndWithoutEpochsHaveNoReplay();
    void anotherRunIsShownWhole();
    void theSpeedIsKept();
};

namespace {

struct Screen : pagetest::Screen<TrainingPage>
{
    ReplayBar* bar() const { return page.findChild<ReplayBar*>(); }
    const CurveData& curves(const char* title) const { return called<CurveChart>(QLatin1String(title))->data(); }

    int train(const ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        const int id = workspace.nextRun().train();
        const bool ended = QTest::qWaitFor([&] { return workspace.runs().find(id)->isOver(); }, 20'000);
        return ended ? id : 0;
    }
};

BprOptions quick(int epochs)
{
    BprOptions options;
    options.embeddingDim = 8;
    options.epochs = epochs;
    options.patience = 0;
    return options;
}

/// Five epochs of 2 s each, the third the best, and a tick in the middle of each.
SessionRun recorded()
{
    SessionRun run;
    run.id = 7;
    run.name = QStringLiteral("bpr-07");
    run.phase = RunPhase::Ended;
    run.record = RunRecord{};
    for (int epoch = 1; epoch <= 5; ++epoch) {
        EpochFinished told;
        told.epoch = epoch;
        told.trainLoss = 1.0 / epoch;
        told.trainSeconds = 2;
        told.validation = {{"mrr", epoch <= 3 ? 0.1 * epoch : 0.1}};
        run.curve.epochs.push_back(told);
        TrainingTick tick;
        tick.epoch = epoch - 0.5;
        run.curve.ticks.push_back(tick);
    }
    return run;
}

} // namespace

void TestReplayBar::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestReplayBar::theClockGoesAtThePaceOfTraining()
{
    ReplayClock clock;
    clock.setCurve(40, 20); // 2 epochs a second
    QVERIFY(clock.atEnd());
    clock.setPosition(0);
    clock.advance(3, 1);
    QCOMPARE(clock.position(), 6.0);
    clock.advance(1, 0.25);
    QCOMPARE(clock.position(), 6.5);
    clock.advance(1, 16);
    QCOMPARE(clock.position(), 38.5);
    QVERIFY(!clock.atEnd());
    clock.advance(1, 1);
    QCOMPARE(clock.position(), 40.0);
    QVERIFY(clock.atEnd());
    clock.setPosition(-3);
    QCOMPARE(clock.position(), 0.0);

    clock.setCurve(40, 0.2); // of a blink: 10 s
    clock.setPosition(0);
    clock.advance(1, 1);
    QCOMPARE(clock.position(), 4.0);
    clock.setCurve(40, 3600); // of an hour: 60 s
    clock.setPosition(0);
    clock.advance(3, 1);
    QCOMPARE(clock.position(), 2.0);
}

void TestReplayBar::aPartHoldsWhatWasKnownThen()
{
    const SessionRun run = recorded();
    const SessionRun part = replayedUntil(run, 4.6);
    QCOMPARE(part.name, run.name);
    QCOMPARE(part.curve.epochs.size(), std::size_t(4));
    QCOMPARE(part.curve.ticks.size(), std::size_t(5)); // the fifth epoch is half through
    QCOMPARE(part.curve.best()->epoch, 3);
    QVERIFY(!part.record); // how it ends is not known yet
    QCOMPARE(replayedUntil(run, 2).curve.best()->epoch, 2);
    QVERIFY(replayedUntil(run, 0.9).curve.epochs.empty());
    QCOMPARE(replayedUntil(run, 5).curve.epochs.size(), run.curve.epochs.size());
}

void TestReplayBar::scrubbingShowsTheCurveUntilThere()
{
    Screen screen;
    QVERIFY(screen.open());
    const int id = screen.train(quick(5));
    QVERIFY(id);
    QTRY_VERIFY(screen.bar()->isVisible());
    QTRY_COMPARE(screen.curves("MRR").curves.at(0).points.size(), std::size_t(5));
    const auto whole = screen.curves("MRR");
    screen.bar()->slider()->setValue(200);
    QTRY_COMPARE(screen.curves("MRR").curves.at(0).points.size(), std::size_t(2));
    QCOMPARE(screen.curves("Training loss").curves.at(0).points.size(), std::size_t(2));
    QCOMPARE(screen.curves("Hit@K").curves.at(0).points.size(), std::size_t(2));
    QVERIFY(screen.curves("MRR").curves[0].live); // drawn as if it were under way
    QCOMPARE(screen.curves("MRR").curves[0].points[1], whole.curves[0].points[1]);
    QCOMPARE(screen.curves("MRR").xRange->high, whole.xRange->high); // the axis stays
    QTest::keyClick(screen.bar()->slider(), Qt::Key_Right);          // one epoch
    QTRY_COMPARE(screen.curves("MRR").curves.at(0).points.size(), std::size_t(3));
    QTest::keyClick(screen.bar()->slider(), Qt::Key_End);
    QTRY_COMPARE(screen.curves("MRR").curves.at(0).points.size(), std::size_t(5));
    QVERIFY(!screen.curves("MRR").curves[0].live);
    QVERIFY(!screen.bar()->part());
}

void TestReplayBar::playingEndsWithTheWholeCurve()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.train(quick(5)));
    QTRY_VERIFY(screen.bar()->isVisible());
    screen.bar()->speedBox()->setCurrentIndex(screen.bar()->speedBox()->count() - 1); // 16 times
    std::vector<std::size_t> seen;
    connect(screen.bar(), &ReplayBar::moved, &screen.page,
            [&] { seen.push_back(screen.bar()->part() ? screen.bar()->part()->curve.epochs.size() : 5); });
    screen.bar()->playButton()->click();
    QVERIFY(screen.bar()->isPlaying());
    QVERIFY(screen.bar()->part()); // it begins anew
    QTRY_VERIFY(!screen.bar()->isPlaying());
    QVERIFY(!screen.bar()->part());
    QCOMPARE(seen.front(), std::size_t(0));
    QCOMPARE(seen.back(), std::size_t(5));
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QTRY_COMPARE(screen.curves("MRR").curves.at(0).points.size(), std::size_t(5));

    screen.bar()->playButton()->click();
    screen.bar()->playButton()->click(); // pause
    QVERIFY(!screen.bar()->isPlaying());
    QVERIFY(screen.bar()->part()); // it stays where it was
}

void TestReplayBar::runsUnderWayAndWithoutEpochsHaveNoReplay()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(!screen.bar()->isVisible());
    QVERIFY(screen.train(PopularityOptions{}));
    QVERIFY(screen.train(quick(1)));
    QTRY_COMPARE(screen.curves("MRR").curves.size(), std::size_t(1));
    QVERIFY(!screen.bar()->isVisible()); // one epoch is no curve
    screen.workspace.nextRun().setOptions(quick(400));
    const int id = screen.workspace.nextRun().train();
    QTRY_VERIFY(screen.workspace.runs().find(id)->curve.epochs.size() > 2);
    QVERIFY(!screen.bar()->isVisible());
    screen.workspace.runJobs().stop(id);
    QTRY_VERIFY(screen.bar()->isVisible());
}

void TestReplayBar::anotherRunIsShownWhole()
{
    Screen screen;
    QVERIFY(screen.open());
    const int first = screen.train(quick(3));
    const int second = screen.train(quick(4));
    QVERIFY(first && second);
    QTRY_COMPARE(screen.bar()->slider()->maximum(), 400);
    screen.bar()->slider()->setValue(100);
    QVERIFY(screen.bar()->part());
    screen.workspace.choices().setCurrent(first);
    QTRY_COMPARE(screen.bar()->slider()->maximum(), 300);
    QCOMPARE(screen.bar()->slider()->value(), 300);
    QVERIFY(!screen.bar()->part());
}

void TestReplayBar::theSpeedIsKept()
{
    Screen screen;
    QComboBox* speed = screen.bar()->speedBox();
    QCOMPARE(speed->currentData().toDouble(), 1.0);
    QCOMPARE(speed->itemText(0), QStringLiteral("0.25×"));
    QTest::keyClick(speed, Qt::Key_Down);
    QCOMPARE(speed->currentData().toDouble(), 2.0);
    QCOMPARE(ReplayBar(screen.workspace).speedBox()->currentData().toDouble(), 2.0);
}

QTEST_MAIN(TestReplayBar)
#include "tst_replay_bar.moc"
