#include "core/base/random.h"
#include "core/models/bpr/bpr_fold_in.h"
#include "core/models/bpr/bpr_model.h"
#include "core/models/bpr/train_bpr.h"
#include "tests/core/models/bpr/planted.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

using namespace tastescope;

class TestFoldIn : public QObject
{
    Q_OBJECT

private slots:
    void onePairByHand();
    void leavingOneOutByHand();
    void agreesWithASlowDescent_data();
    void agreesWithASlowDescent();
    void drawsForALikeWhateverElseIsLiked();
    void comesBackToWhatWasTrained();
    void aModelThatDivergedGivesNothing();
    void knowsWhomItCannotLearn();
};

namespace {

Factors rows(const std::vector<std::vector<float>>& values)
{
    Factors result(values.size(), static_cast<int>(values.front().size()));
    for (std::size_t r = 0; r < values.size(); ++r)
        std::ranges::copy(values[r], result.row(r));
    return result;
}

std::span<const float> rowOf(const Factors& factors, std::size_t row)
{
    return {factors.row(row), factors.paddedDimension()};
}

/// Where f falls through 0, f falling.
template<typename F>
double zero(F f)
{
    double low = -100;
    double high = 100;
    for (int k = 0; k < 200; ++k)
        (f((low + high) / 2) > 0 ? low : high) = (low + high) / 2;
    return low;
}

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

Factors randomFactors(std::size_t count, int dimension, std::uint64_t seed)
{
    Factors factors(count, dimension);
    Random random(seed, {1});
    for (std::size_t r = 0; r < count; ++r)
        for (int k = 0; k < dimension; ++k)
            factors.row(r)[k] = static_cast<float>(random.normal() * 0.4);
    return factors;
}

/// The slow way: the same pairs, in double, down the slope by small steps until it is flat.
std::vector<double> slowly(const Factors& items, std::span<const Item> likes, const BprFoldIn& fold,
                           std::span<const std::size_t> without)
{
    const auto dimension = static_cast<std::size_t>(items.dimension());
    const std::size_t each = fold.against().size() / likes.size();
    std::vector<double> vector(dimension, 0);
    for (int step = 0; step < 5'000; ++step) {
        std::vector<double> slope(dimension, 0);
        double pairs = 0;
        for (std::size_t p = 0; p < fold.against().size(); ++p) {
            if (std::ranges::find(without, p / each) != without.end())
                continue;
            const float* i = items.row(index(likes[p / each]));
            const float* j = items.row(index(fold.against()[p]));
            double margin = 0;
            for (std::size_t k = 0; k < dimension; ++k)
                margin += vector[k] * static_cast<double>(i[k] - j[k]);
            for (std::size_t k = 0; k < dimension; ++k)
                slope[k] += sigmoid(-margin) * static_cast<double>(i[k] - j[k]);
            ++pairs;
        }
        double steepest = 0;
        for (std::size_t k = 0; k < dimension; ++k) {
            const double down = slope[k] / pairs - static_cast<double>(fold.hold()) * vector[k];
            vector[k] += 0.5 * down;
            steepest = std::max(steepest, std::abs(down));
        }
        if (steepest < 1e-7)
            break;
    }
    return vector;
}

} // namespace

void TestFoldIn::onePairByHand()
{
    // Items (1) and (0), the first is liked, so every pair is 1 - 0 = 1 and the slope at u is sigmoid(-u) - hold u.
    // Trained to u = ln 3: sigmoid(-ln 3) = 1 / (1 + 3) = 0.25, so hold = 0.25 / ln 3 = 0.22756, and ln 3 comes back.
    const Factors items = rows({{1}, {0}});
    const Factors user = rows({{std::log(3.0F)}});
    const std::array likes{Item{0}};
    const BprFoldIn fold(items, rowOf(user, 0), likes, 1);
    QVERIFY(std::abs(fold.hold() - 0.25F / std::log(3.0F)) < 1e-5F);
    std::array<float, 2> scores{};
    fold.score({}, std::array{Item{0}, Item{1}}, scores);
    QVERIFY(std::abs(scores[0] - std::log(3.0F)) < 1e-5F);
    QCOMPARE(scores[1], 0.0F);

    fold.score(std::array{std::size_t(0)}, std::array{Item{0}, Item{1}}, scores);
    QCOMPARE(scores, (std::array<float, 2>{})); // of somebody of whom nothing is known
}

void TestFoldIn::leavingOneOutByHand()
{
    // Likes (1) and (2) against (0). Trained to u = 1: the mean slope is (sigmoid(-1) + 2 sigmoid(-2)) / 2 = hold.
    const Factors items = rows({{1}, {2}, {0}});
    const Factors user = rows({{1}});
    const std::array likes{Item{0}, Item{1}};
    const BprFoldIn fold(items, rowOf(user, 0), likes, 1);
    const double hold = (sigmoid(-1) + 2 * sigmoid(-2)) / 2;
    QVERIFY(std::abs(static_cast<double>(fold.hold()) - hold) < 1e-5);
    const double withoutFirst = zero([&](double u) { return 2 * sigmoid(-2 * u) - hold * u; });
    const double withoutSecond = zero([&](double u) { return sigmoid(-u) - hold * u; });
    QVERIFY(withoutFirst < 1 && withoutSecond > 1); // (2) is won with less: alone it asks for a shorter vector
    QVERIFY(std::abs(static_cast<double>(fold.vectorWithout({}).row(0)[0]) - 1) < 1e-5);
    for (const std::size_t place : {0U, 1U}) {
        const double wanted = place == 0 ? withoutFirst : withoutSecond;
        const double found = static_cast<double>(fold.vectorWithout(std::array{place}).row(0)[0]);
        QVERIFY2(std::abs(found - wanted) < 1e-5, qPrintable(QStringLiteral("%1 not %2").arg(found).arg(wanted)));
    }
}

