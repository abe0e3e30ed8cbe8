#pragma once

#include "tests/ui/window/hand.h"
#include "tests/ui/window/shell.h"
#include "ui/window/commands.h"

#include <QAction>
#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QTimer>

namespace tastescope::test {

/// Uses a window as no person would: clicks, keys, menus, words, sizes and data at random, the same for the same seed
/// as far as the threads behind the window allow. It never quits the program and never opens the preset whose making
/// takes minutes; what waits for an answer of its own (a menu, a file dialog) is answered from inside its event loop.
class Monkey : public QObject, public Hand
{
public:
    Monkey(Shell& shell, const QStringList& datasets, unsigned seed)
        : Hand(shell.window, seed),
          m_shell(shell),
          m_datasets(datasets)
    {
        qApp->installEventFilter(this);
        connect(&m_patience, &QTimer::timeout, this, &Monkey::closeWhatStays);
        m_patience.start(1000);
    }

    void act()
    {
        if (!m_shell.window.isVisible())
            m_shell.window.show(); // it was closed: it is opened again
        switch (draw(20)) {
        case 0:
        case 1:
            return trigger();
        case 2:
            return openMenu();
        case 3:
        case 4:
        case 5:
            return press();
        case 6:
            return write();
        case 7:
            return resize();
        case 8:
            return draw(3) == 0 ? open() : hurryJobs();
        case 9:
            return turnWheel();
        case 10:
            return closeDialog();
        case 11:
            return QTest::qWait(draw(60));
        case 12:
        case 13:
            return click(Qt::RightButton);
        default:
            return click(Qt::LeftButton);
        }
    }

    void open()
    {
        const QString path = m_datasets[draw(static_cast<int>(m_datasets.size()))];
        say(QStringLiteral("open %1").arg(path));
        m_shell.window.open({path});
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Show)
            return false;
        if (auto* dialog = qobject_cast<QFileDialog*>(watched))
            QTimer::singleShot(0, dialog, [this, dialog] { answer(*dialog); });
        else if (auto* menu = qobject_cast<QMenu*>(watched))
            QTimer::singleShot(0, menu, [this, menu] { chooseFrom(*menu); });
        return false;
    }

private:
    static bool isForbidden(const QAction& action)
    {
        const QString text = readable(action.text());
        return text.startsWith(QLatin1String("Quit")) || text.startsWith(QLatin1String("Full scale"));
    }

    void trigger()
    {
        std::vector<CommandState> commands = m_shell.window.commands().all();
        std::erase_if(commands, [](const CommandState& state) {
            return !state.action || !state.action->isEnabled() || isForbidden(*state.action);
        });
        const CommandState& chosen = commands[static_cast<std::size_t>(draw(static_cast<int>(commands.size())))];
        say(QStringLiteral("command %1").arg(chosen.title));
        chosen.action->trigger();
    }

    void openMenu()
    {
        const auto menus = m_shell.window.commands().bar()->actions();
        QMenu* menu = menus[draw(static_cast<int>(menus.size()))]->menu();
        say(QStringLiteral("menu %1").arg(menu->title()));
        menu->popup(m_shell.window.mapToGlobal(QPoint(20, 20)));
        QTest::qWait(1);
    }

    /// From inside its own event loop, if it has one.
    void chooseFrom(QMenu& shown)
    {
        const QPointer<QMenu> menu = &shown;
        QList<QAction*> actions;
        for (QAction* action : menu->actions())
            if (action->isEnabled() && action->isVisible() && !action->isSeparator() && !isForbidden(*action))
                actions << action;
        if (!actions.isEmpty() && draw(4) != 0) {
            QAction* action = actions[draw(static_cast<int>(actions.size()))];
            say(QStringLiteral("choose %1").arg(action->text()));
            menu->setActiveAction(action);
            QTest::keyClick(menu, Qt::Key_Return);
        }
        if (menu)
            menu->close();
    }

    void answer(QFileDialog& dialog)
    {
        if (dialog.acceptMode() == QFileDialog::AcceptSave && draw(2) == 0) {
            const QString name = QStringLiteral("saved-%1").arg(++m_saved);
            say(QStringLiteral("save as %1").arg(name));
            dialog.setDirectory(m_shell.folder.path());
            dialog.selectFile(name);
            return static_cast<QDialog&>(dialog).done(QDialog::Accepted);
        }
        say(QStringLiteral("cancel %1").arg(dialog.windowTitle()));
        dialog.reject();
    }

    void resize()
    {
        const QSize size(1024 + draw(900), 640 + draw(500));
        say(QStringLiteral("resize to %1 x %2").arg(size.width()).arg(size.height()));
        m_shell.window.resize(size);
    }

    void hurryJobs()
    {
        say(QStringLiteral("stop all jobs"));
        m_shell.workspace.jobs().stopAll();
    }

    void closeDialog()
    {
        for (QWidget* window : QApplication::topLevelWidgets())
            if (window != &m_shell.window && window->isVisible() && qobject_cast<QDialog*>(window)) {
                say(QStringLiteral("close %1").arg(window->windowTitle()));
                window->close();
                return;
            }
    }

    /// What waits for an answer that nobody gives.
    void closeWhatStays()
    {
        QWidget* waiting =
            QApplication::activePopupWidget() ? QApplication::activePopupWidget() : QApplication::activeModalWidget();
        if (waiting && waiting == m_waiting)
            waiting->close();
        m_waiting = waiting;
    }

    Shell& m_shell;
    QStringList m_datasets;
    QTimer m_patience;
    QPointer<QWidget> m_waiting;
    int m_saved = 0;
};

} // namespace tastescope::test
