#include "core/evaluation/full.h"
#include "tests/core/evaluation/random_dataset.h"
#include "tests/core/evaluation/scores.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

/// What a full ranking leaves out of a user's list.
class TestMasks : public QObject
{
    Q_OBJECT

private slots:
    void likesOfOtherPartsAreNoWrongAnswers();
    void masksEqualSortingWithEitherMask_data();
    void masksEqualSortingWithEitherMask();
};

void TestMasks::likesOfOtherPartsAreNoWrongAnswers()
{
    // Items 0..5 score 6 5 4 3 2 1; train 0, validation 1 and 3, test 2 and 4. Masked all: the test ranks 2 4 5,
    // positives 1 and 2, of 3 items: MRR 1, Recall@1 1/2. Train alone: 1 2 3 4 5, positives 2 and 4: MRR 1/2, Recall@1
    // 0. For validation test is masked: 1 3 5, positives 1 and 2 of 3; else 1 2 3 4 5, positives 1 and 3.
    const Dataset dataset =
        handmade::dataset({.users = 1, .items = 6, .train = {{0}}, .validation = {{1, 3}}, .test = {{2, 4}}});
    const auto scores = scoresIn({{6, 5, 4, 3, 2, 1}, std::vector<float>{}});
    const auto figures = [&](Part part, Mask mask) {
        return evaluateFull(scores, dataset, {.part = part, .mask = mask, .cutoffs = {1, 2}});
    };
    const Evaluation known = figures(Part::Test, Mask::Known);
    verifyClose(known.mrr()->value, 1);
    verifyClose(known.model.find("recall-1")->value, 0.5);
    QCOMPARE(known.longestList, std::int64_t(3));
    verifyClose(known.chance.find("recall-1")->value, 1.0 / 3);
    QCOMPARE(maskedParts(known), (std::vector<std::string>{"train", "validation"}));

    const Evaluation train = figures(Part::Test, Mask::Train);
    verifyClose(train.mrr()->value, 0.5);
    verifyClose(train.model.find("recall-1")->value, 0);
    QCOMPARE(train.longestList, std::int64_t(5));
    QCOMPARE(maskedParts(train), (std::vector<std::string>{"train"}));

    verifyClose(figures(Part::Validation, Mask::Known).model.find("recall-2")->value, 1);
    verifyClose(figures(Part::Validation, Mask::Train).model.find("recall-2")->value, 0.5);
    QCOMPARE(maskedParts(figures(Part::Validation, Mask::Known)), (std::vector<std::string>{"train", "test"}));
    QVERIFY(EvaluationOptions().mask == Mask::Known);
}

void TestMasks::masksEqualSortingWithEitherMask_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("validation");
    for (const bool known : {true, false})
        for (const bool validation : {true, false})
            QTest::addRow("%s, %s", known ? "known" : "train", validation ? "validation" : "test")
                << known << validation;
}

/// The brute-force twin: sort what is not masked.
void TestMasks::masksEqualSortingWithEitherMask()
{
    QFETCH(bool, known);
    QFETCH(bool, validation);
    const std::size_t users = 70; // more than one block of users
    const std::size_t items = 90;
    const Dataset dataset = randomDataset(users, items);
    const Table table = randomTable(users, items, 1'000'000'000, 23);
    const Part part = validation ? Part::Validation : Part::Test;
    const Evaluation evaluation = evaluateFull(
        scoresIn(table), dataset, {.part = part, .mask = known ? Mask::Known : Mask::Train, .cutoffs = {10}});
    const std::size_t column = evaluation.perUser.column("recall-10");
    for (std::size_t row = 0; row < evaluation.perUser.users.size(); ++row) {
        const User user = evaluation.perUser.users[row];
        std::vector<Item> order;
        for (const Item item : idsUpTo<Item>(items)) {
            const bool masked = dataset.train().contains(user, item)
                                || (known && dataset.heldOut(otherPart(part)).contains(user, item));
            if (!masked)
                order.push_back(item);
        }
        std::ranges::sort(order, std::greater(), [&](Item item) { return table[index(user)][index(item)]; });
        double found = 0;
        for (std::size_t i = 0; i < 10; ++i)
            found += dataset.heldOut(part).contains(user, order[i]) ? 1 : 0;
        verifyClose(evaluation.perUser.value(row, column),
                    found / static_cast<double>(dataset.heldOut(part).row(user).size()));
    }
    QCOMPARE(evaluation.users, static_cast<std::int64_t>(users));
}

QTEST_GUILESS_MAIN(TestMasks)
#include "tst_masks.moc"
