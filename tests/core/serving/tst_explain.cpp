#include "core/base/error.h"
#include "core/models/ease/train_ease.h"
#include "core/serving/explain.h"
#include "core/serving/shared_tracks.h"
#include "tests/core/serving/small_serving.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace tastescope;

class TestExplain : public QObject
{
    Q_OBJECT

private slots:
    void theLedgerNamesEveryVote();
    void everyLedgerAddsUp_data();
    void everyLedgerAddsUp();
    void likesThatAddUpAreALedger();
    void otherModelsMakeNoLedger();
    void aFallbackListIsExplainedAsSuch();
    void whyNotGivesTheFirstFailingReason_data();
    void whyNotGivesTheFirstFailingReason();
    void whyNotKnowsTheSample();
    void whyNotOfAModelWithoutVotesGivesItsOwnReasonFirst();
    void whyNotCountsInTheWholeCatalogue();
    void ranksAreThoseOfTheList();
    void refusesWhatCannotBe();
};

void TestExplain::theLedgerNamesEveryVote()
{
    // Item 0 is liked by users 1 and 2: 1 + 1 / sqrt(8). User 0 shares tracks 1, 2, 0, 3 (rarest first) with user 1.
    const Serving serving = smallserving::serve(smallserving::fiveUsers());
    const Explanation why = explain(serving, User{0}, Item{0});
    QVERIFY(why.isLedger && !why.isFallback);
    QCOMPARE(why.votes.size(), std::size_t(2));
    QCOMPARE(why.votes[0].neighbour, User{1});
    QCOMPARE(why.votes[0].adds, 1.0);
    QCOMPARE(why.votes[0].shared, (std::vector{Track{1}, Track{2}, Track{0}, Track{3}}));
    QCOMPARE(why.votes[1].neighbour, User{2});
    QCOMPARE(why.votes[1].total, why.total);
    QVERIFY(std::abs(why.total - (1 + 1 / std::sqrt(8.0))) < 1e-7);
    QVERIFY(why.addsUp());

    const Explanation nobody = explain(serving, User{0}, Item{4});
    QVERIFY(nobody.isLedger && nobody.votes.empty() && nobody.addsUp());
    QCOMPARE(nobody.score, 0.0);
}

void TestExplain::everyLedgerAddsUp_data()
{
    QTest::addColumn<int>("weighting");
    QTest::newRow("binary") << static_cast<int>(Weighting::Binary);
    QTest::newRow("bm25") << static_cast<int>(Weighting::Bm25);
    QTest::newRow("tfidf") << static_cast<int>(Weighting::TfIdf);
}

void TestExplain::everyLedgerAddsUp()
{
    QFETCH(int, weighting);
    const Dataset dataset(smallworld::randomParts(90, 60, 40, 8));
    const auto model =
        std::make_shared<const UserKnnModel>(trainUserKnn({.weighting = static_cast<Weighting>(weighting)}, dataset));
    const Serving serving = smallserving::serve(dataset, model);
    for (const User user : idsUpTo<User>(90))
        for (const Item item : idsUpTo<Item>(60)) {
            const Explanation why = explain(serving, user, item, RecommendFrom::Catalogue);
            QVERIFY(why.addsUp());
            float served = 0;
            model->score(user, std::array{item}, std::span(&served, 1));
            QCOMPARE(static_cast<float>(why.score), served);
            double total = 0;
            for (const Vote& vote : why.votes) {
                total += vote.adds;
                QCOMPARE(vote.total, total);
                QCOMPARE(vote.shared, sharedTracks(dataset, *serving.facts, user, vote.neighbour).shared);
                QVERIFY(dataset.train().contains(vote.neighbour, item));
            }
            QVERIFY(std::abs(total - why.score) <= 1e-9);
        }
}

