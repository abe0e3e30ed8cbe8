#include "ui/window/dock_set.h"

#include "ui/session/guide.h"
#include "ui/session/page_keys.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/window/commands.h"
#include "ui/window/dock_edge.h"
#include "ui/window/dock_title.h"
#include "ui/window/page_rail.h"
#include "ui/window/page_table.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QWidgetAction>

#include <algorithm>

namespace tastescope::ui {

namespace {

const QString choiceKey = QStringLiteral("docks/%1/%2"); // page, dock

bool isAtSide(Qt::DockWidgetArea area)
{
    return area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
}

bool hasDocks(const QString& page)
{
    return page != page::start && page != page::import;
}

} // namespace

DockSet::DockSet(Workspace& workspace, QMainWindow& window, QWidget* centre)
    : QObject(&window),
      m_workspace(workspace),
      m_window(window),
      m_rail(new PageRail(&window)),
      m_railDock(new QDockWidget(&window)),
      m_edge(new DockEdge(centre))
{
    window.setDockNestingEnabled(false);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    makeRail();
    for (const DockInfo& info : dockTable())
        makeDock(info);
    connect(&workspace.guide(), &Guide::dockWanted, this, [this](const QString& key) { choose(find(key), true); });
    connect(m_edge, &DockEdge::chosen, this, [this](QDockWidget* dock) { choose(dock, true); });
}

void DockSet::makeRail()
{
    int number = 0;
    for (const PageInfo& info : pageTable())
        m_rail->addPage(info.key, QLatin1String(info.icon), titleOf(info), QStringLiteral("Ctrl+%1").arg(++number));
    connect(m_rail, &PageRail::chosen, this, &DockSet::pageChosen);
    m_railDock->setObjectName(QStringLiteral("pages"));
    m_railDock->setWindowTitle(tr("Pages"));
    m_railDock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    m_railDock->setTitleBarWidget(new QWidget(m_railDock));
    m_railDock->setWidget(m_rail);
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_railDock);
}

void DockSet::makeDock(const DockInfo& info)
{
    auto* dock = new QDockWidget(titleOf(info), &m_window);
    dock->setObjectName(QLatin1String(info.key));
    auto* title = new DockTitle(titleOf(info), dock);
    dock->setTitleBarWidget(title);
    QWidget* content = info.make(m_workspace, dock);
    const bool atSide = ui::isAtSide(info.area);
    if (atSide) {
        content->setMinimumWidth(info.minimum);
        content->setMaximumWidth(info.maximum);
        m_edge->addDock(dock, QLatin1String(info.icon));
    } else {
        content->setMinimumHeight(info.minimum);
        content->setMaximumHeight(info.maximum);
    }
    dock->setWidget(content);
    m_window.addDockWidget(info.area, dock);
    m_window.resizeDocks({dock}, {info.size}, atSide ? Qt::Horizontal : Qt::Vertical);
    for (QAction* action : content->actions())
        if (!action->icon().isNull() || qobject_cast<QWidgetAction*>(action))
            title->addTool(action);
    connect(content, &QWidget::windowTitleChanged, title, &DockTitle::setCaption);
    connect(title, &DockTitle::closeChosen, this, [this, dock] { choose(dock, false); });
    connect(dock->toggleViewAction(), &QAction::triggered, this, [this, dock](bool shown) { choose(dock, shown); });
    m_docks.push_back(dock);
}

void DockSet::addTools(const Commands& commands)
{
    for (const DockInfo& info : dockTable()) {
        QDockWidget* dock = find(QLatin1String(info.key));
        for (const Command& command : info.commands(dock->widget()))
            if (!command.icon.isEmpty())
                static_cast<DockTitle*>(dock->titleBarWidget())->addTool(commands.action(command.id));
    }
}

QDockWidget* DockSet::find(const QString& key) const
{
    const auto found = std::ranges::find(m_docks, key, &QDockWidget::objectName);
    return found == m_docks.end() ? nullptr : *found;
}

bool DockSet::isAtSide(QDockWidget* dock) const
{
    return ui::isAtSide(m_window.dockWidgetArea(dock));
}

bool DockSet::isWanted(QDockWidget* dock) const
{
    const PageInfo* page = pageCalled(m_page);
    const auto info =
        std::ranges::find(dockTable(), dock->objectName(), [](const DockInfo& row) { return QLatin1String(row.key); });
    const bool usual =
        isAtSide(dock) ? page && page->sideDocks : std::ranges::find(info->pages, m_page) != info->pages.end();
    return m_workspace.settings().value(choiceKey.arg(m_page, dock->objectName()), usual).toBool();
}

void DockSet::showFor(const QString& page)
{
    m_page = page;
    m_rail->setCurrent(page);
    m_railDock->setVisible(hasDocks(page));
    for (QDockWidget* dock : m_docks) {
        if (!hasDocks(page))
            dock->hide();
        else if (!m_isNarrow || !isAtSide(dock))
            dock->setVisible(isWanted(dock));
    }
    m_edge->setAllowed(hasDocks(page)
                       && std::ranges::any_of(m_docks, [this](QDockWidget* dock) { return isWanted(dock); }));
}

void DockSet::setNarrow(bool narrow)
{
    m_rail->setCompact(narrow);
    if (narrow == m_isNarrow)
        return;
    m_isNarrow = narrow;
    for (QDockWidget* dock : m_docks)
        if (narrow && isAtSide(dock))
            dock->hide();
    if (!narrow)
        showFor(m_page);
}

void DockSet::choose(QDockWidget* dock, bool shown)
{
    m_workspace.settings().setValue(choiceKey.arg(m_page, dock->objectName()), shown);
    dock->setVisible(shown);
}

void DockSet::forgetChoices()
{
    m_workspace.settings().remove(QStringLiteral("docks"));
}

QRect DockSet::railPlace() const
{
    return m_railDock->isVisible() ? m_railDock->geometry() : QRect();
}

} // namespace tastescope::ui
