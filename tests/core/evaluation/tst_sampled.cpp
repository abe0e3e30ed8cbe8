#include "core/base/error.h"
#include "core/base/random.h"
#include "core/evaluation/sampled.h"
#include "tests/core/evaluation/scores.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

using namespace tastescope;

namespace {

constexpr float noNumber = std::numeric_limits<float>::quiet_NaN();

void append(EvaluationLists& lists, int user, int positive, const std::vector<int>& negatives)
{
    lists.positives.push_back({User{user}, Item{positive}});
    for (const int negative : negatives)
        lists.negatives.push_back(Item{negative});
    lists.offsets.push_back(static_cast<std::int64_t>(lists.negatives.size()));
}

/// Random lists of `length` items for 40 users with 0 to 3 positives.
EvaluationLists randomLists(int items, int length, std::uint64_t seed)
{
    EvaluationLists lists;
    for (int user = 0; user < 40; ++user) {
        Random random(seed, {static_cast<std::uint64_t>(user)});
        for (std::uint64_t p = random.below(4); p > 0; --p) {
            std::vector<int> negatives;
            for (int i = 1; i < length; ++i)
                negatives.push_back(static_cast<int>(random.below(static_cast<std::uint64_t>(items))));
            append(lists, user, static_cast<int>(random.below(static_cast<std::uint64_t>(items))), negatives);
        }
    }
    return lists;
}

} // namespace

class TestSampled : public QObject
{
    Q_OBJECT

private slots:
    void handComputedRanks();
    void meansOverUsersNotOverPositives();
    void notANumberRanksLastAndIsCounted();
    void coldUsersAreLeftOut();
    void equalsTheBruteForce();
    void constantScoresGetChance_data();
    void constantScoresGetChance();
    void doesNotDependOnTheNumberOfThreads();
    void popularityStandsBeside();
    void foreignListsAreRefused();
    void cutoffsBeyondTheListCostNothing();
    void nothingMeasuredNoFigure();
};

void TestSampled::handComputedRanks()
{
    // user 0: positive 0 scores 5; others 9, 5, 1: one above, one tied: rank 2 or 3.
    //   MRR = (1/2 + 1/3) / 2 = 5/12, Hit@1 = 0, Hit@5 = 1, NDCG@5 = (1/log2 3 + 1/2) / 2
    const Dataset dataset = handmade::dataset({.users = 1, .items = 4});
    EvaluationLists lists;
    append(lists, 0, 0, {1, 2, 3});
    const Evaluation evaluation = evaluateSampled(scoresIn({{5, 9, 5, 1}}), dataset, lists);
    verifyClose(evaluation.mrr()->value, 5.0 / 12);
    verifyClose(evaluation.model.find("hit-1")->value, 0);
    verifyClose(evaluation.model.find("hit-5")->value, 1);
    verifyClose(evaluation.model.find("ndcg-5")->value, (1 / std::log2(3.0) + 0.5) / 2);
    QCOMPARE(evaluation.tiedShare, 1.0);
    QCOMPARE(evaluation.users, std::int64_t(1));
    QCOMPARE(evaluation.positives, std::int64_t(1));
    QCOMPARE(evaluation.longestList, std::int64_t(4));
}

void TestSampled::meansOverUsersNotOverPositives()
{
    // user 0: ranks 1 and 2 -> MRR 3/4. user 1: rank 4 -> 1/4. Mean over users 1/2 (over positives it would be 7/12).
    const Dataset dataset = handmade::dataset({.users = 2, .items = 5});
    EvaluationLists lists;
    append(lists, 0, 0, {2, 3, 4});
    append(lists, 0, 1, {0, 3, 4});
    append(lists, 1, 4, {0, 1, 2});
    const Scorer model = scoresIn({{9, 8, 3, 2, 1}, {9, 8, 7, 6, 5}});
    const Evaluation evaluation = evaluateSampled(model, dataset, lists);
    verifyClose(evaluation.mrr()->value, 0.5);
    QCOMPARE(evaluation.perUser.users, (std::vector<User>{User{0}, User{1}}));
    QCOMPARE(evaluation.perUser.positives, (std::vector<std::int32_t>{2, 1}));
    verifyClose(evaluation.perUser.value(0, 0), 0.75);
    verifyClose(evaluation.perUser.value(1, 0), 0.25);
}

