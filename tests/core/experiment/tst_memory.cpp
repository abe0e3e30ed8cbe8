#include "core/base/memory_limit.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/experiment/run.h"
#include "core/experiment/run_cost.h"
#include "core/experiment/sweep.h"
#include "core/models/bpr/bpr_memory.h"
#include "core/models/model_kind.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/neighbours/find_neighbours.h"
#include "core/neighbours/search_memory.h"
#include "core/pipeline/negative_pools.h"
#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;

class TestMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dataset = makePreset(Preset::Tiny); }
    void cleanup() { setMemoryCeiling(0); }
    void ofBprByHand();
    void ofBprByBatchesByHand();
    void ofPoolsByHand();
    void ofUserKnnByHand();
    void ofASearchByHand();
    void ofListsByHand();
    void ofARunIsTheLargerOfTrainingAndTesting();
    void everyModelNeedsMoreForMoreData();
    void moreNeighboursThanUsersAreThoseThereAre();
    void scoredPairsAreCountedWhereTheyAreFew();
    void poolsHoldTheScoredPairsWithoutTheLikes();
    void aRunThatDoesNotFitBeginsNothing();
    void aSweepThatDoesNotFitBeginsNothing();
    void aRunThatFitsGivesWhatItGivesWithoutALimit();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

std::int64_t bytesIn(const MemoryNeed& need, const std::string& what)
{
    std::int64_t bytes = 0;
    for (const MemoryPart& part : need.parts())
        if (part.what == what)
            bytes += part.bytes;
    return bytes;
}

/// 100 users and 50 items; nothing else unless it is said.
DataSize smallData()
{
    return {
        .users = 100, .items = 50, .tracks = 40, .libraryEntries = 1'000, .train = 800, .validation = 60, .test = 90};
}

RunConfig bprConfig(int dimension)
{
    RunConfig config;
    config.model = BprOptions{.embeddingDim = dimension, .epochs = 2};
    config.threads = 1;
    return config;
}

} // namespace

