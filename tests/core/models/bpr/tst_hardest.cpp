#include "core/base/error.h"
#include "core/models/bpr/train_bpr.h"
#include "tests/core/models/bpr/kernel_example.h"
#include "tests/core/models/bpr/training_cases.h"

#include <QTest>

using namespace tastescope;
using namespace tastescope::test;

class TestHardest : public QObject
{
    Q_OBJECT

private slots:
    void theHardestOfTheDrawnIsTaken();
    void theHardestAreThoseOfAPlainSearch_data();
    void theHardestAreThoseOfAPlainSearch();
    void moreThanThereIsRoomForAreRefused();
};

void TestHardest::theHardestOfTheDrawnIsTaken()
{
    // u = (1, 2), i = (0.5, 0.5) and three are drawn: (1, 0), (0, 1) and (2, 0) score 1, 2 and 2. The first of the best
    // is taken: x = 1.5 - 2 = -0.5, loss = ln(1 + e^0.5) = 0.97407698. Nothing is done to the other two.
    Example example{twoValued({{1, 2}}), twoValued({{0.5F, 0.5F}, {1, 0}, {0, 1}, {2, 0}}), {0}, {1, 2, 3}};
    example.hardestOf = 3;
    QVERIFY(isNear(bprKernels().sgd(example.run(1)), 0.97407698));
    QCOMPARE(example.items.row(1)[0], 1.0F);
    QCOMPARE(example.items.row(3)[0], 2.0F);
    // g = 0.1 sigmoid(0.5) = 0.062245933, so j = 0.998 (0, 1) - g (1, 2) = (-0.06224593, 0.87350813)
    QVERIFY(isNear(example.items.row(2)[0], -0.06224593) && isNear(example.items.row(2)[1], 0.87350813));
}

void TestHardest::theHardestAreThoseOfAPlainSearch_data()
{
    QTest::addColumn<int>("parts");
    QTest::newRow("sgd") << 1;
    QTest::newRow("adam") << 3;
}

/// One positive at a time, of 4 x 5 drawn: the same bits as with the 4 that a plain search finds.
void TestHardest::theHardestAreThoseOfAPlainSearch()
{
    QFETCH(int, parts);
    Example drawn = randomExample(24, 20, parts);
    Example found = randomExample(24, 20, parts);
    found.rate = drawn.rate;
    drawn.hardestOf = 5;
    const auto train = parts == 1 ? bprKernels().sgd : bprKernels().adam;
    for (std::size_t p = 0; p < 40; ++p) {
        std::vector<std::int32_t> hardest;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto group = std::span(drawn.negatives).subspan(20 * p + 5 * k, 5);
            std::vector<Item> items;
            for (const std::int32_t item : group)
                items.push_back(Item{item});
            std::vector<float> scores(5);
            bprKernels().score(drawn.users.row(0), drawn.items.row(0), drawn.items.stride(),
                               drawn.items.paddedDimension() / Factors::lanes, items, scores);
            hardest.push_back(group[static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin())]);
        }
        TileRun ofDrawn = drawn.run(4);
        ofDrawn.positives = ofDrawn.positives.subspan(p, 1);
        ofDrawn.negatives = ofDrawn.negatives.subspan(20 * p, 20);
        TileRun ofFound = found.run(4);
        ofFound.positives = ofDrawn.positives;
        ofFound.negatives = hardest;
        QCOMPARE(train(ofDrawn), train(ofFound));
    }
    QVERIFY(drawn.users.packed() == found.users.packed());
    QVERIFY(drawn.items.packed() == found.items.packed());
    QVERIFY(drawn.itemSteps == found.itemSteps);
}

void TestHardest::moreThanThereIsRoomForAreRefused()
{
    const Dataset dataset(plantedParts());
    const BprOptions options{.embeddingDim = 8, .epochs = 1, .negatives = 16, .hardestOf = 5};
    try {
        trainBpr(options, dataset, withThreads(1), {});
        QFAIL("80 were drawn");
    } catch (const Error& error) {
        QCOMPARE(QByteArray(error.what()),
                 QByteArray("negatives times hardest_of is 80: at most 64 items are drawn against a positive."));
    }
    BprOptions batches = options; // draws 16: hardest_of is of the others
    batches.optimiser = Optimiser::AdamBatch;
    QVERIFY(trainBpr(batches, dataset, withThreads(1), {}).last);
}

QTEST_GUILESS_MAIN(TestHardest)
#include "tst_hardest.moc"
