#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/models/user_knn/user_knn_model.h"
#include "tests/support/session_parts.h"
#include "tests/support/workspace_in.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace tastescope;
using namespace tastescope::ui;

class TestUserSession : public QObject
{
    Q_OBJECT

private slots:
    void answersBeforeAnythingIsTrained();
    void aTrainedRunTakesOver();
    void ofAnEpochWithoutAModelTheBestAnswersAndSaysSo();
    void answersWhileTraining();
    void marksAFallbackList();
    void countsTheHeldOutItems();
    void saysWhyNot();
    void showsTheSeenWhenAsked();
    void walksTheListThatIsShown();
    void randomFollowsTheSeed();
    void choosingAUserAsksForHisListAndWhyOnce();
    void forgetsWithTheDataset();
    void joinsNothingOfTwoDatasets();
    void aRunOfNoDataAnswersNothing();
};

namespace {

struct Session
{
    QTemporaryDir folder;
    Workspace workspace = tastescope::test::workspaceIn(folder);
    UserSession& users = workspace.users();

    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return users.why() != nullptr; }, 20'000);
    }

    bool look(User user)
    {
        workspace.selection().setUser(user);
        return QTest::qWaitFor([&] { return users.answer() && users.answer()->user == user; });
    }

    std::optional<User> find(bool (*wanted)(const UserFacts&)) const
    {
        const auto& all = users.basis()->overview.users;
        const auto found = std::ranges::find_if(all, wanted);
        return found == all.end() ? std::nullopt : std::optional(User{static_cast<std::int32_t>(found - all.begin())});
    }
};

} // namespace

void TestUserSession::answersBeforeAnythingIsTrained()
{
    Session session;
    QVERIFY(session.open());
    const UserSession& users = session.users;
    QVERIFY(session.workspace.selection().user()); // somebody was chosen
    QVERIFY(users.answer()->isNeighboursOnly);
    QCOMPARE(users.source().run, 0);
    const auto& lines = users.answer()->list.lines;
    QVERIFY(!lines.empty());
    QCOMPARE(session.workspace.selection().item(), lines.front().item);
    const Explanation& why = users.why()->explanation;
    QVERIFY(why.isLedger && why.addsUp());
    QCOMPARE(static_cast<float>(why.total), lines.front().score);
    QCOMPARE(users.why()->place.rank, std::optional<std::int64_t>(1));
}

