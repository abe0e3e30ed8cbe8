#include "core/base/error.h"
#include "core/data/events_before.h"
#include "core/evaluation/full.h"
#include "core/models/transitions/train_transitions.h"
#include "tests/core/models/contract_cases.h"
#include "tests/core/models/model_cases.h"
#include "tests/core/models/sequential/timed_data.h"

#include <QTest>

#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

class TestTransitions : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatFollowsWhat();
    void addsUpTheWindowByDistance();
    void isAskedBeforeEachPart();
    void repeatsCountOnceForThemselves();
    void fewAndAllItemsGetTheSameBits();
    void aProfileHasNoOrder();
    void refusesDamagedTensors();
    void equalCountsAreInNoOrder();
    void meetsTheFiguresOfMovieLens_data();
    void meetsTheFiguresOfMovieLens();
};

void TestTransitions::countsWhatFollowsWhat()
{
    // User 0: 0 1 2 (3 and 4 are held out), user 1: 1 2 0. With gaps up to 2:
    //   after 0: 1 by 1, 2 by 1/2; shares 2/3, 1/3.  After 1: 2 twice by 1, 0 by 1/2; shares 1/5, 4/5.  After 2: 0
    //   by 1.
    const TransitionsModel model = trainTransitions({.window = 5, .gaps = 2}, twoInOrder());
    const auto rows = [&](int item) {
        const auto row = model.followers(Item{item});
        return std::vector<Follower>(row.begin(), row.end());
    };
    QVERIFY(rows(0) == (std::vector<Follower>{{Item{1}, 2.0F / 3}, {Item{2}, 1.0F / 3}}));
    QVERIFY(rows(1) == (std::vector<Follower>{{Item{0}, 1.0F / 5}, {Item{2}, 4.0F / 5}}));
    QVERIFY(rows(2) == (std::vector<Follower>{{Item{0}, 1.0F}}));
    QVERIFY(rows(3).empty() && rows(4).empty() && rows(5).empty());
}

void TestTransitions::addsUpTheWindowByDistance()
{
    // User 0's last are 2, 1, 0. Item 0: 1 of item 2 + (1/5) / 2 of item 1. Item 2: (4/5) / 2 of 1 + (1/3) / 3 of 0.
    const TransitionsModel model = trainTransitions({.window = 5, .gaps = 2}, twoInOrder());
    QCOMPARE(scoreOf(model, User{0}, Item{0}), 1.1F);
    QVERIFY(std::abs(scoreOf(model, User{0}, Item{2}) - (0.4F + 1.0F / 9)) < 1e-7F);
    QCOMPARE(scoreOf(model, User{0}, Item{5}), 0.0F);
    const std::optional<Ledger> ledger = model.ledger(User{0}, Item{2});
    QVERIFY(ledger && ledger->isOfLikes && ledger->likes.size() == 2);
    QCOMPARE(ledger->likes[0].like, Item{1});

    const TransitionsModel last = trainTransitions({.window = 1, .gaps = 2}, twoInOrder());
    QCOMPARE(scoreOf(last, User{0}, Item{0}), 1.0F); // of item 2 alone
}

void TestTransitions::isAskedBeforeEachPart()
{
    const Dataset dataset = twoInOrder();
    QVERIFY(eventsBefore(dataset, User{0}, Part::Validation).items == (std::vector<Item>{Item{0}, Item{1}, Item{2}}));
    QVERIFY(eventsBefore(dataset, User{0}, Part::Test).items
            == (std::vector<Item>{Item{0}, Item{1}, Item{2}, Item{3}}));
    const TransitionsModel model = trainTransitions({.window = 1, .gaps = 1}, dataset);
    float score = 0;
    scoresOf(model, dataset, Part::Validation)(User{0}, std::array{Item{0}}, std::span(&score, 1));
    QCOMPARE(score, 1.0F);
    scoresOf(model, dataset, Part::Test)(User{0}, std::array{Item{0}}, std::span(&score, 1));
    QCOMPARE(score, 0.0F); // the last is item 3 now, of which nothing was counted
    const std::array sequence{Item{2}, Item{3}};
    QVERIFY(!model.knows(Sequence{sequence}));
    QVERIFY(model.knows(Sequence{std::span(sequence).first(1)}));
}

void TestTransitions::repeatsCountOnceForThemselves()
{
    // 0 0 1: nothing follows itself; 1 follows 0 by 1 and, two places later, by 1/2: share 1.
    const Dataset dataset = timedDataset({.users = 1, .items = 2, .train = {{0, 1}}}, {{0, 0, 1}});
    const TransitionsModel model = trainTransitions({.window = 3, .gaps = 2}, dataset);
    QCOMPARE(model.followers(Item{0}).size(), std::size_t(1));
    QCOMPARE(model.followers(Item{0})[0], (Follower{Item{1}, 1.0F}));
    // The last are 1, 0, 0: item 1 gets 1/2 + 1/3, all of it by item 0.
    QVERIFY(std::abs(scoreOf(model, User{0}, Item{1}) - 5.0F / 6) < 1e-7F);
    const auto ledger = model.ledger(User{0}, Item{1});
    QCOMPARE(ledger->likes.size(), std::size_t(1));
}

