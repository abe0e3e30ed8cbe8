#include "core/base/error.h"
#include "core/models/bpr/train_bpr.h"
#include "core/serving/counterfactual.h"
#include "tests/core/serving/small_serving.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace tastescope;

namespace {

/// Every like carries so much of every item; a seed adds a little to the scores of all.
class TableModel final : public Model
{
public:
    /// carried: by like, then by item.
    explicit TableModel(std::vector<std::vector<float>> carried, float perSeed = 0)
        : m_carried(std::move(carried)),
          m_perSeed(perSeed)
    {
    }

    void score(const Query&, std::span<const Item> items, std::span<float> scores) const override
    {
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] = whole(items[i]);
    }
    bool knows(const Query& query) const override { return std::holds_alternative<User>(query); }
    bool fits(std::size_t, std::size_t) const override { return true; }
    std::unique_ptr<const FoldIn> foldIn(User, std::span<const Item> likes, std::uint64_t seed) const override
    {
        return std::make_unique<const Fold>(*this, std::vector(likes.begin(), likes.end()),
                                            m_perSeed * static_cast<float>(seed));
    }
    std::optional<double> itemSimilarity(Item one, Item other) const override
    {
        return 1.0 / (1.0 + std::abs(number(one) - number(other)));
    }

private:
    struct Fold final : FoldIn
    {
        Fold(const TableModel& model, std::vector<Item> likes, float shift)
            : table(model),
              liked(std::move(likes)),
              more(shift)
        {
        }
        void score(std::span<const std::size_t> without, std::span<const Item> items,
                   std::span<float> scores) const override
        {
            for (std::size_t i = 0; i < items.size(); ++i) {
                scores[i] = more;
                for (std::size_t k = 0; k < liked.size(); ++k)
                    if (!std::ranges::binary_search(without, k))
                        scores[i] += table.m_carried[index(liked[k])][index(items[i])];
            }
        }
        const TableModel& table;
        std::vector<Item> liked;
        float more;
    };

    float whole(Item item) const
    {
        float sum = 0;
        for (const std::vector<float>& row : m_carried)
            sum += row[index(item)];
        return sum;
    }

    std::vector<std::vector<float>> m_carried;
    float m_perSeed;
};

/// User 0 likes items 0, 1 and 2; items 3 to 6 may be recommended. User 1 likes item 6. Items 0, 1 and 2 have the
/// tracks {0, 1}, {1} and {2}; user 0's library is {0, 1, 3}.
Dataset threeLikes()
{
    DatasetParts parts = handmade::parts(
        {.users = 2, .items = 7, .tracks = 4, .library = {{0, 1, 3}, {0, 1}}, .train = {{0, 1, 2}, {6}}});
    parts.itemTracks = handmade::matrix<Item, Track>({{0, 1}, {1}, {2}}, 7, 4);
    return Dataset(std::move(parts));
}

/// What each like carries of items 3, 4, 5, 6.
///           3     4     5     6
/// like 0    2     1     0     0
/// like 1    1     1     1     0
/// like 2   -0.5   0     1     0
///  all      2.5   2     2     0
std::shared_ptr<const Model> table(float perSeed = 0)
{
    return std::make_shared<const TableModel>(
        std::vector<std::vector<float>>{
            {0, 0, 0, 2, 1, 0, 0}, {0, 0, 0, 1, 1, 1, 0}, {0, 0, 0, -0.5F, 0, 1, 0}, {0, 0, 0, 0, 0, 0, 0}},
        perSeed);
}

CounterfactualOptions catalogue(int top = 2)
{
    CounterfactualOptions options;
    options.list.from = RecommendFrom::Catalogue;
    options.list.top = top;
    return options;
}

} // namespace

class TestCounterfactual : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatEachLikeCarries();
    void noiseIsWhatAnotherSeedDoes();
    void theFewestThatHalveTheLead();
    void theSmallestEditThatChangesTheFirst();
    void aTrackTakesEveryLikeThatContainsIt();
    void anItemThatIsNotRankedHasNoRank();
    void agreesWithAskingOneByOne();
    void doesNotDependOnTheNumberOfThreads();
    void saysNothingWhereThereIsNothing();
    void refusesAndStops();
};

