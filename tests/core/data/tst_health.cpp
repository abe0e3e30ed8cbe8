#include "core/base/error.h"
#include "core/data/describe.h"
#include "core/data/health.h"

#include <QTest>

#include <numeric>

using namespace tastescope;

namespace {

using Pairs = std::vector<std::pair<User, Item>>;

IdTable names(const std::string& prefix, int count)
{
    std::vector<std::string> result;
    for (int i = 0; i < count; ++i)
        result.push_back(prefix + std::to_string(i));
    return IdTable(std::move(result));
}

BinaryMatrix<User, Item> matrix(Pairs pairs)
{
    return BinaryMatrix<User, Item>::fromPairs(5, 6, std::move(pairs));
}

/// Five users, six playlists, four tracks.
/// User 0 likes 0 1 in training, 2 in validation; user 1 likes 0 in training; user 2 is cold and likes 3;
/// user 3 likes nothing; user 4 likes 0 in training, 4 in test. Playlist 5 is liked by nobody.
/// User 0 owns 0 and 1, user 4 owns 4; 2, 3, 5 are unowned. User 4 has no tracks.
DatasetParts byHand()
{
    DatasetParts parts;
    parts.nouns = {"playlist", "track"};
    parts.users = names("u", 5);
    parts.items.ids = names("p", 6);
    parts.tracks.ids = names("t", 4);
    parts.library = BinaryMatrix<User, Track>::fromPairs(5, 4,
                                                         {{User{0}, Track{0}},
                                                          {User{0}, Track{1}},
                                                          {User{0}, Track{2}},
                                                          {User{1}, Track{0}},
                                                          {User{2}, Track{0}},
                                                          {User{3}, Track{1}}});
    parts.split = {matrix({{User{0}, Item{0}}, {User{0}, Item{1}}, {User{1}, Item{0}}, {User{4}, Item{0}}}),
                   matrix({{User{0}, Item{2}}}), matrix({{User{4}, Item{4}}}), matrix({{User{2}, Item{3}}})};
    parts.owned = matrix({{User{0}, Item{0}}, {User{0}, Item{1}}, {User{4}, Item{4}}});
    parts.exploration = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F};
    return parts;
}

HealthRow rowOf(const std::vector<HealthRow>& rows, const std::string& id)
{
    for (const HealthRow& row : rows)
        if (row.id == id)
            return row;
    return {};
}

} // namespace

class TestHealth : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatDeservesALook();
    void aSoundDatasetIsAllRight();
    void saysWhatReadersMended();
    void hasNoOwnerRowsWhereNobodyOwns();
    void describesTheDataset();
    void describesSomeUsersAlone();
    void reportsOwnership();
};

void TestHealth::findsWhatDeservesALook()
{
    const std::vector<HealthRow> rows = checkHealth(Dataset(byHand()));
    QCOMPARE(rowOf(rows, "items-only-held-out").items, (std::vector{Item{2}, Item{4}}));
    QCOMPARE(rowOf(rows, "items-only-held-out").severity, Severity::Warning);
    QVERIFY(rowOf(rows, "items-only-held-out").explanation.starts_with("100.0 %")); // both held-out positives
    QCOMPARE(rowOf(rows, "items-only-held-out").title, "Playlists that appear only in validation or test");
    QCOMPARE(rowOf(rows, "items-nobody-likes").items, std::vector{Item{5}});
    QCOMPARE(rowOf(rows, "users-without-likes").users, std::vector{User{3}});
    QCOMPARE(rowOf(rows, "users-without-tracks").users, std::vector{User{4}});
    QCOMPARE(rowOf(rows, "users-not-evaluated").users, std::vector{User{1}});
    QCOMPARE(rowOf(rows, "cold-users").users, std::vector{User{2}});
    QVERIFY(rowOf(rows, "cold-users").explanation.starts_with("20.0 %"));
    QCOMPARE(rowOf(rows, "one-owner").count, 3);
    QCOMPARE(rowOf(rows, "one-owner").explanation, "at most 2 a user");
    QCOMPARE(rowOf(rows, "items-unowned").items, (std::vector{Item{2}, Item{3}, Item{5}}));
}

void TestHealth::aSoundDatasetIsAllRight()
{
    DatasetParts parts;
    parts.users = names("u", 1);
    parts.items.ids = names("p", 1);
    parts.itemsAreTracks = true;
    const auto none = BinaryMatrix<User, Item>::fromPairs(1, 1, {});
    parts.split = {BinaryMatrix<User, Item>::fromPairs(1, 1, {{User{0}, Item{0}}}), none, none, none};
    for (const HealthRow& row : checkHealth(Dataset(parts)))
        if (row.id != "users-not-evaluated") {
            QCOMPARE(row.severity, Severity::Ok);
            QCOMPARE(row.count, 0);
        }
}

