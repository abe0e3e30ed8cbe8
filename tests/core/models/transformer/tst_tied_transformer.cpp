// The shape whose every place says what comes next: against its definition in doubles, on every CPU level.
#include "core/base/random.h"
#include "core/files/safetensors.h"
#include "core/models/transformer/samples.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_model.h"
#include "tests/core/models/transformer/net_in_doubles.h"

#include <QTest>

#include <cstring>

using namespace tastescope;
using namespace tastescope::test;

class TestTiedTransformer : public QObject
{
    Q_OBJECT

private slots:
    void meetsItsDefinition_data();
    void meetsItsDefinition();
    void aQueryIsReadAloneLikeABlock();
    void threadsChangeNoBit();
    void segmentsAskForEveryEventOnce();
    void comesBackFromItsTensors();

private:
    /// Sizes that fill no vector, and more columns than are scored together.
    TransformerShape m_shape{.items = 12,
                             .users = 4,
                             .context = 7,
                             .dimension = 10,
                             .layers = 2,
                             .heads = 2,
                             .userDimension = 0,
                             .hidden = 10,
                             .tied = true};
    WeightLayout m_layout{m_shape};

    /// Away from the start, so that every path carries weight.
    TransformerState drawn() const
    {
        TransformerState state = startTransformer(m_shape, m_layout, 3);
        Random random(8, {1});
        for (const NamedWeights& named : m_layout.named()) {
            std::vector<float> values = packWeights(named, {state.weights.data(), m_layout.size()});
            for (float& value : values)
                value += static_cast<float>(0.3 * random.normal());
            unpackWeights(named, values, {state.weights.data(), m_layout.size()});
        }
        return state;
    }
    WindowBatch batch(int samples, std::uint64_t seed) const
    {
        WindowBatch batch;
        Random random(seed, {2});
        for (int s = 0; s < samples; ++s) {
            batch.users.push_back(0);
            for (int p = 0; p < m_shape.context; ++p) {
                batch.words.push_back(static_cast<std::int32_t>(random.below(14)));
                batch.targets.push_back(static_cast<std::int32_t>(random.below(15)) - 1); // some have none
            }
        }
        return batch;
    }
};

void TestTiedTransformer::meetsItsDefinition_data()
{
    QTest::addColumn<int>("level");
    for (int level = 0; level < static_cast<int>(cpuLevels().size()); ++level)
        QTest::addRow("level %d", level) << level;
}

void TestTiedTransformer::meetsItsDefinition()
{
    QFETCH(int, level);
    TransformerTrainer engine(m_shape, m_layout, Workers(2), cpuLevels()[static_cast<std::size_t>(level)]);
    const TransformerState state = drawn();
    const WindowBatch samples = batch(19, 1);
    NetInDoubles definition(m_shape, namedDoubles(m_layout, state.weights));
    const auto targets = static_cast<double>(samples.targetCount());
    const double mass = static_cast<double>(0.7F);
    QVERIFY(std::abs(engine.learn(state, samples, {}) / targets - definition.placeLoss(samples, 0)) < 1e-5);
    const double loss = engine.learn(state, samples, {.massWeight = 0.7F}) / targets;
    QVERIFY(std::abs(loss - definition.placeLoss(samples, mass)) < 1e-5);
    double worst = 0;
    for (const auto& [name, gradient] : namedDoubles(m_layout, engine.gradient()))
        for (std::size_t i = 0; i < gradient.size(); i += 11) {
            double& weight = definition.weights()[name][i];
            const double before = weight;
            constexpr double off = 1e-5;
            weight = before + off;
            const double above = definition.placeLoss(samples, mass);
            weight = before - off;
            const double below = definition.placeLoss(samples, mass);
            weight = before;
            worst = std::max(worst, std::abs(gradient[i] - (above - below) / (2 * off)));
        }
    QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
}

