#include "core/evaluation/full.h"
#include "core/experiment/run.h"
#include "tests/ui/session/comparison_start.h"

#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;
using namespace comparisontest;

class TestComparisonSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void settingsTellWhatDiffers();
    void twoRunsAreComparedByThemselves();
    void settingsAreComparedOverTheirSeeds();
    void nextDisagreementWalksDownTheOrder();
    void runsOfEarlierSessionsAreCompared();
    void runsAreComparedInFullRankings();
    void theEpochsComparedAreTold();
    void groupsHoldTheUsersTheyAreAMeanOver();
};

void TestComparisonSession::initTestCase()
{
    pagetest::keepPresetsApart();
}

void TestComparisonSession::settingsTellWhatDiffers()
{
    const auto run = [](const ModelOptions& options) {
        ComparedRun made;
        made.config.model = options;
        return made;
    };
    const auto same = settingLines({run(quick(0.01)), run(quick(0.01))});
    QVERIFY(std::ranges::none_of(same, &SettingLine::differs));
    const auto lines = settingLines({run(quick(0.01)), run(quick(0.02))});
    QCOMPARE(std::ranges::count(lines, true, &SettingLine::differs), 1);
    const auto rate = std::ranges::find(lines, QStringLiteral("learning_rate"), &SettingLine::key);
    QVERIFY(rate != lines.end());
    QCOMPARE(rate->values, QStringList({QStringLiteral("0.01"), QStringLiteral("0.02")}));
    const auto models = settingLines({run(quick(0.01)), run(UserKnnOptions{})});
    QVERIFY(models.front().differs);
    const auto knn = std::ranges::find(models, QStringLiteral("learning_rate"), &SettingLine::key);
    QCOMPARE(knn->values.back(), QStringLiteral("–")); // User-KNN has none
}

void TestComparisonSession::twoRunsAreComparedByThemselves()
{
    Session session;
    QVERIFY(session.open());
    QSignalSpy said(&session.comparisons(), &ComparisonSession::said);
    const int first = session.train(quick(0.01));
    QVERIFY(session.comparisons().chosen().size() == 1);
    QVERIFY(!session.comparisons().comparison());
    const int second = session.train(UserKnnOptions{});
    const auto mrr = [&](int id) { return session.workspace.runs().find(id)->record->validation->mrr()->value; };
    const int better = mrr(second) >= mrr(first) ? second : first;
    const int worse = better == first ? second : first;
    QCOMPARE(session.comparisons().chosen(), (std::vector{better, worse}));
    QVERIFY(session.answered());
    const Comparison& made = *session.comparisons().comparison();

    // The very numbers of the functions of core.
    const UserResults& a = session.workspace.runs().find(better)->record->validation->perUser;
    const UserResults& b = session.workspace.runs().find(worse)->record->validation->perUser;
    QVERIFY(made.results.front() == comparePaired(a, b, "mrr"));
    QCOMPARE(made.hits.total(), a.users.size());
    QVERIFY(!made.groups.empty());
    QVERIFY(said.size() >= 1);
    QVERIFY(said.back().front().toString().startsWith(QLatin1String("bootstrap in ")));
    const TwoLists& lists = *session.comparisons().lists();
    QCOMPARE(lists.user, *session.workspace.selection().user());
    QVERIFY(lists.overlap10 >= lists.overlap5);
}

