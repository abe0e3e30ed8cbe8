#include "core/base/random.h"
#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace tastescope;

/// Times and the order of the files survive an import.
class TestTimes : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void eventsAreInTheOrderOfTimeAndThenOfTheFile();
    void atTheSameTimeTheLaterLineIsLater();
    void everyRowOfAPairIsAnEvent();
    void lowRatingsAreNoEvents();
    void bothHalvesOfAGivenSplitAreOneSequence();
    void halfTheTimesAreNone();
    void dataWithoutTimesHasNoSequences();
    void movieLensHasTimes();
    void theSplitIsWhatItWasWithoutThem();
    void equalsATwinThatSortsEverything();

private:
    Imported read(const std::string& name, const ImportOptions& options = {}) const
    {
        return importFiles({m_files.at(name)}, options);
    }
    TempFiles m_files;
    Cost m_cost;
};

namespace {

/// "a: x@1 y@2" of each user, apart by bars.
QString events(const Dataset& dataset)
{
    QStringList users;
    const Sequences& sequences = dataset.sequences();
    for (const User user : idsUpTo<User>(sequences.userCount())) {
        QString row = QString::fromStdString(dataset.users().name(index(user))) + QLatin1Char(':');
        for (std::size_t i = 0; i < sequences.items(user).size(); ++i)
            row += QStringLiteral(" %1@%2")
                       .arg(QString::fromStdString(dataset.items().ids.name(index(sequences.items(user)[i]))))
                       .arg(sequences.times(user)[i]);
        users << row;
    }
    return users.join(QStringLiteral(" | "));
}

} // namespace

void TestTimes::eventsAreInTheOrderOfTimeAndThenOfTheFile()
{
    m_files.write("order.csv", "user,item,time\n"
                               "a,z,7\na,y,7\nb,y,3\na,x,2\nb,w,3\na,w,7\nb,z,-1\n");
    QCOMPARE(events(*read("order.csv").dataset), QStringLiteral("a: x@2 z@7 y@7 w@7 | b: z@-1 y@3 w@3"));
}

void TestTimes::atTheSameTimeTheLaterLineIsLater()
{
    // All at one time, in an order that is not that of the items' numbers: y is named first, but stands last again.
    m_files.write("ties.csv", "user,item,time\na,y,5\nb,x,5\na,z,5\na,w,5\na,v,5\na,x,5\na,y,5\n");
    ImportOptions options{.split = SplitChoice::LeaveLastOut};
    options.splitOptions.coldShare = 0;
    const auto dataset = read("ties.csv", options).dataset;
    const auto name = [&](Part part) {
        return dataset->items().ids.name(index(dataset->heldOut(part).row(User{0})[0]));
    };
    QCOMPARE(name(Part::Test), std::string("y"));
    QCOMPARE(name(Part::Validation), std::string("x"));
}

void TestTimes::everyRowOfAPairIsAnEvent()
{
    m_files.write("again.csv", "user,item,time\na,x,1\na,y,2\na,x,3\na,x,3\n");
    const auto dataset = read("again.csv").dataset;
    QCOMPARE(events(*dataset), QStringLiteral("a: x@1 y@2 x@3 x@3"));
    QCOMPARE(positives(*dataset), QStringLiteral("a-x a-y"));
}

void TestTimes::lowRatingsAreNoEvents()
{
    m_files.write("low.csv", "user,item,rating,time\na,x,5,1\nc,x,1,2\na,y,2,3\nb,y,1,4\nb,z,5,5\na,x,1,6\n");
    // a-x is rated 5, then 1: with the highest rating it stays, and both rows are events.
    const Imported imported = read("low.csv", {.minRating = 4, .duplicates = Duplicates::Max});
    QCOMPARE(events(*imported.dataset), QStringLiteral("a: x@1 x@6 | b: z@5")); // c and y are gone
    QCOMPARE(imported.report.lowRated, 3);
}

