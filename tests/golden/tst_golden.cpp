// How the pages look at 1440 x 900 in each state: nothing there, a run under way, full, failed. The run under way is a
// recorded one, because how far a live one is and how fast differs each time.
// After a wanted change of the looks: TASTESCOPE_GOLDEN=write, look at the pictures, commit the new texts.
// After a change of what runs tell: TASTESCOPE_GOLDEN=record first, which records the run anew.

#include "core/models/bpr/bpr_options.h"
#include "tests/golden/fingerprint.h"
#include "tests/golden/recording.h"
#include "tests/support/page_screen.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/compare/differences_panel.h"
#include "ui/pages/training/model_list.h"
#include "ui/pages/training/pace_panel.h"
#include "ui/pages/training/run_end_strip.h"
#include "ui/session/page_keys.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/banner_stack.h"
#include "ui/window/main_window.h"
#include "ui/window/run_bar.h"
#include "ui/window/status_strip.h"

#include <QApplication>
#include <QPainter>

using namespace tastescope;
using namespace tastescope::ui;

class TestGolden : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void pagesWithoutData();
    void aFailedImport();
    void pagesWithData();
    void aRunUnderWay();
    void aFinishedRun();
    void aJudgedSweep();
    void twoRunsCompared();
    void aRunThatDiverged();
    void aMissingPanelIsSeen();
    void aBlankPictureIsSeen();
};

namespace {

struct Screen : pagetest::Screen<MainWindow>
{
    Screen() : pagetest::Screen<MainWindow>({1440, 900}) {}

    /// The window once nothing moves any more.
    QImage picture()
    {
        QApplication::setActiveWindow(nullptr); // no cursor blinks
        QStringList before;
        QImage now;
        for (int look = 0; look < 20; ++look) {
            QTest::qWait(120); // pages draw ten times a second
            now = page.grab().toImage();
            const QStringList cells = golden::fingerprint(now);
            if (cells == before)
                break;
            before = cells;
        }
        return now;
    }

    QImage picture(const char* shown)
    {
        page.showPage(QLatin1String(shown));
        return picture();
    }

    bool train(const BprOptions& options)
    {
        workspace.nextRun().setOptions(options);
        workspace.nextRun().train();
        return QTest::qWaitFor([this] { return !workspace.jobs().isBusy(); }, 20'000);
    }
};

void cover(QImage& picture, const QWidget& widget)
{
    QPainter(&picture).fillRect(QRect(widget.mapTo(widget.window(), QPoint()), widget.size()), colour(Token::Base));
}

/// How long each model would take is measured, and differs each time: the right third of their list.
void coverModelTimes(QImage& picture, Screen& screen)
{
    const auto* models = screen.page.findChild<ModelList*>();
    if (!models || !models->isVisible())
        return;
    const QRect all(models->mapTo(models->window(), QPoint()), models->size());
    QPainter(&picture).fillRect(all.adjusted(all.width() * 2 / 3, 0, 0, 0), colour(Token::Window));
}

QString checked(Screen& screen, const char* page, const char* state)
{
    QImage picture = screen.picture(page);
    coverModelTimes(picture, screen);
    return golden::compare(QStringLiteral("%1-%2").arg(QLatin1String(page), QLatin1String(state)), picture);
}

/// The Training page of a run that was not recorded: how fast it was differs each time.
QString checkedButPace(Screen& screen, const char* state)
{
    QImage picture = screen.picture("training");
    cover(picture, *screen.page.findChild<PacePanel*>());
    coverModelTimes(picture, screen);
    return golden::compare(QStringLiteral("training-%1").arg(QLatin1String(state)), picture);
}

/// How long training and comparing took differs each time: it stands in the bars and among what differs.
QString checkedButTimes(Screen& screen, const char* page, const char* state)
{
    QImage picture = screen.picture(page);
    cover(picture, *screen.page.findChild<RunBar*>());
    cover(picture, *screen.page.findChild<StatusStrip*>());
    for (const auto* differences : screen.page.findChildren<DifferencesPanel*>())
        if (differences->isVisible())
            cover(picture, *differences);
    return golden::compare(QStringLiteral("%1-%2").arg(QLatin1String(page), QLatin1String(state)), picture);
}

BprOptions quick(int epochs)
{
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = epochs;
    options.patience = 0;
    return options;
}

} // namespace

void TestGolden::initTestCase()
{
    if (!loadFonts())
        QSKIP("NO PICTURE WAS COMPARED: Tastescope Sans was not made with this build (fonts-inter, python3-fonttools)");
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestGolden::pagesWithoutData()
{
    Screen screen;
    for (const char* page : {"start", "data", "neighbours", "training", "sweep", "users", "compare"})
        QCOMPARE(checked(screen, page, "empty"), QString());
}

void TestGolden::aFailedImport()
{
    Screen screen;
    screen.workspace.opening().open({{QStringLiteral("/no/such/ratings.csv")}, {}});
    QTRY_COMPARE(screen.page.findChild<BannerStack*>()->count(), 1);
    QCOMPARE(golden::compare(QStringLiteral("start-failed"), screen.picture()), QString());
}

void TestGolden::pagesWithData()
{
    Screen screen;
    QVERIFY(screen.open());
    for (const char* page : {"data", "neighbours", "users"})
        QCOMPARE(checked(screen, page, "full"), QString());
    QCOMPARE(checked(screen, "training", "ready"), QString());
}

void TestGolden::aRunUnderWay()
{
    const QString name = QStringLiteral("bpr-tiny");
    BprOptions options = quick(40);
    options.patience = 5;
    if (qEnvironmentVariable("TASTESCOPE_GOLDEN") == QLatin1String("record")) {
        Screen recorder;
        QVERIFY(recorder.open());
        QVERIFY(recorder.train(options));
        QVERIFY(golden::writeRecording(name, recorder.workspace.choices().current()->curve));
    }
    constexpr int epochs = 22; // the best is behind, patience is half used up
    const auto events = golden::recording(name, epochs);
    QVERIFY(!events.empty());

    golden::Player player(events);
    Screen screen;
    QVERIFY(screen.open());
    screen.workspace.nextRun().setOptions(options);
    screen.workspace.runJobs().addObserver(player);
    screen.workspace.nextRun().train();
    QTRY_COMPARE(screen.workspace.choices().current()->curve.epochs.size(), std::size_t(epochs));
    for (const char* page : {"data", "neighbours", "training", "users"})
        QCOMPARE(checked(screen, page, "running"), QString());
    screen.workspace.jobs().pause();
    QCOMPARE(checked(screen, "training", "paused"), QString());
    screen.workspace.jobs().stopAll();
    QTRY_VERIFY(!screen.workspace.jobs().isBusy());
    QVERIFY(golden::difference(golden::reference("training-running"), golden::reference("training-full"))
            > golden::allowed);
}

void TestGolden::aFinishedRun()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.train(quick(3)));
    QCOMPARE(checkedButPace(screen, "full"), QString());
}

