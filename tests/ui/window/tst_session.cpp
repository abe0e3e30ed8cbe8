#include "core/history/run_process.h"
#include "tests/ui/window/shell.h"
#include "ui/session/page_keys.h"
#include "ui/window/page_table.h"

#include <QPushButton>
#include <QTest>

using namespace tastescope;
using namespace tastescope::ui;

/// What a window leaves for the next one.
class TestSession : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8()); }
    void theSessionIsRestored();
    void whoComesBackHasEnterOnContinue();
    void aCrashLosesNothingOfTheSession();

private:
    QTemporaryDir m_cache; // presets are kept there, not in the person's
};

namespace {

/// The settings of a window that is still open, as those of one that never closed.
QByteArray afterACrash(const QString& settings)
{
    QFile file(settings);
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace(thisProcess().c_str(), "another-start 1 1")
                                          : QByteArray();
}

/// What the person does in the session. Returns the id of the user; empty: the sample does not open.
std::string lookAtAUser(Workspace& workspace, MainWindow& window)
{
    window.show();
    window.open({QStringLiteral("preset:tiny")});
    if (!QTest::qWaitFor([&] { return workspace.neighbours().selection() != nullptr; }, 20'000))
        return {};
    window.showPage(pageTable().back().key);
    workspace.selection().setUser(User{7});
    return workspace.data().dataset()->users().name(7);
}

} // namespace

void TestSession::theSessionIsRestored()
{
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(QStringLiteral("settings.json")));
    std::string user;
    {
        Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
        MainWindow window(workspace);
        user = lookAtAUser(workspace, window);
        QVERIFY(!user.empty());
        window.resize(1300, 700);
        QFile other(folder.filePath(QStringLiteral("other.csv")));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("user,item\nu1,i1\n") > 0);
        other.close();
        window.open({other.fileName()}); // looked at and not imported: nothing to come back to
        QCOMPARE(window.currentPage(), QString(page::import));
        QVERIFY(window.close());
    }
    Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
    MainWindow window(workspace);
    QCOMPARE(window.size(), QSize(1300, 700));
    window.continueLastSession();
    QTRY_VERIFY(workspace.data().dataset());
    QTRY_COMPARE(window.currentPage(), pageTable().back().key);
    QVERIFY(workspace.selection().user());
    QCOMPARE(workspace.data().dataset()->users().name(index(*workspace.selection().user())), user);
}

void TestSession::whoComesBackHasEnterOnContinue()
{
    const QTemporaryDir folder;
    const Settings settings(folder.filePath(QStringLiteral("settings.json")));
    {
        Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
        MainWindow window(workspace);
        window.show();
        QApplication::setActiveWindow(&window);
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Explore the sample"));
        QVERIFY(!lookAtAUser(workspace, window).empty());
        QVERIFY(window.close());
    }
    Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
    MainWindow window(workspace);
    window.show();
    QApplication::setActiveWindow(&window);
    QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Continue"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(workspace.data().dataset());
}

/// What a crash leaves: the settings as they were at the last change, and a window that never closed.
void TestSession::aCrashLosesNothingOfTheSession()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.json"));
    QByteArray left;
    std::string user;
    {
        Workspace workspace(Settings(file), folder.filePath(QStringLiteral("runs")));
        MainWindow window(workspace);
        user = lookAtAUser(workspace, window);
        QVERIFY(!user.empty());
        QTRY_VERIFY(Settings(file).lastSession() && Settings(file).lastSession()->user.toStdString() == user);
        left = afterACrash(file);
    }
    QFile again(folder.filePath(QStringLiteral("left.json")));
    QVERIFY(again.open(QIODevice::WriteOnly) && again.write(left) == left.size());
    again.close();
    const Settings settings(again.fileName());
    Workspace workspace(settings, folder.filePath(QStringLiteral("runs")));
    MainWindow window(workspace);
    window.show();
    const auto offered = [&] {
        const auto buttons = window.findChildren<QPushButton*>();
        const auto found = std::ranges::find_if(buttons, [](const QPushButton* button) {
            return button->text() == QStringLiteral("Continue where it was");
        });
        return found == buttons.end() ? nullptr : *found;
    };
    QTRY_VERIFY(offered());
    offered()->click();
    QTRY_VERIFY(workspace.data().dataset());
    QTRY_COMPARE(window.currentPage(), pageTable().back().key);
    QCOMPARE(workspace.data().dataset()->users().name(index(*workspace.selection().user())), user);
    const auto isToldAgain = [&again] {
        return !again.open(QIODevice::ReadOnly) || again.readAll().contains("another-start");
    };
    QTRY_VERIFY((again.close(), !isToldAgain()));
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
