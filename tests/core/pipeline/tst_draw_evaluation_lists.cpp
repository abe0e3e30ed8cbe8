#include "core/base/error.h"
#include "core/pipeline/draw_evaluation_lists.h"
#include "tests/core/pipeline/small_world.h"

#include <QTest>

#include <set>

using namespace tastescope;

class TestDrawEvaluationLists : public QObject
{
    Q_OBJECT

private slots:
    void neverHoldAPositiveOrAnOwnedItemOrTheSameTwice();
    void areTheSameForAnyNumberOfThreadsAndAgain();
    void aListDependsOnItsOwnUserAndItemAlone();
    void differBySeedAndPart();
    void drawUniformly();
    void holdAllThereIsWhereThereIsLittle();
    void returnTheListsThatCameWithTheData();
};

void TestDrawEvaluationLists::neverHoldAPositiveOrAnOwnedItemOrTheSameTwice()
{
    const Dataset dataset(smallworld::randomParts(40, 300, 60, 1));
    for (const Part part : {Part::Validation, Part::Test}) {
        const EvaluationLists lists = drawEvaluationLists(dataset, part, {.negatives = 50, .seed = {}, .threads = 2});
        QCOMPARE(lists.positives.size(), dataset.heldOut(part).entryCount());
        for (std::size_t p = 0; p < lists.positives.size(); ++p) {
            const auto [user, item] = lists.positives[p];
            QVERIFY(dataset.heldOut(part).contains(user, item));
            const auto negatives = lists.negativesOf(p);
            QCOMPARE(negatives.size(), std::size_t(50));
            QCOMPARE(std::set<Item>(negatives.begin(), negatives.end()).size(), std::size_t(50));
            for (const Item negative : negatives) {
                QVERIFY(!dataset.isPositive(user, negative));
                QVERIFY(!dataset.owned().contains(user, negative));
            }
        }
    }
}

void TestDrawEvaluationLists::areTheSameForAnyNumberOfThreadsAndAgain()
{
    const Dataset dataset(smallworld::randomParts(400, 300, 60, 2));
    const EvaluationLists one =
        drawEvaluationLists(dataset, Part::Validation, {.negatives = 20, .seed = {}, .threads = 1});
    const EvaluationLists four =
        drawEvaluationLists(dataset, Part::Validation, {.negatives = 20, .seed = {}, .threads = 4});
    QVERIFY(one == four);
    QVERIFY(one == drawEvaluationLists(dataset, Part::Validation, {.negatives = 20, .seed = {}, .threads = 1}));
}

void TestDrawEvaluationLists::aListDependsOnItsOwnUserAndItemAlone()
{
    // Taking every other user's held-out items away leaves the lists of user 3 as they were.
    DatasetParts parts = smallworld::randomParts(30, 200, 40, 3);
    const Dataset all(parts);
    std::vector<std::pair<User, Item>> kept;
    for (const Item item : parts.split.validation.row(User{3}))
        kept.emplace_back(User{3}, item);
    parts.split.validation = BinaryMatrix<User, Item>::fromPairs(30, 200, kept);
    const Dataset alone(parts);
    const EvaluationLists before = drawEvaluationLists(all, Part::Validation);
    const EvaluationLists after = drawEvaluationLists(alone, Part::Validation);
    const std::size_t begin = all.heldOut(Part::Validation).rowBegin(User{3});
    QVERIFY(!after.positives.empty());
    for (std::size_t p = 0; p < after.positives.size(); ++p)
        QVERIFY(std::ranges::equal(after.negativesOf(p), before.negativesOf(begin + p)));
}

void TestDrawEvaluationLists::differBySeedAndPart()
{
    DatasetParts parts = smallworld::randomParts(30, 200, 40, 4);
    const Dataset dataset(parts);
    const EvaluationLists own = drawEvaluationLists(dataset, Part::Validation);
    QVERIFY(own == drawEvaluationLists(dataset, Part::Validation, {.negatives = 50, .seed = 4, .threads = 0}));
    QVERIFY(own.negatives
            != drawEvaluationLists(dataset, Part::Validation, {.negatives = 50, .seed = 5, .threads = 0}).negatives);
    std::swap(parts.split.validation, parts.split.test);
    QVERIFY(own.negatives != drawEvaluationLists(Dataset(parts), Part::Test).negatives);
}

void TestDrawEvaluationLists::drawUniformly()
{
    // One user, one positive among 11 items: 10 may be drawn, 2 a list. Over 5,000 seeds each is expected 1,000 times,
    // standard deviation sqrt(5000 * 0.2 * 0.8) = 28.
    DatasetParts parts;
    parts.users = smallworld::names("u", 1);
    parts.items.ids = smallworld::names("p", 11);
    parts.itemsAreTracks = true;
    const BinaryMatrix<User, Item> none = BinaryMatrix<User, Item>::fromPairs(1, 11, {});
    parts.split = {none, BinaryMatrix<User, Item>::fromPairs(1, 11, {{User{0}, Item{4}}}), none, none};
    const Dataset dataset(parts);
    std::vector<int> drawn(11, 0);
    for (std::uint64_t seed = 0; seed < 5000; ++seed)
        for (const Item item :
             drawEvaluationLists(dataset, Part::Validation, {.negatives = 2, .seed = seed, .threads = 1}).negatives)
            ++drawn[index(item)];
    QCOMPARE(drawn[4], 0);
    for (std::size_t item = 0; item < 11; ++item)
        QVERIFY(item == 4 || std::abs(drawn[item] - 1000) < 140);
}

void TestDrawEvaluationLists::holdAllThereIsWhereThereIsLittle()
{
    // 20 items, about 3 positives and one owned a user: 50 negatives cannot be had, so the list holds all the others.
    const Dataset dataset(smallworld::randomParts(10, 20, 30, 6));
    const EvaluationLists lists = drawEvaluationLists(dataset, Part::Test);
    QVERIFY(!lists.positives.empty());
    for (std::size_t p = 0; p < lists.positives.size(); ++p) {
        const User user = lists.positives[p].user;
        std::vector<Item> expected;
        for (const Item item : idsUpTo<Item>(20))
            if (!dataset.isPositive(user, item) && !dataset.owned().contains(user, item))
                expected.push_back(item);
        QVERIFY(std::ranges::equal(lists.negativesOf(p), expected));
    }
    QVERIFY_EXCEPTION_THROWN(drawEvaluationLists(dataset, Part::Test, {.negatives = 0, .seed = {}, .threads = 0}),
                             Error);
}

void TestDrawEvaluationLists::returnTheListsThatCameWithTheData()
{
    DatasetParts parts = smallworld::randomParts(10, 20, 30, 7);
    parts.givenTest = EvaluationLists{{{User{0}, Item{1}}}, {0, 2}, {Item{5}, Item{3}}};
    const Dataset dataset(parts);
    QVERIFY(drawEvaluationLists(dataset, Part::Test) == *parts.givenTest);
}

QTEST_GUILESS_MAIN(TestDrawEvaluationLists)
#include "tst_draw_evaluation_lists.moc"
