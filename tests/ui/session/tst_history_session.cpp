#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "tests/ui/session/one_start.h"

#include <QFile>

using namespace tastescope;
using namespace tastescope::ui;
using namespace tastescope::test;

class TestHistorySession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void runsOfAnEarlierSessionComeBack();
    void editsAreWrittenBeforeTheProgramEnds();
    void anInterruptedRunGoesOnToTheSameBits();
    void runsOfOtherDataStayButCannotAnswer();
    void aRefusedHistoryIsToldOnceAndRunsLiveInMemory();
    void aHistoryOfANewerProgramIsOnlyRead();
    void theBinGivesBackWhatItTook();
    void baselineAndComparedComeBack();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the temporary folder cannot be written to");
}

} // namespace

void TestHistorySession::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestHistorySession::runsOfAnEarlierSessionComeBack()
{
    const QTemporaryDir folder;
    std::vector<double> losses;
    int slot = -1;
    std::int64_t samples = 0;
    {
        Session session(folder);
        QVERIFY(session.open());
        QVERIFY(session.isOver(session.train(PopularityOptions{})));
        const int id = session.train(quick(3));
        QVERIFY(session.isOver(id));
        QTRY_VERIFY(session.run(id).storedId);
        QCOMPARE(session.run(id).stored, StoredState::Finished);
        for (const EpochFinished& epoch : session.run(id).curve.epochs)
            losses.push_back(epoch.trainLoss);
        slot = session.run(id).slot;
        samples = session.run(id).curve.start->samplesPerEpoch;
        QVERIFY(session.notices.empty());
    }
    Session session(folder);
    QVERIFY(session.isListed());
    QCOMPARE(session.runs().runs().size(), std::size_t(2));
    const int id = session.runs().runs().back().id;
    QCOMPARE(session.run(id).name, QStringLiteral("bpr-01"));
    QCOMPARE(session.run(id).phase, RunPhase::Ended);
    QCOMPARE(session.run(id).slot, slot);
    QCOMPARE(session.run(id).curve.epochs.size(), losses.size());
    for (std::size_t i = 0; i < losses.size(); ++i)
        QCOMPARE(session.run(id).curve.epochs[i].trainLoss, losses[i]);
    QVERIFY(session.run(id).curve.start);
    QVERIFY(samples > 0);
    QCOMPARE(session.run(id).curve.start->samplesPerEpoch, samples); // its curve can be drawn by samples
    QVERIFY(session.run(id).curve.start->chance.mrr().value() > 0);
    QVERIFY(!session.run(id).bestModel); // it is loaded when somebody wants it
    QVERIFY(!session.workspace.choices().current());
    QCOMPARE(session.runs().nextName(BprOptions{}), QStringLiteral("bpr-02"));

    QVERIFY(session.open());
    QVERIFY(session.workspace.choices().current());
    QCOMPARE(session.workspace.choices().current()->id, id); // the newest of this data answers again
    QTRY_VERIFY(session.workspace.choices().current()->bestModel);
    QVERIFY(!session.run(id).record->validation->perUser.users.empty());
    QCOMPARE(session.workspace.users().source().run, id);
}

void TestHistorySession::editsAreWrittenBeforeTheProgramEnds()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        const int id = session.train(PopularityOptions{});
        QVERIFY(session.isOver(id));
        QTRY_VERIFY(session.run(id).storedId);
        session.runSync().rename(id, QStringLiteral("the plain one"));
        session.runSync().setNote(id, QStringLiteral("höher geht es nicht"));
        session.runSync().setTags(id, {QStringLiteral("good"), QStringLiteral("kept")});
        QCOMPARE(session.run(id).name, QStringLiteral("the plain one")); // shown at once
    }
    const RunStore store(pathOf(folder), HistoryAccess::ReadOnly);
    const std::vector<StoredRun> runs = store.runs();
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs.front().name(), std::string("the plain one"));
    QCOMPARE(runs.front().note, std::string("höher geht es nicht"));
    QCOMPARE(runs.front().tags, (std::vector<std::string>{"good", "kept"}));
}

void TestHistorySession::anInterruptedRunGoesOnToTheSameBits()
{
    const QTemporaryDir folder;
    const BprOptions options = quick(150);
    {
        Session session(folder);
        QVERIFY(session.open());
        const int id = session.train(options);
        QTRY_VERIFY_WITH_TIMEOUT(session.run(id).curve.epochs.size() >= 2, 20'000);
        session.runJobs().stop(id);
        QVERIFY(session.isOver(id));
        QTRY_VERIFY(session.run(id).storedId);
        RunStore(pathOf(folder)).end(*session.run(id).storedId, StoredState::Interrupted, {}); // as after a kill
    }
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.runs().runs().front().id;
    const std::size_t done = session.run(id).curve.epochs.size();
    QCOMPARE(session.run(id).stored, StoredState::Interrupted);
    QVERIFY(done >= 2 && done < 150);
    QVERIFY(session.run(id).canResume());
    session.runJobs().resume(id);
    QVERIFY(session.isOver(id));
    QCOMPARE(session.run(id).stored, StoredState::Finished);
    QCOMPARE(session.run(id).curve.epochs.size(), std::size_t(150));

    const int whole = session.train(options);
    QVERIFY(session.isOver(whole));
    QCOMPARE(session.run(id).record->modelSha256, session.run(whole).record->modelSha256);
    QTRY_COMPARE(session.runs().runs().size(), std::size_t(2)); // the same run went on
}

void TestHistorySession::runsOfOtherDataStayButCannotAnswer()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("ratings.csv")),
          "user,item,rating\n1,a,5\n1,b,4\n2,a,4\n2,c,5\n3,b,5\n3,c,4\n3,a,4\n4,a,5\n4,b,5\n4,c,5\n");
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(PopularityOptions{});
    QVERIFY(session.isOver(id));
    QTRY_VERIFY(session.run(id).storedId);
    session.workspace.choices().setBaseline(id);
    QCOMPARE(session.workspace.choices().baseline(), id);

    session.workspace.opening().open({{folder.filePath(QStringLiteral("ratings.csv"))}, {}});
    QTRY_COMPARE(session.workspace.data().dataset()->userCount(), std::size_t(4));
    QVERIFY(session.runs().find(id));
    QVERIFY(session.run(id).otherData);
    QVERIFY(!session.run(id).bestModel); // its memory is given back
    QVERIFY(!session.workspace.choices().current());
    QCOMPARE(session.workspace.choices().baseline(), 0);
    QVERIFY(!session.runs().newest());

    QVERIFY(session.open());
    QTRY_VERIFY(!session.run(id).otherData);
    QTRY_VERIFY(session.run(id).bestModel);
    QCOMPARE(session.workspace.choices().baseline(), id);
}

