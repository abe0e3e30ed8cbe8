#include "tests/support/cost.h"
#include "tests/support/imports.h"
#include "tests/support/real_data.h"

#include <QTest>

#include <numeric>

using namespace tastescope;

/// The public data sets, read in place.
class TestRealData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes({64, 0}); }
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 512), QString()); }
    void countsAreThePublishedOnes_data();
    void countsAreThePublishedOnes();
    void ncfComesWithItsOwnNegatives();
    void titlesAreThere();

private:
    Cost m_cost;
};

namespace {

Imported read(const std::filesystem::path& path, const ImportOptions& options = {})
{
    return importFiles({path}, options);
}

std::size_t positiveCount(const Dataset& dataset)
{
    const Split& split = dataset.split();
    return split.train.entryCount() + split.validation.entryCount() + split.test.entryCount() + split.cold.entryCount();
}

} // namespace

void TestRealData::countsAreThePublishedOnes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("users");
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("pairs");
    QTest::newRow("ml-100k") << "ml-100k"
                             << "movielens-100k" << 943 << 1682 << 100'000;
    QTest::newRow("ml-1m") << "ml-1m"
                           << "movielens-1m" << 6040 << 3706 << 1'000'209;
    QTest::newRow("ml-latest-small") << "ml-latest-small"
                                     << "movielens-csv" << 610 << 9724 << 100'836;
    QTest::newRow("hetrec") << "hetrec2011-lastfm-2k"
                            << "lastfm-hetrec" << 1892 << 17'632 << 92'834;
    QTest::newRow("ncf") << "ncf-ml-1m"
                         << "ncf" << 6040 << 3706 << 1'000'209;
}

void TestRealData::countsAreThePublishedOnes()
{
    QFETCH(QString, name);
    QFETCH(QString, format);
    QFETCH(int, users);
    QFETCH(int, items);
    QFETCH(int, pairs);
    const auto folder = realData(name.toStdString());
    if (!folder)
        QSKIP("The data set is not on this machine: set TASTESCOPE_DATASETS.");

    const Imported imported = read(*folder);

    QCOMPARE(QString::fromStdString(imported.report.format), format);
    QCOMPARE(imported.dataset->userCount(), static_cast<std::size_t>(users));
    QCOMPARE(imported.dataset->itemCount(), static_cast<std::size_t>(items));
    QCOMPARE(positiveCount(*imported.dataset), static_cast<std::size_t>(pairs));
    QCOMPARE(imported.report.badRowCount, 0);
    QCOMPARE(imported.report.duplicates, 0);
}

void TestRealData::ncfComesWithItsOwnNegatives()
{
    const auto folder = realData("ncf-ml-1m");
    if (!folder)
        QSKIP("The data set is not on this machine: set TASTESCOPE_DATASETS.");

    const Imported imported = read(*folder);

    const auto& lists = imported.dataset->givenLists(Part::Test);
    QVERIFY(lists.has_value());
    QCOMPARE(lists->positives.size(), std::size_t{6040});
    // 156 of the 6,040 * 99 = 597,960 negatives are the user's own test film.
    QCOMPARE(imported.report.skippedNegatives, 156);
    QCOMPARE(lists->negatives.size(), std::size_t{597'960 - 156});
    QCOMPARE(imported.dataset->heldOut(Part::Test).entryCount(), std::size_t{6040});
    QCOMPARE(imported.dataset->heldOut(Part::Validation).entryCount(), std::size_t{6040});
    QVERIFY(std::ranges::is_sorted(lists->positives, {}, &HeldOut::user));
}

void TestRealData::titlesAreThere()
{
    const auto folder = realData("ml-100k");
    if (!folder)
        QSKIP("The data set is not on this machine: set TASTESCOPE_DATASETS.");

    const Imported imported = read(*folder);

    const Catalogue& films = imported.dataset->items();
    // The 242nd film is the first of u.data; 1633 has the first letter beyond ASCII (latin-1 in the file).
    QCOMPARE(QString::fromStdString(films.title(0)), QStringLiteral("Kolya (1996)"));
    const auto odd = films.ids.find("1633");
    QVERIFY(odd.has_value());
    QCOMPARE(QString::fromStdString(films.title(static_cast<std::size_t>(*odd))),
             QString::fromUtf8("Á köldum klaka (Cold Fever) (1994)"));
}

QTEST_GUILESS_MAIN(TestRealData)
#include "tst_real_data.moc"
