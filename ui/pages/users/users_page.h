#pragma once

#include <QWidget>

class QSplitter;
class QStackedLayout;

namespace tastescope::ui {

class UserList;
class UserTabs;
class WhyView;
class Workspace;

/// The page about users: whom to look at, the one who is looked at, and why he is recommended what he is. Where there
/// is no room for the third column its view stands under the tab Why.
class UsersPage : public QWidget
{
    Q_OBJECT

public:
    explicit UsersPage(Workspace& workspace, QWidget* parent = nullptr);

    UserList* list() const { return m_list; }
    UserTabs* tabs() const { return m_tabs; }

    QSize minimumSizeHint() const override; ///< of two columns

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeUser();
    QWidget* makeEmpty();
    void showState();
    void showWhy();
    void addKeys();

    Workspace& m_workspace;
    QStackedLayout* m_states;
    QSplitter* m_columns;
    UserList* m_list;
    UserTabs* m_tabs;
    WhyView* m_why;
};

} // namespace tastescope::ui
