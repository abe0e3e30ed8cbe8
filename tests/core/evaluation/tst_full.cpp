#include "core/base/random.h"
#include "core/evaluation/catalogue_ranking.h"
#include "core/evaluation/full.h"
#include "tests/core/evaluation/random_dataset.h"
#include "tests/core/evaluation/scores.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace tastescope;

namespace {

const EvaluationOptions onTest{.part = Part::Test};

} // namespace

class TestFull : public QObject
{
    Q_OBJECT

private slots:
    void handComputed();
    void equalsSortingWhereNothingTies();
    void constantScoresGetChance();
    void notANumberRanksLast();
    void coverageAndPopularityBias();
    void cutoffsBeyondTheCatalogueCostNothing();
    void doesNotDependOnTheNumberOfThreads();
    void roughScoresGiveTheSameRankings_data();
    void roughScoresGiveTheSameRankings();
    void roughScoresGiveTheSameLists();
    void usersWithoutRoughScoresAreRankedExactly();
};

void TestFull::handComputed()
{
    // Items 0..5 score 6 5 4 3 2 1. Item 0 is in train, so it is masked: the ranking is 1 2 3 4 5.
    // Test positives 2 and 4 rank 2 and 4: MRR 1/2, Recall@1 0, Recall@3 1/2, Hit@3 1, AP@5 = (1/2 + 2/4) / 2 = 1/2,
    // NDCG@5 = (1/log2 3 + 1/log2 5) / (1 + 1/log2 3)
    const Dataset dataset = handmade::dataset({.users = 1, .items = 6, .train = {{0}}, .test = {{2, 4}}});
    const Evaluation evaluation = evaluateFull(scoresIn({{6, 5, 4, 3, 2, 1}, std::vector<float>{}}), dataset,
                                               {.part = Part::Test, .cutoffs = {1, 3, 5}});
    verifyClose(evaluation.mrr()->value, 0.5);
    verifyClose(evaluation.model.find("recall-1")->value, 0);
    verifyClose(evaluation.model.find("recall-3")->value, 0.5);
    verifyClose(evaluation.model.find("hit-3")->value, 1);
    verifyClose(evaluation.model.find("map-5")->value, 0.5);
    verifyClose(evaluation.model.find("ndcg-5")->value,
                (1 / std::log2(3.0) + 1 / std::log2(5.0)) / (1 + 1 / std::log2(3.0)));
    QCOMPARE(evaluation.longestList, std::int64_t(5));
    QCOMPARE(evaluation.positives, std::int64_t(2));
    QCOMPARE(evaluation.tiedShare, 0.0);
}

void TestFull::equalsSortingWhereNothingTies()
{
    const std::size_t users = 30;
    const std::size_t items = 80;
    const Dataset dataset = randomDataset(users, items);
    const Table table = randomTable(users, items, 1'000'000'000, 22);
    const Evaluation evaluation = evaluateFull(scoresIn(table), dataset, onTest);
    for (std::size_t u = 0; u < users; ++u) {
        const User user{static_cast<std::int32_t>(u)};
        std::vector<Item> order;
        for (const Item item : idsUpTo<Item>(items))
            if (!dataset.train().contains(user, item) && !dataset.heldOut(Part::Validation).contains(user, item))
                order.push_back(item);
        std::ranges::sort(order, std::greater(), [&](Item item) { return table[u][index(item)]; });
        double first = 0;
        double found = 0;
        double precisions = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (!dataset.heldOut(Part::Test).contains(user, order[i]))
                continue;
            first = std::max(first, 1 / (static_cast<double>(i) + 1));
            found += 1;
            if (i < 10)
                precisions += found / (static_cast<double>(i) + 1);
        }
        verifyClose(evaluation.perUser.value(u, 0), first);
        verifyClose(evaluation.perUser.value(u, 12), precisions / found); // map-10
    }
    QCOMPARE(evaluation.perUser.metrics.at(12), std::string("map-10"));
}

