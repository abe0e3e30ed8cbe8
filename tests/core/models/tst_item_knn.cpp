#include "core/base/error.h"
#include "core/models/item_knn/train_item_knn.h"
#include "tests/core/models/model_cases.h"
#include "tests/core/pipeline/small_world.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

/// Users {0, 1}, {0, 1, 2}, {2}: items 0 and 1 have the same two users, item 2 shares one of them.
static Dataset threeItems()
{
    return handmade::dataset({.users = 3, .items = 3, .train = {{0, 1}, {0, 1, 2}, {2}}});
}

static ItemKnnOptions plain(int neighbours, double shrinkage = 0)
{
    return {.neighbours = neighbours, .shrinkage = shrinkage, .weighting = Weighting::Binary, .asymmetry = 0.5};
}

class TestItemKnn : public QObject
{
    Q_OBJECT

private slots:
    void likesThatAreNeighboursAddUp();
    void shrinkageLowersSimilarities();
    void asymmetryTellsTheScoredFromTheLiked();
    void bm25MatchesHandComputedWeights();
    void everyWayToAskGivesTheSameBits_data();
    void everyWayToAskGivesTheSameBits();
    void doesNotDependOnTheNumberOfThreads();
    void refusesDamagedTensors();
    void isAsGoodAsThatOfUsersOnRealData();
};

void TestItemKnn::likesThatAreNeighboursAddUp()
{
    // s(0, 1) = 2 / 2, s(0, 2) = s(1, 2) = 1 / 2. User 0 likes both: they add up to 1 for item 2.
    const ItemKnnModel model = trainItemKnn(plain(2), threeItems());
    QCOMPARE(scoreOf(model, User{0}, Item{2}), 1.0F);
    QCOMPARE(scoreOf(model, User{2}, Item{0}), 0.5F);
    QCOMPARE(scoreOf(model, User{0}, Item{0}), 1.0F); // by item 1 alone: nothing adds to itself
    QCOMPARE(*model.itemSimilarity(Item{2}, Item{0}), 0.5);

    // One neighbour each: item 2's is item 0, the first of two equal ones; those of 0 and 1 are each other.
    const ItemKnnModel nearest = trainItemKnn(plain(1), threeItems());
    QCOMPARE(scoreOf(nearest, User{0}, Item{2}), 0.5F);
    QCOMPARE(scoreOf(nearest, User{2}, Item{0}), 0.0F);
    QCOMPARE(*nearest.itemSimilarity(Item{2}, Item{0}), 0.5); // either way
    const auto ledger = nearest.ledger(User{0}, Item{2});
    QVERIFY(ledger && ledger->isOfLikes);
    QCOMPARE(ledger->likes, (std::vector<LikePart>{{Item{0}, 0.5}}));
}

void TestItemKnn::shrinkageLowersSimilarities()
{
    // 2 / (2 + 2)
    QCOMPARE(scoreOf(trainItemKnn(plain(1, 2), threeItems()), User{0}, Item{0}), 0.5F);
}

void TestItemKnn::asymmetryTellsTheScoredFromTheLiked()
{
    // Item 0 has three users, item 1 one of them. The denominator is 3^a 1^(1-a) for item 0, 1^a 3^(1-a) for item 1.
    const Dataset dataset = handmade::dataset({.users = 3, .items = 2, .train = {{0, 1}, {0}, {0}}});
    ItemKnnOptions options = plain(1);
    options.asymmetry = 0; // of the liked item alone
    const ItemKnnModel ofLiked = trainItemKnn(options, dataset);
    QCOMPARE(ofLiked.weight(Item{1}, Item{0}), 1.0);
    QVERIFY(std::abs(ofLiked.weight(Item{0}, Item{1}) - 1.0 / 3) < 1e-7);
    options.asymmetry = 0.25;
    const ItemKnnModel model = trainItemKnn(options, dataset);
    QVERIFY(std::abs(model.weight(Item{1}, Item{0}) - std::pow(3.0, -0.25)) < 1e-7);
    QVERIFY(std::abs(model.weight(Item{0}, Item{1}) - std::pow(3.0, -0.75)) < 1e-7);
}

void TestItemKnn::bm25MatchesHandComputedWeights()
{
    // Users weigh ln(3 / (1 + likes)) / ln(3 / 2): likes 2, 3, 1: 0, 0 (below), 1. Only user 2 says anything, of
    // item 2.
    const ItemKnnModel mute = trainItemKnn({.neighbours = 2, .shrinkage = 0}, threeItems());
    QCOMPARE(scoreOf(mute, User{0}, Item{2}), 0.0F);
    QVERIFY(!mute.knows(User{0}));

    // Ten items, of which user 0 likes {0, 1}, user 1 {0, 1, 2}, user 2 {2}: ln(10 / 3), ln(10 / 4), ln(10 / 2) over
    // ln(5). Item 0's likes: 2, of a mean 0.6: 2.2 / (1.2 (0.25 + 0.75 * 2 / 0.6) + 1) = 2.2 / 4.3.
    const Dataset ten = handmade::dataset({.users = 3, .items = 10, .train = {{0, 1}, {0, 1, 2}, {2}}});
    const double a = std::pow(std::log(10.0 / 3) / std::log(5.0), 2);
    const double b = std::pow(std::log(10.0 / 4) / std::log(5.0), 2);
    const double similarity = b / (std::sqrt(a + b) * std::sqrt(b + 1) + 0.5);
    const ItemKnnModel model = trainItemKnn({.neighbours = 1, .shrinkage = 0.5, .bm25B = 0.75, .asymmetry = 0.5}, ten);
    QVERIFY(std::abs(model.weight(Item{0}, Item{2}) - similarity * 2.2 / 4.3) < 1e-7);

    // k1 2, b 0.5: 3 / (2 (0.5 + 0.5 * 2 / 0.6) + 1) = 3 / (16 / 3) = 9 / 16.
    const ItemKnnModel other =
        trainItemKnn({.neighbours = 1, .shrinkage = 0.5, .bm25K1 = 2, .bm25B = 0.5, .asymmetry = 0.5}, ten);
    QVERIFY(std::abs(other.weight(Item{0}, Item{2}) - similarity * 9 / 16) < 1e-7);
}

