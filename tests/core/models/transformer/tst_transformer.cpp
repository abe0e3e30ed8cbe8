#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/models/transformer/train_transformer.h"
#include "core/models/transformer/transformer_learner.h"
#include "core/models/transformer/transformer_model.h"
#include "tests/core/models/contract_cases.h"
#include "tests/core/models/model_cases.h"
#include "tests/core/models/sequential/timed_data.h"
#include "tests/core/models/transformer/net_in_doubles.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace tastescope;
using namespace tastescope::test;

/// What the transformer learns from and how it is asked; its arithmetic is in tst_transformer_gradients.
class TestTransformer : public QObject
{
    Q_OBJECT

private slots:
    void windowsAreLaidOverTheEvents();
    void scoresAreThoseOfItsDefinition();
    void whoeverItDoesNotKnowIsAskedByHisEvents();
    void startsAsPublished();
    void everyEpochHasAValidationLoss();
    void everyWayToLearnResumesBitForBit_data();
    void everyWayToLearnResumesBitForBit();
    void massMakesItRepeatLess();
    void aBatchOfOtherSizeIsAnotherTraining();
    void refusesWhatDoesNotFit();
    void refusesDamagedTensors();

private:
    static TransformerOptions small()
    {
        return {.context = 3,
                .embeddingDim = 8,
                .layers = 1,
                .heads = 2,
                .userDim = 4,
                .hidden = 6,
                .batchSize = 16,
                .epochs = 3};
    }
};

void TestTransformer::windowsAreLaidOverTheEvents()
{
    // Context 3, items 0 to 5, start 6. User 0 has 4 training events: targets from the third on; user 1 two: his last;
    // user 2 one: nothing.
    const Dataset dataset =
        timedDataset({.users = 3, .items = 6, .train = {{0, 2, 4, 5}, {1, 3}, {2}}}, {{5, 0, 4, 2}, {3, 1}, {2}});
    const TransformerShape shape{.items = 6, .users = 3, .context = 3};
    const Windows windows(dataset.sequences(), shape);
    QCOMPARE(windows.size(), std::size_t(3));
    WindowBatch batch;
    windows.write(std::vector<std::int32_t>{0, 1, 2}, batch);
    QCOMPARE(batch.words, (std::vector<std::int32_t>{6, 5, 0, /**/ 5, 0, 4, /**/ 6, 6, 3}));
    QCOMPARE(batch.users, (std::vector<std::int32_t>{0, 0, 1}));
    QCOMPARE(batch.targets, (std::vector<std::int32_t>{4, 2, 1}));
}

void TestTransformer::scoresAreThoseOfItsDefinition()
{
    const Dataset dataset = plantedData();
    const Learned learned = trainTransformer(small(), dataset, withThreads(2));
    const auto& model = dynamic_cast<const TransformerModel&>(*learned.best);
    const NetInDoubles net(model.shape(), namedDoubles(WeightLayout(model.shape()), model.weights()));
    const auto events = dataset.sequences().items(User{7}).first(15); // the sixteenth is held out
    std::vector<std::int32_t> window(3);
    writeWindow(events, model.shape(), window);
    const std::vector<double> logits = net.logits(window.data(), 7);
    const std::vector<float> scores = test::scoresOf(model, User{7}, allItems(dataset));
    for (const Item item : allItems(dataset))
        QVERIFY(std::abs(static_cast<double>(scores[index(item)]) - logits[index(item)]) < 1e-4);
    QVERIFY(test::scoresOf(model, Sequence{.items = events, .user = User{7}}, allItems(dataset)) == scores);
}

void TestTransformer::whoeverItDoesNotKnowIsAskedByHisEvents()
{
    const Dataset dataset = plantedData();
    const Learned learned = trainTransformer(small(), dataset, {});
    const auto& model = dynamic_cast<const TransformerModel&>(*learned.best);
    const std::array events{Item{4}};
    const Sequence stranger{.items = events};
    const NetInDoubles net(model.shape(), namedDoubles(WeightLayout(model.shape()), model.weights()));
    const std::int32_t start = model.shape().start();
    const std::vector<std::int32_t> window{start, start, 4};
    QVERIFY(std::abs(static_cast<double>(scoreOf(model, stranger, Item{9})) - net.logits(window.data(), -1)[9]) < 1e-4);
    QVERIFY(scoreOf(model, Sequence{.items = events, .user = User{3}}, Item{9}) != scoreOf(model, stranger, Item{9}));
    QVERIFY(!model.knows(Sequence{}));
    QVERIFY_EXCEPTION_THROWN((void)scoreOf(model, Profile{}, Item{0}), Error);
    QVERIFY(std::abs(*model.itemSimilarity(Item{2}, Item{2}) - 1) < 1e-6);
}