void TestFull::constantScoresGetChance()
{
    const Dataset dataset = randomDataset(30, 80);
    const Evaluation evaluation = evaluateFull(scoresIn(Table(30, std::vector<float>(80, 0.5F))), dataset, onTest);
    for (std::size_t i = 0; i < evaluation.model.size(); ++i)
        verifyClose(evaluation.model.values()[i].value, evaluation.chance.values()[i].value);
    QCOMPARE(evaluation.tiedShare, 1.0);
    // Recall@10 of a random order is 10 / candidates, whoever is relevant.
    double expected = 0;
    for (const User user : idsUpTo<User>(30))
        expected += 10.0
                    / (80.0
                       - static_cast<double>(dataset.train().row(user).size()
                                             + dataset.heldOut(Part::Validation).row(user).size()));
    verifyClose(evaluation.model.find("recall-10")->value, expected / 30);
}

void TestFull::notANumberRanksLast()
{
    // Items 1 (NaN, positive), 2 (NaN), 3 and 4 (real): the positive ranks 4 of 4.
    constexpr float broken = std::numeric_limits<float>::quiet_NaN();
    const Dataset dataset = handmade::dataset({.users = 1, .items = 5, .train = {{0}}, .test = {{1}}});
    const Evaluation evaluation =
        evaluateFull(scoresIn({{9, broken, broken, 1, 2}, std::vector<float>{}}), dataset, onTest);
    verifyClose(evaluation.mrr()->value, 0.25);
    QCOMPARE(evaluation.notANumber, std::int64_t(2));
}

void TestFull::coverageAndPopularityBias()
{
    // Train: item 0 twice, item 1 once. User 0 gets item 1, then 2 (item 0 is masked); user 1 gets 2, then 3.
    // At K = 2 items 1, 2, 3 of 5 are covered. Mean likes of the lists: (1 + 0)/2 and (0 + 0)/2; of the users' own: 2
    // and (2 + 1)/2. Bias = 0.5 / 3.5.
    const Dataset dataset = handmade::dataset({.users = 2, .items = 5, .train = {{0}, {0, 1}}, .test = {{4}, {4}}});
    const Evaluation evaluation =
        evaluateFull(scoresIn(Table(2, {9, 8, 7, 6, 5})), dataset, {.part = Part::Test, .cutoffs = {1, 2}});
    QCOMPARE(evaluation.catalogue.k, 2);
    verifyClose(evaluation.catalogue.coverage, 3.0 / 5);
    verifyClose(evaluation.catalogue.popularityBias, 0.5 / 3.5);
}