void TestCounterfactual::tellsWhatEachLikeCarries()
{
    // Item 3 has 2.5 and is first. Without like 0 it has 0.5 against 1 of item 4 and 2 of item 5: third. Without like 1
    // it has 1.5, item 4 and item 5 have 1: first. Without like 2 it has 3: first. The greatest loss comes first.
    const auto found = leaveOut(smallserving::serve(threeLikes(), table()), User{0}, Item{3}, catalogue());
    QVERIFY(found);
    QCOMPARE(found->likes, std::int64_t(3));
    QCOMPARE(found->score, 2.5);
    QCOMPARE(found->folded, 2.5);
    QCOMPARE(found->rank, std::optional<std::int64_t>(1));
    QCOMPARE(found->ranked, std::int64_t(4));
    QCOMPARE(found->compared, 4);
    QCOMPARE(found->agreeing, 4);
    QCOMPARE(found->noise, 0.0);
    const std::vector<LeftOut> wanted{{0, 1, -2.0, 3, Item{5}, 1.5}, // 2 of item 5 over 0.5 of item 3
                                      {1, 1, -1.0, 1, Item{3}, 0.0},
                                      {2, 1, 0.5, 1, Item{3}, 0.0}};
    QCOMPARE(found->parts.size(), wanted.size());
    for (std::size_t p = 0; p < wanted.size(); ++p)
        QVERIFY2(found->parts[p] == wanted[p], qPrintable(QString::number(p)));
    // 1 / (1 + distance): 1/2, 1/3, 1/4.
    QCOMPARE(found->nearest, (std::vector<NearLike>{{Item{2}, 1.0 / 2}, {Item{1}, 1.0 / 3}, {Item{0}, 1.0 / 4}}));
}

void TestCounterfactual::noiseIsWhatAnotherSeedDoes()
{
    // Seeds 1 to 5 add 0.1 to 0.5: mean 0.3, variance (0.04 + 0.01 + 0 + 0.01 + 0.04) / 4 = 0.025, and Student's t of
    // four degrees of freedom is 2.776: 2.776 sqrt(0.025 * 6 / 5) = 0.4808. The change of 0.5 is just more than that.
    const auto found = leaveOut(smallserving::serve(threeLikes(), table(0.1F)), User{0}, Item{3}, catalogue());
    QVERIFY(std::abs(found->noise - 2.776 * std::sqrt(0.03)) < 1e-5);
    QVERIFY(std::abs(found->folded - 2.6) < 1e-6); // by the first seed
    QVERIFY(!found->isNoise(found->parts[2]));
    QVERIFY(found->isNoise({0, 1, -0.48, {}, Item{0}, 0}));
}

void TestCounterfactual::theFewestThatHalveTheLead()
{
    // A list of two: 3, 4. Item 5 is outside (2, as item 4, but the lower item goes first), item 3 leads it by 0.5.
    // Without like 0 it is 1.5 behind: one does.
    const Serving serving = smallserving::serve(threeLikes(), table());
    const auto one = leaveOut(serving, User{0}, Item{3}, catalogue());
    QVERIFY(one->together == (LeftOutTogether{1, -2.0, -2.0, 3}));

    // A list of three: 3, 4, 5. Item 6 is outside with 0, item 3 leads by 2.5; without like 0 by 0.5, which is less
    // than half. Item 4 leads by 2, without like 0 by 1, which is half.
    QVERIFY(leaveOut(serving, User{0}, Item{4}, catalogue(3))->together == (LeftOutTogether{1, -1.0, -1.0, 2}));
    // Item 5 stands outside a list of two, and all four are in a list of four.
    QVERIFY(!leaveOut(serving, User{0}, Item{5}, catalogue())->together);
    QVERIFY(!leaveOut(serving, User{0}, Item{3}, catalogue(4))->together);
}

void TestCounterfactual::theSmallestEditThatChangesTheFirst()
{
    const Serving serving = smallserving::serve(threeLikes(), table());
    // Only like 0 unseats item 3. Of item 4 each of likes 0 and 1 carries 1; but it is item 3 that is first.
    QCOMPARE(leaveOut(serving, User{0}, Item{3}, catalogue())->smallest, std::optional<std::size_t>(0));
    const auto of5 = leaveOut(serving, User{0}, Item{5}, catalogue());
    QCOMPARE(of5->parts[*of5->smallest].thing, 0);
    QCOMPARE(of5->parts[*of5->smallest].leader, Item{5});
}

void TestCounterfactual::aTrackTakesEveryLikeThatContainsIt()
{
    // Track 0 is in like 0, track 1 in likes 0 and 1, track 3 in none, track 2 is not the user's.
    CounterfactualOptions options = catalogue();
    options.unit = LeftOutUnit::Tracks;
    const auto found = leaveOut(smallserving::serve(threeLikes(), table()), User{0}, Item{3}, options);
    QCOMPARE(found->parts.size(), std::size_t(2));
    QCOMPARE(found->parts[0].thing, 1);
    QCOMPARE(found->parts[0].likes, 2);
    QCOMPARE(found->parts[0].change, -3.0);
    QCOMPARE(found->parts[1].thing, 0);
    QCOMPARE(found->parts[1].change, -2.0);
}

