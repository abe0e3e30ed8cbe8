#include "core/base/error.h"
#include "core/data/exclude.h"
#include "core/data/health.h"
#include "tests/support/hand_made.h"

#include <QTest>

using namespace tastescope;

namespace {

/// Four users, five playlists, three tracks.
///
///            library   train   validation   test   cold   owns
///     user 0   0 1      0 1        2                        0
///     user 1   1        0                                   1 2
///     user 2   2                                     3
///     user 3            0 2                   4             4
DatasetParts byHand()
{
    DatasetParts parts = handmade::parts({.users = 4,
                                          .items = 5,
                                          .tracks = 3,
                                          .library = {{0, 1}, {1}, {2}, {}},
                                          .train = {{0, 1}, {0}, {}, {0, 2}},
                                          .validation = {{2}},
                                          .test = {{}, {}, {}, {4}},
                                          .cold = {{}, {}, {3}},
                                          .owned = {{0}, {1, 2}, {}, {4}}});
    parts.items.titles = {"a", "b", "c", "d", "e"};
    parts.exploration = {0.1F, 0.2F, 0.3F, 0.4F};
    parts.itemTracks = handmade::matrix<Item, Track>({{0}, {1}, {1, 2}, {2}, {0}}, 5, 3);
    parts.givenValidation = EvaluationLists{{{User{0}, Item{2}}}, {0, 2}, {Item{3}, Item{4}}};
    parts.givenTest = EvaluationLists{{{User{3}, Item{4}}}, {0, 3}, {Item{1}, Item{3}, Item{2}}};
    return parts;
}

Dataset made()
{
    return Dataset(byHand());
}

template<typename Id>
std::vector<int> numbers(std::span<const Id> ids)
{
    std::vector<int> result;
    for (const Id id : ids)
        result.push_back(number(id));
    return result;
}

} // namespace

class TestExclude : public QObject
{
    Q_OBJECT

private slots:
    void excludedUsersLeaveEverything();
    void excludedItemsLeaveEverything();
    void excludingNobodyChangesNothingButTheProvenance();
    void theOriginalStaysAsItWas();
    void provenanceSaysWhatAndHowMany();
    void aCheckWhoseRowsAreExcludedIsAllRightThen();
    void filmsThatAreTracksLeaveTheLibrariesToo();
    void refusesToLeaveNobody();
    void stopsWhenAsked();
};

void TestExclude::excludedUsersLeaveEverything()
{
    const Dataset original = made();
    const auto derived = exclude(original, {"Cold users", {User{2}}, {}});
    // Users 0, 1, 3 are now 0, 1, 2.
    QCOMPARE(derived->users().names(), (std::vector<std::string>{"u0", "u1", "u3"}));
    QCOMPARE(derived->itemCount(), std::size_t(5));
    QCOMPARE(numbers(derived->train().row(User{2})), (std::vector{0, 2}));
    QCOMPARE(derived->train().entryCount(), original.train().entryCount()); // the cold user had none
    QCOMPARE(derived->split().cold.entryCount(), std::size_t(0));
    QCOMPARE(numbers(derived->library().row(User{0})), (std::vector{0, 1}));
    QCOMPARE(derived->library().entryCount(), std::size_t(3)); // 4 without the one of user 2
    QCOMPARE(derived->exploration(), (std::vector{0.1F, 0.2F, 0.4F}));
    QCOMPARE(derived->owner(Item{4}), User{2});
    QCOMPARE(derived->givenLists(Part::Test)->positives, (std::vector{HeldOut{User{2}, Item{4}}}));
    QVERIFY(derived->hash() != original.hash());

    const auto withoutAnOwner = exclude(original, {"Somebody", {User{1}}, {}});
    QVERIFY(!withoutAnOwner->owner(Item{1}));
    QVERIFY(!withoutAnOwner->owner(Item{2}));
    QCOMPARE(withoutAnOwner->owned().entryCount(), std::size_t(2)); // 4 without his 2
    QCOMPARE(withoutAnOwner->givenLists(Part::Validation), original.givenLists(Part::Validation));
}

