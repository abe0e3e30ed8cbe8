#include "ui/pages/users/users_page.h"

#include "ui/pages/users/user_list.h"
#include "ui/parts/user/user_empty.h"
#include "ui/parts/user/user_head.h"
#include "ui/parts/user/user_tabs.h"
#include "ui/parts/user/why_view.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int widthForThreeColumns = 1180;
constexpr int listWidth = 270; // at least
constexpr int userWidth = 420;
constexpr int whyWidth = 360;

} // namespace

UsersPage::UsersPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_states(new QStackedLayout(this)),
      m_columns(new QSplitter(Qt::Horizontal, this)),
      m_list(new UserList(workspace, m_columns)),
      m_tabs(nullptr),
      m_why(new WhyView(workspace, m_columns))
{
    setGround(this, Token::Base);
    m_states->setSizeConstraint(QLayout::SetNoConstraint); // a column goes before the page becomes too wide
    m_columns->setHandleWidth(1);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_list);
    m_columns->addWidget(makeUser());
    m_columns->addWidget(m_why);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({330, 590, 440});
    m_list->setMinimumWidth(listWidth);
    m_why->setMinimumWidth(whyWidth);

    auto* empty = new UserEmpty(workspace, this);
    m_states->addWidget(m_columns);
    m_states->addWidget(empty);
    addKeys();
    connect(&workspace.users(), &UserSession::basisChanged, this, &UsersPage::showState);
    connect(empty, &UserEmpty::changed, this, &UsersPage::showState);
    connect(&workspace.users(), &UserSession::whyWanted, this, &UsersPage::showWhy);
    connect(&workspace.users(), &UserSession::whyNotWanted, this, &UsersPage::showWhy);
    showState();
}

QWidget* UsersPage::makeUser()
{
    auto* user = new QWidget(m_columns);
    m_tabs = new UserTabs(m_workspace, Breadth::Wide, user);
    auto* layout = makeColumn(user);
    layout->addWidget(new UserHead(m_workspace, Breadth::Wide, user));
    layout->addWidget(m_tabs, 1);
    user->setMinimumWidth(userWidth);
    return user;
}

void UsersPage::addKeys()
{
    auto* find = new QShortcut(QKeySequence(Qt::Key_Slash), this, this, [this] {
        m_list->searchField()->setFocus(Qt::ShortcutFocusReason);
        m_list->searchField()->selectAll();
    });
    find->setContext(Qt::WidgetWithChildrenShortcut);
}

void UsersPage::showState()
{
    m_states->setCurrentIndex(m_workspace.users().basis() ? 0 : 1);
}

// In the third column the reasons always stand; without it they are a tab.
void UsersPage::showWhy()
{
    if (isVisible() && !m_why->isVisible())
        m_tabs->setTab(UserTabs::Why);
}

QSize UsersPage::minimumSizeHint() const
{
    return {listWidth + userWidth + 1, 400};
}

void UsersPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_why->setVisible(width() >= widthForThreeColumns);
}

} // namespace tastescope::ui
