#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"
#include "ui/session/run_colours.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

/// Which of the runs that were given the same colour are shown in it.
class TestRunColours : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void ofRunsOfOneColourTheBestIsShown();
    void theBaselineComesBeforeTheRunInFrontAndThatBeforeThePinned();
    void whatAPageLooksAtComesBeforeTheBest();
    void hiddenRunsGiveWay();
    void noTwoShownRunsShareAColour();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

struct Session
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);

    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.data().dataset() != nullptr; }, 20'000);
    }

    /// A run of the open data that is over. Returns its number.
    int add(int slot, double mrr)
    {
        SessionRun run;
        run.name = QStringLiteral("bpr");
        run.slot = slot;
        run.phase = RunPhase::Ended;
        run.dataset = workspace.data().dataset();
        run.data = factsOf(*run.dataset);
        RunRecord record;
        Evaluation validation;
        validation.model = {std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"mrr"}),
                            {{mrr, mrr, mrr}}};
        record.validation = validation;
        run.record = record;
        return workspace.runs().add(std::move(run));
    }

    int shown(int id)
    {
        QTest::qWait(20); // colours follow the runs in a later turn
        return workspace.runs().find(id)->shownSlot;
    }
};

} // namespace

void TestRunColours::ofRunsOfOneColourTheBestIsShown()
{
    Session session;
    QVERIFY(session.open());
    const int worse = session.add(2, 0.25);
    QCOMPARE(session.shown(worse), 2);
    const int better = session.add(2, 0.5);
    const int other = session.add(3, 0.125);
    QCOMPARE(session.shown(worse), -1);
    QCOMPARE(session.shown(better), 2);
    QCOMPARE(session.shown(other), 3);
    session.workspace.runs().remove(better);
    QCOMPARE(session.shown(worse), 2);
}

void TestRunColours::theBaselineComesBeforeTheRunInFrontAndThatBeforeThePinned()
{
    Session session;
    QVERIFY(session.open());
    const int best = session.add(2, 0.5);
    const int pinned = session.add(2, 0.4);
    const int inFront = session.add(2, 0.3);
    const int baseline = session.add(2, 0.2);
    RunChoices& choices = session.workspace.choices();
    choices.setCurrent(best);
    choices.setCompared({pinned});
    QCOMPARE(session.shown(best), 2);
    choices.setCurrent(inFront);
    QCOMPARE(session.shown(inFront), 2);
    QCOMPARE(session.shown(pinned), -1);
    choices.setBaseline(baseline);
    QCOMPARE(session.shown(baseline), 2);
    QCOMPARE(session.shown(inFront), -1);
    choices.setBaseline(0);
    choices.setCurrent(0);
    QCOMPARE(session.shown(pinned), 2);
    QCOMPARE(session.shown(best), -1);
}

void TestRunColours::whatAPageLooksAtComesBeforeTheBest()
{
    Session session;
    QVERIFY(session.open());
    const int best = session.add(1, 0.5);
    const int lookedAt = session.add(1, 0.25);
    session.workspace.choices().setCurrent(0);
    session.workspace.colours().setLookedAt({lookedAt});
    QCOMPARE(session.shown(lookedAt), 1);
    session.workspace.colours().setLookedAt({});
    QCOMPARE(session.shown(best), 1);
}

void TestRunColours::hiddenRunsGiveWay()
{
    Session session;
    QVERIFY(session.open());
    const int best = session.add(1, 0.5);
    const int second = session.add(1, 0.25);
    session.workspace.choices().setCurrent(0);
    session.workspace.runs().setHidden(best, true);
    QCOMPARE(session.shown(best), -1);
    QCOMPARE(session.shown(second), 1);
}

void TestRunColours::noTwoShownRunsShareAColour()
{
    Session session;
    QVERIFY(session.open());
    for (int i = 0; i < 211; ++i)
        session.add(i % 6, i / 500.0);
    QCoreApplication::processEvents();
    std::array<int, 6> shown{};
    for (const SessionRun& run : session.workspace.runs().runs())
        if (run.shownSlot >= 0)
            ++shown[static_cast<std::size_t>(run.shownSlot)];
    QCOMPARE(shown, (std::array{1, 1, 1, 1, 1, 1}));
    QVERIFY(session.workspace.runs().runs().back().shownSlot >= 0); // 0.42, the best
}

QTEST_MAIN(TestRunColours)
#include "tst_run_colours.moc"