void TestGolden::aJudgedSweep()
{
    Screen screen;
    QVERIFY(screen.open());
    SweepConfig config;
    config.base.model = quick(2);
    config.base.name = "lr-golden";
    config.space.axes = {parseAxis(config.base.model, "learning_rate=loguniform(0.01,0.5)"),
                         parseAxis(config.base.model, "embedding_dim=choice(8,16)")};
    config.points = 8;
    screen.page.showPage(page::sweep);
    screen.workspace.sweeps().start(config);
    const SweepSession& sweeps = screen.workspace.sweeps();
    QTRY_VERIFY_WITH_TIMEOUT(!sweeps.isBusy() && sweeps.facts() && sweeps.facts()->verdicts.size() == 8, 60'000);
    QCOMPARE(checkedButTimes(screen, "sweep", "full"), QString());
}

void TestGolden::twoRunsCompared()
{
    Screen screen;
    QVERIFY(screen.open());
    QVERIFY(screen.train(quick(3)));
    BprOptions other = quick(3);
    other.learningRate = 0.01;
    QVERIFY(screen.train(other));
    screen.page.showPage(page::compare);
    const ComparisonSession& session = screen.workspace.comparisons();
    QTRY_VERIFY_WITH_TIMEOUT(session.measures() && session.agreement() && !session.isTouring() && session.lists(),
                             60'000);
    QCOMPARE(checkedButTimes(screen, "compare", "full"), QString());
}

void TestGolden::aRunThatDiverged()
{
    Screen screen;
    QVERIFY(screen.open());
    BprOptions options = quick(3);
    options.learningRate = 10;
    options.l2 = 10;
    QVERIFY(screen.train(options));
    QCOMPARE(screen.page.findChild<BannerStack*>()->count(), 1);
    QCOMPARE(checkedButPace(screen, "failed"), QString());
    QVERIFY(screen.page.findChild<RunEndStrip*>()->isVisible());
}

void TestGolden::aMissingPanelIsSeen()
{
    Screen screen;
    QVERIFY(screen.open());
    for (const char* page : {"data", "neighbours"}) {
        const QImage whole = screen.picture(page);
        int panels = 0;
        for (const auto* panel : screen.page.findChildren<ChartPanel*>()) {
            if (!panel->isVisible())
                continue;
            ++panels;
            QImage without = whole;
            cover(without, *panel);
            const double apart = golden::difference(golden::fingerprint(without), golden::fingerprint(whole));
            QVERIFY2(apart > golden::allowed,
                     qPrintable(QStringLiteral("%1: %2").arg(panel->chart()->accessibleName()).arg(apart)));
        }
        QVERIFY(panels >= 4);
    }
}

void TestGolden::aBlankPictureIsSeen()
{
    QImage blank(1440, 900, QImage::Format_RGB32);
    blank.fill(colour(Token::Base));
    const QDir folder(QStringLiteral(SOURCE_ROOT "/tests/golden"));
    int references = 0;
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*-*.txt")})) {
        const double apart = golden::difference(golden::fingerprint(blank), golden::reference(file.completeBaseName()));
        QVERIFY2(apart > golden::allowed, qPrintable(file.fileName()));
        ++references;
    }
    QVERIFY(references >= 21);
}

QTEST_MAIN(TestGolden)
#include "tst_golden.moc"
