#include "tests/ui/tables/people.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace tabletest;

/// A table of many rows is sorted on another thread: nothing waits for it, and what is shown is whole at any moment.
class TestLargeTable : public QObject
{
    Q_OBJECT

private slots:
    void rowsStandUntilTheirOrderIsThere();
    void theLastOrderAskedForWins();
    void otherRowsOutdateAnOrder();
    void asManyRowsKeepTheirOrderUntilTheNewOne();
    void theSelectionFollowsItsRow();
    void mayGoWhileItIsSorted();
};

namespace {

constexpr int many = 20'000;

/// tracks: 7,919 * i mod 20,000, each number once.
std::vector<Person> manyPeople(int people = many)
{
    std::vector<Person> rows;
    for (int i = 0; i < people; ++i)
        rows.push_back({QStringLiteral("user %1").arg(i), 0.5, static_cast<int>(7'919LL * i % people)});
    return rows;
}

bool isSortedByTracks(const RowTable<Person>& table)
{
    for (int row = 1; row < table.rowCount(); ++row)
        if (table.shown(row - 1).tracks > table.shown(row).tracks)
            return false;
    return true;
}

} // namespace

void TestLargeTable::rowsStandUntilTheirOrderIsThere()
{
    RowTable<Person> table(personColumns());
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setRows(manyPeople());
    QSignalSpy sorted(&table, &QAbstractItemModel::layoutChanged);
    table.sort(2, Qt::AscendingOrder);
    QCOMPARE(sorted.count(), 0);
    QCOMPARE(table.shown(1).name, QStringLiteral("user 1"));
    QVERIFY(sorted.wait());
    QVERIFY(isSortedByTracks(table));
    QCOMPARE(table.shownRow(1), 7'919); // user 1
    table.sort(-1);                     // as they came: that is there at once
    QCOMPARE(table.shown(1).name, QStringLiteral("user 1"));
}

void TestLargeTable::theLastOrderAskedForWins()
{
    RowTable<Person> table(personColumns());
    table.setRows(manyPeople());
    QSignalSpy sorted(&table, &QAbstractItemModel::layoutChanged);
    table.sort(0, Qt::DescendingOrder);
    table.sort(2, Qt::DescendingOrder);
    table.sort(2, Qt::AscendingOrder);
    QVERIFY(sorted.wait());
    QTest::qWait(100);
    QCOMPARE(sorted.count(), 1);
    QVERIFY(isSortedByTracks(table));
}

void TestLargeTable::otherRowsOutdateAnOrder()
{
    RowTable<Person> table(personColumns());
    table.setRows(manyPeople());
    table.sort(2, Qt::AscendingOrder);
    table.setRows(people()); // three
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.shown(0).tracks, 7);
    QTest::qWait(200);
    QCOMPARE(table.rowCount(), 3);
    table.setRows(manyPeople(many + 1));
    QCOMPARE(table.rowCount(), many + 1);
    QTRY_VERIFY(isSortedByTracks(table));
}

void TestLargeTable::asManyRowsKeepTheirOrderUntilTheNewOne()
{
    RowTable<Person> table(personColumns());
    table.setRows(manyPeople());
    QSignalSpy sorted(&table, &QAbstractItemModel::layoutChanged);
    table.sort(2, Qt::AscendingOrder);
    QVERIFY(sorted.wait());
    std::vector<Person> changed = manyPeople();
    std::swap(changed[0], changed[1]);
    table.setRows(std::move(changed)); // figures that are renewed while one looks do not jump to another order
    QCOMPARE(table.sourceRow(0), 0);
    QCOMPARE(table.sourceRow(7'919), 1);
    QVERIFY(sorted.wait());
    QVERIFY(isSortedByTracks(table));
}

void TestLargeTable::theSelectionFollowsItsRow()
{
    RowTable<Person> table(personColumns());
    table.setRows(manyPeople());
    const QPersistentModelIndex kept = table.index(1, 2);
    QSignalSpy sorted(&table, &QAbstractItemModel::layoutChanged);
    table.sort(2, Qt::AscendingOrder);
    QVERIFY(sorted.wait());
    QCOMPARE(kept.row(), 7'919);
    QCOMPARE(table.shown(kept.row()).name, QStringLiteral("user 1"));
}

void TestLargeTable::mayGoWhileItIsSorted()
{
    for (int i = 0; i < 20; ++i) {
        auto table = std::make_unique<RowTable<Person>>(personColumns());
        table->setRows(manyPeople());
        table->sort(0, Qt::DescendingOrder);
    }
}

QTEST_MAIN(TestLargeTable)
#include "tst_large_table.moc"
