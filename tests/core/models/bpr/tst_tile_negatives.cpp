#include "core/models/bpr/tile_negatives.h"
#include "core/models/bpr/train_bpr.h"
#include "tests/core/models/bpr/planted.h"
#include "tests/core/models/bpr/training_cases.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <ranges>
#include <set>
#include <vector>

using namespace tastescope;
using namespace tastescope::test;

namespace {

/// Some users, each liking the same number of items.
Dataset evenLikes(int users, int items, int likes)
{
    DatasetParts parts = plantedParts(users, items);
    std::vector<std::pair<User, Item>> pairs;
    for (const User user : idsUpTo<User>(static_cast<std::size_t>(users))) {
        std::set<int> liked;
        for (Random random(3, {index(user)}); static_cast<int>(liked.size()) < likes;)
            if (const int item = static_cast<int>(random.below(static_cast<std::uint64_t>(items)));
                liked.insert(item).second)
                pairs.emplace_back(user, Item{item});
    }
    const auto userCount = static_cast<std::size_t>(users);
    const auto itemCount = static_cast<std::size_t>(items);
    parts.split.train = BinaryMatrix<User, Item>::fromPairs(userCount, itemCount, pairs);
    parts.split.validation = BinaryMatrix<User, Item>::fromPairs(userCount, itemCount, {});
    return Dataset(parts);
}

/// What a user's positives in each tile of an epoch are compared with: body(item block, negatives).
template<typename Body>
void drawEpoch(const BprInput& input, User user, int blocks, int epoch, const Body& body)
{
    const Tiling tiling(input.dataset.train(), blocks, input.options.seed, epoch, Workers(1), {});
    TileNegatives negatives(input);
    Random random(input.options.seed, {77, static_cast<std::uint64_t>(epoch)});
    for (int users = 0; users < blocks; ++users)
        for (int items = 0; items < blocks; ++items) {
            std::vector<Tiling::Entry> own;
            std::ranges::copy_if(tiling.tile(users, items), std::back_inserter(own),
                                 [&](const Tiling::Entry& entry) { return entry.user == number(user); });
            if (own.empty())
                continue;
            negatives.begin(tiling, items);
            negatives.draw(random, own);
            body(tiling, items, negatives);
        }
}

} // namespace

class TestTileNegatives : public QObject
{
    Q_OBJECT

private slots:
    void areOfTheTileAndDiffer();
    void areUniformOverTheCatalogueBeforeItIsCut();
    void comeAgainInTurnWhereTheBlockIsShort();
    void areEnoughForEveryPositiveOfSmallData_data();
    void areEnoughForEveryPositiveOfSmallData();
};

void TestTileNegatives::areOfTheTileAndDiffer()
{
    const Dataset dataset = evenLikes(8, 128, 20);
    const BprOptions options{.negatives = 6};
    std::size_t positives = 0;
    drawEpoch({options, dataset, nullptr, Workers(1)}, User{5}, 4, 1,
              [&](const Tiling& tiling, int block, const TileNegatives& drawn) {
                  positives += drawn.positives().size();
                  QCOMPARE(drawn.negatives().size(), 6 * drawn.positives().size());
                  for (std::size_t p = 0; p < drawn.positives().size(); ++p) {
                      std::set<std::int32_t> different;
                      for (const std::int32_t item : drawn.negatives().subspan(6 * p, 6)) {
                          const std::size_t place = tiling.placeOf(Item{item});
                          QVERIFY(place >= tiling.itemsBegin(block) && place < tiling.itemsBegin(block + 1));
                          QVERIFY(!dataset.train().contains(User{5}, Item{item}));
                          different.insert(item);
                      }
                      QCOMPARE(different.size(), std::size_t(6));
                  }
              });
    QCOMPARE(positives, std::size_t(20));
}