void TestTimes::bothHalvesOfAGivenSplitAreOneSequence()
{
    m_files.write("ml/ua.base", "1\t10\t5\t900000003\n1\t11\t4\t900000001\n2\t10\t3\t900000009\n");
    m_files.write("ml/ua.test", "1\t12\t5\t900000002\n2\t11\t3\t900000009\n");
    m_files.write("ml/u.item", "");
    const auto dataset = read("ml", {.split = SplitChoice::Given}).dataset;
    QCOMPARE(events(*dataset),
             QStringLiteral("1: 11@900000001 12@900000002 10@900000003 | 2: 10@900000009 11@900000009"));
    QVERIFY(dataset->heldOut(Part::Test).entryCount() == 2);
}

void TestTimes::halfTheTimesAreNone()
{
    m_files.write("ncf/d.train.rating", "0\t0\n0\t1\n1\t0\n");
    m_files.write("ncf/d.test.rating", "0\t2\t5\t9\n1\t1\t5\t9\n");
    m_files.write("ncf/d.test.negative", "(1,1)\t2\t9\n(0,2)\t7\t8\n");
    QVERIFY(!read("ncf").dataset->hasTimes());
    QVERIFY(!read("ncf", {.split = SplitChoice::Random}).dataset->hasTimes());
}

void TestTimes::dataWithoutTimesHasNoSequences()
{
    m_files.write("none.csv", "user,item\na,x\nb,y\n");
    QVERIFY(!read("none.csv").dataset->hasTimes());
}

void TestTimes::movieLensHasTimes()
{
    m_files.write("m/ratings.dat", "1::1193::5::978300760\n1::661::3::978302109\n1::914::3::978300760\n");
    QCOMPARE(events(*read("m").dataset), QStringLiteral("1: 1193@978300760 914@978300760 661@978302109"));
}

/// Whether a table has a column of times or not, the same pairs go to the same parts.
void TestTimes::theSplitIsWhatItWasWithoutThem()
{
    Random random(5, {1});
    std::string timed = "user,item,time\n";
    std::string plain = "user,item\n";
    for (int row = 0; row < 2000; ++row) {
        const std::string pair = std::to_string(random.below(40)) + "," + std::to_string(random.below(60));
        timed += pair + "," + std::to_string(random.below(1000)) + "\n";
        plain += pair + "\n";
    }
    m_files.write("timed.csv", timed);
    m_files.write("plain.csv", plain);
    const auto with = read("timed.csv").dataset;
    QVERIFY(with->hasTimes());
    QCOMPARE(with->hash(), read("plain.csv").dataset->hash());
}

void TestTimes::equalsATwinThatSortsEverything()
{
    struct Row
    {
        std::string user, item;
        int rating = 0;
        std::int64_t time = 0;
    };
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed, {2});
        std::vector<Row> rows;
        std::string text = "user,item,rating,time\n";
        for (int i = 0; i < 300; ++i) {
            rows.push_back({"u" + std::to_string(random.below(12)), "i" + std::to_string(random.below(15)),
                            static_cast<int>(random.below(5)) + 1, static_cast<std::int64_t>(random.below(30))});
            const Row& row = rows.back();
            text +=
                row.user + "," + row.item + "," + std::to_string(row.rating) + "," + std::to_string(row.time) + "\n";
        }
        m_files.write("twin.csv", text);
        const auto dataset = read("twin.csv", {.minRating = 3}).dataset; // the last row of a pair counts

        std::map<std::pair<std::string, std::string>, int> last;
        for (const Row& row : rows)
            last[{row.user, row.item}] = row.rating;
        std::erase_if(rows, [&](const Row& row) { return last[{row.user, row.item}] < 3; });
        std::ranges::stable_sort(rows, {}, &Row::time);
        QStringList expected;
        for (std::size_t u = 0; u < dataset->userCount(); ++u) {
            QString line = QString::fromStdString(dataset->users().name(u)) + QLatin1Char(':');
            for (const Row& row : rows)
                if (row.user == dataset->users().name(u))
                    line += QStringLiteral(" %1@%2").arg(QString::fromStdString(row.item)).arg(row.time);
            expected << line;
        }
        QCOMPARE(events(*dataset), expected.join(QStringLiteral(" | ")));
    }
}

QTEST_GUILESS_MAIN(TestTimes)
#include "tst_times.moc"
