#include "core/models/popularity/popularity_options.h"
#include "core/serving/neighbour_gap.h"
#include "tests/support/page_screen.h"
#include "ui/pages/neighbours/insight_card.h"
#include "ui/pages/neighbours/insight_strip.h"
#include "ui/session/first_steps.h"
#include "ui/session/numbers.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace tastescope;
using namespace tastescope::ui;

class TestInsightStrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void standsNowhereWithoutNeighbours();
    void leadsFromNeighboursToATrainedModel();
    void showsTheUsersTheSentenceIsAbout();
    void runsOfOtherDataDoNotSpeak();
    void itSpeaksOfTheKThatIsChosen();
    void aRunThatIsNoBetterThanPopularityDoesNotSpeak();
    void itStaysWithItsRunWhateverOthersTrain();
    void whatIsToldAgainOfARunMovesNothing();
    void whatIsClosedStaysClosedUntilTheTour();
    void trainsTenEpochsOfBpr();
    void theSampleIsExploredWithUserKnn();
    void everyControlHasAName();
};

namespace {

struct Screen : pagetest::Screen<InsightStrip>
{
    InsightCard* card(const char* name) const { return page.findChild<InsightCard*>(QLatin1String(name)); }
    bool shows(const char* name) const { return card(name)->isVisible(); }
    void press(const char* name) const { card(name)->findChild<QPushButton*>()->click(); }
    void close(const char* name) const { card(name)->findChild<QToolButton*>()->click(); }

    const SessionRun& knn() const { return const_cast<Workspace&>(workspace).runs().runs().front(); }

    /// User-KNN is trained and its results are compared.
    bool openAndTrain()
    {
        if (!open())
            return false;
        press("first");
        return QTest::qWaitFor([this] { return shows("gap") || shows("next"); }, 30'000);
    }

    std::optional<NeighbourGap> gap()
    {
        return findNeighbourGap(knn().record->validation->perUser, "hit-" + std::to_string(workspace.selection().k()),
                                workspace.neighbours().selection()->statistics.neighbours);
    }
};

/// A table in the folder, of so many users who like ten of 50 items each. Returns its name.
QString likes(const QTemporaryDir& folder, int users)
{
    QByteArray text = "user,item\n";
    for (int user = 0; user < users; ++user)
        for (int i = 0; i < 10; ++i)
            text += QByteArray::number(user) + ",i" + QByteArray::number((user * 7 + i * i) % 50) + "\n";
    const QString name = QStringLiteral("likes.csv");
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the temporary folder cannot be written to");
    return name;
}

} // namespace

void TestInsightStrip::initTestCase()
{
    pagetest::keepPresetsApart();
    applyTheme(*qApp, Scheme::Light);
}

void TestInsightStrip::standsNowhereWithoutNeighbours()
{
    Screen screen;
    QVERIFY(!screen.shows("first") && !screen.shows("gap") && !screen.shows("next"));
    QVERIFY(screen.open());
    QVERIFY(screen.shows("first"));
    QVERIFY(!screen.shows("gap") && !screen.shows("next"));
    screen.workspace.data().close();
    QVERIFY(screen.page.isHidden());
}

void TestInsightStrip::leadsFromNeighboursToATrainedModel()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    QCOMPARE(screen.knn().name, QStringLiteral("knn-01"));
    QVERIFY(screen.workspace.choices().current() == &screen.knn());
    QVERIFY(!screen.shows("first"));
    const auto gap = screen.gap();
    QVERIFY(gap); // the preset has hundreds of evaluated users with few and with many neighbours
    QVERIFY(screen.shows("gap"));
    const QString text = screen.card("gap")->text();
    QVERIFY2(text.contains(metric(gap->few.value, gap->few.low, gap->few.high)), qPrintable(text));
    QVERIFY2(text.contains(metric(gap->others.value, gap->others.low, gap->others.high)), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("n = ") + count(gap->fewUsers)), qPrintable(text));
    QCOMPARE(screen.card("gap")->title().contains(QStringLiteral("no visible difference")), !gap->isVisible);
    QVERIFY(!screen.shows("next")); // one thing after the other
}

void TestInsightStrip::showsTheUsersTheSentenceIsAbout()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    screen.press("gap");
    const auto gap = screen.gap();
    const auto& neighbours = screen.workspace.neighbours().selection()->statistics.neighbours;
    QVERIFY(screen.workspace.selection().slice());
    QCOMPARE(static_cast<std::ptrdiff_t>(screen.workspace.selection().slice()->users.size()),
             std::ranges::count_if(neighbours.values(), [&](std::int32_t number) { return number < gap->limit; }));
    QCOMPARE(screen.workspace.selection().user(), std::optional(gap->typical));
    QVERIFY(screen.shows("gap")); // the evidence can be read beside it
    QVERIFY(screen.shows("next"));
}

