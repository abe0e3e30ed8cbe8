#include "core/base/memory_limit.h"
#include "core/models/bpr/bpr_options.h"
#include "tests/ui/window/shell.h"
#include "ui/session/command.h"
#include "ui/theme/theme.h"
#include "ui/window/banner_stack.h"
#include "ui/window/dock_edge.h"
#include "ui/window/page_rail.h"
#include "ui/window/page_table.h"
#include "ui/window/run_bar.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void opensOnTheStartPageWhereEnterStarts();
    void everyActionHasATextAndNoTwoShareAKey();
    void everyControlHasAName();
    void pagesOpenByTheirKeys();
    void aDroppedFileIsPreviewedAndImported();
    void badRowsAreShownBeforeAnythingIsOpened();
    void whatCannotBeOpenedIsABanner();
    void closingWhileAJobRunsAsksFirst();
    void aNarrowWindowLosesWordsAndFoldsDocks();
    void theThemeChangesWithinAFewTurns();
    void theTitleNamesTheData();
    void stopDoesNotHandTheFocusToAFigure();
    void whatDoesNotFitIsNotRunByAnyKey();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

QByteArray ratings()
{
    QByteArray text = "user,item,rating\n";
    for (int user = 0; user < 6; ++user)
        for (int item = 0; item < 8; ++item)
            if ((user + item) % 4 != 0)
                text += QByteArray::number(user) + ",film" + QByteArray::number(item) + ",4\n";
    return text;
}

void spin(const JobContext& job)
{
    for (;;) {
        job.throwIfStopped();
        std::this_thread::yield();
    }
}

} // namespace

void TestMainWindow::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
}

