#pragma once

#include <QObject>

class QMenu;

namespace tastescope::ui {

class Workspace;

/// What can be done with a trial, at the end of any menu over it.
class TrialMenu : public QObject
{
    Q_OBJECT

public:
    explicit TrialMenu(Workspace& workspace, QObject* parent = nullptr);

    /// Adds the actions for a trial of the sweep that is shown; nothing when there is no such trial.
    void addTo(QMenu* menu, int trial);

signals:
    void pointWanted(int trial); ///< a new one that starts from the values of this one

private:
    void useOptions(int trial);

    Workspace& m_workspace;
};

} // namespace tastescope::ui
