#pragma once

#include "core/experiment/run_observer.h"
#include "core/experiment/trial_judge.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>

namespace tastescope::ui {

/// Where the threads of a sweep leave its trials, with the results of users, until the session hears of their end.
class TrialInbox final : public RunObserver
{
public:
    void trialEnded(const ObservedSweep&, const SweepTrial& trial) override
    {
        SweepTrial kept = trial;
        if (kept.record && kept.record->validation)
            kept.record->validation->perUser = judgedResults(kept.record->validation->perUser);
        const std::scoped_lock lock(m_mutex);
        m_trials.push_back(std::move(kept));
    }

    /// The trial as it ended first since it was last taken: successive halving ends one several times.
    std::optional<SweepTrial> take(int trial)
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = std::ranges::find(m_trials, trial, &SweepTrial::id);
        if (found == m_trials.end())
            return std::nullopt;
        SweepTrial taken = std::move(*found);
        m_trials.erase(found);
        return taken;
    }

private:
    std::mutex m_mutex;
    std::deque<SweepTrial> m_trials; ///< guarded by m_mutex
};

} // namespace tastescope::ui
