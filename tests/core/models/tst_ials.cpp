#include "core/base/error.h"
#include "core/models/ials/ials_model.h"
#include "core/models/ials/train_ials.h"
#include "tests/core/models/model_cases.h"
#include "tests/core/pipeline/small_world.h"
#include "tests/support/hand_made.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace tastescope;
using namespace tastescope::test;

static std::shared_ptr<const IalsModel> trained(const IalsOptions& options, const Dataset& dataset, int threads = 1)
{
    TrainingHooks hooks;
    hooks.threads = threads;
    return std::dynamic_pointer_cast<const IalsModel>(trainIals(options, dataset, hooks, {}).best);
}

/// Two items of one dimension: 2 and 1. Two users, who like item 0, and both.
static IalsModel twoItems()
{
    Factors items(2, 1);
    items.row(0)[0] = 2;
    items.row(1)[0] = 1;
    const Dataset dataset = handmade::dataset({.users = 2, .items = 2, .train = {{0}, {0, 1}}});
    return {std::vector<double>(2 * items.paddedDimension(), 0),
            std::move(items),
            dataset.train(),
            {.alpha = 3, .l2 = 0.5}};
}

/// The whole objective by its definition, item by item of every user.
static double objective(const IalsModel& model, const Dataset& dataset)
{
    const std::size_t padded = model.items().paddedDimension();
    const IalsWeights& weights = model.weights();
    std::vector<std::size_t> likers(dataset.itemCount(), 0);
    double sum = 0;
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const std::span<const double> x = std::span(model.users()).subspan(index(user) * padded, padded);
        for (const Item item : allItems(dataset)) {
            double s = 0;
            for (std::size_t k = 0; k < padded; ++k)
                s += x[k] * static_cast<double>(model.items().row(index(item))[k]);
            const bool likes = dataset.train().contains(user, item);
            sum += likes ? (1 + weights.alpha) * (1 - s) * (1 - s) : s * s;
            likers[index(item)] += likes ? 1 : 0;
        }
        const auto likes = static_cast<double>(dataset.train().row(user).size());
        const double pull = weights.alpha * likes + static_cast<double>(dataset.itemCount());
        sum += weights.l2 * pull * std::inner_product(x.begin(), x.end(), x.begin(), 0.0);
    }
    for (const Item item : allItems(dataset)) {
        const double pull =
            weights.alpha * static_cast<double>(likers[index(item)]) + static_cast<double>(dataset.userCount());
        for (std::size_t k = 0; k < padded; ++k)
            sum += weights.l2 * pull * std::pow(static_cast<double>(model.items().row(index(item))[k]), 2);
    }
    return sum;
}

class TestIals : public QObject
{
    Q_OBJECT

private slots:
    void aVectorIsTheSolutionByHand();
    void aLedgerIsTheSolutionTakenApart();
    void usersAreTheSolutionsForWhatTheyLike();
    void everyEpochLowersTheObjective();
    void theLossIsWhatIsLeftOfTheUsers();
    void doesNotDependOnTheNumberOfThreads();
    void roughScoresAreWithinTheirErrors();
    void refusesDamagedTensors();
    void reachesThePublishedFigureOnRealData();
};

void TestIals::aVectorIsTheSolutionByHand()
{
    // G = 2 * 2 + 1 * 1 = 5. Likes item 0: A = 5 + 3 * 4 + 0.5 (3 * 1 + 2) = 19.5, b = 4 * 2 = 8.
    const IalsModel model = twoItems();
    QCOMPARE(model.vectorOf(std::array{Item{0}})[0], 8 / 19.5);
    // Likes both: A = 5 + 3 * 5 + 0.5 (3 * 2 + 2) = 24, b = 4 * 3 = 12.
    const std::array both{Item{0}, Item{1}};
    QCOMPARE(model.vectorOf(both)[0], 0.5);
    QCOMPARE(scoreOf(model, Profile{.likes = both}, Item{0}), 1.0F);
    QCOMPARE(model.vectorOf({})[0], 0.0);
    QVERIFY(model.knows(Profile{.likes = both}) && !model.knows(Profile{}));

    const auto fold = model.foldIn(User{1}, both, 1);
    float score = 0;
    fold->score(std::vector<std::size_t>{1}, std::array{Item{1}}, std::span(&score, 1));
    QCOMPARE(score, static_cast<float>(8 / 19.5));
    fold->score(std::vector<std::size_t>{0, 1}, std::array{Item{1}}, std::span(&score, 1));
    QCOMPARE(score, 0.0F);
}

void TestIals::aLedgerIsTheSolutionTakenApart()
{
    // Both liked: item 0 brings 4 * 2 / 24 of the vector, item 1 brings 4 * 1 / 24; times 2 for the score of item 0.
    const IalsModel model = twoItems();
    const auto ledger = model.ledger(User{1}, Item{0});
    QVERIFY(ledger && ledger->isOfLikes && ledger->likes.size() == 2);
    QCOMPARE(ledger->likes[0].like, Item{0});
    QVERIFY(std::abs(ledger->likes[0].adds - 2.0 / 3) < 1e-15);
    QVERIFY(std::abs(ledger->likes[1].adds - 1.0 / 3) < 1e-15);
    QVERIFY(std::abs(ledger->score - 1) < 1e-15);

    const Dataset dataset(smallworld::randomParts(60, 40, 30, 6));
    const auto learned = trained({.embeddingDim = 8, .epochs = 2}, dataset);
    for (const User user : idsUpTo<User>(dataset.userCount()))
        for (const Item item : allItems(dataset)) {
            const double parts = learned->ledger(user, item)->score;
            QVERIFY(std::abs(parts - static_cast<double>(scoreOf(*learned, user, item))) < 1e-6);
        }
}