void TestTransformer::startsAsPublished()
{
    const TransformerShape shape{.items = 3883, .users = 6040};
    const WeightLayout layout(shape);
    std::size_t count = 0;
    for (const NamedWeights& named : layout.named())
        count +=
            std::accumulate(named.shape.begin(), named.shape.end(), std::size_t{1},
                            [](std::size_t all, std::int64_t size) { return all * static_cast<std::size_t>(size); });
    QCOMPARE(count, std::size_t(435'936)); // the published sizes
    const TransformerState state = startTransformer(shape, layout, 1);
    const NamedDoubles named = namedDoubles(layout, state.weights);
    const auto reach = [&](const char* name) {
        const auto [least, most] = std::ranges::minmax(named.at(name));
        return std::pair(least, most);
    };
    const auto isNear = [](std::pair<double, double> found, double expected) {
        return found.first >= -expected && found.first < -0.9 * expected && found.second <= expected
               && found.second > 0.9 * expected;
    };
    QVERIFY(isNear(reach("movie_transformer.token_embedding.weight"), 0.1));
    QVERIFY(isNear(reach("user_embedding.weight"), 0.1));
    QVERIFY(isNear(reach("output_layer.fc_layers.0.weight"), 0.1));
    QVERIFY(isNear(reach("output_layer.fc_layers.2.weight"), 0.1));
    QVERIFY(isNear(reach("movie_transformer.layers.2.mlp.fc1.weight"), 1 / std::sqrt(32)));
    QVERIFY(isNear(reach("movie_transformer.layers.2.mlp.fc2.weight"), 1 / std::sqrt(128)));
    QVERIFY(reach("output_layer.fc_layers.0.bias") == std::pair(0.0, 0.0));
    QVERIFY(reach("movie_transformer.layers.0.layer_norm1.weight") == std::pair(1.0, 1.0));
}

void TestTransformer::everyEpochHasAValidationLoss()
{
    const Dataset dataset = plantedData();
    TrainingHooks hooks;
    hooks.validate = [](const Model&) { return Figures{{"mrr", 0.5}}; };
    const Learned learned = trainTransformer(small(), dataset, hooks);
    QCOMPARE(learned.curve.size(), std::size_t(3));
    for (const EpochFinished& epoch : learned.curve) {
        const auto loss = epoch.validation.find(validationLossFigure);
        QVERIFY(loss && *loss > 3 && *loss < std::log(162.0) + 0.5); // 162 words; half of them would be log 81
        QCOMPARE(epoch.validation.mrr().value(), 0.5);
    }
    QVERIFY(*learned.curve[2].validation.find(validationLossFigure)
            < *learned.curve[0].validation.find(validationLossFigure));
    QVERIFY(learned.curve[2].trainLoss < learned.curve[0].trainLoss);
}

/// Softmax mass on the last three events of user 0.
static double repeatedMass(const Model& model, const Dataset& dataset)
{
    const std::vector<float> scores = test::scoresOf(model, User{0}, allItems(dataset));
    double total = 0;
    double mass = 0;
    for (const Item item : allItems(dataset)) {
        total += std::exp(static_cast<double>(scores[index(item)]));
        mass += number(item) < 3 ? std::exp(static_cast<double>(scores[index(item)])) : 0;
    }
    return mass / total;
}

void TestTransformer::everyWayToLearnResumesBitForBit_data()
{
    QTest::addColumn<int>("output");
    QTest::addColumn<int>("split");
    QTest::addColumn<int>("windows");
    QTest::newRow("every place") << static_cast<int>(Output::Tied) << static_cast<int>(LearnedWindows::LastFilm) << 0;
    QTest::newRow("all but a tenth") << static_cast<int>(Output::Pressed)
                                     << static_cast<int>(LearnedWindows::WindowsTenth) << 0;
    QTest::newRow("some windows an epoch")
        << static_cast<int>(Output::Pressed) << static_cast<int>(LearnedWindows::LastFilm) << 40;
}

void TestTransformer::everyWayToLearnResumesBitForBit()
{
    QFETCH(int, output);
    QFETCH(int, split);
    QFETCH(int, windows);
    const Dataset dataset = plantedData();
    TransformerOptions options = small();
    options.output = static_cast<Output>(output);
    options.split = static_cast<LearnedWindows>(split);
    options.epochWindows = windows;
    const TempFiles files;
    TrainingHooks hooks = withThreads(2);
    hooks.checkpoints = files.at("checkpoints");
    hooks.resume = true;
    std::stop_source stop;
    const JobContext job{.stop = stop.get_token(), .sink = [&](const JobEvent& event) {
                             if (std::holds_alternative<EpochFinished>(event))
                                 stop.request_stop();
                         }};
    QVERIFY_EXCEPTION_THROWN((void)trainTransformer(options, dataset, hooks, job), Cancelled);
    const Learned resumed = trainTransformer(options, dataset, hooks);
    const Learned whole = trainTransformer(options, dataset, withThreads(1));
    QVERIFY(sameBits(*resumed.last, *whole.last));
    QVERIFY(whole.curve.back().trainLoss < whole.curve.front().trainLoss);
}

void TestTransformer::massMakesItRepeatLess()
{
    // Both users go round and round through items 0, 1, 2, so every target is in its window of three.
    const std::vector<int> round{0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};
    const Dataset dataset = timedDataset({.users = 2, .items = 9, .train = {{0, 1, 2}, {0, 1, 2}}}, {round, round});
    TransformerOptions options = small();
    options.epochs = 100;
    options.learningRate = 0.01;
    options.schedule = Schedule::Cosine;
    const auto train = [&] { return trainTransformer(options, dataset, {}).best; };
    const auto plain = train();
    options.repetitionWeight = 4;
    options.repetition = Repetition::Published;
    QVERIFY(test::scoresOf(*train(), User{1}, allItems(dataset))
            == test::scoresOf(*plain, User{1}, allItems(dataset))); // no gradient: the same weights
    options.repetition = Repetition::Mass;
    const double before = repeatedMass(*plain, dataset);
    const double after = repeatedMass(*train(), dataset);
    QVERIFY2(before > 0.9 && after < 0.5, qPrintable(QStringLiteral("%1 to %2").arg(before).arg(after)));
}

void TestTransformer::aBatchOfOtherSizeIsAnotherTraining()
{
    const Dataset dataset = plantedData();
    TransformerOptions options = small();
    const Learned one = trainTransformer(options, dataset, {});
    options.batchSize = 1'000'000; // more than there are: one step an epoch
    const Learned other = trainTransformer(options, dataset, {});
    QVERIFY(!sameBits(*one.best, *other.best));
    QVERIFY(std::isfinite(other.curve.back().trainLoss));
}

void TestTransformer::refusesWhatDoesNotFit()
{
    TransformerOptions options = small();
    options.heads = 3;
    QVERIFY_EXCEPTION_THROWN((void)trainTransformer(options, plantedData(), {}), Error);
    const Dataset single = timedDataset({.users = 2, .items = 2, .train = {{0}, {1}}}, {{0}, {1}});
    QVERIFY_EXCEPTION_THROWN((void)trainTransformer(small(), single, {}), Error);
}

void TestTransformer::refusesDamagedTensors()
{
    const TensorFile whole = tensorsOf(*trainTransformer(small(), plantedData(), {}).best);
    (void)TransformerModel::fromTensors(whole);
    for (const Tensor& tensor : whole.tensors) {
        if (tensor.name.ends_with("positional_ids"))
            continue; // a buffer of PyTorch's, made again from the context
        TensorFile damaged = whole;
        std::erase_if(damaged.tensors, [&](const Tensor& each) { return each.name == tensor.name; });
        QVERIFY_EXCEPTION_THROWN((void)TransformerModel::fromTensors(damaged), Error);
        damaged = withTensor(whole, Tensor{tensor.name, TensorType::F32, {3}, std::vector<std::byte>(12)});
        QVERIFY_EXCEPTION_THROWN((void)TransformerModel::fromTensors(damaged), Error);
    }
    for (const char* heads : {"0", "3", "two", "", "2 ", "-2", "99999999999"}) {
        TensorFile damaged = whole;
        damaged.metadata["heads"] = heads;
        QVERIFY_EXCEPTION_THROWN((void)TransformerModel::fromTensors(damaged), Error);
    }
}

QTEST_GUILESS_MAIN(TestTransformer)
#include "tst_transformer.moc"