void TestHealth::saysWhatReadersMended()
{
    DatasetParts parts = byHand();
    QCOMPARE(rowOf(checkHealth(Dataset(parts)), "duplicates").severity, Severity::Ok);
    QCOMPARE(rowOf(checkHealth(Dataset(parts)), "duplicates").title, "No track repeats inside a library");
    parts.provenance.counts = {{"duplicates", 7},
                               {"train rows that test has too", 3},
                               {"songs in libraries", 10},
                               {"songs in libraries, matched", 8}};
    const std::vector<HealthRow> rows = checkHealth(Dataset(parts));
    QCOMPARE(rowOf(rows, "duplicates").count, 7);
    QCOMPARE(rowOf(rows, "duplicates").severity, Severity::Information);
    QCOMPARE(rowOf(rows, "leaks").count, 3);
    QCOMPARE(rowOf(rows, "unmatched-songs").count, 2);
}

void TestHealth::hasNoOwnerRowsWhereNobodyOwns()
{
    DatasetParts parts = byHand();
    parts.owned = {};
    const std::vector<HealthRow> rows = checkHealth(Dataset(parts));
    QVERIFY(rowOf(rows, "one-owner").id.empty());
    QVERIFY(rowOf(rows, "items-unowned").id.empty());
    QVERIFY(!describe(Dataset(parts)).ownership);
}

void TestHealth::describesTheDataset()
{
    const DatasetSummary summary = describe(Dataset(byHand()));
    QCOMPARE(summary.counts.users, 5);
    QCOMPARE(summary.counts.coldUsers, 1);
    QCOMPARE(summary.counts.items, 6);
    QCOMPARE(summary.counts.tracks, 4);
    QCOMPARE(summary.counts.libraryPairs, 6);
    QCOMPARE(summary.density, 6.0 / 20.0);
    QCOMPARE(summary.counts.positives, 7);
    QCOMPARE((std::vector{summary.counts.train, summary.counts.validation, summary.counts.test, summary.counts.cold}),
             (std::vector<std::int64_t>{4, 1, 1, 1}));
    // Users have 3, 1, 1, 0 and 2 positives.
    QCOMPARE(summary.positivesPerUser.mean, 1.4);
    QCOMPARE(summary.positivesPerUser.max, 3.0);
    QCOMPARE(summary.positivesHistogram.outside, 1); // the user without any does not fit a logarithmic axis
    QCOMPARE(summary.librarySizes.max, 3.0);
    QCOMPARE(summary.trackListeners, (std::vector<std::int32_t>{3, 2, 1, 0}));
    QCOMPARE(summary.topTrackShare, 3.0 / 6.0); // the top 1 % of four tracks is one
    QCOMPARE(summary.itemLikers, (std::vector<std::int32_t>{3, 1, 0, 0, 0, 0}));
    QCOMPARE(summary.exploration.count, 5);
    QCOMPARE(summary.explorationHistogram.counts.size(), std::size_t(30));
}

void TestHealth::describesSomeUsersAlone()
{
    const Dataset dataset(byHand());
    const DatasetSummary all = describe(dataset);
    const DatasetSummary some = describe(dataset, 30, UserSet(dataset.hash(), {User{0}, User{3}}));
    // Users 0 and 3 have 3 and 0 positives; the catalogue stays what it is.
    QCOMPARE(some.counts.users, 2);
    QCOMPARE(some.counts.positives, 3);
    QCOMPARE(some.counts.items, all.counts.items);
    QCOMPARE(some.positivesPerUser.mean, 1.5);
    QCOMPARE(some.positivesHistogram.edges, all.positivesHistogram.edges); // the same bars, of the same axis
    QCOMPARE(std::accumulate(some.positivesHistogram.counts.begin(), some.positivesHistogram.counts.end(), 0LL), 1LL);
    QCOMPARE(some.exploration.count, 2);

    // All users one by one are all of them together.
    std::int64_t pairs = 0;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        pairs += countData(dataset, UserSet(dataset.hash(), {user})).libraryPairs;
    QCOMPARE(pairs, all.counts.libraryPairs);
    QVERIFY(countData(dataset) == all.counts);
    QVERIFY_EXCEPTION_THROWN(countData(dataset, UserSet("other data", {User{0}})), Error);
    QVERIFY_EXCEPTION_THROWN(UserSet(dataset.hash(), {User{1}, User{0}}), Error);
}

void TestHealth::reportsOwnership()
{
    // Owners hold 2 and 1 of six: Gini = 2 (1 * 1 + 2 * 2) / (2 * 3) - 3 / 2 = 1 / 6.
    const OwnershipReport report = reportOwnership(byHand().owned);
    QCOMPARE(report.perOwner.count, 2);
    QCOMPARE(report.perOwner.mean, 1.5);
    QCOMPARE(report.unowned, 3);
    QVERIFY(std::abs(report.gini - 1.0 / 6.0) < 1e-12);
    QCOMPARE(report.topShares[0], 2.0 / 3.0);
    QCOMPARE(report.lorenz, (std::vector<LorenzPoint>{{0, 0}, {0.5, 1.0 / 3.0}, {1, 1}}));
}

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
