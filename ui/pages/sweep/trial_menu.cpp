#include "ui/pages/sweep/trial_menu.h"

#include "ui/session/workspace.h"

#include <QMenu>

namespace tastescope::ui {

TrialMenu::TrialMenu(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {}

void TrialMenu::addTo(QMenu* menu, int trial)
{
    SweepSession& sweeps = m_workspace.sweeps();
    const LiveSweep* live = sweeps.current();
    const SweepTrial* found = live ? live->find(trial) : nullptr;
    if (!found)
        return;
    menu->addSection(trialName(live->name, trial));
    const bool isOn = found->phase == TrialPhase::Running || found->phase == TrialPhase::Waiting;
    QAction* stop =
        menu->addAction(tr("Stop this trial"), this, [this, trial] { m_workspace.sweeps().stopTrial(trial); });
    stop->setEnabled(sweeps.isRunning() && isOn);
    stop->setToolTip(tr("It keeps its last finished epoch; the sweep goes on"));
    QAction* add = menu->addAction(tr("Add point here…"), this, [this, trial] { emit pointWanted(trial); });
    add->setEnabled(sweeps.isRunning() || !sweeps.isBusy());
    menu->addAction(tr("Use these options for the next run"), this, [this, trial] { useOptions(trial); });
}

void TrialMenu::useOptions(int trial)
{
    const LiveSweep* live = m_workspace.sweeps().current();
    const SweepTrial* found = live ? live->find(trial) : nullptr;
    if (!found)
        return;
    m_workspace.setNextOptions(runConfigOf(live->sweep.config, found->settings, found->repeat).model);
    m_workspace.showPage(QStringLiteral("training"));
}

} // namespace tastescope::ui
