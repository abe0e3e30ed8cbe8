#include "ui/window/top_bars.h"

#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/window/commands.h"
#include "ui/window/one_primary.h"
#include "ui/window/run_bar.h"
#include "ui/window/scope_bar.h"
#include "ui/window/search_button.h"
#include "ui/window/search_palette.h"

#include <QHBoxLayout>
#include <QMenuBar>

namespace tastescope::ui {

TopBars::TopBars(Workspace& workspace, Commands& commands, QWidget* window)
    : QWidget(window),
      m_menus(commands.bar()),
      m_field(new SearchButton(this)),
      m_search(new SearchPalette(workspace, commands, window)),
      m_runBar(new RunBar(workspace, commands.menu(QStringLiteral("data")), commands.menu(QStringLiteral("run.model")),
                          this)),
      m_scopeBar(new ScopeBar(workspace, this)),
      m_line(new Hairline(Qt::Horizontal, this))
{
    new OnePrimary(window);
    m_menus->setFixedHeight(qMax(28, m_menus->sizeHint().height()));
    m_runBar->setActions(commands.action(QStringLiteral("run.train")), commands.action(QStringLiteral("run.pause")),
                         commands.action(QStringLiteral("run.stop")));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 8, 0);
    top->addWidget(m_menus, 1);
    top->addWidget(m_field);
    auto* column = makeColumn(this);
    column->addLayout(top);
    column->addWidget(m_runBar);
    column->addWidget(m_scopeBar);
    column->addWidget(m_line);
    connect(m_field, &SearchButton::clicked, this, &TopBars::toggleSearch);
}

void TopBars::setComplete(bool complete)
{
    m_line->setVisible(!complete);
    m_runBar->setVisible(complete);
    m_scopeBar->setVisible(complete);
}

void TopBars::setNarrow(bool narrow)
{
    m_field->setCompact(narrow);
    m_search->hide();
}

void TopBars::toggleSearch()
{
    m_search->toggleBelow(mapTo(window(), QPoint(width() - 8, m_menus->geometry().bottom() + 1)));
}

} // namespace tastescope::ui
