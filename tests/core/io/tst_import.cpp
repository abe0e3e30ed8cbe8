#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

/// What becomes of the rows of a file: ids, titles, duplicates, low ratings, splits.
class TestImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void keepsIdsAsStrings();
    void foldsDuplicates_data();
    void foldsDuplicates();
    void lowRatingsAreNoPositives();
    void splitsByTime();
    void givenSplitsStayAsTheyAre();
    void lightGcnUsersMayHaveNoItems();
    void pairsOfBothPartsStayInTest();
    void negativesMatchTheirPairs();
    void likedAndRepeatedNegativesAreLeftOut();
    void linesAreTheOrderOfFilesWithoutTimes();
    void timesGiveWayToLinesWhereAskedFor();
    void optionsThatDoNotFitAreRefused_data();
    void optionsThatDoNotFitAreRefused();
    void sourcesAreInTheProvenance();
    void sameFileGivesTheSameDataset();
    void stopsWhenAsked();

private:
    Imported read(const std::string& name, const ImportOptions& options = {}) const
    {
        return importFiles({m_files.at(name)}, options);
    }
    TempFiles m_files;
    Cost m_cost;
};

void TestImport::keepsIdsAsStrings()
{
    m_files.write("ids.csv", "user,item\n007,A\n7,A\n9007199254740993,a\n-1,\xC3\xA9\n");
    const auto dataset = read("ids.csv").dataset;
    QCOMPARE(positives(*dataset), QString::fromUtf8("007-A 7-A 9007199254740993-a -1-é"));
}

void TestImport::foldsDuplicates_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<QString>("kept"); // at a minimum of 4
    // a-x is rated 5, then 3; a-y 1, then 4; a-z 2, then 2: which of them is 4 or more?
    QTest::newRow("last: 3, 4, 2") << static_cast<int>(Duplicates::Last) << "a-y";
    QTest::newRow("first: 5, 1, 2") << static_cast<int>(Duplicates::First) << "a-x";
    QTest::newRow("max: 5, 4, 2") << static_cast<int>(Duplicates::Max) << "a-x a-y";
    QTest::newRow("sum: 8, 5, 4") << static_cast<int>(Duplicates::Sum) << "a-x a-y a-z";
}

void TestImport::foldsDuplicates()
{
    QFETCH(int, policy);
    QFETCH(QString, kept);
    m_files.write("twice.csv", "user,item,rating\na,x,5\na,y,1\na,z,2\na,x,3\na,y,4\na,z,2\n");
    const Imported imported = read("twice.csv", {.minRating = 4, .duplicates = static_cast<Duplicates>(policy)});
    QCOMPARE(positives(*imported.dataset), kept);
    QCOMPARE(imported.report.rows, 6);
    QCOMPARE(imported.report.duplicates, 3);
    QCOMPARE(imported.report.conflicts, 2); // a-z has the same rating twice
    QCOMPARE(imported.report.positives + imported.report.lowRated + imported.report.duplicates, 6);
}

void TestImport::lowRatingsAreNoPositives()
{
    m_files.write("low.csv", "user,item,rating\na,x,4.1\nb,y,4.0\na,y,-0\nc,z,1e2\n");
    const Imported imported = read("low.csv", {.minRating = 4.1});
    QCOMPARE(positives(*imported.dataset), QStringLiteral("a-x c-z")); // b and y have none left
    QCOMPARE(imported.dataset->userCount(), std::size_t{2});
    QCOMPARE(imported.dataset->itemCount(), std::size_t{2});
    QCOMPARE(imported.report.lowRated, 2);
    QVERIFY_EXCEPTION_THROWN(read("low.csv", {.minRating = 1000}), Error);
}

