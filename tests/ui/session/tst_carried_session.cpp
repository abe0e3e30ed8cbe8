#include "tests/ui/session/one_start.h"
#include "ui/session/carried_session.h"

#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::test;

class TestCarriedSession : public QObject
{
    Q_OBJECT

private slots:
    void asksOnlyWhileSomebodyLooks();
    void followsTheItemAndTheUnit();
    void aLedgerNeedsNoSuchQuestion();
    void stopsAndAsksAgain();
    void forgetsWithTheDataset();
};

namespace {

struct Asked
{
    QTemporaryDir folder;
    Session session{folder};
    CarriedSession& carried = session.workspace.carried();
    QObject view;

    bool open()
    {
        if (!session.open())
            return false;
        const int run = session.train(quick(2));
        return session.isOver(run)
               && QTest::qWaitFor([&] { return session.workspace.users().answeredBy().run == run; }, 20'000)
               && QTest::qWaitFor([&] { return !session.workspace.answers().isBusy(); }, 20'000);
    }

    bool isAnswered()
    {
        return QTest::qWaitFor([this] { return carried.state() == CarriedSession::State::Answered; }, 20'000);
    }
};

} // namespace

void TestCarriedSession::asksOnlyWhileSomebodyLooks()
{
    Asked asked;
    QVERIFY(asked.open());
    QCOMPARE(asked.carried.state(), CarriedSession::State::Nothing);
    asked.carried.watch(&asked.view);
    QCOMPARE(asked.carried.state(), CarriedSession::State::Asking);
    asked.carried.unwatch(&asked.view);
    QCOMPARE(asked.carried.state(), CarriedSession::State::Nothing);
    asked.carried.watch(&asked.view);
    QVERIFY(asked.isAnswered());
    const auto& answer = *asked.carried.answer();
    const auto& why = *asked.session.workspace.users().why();
    QCOMPARE(answer.item, why.item);
    QCOMPARE(answer.found.score, why.explanation.score);
    QCOMPARE(answer.by, asked.session.workspace.users().answeredBy().name);
    QVERIFY(!answer.found.parts.empty());
}

void TestCarriedSession::followsTheItemAndTheUnit()
{
    Asked asked;
    QVERIFY(asked.open());
    asked.carried.watch(&asked.view);
    QVERIFY(asked.isAnswered());
    QVERIFY(asked.carried.hasTracks()); // playlists have tracks
    QCOMPARE(asked.carried.answer()->found.unit, LeftOutUnit::Tracks);
    asked.carried.setUnit(LeftOutUnit::Likes);
    QVERIFY(asked.isAnswered());
    QCOMPARE(asked.carried.answer()->found.unit, LeftOutUnit::Likes);
    const auto& users = asked.session.workspace.users();
    QCOMPARE(asked.carried.answer()->found.parts.size(), users.basis()->dataset->train().row(users.why()->user).size());

    const Item third = users.answer()->list.lines[2].item;
    asked.session.workspace.selection().setItem(third);
    QTRY_COMPARE(asked.carried.answer()->item, third);
}

void TestCarriedSession::aLedgerNeedsNoSuchQuestion()
{
    Asked asked;
    QVERIFY(asked.open());
    asked.carried.watch(&asked.view);
    QVERIFY(asked.isAnswered());
    asked.session.workspace.users().setNeighboursOnly(true);
    QTRY_VERIFY(asked.session.workspace.users().why()->explanation.isLedger);
    QCOMPARE(asked.carried.state(), CarriedSession::State::Nothing);
}

void TestCarriedSession::stopsAndAsksAgain()
{
    Asked asked;
    QVERIFY(asked.open());
    asked.carried.watch(&asked.view);
    const QSignalSpy changes(&asked.carried, &CarriedSession::changed);
    asked.carried.stop();
    QCOMPARE(asked.carried.state(), CarriedSession::State::Stopped);
    QVERIFY(!asked.carried.answer()); // and none comes later
    QTest::qWait(50);
    QCOMPARE(changes.size(), 1);
    asked.carried.askAgain();
    QVERIFY(asked.isAnswered());
}

void TestCarriedSession::forgetsWithTheDataset()
{
    Asked asked;
    QVERIFY(asked.open());
    asked.carried.watch(&asked.view);
    QVERIFY(asked.isAnswered());
    asked.session.workspace.data().close();
    QTRY_COMPARE(asked.carried.state(), CarriedSession::State::Nothing);
}

QTEST_GUILESS_MAIN(TestCarriedSession)
#include "tst_carried_session.moc"
