#include "ui/window/commands.h"

#include "ui/session/job_queue.h"
#include "ui/session/next_run.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/sweep_session.h"
#include "ui/session/undo_steps.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace tastescope::ui {

QString readable(QString title)
{
    for (qsizetype at = title.indexOf(QLatin1Char('&')); at >= 0; at = title.indexOf(QLatin1Char('&'), at + 1))
        title.remove(at, 1); // of two the second is text
    return title;
}

Commands::Commands(Workspace& workspace, QWidget& window)
    : QObject(&window),
      m_workspace(workspace),
      m_bar(new QMenuBar(&window))
{
    connect(&workspace.data(), &OpenData::changed, this, &Commands::renew);
    connect(&workspace.nextRun(), &NextRun::optionsChanged, this, &Commands::refresh);
    connect(&workspace.choices(), &RunChoices::currentChanged, this, &Commands::refresh);
    connect(&workspace.sweeps(), &SweepSession::currentChanged, this, &Commands::refresh);
    connect(&workspace.jobs(), &JobQueue::changed, this, &Commands::refresh);
    for (const auto signal : {&RunBook::runAdded, &RunBook::runRemoved})
        connect(&workspace.runs(), signal, this, &Commands::refresh);
    connect(&workspace.undo().stack(), &QUndoStack::indexChanged, this, &Commands::refresh);
}

void Commands::add(const std::vector<Command>& commands)
{
    for (const Command& command : commands)
        m_entries.push_back(make(command, command.menu.isEmpty() ? nullptr : menuCalled(command.menu)));
    refresh();
}

QMenu* Commands::menuCalled(const QString& title)
{
    for (const QAction* action : m_bar->actions())
        if (action->menu() && action->menu()->title() == title)
            return action->menu();
    QMenu* menu = m_bar->addMenu(title);
    connect(menu, &QMenu::aboutToShow, this, &Commands::renew); // docks and recent files come without a word
    return menu;
}

Commands::Entry Commands::make(const Command& command, QMenu* menu)
{
    Entry entry{command, nullptr, nullptr, {}};
    if (command.parted)
        menu->addSeparator();
    if (command.rows) {
        entry.menu = menu ? menu->addMenu(command.title) : m_bar->addMenu(command.title);
        entry.action = entry.menu->menuAction();
        connect(entry.menu, &QMenu::aboutToShow, this, &Commands::renew);
        fill(entry);
        return entry;
    }
    if (command.action) {
        menu->addAction(command.action);
        connect(command.action, &QAction::triggered, this, &Commands::refresh);
        entry.action = command.action;
        return entry;
    }
    QAction* action = menu->addAction(command.title);
    action->setShortcut(command.key);
    action->setToolTip(command.help);
    action->setStatusTip({});
    action->setCheckable(command.holds != nullptr);
    if (!command.icon.isEmpty()) {
        const QString key = command.key.toString(QKeySequence::NativeText);
        action->setIcon(icon(command.icon));
        action->setIconText(key);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(command.help, key));
    }
    if (!command.choice.isEmpty()) {
        QActionGroup*& group = m_choices[command.choice];
        if (!group)
            group = new QActionGroup(this);
        group->addAction(action);
    }
    connect(action, &QAction::triggered, this, [this, run = command.run] {
        run();
        refresh();
    });
    entry.action = action;
    return entry;
}

void Commands::fill(Entry& entry)
{
    entry.menu->clear();
    entry.rows.clear();
    for (const Command& row : entry.command.rows())
        entry.rows.push_back(make(row, entry.menu));
}

void Commands::renew()
{
    for (Entry& entry : m_entries)
        if (entry.command.rows)
            fill(entry);
    refresh();
}

void Commands::refresh()
{
    for (const Entry& entry : m_entries)
        show(entry);
}

void Commands::show(const Entry& entry)
{
    for (const Entry& row : entry.rows)
        show(row);
    const bool leadsSomewhere = !entry.menu || !entry.rows.empty();
    entry.action->setEnabled(leadsSomewhere && missing(entry.command.need, m_workspace).isEmpty());
    if (entry.command.reads)
        entry.action->setText(entry.command.reads());
    if (entry.command.holds)
        entry.action->setChecked(entry.command.holds());
}

std::vector<CommandState> Commands::all() const
{
    std::vector<CommandState> states;
    for (const Entry& entry : m_entries)
        list(entry, readable(entry.command.menu), states);
    return states;
}

void Commands::list(const Entry& entry, const QString& place, std::vector<CommandState>& states) const
{
    if (!entry.menu) {
        states.push_back({place, readable(entry.action->text()), entry.action->shortcut(),
                          missing(entry.command.need, m_workspace), entry.action});
        return;
    }
    const QString title = readable(entry.command.title);
    for (const Entry& row : entry.rows)
        list(row, place.isEmpty() ? title : QStringLiteral("%1, %2").arg(place, title), states);
}

QAction* Commands::action(const QString& id) const
{
    const auto found = std::ranges::find(m_entries, id, [](const Entry& entry) { return entry.command.id; });
    return found == m_entries.end() ? nullptr : found->action;
}

QMenu* Commands::menu(const QString& id) const
{
    const auto found = std::ranges::find(m_entries, id, [](const Entry& entry) { return entry.command.id; });
    return found == m_entries.end() ? nullptr : found->menu;
}

} // namespace tastescope::ui
