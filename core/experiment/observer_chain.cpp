#include "core/experiment/observer_chain.h"

#include <algorithm>
#include <utility>

namespace tastescope {

namespace {

/// Calls one observer. Returns what it has to complain of, if anything.
template<typename Tell>
std::optional<std::string> complaintOf(RunObserver& observer, const Tell& tell)
try {
    tell(observer);
    return std::nullopt;
} catch (const Cancelled&) {
    return std::nullopt; // it waited for something; the run hears of the stop itself
} catch (...) {
    return caughtText();
}

} // namespace

ObserverChain::ObserverChain(RunObservers observers, const JobContext& job) : m_job(job)
{
    for (RunObserver* observer : observers)
        if (observer)
            m_observers.push_back({observer});
}

template<typename Tell>
void ObserverChain::tell(const Tell& tell)
{
    std::vector<Note> notes; // told with no lock held: a listener may take its time
    {
        const std::scoped_lock lock(m_mutex);
        for (Observer& each : m_observers) {
            if (const auto complaint = complaintOf(*each.observer, tell)) {
                if (!std::exchange(each.hasFailed, true))
                    notes.push_back({*complaint});
            } else if (const auto words = each.hasFailed ? each.observer->caughtUp() : std::nullopt) {
                notes.push_back({*words});
                each.hasFailed = false;
            }
        }
    }
    for (const Note& note : notes)
        m_job.report(note);
}

void ObserverChain::begun(const ObservedRun& run)
{
    std::optional<RunTaken> taken;
    std::vector<const RunObserver*> told;
    tell([&](RunObserver& observer) {
        if (taken)
            return;
        try {
            observer.begun(run);
            told.push_back(&observer);
        } catch (const RunTaken& refusal) {
            taken = refusal;
        }
    });
    if (!taken)
        return;
    RunRecord record = run.record;
    record.state = RunState::Failed;
    record.message = taken->what();
    tell([&](RunObserver& observer) {
        if (std::ranges::find(told, &observer) != told.end())
            observer.ended(run, record, false);
    });
    throw *taken;
}

void ObserverChain::trainingStarted(const ObservedRun& run, const TrainingStarted& start)
{
    tell([&](RunObserver& observer) { observer.trainingStarted(run, start); });
}

void ObserverChain::ticked(const ObservedRun& run, const TrainingTick& tick)
{
    tell([&](RunObserver& observer) { observer.ticked(run, tick); });
}

void ObserverChain::epochFinished(const ObservedRun& run, const EpochFinished& epoch)
{
    tell([&](RunObserver& observer) { observer.epochFinished(run, epoch); });
}

void ObserverChain::ended(const ObservedRun& run, const RunRecord& record, bool isKept)
{
    tell([&](RunObserver& observer) { observer.ended(run, record, isKept); });
}

void ObserverChain::sweepBegun(const ObservedSweep& sweep)
{
    tell([&](RunObserver& observer) { observer.sweepBegun(sweep); });
}

void ObserverChain::trialBegun(const ObservedSweep& sweep, const SweepTrial& trial)
{
    tell([&](RunObserver& observer) { observer.trialBegun(sweep, trial); });
}

void ObserverChain::trialEnded(const ObservedSweep& sweep, const SweepTrial& trial)
{
    tell([&](RunObserver& observer) { observer.trialEnded(sweep, trial); });
}

void ObserverChain::sweepEnded(const ObservedSweep& sweep, std::span<const SweepTrial> trials, RunState state,
                               const std::string& message)
{
    tell([&](RunObserver& observer) { observer.sweepEnded(sweep, trials, state, message); });
}

JobContext ObserverChain::watched(const ObservedRun& run)
{
    JobContext context = m_job;
    context.sink = [this, &run](const JobEvent& event) {
        if (const auto* start = std::get_if<TrainingStarted>(&event))
            trainingStarted(run, *start);
        else if (const auto* tick = std::get_if<TrainingTick>(&event))
            ticked(run, *tick);
        else if (const auto* epoch = std::get_if<EpochFinished>(&event))
            epochFinished(run, *epoch);
        m_job.report(event);
    };
    return context;
}

} // namespace tastescope