void TestItemKnn::everyWayToAskGivesTheSameBits_data()
{
    QTest::addColumn<int>("weighting");
    QTest::newRow("binary") << static_cast<int>(Weighting::Binary);
    QTest::newRow("bm25") << static_cast<int>(Weighting::Bm25);
    QTest::newRow("tfidf") << static_cast<int>(Weighting::TfIdf);
}

void TestItemKnn::everyWayToAskGivesTheSameBits()
{
    QFETCH(int, weighting);
    const Dataset dataset(smallworld::randomParts(150, 80, 60, 3));
    const ItemKnnModel model =
        trainItemKnn({.neighbours = 10, .weighting = static_cast<Weighting>(weighting)}, dataset);
    const std::vector<Item> items = allItems(dataset);
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        std::vector<float> all(items.size());
        model.score(user, items, all);
        for (const Item item : items) {
            double sum = 0; // the definition
            for (const Item like : dataset.train().row(user))
                for (const SimilarItem& similar : model.addsTo(like))
                    if (similar.item == item)
                        sum += static_cast<double>(model.likeWeight(like)) * static_cast<double>(similar.similarity);
            QCOMPARE(all[index(item)], static_cast<float>(sum));
            QVERIFY(scoreOf(model, user, item) == all[index(item)]);
        }
    }
}

void TestItemKnn::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset(smallworld::randomParts(300, 80, 60, 4));
    for (const Weighting weighting : {Weighting::Binary, Weighting::Bm25, Weighting::TfIdf}) {
        const ItemKnnOptions options{.neighbours = 20, .shrinkage = 0.5, .weighting = weighting};
        const ItemKnnModel one = trainItemKnn(options, dataset, 1);
        const ItemKnnModel four = trainItemKnn(options, dataset, 4);
        for (const Item like : allItems(dataset))
            QVERIFY(std::ranges::equal(one.addsTo(like), four.addsTo(like)));
    }
}

void TestItemKnn::refusesDamagedTensors()
{
    // By like: 0 adds to 1 and 2, 1 adds to 0 and 2, 2 adds to 0 and 1.
    const TensorFile whole = trainItemKnn(plain(2), threeItems()).tensors();
    QCOMPARE(ItemKnnModel::fromTensors(whole).itemCount(), std::size_t(3));
    const auto refuses = [&](Tensor replacement) {
        QVERIFY_EXCEPTION_THROWN((void)ItemKnnModel::fromTensors(withTensor(whole, std::move(replacement))), Error);
    };
    const auto reals = [](const char* name, std::vector<float> values) {
        return makeTensor(name, {static_cast<std::int64_t>(values.size())}, std::span<const float>(values));
    };
    refuses(numbersTensor("similar_items", {1, 2, 0, 2, 0, 3})); // there is no item 3
    refuses(numbersTensor("similar_items", {0, 2, 0, 2, 0, 1})); // adds to itself
    refuses(numbersTensor("similar_items", {2, 1, 0, 2, 0, 1})); // does not ascend
    refuses(numbersTensor("similar_items", {1, 2, 0, 2}));
    refuses(reals("similarities", {1, 0.5F, 1, 0.5F, 0.5F, NAN}));
    refuses(reals("similarities", {1, 0.5F, 1, 0.5F, 0.5F, -1}));
    refuses(reals("like_weights", {1, 1, -1}));
    refuses(reals("like_weights", {1, 1}));
    refuses(numbersTensor("like_items", {0, 1, 0, 1, 2, 5}));
}

void TestItemKnn::isAsGoodAsThatOfUsersOnRealData()
{
    const auto dataset = ncfMovieLens1M();
    if (!dataset)
        QSKIP("The real data set ncf-ml-1m is not here: set TASTESCOPE_DATASETS.");
    // Ferrari Dacrema et al., TOIS 2021, table 55, have 0.6606 / 0.3951 for the same among users.
    const NcfFigures found = ncfTestFigures(trainItemKnn({}, *dataset), *dataset);
    qInfo("HR@10 %.4f, NDCG@10 %.4f", found.hit, found.ndcg);
    QVERIFY(found.hit >= 0.669 && found.hit < 0.70);
    QVERIFY(found.ndcg >= 0.398 && found.ndcg < 0.42);
}

QTEST_GUILESS_MAIN(TestItemKnn)
#include "tst_item_knn.moc"
