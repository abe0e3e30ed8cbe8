#include "tests/ui/tables/people.h"
#include "ui/tables/chips.h"
#include "ui/tables/table_delegate.h"
#include "ui/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace tabletest;

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheRulesOfItemModels();
    void sortsByTheValueNotByTheText();
    void sortsTextNaturally();
    void idsSortByTheirNumbersInTextOfAnyKind();
    void whatHasNoValueComesLastUpAndDown();
    void equalRowsKeepTheirOrder();
    void theSelectionFollowsItsRowsWhenSorted();
    void sortingStaysWhenRowsChange();
    void csvIsExactAndQuoted();
    void numbersStandRightTextLeft();
    void aClickOnAQualitySortsTheBestFirst();
    void copiesAsCsv();
    void enterActivatesTheRow();
    void aStretchingColumnFillsTheView();
    void genresAreChips();
};

namespace {

QStringList names(const RowTable<Person>& table)
{
    QStringList names;
    for (int row = 0; row < table.rowCount(); ++row)
        names << table.shown(row).name;
    return names;
}

} // namespace

void TestTables::keepsTheRulesOfItemModels()
{
    RowTable<Person> table(personColumns());
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setRows(people());
    table.sort(1, Qt::DescendingOrder);
    table.setRows({});
    table.setRows(people());
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.columnCount(), 3);
    QCOMPARE(table.rowCount(table.index(0, 0)), 0);
}

void TestTables::sortsByTheValueNotByTheText()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    table.sort(2, Qt::AscendingOrder); // as text "1 200" would come before "7"
    QCOMPARE(table.shown(0).tracks, 7);
    QCOMPARE(table.index(1, 2).data().toString(), QStringLiteral("1\u202F200"));
}

void TestTables::sortsTextNaturally()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    table.sort(0, Qt::AscendingOrder);
    QCOMPARE(names(table),
             (QStringList{QStringLiteral("user 1"), QStringLiteral("user 9"), QStringLiteral("user 10")}));
}

/// Keys of bytes, where all texts are of ASCII, and a collator where one is not.
void TestTables::idsSortByTheirNumbersInTextOfAnyKind()
{
    const QStringList inOrder{QStringLiteral("7"),       QStringLiteral("48\u202f213"), QStringLiteral("100\u202f000"),
                              QStringLiteral("a-2"),     QStringLiteral("a-10"),        QStringLiteral("B"),
                              QStringLiteral("user 09"), QStringLiteral("user 12 b"),   QStringLiteral("user 012 c")};
    for (const QString& other : {QStringLiteral("z"), QStringLiteral("zé")}) {
        RowTable<Person> table(personColumns());
        std::vector<Person> rows;
        for (const QString& name : inOrder + QStringList{other})
            rows.push_back({name, 0, 0});
        std::ranges::rotate(rows, rows.begin() + 4);
        table.setRows(rows);
        table.sort(0, Qt::AscendingOrder);
        QCOMPARE(names(table), (inOrder + QStringList{other}));
    }
}

void TestTables::whatHasNoValueComesLastUpAndDown()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    for (const int column : {1, 2}) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table.sort(column, order);
            QCOMPARE(table.shown(2).name, QStringLiteral("user 1"));
        }
    }
    QCOMPARE(table.index(2, 1).data().toString(), QStringLiteral("–"));
    QCOMPARE(table.index(2, 2).data().toString(), QStringLiteral("–"));
}

void TestTables::equalRowsKeepTheirOrder()
{
    RowTable<Person> table(personColumns());
    table.setRows({{QStringLiteral("b"), 1, 5}, {QStringLiteral("a"), 1, 5}, {QStringLiteral("c"), 1, 5}});
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        table.sort(2, order);
        QCOMPARE(names(table), (QStringList{QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("c")}));
    }
}

void TestTables::theSelectionFollowsItsRowsWhenSorted()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    const QPersistentModelIndex kept = table.index(0, 2); // user 10
    table.sort(0, Qt::AscendingOrder);
    QCOMPARE(kept.row(), 2);
    QCOMPARE(table.shown(kept.row()).name, QStringLiteral("user 10"));
    QCOMPARE(table.shownRow(0), 2);
    QCOMPARE(table.sourceRow(2), 0);
}