/// The run in front learned from other users: more of them, then fewer.
void TestInsightStrip::runsOfOtherDataDoNotSpeak()
{
    for (const bool fewerUsers : {true, false}) {
        Screen screen;
        QVERIFY(screen.openAndTrain());
        const auto tiny = screen.workspace.data().dataset();
        screen.workspace.opening().open({{screen.folder.filePath(likes(screen.folder, fewerUsers ? 40 : 900))}, {}});
        QTRY_VERIFY(screen.workspace.data().dataset() && screen.workspace.data().dataset() != tiny);
        screen.workspace.neighbours().search(screen.workspace.neighbours().searchOptions());
        QTRY_VERIFY(screen.workspace.neighbours().selection());
        QTRY_VERIFY(!screen.workspace.answers().isBusy());
        QVERIFY(!screen.shows("gap"));
        QVERIFY(!screen.shows("next")); // nothing is compared yet
    }
}

void TestInsightStrip::itSpeaksOfTheKThatIsChosen()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    QVERIFY(screen.shows("gap"));
    QVERIFY(screen.card("gap")->text().contains(QStringLiteral("Hit@5 ")));
    screen.workspace.selection().setK(10);
    QTRY_VERIFY(screen.card("gap")->text().contains(QStringLiteral("Hit@10 ")));
    QVERIFY(screen.card("gap")->text().contains(metric(screen.gap()->few.value)));
    screen.workspace.selection().setK(7); // nobody measured it
    QTRY_VERIFY(!screen.shows("gap"));
}

void TestInsightStrip::aRunThatIsNoBetterThanPopularityDoesNotSpeak()
{
    Screen screen;
    QVERIFY(screen.open());
    screen.workspace.nextRun().setOptions(PopularityOptions{});
    screen.workspace.nextRun().train();
    QTRY_VERIFY(screen.knn().isOver()); // the first run, which here is popularity itself
    QTRY_VERIFY(!screen.workspace.answers().isBusy());
    QVERIFY(!screen.shows("gap"));
    QVERIFY(screen.shows("next")); // there is still something to try
}

void TestInsightStrip::itStaysWithItsRunWhateverOthersTrain()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    const QString before = screen.card("gap")->text();
    QVERIFY(before.contains(QStringLiteral("knn-01")));
    SessionRun foreign = screen.knn(); // as another program writes it: newer, finished, of the same data
    foreign.name = QStringLiteral("seeds-wide-03");
    screen.workspace.runs().add(std::move(foreign));
    QTRY_VERIFY(!screen.workspace.answers().isBusy());
    QCOMPARE(screen.card("gap")->text(), before);
    SessionRun trial = screen.knn(); // nor does a run in front that has nothing to say
    trial.record->state = RunState::Stopped;
    screen.workspace.choices().setCurrent(screen.workspace.runs().add(std::move(trial)));
    QTRY_VERIFY(!screen.workspace.answers().isBusy());
    QVERIFY(screen.shows("gap"));
    QCOMPARE(screen.card("gap")->text(), before);
}

void TestInsightStrip::whatIsToldAgainOfARunMovesNothing()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    screen.close("gap");
    QVERIFY(screen.shows("next"));
    emit screen.workspace.runs().runChanged(screen.knn().id); // its files were written, a note was added, ...
    QVERIFY(screen.shows("next"));                            // at once, not only when somebody has counted again
}

void TestInsightStrip::whatIsClosedStaysClosedUntilTheTour()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    screen.close("gap");
    QVERIFY(!screen.shows("gap"));
    QVERIFY(screen.shows("next"));
    screen.close("next");
    QVERIFY(screen.page.isHidden());
    trainNeighbourModel(screen.workspace);
    QTRY_VERIFY(screen.workspace.choices().current()->isOver());
    QTRY_VERIFY(screen.workspace.users().answer());
    QVERIFY(screen.page.isHidden());
    screen.workspace.guide().startTour();
    QVERIFY(screen.shows("gap"));
}

void TestInsightStrip::trainsTenEpochsOfBpr()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    screen.press("gap");
    QSignalSpy pages(&screen.workspace.guide(), &Guide::pageWanted);
    screen.press("next");
    QCOMPARE(pages.size(), 1);
    QCOMPARE(pages[0][0].toString(), QStringLiteral("training"));
    QCOMPARE(plannedEpochs(screen.workspace.choices().current()->config.model), 10);
    QVERIFY(!screen.shows("next"));
}

void TestInsightStrip::theSampleIsExploredWithUserKnn()
{
    Screen screen;
    exploreSample(screen.workspace);
    QTRY_VERIFY_WITH_TIMEOUT(screen.workspace.choices().current(), 60'000);
    QCOMPARE(screen.workspace.runs().runs().size(), std::size_t(1));
    QCOMPARE(modelName(screen.knn().config.model), std::string_view("user-knn"));
    QTRY_VERIFY_WITH_TIMEOUT(screen.shows("gap"), 60'000);
}

void TestInsightStrip::everyControlHasAName()
{
    Screen screen;
    QVERIFY(screen.openAndTrain());
    QCOMPARE(pagetest::unnamedControls(screen.page), QStringList());
}

QTEST_MAIN(TestInsightStrip)
#include "tst_insight_strip.moc"
