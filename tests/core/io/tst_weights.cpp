#include "core/data/describe.h"
#include "core/data/exclude.h"
#include "core/io/native/native_file.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

/// Plays and repeated events weigh the positives: what files say of how much, not of how well.
class TestWeights : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void playsAreAddedUp();
    void rowsWithoutANumberAreCounted();
    void ratingsAreNoWeights();
    void kindsOfEventsWeigh();
    void kindsThatDoNotCountAreTold();
    void lastInALineOfPartsIsKept();
    void areInTheFile();
    void withoutTimesTheyAreInTheFileToo();
    void stayWithTheirPairs();
    void rowsInAnotherOrderGiveTheSameSplit();

private:
    Imported read(const std::string& name, const ImportOptions& options = {}) const
    {
        return importFiles({m_files.at(name)}, options);
    }
    TempFiles m_files;
};

namespace {

/// "user-item=weight" of all positives, sorted.
QString weightsText(const Dataset& dataset)
{
    QStringList pairs;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        for (const Item item : idsUpTo<Item>(dataset.itemCount()))
            if (dataset.isPositive(user, item))
                pairs << QString::fromStdString(dataset.users().name(index(user)) + "-"
                                                + dataset.items().ids.name(index(item)))
                             + QStringLiteral("=") + QString::number(dataset.weights().of(user, item));
    pairs.sort();
    return pairs.join(QLatin1Char(' '));
}

/// "part: user-item user-item" of a split by the names of its pairs, sorted.
QStringList namedSplit(const Dataset& dataset)
{
    QStringList parts;
    const Split& split = dataset.split();
    for (const auto* part : {&split.train, &split.validation, &split.test, &split.cold}) {
        QStringList pairs;
        for (const User user : idsUpTo<User>(part->rowCount()))
            for (const Item item : part->row(user))
                pairs << QString::fromStdString(dataset.users().name(index(user)) + "-"
                                                + dataset.items().ids.name(index(item)));
        pairs.sort();
        parts << pairs.join(QLatin1Char(' '));
    }
    return parts;
}

} // namespace

// a played x 3 and 4 times: 7.
void TestWeights::playsAreAddedUp()
{
    m_files.write("plays.csv", "user,song,plays\na,x,3\na,y,1\nb,x,40\na,x,4\n");
    const Imported imported = read("plays.csv");
    QVERIFY(imported.dataset->hasWeights());
    QCOMPARE(weightsText(*imported.dataset), QStringLiteral("a-x=7 a-y=1 b-x=40"));
    QCOMPARE(weightsOf(*imported.dataset).max, 40.0);
    QCOMPARE(weightsText(*read("plays.csv", {.duplicates = Duplicates::First}).dataset),
             QStringLiteral("a-x=3 a-y=1 b-x=40"));
}

void TestWeights::rowsWithoutANumberAreCounted()
{
    m_files.write("events.csv", "user,song\na,x\na,y\nb,x\na,x\na,x\n");
    QCOMPARE(weightsText(*read("events.csv").dataset), QStringLiteral("a-x=3 a-y=1 b-x=1"));
    m_files.write("once.csv", "user,song\na,x\na,y\nb,x\n");
    QVERIFY(!read("once.csv").dataset->hasWeights()); // all would weigh the same
}

void TestWeights::ratingsAreNoWeights()
{
    m_files.write("ratings.csv", "user,film,rating\na,x,3\na,y,1\nb,x,4\na,x,5\n");
    const Imported imported = read("ratings.csv", {.minRating = 4});
    QVERIFY(!imported.dataset->hasWeights());
    QCOMPARE(positives(*imported.dataset), QStringLiteral("a-x b-x"));
}

// a looked at x and bought it: 0.5 + 3; b bought y twice: 6. Looks at y weigh nothing by themselves but 0.5.
void TestWeights::kindsOfEventsWeigh()
{
    m_files.write("kinds.csv", "user,item,event\na,x,view\na,x,buy\nb,y,buy\nb,y,buy\na,y,view\n");
    ImportOptions options;
    options.table.roles = {{ColumnRole::User, ColumnRole::Item, ColumnRole::Kind}};
    options.table.kinds = {{"view", 0.5}, {"buy", 3}};
    QCOMPARE(weightsText(*read("kinds.csv", options).dataset), QStringLiteral("a-x=3.5 a-y=0.5 b-y=6"));
}

