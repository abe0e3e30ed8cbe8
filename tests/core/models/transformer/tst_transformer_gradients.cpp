#include "core/base/random.h"
#include "tests/core/models/transformer/net_in_doubles.h"

#include <QTest>

#include <cstring>
#include <fstream>
#include <sstream>

using namespace tastescope;
using namespace tastescope::test;

namespace {

/// Numbers made with PyTorch in doubles: a line "name rank shape", then a line of values.
NamedDoubles readNumbers()
{
    NamedDoubles numbers;
    std::ifstream in(SOURCE_ROOT "/tests/data/transformer/numbers.txt");
    std::string head;
    while (std::getline(in, head)) {
        if (head.starts_with('#'))
            continue;
        std::string line;
        std::getline(in, line);
        std::istringstream values(line);
        for (double value = 0; values >> value;)
            numbers[head.substr(0, head.find(' '))].push_back(value);
    }
    return numbers;
}

std::vector<std::int32_t> whole(const std::vector<double>& values)
{
    std::vector<std::int32_t> result;
    for (const double value : values)
        result.push_back(static_cast<std::int32_t>(value));
    return result;
}

void setWeights(const WeightLayout& layout, const NamedDoubles& named, const std::string& prefix, FloatLines& flat)
{
    for (const NamedWeights& weights : layout.named()) {
        const std::vector<double>& values = named.at(prefix + weights.name);
        unpackWeights(weights, std::vector<float>(values.begin(), values.end()), {flat.data(), layout.size()});
    }
}

/// The largest difference of two sets of named numbers, of numbers above 1 its share of them; the bias of the keys,
/// whose gradient is 0 but for rounding, apart.
struct Differences
{
    double all = 0;
    double keys = 0;
};

Differences differences(const NamedDoubles& found, const NamedDoubles& expected, const std::string& prefix)
{
    Differences worst;
    for (const auto& [name, values] : found) {
        const std::vector<double>& right = expected.at(prefix + name);
        const bool isBias = name.ends_with("qkv.bias");
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool isKey = isBias && i >= values.size() / 3 && i < 2 * values.size() / 3;
            double& most = isKey ? worst.keys : worst.all;
            most = std::max(most, std::abs(values[i] - right[i]) / std::max(1.0, std::abs(right[i])));
        }
    }
    return worst;
}

bool sameBits(const FloatLines& a, const FloatLines& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

} // namespace

/// The arithmetic of the transformer against PyTorch's and against its definition, on every CPU level.
class TestTransformerGradients : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void meetsPyTorch_data() { addLevels(); }
    void meetsPyTorch();
    void stepsLikePyTorch_data() { addLevels(); }
    void stepsLikePyTorch();
    void thePublishedPenaltyHasNoGradient();
    void meetsItsDefinitionElsewhere_data() { addLevels(); }
    void meetsItsDefinitionElsewhere();
    void threadsChangeNoBit();
    void dropoutIsAFunctionOfStepAndPlace();

private:
    static void addLevels();
    static TransformerTrainer trainer(const TransformerShape& shape, const WeightLayout& layout)
    {
        QFETCH(int, level);
        return {shape, layout, Workers(2), cpuLevels()[static_cast<std::size_t>(level)]};
    }
    TransformerState reference() const
    {
        TransformerState state = startTransformer(m_shape, m_layout, 1);
        setWeights(m_layout, m_numbers, "weight.", state.weights);
        return state;
    }

    NamedDoubles m_numbers = readNumbers();
    TransformerShape m_shape{.items = 21,
                             .users = 7,
                             .context = 5,
                             .dimension = 8,
                             .layers = 2,
                             .heads = 2,
                             .userDimension = 4,
                             .hidden = 6};
    WeightLayout m_layout{m_shape};
    WindowBatch m_batch;
};

void TestTransformerGradients::addLevels()
{
    QTest::addColumn<int>("level");
    for (int level = 0; level < static_cast<int>(cpuLevels().size()); ++level)
        QTest::addRow("level %d", level) << level;
}

void TestTransformerGradients::initTestCase()
{
    m_batch = {whole(m_numbers.at("tokens")), whole(m_numbers.at("users")), whole(m_numbers.at("targets"))};
    QCOMPARE(m_batch.size(), std::size_t(3));
}

