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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeRecommendations(Breadth breadth);

    Workspace& m_workspace;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QWidget* m_taste = nullptr; ///< below the recommendations; where there is no room the tab alone shows it
};

} // namespace tastescope::ui
