#include "core/base/error.h"
#include "core/serving/explain.h"
#include "core/serving/recommend.h"
#include "core/serving/shared_tracks.h"
#include "core/serving/taste_profile.h"
#include "tests/core/serving/small_serving.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace tastescope;

/// Scores items by a fixed list; knows everyone.
class FixedScores final : public Model
{
public:
    explicit FixedScores(std::vector<float> byItem) : m_byItem(std::move(byItem)) {}
    void score(const Query&, std::span<const Item> items, std::span<float> scores) const override
    {
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] = m_byItem[index(items[i])];
    }
    bool knows(const Query&) const override { return true; }
    bool fits(std::size_t, std::size_t itemCount) const override { return itemCount <= m_byItem.size(); }

private:
    std::vector<float> m_byItem;
};

static std::vector<int> itemsOf(const RecommendationList& list)
{
    std::vector<int> items;
    for (const Recommendation& line : list.lines)
        items.push_back(number(line.item));
    return items;
}

static Serving withScores(std::vector<float> scores)
{
    return smallserving::serve(smallserving::fiveUsers(), std::make_shared<const FixedScores>(std::move(scores)));
}

class TestRecommend : public QObject
{
    Q_OBJECT

private slots:
    void ranksTheCandidatesByTheModel();
    void linesSayWhatIsKnown();
    void tiesGoToTheLowerItemAndNotANumberLast();
    void theCatalogueLeavesOutSeenItems();
    void coldAndNeighbourlessUsersGetTheMainstreamList();
    void profilesAndSequencesAreServedFromTheCatalogue();
    void manyUsersAtOnceEqualOneByOne();
    void refusesWhatCannotBe();
    void sharedTracksComeRarestFirst();
    void popularityIsTheShareOfLessLikedItems();
    void tasteProfileMatchesHandCounts();
};

void TestRecommend::ranksTheCandidatesByTheModel()
{
    const RecommendationList list = recommend(withScores({1, 9, 3, 2, 9, 9}), User{0}, {});
    QCOMPARE(itemsOf(list), (std::vector<int>{2, 3, 0}));
    QCOMPARE(list.ranked, std::int64_t(3));
    QVERIFY(!list.isFallback);
    QCOMPARE(itemsOf(recommend(withScores({1, 9, 3, 2, 9, 9}), User{0}, {.top = 1})), (std::vector<int>{2}));
}

void TestRecommend::linesSayWhatIsKnown()
{
    const RecommendationList list = recommend(withScores({1, 9, 3, 2, 9, 9}), User{0}, {});
    const Recommendation& first = list.lines.at(0);
    QCOMPARE(first.title, std::string("p2"));
    QCOMPARE(first.score, 3.0F);
    QCOMPARE(first.owner, std::optional(User{2}));
    QCOMPARE(first.mark, Mark::Validation);
    QCOMPARE(list.lines.at(1).mark, Mark::Test);
    QCOMPARE(list.lines.at(2).mark, Mark::New);
    QCOMPARE(first.broughtBy, 1);
    QCOMPARE(first.reasons, (std::vector{Reason{User{2}, static_cast<float>(1 / std::sqrt(8.0)), 1}}));
    QCOMPARE(list.lines.at(2).reasons, (std::vector{Reason{User{1}, 1.0F, 4}}));
    QVERIFY(recommend(withScores({1, 9, 3, 2, 9, 9}), User{0}, {.reasons = 0}).lines.at(0).reasons.empty());
}

void TestRecommend::tiesGoToTheLowerItemAndNotANumberLast()
{
    QCOMPARE(itemsOf(recommend(withScores({5, 0, 5, 5, 0, 0}), User{0}, {})), (std::vector<int>{0, 2, 3}));
    QCOMPARE(itemsOf(recommend(withScores({NAN, 0, -1, NAN, 0, 0}), User{0}, {})), (std::vector<int>{2, 0, 3}));
}