void TestSampled::notANumberRanksLastAndIsCounted()
{
    // The positive is NaN among 1, NaN, 2: it ranks 4 of 4. A NaN negative never stands above a real positive.
    const Dataset dataset = handmade::dataset({.users = 2, .items = 4});
    EvaluationLists lists;
    append(lists, 0, 0, {1, 2, 3});
    append(lists, 1, 0, {1, 2, 3});
    const Evaluation evaluation =
        evaluateSampled(scoresIn({{noNumber, 1, noNumber, 2}, {5, noNumber, noNumber, 4}}), dataset, lists);
    verifyClose(evaluation.perUser.value(0, 0), 0.25);
    verifyClose(evaluation.perUser.value(1, 0), 1);
    QCOMPARE(evaluation.notANumber, std::int64_t(4));
    QCOMPARE(evaluation.tiedShare, 0.0);

    // A model that only says NaN is worse than chance, never better.
    const Evaluation worst = evaluateSampled(
        scoresIn({{noNumber, noNumber, noNumber, noNumber}, {noNumber, noNumber, noNumber, noNumber}}), dataset, lists);
    verifyClose(worst.mrr()->value, 0.25);
    QVERIFY(worst.mrr()->value < worst.chance.find("mrr")->value);
}

void TestSampled::coldUsersAreLeftOut()
{
    const Dataset dataset = handmade::dataset({.users = 2, .items = 4, .cold = {{}, {0}}});
    EvaluationLists lists;
    append(lists, 0, 0, {1});
    append(lists, 1, 0, {1});
    const Evaluation evaluation = evaluateSampled(scoresIn({{2, 1, 0, 0}, {1, 2, 0, 0}}), dataset, lists);
    QCOMPARE(evaluation.users, std::int64_t(1));
    QCOMPARE(evaluation.skippedUsers, std::int64_t(1));
    verifyClose(evaluation.mrr()->value, 1);
}

void TestSampled::equalsTheBruteForce()
{
    // Twin: put the positive at every place its ties allow, and average.
    const Dataset dataset = handmade::dataset({.users = 40, .items = 60});
    const EvaluationLists lists = randomLists(60, 30, 11);
    const Scorer model = scoresIn(randomTable(40, 60, 12, 3));
    const Evaluation evaluation = evaluateSampled(model, dataset, lists);
    std::map<User, std::vector<double>> ofUser;
    for (std::size_t p = 0; p < lists.positives.size(); ++p) {
        const auto score = [&](Item item) {
            float value = 0;
            model(lists.positives[p].user, std::span(&item, 1), std::span(&value, 1));
            return value;
        };
        const float own = score(lists.positives[p].item);
        int above = 0;
        int tied = 0;
        for (const Item item : lists.negativesOf(p)) {
            above += score(item) > own;
            tied += score(item) == own;
        }
        double gain = 0;
        for (int rank = above + 1; rank <= above + tied + 1; ++rank)
            gain += rank <= 10 ? 1 / std::log2(rank + 1.0) : 0;
        ofUser[lists.positives[p].user].push_back(gain / (tied + 1));
    }
    double sum = 0;
    for (const auto& [user, gains] : ofUser)
        sum += std::accumulate(gains.begin(), gains.end(), 0.0) / static_cast<double>(gains.size());
    verifyClose(evaluation.model.find("ndcg-10")->value, sum / static_cast<double>(ofUser.size()));
    QVERIFY(evaluation.tiedShare > 0.5);
}

void TestSampled::constantScoresGetChance_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<double>("mrr"); // H(n) / n
    QTest::addColumn<double>("hit10");
    QTest::newRow("51") << 51 << 0.0886 << 0.1961;
    QTest::newRow("100") << 100 << 0.0519 << 0.1;
}

void TestSampled::constantScoresGetChance()
{
    QFETCH(int, length);
    QFETCH(double, mrr);
    QFETCH(double, hit10);
    const Dataset dataset = handmade::dataset({.users = 40, .items = 200});
    const Scorer constant = scoresIn(Table(40, std::vector<float>(200, 1.5F)));
    const Evaluation evaluation = evaluateSampled(constant, dataset, randomLists(200, length, 5));
    verifyClose(evaluation.mrr()->value, mrr, 0.00005);
    verifyClose(evaluation.model.find("hit-10")->value, hit10, 0.00005);
    for (std::size_t i = 0; i < evaluation.model.size(); ++i)
        QCOMPARE(evaluation.model.values()[i].value, evaluation.chance.values()[i].value);
    QCOMPARE(evaluation.tiedShare, 1.0);
}