void TestMemory::ofBprByHand()
{
    // 10 numbers a row are held as 16: one table of 150 rows is 150 * 16 * 4 = 9,600 bytes; 6,000 in a file.
    const ModelMemory sgd = bprMemory({.embeddingDim = 10, .epochs = 3}, smallData(), 1);
    QCOMPARE(bytesIn(sgd.training, "the vectors of users and items"), std::int64_t{9'600});
    QCOMPARE(bytesIn(sgd.training, "the best and the last model"), std::int64_t{2 * (9'600 + 100)});
    // A checkpoint: two models of 6,000, the 100 users once more while they are copied (4,000), 4 bytes a row.
    // The tiles take 800 * 8 + 50 * 12 + 100 * 4 = 7,400, and are gone when it is saved.
    QCOMPARE(bytesIn(sgd.training, "the checkpoint"), std::int64_t{2 * 6'000 + 4'000 + 600});
    QCOMPARE(bytesIn(sgd.training, "the tiles of an epoch"), std::int64_t{0});
    QCOMPARE(sgd.training.bytes(), std::int64_t{9'600 + 19'400 + 16'600});
    QCOMPARE(sgd.kept.bytes(), std::int64_t{19'400});
    // After one epoch the best is the last: then the tiles are more than the checkpoint of 6,000 + 4,000 + 600 with ...
    DataSize many = smallData();
    many.train = 10'000; // tiles of 80,000 + 1,000
    const ModelMemory one = bprMemory({.embeddingDim = 10, .epochs = 1}, many, 1);
    QCOMPARE(one.training.bytes(), std::int64_t{9'600 + 9'700 + 81'000});
    // Adam: moments make three tables, 4 bytes a row count steps; the checkpoint has two tables more.
    const ModelMemory adam = bprMemory({.embeddingDim = 10, .epochs = 3, .optimiser = Optimiser::Adam}, smallData(), 1);
    QCOMPARE(adam.training.bytes(), std::int64_t{3 * 9'600 + 600 + 19'400 + 16'600 + 2 * 6'000});
}

void TestMemory::ofBprByBatchesByHand()
{
    const BprOptions options{
        .embeddingDim = 16, .batchSize = 100, .epochs = 1, .negatives = 4, .optimiser = Optimiser::AdamBatch};
    DataSize data = smallData();
    const MemoryNeed need = bprMemory(options, data, 2).training;
    // 800 positives with 4 negatives: a user for each and 3,200 triplets, 4 bytes each.
    QCOMPARE(bytesIn(need, "the triplets of an epoch"), std::int64_t{800 * 4 + 3'200 * 4});
    // Two threads count 100 users in 4 bytes, and 50 items in 4 and a mark.
    QCOMPARE(bytesIn(need, "the counters of the threads"), std::int64_t{2 * (400 + 250)});
    // All 32 steps are planned at once: 100 triplets of 24 bytes and 100 + 50 rows of 18 each; a step's triplets take
    // 2 * 32 and 12 bytes beside, and 100 users of 64 are kept as they were.
    QCOMPARE(bytesIn(need, "the plans of its steps"), std::int64_t{32 * (2'400 + 2'700) + 2 * 3'200 + 1'200 + 6'400});
}

void TestMemory::ofPoolsByHand()
{
    DataSize data = smallData();
    data.scoredPairs = 1'000'000;
    data.itemTracks = 500;
    const BprOptions options{.embeddingDim = 16, .epochs = 1, .negativePool = NegativePool::HardEasy};
    const MemoryNeed need = bprMemory(options, data, 1).training;
    QCOMPARE(bytesIn(need, "the pools of hard and easy negatives"), std::int64_t{4'000'000 + 1'600});
    QCOMPARE(need.largest().turn, std::string("uniform negatives"));
    QCOMPARE(need.bytes() - 4'001'600, bprMemory({.embeddingDim = 16, .epochs = 1}, data, 1).training.bytes());
    QVERIFY(modelKind("bpr").needsScoredPairs(options));
    QVERIFY(!modelKind("bpr").needsScoredPairs(BprOptions{}));
}

void TestMemory::ofUserKnnByHand()
{
    const ModelMemory need = modelKind("user-knn").memory(UserKnnOptions{.neighbours = 10}, smallData(), 1);
    // 100 users with 10 slots of 8 bytes, 16 bytes a user; 800 likes of 4, 8 a user, 4 an item.
    constexpr std::int64_t lists = 8'000 + 1'600;
    constexpr std::int64_t likes = 3'200 + 800 + 200;
    QCOMPARE(need.kept.bytes(), lists + likes);
    // Tensors: 12 bytes a neighbour, 8 a like, 32 a user and 8 an item.
    QCOMPARE(need.training.bytes(), lists + likes + 12'000 + 6'400 + 3'200 + 400);
}

void TestMemory::ofASearchByHand()
{
    // Lists as above; 1,000 entries of 4 bytes, 40 tracks of 24, 100 users of 16; two threads of 25 bytes a user.
    QCOMPARE(searchMemory(smallData(), {.top = 10, .threads = 2}).bytes(),
             std::int64_t{9'600 + 4'000 + 960 + 1'600 + 5'000});
    // Then a selection from all that was found, and 75 candidates, of which there are only 50, of 8 bytes and 96 a
    // user.
    QCOMPARE(neighbourhoodMemory(smallData(), {.top = 10, .threads = 1}, 75).bytes(),
             std::int64_t{2 * 9'600 + 100 * (400 + 96)});
}

void TestMemory::ofListsByHand()
{
    // 60 positives of 16 bytes with 50 negatives of 4, as many as there are items; given lists are as long as they are.
    QCOMPARE(listMemory(smallData(), Part::Validation, 200).bytes(), std::int64_t{60 * (16 + 200)});
    DataSize given = smallData();
    given.listNegatives = 1'000;
    QCOMPARE(listMemory(given, Part::Test, 200).bytes(), std::int64_t{90 * 16 + 4'000});
    // 60 users at most have one of 60 positives: 48 bytes, and 20 with 8 for each of 3 figures, twice.
    QCOMPARE(resultMemory(smallData(), Part::Validation, 3).bytes(), std::int64_t{60 * (48 + 2 * 44)});
}

void TestMemory::ofARunIsTheLargerOfTrainingAndTesting()
{
    const DataSize data = smallData();
    const RunConfig config = bprConfig(10);
    const std::size_t figures = watchedFigures()->size();
    const auto part = [&](Part which) {
        return listMemory(data, which, config.negatives).bytes() + resultMemory(data, which, figures).bytes();
    };
    const ModelMemory model = modelKind("bpr").memory(config.model, data, 1);
    QCOMPARE(runMemory(config, data).bytes(),
             part(Part::Validation) + std::max(model.training.bytes(), part(Part::Test) + model.kept.bytes()));
}

void TestMemory::everyModelNeedsMoreForMoreData()
{
    DataSize twice = smallData();
    twice.users *= 2, twice.items *= 2, twice.train *= 2;
    for (const ModelKind& kind : modelKinds()) {
        const ModelOptions options(kind);
        const std::int64_t need = kind.memory(options, smallData(), 1).training.bytes();
        QVERIFY(need > 0);
        QVERIFY(kind.memory(options, twice, 1).training.bytes() > need);
        QVERIFY(kind.memory(options, smallData(), 64).training.bytes() >= need);
    }
}

void TestMemory::moreNeighboursThanUsersAreThoseThereAre()
{
    // Nobody has more neighbours than there are others: 100 users with 99.
    QCOMPARE(neighbourSlots(smallData(), 1'000'000), std::int64_t{9'900});
    QCOMPARE(neighbourSlots({}, 10), std::int64_t{0});
    QCOMPARE(searchMemory(smallData(), {.top = 1'000'000, .threads = 1}).bytes(),
             searchMemory(smallData(), {.top = 99, .threads = 1}).bytes());
    const auto others = static_cast<int>(m_dataset->userCount()) - 1;
    QVERIFY(findNeighbours(m_dataset->library(), {.top = 1'000'000})
            == findNeighbours(m_dataset->library(), {.top = others}));
}

void TestMemory::scoredPairsAreCountedWhereTheyAreFew()
{
    PresetOptions few;
    few.users = 100; // less than are sampled: exact
    const auto dataset = makePreset(Preset::Tiny, few);
    std::int64_t pairs = 0;
    for (const User user : idsUpTo<User>(dataset->userCount()))
        for (const Item item : idsUpTo<Item>(dataset->train().row(user).empty() ? 0 : dataset->itemCount())) {
            const auto tracks = dataset->itemTracks().row(item);
            pairs += std::ranges::any_of(tracks, [&](Track t) { return dataset->library().contains(user, t); }) ? 1 : 0;
        }
    QVERIFY(pairs > 0);
    QCOMPARE(estimateScoredPairs(*dataset), pairs);
}

void TestMemory::poolsHoldTheScoredPairsWithoutTheLikes()
{
    PresetOptions more;
    more.users = 1'200; // more than are sampled
    const auto dataset = makePreset(Preset::Tiny, more);
    const NegativePools pools = buildNegativePools(*dataset, Workers(2));
    const auto held = static_cast<double>(pools.hard.entryCount() + pools.easy.entryCount());
    const auto estimate = static_cast<double>(estimateScoredPairs(*dataset));
    QVERIFY2(estimate > held && estimate < 1.1 * held, qPrintable(QString::number(estimate / held)));
    QCOMPARE(countedSize(*dataset).scoredPairs, estimateScoredPairs(*dataset));
}

void TestMemory::aRunThatDoesNotFitBeginsNothing()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "run";
    setMemoryCeiling(1);
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(64), *m_dataset, {path}), NotEnoughMemory);
    setMemoryCeiling(0);
    QVERIFY(!std::filesystem::exists(path / "record.json"));
    QVERIFY(!std::filesystem::exists(path / "config.json"));
    run(bprConfig(8), *m_dataset, {path}); // the folder is as free as before
}

void TestMemory::aSweepThatDoesNotFitBeginsNothing()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "sweep";
    setMemoryCeiling(1);
    QVERIFY_EXCEPTION_THROWN(runSweep(small(2), *m_dataset, {path}), NotEnoughMemory);
    setMemoryCeiling(0);
    QVERIFY(!std::filesystem::exists(path / "sweep.json"));
    QCOMPARE(runSweep(small(2), *m_dataset, {path}).trials.size(), std::size_t{2});
}

void TestMemory::aRunThatFitsGivesWhatItGivesWithoutALimit()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    setMemoryCeiling(std::int64_t{64} << 30);
    const Run limited = run(bprConfig(8), *m_dataset, {path / "limited"});
    setMemoryCeiling(0);
    QCOMPARE(limited.record.modelSha256, run(bprConfig(8), *m_dataset, {path / "free"}).record.modelSha256);
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
