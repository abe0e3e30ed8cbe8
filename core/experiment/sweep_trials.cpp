#include "core/base/atomic_file.h"
#include "core/experiment/sweep_run.h"

#include <algorithm>
#include <set>
#include <utility>

// The list of trials of a sweep: how it grows and is kept.

namespace tastescope {

/// A full disk does not end the sweep: what trials.json lacks is written with the next change, and at the end.
void SweepRun::save()
try {
    m_files.save(m_trials);
} catch (const NoRoom& full) {
    if (!std::exchange(m_toldNoRoom, true))
        tell([this, text = std::string(full.what())] { m_job.report(Note{text}); });
}

/// One trial a seed.
void SweepRun::addTrials(const OptionSettings& settings, bool added)
{
    int point = 0;
    for (const SweepTrial& trial : m_trials)
        point = std::max(point, trial.point + 1);
    for (int repeat = 0; repeat < m_config.seeds; ++repeat) {
        SweepTrial trial;
        trial.id = static_cast<int>(m_trials.size()) + 1;
        trial.point = point;
        trial.repeat = repeat;
        trial.added = added;
        trial.settings = settings;
        trial.folder = m_files.trialFolder(trial.id);
        m_trials.push_back(std::move(trial));
    }
}

void SweepRun::drawMissing()
{
    std::set<int> drawn;
    for (const SweepTrial& trial : m_trials)
        if (!trial.added)
            drawn.insert(trial.point);
    const std::int64_t points = pointCount(m_config);
    for (auto number = std::ssize(drawn); number < points; ++number)
        addTrials(pointOf(m_config, number), false);
}

void SweepRun::takeUpAdded()
{
    for (const OptionSettings& settings : m_control->takeAdded()) {
        try {
            withPoint(m_config.base.model, settings); // throws for what does not fit
            addTrials(settings, true);
        } catch (const Error& error) {
            tell([this, text = std::string(error.what())] { m_job.report(Note{"The point was not added: " + text}); });
        }
    }
}

} // namespace tastescope
