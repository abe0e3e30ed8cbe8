#include "core/history/run_recorded.h"

#include "core/data/dataset.h"
#include "core/experiment/run_files.h"
#include "core/training/checkpoint.h"

#include <deque>

namespace tastescope {

namespace {

/// Tells a history what happens to one run. What cannot be written now waits, in order, for the next occasion.
class RunRecorder
{
public:
    RunRecorder(RunStore& store, NewRun run, const RecordOptions& options, const JobContext& job)
        : m_store(store),
          m_run(std::move(run)),
          m_options(options),
          m_job(job)
    {
    }

    /// A run the history knows goes on; another one is registered. Throws: Error when another program trains it.
    void begin(std::optional<RunId> known)
    {
        m_id = known;
        m_waiting.push_back([this] {
            if (m_id)
                m_store.start(*m_id);
            else
                m_id = m_store.add(m_run);
            if (m_options.registered)
                m_options.registered(*m_id);
        });
        try {
            writeWaiting();
        } catch (const HistoryNotWritten& reason) {
            tell(reason);
        } catch (const HistoryRefused& reason) {
            tell(reason);
        }
    }

    void dropEpochsFrom(int epoch)
    {
        keep([this, epoch] { m_store.dropEpochsFrom(*m_id, epoch); });
    }

    void addEpoch(const EpochFinished& epoch)
    {
        keep([this, epoch] { m_store.addEpoch(*m_id, epoch); });
    }

    void finish(const RunRecord& record)
    {
        keep([this, record] { m_store.finish(*m_id, record); });
    }

    void end(StoredState state, const std::string& message)
    {
        keep([this, state, message] { m_store.end(*m_id, state, message); });
    }

private:
    void keep(std::function<void()> change)
    {
        m_waiting.push_back(std::move(change));
        try {
            writeWaiting();
        } catch (const Error& reason) {
            tell(reason);
        }
    }

    void writeWaiting()
    {
        for (; !m_waiting.empty(); m_waiting.pop_front())
            m_waiting.front()();
        if (m_told)
            m_job.report(Note{m_store.file().string() + " can be written again; it has all of this run."});
        m_told = false;
    }

    void tell(const Error& reason)
    {
        if (!m_told)
            m_job.report(Note{"The history does not have this run's latest yet. " + std::string(reason.what())
                              + " Training goes on, its files are in " + m_run.folder.string()
                              + ", and each epoch tries again."});
        m_told = true;
    }

    RunStore& m_store;
    const NewRun m_run;
    const RecordOptions& m_options;
    const JobContext& m_job;
    std::optional<RunId> m_id;
    std::deque<std::function<void()>> m_waiting;
    bool m_told = false;
};

/// The epochs that were checkpointed but not told to the history before the process was killed.
void addMissed(RunRecorder& recorder, const RunFolder& folder, int firstEpoch)
{
    const std::optional<Checkpoint> checkpoint = newestCheckpoint(RunFiles(folder.path).checkpoints);
    if (!checkpoint)
        return;
    for (const EpochFinished& epoch : checkpoint->curve)
        if (epoch.epoch < firstEpoch)
            recorder.addEpoch(epoch);
}

JobContext watched(const JobContext& job, RunRecorder& recorder, const RunFolder& folder)
{
    JobContext context = job;
    context.sink = [&job, &recorder, &folder](const JobEvent& event) {
        if (const auto* started = std::get_if<TrainingStarted>(&event)) {
            recorder.dropEpochsFrom(started->firstEpoch);
            if (started->firstEpoch > 1)
                addMissed(recorder, folder, started->firstEpoch);
        } else if (const auto* epoch = std::get_if<EpochFinished>(&event)) {
            recorder.addEpoch(*epoch);
        }
        job.report(event);
    };
    return context;
}

std::optional<RunRecord> recordIn(const std::filesystem::path& folder)
{
    const RunFiles files(folder);
    if (!std::filesystem::exists(files.record))
        return std::nullopt;
    try {
        return readRunRecord(files.record);
    } catch (const Error&) {
        return std::nullopt; // half of what ended the run: the person hears of that one
    }
}

void recordStop(RunRecorder& recorder, const RunFolder& folder)
{
    if (const auto record = recordIn(folder.path); record && record->state == RunState::Stopped)
        recorder.finish(*record);
    else
        recorder.end(StoredState::Stopped, {});
}

void recordFailure(RunRecorder& recorder, const RunFolder& folder, const std::string& message)
{
    if (const auto record = recordIn(folder.path); record && record->message == message)
        recorder.finish(*record);
    else
        recorder.end(StoredState::Failed, message);
}

std::optional<RunId> knownRun(const RunStore& store, const RunConfig& config, const RunFolder& folder,
                              const RecordOptions& options)
{
    if (options.id || !folder.resume)
        return options.id;
    const auto id = store.findFolder(folder.path);
    if (!id)
        return std::nullopt;
    const auto found = store.find(*id);
    return found && trainsTheSame(found->record.config, config) ? id : std::nullopt;
}

std::string nameFor(const RunStore& store, const RunConfig& config, const RecordOptions& options,
                    std::optional<RunId> known)
{
    if (known)
        return store.run(*known).name();
    if (!options.name.empty())
        return options.name;
    return config.name.empty() ? store.nextName(config.model) : config.name;
}

} // namespace

Run runRecorded(RunStore& store, const RunConfig& config, const Dataset& dataset, const RunFolder& folder,
                const JobContext& job, const RecordOptions& options)
{
    if (folder.resume)
        requireResumable(folder.path, config, dataset); // what is refused leaves the recorded run as it was
    const auto known = knownRun(store, config, folder, options);
    RunConfig named = config;
    named.name = nameFor(store, config, options, known);
    RunRecorder recorder(store,
                         {.name = {},
                          .record = beginRecord(named, dataset),
                          .provenance = dataset.provenance(),
                          .folder = folder.path,
                          .trial = options.trial},
                         options, job);
    recorder.begin(known);
    try {
        const JobContext context = watched(job, recorder, folder);
        Run made =
            options.train ? options.train(named, dataset, folder, context) : run(named, dataset, folder, context);
        recorder.finish(made.record);
        return made;
    } catch (const Cancelled&) {
        recordStop(recorder, folder);
        throw;
    } catch (const std::exception& error) {
        recordFailure(recorder, folder, error.what());
        throw;
    }
}

} // namespace tastescope
