#pragma once

#include "ui/session/command.h"

#include <QWidget>

class QStackedLayout;

namespace tastescope::ui {

class UserTabs;
class Workspace;

/// The user of the Users page in the narrow form of the dock.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(Workspace& workspace, QWidget* parent = nullptr);

    UserTabs* tabs() const { return m_tabs; }
    std::vector<Command> commands() const; ///< for every page

private:
    void showState();

    Workspace& m_workspace;
    QStackedLayout* m_states;
    UserTabs* m_tabs;
};

} // namespace tastescope::ui