void TestTransformerGradients::meetsPyTorch()
{
    TransformerTrainer engine = trainer(m_shape, m_layout);
    const TransformerState state = reference();
    const double entropy = engine.learn(state, m_batch, {}) / 3;
    QVERIFY(std::abs(entropy - m_numbers.at("loss.cross_entropy")[0]) < 1e-5);
    QVERIFY(std::abs(engine.loss(state, m_batch) / 3 - m_numbers.at("loss.cross_entropy")[0]) < 1e-5);
    const Differences plain = differences(namedDoubles(m_layout, engine.gradient()), m_numbers, "grad.cross_entropy.");
    QVERIFY2(plain.all < 1e-5, qPrintable(QString::number(plain.all)));
    QVERIFY2(plain.keys < 1e-6, qPrintable(QString::number(plain.keys)));

    const double weight = m_numbers.at("penalty.weight")[0];
    const double withMass = engine.learn(state, m_batch, {.massWeight = static_cast<float>(weight)}) / 3;
    QVERIFY(std::abs(withMass - m_numbers.at("loss.with_mass_penalty")[0]) < 1e-5);
    const Differences mass = differences(namedDoubles(m_layout, engine.gradient()), m_numbers, "grad.mass.");
    QVERIFY2(mass.all < 1e-5, qPrintable(QString::number(mass.all)));
    QVERIFY2(mass.keys < 1e-6, qPrintable(QString::number(mass.keys)));
}

void TestTransformerGradients::stepsLikePyTorch()
{
    TransformerTrainer engine = trainer(m_shape, m_layout);
    TransformerState state = reference();
    for (int step = 1; step <= 3; ++step) {
        const double loss = engine.learn(state, m_batch, {}) / 3;
        const std::string name = "adam.loss_before_step_" + std::to_string(step);
        QVERIFY2(std::abs(loss - m_numbers.at(name)[0]) < 1e-5, name.c_str());
        engine.step(state, 1e-3);
    }
    QVERIFY(std::abs(engine.loss(state, m_batch) / 3 - m_numbers.at("adam.loss_after_step_3")[0]) < 1e-5);
    const Differences steps = differences(namedDoubles(m_layout, state.weights), m_numbers, "adam.weight.");
    QVERIFY2(steps.all < 1e-5, qPrintable(QString::number(steps.all)));
    QVERIFY(steps.keys <= 3.1e-3); // Adam makes three steps of +-rate of their rounding
}

void TestTransformerGradients::thePublishedPenaltyHasNoGradient()
{
    // One arg-max of three lies in its window: 0.5 / 3 more of loss, and not a bit of the gradient.
    TransformerTrainer engine(m_shape, m_layout, Workers(1));
    const TransformerState state = reference();
    const double plain = engine.learn(state, m_batch, {}) / 3;
    const FloatLines gradient = engine.gradient();
    const double penalised = engine.learn(state, m_batch, {.repeatedWeight = 0.5F}) / 3;
    QVERIFY(sameBits(engine.gradient(), gradient));
    QVERIFY(std::abs(penalised - plain - 0.5 / 3) < 1e-6);
    QVERIFY(std::abs(penalised - m_numbers.at("loss.with_published_penalty")[0]) < 1e-5);
}

