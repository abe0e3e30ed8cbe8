#include "core/base/error.h"
#include "core/data/exclude.h"
#include "core/data/sequences.h"
#include "core/pipeline/subsample.h"
#include "tests/support/hand_made.h"

#include <QTest>

using namespace tastescope;

namespace {

using Event = std::pair<int, std::int64_t>; ///< item, time

Sequences made(std::size_t items, const std::vector<std::vector<Event>>& rows)
{
    std::vector<std::int64_t> offsets{0};
    std::vector<Item> all;
    std::vector<std::int64_t> times;
    for (const auto& row : rows) {
        for (const auto& [item, time] : row) {
            all.push_back(Item{item});
            times.push_back(time);
        }
        offsets.push_back(static_cast<std::int64_t>(all.size()));
    }
    return {items, std::move(offsets), std::move(all), std::move(times)};
}

/// "item@time item@time | ..." of each user.
QString text(const Sequences& sequences)
{
    QStringList users;
    for (const User user : idsUpTo<User>(sequences.userCount())) {
        QStringList events;
        for (std::size_t i = 0; i < sequences.items(user).size(); ++i)
            events << QStringLiteral("%1@%2").arg(number(sequences.items(user)[i])).arg(sequences.times(user)[i]);
        users << events.join(QLatin1Char(' '));
    }
    return users.join(QStringLiteral(" | "));
}

/// User 0 took to items 0, 1 and 2, user 1 to item 2 twice and to item 0.
DatasetParts timed()
{
    DatasetParts parts = handmade::parts({.users = 2, .items = 3, .train = {{0, 1}, {0, 2}}, .test = {{2}, {}}});
    parts.sequences = made(3, {{{1, 5}, {2, 5}, {0, 9}}, {{2, -4}, {0, 7}, {2, 8}}});
    return parts;
}

} // namespace

/// Times are kept beside the pairs: in order, of just the positives, and outside the dataset's hash.
class TestSequences : public QObject
{
    Q_OBJECT

private slots:
    void brokenOnesAreNotValid_data();
    void brokenOnesAreNotValid();
    void mergingKeepsTheOrderOfTimeAndThenOfTheFiles();
    void usersAndItemsCanBeChosen();
    void hashIsOfItemsAndTimes();
    void datasetHashKnowsNothingOfTimes();
    void datasetRefusesTimesThatAreNotOfItsPositives_data();
    void datasetRefusesTimesThatAreNotOfItsPositives();
    void excludingLeavesTheTimesOfTheRest();
    void subsamplesKeepTheTimesOfTheirUsers();
};

void TestSequences::brokenOnesAreNotValid_data()
{
    QTest::addColumn<std::vector<std::int64_t>>("offsets");
    QTest::addColumn<std::vector<int>>("items");
    QTest::addColumn<std::vector<std::int64_t>>("times");
    QTest::addColumn<bool>("valid");
    using Whole = std::vector<std::int64_t>;
    using Items = std::vector<int>;
    QTest::newRow("nobody") << Whole{0} << Items{} << Whole{} << true;
    QTest::newRow("two users") << Whole{0, 2, 3} << Items{1, 1, 0} << Whole{4, 4, -9} << true;
    QTest::newRow("no offset") << Whole{} << Items{} << Whole{} << false;
    QTest::newRow("begins late") << Whole{1, 1} << Items{0} << Whole{1} << false;
    QTest::newRow("ends early") << Whole{0, 1} << Items{0, 1} << Whole{1, 2} << false;
    QTest::newRow("goes back") << Whole{0, 2, 1, 2} << Items{0, 1} << Whole{1, 2} << false;
    QTest::newRow("negative offset") << Whole{0, -1, 2} << Items{0, 1} << Whole{1, 2} << false;
    QTest::newRow("a time is missing") << Whole{0, 2} << Items{0, 1} << Whole{1} << false;
    QTest::newRow("times fall") << Whole{0, 2} << Items{0, 1} << Whole{2, 1} << false;
    QTest::newRow("no such item") << Whole{0, 1} << Items{2} << Whole{1} << false;
    QTest::newRow("negative item") << Whole{0, 1} << Items{-1} << Whole{1} << false;
}

void TestSequences::brokenOnesAreNotValid()
{
    QFETCH(std::vector<std::int64_t>, offsets);
    QFETCH(std::vector<int>, items);
    QFETCH(std::vector<std::int64_t>, times);
    QFETCH(bool, valid);
    std::vector<Item> strong;
    for (const int item : items)
        strong.push_back(Item{item});
    QCOMPARE(Sequences::isValid(2, offsets, strong, times), valid);
}

