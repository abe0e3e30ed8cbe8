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
};

namespace {

/// A dataset, its neighbours and two runs, in a session without a window.
struct Session
{
    QTemporaryDir folder;
    Workspace workspace{Settings(folder.filePath(QStringLiteral("settings.json"))),
                        folder.filePath(QStringLiteral("runs"))};

    ComparisonSession& comparisons() { return workspace.comparisons(); }

    bool open()
    {
        workspace.openDataset({{QStringLiteral("preset:tiny")}, {}});
        return QTest::qWaitFor([this] { return workspace.users().why() != nullptr; }, 60'000);
    }

    int train(const ModelOptions& options)
    {
        workspace.setNextOptions(options);
        const int id = workspace.train();
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
    const auto rate = std::ranges::find(lines, QStringLiteral("learning_rate"), &SettingLine::name);
    QVERIFY(rate != lines.end());
    QCOMPARE(rate->values, QStringList({QStringLiteral("0.01"), QStringLiteral("0.02")}));
    const auto models = settingLines({run(quick(0.01)), run(UserKnnOptions{})});
    QVERIFY(models.front().differs);
    const auto knn = std::ranges::find(models, QStringLiteral("learning_rate"), &SettingLine::name);
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
    const auto mrr = [&](int id) { return session.workspace.runs().find(id)->record->validation->mrr().value; };
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
    QCOMPARE(lists.user, *session.workspace.user());
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
    session.workspace.setK(7); // measured are 1, 5 and 10
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
    session.workspace.setUser(order.back().user);
    session.comparisons().nextDisagreement(); // from the end to the beginning
    QCOMPARE(*session.workspace.user(), order[0].user);
    session.comparisons().nextDisagreement();
    QCOMPARE(*session.workspace.user(), order[1].user);
    QVERIFY(QTest::qWaitFor(
        [&] { return session.comparisons().lists() && session.comparisons().lists()->user == order[1].user; }));
    QCOMPARE(session.comparisons().lists()->rbo, order[1].rbo); // ten lines in both
}

QTEST_MAIN(TestComparisonSession)
#include "tst_comparison_session.moc"
