#include "core/history/history_observer.h"

#include "core/base/json_line.h"
#include "core/data/dataset.h"
#include "core/experiment/run.h"
#include "core/experiment/sweep.h"
#include "core/history/run_paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope {

namespace {

std::optional<RunId> knownRun(const RunStore& store, const RunConfig& config, const std::filesystem::path& folder)
{
    const auto id = store.findFolder(folder);
    if (!id)
        return std::nullopt;
    const auto found = store.find(*id);
    return found && trainsTheSame(found->record.config, config) ? id : std::nullopt;
}

StoredSweep toStored(const ObservedSweep& observed)
{
    const Json json = toJson(observed.config);
    StoredSweep sweep;
    sweep.name = observed.config.base.name;
    sweep.model = modelName(observed.config.base.model);
    sweep.spaceJson = toLine(json.at("space"));
    sweep.optionsJson = toLine(json);
    sweep.folder = observed.folder;
    return sweep;
}

SweepState sweepStateOf(RunState state)
{
    return state == RunState::Finished  ? SweepState::Finished
           : state == RunState::Stopped ? SweepState::Stopped
                                        : SweepState::Failed;
}

/// The results of users stay in the run's folder.
RunRecord withoutUsers(RunRecord record)
{
    for (auto* evaluation : {&record.validation, &record.test})
        if (*evaluation)
            (*evaluation)->perUser = {};
    if (record.refit && record.refit->test)
        record.refit->test->perUser = {};
    return record;
}

} // namespace

HistoryObserver::HistoryObserver(RunStore& store, std::optional<RunId> known, std::function<void(RunId)> registered)
    : m_store(store),
      m_known(known),
      m_registered(std::move(registered))
{
}

HistoryObserver::~HistoryObserver()
{
    if (!m_entered)
        return;
    try {
        m_store.withdraw(*m_entered);
        if (m_registered)
            m_registered(RunId{0});
    } catch (const std::exception&) { // for want of memory, too
        // It stays as waiting, and is interrupted for whoever opens the history when this process is gone.
    }
}

RunConfig HistoryObserver::enter(RunConfig config, const Dataset& dataset, const RunFolder& folder)
{
    if (!m_known && folder.resume)
        m_known = knownRun(m_store, config, folder.path);
    if (!m_known && !m_store.isReadOnly()) {
        try {
            m_entered = m_known = m_store.add({.record = beginRecord(config, dataset),
                                               .provenance = dataset.provenance(),
                                               .folder = folder.path,
                                               .waiting = true});
            if (m_registered)
                m_registered(*m_entered);
        } catch (const HistoryNotWritten&) {
            // begun() tries again, and says why.
        }
    }
    if (m_known)
        config.name = m_store.run(*m_known).name();
    else if (config.name.empty())
        config.name = m_store.nextName(config.model);
    return config;
}