void TestHistorySession::aRefusedHistoryIsToldOnceAndRunsLiveInMemory()
{
    const QTemporaryDir folder;
    const QByteArray foreign = "this is somebody's shopping list, not a history\n";
    write(folder.filePath(QStringLiteral("history.sqlite")), foreign);
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(PopularityOptions{});
    QVERIFY(session.isOver(id));
    QVERIFY(session.run(id).bestModel);
    QVERIFY(!session.run(id).storedId);
    session.runSync().rename(id, QStringLiteral("mine"));
    QCOMPARE(session.run(id).name, QStringLiteral("mine"));
    QCOMPARE(session.notices.size(), std::size_t(1));
    QCOMPARE(session.notices.front().title, QStringLiteral("The history of runs is not open"));
    QVERIFY(session.notices.front().text.contains(QStringLiteral("history.sqlite")));
    QCOMPARE(bytesOf(folder.filePath(QStringLiteral("history.sqlite"))), foreign);
}

void TestHistorySession::aHistoryOfANewerProgramIsOnlyRead()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        QVERIFY(session.isOver(session.train(PopularityOptions{})));
    }
    const QString file = folder.filePath(QStringLiteral("history.sqlite"));
    QByteArray bytes = bytesOf(file);
    QVERIFY(bytes.size() > 64);
    bytes[62] = 3; // user_version: four bytes at 60, big end first; 3 * 256 and more
    write(file, bytes);

    Session session(folder);
    QVERIFY(session.open());
    QCOMPARE(session.workspace.history().state(), HistorySession::State::ReadOnly);
    QCOMPARE(session.runs().runs().size(), std::size_t(1)); // what is there is shown
    QCOMPARE(session.notices.size(), std::size_t(1));
    const int id = session.train(PopularityOptions{});
    QVERIFY(session.isOver(id));
    QVERIFY(session.run(id).bestModel && !session.run(id).storedId);
    session.runSync().rename(session.runs().runs().front().id, QStringLiteral("other"));
    QTRY_COMPARE(session.notices.size(), std::size_t(2));
    QTRY_COMPARE(session.runs().runs().front().name, QStringLiteral("popular-01")); // it shows what is really written
}

void TestHistorySession::theBinGivesBackWhatItTook()
{
    const QTemporaryDir folder;
    Session session(folder);
    QVERIFY(session.open());
    const int id = session.train(PopularityOptions{});
    QVERIFY(session.isOver(id));
    QTRY_VERIFY(session.run(id).storedId);
    session.runSync().moveToBin({id});
    QVERIFY(session.runs().runs().empty());
    QCOMPARE(session.runs().bin().size(), std::size_t(1));
    QVERIFY(!session.workspace.choices().current());
    QTRY_COMPARE(RunStore(pathOf(folder)).runs(RunScope::Bin).size(), std::size_t(1));
    session.runSync().restore({id});
    QCOMPARE(session.runs().runs().size(), std::size_t(1));
    QCOMPARE(session.runs().runs().front().id, id);
    QTRY_COMPARE(RunStore(pathOf(folder)).runs().size(), std::size_t(1));
}

void TestHistorySession::baselineAndComparedComeBack()
{
    const QTemporaryDir folder;
    {
        Session session(folder);
        QVERIFY(session.open());
        const int one = session.train(PopularityOptions{});
        const int two = session.train(quick(1));
        QVERIFY(session.isOver(two));
        session.workspace.choices().setBaseline(one);
        session.workspace.choices().setCompared({two, one, two});
        QCOMPARE(session.workspace.choices().compared(), (std::vector<int>{two, one}));
        session.runs().setHidden(one, true);
        QTRY_VERIFY(session.run(two).storedId && session.run(one).storedId);
    }
    Session session(folder);
    QVERIFY(session.open());
    const auto& runs = session.runs().runs();
    QCOMPARE(session.workspace.choices().baseline(), runs[0].id);
    QCOMPARE(session.workspace.choices().compared(), (std::vector<int>{runs[1].id, runs[0].id}));
    QVERIFY(runs[0].hidden && !runs[1].hidden);
    session.workspace.choices().setBaseline(0);
    QCOMPARE(session.workspace.settings().value(QStringLiteral("runs/baseline")).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestHistorySession)
#include "tst_history_session.moc"
