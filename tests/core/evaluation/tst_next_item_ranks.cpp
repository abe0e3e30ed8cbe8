#include "core/base/error.h"
#include "core/evaluation/next_item_ranks.h"
#include "core/experiment/kept_ranks.h"
#include "tests/support/hand_made.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

namespace {

constexpr std::size_t itemCount = 5;

/// Three users over five items, each event at its own time: user 0 took to 0 1 2, user 1 to 3 0, user 2 to 4 alone.
Dataset smallData()
{
    DatasetParts parts = handmade::parts({.users = 3, .items = itemCount, .train = {{0, 1, 2}, {0, 3}, {4}}});
    parts.sequences =
        Sequences(itemCount, {0, 3, 5, 6}, {Item{0}, Item{1}, Item{2}, Item{3}, Item{0}, Item{4}}, {1, 2, 3, 1, 2, 1});
    return Dataset(std::move(parts));
}

/// The same scores for everyone.
NextItemScorer fixed(std::vector<float> scores)
{
    return [scores](User, std::span<const Item>, std::span<const std::int64_t>, std::span<float> into) {
        std::ranges::copy(scores, into.begin());
    };
}

NextItemRanks ranksOf(const std::vector<float>& scores, int longest = 4, int threads = 1)
{
    return rankLastItems(fixed(scores), smallData(), longest, 2, Workers(threads));
}

} // namespace

/// The last item of each user against all others: places, repeats, means and paired differences by hand.
class TestNextItemRanks : public QObject
{
    Q_OBJECT

private slots:
    void asksWhoHasTwoEvents();
    void placesAreCountedWithoutWhatCameBefore();
    void equalScoresStandBefore();
    void repeatsAreThoseOfTheRawList();
    void meansAreByHand();
    void differencesArePaired();
    void theMostFrequentLeavesTheLastOut();
    void areKeptAndReadAgain();
};

void TestNextItemRanks::asksWhoHasTwoEvents()
{
    QCOMPARE(usersWithNext(smallData()), (std::vector<User>{User{0}, User{1}}));
}

void TestNextItemRanks::placesAreCountedWithoutWhatCameBefore()
{
    // User 0: 0 and 1 came before, 2 next. By score 0 > 1 > 3 > 2 > 4; without 0 and 1 it is 3 > 2: place 1.
    // User 1: 3 came before, 0 next: place 0.
    const NextItemRanks ranks = ranksOf({9, 8, 6, 7, 1});
    QCOMPARE(ranks.places, (std::vector<std::int8_t>{1, 0}));
    QCOMPARE(ranksOf({9, 8, 6, 7, 1}, 4, 3), ranks);
    QCOMPARE(ranksOf({9, 8, 6, 7, 1}, 1).places, (std::vector<std::int8_t>{-1, 0})); // beyond the first
}

void TestNextItemRanks::equalScoresStandBefore()
{
    // All equal: of user 0 items 3 and 4 stand before 2; of user 1 items 1, 2, 4 before 0.
    QCOMPARE(ranksOf({1, 1, 1, 1, 1}).places, (std::vector<std::int8_t>{2, 3}));
}

void TestNextItemRanks::repeatsAreThoseOfTheRawList()
{
    // Raw 0 1 3 2. User 0's window is 0 1: places 0 and 1, bits 0b11. User 1's is 3: place 2, bit 0b100.
    const NextItemRanks ranks = ranksOf({9, 8, 6, 7, 1});
    QCOMPARE(ranks.repeated, (std::vector<std::uint64_t>{0b11, 0b100}));
    QCOMPARE(repeatsByRank(ranks), (std::vector<double>{0.5, 0.5, 0.5, 0}));
    QCOMPARE(nextItemValue(ranks, 0, NextItemFigure::Repeats, 4), 0.5);
    QCOMPARE(nextItemValue(ranks, 1, NextItemFigure::Repeats, 2), 0.0);
}

void TestNextItemRanks::meansAreByHand()
{
    const NextItemRanks ranks = ranksOf({9, 8, 6, 7, 1});
    QCOMPARE(nextItemMean(ranks, NextItemFigure::Mrr, 3).value, 0.75); // (1/2 + 1) / 2
    QCOMPARE(nextItemMean(ranks, NextItemFigure::Mrr, 1).value, 0.5);  // (0 + 1) / 2
    QCOMPARE(nextItemMean(ranks, NextItemFigure::Hit, 3).value, 1.0);
    QCOMPARE(nextItemMean(ranks, NextItemFigure::Ndcg, 3).value, (1 / std::log2(3.0) + 1) / 2);
}

void TestNextItemRanks::differencesArePaired()
{
    const NextItemRanks one = ranksOf({9, 8, 7, 6, 1});   // user 0: 2 first, place 0; user 1: place 0
    const NextItemRanks other = ranksOf({9, 8, 6, 7, 1}); // places 1, 0
    // RR differs by 1/2 and 0: mean 1/4, deviation of one difference sqrt(((1/4)^2 + (1/4)^2) / 1) = 0.353553.
    const auto difference = nextItemDifference(one, other, NextItemFigure::Mrr, 3);
    QCOMPARE(difference->value, 0.25);
    QCOMPARE(difference->high - difference->value, 1.96 * std::sqrt(0.125 / 2));
    QCOMPARE(nextItemDifference(one, one, NextItemFigure::Mrr, 3)->high, 0.0);
    QVERIFY(!nextItemDifference(one, NextItemRanks{4, {0}, {0}}, NextItemFigure::Mrr, 3));
}

void TestNextItemRanks::theMostFrequentLeavesTheLastOut()
{
    const Dataset dataset = smallData();
    std::vector<float> scores(itemCount);
    mostFrequentNext(dataset)(User{0}, {}, {}, scores);
    QCOMPARE(scores, (std::vector<float>{1, 1, 0, 1, 0})); // 0 1 of user 0, 3 of user 1
}

void TestNextItemRanks::areKeptAndReadAgain()
{
    const TempFiles files;
    const Dataset dataset = smallData();
    const KeptRanks kept(files.folder(), "ab12", dataset);
    QVERIFY(!kept.read());
    const NextItemRanks ranks = ranksOf({9, 8, 6, 7, 1});
    kept.write(ranks);
    QVERIFY(kept.read() == ranks);
    QVERIFY(!KeptRanks(files.folder(), "cd34", dataset).read()); // of another model
    for (const auto& file : std::filesystem::directory_iterator(files.at("next-items"))) {
        std::string bytes = bytesOf(file.path());
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        std::ofstream(file.path(), std::ios::binary) << bytes;
    }
    QVERIFY(!kept.read()); // damaged: measured again
    KeptRanks(files.folder(), "", dataset).write(ranks);
    QVERIFY(!KeptRanks(files.folder(), "", dataset).read());
}

QTEST_GUILESS_MAIN(TestNextItemRanks)
#include "tst_next_item_ranks.moc"
