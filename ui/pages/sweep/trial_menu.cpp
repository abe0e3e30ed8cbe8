#include "ui/pages/sweep/trial_menu.h"

#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/sweep_session.h"
#include "ui/session/trial_runs.h"
#include "ui/session/workspace.h"
#include "ui/theme/menu_title.h"

#include <QMenu>

#include <algorithm>

namespace tastescope::ui {

TrialMenu::TrialMenu(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {}

void TrialMenu::addTo(QMenu* menu, int trial, const std::vector<int>& selected)
{
    SweepSession& sweeps = m_workspace.sweeps();
    const LiveSweep* live = sweeps.current();
    const SweepTrial* found = live ? live->find(trial) : nullptr;
    if (!found)
        return;
    addMenuTitle(menu, trialName(live->sweep, trial));
    const bool isOn = found->phase == TrialPhase::Running || found->phase == TrialPhase::Waiting;
    QAction* stop =
        menu->addAction(tr("Stop this trial"), this, [this, trial] { m_workspace.sweeps().stopTrial(trial); });
    stop->setEnabled(sweeps.isRunning() && isOn);
    stop->setToolTip(tr("It keeps its last finished epoch; the sweep goes on"));
    QAction* add = menu->addAction(tr("Add point here…"), this, [this, trial] { emit pointWanted(trial); });
    add->setEnabled(sweeps.isRunning() || !sweeps.isBusy());
    menu->addAction(tr("Use these options for the next run"), this, [this, trial] { useOptions(trial); });
    const bool areMany = std::ranges::find(selected, trial) != selected.end() && selected.size() > 1;
    addComparison(menu, areMany ? selected : std::vector{trial});
}

void TrialMenu::addComparison(QMenu* menu, const std::vector<int>& trials)
{
    std::vector<int> runs;
    for (const int trial : trials)
        if (const int run = runOf(trial); run != 0)
            runs.push_back(run);
    const QString text = trials.size() == 1
                             ? tr("Show in Compare")
                             : tr("Show %1 trials in Compare").arg(std::min(runs.size(), RunChoices::mostCompared));
    QAction* show = menu->addAction(text, this, [this, runs] { compare(runs); });
    show->setEnabled(!runs.empty());
    show->setToolTip(runs.empty() ? tr("Only finished trials that are in the history of runs can be compared")
                                  : tr("Pinned beside what is compared already, six at most; a trial alone against the "
                                       "best one"));
}

/// Pinned last is kept: what was pinned longest ago gives way.
void TrialMenu::compare(std::vector<int> runs)
{
    const LiveSweep* live = m_workspace.sweeps().current();
    if (runs.size() > RunChoices::mostCompared)
        runs.resize(RunChoices::mostCompared);
    std::vector<int> pinned = m_workspace.choices().compared();
    std::erase_if(pinned, [&](int id) { return std::ranges::find(runs, id) != runs.end(); });
    const std::size_t room = RunChoices::mostCompared - runs.size();
    if (pinned.size() > room)
        pinned.erase(pinned.begin(), pinned.end() - static_cast<std::ptrdiff_t>(room));
    const int best = live ? runOf(live->sweep.best) : 0;
    if (pinned.empty() && runs.size() == 1 && best != 0 && best != runs.front())
        pinned.push_back(best);
    pinned.insert(pinned.end(), runs.begin(), runs.end());
    m_workspace.choices().setCompared(pinned);
    m_workspace.guide().showPage(page::compare);
}

int TrialMenu::runOf(int trial) const
{
    const LiveSweep* live = m_workspace.sweeps().current();
    if (!live)
        return 0;
    const auto runs = runsOfTrials(m_workspace.runs(), *live);
    const auto run = runs.find(trial);
    const bool isComparable =
        run != runs.end() && run->second->isOver() && run->second->record && run->second->record->validation;
    return isComparable ? run->second->id : 0;
}

void TrialMenu::useOptions(int trial)
{
    const LiveSweep* live = m_workspace.sweeps().current();
    const SweepTrial* found = live ? live->find(trial) : nullptr;
    if (!found)
        return;
    m_workspace.nextRun().setOptions(runConfigOf(live->sweep.config, found->settings, found->repeat).model);
    m_workspace.guide().showPage(page::training);
}

} // namespace tastescope::ui