void TestTables::sortingStaysWhenRowsChange()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    table.sort(2, Qt::DescendingOrder);
    table.setRows({{QStringLiteral("few"), 1, 1}, {QStringLiteral("many"), 1, 9}});
    QCOMPARE(names(table), (QStringList{QStringLiteral("many"), QStringLiteral("few")}));
    table.sort(-1);
    QCOMPARE(names(table), (QStringList{QStringLiteral("few"), QStringLiteral("many")}));
}

void TestTables::csvIsExactAndQuoted()
{
    RowTable<Person> table(personColumns());
    table.setRows({{QStringLiteral("a \"b\", c"), 0.1, 1200}, {QStringLiteral("d"), unknown, -1}});
    QCOMPARE(table.toCsv(), QStringLiteral("User,Similarity,Tracks\n\"a \"\"b\"\", c\",0.1,1200\nd,,\n"));
    QCOMPARE(table.toCsv({1}), QStringLiteral("User,Similarity,Tracks\nd,,\n"));
}

void TestTables::numbersStandRightTextLeft()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    for (const int column : {0, 1, 2}) {
        const auto expected = static_cast<int>((column == 2 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        QCOMPARE(table.index(0, column).data(Qt::TextAlignmentRole).toInt(), expected);
        QCOMPARE(table.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt(), expected);
    }
}

void TestTables::aClickOnAQualitySortsTheBestFirst()
{
    std::vector<Column<Person>> columns = personColumns();
    columns[1].look.highIsBest = true;
    RowTable<Person> table(std::move(columns));
    table.setRows(people());
    TableView view(QStringLiteral("People"));
    view.setTable(&table);
    view.resize(500, 200);
    view.show();
    QCOMPARE(table.sortedBy(), -1);
    QHeaderView* header = view.horizontalHeader();
    const auto click = [&](int column) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(column) + 6, header->height() / 2});
    };
    click(1);
    QCOMPARE(table.sortedBy(), 1);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(table.index(0, 1).data(TableModel::ValueRole).toDouble()
            > table.index(1, 1).data(TableModel::ValueRole).toDouble());
    click(1);
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    click(0); // a name is no quality
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
}

void TestTables::copiesAsCsv()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    TableView view(QStringLiteral("People"));
    view.setTable(&table);
    view.show();
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), table.toCsv());
    view.selectRow(0);
    view.selectionModel()->select(table.index(2, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keySequence(&view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), table.toCsv({0, 2}));
}

void TestTables::enterActivatesTheRow()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    TableView view(QStringLiteral("People"));
    view.setTable(&table);
    view.show();
    QSignalSpy current(&view, &TableView::currentRowChanged);
    QSignalSpy activated(&view, &TableView::rowActivated);
    view.selectRow(1);
    QCOMPARE(current.back().front().toInt(), 1);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.front().front().toInt(), 1);
}

void TestTables::aStretchingColumnFillsTheView()
{
    RowTable<Person> table(personColumns());
    table.setRows(people());
    TableView view(QStringLiteral("People"));
    view.setTable(&table);
    view.resize(600, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.horizontalHeader()->length(), view.viewport()->width());
    QVERIFY(view.columnWidth(0) > 300);
}

/// As many as have room whole, then how many more; one word alone is text.
void TestTables::genresAreChips()
{
    const QString genres = QStringLiteral("Action · Adventure · Sci-Fi");
    QVERIFY(areChips(genres));
    QVERIFY(!areChips(QStringLiteral("Corvin Nettle")));
    const int whole = badgeWidth(QStringLiteral("Action")) + 4 + badgeWidth(QStringLiteral("Adventure")) + 4
                      + badgeWidth(QStringLiteral("Sci-Fi"));
    QCOMPARE(chipsWidth(genres), whole);
    QCOMPARE(chipsIn(genres, whole), (QStringList{"Action", "Adventure", "Sci-Fi"}));
    QCOMPARE(chipsIn(genres, whole - 1), (QStringList{"Action", "Adventure", "+1"}));
    QCOMPARE(chipsIn(genres, 1), QStringList("3"));
}

QTEST_MAIN(TestTables)
#include "tst_tables.moc"
