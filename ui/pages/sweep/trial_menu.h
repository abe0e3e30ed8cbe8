#pragma once

#include <QObject>

#include <vector>

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
    /// `selected`: of the table, where more than one is; those are shown in Compare together.
    void addTo(QMenu* menu, int trial, const std::vector<int>& selected = {});

signals:
    void pointWanted(int trial); ///< a new one that starts from the values of this one

private:
    void useOptions(int trial);
    void addComparison(QMenu* menu, const std::vector<int>& trials);
    void compare(std::vector<int> runs);
    int runOf(int trial) const; ///< 0: the history does not have it, or it was not measured

    Workspace& m_workspace;
};

} // namespace tastescope::ui