void TestMainWindow::opensOnTheStartPageWhereEnterStarts()
{
    Shell shell;
    QCOMPARE(shell.window.currentPage(), QString(page::start));
    QVERIFY(!shell.window.findChild<RunBar*>()->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(shell.workspace.opening().isOpening());
    QTRY_VERIFY_WITH_TIMEOUT(shell.workspace.neighbours().selection(), 60'000);
    QTRY_COMPARE(shell.window.currentPage(), QStringLiteral("neighbours"));
    QVERIFY(shell.window.findChild<RunBar*>()->isVisible());
}

void TestMainWindow::everyActionHasATextAndNoTwoShareAKey()
{
    Shell shell;
    QSet<QString> keys;
    int actions = 0;
    for (const QAction* menu : shell.window.findChild<QMenuBar*>()->actions()) {
        QVERIFY2(!menu->menu()->isEmpty(), qPrintable(menu->text()));
        for (const QAction* action : menu->menu()->actions()) {
            if (action->isSeparator())
                continue;
            ++actions;
            QVERIFY(!action->text().isEmpty());
            const QString key = action->shortcut().toString();
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(key));
            keys.insert(key);
        }
    }
    QVERIFY(actions > 20);
    for (const char* key : {"Ctrl+O", "Ctrl+R", "Ctrl+Space", "Ctrl+.", "F1", "F11", "Ctrl+1"})
        QVERIFY2(keys.contains(QLatin1String(key)), key);
}

void TestMainWindow::everyControlHasAName()
{
    Shell shell;
    shell.openTiny();
    for (QWidget* widget : shell.window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || qobject_cast<QLineEdit*>(widget)
            || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool container = widget->inherits("QAbstractScrollArea") && !widget->inherits("QTableView");
        const bool bar = widget->inherits("QTabBar") || widget->inherits("QStackedWidget")
                         || widget->inherits("QDockWidget") || widget->inherits("QScrollBar");
        QVERIFY2(named || container || bar,
                 qPrintable(QLatin1String(widget->metaObject()->className()) + QStringLiteral(" in ")
                            + QLatin1String(widget->parent()->metaObject()->className())));
    }
}

void TestMainWindow::pagesOpenByTheirKeys()
{
    Shell shell;
    shell.openTiny();
    QApplication::setActiveWindow(&shell.window);
    int number = 0;
    for (const PageInfo& page : pageTable()) {
        QTest::keyClick(&shell.window, static_cast<Qt::Key>(Qt::Key_1 + number++), Qt::ControlModifier);
        QCOMPARE(shell.window.currentPage(), page.key);
    }
    shell.window.showPage(QStringLiteral("no such page"));
    QCOMPARE(shell.window.currentPage(), pageTable().back().key);
}

void TestMainWindow::aDroppedFileIsPreviewedAndImported()
{
    Shell shell;
    shell.drop(shell.write(QStringLiteral("ratings.csv"), ratings()));
    QCOMPARE(shell.window.currentPage(), QString(page::import));
    QPushButton* import = shell.button(QStringLiteral("Import"));
    QVERIFY(import);
    QTRY_VERIFY(import->isEnabled());
    QVERIFY(!shell.workspace.data().dataset());
    import->click();
    QTRY_VERIFY(shell.workspace.data().dataset());
    QCOMPARE(shell.workspace.data().dataset()->userCount(), std::size_t(6));
    QTRY_VERIFY(shell.window.currentPage() != page::import);
}

void TestMainWindow::badRowsAreShownBeforeAnythingIsOpened()
{
    Shell shell;
    shell.drop(shell.write(QStringLiteral("ratings.csv"), ratings() + "1,,4\n"));
    QPushButton* import = shell.button(QStringLiteral("Import"));
    QTRY_VERIFY(import->isEnabled());
    import->click();
    QTRY_VERIFY(shell.button(QStringLiteral("Skip 1 row and continue")));
    QVERIFY(!shell.workspace.data().dataset());
    shell.button(QStringLiteral("Skip 1 row and continue"))->click();
    QVERIFY(shell.workspace.data().dataset());
}

void TestMainWindow::whatCannotBeOpenedIsABanner()
{
    Shell shell;
    auto* banners = shell.window.findChild<BannerStack*>();
    shell.window.open({QStringLiteral("/no/such/data.taste")});
    QTRY_COMPARE(banners->count(), 1);
    shell.window.open({QStringLiteral("/no/such/data.taste")});
    QTest::qWait(200);
    QTRY_VERIFY(!shell.workspace.opening().isOpening());
    QCOMPARE(banners->count(), 1); // the same message takes the place of the first
    banners->closeTitled(banners->findChild<Banner*>()->notice().title);
    QCOMPARE(banners->count(), 0);
}

void TestMainWindow::closingWhileAJobRunsAsksFirst()
{
    Shell shell;
    bool stopped = false;
    shell.workspace.jobs().add(
        QStringLiteral("bpr-01"),
        [](const JobContext& job) {
            spin(job);
            return 0;
        },
        [&](const Outcome<int>& outcome) { stopped = std::holds_alternative<Cancelled>(outcome); });
    QVERIFY(!shell.window.close());
    QVERIFY(shell.window.isVisible());
    QTRY_VERIFY(shell.button(QStringLiteral("Keep running")));
    shell.button(QStringLiteral("Keep running"))->click();
    QVERIFY(shell.workspace.jobs().isBusy());
    QVERIFY(!shell.window.close());
    QTRY_VERIFY(shell.button(QStringLiteral("Stop and close")));
    shell.button(QStringLiteral("Stop and close"))->click();
    QTRY_VERIFY(!shell.window.isVisible());
    QVERIFY(stopped);
}

void TestMainWindow::aNarrowWindowLosesWordsAndFoldsDocks()
{
    Shell shell;
    shell.openTiny();
    auto* rail = shell.window.findChild<PageRail*>();
    auto* inspector = shell.window.findChild<QDockWidget*>(QStringLiteral("inspector"));
    auto* edge = shell.window.findChild<DockEdge*>();
    shell.window.resize(1440, 900);
    QTRY_COMPARE(rail->width(), 80);
    QTRY_VERIFY(inspector->isVisible());
    QVERIFY(!edge->isVisible());
    shell.window.resize(1024, 640);
    QTRY_COMPARE(rail->width(), 52);
    QTRY_COMPARE(shell.window.width(), 1024); // nothing in it asks for more
    QVERIFY(!inspector->isVisible());
    QVERIFY(edge->isVisible());
    edge->findChild<QToolButton*>()->click();
    QVERIFY(inspector->isVisible());
    shell.window.resize(1440, 900);
    QTRY_VERIFY(inspector->isVisible());
}

void TestMainWindow::theThemeChangesWithinAFewTurns()
{
    Shell shell;
    shell.window.setTheme(ThemeChoice::Dark);
    QCOMPARE(currentScheme(), Scheme::Dark);
    QTRY_COMPARE(shell.window.palette().color(QPalette::Window), colour(Token::Window, Scheme::Dark));
    QCOMPARE(shell.workspace.settings().theme(), ThemeChoice::Dark);
    shell.window.setTheme(ThemeChoice::Light);
    QTRY_COMPARE(shell.window.palette().color(QPalette::Window), colour(Token::Window, Scheme::Light));
}

void TestMainWindow::theTitleNamesTheData()
{
    Shell shell;
    QCOMPARE(shell.window.windowTitle(), QStringLiteral("Tastescope"));
    shell.openTiny();
    QCOMPARE(shell.window.windowTitle(), QStringLiteral("playlists, tiny"));
}

void TestMainWindow::stopDoesNotHandTheFocusToAFigure()
{
    Shell shell;
    shell.openTiny();
    QTRY_VERIFY(!shell.workspace.jobs().isBusy());
    auto* bar = shell.window.findChild<RunBar*>();
    shell.button(QStringLiteral("Run"))->setFocus();
    shell.workspace.jobs().add(
        QStringLiteral("a job"),
        [](const JobContext& job) {
            spin(job);
            return 0;
        },
        [](const Outcome<int>&) {});
    QTRY_VERIFY(shell.button(QStringLiteral("Stop"))->isEnabled());
    QVERIFY(qobject_cast<QPushButton*>(bar->focusWidget())
            && bar->focusWidget() != shell.button(QStringLiteral("Stop")));
    shell.button(QStringLiteral("Stop"))->setFocus();
    shell.button(QStringLiteral("Stop"))->click();
    QTRY_VERIFY(!shell.workspace.jobs().isBusy());
    QCOMPARE(bar->focusWidget(), shell.button(QStringLiteral("Run")));
}

void TestMainWindow::whatDoesNotFitIsNotRunByAnyKey()
{
    Shell shell;
    shell.openTiny();
    QTRY_VERIFY(!shell.workspace.jobs().isBusy());
    QVERIFY(shell.button(QStringLiteral("Run"))->isEnabled());
    setMemoryCeiling(1);
    shell.workspace.nextRun().setOptions(BprOptions{.embeddingDim = 1'024});
    const bool isOffered = shell.button(QStringLiteral("Run"))->isEnabled();
    const QString why = missing(Need::RoomForTheNextRun, shell.workspace);
    QTest::keySequence(&shell.window, QKeySequence(QStringLiteral("Ctrl+R")));
    const bool hasBegun = shell.workspace.jobs().isBusy();
    setMemoryCeiling(0);
    QVERIFY(!isOffered && !hasBegun);
    QVERIFY2(why.startsWith(QLatin1String("Training needs")), qPrintable(why));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