void TestTiedTransformer::aQueryIsReadAloneLikeABlock()
{
    const TransformerState state = drawn();
    const NetInDoubles definition(m_shape, namedDoubles(m_layout, state.weights));
    const Sequences events(
        12, {0, 3, 3, 3, 12},
        {Item{4}, Item{0}, Item{7}, Item{1}, Item{2}, Item{3}, Item{5}, Item{6}, Item{8}, Item{9}, Item{10}, Item{11}},
        {1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    const TransformerModel model(m_shape, state.weights, LastEvents(events, m_shape.context));
    const auto catalogue = idsUpTo<Item>(12);
    const std::vector<Item> items(catalogue.begin(), catalogue.end());
    for (const User user : {User{0}, User{3}}) {
        std::vector<float> scores(items.size());
        model.score(user, items, scores);
        std::vector<std::int32_t> window(7);
        writeWindow(events.items(user), m_shape, window);
        const std::vector<double> right = definition.logits(window.data(), -1);
        for (std::size_t i = 0; i < items.size(); ++i)
            QVERIFY2(std::abs(static_cast<double>(scores[i]) - right[i]) < 1e-4,
                     qPrintable(QString::number(scores[i])));
    }
}

void TestTiedTransformer::threadsChangeNoBit()
{
    std::vector<TransformerState> states;
    for (const int threads : {1, 2, 3}) {
        TransformerTrainer engine(m_shape, m_layout, Workers(threads));
        TransformerState& state = states.emplace_back(drawn());
        for (std::uint64_t step = 0; step < 3; ++step) {
            engine.learn(state, batch(200, step), {.dropout = Dropout::of(0.2, 7, step)});
            engine.step(state, 1e-3);
        }
    }
    for (const TransformerState& state : states)
        QVERIFY(std::memcmp(state.weights.data(), states[0].weights.data(), 4 * m_layout.size()) == 0);
}

void TestTiedTransformer::segmentsAskForEveryEventOnce()
{
    // Users of 1, 7, 8 and 30 events: event e of user u is item (u + e) % 12.
    std::vector<std::int64_t> offsets{0};
    std::vector<Item> items;
    std::vector<std::int64_t> times;
    const int counts[] = {1, 7, 8, 30};
    for (int user = 0; user < 4; ++user) {
        for (int e = 0; e < counts[user]; ++e) {
            items.push_back(Item{(user + e) % 12});
            times.push_back(e);
        }
        offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    const Sequences events(12, offsets, items, times);
    Segments segments(events, m_shape, 5);
    std::set<std::vector<std::int32_t>> cuts;
    for (int epoch = 1; epoch <= 8; ++epoch) {
        segments.begin(epoch);
        std::vector<std::int32_t> which(segments.size());
        std::iota(which.begin(), which.end(), 0);
        WindowBatch batch;
        segments.write(which, batch);
        QCOMPARE(batch.targetCount(), std::size_t(46));
        std::vector<std::int32_t> asked(4, 0);
        for (std::size_t s = 0; s < batch.size(); ++s)
            for (std::size_t p = 0; p < 7; ++p)
                if (const std::int32_t target = batch.targets[s * 7 + p]; target >= 0) {
                    const std::int32_t user = batch.users[s];
                    const std::int32_t e = asked[static_cast<std::size_t>(user)]++; // in order, none twice
                    QCOMPARE(target, (user + e) % 12);
                    QCOMPARE(batch.words[s * 7 + p], e == 0 ? m_shape.start() : (user + e - 1) % 12);
                }
        cuts.insert(batch.targets);
    }
    QVERIFY(cuts.size() > 4); // drawn anew in each epoch
}

void TestTiedTransformer::comesBackFromItsTensors()
{
    const TransformerState state = drawn();
    const TensorFile file{{}, transformerTensors(m_shape, m_layout, state.weights)};
    TransformerShape shape = transformerShapeIn(file, 2);
    shape.users = m_shape.users;
    QVERIFY(shape == m_shape);
    const FloatLines weights = transformerWeightsIn(file, WeightLayout(shape));
    QVERIFY(std::memcmp(weights.data(), state.weights.data(), 4 * m_layout.size()) == 0);
}

QTEST_GUILESS_MAIN(TestTiedTransformer)
#include "tst_tied_transformer.moc"