void TestCounterfactual::anItemThatIsNotRankedHasNoRank()
{
    const auto liked = leaveOut(smallserving::serve(threeLikes(), table()), User{0}, Item{0}, catalogue());
    QVERIFY(liked && !liked->rank && !liked->parts.front().rank && !liked->together);
    QCOMPARE(liked->nearest.front().item, Item{1}); // not itself
}

void TestCounterfactual::agreesWithAskingOneByOne()
{
    const Dataset dataset(smallworld::randomParts(40, 50, 40, 4));
    const std::shared_ptr<const Model> model = trainBpr({.embeddingDim = 6, .epochs = 8}, dataset, {}).best;
    const Serving serving = smallserving::serve(dataset, model);
    int checked = 0;
    for (const User user : {User{0}, User{3}, User{11}}) {
        const auto likes = dataset.train().row(user);
        const std::vector<Ranked::Entry> list = rankItems(serving, user, catalogue().list, 50).entries;
        const auto found = leaveOut(serving, user, list[2].item, catalogue());
        QCOMPARE(found->parts.size(), likes.size());
        const auto fold = model->foldIn(user, likes, 1);
        const auto ask = [&](std::vector<std::size_t> without) {
            std::vector<Ranked::Entry> then = list;
            for (Ranked::Entry& entry : then)
                fold->score(without, std::array{entry.item}, std::span(&entry.score, 1));
            std::ranges::stable_sort(then, [](const auto& a, const auto& b) {
                return a.score != b.score ? a.score > b.score : a.item < b.item;
            });
            return then;
        };
        const std::vector<Ranked::Entry> whole = ask({});
        const auto before = std::ranges::find(whole, list[2].item, &Ranked::Entry::item);
        for (const LeftOut& part : found->parts) {
            const auto like = std::ranges::find(likes, Item{part.thing});
            const auto then = ask({static_cast<std::size_t>(like - likes.begin())});
            const auto place = std::ranges::find(then, list[2].item, &Ranked::Entry::item);
            QCOMPARE(part.rank.value(), place - then.begin() + 1);
            QCOMPARE(part.change, static_cast<double>(place->score) - static_cast<double>(before->score));
            QCOMPARE(part.leader, then.front().item);
            ++checked;
        }
        QVERIFY(std::ranges::is_sorted(found->parts, {}, &LeftOut::change));
    }
    QVERIFY(checked > 5);
}

void TestCounterfactual::doesNotDependOnTheNumberOfThreads()
{
    const Dataset dataset(smallworld::randomParts(40, 50, 40, 4));
    const Serving serving = smallserving::serve(dataset, trainBpr({.embeddingDim = 6, .epochs = 3}, dataset, {}).best);
    CounterfactualOptions options = catalogue();
    options.unit = LeftOutUnit::Tracks;
    options.list.threads = 1;
    const auto one = leaveOut(serving, User{0}, Item{7}, options);
    options.list.threads = 4;
    QVERIFY(one && one == leaveOut(serving, User{0}, Item{7}, options));
}

void TestCounterfactual::saysNothingWhereThereIsNothing()
{
    const Serving knn = smallserving::serve(smallserving::fiveUsers()); // takes its scores apart itself
    QVERIFY(!leaveOut(knn, User{0}, Item{0}, catalogue()));
    const Dataset dataset = smallserving::fiveUsers();
    const Serving bpr = smallserving::serve(dataset, trainBpr({.embeddingDim = 4, .epochs = 1}, dataset, {}).best);
    QVERIFY(!leaveOut(bpr, User{3}, Item{0}, catalogue())); // likes nothing in training
    QVERIFY(leaveOut(bpr, User{0}, Item{0}, catalogue()));
}

void TestCounterfactual::refusesAndStops()
{
    const Serving serving = smallserving::serve(threeLikes(), table());
    QVERIFY_EXCEPTION_THROWN(leaveOut(serving, User{2}, Item{0}, catalogue()), Error);
    QVERIFY_EXCEPTION_THROWN(leaveOut(serving, User{0}, Item{7}, catalogue()), Error);
    CounterfactualOptions options = catalogue();
    options.seeds = 1;
    QVERIFY_EXCEPTION_THROWN(leaveOut(serving, User{0}, Item{3}, options), Error);
    options = catalogue();
    options.unit = LeftOutUnit::Tracks;
    const Serving noTracks = smallserving::serve(
        smallserving::fiveUsers(), std::make_shared<const TableModel>(std::vector(6, std::vector<float>(6))));
    QVERIFY_EXCEPTION_THROWN(leaveOut(noTracks, User{0}, Item{0}, options), Error);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(leaveOut(serving, User{0}, Item{3}, catalogue(), {.stop = stop.get_token()}), Cancelled);
}

QTEST_GUILESS_MAIN(TestCounterfactual)
#include "tst_counterfactual.moc"
