#pragma once

#include "ui/session/command.h"

#include <QObject>
#include <QPointer>

#include <map>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace tastescope::ui {

/// A command as it stands now.
struct CommandState
{
    QString menu;  ///< where it is, without the marks of letters: "File, Open Recent"
    QString title; ///< likewise: "Save Dataset As…"
    QKeySequence key;
    QString missing; ///< why it cannot be done now; empty: it can
    QPointer<QAction> action;
};

/// The commands of the window as Qt's actions in the menus, which are made of nothing else. The search and the keyboard
/// sheet read them here.
class Commands : public QObject
{
    Q_OBJECT

public:
    Commands(Workspace& workspace, QWidget& window);

    /// At the end of their menus; a menu that is not there yet comes after the others.
    void add(const std::vector<Command>& commands);

    QMenuBar* bar() const { return m_bar; }
    QAction* action(const QString& id) const; ///< null: there is none
    QMenu* menu(const QString& id) const;     ///< of a command with rows; null: there is none

    /// All that can be chosen, in the order of the menus.
    std::vector<CommandState> all() const;

    /// Asks menus for their rows again, and says of every command whether it can be done now and how it reads.
    void renew();

private:
    struct Entry
    {
        Command command;
        QAction* action = nullptr;
        QMenu* menu = nullptr; ///< of a command with rows
        std::vector<Entry> rows;
    };

    QMenu* menuCalled(const QString& title);
    Entry make(const Command& command, QMenu* menu);
    void fill(Entry& entry);
    void refresh();
    void show(const Entry& entry);
    void list(const Entry& entry, const QString& place, std::vector<CommandState>& states) const;

    Workspace& m_workspace;
    QMenuBar* m_bar;
    std::vector<Entry> m_entries;
    std::map<QString, QActionGroup*> m_choices;
};

/// "&Save Dataset As…" as one reads it: without the mark of the underlined letter.
QString readable(QString title);

} // namespace tastescope::ui
