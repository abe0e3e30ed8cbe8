#include "tests/ui/window/shell.h"
#include "ui/window/keyboard_sheet.h"
#include "ui/window/page_rail.h"
#include "ui/window/run_bar.h"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTest>

#include <filesystem>

using namespace tastescope;
using namespace tastescope::ui;
using tastescope::test::Shell;

class TestPanesAndStop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void f6WalksThroughTheWindow();
    void aPaneIsEnteredWhereItWasLeft();
    void theStartScreenHasItsPanesToo();
    void theKeyboardSheetShowsThePaneKeys();
    void theSearchOfTheRunsStandsClearOfItsTitlesEdges();
    void stopSaysThatASecondPressAbandons();
    void anAbandonedRunLeavesNothing();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

// "run bar", "rail", ... whatever has the focus.
QString paneWithFocus(Shell& shell)
{
    const QWidget* focus = QApplication::focusWidget();
    const std::pair<QString, QWidget*> panes[] = {
        {QStringLiteral("run bar"), shell.window.findChild<RunBar*>()},
        {QStringLiteral("rail"), shell.window.findChild<PageRail*>()},
        {QStringLiteral("page"), shell.window.findChild<QStackedWidget*>()},
        {QStringLiteral("inspector"), shell.window.findChild<QDockWidget*>(QStringLiteral("inspector"))},
        {QStringLiteral("status"), shell.window.statusBar()}};
    for (const auto& [name, pane] : panes)
        if (focus && pane->isAncestorOf(focus))
            return name;
    return focus ? QStringLiteral("elsewhere") : QStringLiteral("nowhere");
}

void press(Shell& shell, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &shell.window, Qt::Key_F6, modifiers);
}

QStringList walk(Shell& shell, int steps, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QStringList panes;
    for (int step = 0; step < steps; ++step) {
        press(shell, modifiers);
        const QString pane = paneWithFocus(shell);
        if (pane != QLatin1String("elsewhere")) // the scope bar has controls only while there is a slice
            panes << pane;
    }
    return panes;
}

bool shows(const Shell& shell, const QString& text)
{
    for (const QLabel* label : shell.window.findChildren<QLabel*>())
        if (label->isVisible() && label->text() == text)
            return true;
    return false;
}

} // namespace

void TestPanesAndStop::f6WalksThroughTheWindow()
{
    Shell shell;
    shell.openTiny();
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    QApplication::focusWidget() ? QApplication::focusWidget()->clearFocus() : void();
    const QStringList forward = walk(shell, 12);
    const QStringList order{QStringLiteral("run bar"),   QStringLiteral("rail"),   QStringLiteral("page"),
                            QStringLiteral("inspector"), QStringLiteral("status"), QStringLiteral("run bar")};
    QVERIFY2(forward.size() >= order.size(), qPrintable(forward.join(QLatin1Char(' '))));
    QCOMPARE(forward.first(order.size()), order);

    // Back: the same the other way round.
    while (paneWithFocus(shell) != QLatin1String("status"))
        press(shell);
    const QStringList back = walk(shell, 8, Qt::ShiftModifier);
    QCOMPARE(back.first(4), (QStringList{QStringLiteral("inspector"), QStringLiteral("page"), QStringLiteral("rail"),
                                         QStringLiteral("run bar")}));
}

void TestPanesAndStop::aPaneIsEnteredWhereItWasLeft()
{
    Shell shell;
    shell.openTiny();
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    auto* bar = shell.window.findChild<RunBar*>();
    QPushButton* run = shell.button(QStringLiteral("Run"));
    QVERIFY(run);
    run->setFocus();
    press(shell);
    QVERIFY(!bar->isAncestorOf(QApplication::focusWidget()));
    press(shell, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), run);
    // Of the rail's buttons the page that is open stands for all.
    while (paneWithFocus(shell) != QLatin1String("rail"))
        press(shell);
    QVERIFY(static_cast<QAbstractButton*>(QApplication::focusWidget())->isChecked());
}

void TestPanesAndStop::theStartScreenHasItsPanesToo()
{
    Shell shell;
    QVERIFY(QTest::qWaitForWindowActive(&shell.window));
    press(shell);
    QVERIFY(paneWithFocus(shell) == QLatin1String("status") || paneWithFocus(shell) == QLatin1String("page"));
    press(shell, Qt::ShiftModifier);
    QCOMPARE(paneWithFocus(shell), QStringLiteral("page"));
}

void TestPanesAndStop::theKeyboardSheetShowsThePaneKeys()
{
    Shell shell;
    const KeyboardSheet sheet(shell.window.commands(), &shell.window);
    QStringList texts;
    for (const QLabel* label : sheet.findChildren<QLabel*>())
        texts << label->text();
    for (const char* text : {"F6", "Next Pane", "Shift+F6", "Previous Pane"})
        QVERIFY2(texts.contains(QLatin1String(text)), text);
}

void TestPanesAndStop::theSearchOfTheRunsStandsClearOfItsTitlesEdges()
{
    Shell shell;
    auto* dock = shell.window.findChild<QDockWidget*>(QStringLiteral("runs"));
    dock->show();
    const QWidget* title = dock->titleBarWidget();
    const auto* search = title->findChild<QLineEdit*>();
    QVERIFY(search);
    QTRY_VERIFY(search->isVisible() && search->geometry().top() >= 3);
    QVERIFY(search->geometry().bottom() <= title->height() - 4);
    QTRY_VERIFY(dock->widget()->y() >= title->geometry().bottom()); // what the dock holds does not cover its title
}

void TestPanesAndStop::stopSaysThatASecondPressAbandons()
{
    Shell shell;
    shell.openTiny();
    std::atomic<bool> released = false;
    QString end;
    shell.workspace.jobs().add(
        QStringLiteral("deaf"),
        [&](const JobContext&) {
            while (!released)
                std::this_thread::yield();
            return 0;
        },
        [&](const Outcome<int>& outcome) {
            end = std::holds_alternative<Cancelled>(outcome) ? QStringLiteral("cancelled") : QStringLiteral("done");
        });
    QPushButton* stop = shell.button(QStringLiteral("Stop"));
    QVERIFY(stop);
    stop->click();
    QTRY_COMPARE(stop->text(), QStringLiteral("Stopping…"));
    QVERIFY(shows(shell, QStringLiteral("Press again to abandon")));
    stop->click();
    QCOMPARE(end, QStringLiteral("cancelled"));
    QVERIFY(!shell.workspace.jobs().isBusy());
    QCOMPARE(stop->text(), QStringLiteral("Stop"));
    QVERIFY(!shows(shell, QStringLiteral("Press again to abandon")));
    released = true;
}

void TestPanesAndStop::anAbandonedRunLeavesNothing()
{
    Shell shell;
    shell.openTiny();
    ModelOptions options = shell.workspace.nextRun().options();
    setOption(options, "epochs", std::int64_t{1000});
    shell.workspace.nextRun().setOptions(options);
    const int id = shell.workspace.nextRun().train();
    QTRY_VERIFY(!shell.workspace.runs().find(id)->curve.epochs.empty());
    const std::filesystem::path folder = shell.workspace.runs().find(id)->folder;
    QVERIFY(std::filesystem::exists(folder));
    shell.workspace.jobs().abandon(shell.workspace.jobs().runningId());
    QVERIFY(!shell.workspace.runs().find(id));
    QVERIFY(!shell.workspace.choices().current());
    QTRY_VERIFY(!std::filesystem::exists(folder)); // once its worker has ended
}

QTEST_MAIN(TestPanesAndStop)
#include "tst_panes_and_stop.moc"