void TestTransitions::fewAndAllItemsGetTheSameBits()
{
    const Dataset dataset = plantedData();
    const TransitionsModel model = trainTransitions({.window = 7, .gaps = 3}, dataset);
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const std::vector<float> all = test::scoresOf(model, user, allItems(dataset));
        for (const Item item : allItems(dataset))
            QVERIFY(scoreOf(model, user, item) == all[index(item)]);
    }
}

void TestTransitions::aProfileHasNoOrder()
{
    const TransitionsModel model = trainTransitions({}, twoInOrder());
    QVERIFY(!model.knows(Profile{}));
    QVERIFY_EXCEPTION_THROWN((void)scoreOf(model, Profile{}, Item{0}), Error);
}

void TestTransitions::refusesDamagedTensors()
{
    const TensorFile whole = trainTransitions({.window = 2, .gaps = 2}, twoInOrder()).tensors();
    const auto refuses = [&](Tensor replacement) {
        QVERIFY_EXCEPTION_THROWN((void)TransitionsModel::fromTensors(withTensor(whole, std::move(replacement))), Error);
    };
    const std::vector<std::int64_t> offsets{0, 9, 4, 5, 5, 5, 5};
    refuses(makeTensor("follower_offsets", {7}, std::span<const std::int64_t>(offsets)));
    refuses(numbersTensor("followers", {1, 2, 0, 2, 6}));       // there is no item 6
    refuses(numbersTensor("followers", {0, 2, 0, 2, 0}));       // follows itself
    refuses(numbersTensor("last_items", {1, 2, 2, -1}));        // no item
    const std::vector<float> shares{0.5F, 0.5F, 0.2F, 1.5F, 1}; // more than all
    refuses(makeTensor("shares", {5}, std::span<const float>(shares)));
    const std::int64_t window = 1; // each has two
    refuses(makeTensor("window", {}, std::span(&window, 1)));
    QVERIFY(sameBits(TransitionsModel::fromTensors(whole), trainTransitions({.window = 2, .gaps = 2}, twoInOrder())));
}

void TestTransitions::meetsTheFiguresOfMovieLens_data()
{
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("gaps");
    QTest::addColumn<double>("hit10");
    QTest::addColumn<double>("ndcg10");
    QTest::newRow("gaps 1-5, last 5") << 5 << 5 << .2621 << .1537;
    QTest::newRow("gaps 1-5, last 20") << 20 << 5 << .2695 << .1586;
}

namespace {

/// MovieLens 1M, read once; null: it is not here.
std::shared_ptr<const Dataset> movieLens()
{
    static std::shared_ptr<const Dataset> dataset;
    const auto folder = realData("ml-1m");
    if (!dataset && folder) {
        ImportOptions options{.split = SplitChoice::LeaveLastOut};
        options.splitOptions.coldShare = 0;
        dataset = importDataset(std::array{*folder / "ratings.dat.gz"}, options).dataset;
    }
    return dataset;
}

double hitAt10(const Scorer& scorer, const Dataset& dataset)
{
    const EvaluationOptions options{.protocol = Protocol::Full, .part = Part::Test, .cutoffs = {10}};
    return evaluateFull(scorer, dataset, options).model.find("hit-10")->value;
}

} // namespace

void TestTransitions::equalCountsAreInNoOrder()
{
    // The last item alone has few followers, many of them seen once: .2094 is what one order of the equal ones gave.
    // Ours is the mean over their orders, so it lies below the best order and not far from it.
    const auto dataset = movieLens();
    if (!dataset)
        QSKIP("The real data set ml-1m is not here: set TASTESCOPE_DATASETS.");
    const TransitionsModel model = trainTransitions({.window = 1, .gaps = 1}, *dataset);
    const Scorer scorer = scoresOf(model, *dataset, Part::Test);
    const Scorer kind = [&](User user, std::span<const Item> items, std::span<float> scores) {
        scorer(user, items, scores);
        for (std::size_t i = 0; i < items.size(); ++i)
            if (scores[i] > 0 && dataset->heldOut(Part::Test).contains(user, items[i]))
                scores[i] *= 1.000001F;
    };
    const double mean = hitAt10(scorer, *dataset);
    const double best = hitAt10(kind, *dataset);
    QVERIFY2(mean < .2094 && .2094 < best && mean > .205, qPrintable(QStringLiteral("%1 to %2").arg(mean).arg(best)));
}

void TestTransitions::meetsTheFiguresOfMovieLens()
{
    QFETCH(int, window);
    QFETCH(int, gaps);
    QFETCH(double, hit10);
    QFETCH(double, ndcg10);
    const auto dataset = movieLens();
    if (!dataset)
        QSKIP("The real data set ml-1m is not here: set TASTESCOPE_DATASETS.");
    const TransitionsModel model = trainTransitions({.window = window, .gaps = gaps}, *dataset);
    const EvaluationOptions options{.protocol = Protocol::Full, .part = Part::Test, .cutoffs = {5, 10}};
    const Evaluation evaluation = evaluateFull(model, *dataset, options);
    QCOMPARE(evaluation.users, std::int64_t{6040});
    const auto figure = [&](const char* name) { return evaluation.model.find(name)->value; };
    QVERIFY2(std::abs(figure("hit-10") - hit10) < 5e-4, qPrintable(QString::number(figure("hit-10"))));
    QVERIFY2(std::abs(figure("ndcg-10") - ndcg10) < 5e-4, qPrintable(QString::number(figure("ndcg-10"))));
}

QTEST_GUILESS_MAIN(TestTransitions)
#include "tst_transitions.moc"
