#include "ui/window/page_stack.h"

#include "ui/pages/import/import_page.h"
#include "ui/pages/start/start_page.h"
#include "ui/window/page_table.h"

namespace tastescope::ui {

PageStack::PageStack(Workspace& workspace, QWidget* parent)
    : QStackedWidget(parent),
      m_start(new StartPage(workspace, this)),
      m_import(new ImportPage(workspace, this))
{
    addPage(page::start, m_start);
    addPage(page::import, m_import);
    for (const PageInfo& info : pageTable())
        addPage(info.key, info.make(workspace, this));
}

void PageStack::addPage(const QString& key, QWidget* page)
{
    addWidget(page);
    m_pages[key] = page;
}

QWidget* PageStack::page(const QString& key) const
{
    const auto found = m_pages.find(key);
    return found == m_pages.end() ? nullptr : found->second;
}

void PageStack::open(const QString& key)
{
    m_current = key;
    setCurrentWidget(m_pages.at(key));
    if (key == page::start)
        m_start->refresh();
}

} // namespace tastescope::ui
