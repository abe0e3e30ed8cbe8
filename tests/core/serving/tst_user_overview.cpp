#include "core/serving/find_by_text.h"
#include "core/serving/user_overview.h"

#include <QTest>

#include <cmath>

using namespace tastescope;

/// Four users, five tracks that are the items too. Listeners: a 3, b 2, c 1, d 1, e 0.
static Dataset films()
{
    using Likes = BinaryMatrix<User, Item>;
    const auto none = Likes::fromPairs(4, 5, {});
    DatasetParts parts;
    parts.itemsAreTracks = true;
    parts.users = IdTable({"48213", "7", "482", "9"});
    parts.items.ids = IdTable({"a", "b", "c", "d", "e"});
    parts.items.titles = {"Half a Lighthouse", "Copper Moth", "Glass Apricot", "Copper Wire", "New Copper"};
    parts.split.train = Likes::fromPairs(4, 5,
                                         {{User{0}, Item{0}},
                                          {User{0}, Item{1}},
                                          {User{1}, Item{0}},
                                          {User{1}, Item{2}},
                                          {User{2}, Item{0}},
                                          {User{2}, Item{1}},
                                          {User{2}, Item{3}}});
    parts.split.validation = none;
    parts.split.test = none;
    parts.split.cold = Likes::fromPairs(4, 5, {{User{3}, Item{4}}});
    return Dataset(std::move(parts));
}

/// 0 has 2 and 1, 1 has 2, 2 has 0, 3 has nobody.
static NeighbourIndex neighbours()
{
    return {{0, 2, 3, 4, 4}, {{User{2}, 0.8F}, {User{1}, 0.5F}, {User{2}, 0.4F}, {User{0}, 0.8F}}};
}

static UserOverview overviewOf(const NeighbourIndex& selected, const UserResults* perUser)
{
    const Dataset dataset = films();
    return describeUsers(dataset, CatalogueFacts(dataset), selected, buildCandidates(selected, dataset, {}), perUser);
}

class TestUserOverview : public QObject
{
    Q_OBJECT

private slots:
    void countsWhoIsChosen();
    void meansThePopularityOfTheTracks();
    void ordersTheUsersWorthLookingAt();
    void leavesOutWhatIsNotKnown();
    void findsUsersByIdAndByTrack();
    void findsItemsThatBeginWithTheTextFirst();
    void findsNobodyForBlanks();
};

void TestUserOverview::countsWhoIsChosen()
{
    const UserOverview overview = overviewOf(neighbours(), nullptr);
    QCOMPARE(overview.users[0].neighbours, 2);
    QCOMPARE(overview.users[2].chosenBy, 2);
    QCOMPARE(overview.users[3].chosenBy, 0);
    // chosen 1, 1 and 2 times: the third stands at (2 + 1/2) / 3, the others at (0 + 2/2) / 3
    QCOMPARE(overview.users[2].chosenShare, 2.5 / 3);
    QCOMPARE(overview.users[0].chosenShare, 1.0 / 3);
    QVERIFY(std::isnan(overview.users[3].chosenShare));
    QVERIFY(overview.users[3].isCold && overview.users[3].isFallback);
    QVERIFY(!overview.users[0].isCold && !overview.hasReciprocalRanks);
}

void TestUserOverview::meansThePopularityOfTheTracks()
{
    const UserOverview overview = overviewOf(neighbours(), nullptr);
    // of the four other tracks fewer listeners have: a 4, b 3, c and d 1 and one alike: standings 1, 0.75, 0.375,
    // 0.375, 0; tenths 10, 8, 4, 4, 1
    QCOMPARE(overview.users[0].meanTenth, 9.0);
    QCOMPARE(overview.users[1].meanTenth, 7.0);
    QCOMPARE(overview.users[2].meanTenth, 22.0 / 3);
    QVERIFY(std::isnan(overview.users[3].meanTenth));
}

void TestUserOverview::ordersTheUsersWorthLookingAt()
{
    const UserResults perUser{
        {"hit-1", "mrr"}, {User{0}, User{1}, User{2}}, {1, 1, 1}, {0, 0.5, 0, 0.25, 1, 1}, films().hash()};
    const UserOverview overview = overviewOf(neighbours(), &perUser);
    QCOMPARE(overview.users[1].reciprocalRank, 0.25);
    // a hundredth, a tenth, a twentieth of three users, rounded up: one each
    QCOMPARE(usersWorthLookingAt(overview, Attention::FewestNeighbours), std::vector<User>{User{1}});
    QCOMPARE(usersWorthLookingAt(overview, Attention::LargestError), std::vector<User>{User{1}});
    QCOMPARE(usersWorthLookingAt(overview, Attention::NicheTaste), std::vector<User>{User{1}});
    QCOMPARE(usersWorthLookingAt(overview, Attention::Cold), std::vector<User>{User{3}});
}

void TestUserOverview::leavesOutWhatIsNotKnown()
{
    const UserOverview overview = overviewOf({{0, 0, 0, 0, 0}, {}}, nullptr);
    QVERIFY(usersWorthLookingAt(overview, Attention::FewestNeighbours).empty());
    QVERIFY(usersWorthLookingAt(overview, Attention::LargestError).empty());
    QCOMPARE(usersWorthLookingAt(overview, Attention::NicheTaste).size(), std::size_t(1));
    // Nobody has a neighbour, and so everybody gets the fallback, the cold user too.
    const std::vector<User> everybody{User{0}, User{1}, User{2}, User{3}};
    QCOMPARE(usersWorthLookingAt(overview, Attention::Fallback), everybody);
    QCOMPARE(usersWorthLookingAt(overview, Attention::NoNeighbour), everybody);
}

void TestUserOverview::findsUsersByIdAndByTrack()
{
    const Dataset dataset = films();
    QCOMPARE(findUsers("48", dataset).byId, (std::vector<User>{User{2}, User{0}})); // the shorter id first
    QCOMPARE(findUsers("48 213", dataset).byId, std::vector<User>{User{0}});
    QCOMPARE(findUsers("48\u202F213", dataset).byId, std::vector<User>{User{0}});
    const FoundUsers found = findUsers(" COPPER ", dataset);
    QVERIFY(found.byId.empty());
    QCOMPARE(found.tracks, (std::vector<Track>{Track{1}, Track{3}, Track{4}}));
    QCOMPARE(found.byTrack, (std::vector<User>{User{0}, User{2}})); // e is nobody's in training
}

void TestUserOverview::findsItemsThatBeginWithTheTextFirst()
{
    const Dataset dataset = films();
    QCOMPARE(findItems("copper", dataset, 9), (std::vector<Item>{Item{1}, Item{3}, Item{4}}));
    QCOMPARE(findItems("copper", dataset, 1), std::vector<Item>{Item{1}});
    QCOMPARE(findItems("LIGHT", dataset, 9), std::vector<Item>{Item{0}});
}

void TestUserOverview::findsNobodyForBlanks()
{
    const FoundUsers found = findUsers("   ", films());
    QVERIFY(found.byId.empty() && found.byTrack.empty() && found.tracks.empty());
    QVERIFY(findItems(" ", films(), 9).empty());
    QVERIFY(findUsers("\u202F", films()).byId.empty()); // a narrow space is no number without its digits
    QVERIFY(findUsers(" \u202F ", films()).byId.empty());
}

QTEST_GUILESS_MAIN(TestUserOverview)
#include "tst_user_overview.moc"
