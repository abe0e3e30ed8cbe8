#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "tests/support/page_screen.h"
#include "ui/session/comparison_session.h"

#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;

class TestComparisonSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void settingsTellWhatDiffers();
    void twoRunsAreComparedByThemselves();
    void metricAndPlacesCanBeChosen();
    void nextDisagreementWalksDownTheOrder();
    void pinningAndChoosingAreOneState();
    void runsOfEarlierSessionsAreCompared();
    void theEpochsComparedAreTold();
    void groupsHoldTheUsersTheyAreAMeanOver();
};

namespace {

/// A dataset, its neighbours and two runs, in a session without a window.
struct Session
{
    QTemporaryDir own;
    Workspace workspace;

    explicit Session(const QString& folder = {})
        : workspace(Settings((folder.isEmpty() ? own.path() : folder) + QStringLiteral("/settings.json")),
                    (folder.isEmpty() ? own.path() : folder) + QStringLiteral("/runs"))
    {
    }

    ComparisonSession& comparisons() { return workspace.comparisons(); }

    bool open()
    {
        workspace.opening().open({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 60'000);
    }

    int train(const ModelOptions& options)
    {
        workspace.nextRun().setOptions(options);
        const int id = workspace.nextRun().train();
        return QTest::qWaitFor([&] { return workspace.runs().find(id)->isOver(); }, 60'000) ? id : 0;
    }

    bool answered()
    {
        return QTest::qWaitFor(
            [this] {
                return comparisons().comparison() && !comparisons().isComparing() && comparisons().agreement()
                       && !comparisons().isTouring() && comparisons().lists();
            },
            60'000);
    }
};

BprOptions quick(double learningRate)
{
    BprOptions options;
    options.embeddingDim = 16;
    options.epochs = 3;
    options.patience = 0;
    options.learningRate = learningRate;
    return options;
}

} // namespace

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

void TestComparisonSession::metricAndPlacesCanBeChosen()
{
    Session session;
    QVERIFY(session.open());
    const int first = session.train(quick(0.01));
    const int second = session.train(quick(0.02));
    const int third = session.train(UserKnnOptions{});
    session.comparisons().choose(0, third);
    session.comparisons().choose(1, second);
    QCOMPARE(session.comparisons().chosen(), (std::vector{third, second}));
    QVERIFY(session.comparisons().canAdd());
    session.comparisons().add();
    QCOMPARE(session.comparisons().chosen(), (std::vector{third, second, first}));
    QVERIFY(!session.comparisons().canAdd());
    session.comparisons().choose(0, first); // it stood at the end: they change places
    QCOMPARE(session.comparisons().chosen(), (std::vector{first, second, third}));
    session.comparisons().setMetric("hit-10");
    QVERIFY(session.answered());
    QCOMPARE(session.comparisons().comparison()->metric, std::string("hit-10"));
    QCOMPARE(session.comparisons().comparison()->pairs.size(), std::size_t(3));
    session.workspace.selection().setK(7); // measured are 1, 5 and 10
    QVERIFY(session.answered());
    QCOMPARE(session.comparisons().comparison()->k, 5);
    session.comparisons().remove(2);
    QCOMPARE(session.comparisons().chosen(), (std::vector{first, second}));
    session.comparisons().remove(1); // two stay
    QCOMPARE(session.comparisons().chosen().size(), std::size_t(2));
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

void TestComparisonSession::pinningAndChoosingAreOneState()
{
    Session session;
    QVERIFY(session.open());
    const int first = session.train(quick(0.01));
    const int second = session.train(quick(0.02));
    const int third = session.train(UserKnnOptions{});
    Workspace& workspace = session.workspace;
    const std::vector<int> automatic = session.comparisons().chosen();
    workspace.choices().setCompared({first}); // one is no comparison: the rule holds
    QCOMPARE(session.comparisons().chosen(), automatic);
    workspace.choices().setCompared({second, first});
    QCOMPARE(session.comparisons().chosen(), (std::vector{second, first})); // the pins decide, and their order
    session.comparisons().choose(1, third);
    QCOMPARE(workspace.choices().compared(), (std::vector{second, third}));
    session.comparisons().add();
    QCOMPARE(workspace.choices().compared(), (std::vector{second, third, first}));
    session.comparisons().remove(0);
    QCOMPARE(workspace.choices().compared(), (std::vector{third, first}));
    workspace.choices().setCompared({});
    QCOMPARE(session.comparisons().chosen(), automatic);
    session.comparisons().choose(0, first); // who chooses, pins
    QCOMPARE(workspace.choices().compared(), session.comparisons().chosen());
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
            QCOMPARE(neighbours[index(user)] / made.groupWidth, made.groups[i].group);
        all += made.groupUsers[i].size();
    }
    QCOMPARE(all, made.hits.total());
}

QTEST_MAIN(TestComparisonSession)
#include "tst_comparison_session.moc"