void TestSequences::mergingKeepsTheOrderOfTimeAndThenOfTheFiles()
{
    const Sequences first = made(9, {{{1, 10}, {2, 20}}, {}, {{3, 5}}});
    const Sequences second = made(9, {{{4, 5}, {5, 20}, {6, 30}}, {{7, 1}}, {}});
    QCOMPARE(text(merge(first, second)), QStringLiteral("4@5 1@10 2@20 5@20 6@30 | 7@1 | 3@5"));
}

void TestSequences::usersAndItemsCanBeChosen()
{
    const Sequences all = made(3, {{{0, 1}, {1, 2}}, {{2, 3}}, {{1, 4}, {2, 5}, {1, 6}}});
    const std::vector users{User{2}, User{0}};
    QCOMPARE(text(selectEvents(all, users, std::vector{0, 1, 2}, 3)), QStringLiteral("1@4 2@5 1@6 | 0@1 1@2"));
    const Sequences fewer = selectEvents(all, users, std::vector{-1, 0, 1}, 2);
    QCOMPARE(text(fewer), QStringLiteral("0@4 1@5 0@6 | 0@2"));
    QCOMPARE(fewer.itemCount(), std::size_t{2});
    QCOMPARE(selectEvents({}, users, std::vector{0}, 1).userCount(), std::size_t{0}); // not known stays not known
}

void TestSequences::hashIsOfItemsAndTimes()
{
    const std::string hash = made(3, {{{0, 1}, {1, 2}}}).hash();
    QCOMPARE(made(3, {{{0, 1}, {1, 2}}}).hash(), hash);
    QVERIFY(made(3, {{{0, 1}, {1, 3}}}).hash() != hash);
    QVERIFY(made(3, {{{1, 1}, {0, 2}}}).hash() != hash);
    QVERIFY(made(3, {{{0, 1}}, {{1, 2}}}).hash() != hash);
}

void TestSequences::datasetHashKnowsNothingOfTimes()
{
    const Dataset with(timed());
    DatasetParts parts = timed();
    parts.sequences = {};
    const Dataset without(std::move(parts));
    QVERIFY(with.hasTimes() && !without.hasTimes());
    QCOMPARE(with.hash(), without.hash()); // runs that learned from pairs alone still fit
}

void TestSequences::datasetRefusesTimesThatAreNotOfItsPositives_data()
{
    QTest::addColumn<int>("items");
    QTest::addColumn<std::vector<std::vector<Event>>>("rows");
    using Rows = std::vector<std::vector<Event>>;
    QTest::newRow("a pair that is no positive") << 3 << Rows{{{1, 5}, {2, 5}, {0, 9}}, {{1, 4}, {0, 7}, {2, 8}}};
    QTest::newRow("a positive without a time") << 3 << Rows{{{1, 5}, {2, 5}, {0, 9}}, {{2, 7}, {2, 8}}};
    QTest::newRow("a user too few") << 3 << Rows{{{1, 5}, {2, 5}, {0, 9}}};
    QTest::newRow("an item too many") << 4 << Rows{{{1, 5}, {2, 5}, {0, 9}}, {{0, 7}, {2, 8}}};
}

void TestSequences::datasetRefusesTimesThatAreNotOfItsPositives()
{
    QFETCH(int, items);
    QFETCH(std::vector<std::vector<Event>>, rows);
    DatasetParts parts = timed();
    parts.sequences = made(static_cast<std::size_t>(items), rows);
    QVERIFY_EXCEPTION_THROWN(Dataset(std::move(parts)), Error);
}

void TestSequences::excludingLeavesTheTimesOfTheRest()
{
    const Dataset dataset(timed());
    QCOMPARE(text(exclude(dataset, {"x", {User{0}}, {}})->sequences()), QStringLiteral("2@-4 0@7 2@8"));
    QCOMPARE(text(exclude(dataset, {"x", {}, {Item{0}}})->sequences()), QStringLiteral("0@5 1@5 | 1@-4 1@8"));
}

void TestSequences::subsamplesKeepTheTimesOfTheirUsers()
{
    const auto half = subsample(Dataset(timed()), {.share = 0.5, .ownership = {}});
    QCOMPARE(half->userCount(), std::size_t{1});
    QCOMPARE(text(half->sequences()),
             half->users().name(0) == "u0" ? QStringLiteral("1@5 2@5 0@9") : QStringLiteral("2@-4 0@7 2@8"));
}

QTEST_GUILESS_MAIN(TestSequences)
#include "tst_sequences.moc"