void TestFull::cutoffsBeyondTheCatalogueCostNothing()
{
    // Item 1 ranks first and 2 second of the two left: Recall 1, AP (1/2) / 1. Tables up to K would need 32 GB.
    const Dataset dataset = handmade::dataset({.users = 1, .items = 3, .train = {{0}}, .test = {{2}}});
    const Evaluation evaluation =
        evaluateFull(scoresIn({{9, 8, 7}}), dataset, {.part = Part::Test, .cutoffs = {2'000'000'000}});
    verifyClose(evaluation.model.find("recall-2000000000")->value, 1);
    verifyClose(evaluation.model.find("map-2000000000")->value, 0.5);
    verifyClose(evaluation.model.find("ndcg-2000000000")->value, 1 / std::log2(3.0));
    verifyClose(evaluation.catalogue.coverage, 2.0 / 3);
}

void TestFull::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset = randomDataset(30, 80);
    const Scorer scorer = scoresIn(randomTable(30, 80, 12, 22));
    const Evaluation one = evaluateFull(scorer, dataset, {.part = Part::Test, .threads = 1});
    const Evaluation four = evaluateFull(scorer, dataset, {.part = Part::Test, .threads = 4});
    QVERIFY(one.perUser == four.perUser);
    QVERIFY(one.model == four.model);
    QVERIFY(one.catalogue == four.catalogue);
}

void TestFull::roughScoresGiveTheSameRankings_data()
{
    QTest::addColumn<float>("error");
    QTest::newRow("exact") << 0.0F;
    QTest::newRow("less than between two scores") << 0.3F;
    QTest::newRow("more than between two scores") << 1.7F;
    QTest::newRow("anything") << 100.0F;
}

/// 2,500 items come in two stretches, 70 users in two blocks; scores tie a lot.
void TestFull::roughScoresGiveTheSameRankings()
{
    QFETCH(float, error);
    const Dataset dataset = randomDataset(70, 2'500);
    const Table table = randomTable(70, 2'500, 700, 31);
    const RoughScorer rough = [&](std::span<const User> users, Item first, std::span<float> scores,
                                  std::span<float> errors) {
        const std::size_t width = scores.size() / users.size();
        for (std::size_t u = 0; u < users.size(); ++u) {
            Random random(32, {index(users[u]), index(first)});
            errors[u] = error;
            for (std::size_t i = 0; i < width; ++i)
                scores[u * width + i] = table[index(users[u])][index(first) + i]
                                        + error * static_cast<float>(1.98 * random.uniform() - 0.99);
        }
    };
    for (const int threads : {1, 3}) {
        const EvaluationOptions options{.part = Part::Test, .cutoffs = {1, 10, 300}, .threads = threads};
        const Evaluation exact = evaluateFull(scoresIn(table), dataset, options);
        const Evaluation same = evaluateFull(scoresIn(table), rough, dataset, options);
        QVERIFY(same.perUser == exact.perUser);
        QVERIFY(same.model == exact.model);
        QVERIFY(same.catalogue == exact.catalogue);
        QCOMPARE(same.tiedShare, exact.tiedShare);
    }
}

void TestFull::roughScoresGiveTheSameLists()
{
    const Table table = randomTable(60, 1'000, 400, 34);
    const Dataset dataset = randomDataset(60, 1'000);
    CatalogueRanking exact;
    CatalogueRanking rough;
    for (const User user : idsUpTo<User>(60)) {
        const std::vector<float>& scores = table[index(user)];
        const auto positives = dataset.heldOut(Part::Test).row(user);
        const auto exactOf = [&](std::span<const Item> items) {
            std::vector<float> found;
            for (const Item item : items)
                found.push_back(scores[index(item)]);
            return found;
        };
        Random random(35, {index(user)});
        std::vector<float> near;
        for (const float score : scores)
            near.push_back(score + static_cast<float>(3.9 * random.uniform() - 1.95));
        exact.begin(positives, exactOf(positives), dataset.train().row(user), 20);
        exact.offer(scores, 0);
        QVERIFY(exact.open().empty());
        exact.settle({});
        rough.begin(positives, exactOf(positives), dataset.train().row(user), 20);
        rough.offer(std::span(near).first(300), 2);
        rough.offer(std::span(near).subspan(300), 2);
        const std::vector<float> settled = exactOf(rough.open());
        QVERIFY(!settled.empty() && settled.size() < 200); // of 1,000: few are too near to call
        rough.settle(settled);
        QVERIFY(std::ranges::equal(rough.top(), exact.top()));
        QCOMPARE(exact.top().size(), std::size_t(20));
        QVERIFY(std::ranges::equal(rough.blocks(), exact.blocks(), [](const TieBlock& a, const TieBlock& b) {
            return a.items == b.items && a.relevant == b.relevant;
        }));
    }
}

void TestFull::usersWithoutRoughScoresAreRankedExactly()
{
    const Dataset dataset = randomDataset(70, 100);
    const Table table = randomTable(70, 100, 30, 33);
    const RoughScorer rough = [](std::span<const User> users, Item, std::span<float> scores, std::span<float> errors) {
        for (std::size_t u = 0; u < users.size(); ++u)
            errors[u] = std::numeric_limits<float>::infinity();
        std::ranges::fill(scores, std::nanf(""));
    };
    const Evaluation exact = evaluateFull(scoresIn(table), dataset, onTest);
    QVERIFY(evaluateFull(scoresIn(table), rough, dataset, onTest).perUser == exact.perUser);
}

QTEST_GUILESS_MAIN(TestFull)
#include "tst_full.moc"