void TestRecommend::theCatalogueLeavesOutSeenItems()
{
    const Serving serving = withScores({1, 9, 3, 2, 8, 7});
    const RecommendOptions catalogue{.top = 10, .from = RecommendFrom::Catalogue};
    QCOMPARE(itemsOf(recommend(serving, User{0}, catalogue)), (std::vector<int>{4, 2, 3, 0})); // 1 liked, 5 owned
    RecommendOptions seenToo = catalogue;
    seenToo.filterSeen = false;
    const RecommendationList all = recommend(serving, User{0}, seenToo);
    QCOMPARE(itemsOf(all), (std::vector<int>{1, 4, 5, 2, 3, 0}));
    QCOMPARE(all.lines.at(0).mark, Mark::Liked);
    QCOMPARE(all.lines.at(2).mark, Mark::Owned);
}

void TestRecommend::coldAndNeighbourlessUsersGetTheMainstreamList()
{
    // Likes by item: 2 1 1 0 0 0. Lists: user 0 {0,2,3} sums to 3, user 1 {3,5}, user 2 {1,5}: user 0 is mainstream.
    // By popularity, whatever the model says: 0 (2 likes), 2 (1), 3 (0).
    const Serving serving = withScores({1, 2, 3, 4, 5, 6});
    QCOMPARE(serving.candidates->mainstreamUser(), std::optional(User{0}));
    for (const User user : {User{3}, User{4}}) {
        const RecommendationList list = recommend(serving, user, {});
        QVERIFY(list.isFallback);
        QCOMPARE(itemsOf(list), (std::vector<int>{0, 2, 3}));
        QCOMPARE(list.lines.at(0).score, 2.0F);
    }
    QCOMPARE(recommend(serving, User{4}, {}).lines.at(0).mark, Mark::Cold);

    // User-KNN knows nothing about user 3 anywhere: he shares no track. The whole catalogue, most popular first.
    const Serving userKnn = smallserving::serve(smallserving::fiveUsers());
    const RecommendationList all = recommend(userKnn, User{3}, {.top = 9, .from = RecommendFrom::Catalogue});
    QVERIFY(all.isFallback);
    QCOMPARE(itemsOf(all), (std::vector<int>{0, 1, 2, 3, 5})); // he owns 4
}

void TestRecommend::profilesAndSequencesAreServedFromTheCatalogue()
{
    const Serving serving = withScores({1, 9, 3, 2, 8, 7});
    const RecommendOptions catalogue{.top = 10, .from = RecommendFrom::Catalogue};
    const std::vector<Item> likes{Item{0}, Item{4}};
    const std::vector<Item> watched{Item{4}, Item{0}, Item{4}};
    const std::vector<std::int64_t> times{10, 20, 30};
    for (const Query& query : {Query(Profile{{}, likes}), Query(Sequence{watched, times})}) {
        const RecommendationList list = recommend(serving, query, catalogue);
        QVERIFY(!list.isFallback);
        QCOMPARE(itemsOf(list), (std::vector<int>{1, 5, 2, 3})); // 0 and 4 are known to him, he owns nothing
        QCOMPARE(list.lines.at(0).mark, Mark::New);
        QVERIFY(list.lines.at(0).reasons.empty());
        QCOMPARE(explain(serving, query, Item{2}, RecommendFrom::Catalogue).score, 3.0);
        QCOMPARE(whyNot(serving, query, Item{4}, catalogue).reason, WhyNotReason::AlreadyLiked);
        QVERIFY_EXCEPTION_THROWN(recommend(serving, query, {}), Error); // who brings what is known of users only
    }
    // User-KNN does not answer for them: most popular first, which the list says.
    const RecommendationList unknown =
        recommend(smallserving::serve(smallserving::fiveUsers()), Profile{{}, likes}, catalogue);
    QVERIFY(unknown.isFallback);
    QCOMPARE(itemsOf(unknown), (std::vector<int>{1, 2, 3, 5}));
}

void TestRecommend::manyUsersAtOnceEqualOneByOne()
{
    const Serving serving = smallserving::serve(Dataset(smallworld::randomParts(120, 90, 40, 5)));
    std::vector<User> users;
    for (const User user : idsUpTo<User>(120))
        users.push_back(user);
    for (const int threads : {1, 4}) {
        const auto lists = recommend(serving, users, {.threads = threads});
        for (const User user : users)
            QVERIFY(lists[index(user)] == recommend(serving, user, {}));
    }
}