void TestTransformerGradients::meetsItsDefinitionElsewhere()
{
    // Context 3, one head, no user, sizes that fill no vector; 70 samples are more than one block.
    const TransformerShape shape{.items = 12,
                                 .users = 4,
                                 .context = 3,
                                 .dimension = 5,
                                 .layers = 1,
                                 .heads = 1,
                                 .userDimension = 0,
                                 .hidden = 7};
    const WeightLayout layout(shape);
    TransformerState state = startTransformer(shape, layout, 3);
    Random random(8, {1});
    for (const NamedWeights& named : layout.named()) { // away from the start, so that every path carries weight
        std::vector<float> values = packWeights(named, {state.weights.data(), layout.size()});
        for (float& value : values)
            value += static_cast<float>(0.3 * random.normal());
        unpackWeights(named, values, {state.weights.data(), layout.size()});
    }
    WindowBatch batch;
    for (int s = 0; s < 70; ++s) {
        batch.users.push_back(static_cast<std::int32_t>(random.below(4)));
        batch.targets.push_back(static_cast<std::int32_t>(random.below(14)));
        for (int p = 0; p < 3; ++p)
            batch.words.push_back(static_cast<std::int32_t>(random.below(14)));
    }
    TransformerTrainer engine = trainer(shape, layout);
    NetInDoubles definition(shape, namedDoubles(layout, state.weights));
    const double loss = engine.learn(state, batch, {.massWeight = 0.7F}) / 70;
    QVERIFY(std::abs(loss - definition.loss(batch, static_cast<double>(0.7F))) < 1e-5);
    double worst = 0;
    for (const auto& [name, gradient] : namedDoubles(layout, engine.gradient()))
        for (std::size_t i = 0; i < gradient.size(); i += 3) {
            double& weight = definition.weights()[name][i];
            const double before = weight;
            constexpr double off = 1e-5;
            weight = before + off;
            const double above = definition.loss(batch, static_cast<double>(0.7F));
            weight = before - off;
            const double below = definition.loss(batch, static_cast<double>(0.7F));
            weight = before;
            worst = std::max(worst, std::abs(gradient[i] - (above - below) / (2 * off)));
        }
    QVERIFY2(worst < 1e-5, qPrintable(QString::number(worst)));
}

void TestTransformerGradients::threadsChangeNoBit()
{
    const TransformerShape shape{.items = 40,
                                 .users = 9,
                                 .context = 4,
                                 .dimension = 12,
                                 .layers = 2,
                                 .heads = 3,
                                 .userDimension = 5,
                                 .hidden = 6};
    const WeightLayout layout(shape);
    std::vector<TransformerState> states;
    for (const int threads : {1, 2, 3}) {
        TransformerTrainer engine(shape, layout, Workers(threads));
        TransformerState& state = states.emplace_back(startTransformer(shape, layout, 5));
        for (int step = 0; step < 3; ++step) {
            WindowBatch batch;
            Random random(4, {static_cast<std::uint64_t>(step)});
            for (int s = 0; s < 700; ++s) {
                batch.users.push_back(static_cast<std::int32_t>(random.below(9)));
                batch.targets.push_back(static_cast<std::int32_t>(random.below(42)));
                for (int p = 0; p < 4; ++p)
                    batch.words.push_back(static_cast<std::int32_t>(random.below(42)));
            }
            engine.learn(state, batch, {.dropout = Dropout::of(0.2, 7, static_cast<std::uint64_t>(step))});
            engine.step(state, 1e-3);
        }
    }
    for (const TransformerState& state : states)
        QVERIFY(sameBits(state.weights, states[0].weights) && sameBits(state.second, states[0].second));
}

void TestTransformerGradients::dropoutIsAFunctionOfStepAndPlace()
{
    TransformerTrainer engine(m_shape, m_layout, Workers(1));
    const TransformerState state = reference();
    const auto lossOf = [&](double share, std::uint64_t step) {
        return engine.learn(state, m_batch, {.dropout = Dropout::of(share, 11, step)});
    };
    QVERIFY(lossOf(0.3, 1) == lossOf(0.3, 1));
    QVERIFY(lossOf(0.3, 1) != lossOf(0.3, 2));
    QVERIFY(lossOf(0, 1) == engine.learn(state, m_batch, {}));
    QCOMPARE(Dropout::of(0.5, 1, 1).kept, 2.0F);
    // The gradient under a mask is that of the masked net: a step against it lowers the same masked loss.
    TransformerState stepped = reference();
    const BlockGoal goal{.dropout = Dropout::of(0.3, 11, 5)};
    const double before = engine.learn(stepped, m_batch, goal);
    for (int step = 0; step < 20; ++step) {
        engine.step(stepped, 1e-3);
        engine.learn(stepped, m_batch, goal);
    }
    QVERIFY(engine.learn(stepped, m_batch, goal) < 0.9 * before);
}

QTEST_GUILESS_MAIN(TestTransformerGradients)
#include "tst_transformer_gradients.moc"