void TestExclude::excludedItemsLeaveEverything()
{
    const auto derived = exclude(made(), {"Only held out", {}, {Item{3}, Item{4}}});
    QCOMPARE(derived->userCount(), std::size_t(4));
    QCOMPARE(derived->items().titles, (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(derived->train().entryCount(), std::size_t(5));
    QCOMPARE(derived->split().validation.entryCount(), std::size_t(1));
    QCOMPARE(derived->split().test.entryCount(), std::size_t(0)); // item 4 was user 3's only one
    QVERIFY(!derived->isCold(User{2}));                           // item 3 was her only one
    QCOMPARE(derived->owned().entryCount(), std::size_t(3));
    QCOMPARE(derived->itemTracks().rowCount(), std::size_t(3));
    QCOMPARE(derived->givenLists(Part::Validation)->positives, (std::vector{HeldOut{User{0}, Item{2}}}));
    QVERIFY(derived->givenLists(Part::Validation)->negatives.empty()); // both were 3 and 4
    QVERIFY(derived->givenLists(Part::Test)->positives.empty());

    const auto withoutTheFirst = exclude(made(), {"The first", {}, {Item{0}}});
    QCOMPARE(numbers(withoutTheFirst->train().row(User{3})), std::vector{1}); // was item 2
    QCOMPARE(numbers(withoutTheFirst->givenLists(Part::Test)->negativesOf(0)), (std::vector{0, 2, 1}));
}

void TestExclude::excludingNobodyChangesNothingButTheProvenance()
{
    const Dataset original = made();
    const auto same = exclude(original, {"Nobody", {}, {}});
    QCOMPARE(same->hash(), original.hash());
    QCOMPARE(same->parts().library, original.parts().library);
    QCOMPARE(same->parts().owned, original.parts().owned);
    QCOMPARE(same->parts().itemTracks, original.parts().itemTracks);
    QCOMPARE(same->provenance().counts, original.provenance().counts);
}

void TestExclude::theOriginalStaysAsItWas()
{
    const Dataset original = made();
    (void)exclude(original, {"Somebody", {User{0}}, {Item{1}}});
    QCOMPARE(original.hash(), made().hash());
    QCOMPARE(original.provenance(), made().provenance());
}

void TestExclude::provenanceSaysWhatAndHowMany()
{
    using Options = std::vector<std::pair<std::string, std::string>>;
    using Counts = std::vector<std::pair<std::string, std::int64_t>>;
    const auto once = exclude(made(), {"Cold users", {User{2}}, {}});
    QCOMPARE(once->provenance().options, (Options{{"excluded", "Cold users: 1 user"}}));
    QCOMPARE(once->provenance().counts, (Counts{{"users excluded", 1}}));
    const auto twice = exclude(*once, {"Others", {User{0}}, {Item{3}, Item{4}}});
    QCOMPARE(twice->provenance().options,
             (Options{{"excluded", "Cold users: 1 user"}, {"excluded", "Others: 1 user, 2 playlists"}}));
    QCOMPARE(once->name(), "hand made, reduced");
    QCOMPARE(twice->name(), once->name());
    QCOMPARE(twice->provenance().counts, (Counts{{"users excluded", 2}, {"items excluded", 2}}));
}

void TestExclude::aCheckWhoseRowsAreExcludedIsAllRightThen()
{
    const Dataset original = made();
    int tried = 0;
    for (const HealthRow& row : checkHealth(original)) {
        if (!row.excludable)
            continue;
        ++tried;
        const auto derived = exclude(original, {row.title, row.users, row.items});
        for (const HealthRow& after : checkHealth(*derived))
            if (after.id == row.id)
                QCOMPARE(after.count, 0);
    }
    // User 2 is cold, user 3 has no track, item 4 is only held out: users without likes and unliked items, there are
    // none.
    QCOMPARE(tried, 3);
}

void TestExclude::filmsThatAreTracksLeaveTheLibrariesToo()
{
    const Dataset films = handmade::dataset({.users = 2, .items = 3, .train = {{0, 1}, {1, 2}}});
    const auto derived = exclude(films, {"A film", {}, {Item{1}}});
    QCOMPARE(derived->trackCount(), std::size_t(2));
    QCOMPARE(numbers(derived->library().row(User{0})), std::vector{0});
    QCOMPARE(numbers(derived->library().row(User{1})), std::vector{1}); // was 2
}

void TestExclude::refusesToLeaveNobody()
{
    const std::vector everybody{User{0}, User{1}, User{2}, User{3}};
    const std::vector everything{Item{0}, Item{1}, Item{2}, Item{3}, Item{4}};
    QVERIFY_EXCEPTION_THROWN(exclude(made(), {"All", everybody, {}}), Error);
    QVERIFY_EXCEPTION_THROWN(exclude(made(), {"All", {}, everything}), Error);
}

void TestExclude::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    JobContext job;
    job.stop = stop.get_token();
    QVERIFY_EXCEPTION_THROWN(exclude(made(), {"Somebody", {User{0}}, {}}, job), Cancelled);
}

QTEST_GUILESS_MAIN(TestExclude)
#include "tst_exclude.moc"