void TestIals::usersAreTheSolutionsForWhatTheyLike()
{
    const Dataset dataset(smallworld::randomParts(60, 40, 30, 6));
    const auto model = trained({.embeddingDim = 8, .epochs = 3}, dataset);
    const std::size_t padded = model->items().paddedDimension();
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        const auto row = std::span(model->users()).subspan(index(user) * padded, padded);
        QVERIFY(std::ranges::equal(row, model->vectorOf(dataset.train().row(user)))); // bit for bit
    }
}

void TestIals::everyEpochLowersTheObjective()
{
    const Dataset dataset(smallworld::randomParts(60, 40, 30, 6));
    double before = HUGE_VAL;
    for (int epochs = 1; epochs <= 5; ++epochs) {
        const double now = objective(*trained({.embeddingDim = 8, .epochs = epochs}, dataset), dataset);
        QVERIFY(now < before);
        before = now;
    }
}

void TestIals::theLossIsWhatIsLeftOfTheUsers()
{
    // One user, who likes the only item: the loss is (1 + alpha) (1 - s)^2 + l2 (alpha + 1) x^2 where s = x y.
    const Dataset dataset = handmade::dataset({.users = 1, .items = 1, .train = {{0}}});
    const IalsOptions options{.embeddingDim = 1, .l2 = 0.01, .alpha = 2, .epochs = 4};
    const Learned learned = trainIals(options, dataset, {}, {});
    const auto model = std::dynamic_pointer_cast<const IalsModel>(learned.last);
    const double x = model->users()[0];
    const double s = x * static_cast<double>(model->items().row(0)[0]);
    QVERIFY(std::abs(learned.curve.back().trainLoss - (3 * (1 - s) * (1 - s) + 0.01 * 3 * x * x)) < 1e-12);
    QVERIFY(std::abs(s - 1) < 0.2); // and it has learned that he likes it
}

void TestIals::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset(smallworld::randomParts(700, 80, 600, 4)); // more rows than are solved at a time
    const auto one = trained({.embeddingDim = 20, .epochs = 2}, dataset, 1);
    const auto four = trained({.embeddingDim = 20, .epochs = 2}, dataset, 4);
    QVERIFY(one->users() == four->users());
    QVERIFY(one->items().packed() == four->items().packed());
}

void TestIals::roughScoresAreWithinTheirErrors()
{
    const Dataset dataset(smallworld::randomParts(60, 40, 30, 6));
    const auto model = trained({.embeddingDim = 8, .epochs = 2}, dataset);
    const std::vector<User> users{User{3}, User{0}, User{59}};
    const std::size_t items = dataset.itemCount() - 2;
    std::vector<float> rough(users.size() * items);
    std::vector<float> errors(users.size());
    QVERIFY(model->scoreRoughly(users, Item{2}, rough, errors));
    for (std::size_t u = 0; u < users.size(); ++u)
        for (std::size_t i = 0; i < items; ++i) {
            const float exact = scoreOf(*model, users[u], Item{static_cast<std::int32_t>(i + 2)});
            QVERIFY(std::abs(rough[u * items + i] - exact) <= errors[u] && errors[u] < 1e-3F);
        }
}

void TestIals::refusesDamagedTensors()
{
    const Dataset dataset = handmade::dataset({.users = 2, .items = 2, .train = {{0}, {0, 1}}});
    const TensorFile whole = trained({.embeddingDim = 2, .epochs = 1}, dataset)->tensors();
    QCOMPARE(IalsModel::fromTensors(whole).items().dimension(), 2);
    const auto refuses = [&](Tensor replacement) {
        QVERIFY_EXCEPTION_THROWN((void)IalsModel::fromTensors(withTensor(whole, std::move(replacement))), Error);
    };
    const auto reals = [](const char* name, std::vector<std::int64_t> shape, std::vector<double> values) {
        return makeTensor(name, std::move(shape), std::span<const double>(values));
    };
    refuses(reals("users", {2, 2}, {0, 1, 2, NAN}));
    refuses(reals("users", {1, 2}, {0, 1}));
    refuses(reals("users", {2, 1}, {0, 1}));
    refuses(reals("alpha", {}, {0}));
    refuses(reals("l2", {}, {-1}));
    refuses(reals("l2", {}, {HUGE_VAL}));
    refuses(makeTensor("items", {2, 2}, std::span<const float>(std::array{1.F, 2.F, HUGE_VALF, 0.F})));
    refuses(makeTensor("items", {1, 2}, std::span<const float>(std::array{1.F, 2.F})));
    refuses(numbersTensor("like_items", {0, 0, 2}));
}

void TestIals::reachesThePublishedFigureOnRealData()
{
    const auto dataset = ncfMovieLens1M();
    if (!dataset)
        QSKIP("The real data set ncf-ml-1m is not here: set TASTESCOPE_DATASETS.");
    // Ferrari Dacrema et al., TOIS 2021, table 55: iALS HR@10 0.7109, NDCG@10 0.4382.
    const NcfFigures found = ncfTestFigures(*trained({}, *dataset, 0), *dataset);
    qInfo("HR@10 %.4f, NDCG@10 %.4f", found.hit, found.ndcg);
    QVERIFY(found.hit >= 0.7109 && found.hit < 0.74);
    QVERIFY(found.ndcg >= 0.4382 && found.ndcg < 0.465);
}

QTEST_GUILESS_MAIN(TestIals)
#include "tst_ials.moc"