void TestExplain::likesThatAddUpAreALedger()
{
    const Dataset dataset(smallworld::randomParts(90, 60, 40, 8));
    const auto model = std::make_shared<const EaseModel>(trainEase({.l2 = 3}, dataset));
    const Serving serving = smallserving::serve(dataset, model);
    for (const User user : idsUpTo<User>(90))
        for (const Item item : idsUpTo<Item>(60)) {
            const Explanation why = explain(serving, user, item, RecommendFrom::Catalogue);
            if (why.isFallback)
                continue;
            QVERIFY(why.isLedger && why.isOfLikes && why.addsUp() && why.votes.empty());
            double total = 0;
            double before = HUGE_VAL;
            for (const LikeVote& like : why.likes) {
                total += like.adds;
                QCOMPARE(like.total, total);
                QVERIFY(like.adds <= before && dataset.train().contains(user, like.like));
                before = like.adds;
            }
            // What neighbours bring is no reason of a list that no neighbour votes for.
            const WhyNot place =
                whyNot(serving, user, item, {.top = 1, .from = RecommendFrom::Neighbours, .filterSeen = false});
            QVERIFY(place.rank || place.catalogueRank <= 1 || place.reason != WhyNotReason::NoNeighbourBringsIt);
        }
}

void TestExplain::otherModelsMakeNoLedger()
{
    const Dataset dataset = smallserving::fiveUsers();
    const auto popularity = std::make_shared<const PopularityModel>(trainPopularity({}, dataset));
    const Explanation why = explain(smallserving::serve(dataset, popularity), User{0}, Item{2});
    QVERIFY(!why.isLedger && !why.addsUp());
    QCOMPARE(why.score, 1.0);
    QCOMPARE(why.votes.size(), std::size_t(1)); // user 2 owns it
    QCOMPARE(why.votes[0].neighbour, User{2});
    QCOMPARE(why.votes[0].adds, 0.0);
    QCOMPARE(why.votes[0].shared, (std::vector{Track{3}}));
}

void TestExplain::aFallbackListIsExplainedAsSuch()
{
    const Explanation why = explain(smallserving::serve(smallserving::fiveUsers()), User{3}, Item{0});
    QVERIFY(why.isFallback && !why.isLedger);
    QCOMPARE(why.score, 2.0); // training likes
}

void TestExplain::whyNotGivesTheFirstFailingReason_data()
{
    QTest::addColumn<int>("item");
    QTest::addColumn<WhyNotReason>("expected");
    QTest::addColumn<int>("rank");
    // User 0's list: 0 (1 + 0.35), 2 (1), 3 (0).
    QTest::newRow("in the list") << 0 << WhyNotReason::NotMissing << 1;
    QTest::newRow("liked") << 1 << WhyNotReason::AlreadyLiked << 0;
    QTest::newRow("too low") << 2 << WhyNotReason::RankedLower << 2;
    QTest::newRow("nobody brings it") << 4 << WhyNotReason::NoNeighbourBringsIt << 0;
    QTest::newRow("own") << 5 << WhyNotReason::OwnItem << 0;
}

void TestExplain::whyNotGivesTheFirstFailingReason()
{
    QFETCH(int, item);
    QFETCH(WhyNotReason, expected);
    QFETCH(int, rank);
    const WhyNot answer = whyNot(smallserving::serve(smallserving::fiveUsers()), User{0}, Item{item}, {.top = 1});
    QCOMPARE(answer.reason, expected);
    QCOMPARE(answer.rank.value_or(0), std::int64_t(rank));
    QCOMPARE(answer.ranked, std::int64_t(3));
}

void TestExplain::whyNotKnowsTheSample()
{
    const Serving serving = smallserving::serve(smallserving::fiveUsers(), nullptr, {}, {.count = 1});
    int sampledOut = 0;
    for (const int item : {0, 2, 3}) {
        const WhyNot answer = whyNot(serving, User{0}, Item{item}, {});
        QVERIFY(!answer.broughtBy.empty());
        sampledOut += answer.reason == WhyNotReason::NotInSample ? 1 : 0;
    }
    QCOMPARE(sampledOut, 2);
}