void TestSampled::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset = handmade::dataset({.users = 40, .items = 60});
    const EvaluationLists lists = randomLists(60, 30, 11);
    const Scorer model = scoresIn(randomTable(40, 60, 30, 3));
    const Evaluation one = evaluateSampled(model, dataset, lists, {.threads = 1});
    const Evaluation four = evaluateSampled(model, dataset, lists, {.threads = 4});
    QVERIFY(one.perUser == four.perUser);
    QVERIFY(one.model == four.model);
    QCOMPARE(one.tiedShare, four.tiedShare);
}

void TestSampled::popularityStandsBeside()
{
    // Item 1 has two training likes, item 2 one, item 0 none: the positive 2 ranks second.
    const Dataset dataset = handmade::dataset({.users = 3, .items = 3, .train = {{1}, {1, 2}}});
    EvaluationLists lists;
    append(lists, 2, 2, {0, 1});
    const Evaluation evaluation =
        evaluateSampled(scoresIn(std::vector(3, std::vector<float>{0, 0, 1})), dataset, lists);
    verifyClose(evaluation.mrr()->value, 1);
    verifyClose(evaluation.popularity.find("mrr")->value, 0.5);
    verifyClose(evaluation.chance.find("mrr")->value, (1 + 1.0 / 2 + 1.0 / 3) / 3);
    QVERIFY(evaluateSampled(scoresIn(std::vector(3, std::vector<float>{0, 0, 1})), dataset, lists, {.baselines = false})
                .popularity.isEmpty());
}

void TestSampled::foreignListsAreRefused()
{
    const Dataset dataset = handmade::dataset({.users = 1, .items = 3});
    const Scorer model = scoresIn({{1, 2, 3}});
    EvaluationLists lists;
    append(lists, 0, 0, {1, 7});
    QVERIFY_EXCEPTION_THROWN(evaluateSampled(model, dataset, lists), Error);
    lists.negatives[1] = Item{2};
    QVERIFY_EXCEPTION_THROWN(evaluateSampled(model, dataset, lists, {.cutoffs = {}}), Error);
}

void TestSampled::cutoffsBeyondTheListCostNothing()
{
    // Rank 2 of 3, whatever lies beyond the third: Hit 1, NDCG 1/log2 3. Tables up to K would need 32 GB.
    EvaluationLists lists;
    append(lists, 0, 0, {1, 2});
    const Evaluation evaluation = evaluateSampled(scoresIn({{5, 9, 1}}), handmade::dataset({.users = 1, .items = 3}),
                                                  lists, {.cutoffs = {2'000'000'000}});
    verifyClose(evaluation.model.find("hit-2000000000")->value, 1);
    verifyClose(evaluation.model.find("ndcg-2000000000")->value, 1 / std::log2(3.0));
}

void TestSampled::nothingMeasuredNoFigure()
{
    const Dataset dataset = handmade::dataset({.users = 2, .items = 3});
    const Scorer model = scoresIn({{1, 0, 0}, {0, 1, 0}});
    const Evaluation none = evaluateSampled(model, dataset, EvaluationLists());
    QVERIFY(none.model.isEmpty() && none.chance.isEmpty() && none.popularity.isEmpty() && !none.mrr());
    QCOMPARE(none.users, std::int64_t(0));

    // Alone in its list a positive is first whatever the model says: user 0 is not measured, of user 1 one list is.
    EvaluationLists lists;
    append(lists, 0, 0, {});
    append(lists, 1, 0, {1, 2}); // item 0 scores 0, item 1 scores 1, item 2 scores 0: rank 2 or 3
    append(lists, 1, 2, {});
    const Evaluation some = evaluateSampled(model, dataset, lists);
    QCOMPARE(some.bareLists, std::int64_t(2));
    QCOMPARE(some.positives, std::int64_t(1));
    QVERIFY(some.perUser.users == std::vector{User{1}} && some.perUser.positives == std::vector<std::int32_t>{1});
    verifyClose(some.mrr()->value, (1.0 / 2 + 1.0 / 3) / 2);
    QCOMPARE(some.shortestList, std::int64_t(3));
}

QTEST_GUILESS_MAIN(TestSampled)
#include "tst_sampled.moc"