/// Over many epochs the negatives of a positive are a fair draw of all the user does not like; within one epoch they
/// all lie in the block of the positive, a quarter of the catalogue here.
void TestTileNegatives::areUniformOverTheCatalogueBeforeItIsCut()
{
    const Dataset dataset = evenLikes(8, 128, 28);
    const BprOptions options{.negatives = 2};
    const Item positive = dataset.train().row(User{2})[0];
    const int epochs = 5'000;
    std::map<std::int32_t, int> counts;
    for (int epoch = 1; epoch <= epochs; ++epoch)
        drawEpoch({options, dataset, nullptr, Workers(1)}, User{2}, 4, epoch,
                  [&](const Tiling&, int, const TileNegatives& drawn) {
                      const auto found = std::ranges::find(drawn.positives(), number(positive));
                      if (found == drawn.positives().end())
                          return;
                      const auto p = static_cast<std::size_t>(found - drawn.positives().begin());
                      for (const std::int32_t item : drawn.negatives().subspan(2 * p, 2))
                          ++counts[item];
                  });
    // 100 items are free, two are drawn an epoch: each 100 times in 5,000 epochs, standard deviation 9.9.
    QCOMPARE(counts.size(), std::size_t(100));
    for (const auto& [item, count] : counts)
        QVERIFY2(std::abs(count - 100) < 50, qPrintable(QStringLiteral("item %1: %2").arg(item).arg(count)));
}

void TestTileNegatives::comeAgainInTurnWhereTheBlockIsShort()
{
    const Dataset dataset = evenLikes(4, 64, 40); // 24 are free, about 6 of the 16 of a block
    const BprOptions options{.negatives = 15};
    std::size_t positives = 0;
    drawEpoch({options, dataset, nullptr, Workers(1)}, User{1}, 4, 1,
              [&](const Tiling&, int, const TileNegatives& drawn) {
                  positives += drawn.positives().size();
                  for (std::size_t p = 0; p < drawn.positives().size(); ++p) {
                      std::map<std::int32_t, int> times;
                      for (const std::int32_t item : drawn.negatives().subspan(15 * p, 15)) {
                          QVERIFY(!dataset.train().contains(User{1}, Item{item}));
                          ++times[item];
                      }
                      const auto [least, most] = std::ranges::minmax(times | std::views::values);
                      QVERIFY(most - least <= 1);
                  }
              });
    QCOMPARE(positives, std::size_t(40));
}

void TestTileNegatives::areEnoughForEveryPositiveOfSmallData_data()
{
    QTest::addColumn<int>("negatives");
    QTest::addColumn<int>("likes");
    QTest::newRow("36, few likes") << 36 << 12;
    QTest::newRow("40, few likes") << 40 << 12;
    QTest::newRow("64, few likes") << 64 << 12;
    QTest::newRow("64, most items liked") << 64 << 200;
}

/// 300 items: a user of 12 or 200 likes leaves 288 or 100, enough for 64. Nothing may be left out, or called an error.
void TestTileNegatives::areEnoughForEveryPositiveOfSmallData()
{
    QFETCH(int, negatives);
    QFETCH(int, likes);
    const Dataset dataset = evenLikes(likes == 12 ? 400 : 40, 300, likes);
    for (const Optimiser optimiser : {Optimiser::Sgd, Optimiser::Adam}) {
        std::vector<std::string> notes;
        const JobContext job{.sink = [&](const JobEvent& event) {
            if (const auto* note = std::get_if<Note>(&event))
                notes.push_back(note->text);
        }};
        const BprOptions options{
            .embeddingDim = 8, .epochs = 2, .negatives = negatives, .optimiser = optimiser, .patience = 0};
        const Learned trained = trainBpr(options, dataset, withThreads(2), job);
        QVERIFY(std::isfinite(trained.curve.back().trainLoss));
        QVERIFY2(notes.empty(), notes.empty() ? "" : notes[0].c_str());
    }
}

QTEST_GUILESS_MAIN(TestTileNegatives)
#include "tst_tile_negatives.moc"
