#pragma once

#include "ui/tables/recommendation_table.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace tastescope::ui {

class Workspace;

/// The four views of a user: Taste, Recommendations, Neighbours, Why.
class UserTabs : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Taste, Recommendations, Neighbours, Why };

    UserTabs(Workspace& workspace, Breadth breadth, QWidget* parent = nullptr);

    void setTab(Tab tab);
    Tab tab() const;

private:
    QWidget* makeRecommendations(Breadth breadth);

    Workspace& m_workspace;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
};

} // namespace tastescope::ui