void TestWeights::kindsThatDoNotCountAreTold()
{
    m_files.write("kinds.csv", "user,item,event\na,x,view\na,x,buy\nb,y,buy\nb,y,buy\na,y,view\n");
    ImportOptions options;
    options.table.roles = {{ColumnRole::User, ColumnRole::Item, ColumnRole::Kind}};
    options.table.kinds = {{"buy", 1}};
    const Imported imported = read("kinds.csv", options);
    QCOMPARE(weightsText(*imported.dataset), QStringLiteral("a-x=1 b-y=2"));
    QCOMPARE(imported.report.passedOver.size(), std::size_t{1});
    QCOMPARE(imported.report.passedOver[0].reason, std::string("rows of the kind \"view\""));
    QCOMPARE(imported.report.passedOver[0].rows, 2);
    options.table.roles = {{ColumnRole::User, ColumnRole::Item}};
    QVERIFY_EXCEPTION_THROWN(read("kinds.csv", options), Error); // nobody says which column holds them
}

// Of a pair of both parts the weight is that of test, where it stays.
void TestWeights::lastInALineOfPartsIsKept()
{
    m_files.write("parts/x.train.csv", "user,item,plays\na,x,3\na,y,2\nb,x,9\n");
    m_files.write("parts/x.test.csv", "user,item,plays\na,y,5\nb,y,1\n");
    const Imported imported = read("parts");
    QCOMPARE(imported.report.inBothParts, 1);
    QCOMPARE(weightsText(*imported.dataset), QStringLiteral("a-x=3 a-y=5 b-x=9 b-y=1"));
}

void TestWeights::areInTheFile()
{
    m_files.write("timed.csv", "user,song,plays,time\na,x,3,1000000000\na,y,1,1000000001\nb,x,4,1000000002\n");
    const auto dataset = read("timed.csv").dataset;
    saveDataset(*dataset, m_files.at("timed.taste"));
    const auto again = loadDataset(m_files.at("timed.taste"));
    QVERIFY(again->weights() == dataset->weights());
    QVERIFY(again->sequences() == dataset->sequences());
    QCOMPARE(again->hash(), dataset->hash());
}

void TestWeights::withoutTimesTheyAreInTheFileToo()
{
    m_files.write("plays.csv", "user,song,plays\na,x,3\na,y,1\nb,x,4\n");
    const auto dataset = read("plays.csv").dataset;
    saveDataset(*dataset, m_files.at("plays.taste"));
    const auto again = loadDataset(m_files.at("plays.taste"));
    QVERIFY(again->weights() == dataset->weights());
    QVERIFY(!again->hasTimes());
    m_files.write("other.csv", "user,song,plays\na,x,3\na,y,1\nb,x,5\n");
    QVERIFY(read("other.csv").dataset->hash() != dataset->hash());
}

void TestWeights::stayWithTheirPairs()
{
    m_files.write("plays.csv", "user,song,plays\na,x,3\na,y,1\nb,x,4\nc,y,7\n");
    const auto dataset = read("plays.csv").dataset;
    const auto left = exclude(*dataset, {"test", {User{0}}, {}});
    QCOMPARE(weightsText(*left), QStringLiteral("b-x=4 c-y=7"));
}

void TestWeights::rowsInAnotherOrderGiveTheSameSplit()
{
    std::vector<std::string> rows;
    for (int user = 0; user < 30; ++user)
        for (int item = 0; item < 12; ++item)
            rows.push_back("u" + std::to_string(user) + ",i" + std::to_string((user * 5 + item * 7) % 40) + "\n");
    const auto write = [&](const std::string& name) {
        std::string text = "user,item\n";
        for (const std::string& row : rows)
            text += row;
        m_files.write(name, text);
    };
    write("one.csv");
    const QStringList one = namedSplit(*read("one.csv").dataset);
    std::ranges::sort(rows, std::greater());
    write("other.csv");
    QCOMPARE(namedSplit(*read("other.csv").dataset), one);
    QVERIFY(!one[1].isEmpty() && !one[2].isEmpty() && !one[3].isEmpty());
    ImportOptions seeded;
    seeded.splitOptions.seed = 43;
    QVERIFY(namedSplit(*read("one.csv", seeded).dataset) != one);
}

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_weights.moc"
