#include "core/files/pth.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/window_insight.h"
#include "tests/core/models/transformer/net_in_doubles.h"
#include "tests/support/real_data.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace tastescope;
using namespace tastescope::test;

namespace {

constexpr TransformerShape smallShape{
    .items = 11, .users = 3, .context = 4, .dimension = 6, .layers = 2, .heads = 2, .userDimension = 3, .hidden = 5};

/// Weights that are drawn, so that nothing is symmetric.
struct DrawnNet
{
    TransformerShape shape = smallShape;
    WeightLayout layout{shape};
    FloatLines weights{layout.size()};
    TransformerNet net{shape, layout, weights.data()};

    DrawnNet()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<float> some(-0.8F, 0.8F);
        for (const NamedWeights& named : layout.named()) {
            std::vector<float> values = packWeights(named, {weights.data(), layout.size()});
            for (float& value : values)
                value = some(random);
            unpackWeights(named, values, {weights.data(), layout.size()});
        }
    }

    NetInDoubles inDoubles() const { return {shape, namedDoubles(layout, weights)}; }
};

std::vector<double> softmax(const std::vector<double>& logits)
{
    std::vector<double> chances;
    double total = 0;
    for (const double logit : logits)
        total += std::exp(logit);
    for (const double logit : logits)
        chances.push_back(std::exp(logit) / total);
    return chances;
}

bool near(const std::vector<double>& one, const std::vector<double>& other)
{
    return std::ranges::equal(one, other, [](double a, double b) { return std::abs(a - b) < 1e-5; });
}

} // namespace

/// What the window says of one person's next item is what the net computes.
class TestWindowInsight : public QObject
{
    Q_OBJECT

private slots:
    void chancesAreTheSoftmaxOfItsDefinition();
    void attentionOfThePositionsAddsUp();
    void attentionOfOneLayerIsTheDefinition();
    void leavingOutIsAskingAgain();
    void ranksCountWhatStandsBefore();
    void habitsAreNamedByTheirShares();
    void agreesWithThePublishedCheckpoint();
};

void TestWindowInsight::chancesAreTheSoftmaxOfItsDefinition()
{
    const DrawnNet drawn;
    const std::vector<std::int32_t> window{11, 3, 0, 7}; // the start, then three items
    for (const std::int32_t user : {-1, 0, 2}) {
        const std::vector<double> chances = wordChances(drawn.net, window, user);
        QCOMPARE(chances.size(), std::size_t(13));
        QVERIFY(std::abs(std::accumulate(chances.begin(), chances.end(), 0.0) - 1) < 1e-12);
        QVERIFY(near(chances, softmax(drawn.inDoubles().logits(window.data(), user))));
    }
}

void TestWindowInsight::attentionOfThePositionsAddsUp()
{
    const DrawnNet drawn;
    const std::vector<float> shares = lastAttention(drawn.net, std::vector<std::int32_t>{1, 3, 0, 7});
    QCOMPARE(shares.size(), std::size_t(2 * 2 * 4));
    for (std::size_t row = 0; row < shares.size(); row += 4)
        QVERIFY(std::abs(shares[row] + shares[row + 1] + shares[row + 2] + shares[row + 3] - 1) < 1e-5F);
    QVERIFY(std::vector<float>(shares.begin(), shares.begin() + 8)
            != std::vector<float>(shares.begin() + 8, shares.end()));
}

// With queries of zero every score is 0, so all positions are looked at alike; with the key of one word alone large and
// queries that agree with it, that one is.
void TestWindowInsight::attentionOfOneLayerIsTheDefinition()
{
    DrawnNet drawn;
    const std::size_t d = 6;
    for (const LayerAt& layer : drawn.layout.layers)
        for (std::size_t row = 0; row < d; ++row) {
            std::fill_n(drawn.weights.data() + layer.qkv + row * padded(d), d, 0.0F);
            drawn.weights.data()[layer.qkvBias + row] = 0;
        }
    for (const float share : lastAttention(drawn.net, std::vector<std::int32_t>{1, 3, 0, 7}))
        QVERIFY(std::abs(share - 0.25F) < 1e-6F);
}

void TestWindowInsight::leavingOutIsAskingAgain()
{
    const DrawnNet drawn;
    const std::vector<std::int32_t> window{11, 3, 0, 7};
    const std::vector<double> changes = leftOutChanges(drawn.net, window, 1, 5);
    const double whole = wordChances(drawn.net, window, 1)[5];
    QCOMPARE(changes[0], 0.0); // it is the start already
    QCOMPARE(changes[1], wordChances(drawn.net, std::vector<std::int32_t>{11, 11, 0, 7}, 1)[5] - whole);
    QCOMPARE(changes[3], wordChances(drawn.net, std::vector<std::int32_t>{11, 3, 0, 11}, 1)[5] - whole);
    QVERIFY(changes[1] != 0);
}

void TestWindowInsight::ranksCountWhatStandsBefore()
{
    const std::vector<double> chances{0.2, 0.3, 0.2, 0.3};
    QCOMPARE(rankOfWord(chances, 1), 1);
    QCOMPARE(rankOfWord(chances, 3), 2);
    QCOMPARE(rankOfWord(chances, 0), 3);
    QCOMPARE(rankOfWord(chances, 2), 4);
}

void TestWindowInsight::habitsAreNamedByTheirShares()
{
    const auto habit = [](const std::vector<float>& shares) { return lookingHabit(shares); };
    QCOMPARE(habit({.08F, .14F, .11F, .19F, .48F}), LookingHabit::MostlyTheLast);
    QCOMPARE(habit({.12F, .10F, .09F, .56F, .13F}), LookingHabit::AtOne);
    QCOMPARE(habit({.31F, .27F, .22F, .08F, .12F}), LookingHabit::TheOldestThree); // .80
    QCOMPARE(habit({.19F, .22F, .20F, .18F, .21F}), LookingHabit::Evenly);
    QCOMPARE(habit({.10F, .30F, .20F, .25F, .15F}), LookingHabit::NoHabit);
    QCOMPARE(habit({1.0F}), LookingHabit::MostlyTheLast);
}

void TestWindowInsight::agreesWithThePublishedCheckpoint()
{
    const auto folder = realData("recformer");
    if (!folder)
        QSKIP("the published checkpoint is not here");
    const TensorFile file = readPth(*folder / "model_1000e_512_32_32_4_4.pth");
    const TransformerShape shape = transformerShapeIn(file, 4);
    const WeightLayout layout(shape);
    const FloatLines weights = transformerWeightsIn(file, layout);
    const TransformerNet net{shape, layout, weights.data()};
    const std::vector<std::int32_t> window{3883, 0, 1, 2, 3}; // the start and films 1 to 4
    const std::vector<double> chances = wordChances(net, window, 0);
    QCOMPARE(rankOfWord(chances, 2103), 1);
    // Logits of words 1 and 0 are -2.409455 and -3.565387.
    QVERIFY(std::abs(std::log(chances[1] / chances[0]) - (3.565387 - 2.409455)) < 1e-4);
    QCOMPARE(lastAttention(net, window).size(), std::size_t(4 * 4 * 5));
}

QTEST_GUILESS_MAIN(TestWindowInsight)
#include "tst_window_insight.moc"
