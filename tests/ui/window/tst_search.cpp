#include "tests/ui/window/shell.h"
#include "ui/window/page_table.h"
#include "ui/window/search_button.h"
#include "ui/window/search_list.h"
#include "ui/window/search_palette.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalSpy>

using namespace tastescope;
using namespace tastescope::ui;

class TestSearch : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensByItsKeyAndGoesByEscape();
    void listsEveryCommandOfTheMenus();
    void enterRunsTheCommandThatFitsBest();
    void whatCannotBeDoneIsPassedOver();
    void aUserOpensOnTheUsersPage();
    void anItemIsAskedFor();
    void aRunComesToTheFront();
    void aSettingIsGoneTo();
    void enterWaitsForTheAnswer();
    void saysWhenNothingIsFound();
    void aNarrowWindowLeavesTheIcon();

private:
    QTemporaryDir m_cache;
};

namespace {

struct SearchShell : tastescope::test::Shell
{
    SearchPalette* palette() { return window.findChild<SearchPalette*>(); }
    QLineEdit* input() { return palette()->findChild<QLineEdit*>(); }
    SearchList* list() { return palette()->findChild<SearchList*>(); }

    void open() { QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier); }

    void press(Qt::Key key) { QTest::keyClick(input(), key); }

    QStringList titles()
    {
        QStringList result;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            result << list()->model()->index(row, 0).data().toString();
        return result;
    }

    bool finds(const QString& kind)
    {
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            if (list()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString().endsWith(kind))
                return true;
        return false;
    }
};

int commandsIn(const QList<QAction*>& actions)
{
    int number = 0;
    for (const QAction* action : actions)
        if (action->menu())
            number += commandsIn(action->menu()->actions());
        else if (!action->isSeparator() && action->isVisible() && !action->text().isEmpty())
            ++number;
    return number;
}

} // namespace

void TestSearch::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestSearch::opensByItsKeyAndGoesByEscape()
{
    SearchShell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    QWidget* before = QApplication::focusWidget();
    QVERIFY(!shell.palette()->isVisible());
    shell.open();
    QVERIFY(shell.palette()->isVisible());
    QVERIFY(shell.input()->hasFocus());
    shell.press(Qt::Key_Escape);
    QVERIFY(!shell.palette()->isVisible());
    QCOMPARE(QApplication::focusWidget(), before);
    QTest::mouseClick(shell.window.findChild<SearchButton*>(), Qt::LeftButton);
    QVERIFY(shell.palette()->isVisible());
    QVERIFY(shell.window.rect().contains(shell.palette()->geometry()));
}

void TestSearch::listsEveryCommandOfTheMenus()
{
    SearchShell shell;
    shell.open();
    QCOMPARE(shell.list()->model()->rowCount(), commandsIn(shell.window.findChild<QMenuBar*>()->actions()));
    QVERIFY(shell.titles().contains(QStringLiteral("Keyboard Sheet")));
    QVERIFY(shell.finds(QStringLiteral("F1"))); // its key stands beside it
}

void TestSearch::enterRunsTheCommandThatFitsBest()
{
    SearchShell shell;
    shell.open();
    QTest::keyClicks(shell.input(), QStringLiteral("dark"));
    QCOMPARE(shell.titles().front(), QStringLiteral("Dark"));
    shell.press(Qt::Key_Return);
    QVERIFY(!shell.palette()->isVisible());
    QCOMPARE(shell.workspace.settings().theme(), ThemeChoice::Dark);
}

void TestSearch::whatCannotBeDoneIsPassedOver()
{
    SearchShell shell; // without data there is no page to show
    shell.open();
    QTest::keyClicks(shell.input(), QStringLiteral("neighbours"));
    QVERIFY(shell.titles().contains(QStringLiteral("Neighbours")));
    const SearchHit* hit = shell.list()->currentHit();
    QVERIFY(!hit || hit->title != QStringLiteral("Neighbours"));
    shell.press(Qt::Key_Return);
    QCOMPARE(shell.window.currentPage(), QString(page::start));
}

void TestSearch::aUserOpensOnTheUsersPage()
{
    SearchShell shell;
    shell.openTiny();
    const std::string id = shell.workspace.data().dataset()->users().name(77);
    shell.open();
    QTest::keyClicks(shell.input(), QString::fromStdString(id));
    QTRY_VERIFY(shell.finds(QStringLiteral("user")));
    while (!shell.list()->currentHit()->kind.endsWith(QStringLiteral("user")))
        shell.press(Qt::Key_Down);
    shell.press(Qt::Key_Return);
    QCOMPARE(shell.workspace.selection().user(), std::optional(User{77}));
    QCOMPARE(shell.window.currentPage(), QStringLiteral("users"));
}

