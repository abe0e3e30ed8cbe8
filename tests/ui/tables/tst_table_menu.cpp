#include "tests/ui/tables/people.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace tabletest;

class TestTableMenu : public QObject
{
    Q_OBJECT

private slots:
    void theMenuIsOfTheRowUnderThePointer();
    void theMenuKeyIsOfTheCurrentRow();
    void rowsAreHeldWhileTheMenuIsOpen();
};

namespace {

/// A table on the screen, and what its menus said of it.
struct TableWithMenu
{
    RowTable<Person> table{personColumns()};
    TableView view{QStringLiteral("People")};
    std::vector<int> rows;  ///< that menus were wanted for
    std::vector<bool> held; ///< whether the rows were held while the menu was open

    TableWithMenu()
    {
        table.setRows(people());
        view.setTable(&table);
        view.resize(400, 200);
        QObject::connect(&view, &TableView::menuWanted, &view, [this](QMenu*, int row) {
            rows.push_back(row);
            QTimer::singleShot(0, &view, [this] {
                held.push_back(view.isHeld());
                QApplication::activePopupWidget()->close();
            });
        });
        view.show();
    }

    void wantMenu(QContextMenuEvent::Reason reason, QWidget* at, const QPoint& place)
    {
        QContextMenuEvent event(reason, place, at->mapToGlobal(place));
        QApplication::sendEvent(at, &event);
    }
};

} // namespace

void TestTableMenu::theMenuIsOfTheRowUnderThePointer()
{
    TableWithMenu shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    for (int row = 0; row < 3; ++row) {
        const QRect cell = shown.view.visualRect(shown.table.index(row, 0));
        for (const QPoint& place : {cell.topLeft(), cell.center(), cell.bottomLeft()})
            shown.wantMenu(QContextMenuEvent::Mouse, shown.view.viewport(), place);
    }
    shown.wantMenu(QContextMenuEvent::Mouse, shown.view.viewport(), shown.view.viewport()->rect().bottomLeft());
    QCOMPARE(shown.rows, (std::vector<int>{0, 0, 0, 1, 1, 1, 2, 2, 2, -1}));
}

void TestTableMenu::theMenuKeyIsOfTheCurrentRow()
{
    TableWithMenu shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    shown.view.selectRow(1);
    shown.wantMenu(QContextMenuEvent::Keyboard, &shown.view, QPoint(5, 5));
    QCOMPARE(shown.rows, std::vector<int>{1});
}

void TestTableMenu::rowsAreHeldWhileTheMenuIsOpen()
{
    TableWithMenu shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
    QSignalSpy closed(&shown.view, &TableView::menuClosed);
    QVERIFY(!shown.view.isHeld());
    shown.wantMenu(QContextMenuEvent::Mouse, shown.view.viewport(), QPoint(5, 5));
    QCOMPARE(shown.held, std::vector<bool>{true});
    QVERIFY(!shown.view.isHeld());
    QCOMPARE(closed.size(), 1);
}

QTEST_MAIN(TestTableMenu)
#include "tst_table_menu.moc"
