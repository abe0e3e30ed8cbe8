#include "core/history/sweep_recorded.h"

#include "core/history/run_paths.h"
#include "core/history/run_recorded.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace tastescope {

namespace {

TrialState toStored(TrialPhase phase)
{
    switch (phase) {
    case TrialPhase::Waiting:
        return TrialState::Waiting;
    case TrialPhase::Running:
        return TrialState::Running;
    case TrialPhase::Interrupted:
        return TrialState::Interrupted;
    case TrialPhase::Finished:
        return TrialState::Finished;
    case TrialPhase::EarlyStopped:
        return TrialState::EarlyStopped;
    case TrialPhase::Stopped:
        return TrialState::Stopped;
    case TrialPhase::Failed:
        return TrialState::Failed;
    case TrialPhase::Diverged:
        return TrialState::Diverged;
    }
    return TrialState::Waiting;
}

StoredSweep toStored(const SweepConfig& config, const std::filesystem::path& folder)
{
    const Json json = toJson(config);
    StoredSweep sweep;
    sweep.name = config.base.name.empty() ? folder.filename().string() : config.base.name;
    sweep.model = modelName(config.base.model);
    sweep.spaceJson = json.at("space").dump();
    sweep.optionsJson = json.dump();
    sweep.folder = folder;
    return sweep;
}

/// Tells a history what happens to one sweep. Called from all threads of the sweep.
class SweepRecorder
{
public:
    SweepRecorder(RunStore& store, const SweepConfig& config, const SweepFolder& folder, const JobContext& job)
        : m_store(store),
          m_job(job)
    {
        guarded([&] { enrol(toStored(config, folder.path), folder.resume); });
    }

    std::optional<TrialPlace> placeOf(int trial) const
    {
        return m_id ? std::optional(TrialPlace{*m_id, trial}) : std::nullopt;
    }

    void learn(int trial, RunId run)
    {
        const std::scoped_lock lock(m_mutex);
        m_trials[trial].run = run;
    }

    /// Told what the sweep's listener is told, never twice at once.
    void take(const JobEvent& event)
    {
        if (const auto* started = std::get_if<TrialStarted>(&event))
            change(started->trial, [&](StoredTrial& trial) {
                trial.state = TrialState::Running;
                trial.optionsJson = toJson(started->point).dump();
                trial.message.clear();
            });
        else if (const auto* ended = std::get_if<TrialEnded>(&event))
            change(ended->trial, [&](StoredTrial& trial) {
                trial.state = toStored(ended->phase);
                trial.message = ended->message;
            });
    }

    /// Also of trials nobody heard a word of: they never began.
    void end(const Sweep& sweep)
    {
        for (const SweepTrial& each : sweep.trials)
            change(each.id, [&](StoredTrial& trial) {
                trial.state = toStored(each.phase);
                trial.optionsJson = toJson(each.settings).dump();
                trial.message = each.message;
            });
        end(SweepState::Finished, {});
    }

    void end(SweepState state, const std::string& message)
    {
        guarded([&] {
            writeMissed();
            if (m_id)
                m_store.setSweepState(*m_id, state, message);
        });
    }

private:
    void enrol(const StoredSweep& sweep, bool goesOn)
    {
        const std::vector<StoredSweep> all = goesOn ? m_store.sweeps() : std::vector<StoredSweep>();
        const auto kept = [this](const StoredSweep& some) { return keptPath(some.folder, m_store.workspace()); };
        const auto known = std::find_if(all.rbegin(), all.rend(),
                                        [&](const StoredSweep& other) { return kept(other) == kept(sweep); });
        if (known == all.rend()) {
            m_id = m_store.addSweep(sweep);
            return;
        }
        m_store.setSweepState(known->id, SweepState::Running);
        m_id = known->id;
        for (const StoredTrial& trial : known->trials)
            m_trials[trial.number] = trial;
    }

    template<typename Change>
    void change(int number, const Change& what)
    {
        {
            const std::scoped_lock lock(m_mutex);
            StoredTrial& trial = m_trials[number];
            const StoredTrial before = trial;
            trial.number = number;
            what(trial);
            if (trial == before)
                return;
            m_missed.insert(number);
        }
        guarded([this] { writeMissed(); });
    }

    void writeMissed()
    {
        const std::scoped_lock lock(m_mutex);
        for (; m_id && !m_missed.empty(); m_missed.erase(m_missed.begin()))
            m_store.setTrial(*m_id, m_trials.at(*m_missed.begin()));
    }

    template<typename Write>
    void guarded(const Write& write)
    {
        try {
            write();
            m_told = m_told && !m_id;
        } catch (const Error& reason) {
            if (!m_told)
                m_job.report(Note{"The history does not have all of this sweep. " + std::string(reason.what())
                                  + " The sweep goes on, its folder has it all."});
            m_told = true;
        }
    }

    RunStore& m_store;
    const JobContext& m_job;
    std::optional<SweepId> m_id;
    std::mutex m_mutex;
    std::map<int, StoredTrial> m_trials; // guarded by m_mutex
    std::set<int> m_missed;              // guarded by m_mutex: numbers of trials the history does not have as they are
    bool m_told = false;
};

RunTrial recordedTrial(RunStore& store, SweepRecorder& recorder, const RunTrial& runTrial)
{
    return [&store, &recorder, runTrial](const SweepTrial& trial, const RunConfig& config, const Dataset& dataset,
                                         const RunFolder& folder, const JobContext& job) {
        RecordOptions options;
        options.trial = recorder.placeOf(trial.id);
        options.registered = [&recorder, id = trial.id](RunId run) { recorder.learn(id, run); };
        if (runTrial)
            options.train = [&](const RunConfig& named, const Dataset& data, const RunFolder& place,
                                const JobContext& watched) { return runTrial(trial, named, data, place, watched); };
        return runRecorded(store, config, dataset, folder, job, options);
    };
}

} // namespace

Sweep runSweepRecorded(RunStore& store, const SweepConfig& config, const Dataset& dataset, const SweepFolder& folder,
                       const JobContext& job, const SweepHooks& hooks)
{
    checkSweep(config); // what cannot be run is no sweep to be kept
    if (folder.resume)
        requireResumable(folder.path, config, dataset); // what is refused leaves the recorded sweep as it was
    SweepRecorder recorder(store, config, folder, job);
    SweepHooks recorded = hooks;
    recorded.runTrial = recordedTrial(store, recorder, hooks.runTrial);
    JobContext watched = job;
    watched.sink = [&job, &recorder](const JobEvent& event) {
        recorder.take(event);
        job.report(event);
    };
    try {
        Sweep sweep = runSweep(config, dataset, folder, watched, recorded);
        recorder.end(sweep);
        return sweep;
    } catch (const Cancelled&) {
        recorder.end(SweepState::Stopped, {});
        throw;
    } catch (const std::exception& error) {
        recorder.end(SweepState::Failed, error.what());
        throw;
    }
}

} // namespace tastescope