void TestSearch::anItemIsAskedFor()
{
    SearchShell shell;
    shell.openTiny();
    QTRY_VERIFY(shell.workspace.users().answer());
    QSignalSpy wanted(&shell.workspace.users(), &UserSession::whyWanted);
    const Item item{123};
    const std::string& title = shell.workspace.data().dataset()->items().title(index(item));
    shell.open();
    QTest::keyClicks(shell.input(), QString::fromStdString(title));
    QTRY_VERIFY(shell.finds(QStringLiteral("playlist")));
    QCOMPARE(shell.list()->currentHit()->title, QString::fromStdString(title));
    shell.press(Qt::Key_Return);
    QVERIFY(shell.workspace.selection().item());
    QCOMPARE(shell.workspace.data().dataset()->items().title(index(*shell.workspace.selection().item())), title);
    QCOMPARE(wanted.size(), 1);
}

void TestSearch::aRunComesToTheFront()
{
    SearchShell shell;
    shell.openTiny();
    shell.workspace.nextRun().setModel("popularity");
    const int first = shell.workspace.nextRun().train();
    const int second = shell.workspace.nextRun().train();
    QTRY_VERIFY(shell.workspace.runs().find(second)->isOver());
    shell.open();
    QTest::keyClicks(shell.input(), shell.workspace.runs().find(first)->name);
    QTRY_VERIFY(shell.finds(QStringLiteral("run")));
    while (shell.list()->currentHit()->kind != QStringLiteral("run"))
        shell.press(Qt::Key_Down);
    shell.press(Qt::Key_Return);
    QTRY_COMPARE(shell.workspace.choices().current()->id, first); // Enter waits for the users and titles
    QTRY_COMPARE(shell.window.currentPage(), QString(page::training));
}

void TestSearch::aSettingIsGoneTo()
{
    SearchShell shell;
    shell.openTiny();
    shell.open();
    shell.input()->setText(QStringLiteral("learning rate"));
    QTRY_VERIFY(shell.finds(QStringLiteral("setting")));
    while (shell.list()->currentHit()->kind != QStringLiteral("setting"))
        shell.press(Qt::Key_Down);
    shell.press(Qt::Key_Return);
    QTRY_COMPARE(shell.window.currentPage(), QString(page::training));
    QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Learning rate"));
}

void TestSearch::enterWaitsForTheAnswer()
{
    SearchShell shell;
    shell.openTiny();
    QTRY_VERIFY(shell.workspace.users().answer()); // which selects an item
    const auto first = shell.workspace.selection().item();
    const std::string& title = shell.workspace.data().dataset()->items().title(5);
    QVERIFY(first != Item{5});
    shell.open();
    shell.input()->setText(QString::fromStdString(title));
    shell.press(Qt::Key_Return); // before the worker can have answered: no event was delivered
    QCOMPARE(shell.workspace.selection().item(), first);
    QTRY_VERIFY(shell.workspace.selection().item() != first);
    QCOMPARE(shell.workspace.data().dataset()->items().title(index(*shell.workspace.selection().item())), title);
}

void TestSearch::saysWhenNothingIsFound()
{
    SearchShell shell;
    shell.openTiny();
    shell.open();
    shell.input()->setText(QStringLiteral("zzzzqqqqxxxx"));
    const auto says = [&] {
        for (const auto* label : shell.palette()->findChildren<QLabel*>())
            if (label->isVisible() && label->text() == QStringLiteral("Nothing is called so"))
                return true;
        return false;
    };
    QTRY_VERIFY(says());
    shell.press(Qt::Key_Return);
    QVERIFY(shell.palette()->isVisible());
}

void TestSearch::aNarrowWindowLeavesTheIcon()
{
    SearchShell shell;
    const auto* button = shell.window.findChild<SearchButton*>();
    QVERIFY(button->width() > 200);
    shell.window.resize(1024, 640);
    QTRY_VERIFY(button->width() < 40);
    shell.window.resize(1440, 900);
    QTRY_VERIFY(button->width() > 200);
    QTRY_VERIFY(shell.window.rect().contains(QRect(button->mapTo(&shell.window, QPoint()), button->size())));
}

QTEST_MAIN(TestSearch)
#include "tst_search.moc"