void TestUserSession::aTrainedRunTakesOver()
{
    Session session;
    QVERIFY(session.open());
    session.workspace.nextRun().setOptions(PopularityOptions{});
    const int run = session.workspace.nextRun().train();
    QTRY_COMPARE_WITH_TIMEOUT(session.users.answeredBy().run, run, 20'000);
    const Recommendation& best = session.users.answer()->list.lines.front();
    QCOMPARE(best.score, static_cast<float>(session.users.basis()->facts->likes(best.item)));
    QTRY_VERIFY(session.users.basis()->overview.hasReciprocalRanks);
    QVERIFY(!session.users.basis()->worthLookingAt.at(Attention::LargestError).empty());
    QTRY_VERIFY(!session.users.why()->explanation.isLedger); // the old reasons stay until the new ones are there

    session.users.setNeighboursOnly(true);
    QTRY_VERIFY(session.users.answer()->isNeighboursOnly);
    QCOMPARE(session.users.sources().size(), std::size_t(2));
}

void TestUserSession::ofAnEpochWithoutAModelTheBestAnswersAndSaysSo()
{
    Session session;
    QVERIFY(session.open());
    BprOptions options;
    options.embeddingDim = 8;
    options.epochs = 3;
    options.patience = 0;
    session.workspace.nextRun().setOptions(options);
    session.workspace.nextRun().train();
    QTRY_VERIFY_WITH_TIMEOUT(!session.workspace.jobs().isBusy(), 20'000);
    const SessionRun& run = *session.workspace.choices().current();
    QCOMPARE(run.curve.best()->epoch, 3); // what it learned last
    const QString plain = session.users.source().meaning;
    session.workspace.selection().setValueRule({ValueRule::Rule::At, 2});
    QVERIFY(session.users.source().model == run.bestModel);
    QCOMPARE(session.users.source().meaning, plain + QStringLiteral("; best epoch, of epoch 2 no model is kept"));
    session.workspace.selection().setValueRule({ValueRule::Rule::At, 3});
    QCOMPARE(session.users.source().meaning, plain);
    QVERIFY(session.users.source().model == run.bestModel);
}

void TestUserSession::answersWhileTraining()
{
    Session session;
    QVERIFY(session.open());
    BprOptions options;
    options.epochs = 1'000;
    options.patience = 1'000;
    session.workspace.nextRun().setOptions(options);
    session.workspace.nextRun().train();
    QTRY_VERIFY_WITH_TIMEOUT(session.workspace.runs().running(), 20'000);
    session.users.chooseNext();
    const User wanted = *session.workspace.selection().user();
    QTRY_COMPARE(session.users.answer()->user, wanted);
    QVERIFY(session.workspace.runs().running());
    session.workspace.jobs().stopAll();
    QTRY_VERIFY_WITH_TIMEOUT(!session.workspace.jobs().isBusy(), 20'000);
}

void TestUserSession::marksAFallbackList()
{
    Session session;
    QVERIFY(session.open());
    const auto cold = session.find([](const UserFacts& user) { return user.isFallback; });
    QVERIFY(cold);
    QVERIFY(session.look(*cold));
    const RecommendationList& list = session.users.answer()->list;
    QVERIFY(list.isFallback);
    for (std::size_t i = 1; i < list.lines.size(); ++i)
        QVERIFY(list.lines[i - 1].score >= list.lines[i].score); // most popular first
    QTRY_VERIFY(session.users.why()->user == *cold && session.users.why()->explanation.isFallback);
}

void TestUserSession::countsTheHeldOutItems()
{
    Session session;
    QVERIFY(session.open());
    const Dataset& dataset = *session.workspace.data().dataset();
    const UserAnswer& answer = *session.users.answer();
    const auto all = dataset.split().validation.row(answer.user).size() + dataset.split().test.row(answer.user).size();
    QCOMPARE(answer.heldOut.size(), all);
    for (const HeldOutPlace& place : answer.heldOut)
        if (place.rank)
            QCOMPARE(answer.list.lines[static_cast<std::size_t>(*place.rank - 1)].item, place.item);
}

void TestUserSession::saysWhyNot()
{
    Session session;
    QVERIFY(session.open());
    const Dataset& dataset = *session.workspace.data().dataset();
    const Item liked = dataset.train().row(session.users.answer()->user).front();
    session.users.askWhyNot(liked);
    QTRY_VERIFY(session.users.whyNot());
    QCOMPARE(session.users.whyNot()->place.reason, WhyNotReason::AlreadyLiked);

    const auto& lines = session.users.answer()->list.lines;
    QVERIFY(lines.size() > 10);
    session.users.askWhyNot(lines[9].item);
    QTRY_COMPARE(session.users.whyNot()->item, lines[9].item);
    QCOMPARE(session.users.whyNot()->place.reason, WhyNotReason::RankedLower); // than K, which is 5
    QCOMPARE(session.users.whyNot()->place.rank, std::optional<std::int64_t>(10));
}

void TestUserSession::showsTheSeenWhenAsked()
{
    Session session;
    QVERIFY(session.open());
    const auto seen = [&] {
        return std::ranges::count(session.users.answer()->list.lines, Mark::Liked, &Recommendation::mark);
    };
    QCOMPARE(seen(), 0);
    session.users.setFilterSeen(false);
    QTRY_VERIFY(seen() > 0);
}

void TestUserSession::walksTheListThatIsShown()
{
    Session session;
    QVERIFY(session.open());
    session.users.setList({User{7}, User{3}, User{9}});
    session.workspace.selection().setUser(User{3});
    session.users.chooseNext();
    QCOMPARE(session.workspace.selection().user(), std::optional(User{9}));
    session.users.chooseNext(); // after the last the first
    QCOMPARE(session.workspace.selection().user(), std::optional(User{7}));
    session.workspace.selection().setUser(User{1}); // not listed
    session.users.chooseNext();
    QCOMPARE(session.workspace.selection().user(), std::optional(User{7}));
}

void TestUserSession::randomFollowsTheSeed()
{
    UserWalk one;
    UserWalk other;
    one.reset(1'000);
    other.reset(1'000);
    std::set<std::int32_t> drawn;
    for (int i = 0; i < 20; ++i) {
        const auto user = one.random();
        QCOMPARE(user, other.random());
        drawn.insert(number(*user));
    }
    QVERIFY(drawn.size() > 15);
    one.reset(0);
    QVERIFY(!one.random() && !one.next({}));
}

void TestUserSession::choosingAUserAsksForHisListAndWhyOnce()
{
    Session session;
    QVERIFY(session.open());
    const AnswerRunner& answers = session.workspace.answers();
    QTRY_VERIFY(!answers.isBusy());
    for (int time = 0; time < 3; ++time) {
        const auto before = answers.asked();
        session.users.chooseNext();
        const std::optional<User> user = session.workspace.selection().user();
        QTRY_VERIFY(!answers.isBusy());
        QCOMPARE(session.users.why()->user, *user);
        QCOMPARE(answers.asked() - before, std::uint64_t(2)); // his list, and why its first item is there
    }
}

void TestUserSession::forgetsWithTheDataset()
{
    Session session;
    QVERIFY(session.open());
    session.workspace.data().close();
    QVERIFY(!session.users.basis() && !session.users.answer() && !session.users.why());
    QTest::qWait(50); // what was still under way must not come back
    QVERIFY(!session.users.answer());
}

// New data with the neighbours of the old would be a question about users that are not there.
void TestUserSession::joinsNothingOfTwoDatasets()
{
    Session session;
    QVERIFY(session.open());
    session.workspace.nextRun().setOptions(PopularityOptions{});
    const int run = session.workspace.nextRun().train();
    QTRY_COMPARE_WITH_TIMEOUT(session.users.answeredBy().run, run, 20'000);
    QTRY_VERIFY(!session.workspace.answers().isBusy());
    const auto asked = session.workspace.answers().asked();
    OpenData& data = session.workspace.data();
    data.set(OpenedDataset(data.opened()), DatasetSource(data.source()));
    QCOMPARE(session.workspace.answers().asked(), asked);
    QVERIFY(!session.users.basis() && !session.workspace.selection().user());
}

/// A monkey found it: its data were closed, and no data are as little open as they are the run's.
void TestUserSession::aRunOfNoDataAnswersNothing()
{
    Session before;
    QVERIFY(before.open());
    before.workspace.nextRun().setOptions(PopularityOptions{});
    const int id = before.workspace.nextRun().train();
    QVERIFY(QTest::qWaitFor([&] { return before.workspace.runs().find(id)->isOver(); }, 20'000));
    SessionRun run = *before.workspace.runs().find(id);
    QVERIFY(run.bestModel);
    run.dataset.reset();
    Session session;
    session.workspace.runs().add(std::move(run));
    QCOMPARE(session.users.source().run, 0);
    QCOMPARE(session.users.sources().size(), std::size_t(1)); // the neighbours as they are
}

QTEST_GUILESS_MAIN(TestUserSession)
#include "tst_user_session.moc"