std::optional<RunId> HistoryObserver::idOf(const std::filesystem::path& folder) const
{
    const auto found = m_runs.find(folder);
    return found == m_runs.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> HistoryObserver::caughtUp() const
{
    if (!m_waiting.empty() || m_hasLost)
        return std::nullopt;
    return m_store.file().string() + " can be written again; it has all of it.";
}

void HistoryObserver::begun(const ObservedRun& run)
{
    if (!run.trial)
        m_words = {"The history does not have this run's latest yet. ",
                   " Training goes on, its files are in " + run.folder.string() + ", and each epoch tries again."};
    NewRun begun{.record = run.record, .provenance = run.dataset.provenance(), .folder = run.folder};
    keep([this, begun, resume = run.resume, trial = run.trial]() mutable {
        auto id = m_known || !resume ? m_known : knownRun(m_store, begun.record.config, begun.folder);
        if (trial && m_sweep)
            begun.trial = TrialPlace{*m_sweep, *trial};
        if (id)
            m_store.start(*id, begun.record.startedAt);
        else
            id = m_store.add(begun);
        m_entered.reset();
        m_runs[begun.folder] = *id;
        if (m_registered)
            m_registered(*id);
    });
    if (run.trial)
        keepOf(run, [this, trial = *run.trial](RunId id) {
            StoredTrial now = m_trials[trial];
            now.run = id;
            write(now);
        });
}

/// What could not be registered for good is nothing to write about.
template<typename Write>
void HistoryObserver::keepOf(const ObservedRun& run, Write write)
{
    keep([this, folder = run.folder, write = std::move(write)] {
        if (const auto id = idOf(folder))
            write(*id);
    });
}

/// With the epochs that were checkpointed but not told to the history before the process was killed.
void HistoryObserver::trainingStarted(const ObservedRun& run, const TrainingStarted& start)
{
    keepOf(run, [this, first = start.firstEpoch, earlier = start.earlier](RunId id) {
        m_store.dropEpochsFrom(id, first);
        if (earlier.empty())
            return;
        const std::vector<EpochFinished> kept = m_store.run(id).record.epochs;
        for (const EpochFinished& epoch : earlier)
            if (std::ranges::find(kept, epoch.epoch, &EpochFinished::epoch) == kept.end())
                m_store.addEpoch(id, epoch);
    });
}

void HistoryObserver::epochFinished(const ObservedRun& run, const EpochFinished& epoch)
{
    keepOf(run, [this, epoch](RunId id) { m_store.addEpoch(id, epoch); });
}

void HistoryObserver::ended(const ObservedRun& run, const RunRecord& record, bool isKept)
{
    if (isKept)
        keepOf(run, [this, record = withoutUsers(record)](RunId id) { m_store.finish(id, record); });
    else
        keepOf(run, [this, state = toStored(record.state), message = record.message](RunId id) {
            m_store.end(id, state, message);
        });
}

void HistoryObserver::sweepBegun(const ObservedSweep& sweep)
{
    m_words = {"The history does not have all of this sweep. ", " The sweep goes on, its folder has it all."};
    keep([this, stored = toStored(sweep), goesOn = sweep.resume] { enrol(stored, goesOn); });
}

void HistoryObserver::enrol(const StoredSweep& sweep, bool goesOn)
{
    const std::vector<StoredSweep> all = goesOn ? m_store.sweeps() : std::vector<StoredSweep>();
    const auto kept = [this](const StoredSweep& some) { return keptPath(some.folder, m_store.workspace()); };
    const auto known =
        std::find_if(all.rbegin(), all.rend(), [&](const StoredSweep& other) { return kept(other) == kept(sweep); });
    if (known == all.rend()) {
        m_sweep = m_store.addSweep(sweep);
        return;
    }
    m_store.setSweepState(known->id, SweepState::Running);
    m_sweep = known->id;
    for (const StoredTrial& trial : known->trials)
        m_trials[trial.number] = trial;
}

void HistoryObserver::trialBegun(const ObservedSweep&, const SweepTrial& trial)
{
    setTrial(trial);
}

void HistoryObserver::trialEnded(const ObservedSweep&, const SweepTrial& trial)
{
    setTrial(trial);
}

void HistoryObserver::setTrial(const SweepTrial& trial)
{
    keep([this, id = trial.id, options = toLine(toJson(trial.settings)), phase = trial.phase, message = trial.message] {
        StoredTrial now = m_trials[id];
        now.number = id;
        now.optionsJson = options;
        now.state = phase;
        now.message = message;
        write(now);
    });
}

void HistoryObserver::write(const StoredTrial& trial)
{
    if (!m_sweep || trial == m_trials[trial.number])
        return;
    m_store.setTrial(*m_sweep, trial);
    m_trials[trial.number] = trial;
}

void HistoryObserver::sweepEnded(const ObservedSweep&, std::span<const SweepTrial> trials, RunState state,
                                 const std::string& message)
{
    if (state == RunState::Finished) // also of trials that never began
        for (const SweepTrial& trial : trials)
            setTrial(trial);
    keep([this, state = sweepStateOf(state), message] {
        if (m_sweep)
            m_store.setSweepState(*m_sweep, state, message);
    });
}

/// Writes the change after those that wait, or lets it wait with them.
void HistoryObserver::keep(std::function<void()> change)
{
    m_waiting.push_back(std::move(change));
    try {
        for (; !m_waiting.empty(); m_waiting.pop_front())
            m_waiting.front()();
    } catch (const HistoryNotWritten& reason) {
        if (m_store.isReadOnly()) // as long as it is open here
            lose(m_waiting.size());
        complain(reason);
    } catch (const RunTaken&) {
        lose(1);
        throw;
    } catch (const Error& reason) {
        lose(1); // it will never succeed
        complain(reason);
    }
}

void HistoryObserver::lose(std::size_t changes)
{
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(changes));
    m_hasLost = true;
}

void HistoryObserver::complain(const Error& reason) const
{
    throw Error(m_words.before + reason.what() + m_words.after);
}

} // namespace tastescope