void TestImport::splitsByTime()
{
    std::string text = "user,item,time\n";
    for (int i = 0; i < 6; ++i) // in the file from the latest to the first
        text += "a,i" + std::to_string(i) + "," + std::to_string(1'000'000'000 - i) + "\n";
    m_files.write("times.csv", text);
    ImportOptions options{.split = SplitChoice::LeaveLastOut};
    options.splitOptions.coldShare = 0;
    const auto dataset = read("times.csv", options).dataset;
    QCOMPARE(dataset->heldOut(Part::Test).entryCount(), std::size_t{1});
    QCOMPARE(dataset->items().ids.name(index(dataset->heldOut(Part::Test).row(User{0})[0])), std::string("i0"));
    QCOMPARE(dataset->items().ids.name(index(dataset->heldOut(Part::Validation).row(User{0})[0])), std::string("i1"));
    QCOMPARE(dataset->train().entryCount(), std::size_t{4});
}

void TestImport::givenSplitsStayAsTheyAre()
{
    m_files.write("gcn/train.txt", "0 1 2 3 4 5 6\n1 1 2 \n2\n3 4 5 6 7 8\n");
    m_files.write("gcn/test.txt", "0 7\n1 3 4\n3 1\n");
    const Imported imported = read("gcn");
    const Dataset& dataset = *imported.dataset;
    QCOMPARE(QString::fromStdString(imported.report.format), QStringLiteral("lightgcn"));
    QCOMPARE(dataset.userCount(), std::size_t{3}); // user 2 has no item at all
    QCOMPARE(dataset.heldOut(Part::Test).entryCount(), std::size_t{4});
    QCOMPARE(dataset.split().cold.entryCount(), std::size_t{0});
    // Of train, one positive of each user with 5 or more went to validation: users 0 and 3.
    QCOMPARE(dataset.heldOut(Part::Validation).entryCount(), std::size_t{2});
    QCOMPARE(dataset.train().entryCount(), std::size_t{13 - 2});
    QVERIFY(QString::fromStdString(dataset.provenance().split).startsWith("as given"));

    const auto random = read("gcn", {.split = SplitChoice::Random}).dataset;
    QCOMPARE(positives(*random), positives(dataset)); // the same pairs, split anew
    QVERIFY(random->train().entryCount() != dataset.train().entryCount());
}

void TestImport::lightGcnUsersMayHaveNoItems()
{
    m_files.write("alone/train.txt", "0\n1 5 6\n2 \n3 5\n");
    QCOMPARE(positives(*read("alone").dataset), QStringLiteral("1-5 1-6 3-5"));
}

void TestImport::pairsOfBothPartsStayInTest()
{
    m_files.write("leak/train.txt", "0 1 2 3\n1 1 2\n");
    m_files.write("leak/test.txt", "0 3\n1 1\n");
    const Imported imported = read("leak");
    QCOMPARE(imported.report.inBothParts, 2);
    QCOMPARE(imported.dataset->heldOut(Part::Test).entryCount(), std::size_t{2});
    QCOMPARE(imported.dataset->train().entryCount(), std::size_t{3});
}

void TestImport::negativesMatchTheirPairs()
{
    m_files.write("ncf/d.train.rating", "0\t0\t5\t1\n0\t1\t4\t2\n1\t0\t3\t3\n");
    m_files.write("ncf/d.test.rating", "0\t2\t5\t9\n1\t1\t5\t9\n");
    m_files.write("ncf/d.test.negative", "(1,1)\t2\t9\t1\n(0,2)\t7\t8\n");
    const Imported imported = read("ncf");
    const EvaluationLists& lists = imported.dataset->givenLists(Part::Test).value();
    QCOMPARE(imported.report.skippedNegatives, 1); // (1,1) has 1 among its own negatives
    QVERIFY((lists.positives == std::vector<HeldOut>{{User{0}, Item{2}}, {User{1}, Item{1}}})); // by user, not by line
    const auto names = [&](std::size_t p) {
        std::string text;
        for (const Item item : lists.negativesOf(p))
            text += imported.dataset->items().ids.name(index(item)) + " ";
        return text;
    };
    QCOMPARE(names(0), std::string("7 8 "));
    QCOMPARE(names(1), std::string("2 9 "));
}

void TestImport::likedAndRepeatedNegativesAreLeftOut()
{
    // User 0 likes 0 to 5 in train (one of which becomes validation) and 6 in test. Of his list 7 7 2 8 5 7 the second
    // and third 7 repeat, 2 and 5 are liked in train or validation: 7 8 stay. User 1's list has only strangers.
    m_files.write("liked/d.train.rating", "0\t0\t5\t1\n0\t1\t5\t1\n0\t2\t5\t1\n0\t3\t5\t1\n0\t4\t5\t1\n0\t5\t5\t1\n"
                                          "1\t0\t3\t3\n");
    m_files.write("liked/d.test.rating", "0\t6\t5\t9\n1\t1\t5\t9\n");
    m_files.write("liked/d.test.negative", "(0,6)\t7\t7\t2\t8\t5\t7\n(1,1)\t2\t9\n");
    const auto listOf = [](const Dataset& dataset, std::size_t p) {
        std::string text;
        for (const Item item : dataset.givenLists(Part::Test)->negativesOf(p))
            text += dataset.items().ids.name(index(item)) + " ";
        return text;
    };
    const Imported clean = read("liked");
    QCOMPARE(clean.dataset->heldOut(Part::Validation).row(User{0}).size(), std::size_t{1});
    QCOMPARE(listOf(*clean.dataset, 0), std::string("7 8 "));
    QCOMPARE(listOf(*clean.dataset, 1), std::string("2 9 "));
    QCOMPARE(clean.report.likedNegatives, 2);
    QCOMPARE(clean.report.repeatedNegatives, 2);
    QCOMPARE(countOf(clean.dataset->provenance(), "negatives that the user likes"), std::optional<std::int64_t>(2));

    const Imported kept = read("liked", {.keepLikedNegatives = true});
    QCOMPARE(listOf(*kept.dataset, 0), std::string("7 2 8 5 "));
    QCOMPARE(kept.report.likedNegatives, 0);
    QCOMPARE(kept.report.repeatedNegatives, 2); // counting twice is never meant
}

void TestImport::linesAreTheOrderOfFilesWithoutTimes()
{
    // SASRec's files: "user item", each user's in order of time. The last is test, the one before validation; item
    // numbers go the other way, so an order by number would be another. User 2 has too few.
    m_files.write("lines/pairs.txt", "1 9\n1 8\n2 9\n1 7\n1 6\n2 8\n");
    ImportOptions options{.split = SplitChoice::LeaveLastOut, .order = Order::Line};
    options.splitOptions.coldShare = 0;
    options.splitOptions.minimumPositives = 3;
    const auto dataset = read("lines/pairs.txt", options).dataset;
    const auto names = [&](const BinaryMatrix<User, Item>& part, int user) {
        std::string text;
        for (const Item item : part.row(User{user}))
            text += dataset->items().ids.name(index(item)) + " ";
        return text;
    };
    QCOMPARE(names(dataset->heldOut(Part::Test), 0), std::string("6 "));
    QCOMPARE(names(dataset->heldOut(Part::Validation), 0), std::string("7 "));
    QCOMPARE(names(dataset->train(), 0), std::string("9 8 "));
    QCOMPARE(names(dataset->train(), 1), std::string("9 8 "));
    QVERIFY(!dataset->hasTimes()); // a line is no time
    QVERIFY2(QString::fromStdString(dataset->provenance().split).startsWith(QStringLiteral("last positive by line")),
             dataset->provenance().split.c_str());

    // What comes twice is where it came last: of 8 9 8 the 9 is before the 8.
    m_files.write("twice/pairs.txt", "1 5\n1 8\n1 9\n1 8\n");
    const auto twice = read("twice/pairs.txt", options).dataset;
    QCOMPARE(twice->items().ids.name(index(twice->heldOut(Part::Test).row(User{0})[0])), std::string("8"));
    QCOMPARE(twice->items().ids.name(index(twice->heldOut(Part::Validation).row(User{0})[0])), std::string("9"));
}

void TestImport::timesGiveWayToLinesWhereAskedFor()
{
    // By time user 1's last is 5; by line it is 7. The events keep their times.
    m_files.write("timed/rows.csv", "user,item,time\n1,5,300\n1,6,200\n1,7,100\n");
    ImportOptions options{.split = SplitChoice::LeaveLastOut, .order = Order::Line};
    options.splitOptions.coldShare = 0;
    options.splitOptions.minimumPositives = 3;
    const auto dataset = read("timed/rows.csv", options).dataset;
    QCOMPARE(dataset->items().ids.name(index(dataset->heldOut(Part::Test).row(User{0})[0])), std::string("7"));
    QVERIFY(dataset->hasTimes());
}

void TestImport::optionsThatDoNotFitAreRefused_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("split");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<QString>("word");
    QTest::newRow("no such format") << "tsv" << 0 << 0.0 << "movielens-100k";
    QTest::newRow("no given split") << "auto" << 1 << 0.0 << "no test part";
    QTest::newRow("no times") << "auto" << 3 << 0.0 << "no times";
    QTest::newRow("no ratings") << "auto" << 0 << 3.0 << "no ratings";
    QTest::newRow("another format") << "lastfm-hetrec" << 0 << 0.0 << "user_artists.dat";
}

