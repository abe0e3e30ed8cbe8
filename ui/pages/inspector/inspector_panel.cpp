#include "ui/pages/inspector/inspector_panel.h"

#include "ui/parts/user/user_commands.h"
#include "ui/parts/user/user_empty.h"
#include "ui/parts/user/user_head.h"
#include "ui/parts/user/user_tabs.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace tastescope::ui {

InspectorPanel::InspectorPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_states(new QStackedLayout(this)),
      m_tabs(nullptr)
{
    setGround(this, Token::Base);
    setAccessibleName(tr("Inspector"));
    setWindowTitle(tr("user")); // the dock's caption
    auto* user = new QWidget(this);
    m_tabs = new UserTabs(workspace, Breadth::Narrow, user);
    m_tabs->setTab(UserTabs::Neighbours);
    auto* layout = makeColumn(user);
    layout->addWidget(new UserHead(workspace, Breadth::Narrow, user));
    layout->addWidget(m_tabs, 1);

    auto* empty = new UserEmpty(workspace, this);
    m_states->addWidget(user);
    m_states->addWidget(empty);
    connect(&workspace.users(), &UserSession::basisChanged, this, &InspectorPanel::showState);
    const auto showWhy = [this] {
        if (isVisible())
            m_tabs->setTab(UserTabs::Why);
    };
    connect(&workspace.users(), &UserSession::whyWanted, this, showWhy);
    connect(&workspace.users(), &UserSession::whyNotWanted, this, showWhy);
    showState();
}

std::vector<Command> InspectorPanel::commands() const
{
    return userCommands(m_workspace.users());
}

void InspectorPanel::showState()
{
    m_states->setCurrentIndex(m_workspace.users().basis() ? 0 : 1);
}

} // namespace tastescope::ui
