#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/data/split.h"

#include <QTest>

#include <set>

using namespace tastescope;

namespace {

/// Users with the given numbers of positives, items 0, 1, 2, ... each.
BinaryMatrix<User, Item> usersWith(const std::vector<int>& counts, std::size_t items = 100)
{
    std::vector<std::pair<User, Item>> pairs;
    for (std::size_t user = 0; user < counts.size(); ++user)
        for (int item = 0; item < counts[user]; ++item)
            pairs.emplace_back(User{static_cast<std::int32_t>(user)}, Item{item});
    return BinaryMatrix<User, Item>::fromPairs(counts.size(), items, std::move(pairs));
}

std::vector<std::size_t> sizes(const Split& split, User user)
{
    return {split.train.row(user).size(), split.validation.row(user).size(), split.test.row(user).size(),
            split.cold.row(user).size()};
}

SplitOptions withoutColdUsers()
{
    SplitOptions options;
    options.coldShare = 0;
    return options;
}

} // namespace

class TestSplit : public QObject
{
    Q_OBJECT

private slots:
    void cutsSeventyTwentyTen();
    void everyPairIsInExactlyOnePart();
    void usersWithFewPositivesAreAllTraining();
    void coldUsersLeaveTrainingEntirely();
    void aUsersCutDependsOnSeedAndUserAlone();
    void leavesTheLastOutByTime();
    void refusesWhatCannotBe();
    void carvesOneOfEachUser();
    void saysWhatItDoes();
    void aDatasetRefusesPartsThatShareAPair();
};

void TestSplit::cutsSeventyTwentyTen()
{
    // 10: cut at 7 and 9. 5: 3.5 up to 4, 4.5 up to 5. 6: 4.2 to 4, 5.4 to 5. 100: 70, 90.
    const Split split = splitPositives(usersWith({10, 5, 6, 100}), {}, withoutColdUsers());
    QCOMPARE(sizes(split, User{0}), (std::vector<std::size_t>{7, 2, 1, 0}));
    QCOMPARE(sizes(split, User{1}), (std::vector<std::size_t>{4, 1, 0, 0}));
    QCOMPARE(sizes(split, User{2}), (std::vector<std::size_t>{4, 1, 1, 0}));
    QCOMPARE(sizes(split, User{3}), (std::vector<std::size_t>{70, 20, 10, 0}));
}

void TestSplit::everyPairIsInExactlyOnePart()
{
    const auto positives = usersWith({10, 3, 0, 57, 8, 8, 8, 8});
    SplitOptions options;
    options.coldShare = 0.3;
    const Split split = splitPositives(positives, {}, options);
    for (const User user : idsUpTo<User>(positives.rowCount())) {
        std::multiset<Item> found;
        for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold})
            found.insert(part->row(user).begin(), part->row(user).end());
        QCOMPARE(std::vector<Item>(found.begin(), found.end()),
                 std::vector<Item>(positives.row(user).begin(), positives.row(user).end()));
    }
}

void TestSplit::usersWithFewPositivesAreAllTraining()
{
    const Split split = splitPositives(usersWith({4, 1, 0}), {}, withoutColdUsers());
    QCOMPARE(sizes(split, User{0}), (std::vector<std::size_t>{4, 0, 0, 0}));
    QCOMPARE(sizes(split, User{1}), (std::vector<std::size_t>{1, 0, 0, 0}));
    QCOMPARE(sizes(split, User{2}), (std::vector<std::size_t>{0, 0, 0, 0}));
}

void TestSplit::coldUsersLeaveTrainingEntirely()
{
    // 5 % of the 40 who have positives are 2; the 10 without positives cannot test anything.
    std::vector<int> counts(50, 10);
    std::fill(counts.begin(), counts.begin() + 10, 0);
    const Split split = splitPositives(usersWith(counts), {}, SplitOptions{});
    int cold = 0;
    for (const User user : idsUpTo<User>(50)) {
        if (split.cold.row(user).empty())
            continue;
        ++cold;
        QCOMPARE(sizes(split, user), (std::vector<std::size_t>{0, 0, 0, 10}));
    }
    QCOMPARE(cold, 2);
}

void TestSplit::aUsersCutDependsOnSeedAndUserAlone()
{
    SplitOptions options = withoutColdUsers();
    const Split one = splitPositives(usersWith({10, 20, 30}), {}, options);
    const Split other = splitPositives(usersWith({50, 20}), {}, options);
    QVERIFY(std::ranges::equal(one.train.row(User{1}), other.train.row(User{1})));
    QVERIFY(std::ranges::equal(one.test.row(User{1}), other.test.row(User{1})));
    options.seed = 43;
    const Split seeded = splitPositives(usersWith({10, 20, 30}), {}, options);
    QVERIFY(!std::ranges::equal(one.train.row(User{2}), seeded.train.row(User{2})));
}