void TestExplain::whyNotOfAModelWithoutVotesGivesItsOwnReasonFirst()
{
    // Likes in training: 0 has 2, 1 and 2 have 1, the others none. User 0 may be recommended 0, 2, 3, 4 (1 is liked, 5
    // his own), of which neighbours bring 0, 2, 3: item 4 is fourth of them, so its score keeps it out.
    const Dataset dataset = smallserving::fiveUsers();
    const Serving serving =
        smallserving::serve(dataset, std::make_shared<const PopularityModel>(trainPopularity({}, dataset)));
    const WhyNot low = whyNot(serving, User{0}, Item{4}, {.top = 1});
    QCOMPARE(low.reason, WhyNotReason::RankedTooLow);
    QVERIFY(!low.rank);
    QCOMPARE(low.catalogueRank, std::int64_t(4));
    QCOMPARE(low.catalogue, std::int64_t(4));
    // In a list of four its score would do: what keeps it out is that nobody brings it.
    QCOMPARE(whyNot(serving, User{0}, Item{4}, {.top = 4}).reason, WhyNotReason::NoNeighbourBringsIt);
    QCOMPARE(whyNot(serving, User{0}, Item{1}, {.top = 1}).reason, WhyNotReason::AlreadyLiked);
}

void TestExplain::whyNotCountsInTheWholeCatalogue()
{
    const Serving serving = smallserving::serve(Dataset(smallworld::randomParts(60, 50, 40, 2)));
    for (const RecommendFrom from : {RecommendFrom::Neighbours, RecommendFrom::Catalogue})
        for (const bool filterSeen : {true, false}) {
            const RecommendOptions options{.top = 5, .from = from, .filterSeen = filterSeen};
            for (const User user : idsUpTo<User>(60)) {
                if (isServedFallback(serving, user, from))
                    continue;
                RecommendOptions all = options;
                all.from = RecommendFrom::Catalogue;
                const Ranked ranked = rankItems(serving, user, all, 50);
                for (std::size_t line = 0; line < ranked.entries.size(); ++line) {
                    const WhyNot answer = whyNot(serving, user, ranked.entries[line].item, options);
                    QCOMPARE(answer.catalogueRank, static_cast<std::int64_t>(line) + 1);
                    QCOMPARE(answer.catalogue, ranked.count);
                    QCOMPARE(answer.score, ranked.entries[line].score);
                }
                for (const Item liked : serving.dataset->train().row(user)) // itself counted among them
                    QCOMPARE(whyNot(serving, user, liked, options).catalogue, ranked.count + (filterSeen ? 1 : 0));
            }
        }
}

void TestExplain::ranksAreThoseOfTheList()
{
    const Serving serving = smallserving::serve(Dataset(smallworld::randomParts(60, 50, 40, 2)));
    for (const RecommendFrom from : {RecommendFrom::Neighbours, RecommendFrom::Catalogue})
        for (const User user : idsUpTo<User>(60)) {
            const RecommendOptions options{.top = 5, .from = from};
            const RecommendationList list = recommend(serving, user, options);
            for (std::size_t line = 0; line < list.lines.size(); ++line) {
                const WhyNot answer = whyNot(serving, user, list.lines[line].item, options);
                QCOMPARE(answer.reason, WhyNotReason::NotMissing);
                QCOMPARE(*answer.rank, static_cast<std::int64_t>(line) + 1);
                QCOMPARE(answer.score, list.lines[line].score);
            }
        }
}

void TestExplain::refusesWhatCannotBe()
{
    const Serving serving = smallserving::serve(smallserving::fiveUsers());
    QVERIFY_EXCEPTION_THROWN(explain(serving, User{5}, Item{0}), Error);
    QVERIFY_EXCEPTION_THROWN(explain(serving, User{0}, Item{6}), Error);
    QVERIFY_EXCEPTION_THROWN(whyNot(serving, User{0}, Item{-1}, {}), Error);
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