void TestRecommend::refusesWhatCannotBe()
{
    const Serving serving = withScores({1, 2, 3, 4, 5, 6});
    QVERIFY_EXCEPTION_THROWN(recommend(serving, User{5}, {}), Error);
    QVERIFY_EXCEPTION_THROWN(recommend(serving, User{-1}, {}), Error);
    QVERIFY_EXCEPTION_THROWN(recommend(serving, User{0}, {.top = 0}), Error);
    QVERIFY_EXCEPTION_THROWN(recommend(serving, User{0}, {.reasons = -1}), Error);
    QVERIFY_EXCEPTION_THROWN(makeServing(serving.dataset, nullptr, serving.candidates, serving.model), Error);
    QVERIFY_EXCEPTION_THROWN(
        makeServing(serving.dataset, std::make_shared<const NeighbourIndex>(), serving.candidates, serving.model),
        Error);
}

void TestRecommend::sharedTracksComeRarestFirst()
{
    // Listeners by track: 3 2 2 3 1 1.
    const Dataset dataset = smallserving::fiveUsers();
    const CatalogueFacts facts(dataset);
    QCOMPARE(facts.listeners(Track{3}), 3);
    const SharedTracks both = sharedTracks(dataset, facts, User{0}, User{1});
    QCOMPARE(both.shared, (std::vector{Track{1}, Track{2}, Track{0}, Track{3}}));
    QVERIFY(both.onlyFirst.empty());
    const SharedTracks some = sharedTracks(dataset, facts, User{0}, User{2});
    QCOMPARE(some.shared, (std::vector{Track{3}}));
    QCOMPARE(some.onlyFirst, (std::vector{Track{1}, Track{2}, Track{0}}));
    QCOMPARE(some.onlySecond, (std::vector{Track{4}}));

    const Dataset world(smallworld::randomParts(40, 20, 30, 9));
    for (const User a : idsUpTo<User>(40))
        for (const User b : idsUpTo<User>(40))
            QCOMPARE(sharedTrackCount(world, a, b),
                     static_cast<int>(sharedTracks(world, CatalogueFacts(world), a, b).shared.size()));
}

void TestRecommend::popularityIsTheShareOfLessLikedItems()
{
    // Likes 2 1 1 0 0 0. Item 0: 5 of 5 others below. Items 1 and 2: 3 below and 1 alike: (3 + 0.5) / 5. The rest: 2
    // alike: 1 / 5.
    const CatalogueFacts facts(smallserving::fiveUsers());
    QCOMPARE(facts.popularity(Item{0}), 1.0);
    QCOMPARE(facts.popularity(Item{1}), 0.7);
    QCOMPARE(facts.popularity(Item{5}), 0.2);
}

void TestRecommend::tasteProfileMatchesHandCounts()
{
    // Listeners 3 2 2 3 1 1; standings: 3 -> (4 + 0.5) / 5 = 0.9, 2 -> (2 + 0.5) / 5 = 0.5, 1 -> 0.5 / 5 = 0.1.
    // Tenths 9, 5, 5, 9, 1, 1. User 2 has tracks 3 and 4; all 12 entries: 6 in tenth 9, 4 in 5, 2 in 1, scaled by 2/12.
    const Dataset dataset = smallserving::fiveUsers();
    const TasteProfile profile = tasteProfile(dataset, CatalogueFacts(dataset), User{2});
    QCOMPARE(profile.tracks, (std::array<std::int32_t, 10>{0, 1, 0, 0, 0, 0, 0, 0, 0, 1}));
    QCOMPARE(profile.everyone.at(9), 1.0);
    QVERIFY(std::abs(profile.everyone.at(5) - 4.0 * 2 / 12) < 1e-12);
    QVERIFY(std::abs(profile.everyone.at(1) - 2.0 * 2 / 12) < 1e-12);
    QCOMPARE(profile.meanTenth, 6.0);
}

QTEST_GUILESS_MAIN(TestRecommend)
#include "tst_recommend.moc"