void TestSplit::leavesTheLastOutByTime()
{
    // Items 0..4 at times 9 2 9 1 5: order 3 1 4 0 2 (0 and 2 tie, the higher is later).
    SplitOptions options = withoutColdUsers();
    options.rule = SplitRule::LeaveLastOut;
    const std::vector<std::int64_t> times{9, 2, 9, 1, 5, 7, 8};
    const Split split = splitPositives(usersWith({5, 2}), times, options);
    QCOMPARE(split.test.row(User{0}).front(), Item{2});
    QCOMPARE(split.validation.row(User{0}).front(), Item{0});
    QVERIFY(std::ranges::equal(split.train.row(User{0}), std::vector{Item{1}, Item{3}, Item{4}}));
    QCOMPARE(sizes(split, User{1}), (std::vector<std::size_t>{2, 0, 0, 0}));
}

void TestSplit::refusesWhatCannotBe()
{
    const auto positives = usersWith({10});
    SplitOptions options;
    options.trainShare = 0.9;
    QVERIFY_EXCEPTION_THROWN(splitPositives(positives, {}, options), Error);
    options.trainShare = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(splitPositives(positives, {}, options), Error);
    options = {};
    options.rule = SplitRule::LeaveLastOut;
    QVERIFY_EXCEPTION_THROWN(splitPositives(positives, {}, options), Error);
    const std::vector<std::int64_t> times{1, 2};
    QVERIFY_EXCEPTION_THROWN(splitPositives(positives, times, options), Error);
}

void TestSplit::carvesOneOfEachUser()
{
    SplitOptions options = withoutColdUsers();
    options.trainShare = 0.8;
    options.validationShare = 0.0;
    const Split before = splitPositives(usersWith({10, 5, 3}), {}, options);
    Split split = before;
    carveValidation(split, options);
    // 8 of 10 and 4 of 5 were training; 4 and 3 are fewer than 5, so those users keep all.
    QCOMPARE(sizes(split, User{0}), (std::vector<std::size_t>{7, 1, 2, 0}));
    QCOMPARE(sizes(split, User{1}), (std::vector<std::size_t>{4, 0, 1, 0}));
    QCOMPARE(sizes(split, User{2}), (std::vector<std::size_t>{3, 0, 0, 0}));
    const Item carved = split.validation.row(User{0}).front();
    QVERIFY(before.train.contains(User{0}, carved));
    QVERIFY(!split.train.contains(User{0}, carved));
    QVERIFY_EXCEPTION_THROWN(carveValidation(split, options), Error);
}

void TestSplit::saysWhatItDoes()
{
    SplitOptions options;
    QCOMPARE(QString::fromStdString(toText(options)), "70 / 20 / 10, 5 % cold users, seed 42");
    options.coldShare = 0;
    QCOMPARE(QString::fromStdString(toText(options)), "70 / 20 / 10, seed 42");
    options.rule = SplitRule::LeaveLastOut;
    QCOMPARE(QString::fromStdString(toText(options)), "last positive by time to test, the one before to validation");
}

void TestSplit::aDatasetRefusesPartsThatShareAPair()
{
    using Pairs = std::vector<std::pair<User, Item>>;
    const auto refusal = [](const Pairs& train, const Pairs& validation, const Pairs& test, const Pairs& cold) {
        DatasetParts parts;
        parts.itemsAreTracks = true;
        parts.users = IdTable({"u", "v"});
        parts.items.ids = IdTable({"a", "b", "c"});
        const auto matrix = [](const Pairs& pairs) { return BinaryMatrix<User, Item>::fromPairs(2, 3, pairs); };
        parts.split = {matrix(train), matrix(validation), matrix(test), matrix(cold)};
        try {
            const Dataset dataset(std::move(parts));
            return QString();
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
    };
    const std::pair a{User{1}, Item{0}};
    const std::pair b{User{1}, Item{1}};
    const std::pair ofAnother{User{0}, Item{0}};
    QCOMPARE(refusal({a, ofAnother}, {b}, {}, {}), QString()); // another user may have the same item in another part
    QCOMPARE(refusal({a}, {}, {ofAnother, b}, {}), QString());
    QCOMPARE(refusal({a, b}, {}, {a}, {}),
             QStringLiteral("User number 1 has item number 0 in test and in another part."));
    QCOMPARE(refusal({a}, {b}, {b}, {}),
             QStringLiteral("User number 1 has item number 1 in test and in another part."));
    QCOMPARE(refusal({a, b}, {b}, {}, {}),
             QStringLiteral("User number 1 has item number 1 in train and in validation."));
    QCOMPARE(refusal({}, {b}, {}, {a}), QStringLiteral("User number 1 is cold but has training data."));
}

QTEST_GUILESS_MAIN(TestSplit)
#include "tst_split.moc"
