#include "ui/session/trial_runs.h"

#include "ui/session/live_sweep.h"
#include "ui/session/run_book.h"

namespace tastescope::ui {

std::map<int, const SessionRun*> runsOfTrials(const RunBook& book, const LiveSweep& live)
{
    std::map<int, const SessionRun*> runs;
    for (const SessionRun& run : book.runs()) {
        const SweepTrial* trial = run.trial ? live.find(run.trial->trial) : nullptr;
        if (trial && run.folder.lexically_normal() == trial->folder.lexically_normal()) // other sweeps have trials, too
            runs.emplace(trial->id, &run);
    }
    return runs;
}

} // namespace tastescope::ui