void TestFoldIn::agreesWithASlowDescent_data()
{
    QTest::addColumn<int>("likes");
    QTest::addColumn<int>("dimension");
    QTest::newRow("one like") << 1 << 4;
    QTest::newRow("a few") << 7 << 5;
    QTest::newRow("many, more than a lane") << 40 << 20;
}

void TestFoldIn::agreesWithASlowDescent()
{
    QFETCH(int, likes);
    QFETCH(int, dimension);
    const Factors items = randomFactors(120, dimension, 3);
    const Factors user = randomFactors(1, dimension, 4);
    std::vector<Item> liked;
    for (int k = 0; k < likes; ++k)
        liked.push_back(Item{k * 2});
    const BprFoldIn fold(items, rowOf(user, 0), liked, 9);
    std::vector<std::vector<std::size_t>> cases{{}};
    if (likes > 1)
        cases.push_back({0});
    if (likes > 3)
        cases.push_back({1, 3});
    for (const auto& without : cases) {
        const std::vector<double> wanted = slowly(items, liked, fold, without);
        const Factors found = fold.vectorWithout(without);
        for (std::size_t k = 0; k < wanted.size(); ++k)
            QVERIFY2(std::abs(static_cast<double>(found.row(0)[k]) - wanted[k]) < 1e-3,
                     qPrintable(QStringLiteral("%1 not %2").arg(found.row(0)[k]).arg(wanted[k])));
    }
}

void TestFoldIn::drawsForALikeWhateverElseIsLiked()
{
    const Factors items = randomFactors(90, 4, 3);
    const Factors user = randomFactors(1, 4, 4);
    const std::array likes{Item{2}, Item{5}, Item{7}};
    const BprFoldIn fold(items, rowOf(user, 0), likes, 1);
    const std::size_t each = fold.against().size() / likes.size();
    QCOMPARE(each, std::size_t(512 / 3));
    for (const Item item : fold.against())
        QVERIFY(std::ranges::find(likes, item) == likes.end());
    const BprFoldIn again(items, rowOf(user, 0), likes, 1);
    QVERIFY(std::ranges::equal(fold.against(), again.against()));
    const BprFoldIn other(items, rowOf(user, 0), likes, 2);
    QVERIFY(!std::ranges::equal(fold.against(), other.against()));
}

void TestFoldIn::comesBackToWhatWasTrained()
{
    // Trained long enough, a user folded in again has the list he was trained to: of his best ten, most come back.
    const Dataset dataset(plantedParts());
    const Learned learned = trainBpr({.embeddingDim = 8, .epochs = 60, .patience = 0}, dataset, {});
    std::vector<Item> items(dataset.itemCount());
    std::ranges::copy(idsUpTo<Item>(dataset.itemCount()), items.begin());
    int kept = 0;
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const auto fold = learned.last->foldIn(user, dataset.train().row(user), 1);
        QVERIFY(fold);
        std::array<std::vector<float>, 2> scores{std::vector<float>(items.size()), std::vector<float>(items.size())};
        learned.last->score(user, items, scores[0]);
        fold->score({}, items, scores[1]);
        std::array<std::vector<Item>, 2> best{items, items};
        for (std::size_t way = 0; way < 2; ++way) {
            std::ranges::partial_sort(best[way], best[way].begin() + 10,
                                      [&](Item a, Item b) { return scores[way][index(a)] > scores[way][index(b)]; });
            best[way].resize(10);
        }
        for (const Item item : best[0])
            kept += std::ranges::find(best[1], item) != best[1].end() ? 1 : 0;
    }
    QVERIFY2(kept >= 0.7 * 10 * static_cast<double>(dataset.userCount()), qPrintable(QString::number(kept)));
}

void TestFoldIn::aModelThatDivergedGivesNothing()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Factors items = rows({{nan}, {nan}, {nan}});
    const Factors user = rows({{nan}});
    const BprFoldIn fold(items, rowOf(user, 0), std::array{Item{0}}, 1);
    QCOMPARE(fold.vectorWithout({}).row(0)[0], 0.0F); // and ends
}

void TestFoldIn::knowsWhomItCannotLearn()
{
    const BprModel model(rows({{1}, {1}}), rows({{1}, {0}}), {1, 0});
    QVERIFY(model.foldIn(User{0}, std::array{Item{0}}, 1));
    QVERIFY(!model.foldIn(User{1}, std::array{Item{0}}, 1));          // not known
    QVERIFY(!model.foldIn(User{0}, {}, 1));                           // likes nothing
    QVERIFY(!model.foldIn(User{0}, std::array{Item{0}, Item{1}}, 1)); // likes everything
    QCOMPARE(model.itemSimilarity(Item{0}, Item{0}).value(), 1.0);
    QCOMPARE(model.itemSimilarity(Item{0}, Item{1}).value(), 0.0); // of no length
}

QTEST_GUILESS_MAIN(TestFoldIn)
#include "tst_fold_in.moc"