void TestComparisonSession::settingsAreComparedOverTheirSeeds()
{
    Session session;
    QVERIFY(session.open());
    const auto seeded = [](double rate, std::uint64_t seed) {
        BprOptions options = quick(rate);
        options.seed = seed;
        return options;
    };
    const int a = session.train(seeded(0.05, 1));
    const int b = session.train(seeded(0.001, 1));
    session.workspace.choices().setCompared({a, b});
    QVERIFY(session.answered());
    QVERIFY(!session.comparisons().comparison()->settings); // one seed each: these are two models
    const int a2 = session.train(seeded(0.05, 2));
    QVERIFY(session.answered());
    QVERIFY(!session.comparisons().comparison()->settings);
    const int b2 = session.train(seeded(0.001, 2));
    QTRY_VERIFY_WITH_TIMEOUT(session.comparisons().comparison() && session.comparisons().comparison()->settings,
                             60'000);

    // The very numbers of the function of core.
    const auto results = [&](int id) { return &session.workspace.runs().find(id)->record->validation->perUser; };
    const bool isTurned = session.comparisons().chosen().front() == b;
    const std::array settings{SeedResults{{results(isTurned ? b : a), results(isTurned ? b2 : a2)}},
                              SeedResults{{results(isTurned ? a : b), results(isTurned ? a2 : b2)}}};
    QVERIFY(*session.comparisons().comparison()->settings == compareSettings(settings, allPairs(2), "mrr").front());
    session.workspace.choices().setCompared({a, a2}); // one setting
    QTRY_VERIFY_WITH_TIMEOUT(session.comparisons().comparison() && !session.comparisons().comparison()->settings,
                             60'000);
}

void TestComparisonSession::nextDisagreementWalksDownTheOrder()
{
    Session session;
    QVERIFY(session.open());
    QVERIFY(session.train(quick(0.05)) && session.train(UserKnnOptions{}));
    QVERIFY(session.answered());
    const auto order = session.comparisons().agreement()->users;
    QVERIFY(order.size() > 2);
    QVERIFY(std::ranges::is_sorted(order, {}, &UserAgreement::rbo));
    session.workspace.selection().setUser(order.back().user);
    session.comparisons().nextDisagreement(); // from the end to the beginning
    QCOMPARE(*session.workspace.selection().user(), order[0].user);
    session.comparisons().nextDisagreement();
    QCOMPARE(*session.workspace.selection().user(), order[1].user);
    QVERIFY(QTest::qWaitFor(
        [&] { return session.comparisons().lists() && session.comparisons().lists()->user == order[1].user; }));
    QCOMPARE(session.comparisons().lists()->rbo, order[1].rbo); // ten lines in both
}

void TestComparisonSession::runsOfEarlierSessionsAreCompared()
{
    const QTemporaryDir folder;
    PairedComparison before;
    ListAgreement agreed;
    {
        Session session(folder.path());
        QVERIFY(session.open());
        const int one = session.train(quick(0.05));
        const int two = session.train(UserKnnOptions{});
        const int trained = session.train(quick(0.01));
        session.workspace.choices().setCompared({one, two});
        QVERIFY(trained && session.answered());
        before = session.comparisons().comparison()->results.front();
        agreed = *session.comparisons().agreement();
        QTRY_VERIFY(std::ranges::all_of(session.workspace.runs().runs(),
                                        [](const SessionRun& run) { return run.storedId.has_value(); }));
    }
    Session session(folder.path());
    QVERIFY(session.open());
    QVERIFY(session.answered());
    const Comparison& made = *session.comparisons().comparison();
    QVERIFY(made.results.front() == before); // bit for bit
    QCOMPARE(made.runs[0].name, QStringLiteral("bpr-01"));
    QCOMPARE(session.comparisons().metrics().front(), std::string("mrr"));
    QVERIFY(session.comparisons().agreement()->users == agreed.users); // by the models of their folders
    session.workspace.choices().setCompared({});
    QVERIFY(session.comparisons().chosen() != session.workspace.choices().compared());
    QVERIFY(session.answered());
    QVERIFY(session.comparisons().comparison()->runs[0].name != session.comparisons().comparison()->runs[1].name);
}

void TestComparisonSession::runsAreComparedInFullRankings()
{
    const QTemporaryDir folder;
    Session session(folder.path());
    QVERIFY(session.open());
    const int one = session.train(quick(0.05));
    const int two = session.train(UserKnnOptions{});
    session.workspace.choices().setCompared({one, two});
    QVERIFY(two && session.answered());
    ComparisonSession& comparisons = session.comparisons();
    const auto offered = comparisons.fullMetrics();
    QVERIFY(std::ranges::find(offered, "recall-20") != offered.end());
    QCOMPARE(offered.front(), std::string("mrr"));
    comparisons.setMetric("recall-20", Protocol::Full);
    QVERIFY(session.answered());
    const Comparison& made = *comparisons.comparison();
    QCOMPARE(made.metric, std::string("recall-20"));
    QVERIFY(made.protocol == Protocol::Full);
    QCOMPARE(comparedTitle(made), QStringLiteral("Recall@20, full ranking"));
    const auto valueOf = [&](std::size_t place) {
        const Run run = loadRun(made.runs[place].folder);
        const EvaluationOptions options{.cutoffs = {20}, .baselines = false};
        return evaluateFull(*run.model, *session.workspace.data().dataset(), options).model.find("recall-20")->value;
    };
    QVERIFY(std::abs(made.results.front().difference - (valueOf(0) - valueOf(1))) < 1e-12);
    QVERIFY(!sharedMetrics(made.runs).empty()); // what the runs kept is told beside it
    comparisons.setMetric("mrr");
    QVERIFY(session.answered());
    QVERIFY(!comparisons.comparison()->runs[0].judged);
    QCOMPARE(comparedTitle(*comparisons.comparison()), QStringLiteral("MRR"));
}

void TestComparisonSession::theEpochsComparedAreTold()
{
    ComparedRun learns;
    learns.name = QStringLiteral("bpr-01");
    learns.epoch = 3;
    learns.lastEpoch = 5;
    ComparedRun knn;
    knn.name = QStringLiteral("knn-01");
    const std::vector runs{learns, knn};
    QCOMPARE(epochSentence(runs, {}), QString());
    QCOMPARE(epochSentence(runs, {ValueRule::Rule::At, 3}), QString()); // the very epoch that is kept
    QCOMPARE(epochSentence({knn, knn}, {ValueRule::Rule::Last, 0}), QString());
    QCOMPARE(epochSentence(runs, {ValueRule::Rule::Last, 0}),
             QStringLiteral("Compared at their best epochs (bpr-01 at 3), not at their last: per-user results are kept "
                            "of these only."));
    QVERIFY(epochSentence(runs, {ValueRule::Rule::At, 4}).contains(QLatin1String("not at epoch 4")));
}

void TestComparisonSession::groupsHoldTheUsersTheyAreAMeanOver()
{
    Session session;
    QVERIFY(session.open());
    QVERIFY(session.train(quick(0.05)) && session.train(UserKnnOptions{}));
    QVERIFY(session.answered());
    const Comparison& made = *session.comparisons().comparison();
    QCOMPARE(made.groupUsers.size(), made.groups.size());
    const auto& neighbours = session.workspace.neighbours().selection()->statistics.neighbours;
    std::size_t all = 0;
    for (std::size_t i = 0; i < made.groups.size(); ++i) {
        QCOMPARE(std::ssize(made.groupUsers[i]), made.groups[i].users);
        for (const User user : made.groupUsers[i])
            QCOMPARE(neighbours[user] / made.groupWidth, made.groups[i].group);
        all += made.groupUsers[i].size();
    }
    QCOMPARE(all, made.hits.total());
}

QTEST_MAIN(TestComparisonSession)
#include "tst_comparison_session.moc"