void TestImport::optionsThatDoNotFitAreRefused()
{
    QFETCH(QString, format);
    QFETCH(int, split);
    QFETCH(double, minimum);
    QFETCH(QString, word);
    m_files.write("pairs.csv", "user,item\na,x\nb,y\n");
    ImportOptions options{.format = format.toStdString(), .split = static_cast<SplitChoice>(split)};
    if (minimum > 0)
        options.minRating = minimum;
    try {
        read("pairs.csv", options);
        QFAIL("was accepted");
    } catch (const Error& error) {
        QVERIFY2(QString::fromUtf8(error.what()).contains(word), error.what());
    }
}

void TestImport::sourcesAreInTheProvenance()
{
    m_files.write("source.csv", "user,item\na,x\n");
    const Provenance provenance = read("source.csv").dataset->provenance();
    QCOMPARE(provenance.sources.size(), std::size_t{1});
    QCOMPARE(provenance.sources[0].bytes, 14);
    // printf 'user,item\na,x\n' | sha256sum
    QCOMPARE(QString::fromStdString(provenance.sources[0].sha256),
             QStringLiteral("ff6be074475c29994407a2282697cc1f2a6953025095ae9d14187e11e4d32e95"));
    QCOMPARE(QString::fromStdString(provenance.format), QStringLiteral("table"));
    QCOMPARE(provenance.seed, quint64{42});
}

void TestImport::sameFileGivesTheSameDataset()
{
    std::string text = "user,item,rating\n";
    for (int i = 0; i < 3000; ++i)
        text +=
            std::to_string(i * 7919 % 97) + "," + std::to_string(i * 104'729 % 89) + "," + std::to_string(i % 5) + "\n";
    m_files.write("same.csv", text);
    m_files.write("same.csv.gz", gzipped(text));
    m_files.write("crlf.csv", QString::fromStdString(text).replace("\n", "\r\n").toStdString());
    const auto first = read("same.csv").dataset;
    QCOMPARE(read("same.csv").dataset->hash(), first->hash());
    QCOMPARE(read("same.csv.gz").dataset->hash(), first->hash());
    QCOMPARE(read("crlf.csv").dataset->hash(), first->hash());
    QCOMPARE(QString::fromStdString(read("same.csv.gz").dataset->name()), QStringLiteral("same"));
}

void TestImport::stopsWhenAsked()
{
    m_files.write("stop.csv", "user,item\na,x\n");
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(importFiles({m_files.at("stop.csv")}, {}, {.stop = stop.get_token()}), Cancelled);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
