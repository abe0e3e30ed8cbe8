#include "ui/session/run_list.h"

#include "core/data/dataset.h"
#include "core/experiment/run_files.h"
#include "core/models/model_file.h"
#include "core/training/epoch_loop.h"
#include "ui/session/history_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/run_trainer.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

constexpr int colours = 6;

bool keptAnEpoch(const std::filesystem::path& folder)
{
    return std::filesystem::exists(folder / "record.json") && std::filesystem::exists(folder / "model.safetensors");
}

std::shared_ptr<const Model> lastModel(const std::filesystem::path& folder, std::shared_ptr<const Model> best)
{
    const auto last = RunFiles(folder).lastModel;
    return std::filesystem::exists(last) ? loadModel(last) : best;
}

} // namespace

RunList::RunList(JobQueue& jobs, std::filesystem::path folder, HistorySession* history, QObject* parent)
    : QObject(parent),
      m_jobs(jobs),
      m_folder(std::move(folder)),
      m_history(history),
      m_listed(history == nullptr)
{
    connect(&m_jobs, &JobQueue::eventsArrived, this, &RunList::take);
    connect(&m_jobs, &JobQueue::abandoned, this, &RunList::abandon);
    connect(&m_jobs, &JobQueue::abandonedEnded, this, &RunList::forgetAbandoned);
    connect(&m_jobs, &JobQueue::started, this, [this](int jobId) {
        for (SessionRun& run : m_runs) {
            if (run.jobId == jobId) {
                run.phase = RunPhase::Running;
                run.stored = StoredState::Running;
                emit runChanged(run.id);
            }
        }
    });
    if (history)
        connect(history, &HistorySession::opened, this, &RunList::refresh);
    if (history)
        connect(history, &HistorySession::changedElsewhere, this, [this] {
            if (!running()) // what it records is here already
                refresh();
        });
}

const SessionRun* RunList::find(int id) const
{
    for (const auto* runs : {&m_runs, &m_bin})
        if (const auto found = std::ranges::find(*runs, id, &SessionRun::id); found != runs->end())
            return &*found;
    return nullptr;
}

SessionRun* RunList::edit(int id)
{
    return const_cast<SessionRun*>(find(id));
}

const SessionRun* RunList::findStored(RunId id) const
{
    const auto found = std::ranges::find(m_runs, id, &SessionRun::storedId);
    return found == m_runs.end() ? nullptr : &*found;
}

const SessionRun* RunList::running() const
{
    const auto found = std::ranges::find_if(
        m_runs, [](const SessionRun& run) { return run.phase == RunPhase::Running && run.jobId != 0; });
    return found == m_runs.end() ? nullptr : &*found;
}

const SessionRun* RunList::newest() const
{
    const auto found = std::find_if(m_runs.rbegin(), m_runs.rend(),
                                    [](const SessionRun& run) { return !run.otherData && run.dataset; });
    return found == m_runs.rend() ? nullptr : &*found;
}

QString RunList::nextName(const ModelOptions& options) const
{
    const auto prefix = runNamePrefix(options);
    const QString begin = QString::fromUtf8(prefix.data(), static_cast<qsizetype>(prefix.size())) + QLatin1Char('-');
    int highest = 0;
    for (const auto* runs : {&m_runs, &m_bin})
        for (const SessionRun& run : *runs)
            if (run.name.startsWith(begin))
                highest = std::max(highest, run.name.mid(begin.size()).toInt());
    return begin + QStringLiteral("%1").arg(highest + 1, 2, 10, QLatin1Char('0'));
}

// The one the fewest runs have, as the history gives them.
int RunList::freeSlot() const
{
    std::array<int, colours> taken{};
    for (const SessionRun& run : m_runs)
        if (run.slot >= 0 && run.slot < colours)
            ++taken[static_cast<std::size_t>(run.slot)];
    return static_cast<int>(std::ranges::min_element(taken) - taken.begin());
}

std::filesystem::path RunList::newFolder(const QString& name) const
{
    const QString moment = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const std::string wanted = (moment + QLatin1Char('-') + name).toStdString();
    std::filesystem::path folder = m_folder / wanted;
    for (int more = 2; std::filesystem::exists(folder); ++more)
        folder = m_folder / (wanted + "-" + std::to_string(more));
    return folder;
}

int RunList::start(RunConfig config, std::shared_ptr<const Dataset> dataset)
{
    SessionRun run;
    run.id = ++m_count;
    run.name = config.name.empty() ? nextName(config.model) : QString::fromStdString(config.name);
    config.name = run.name.toStdString();
    run.slot = freeSlot();
    run.config = std::move(config);
    run.folder = newFolder(run.name);
    const RunRecord facts = beginRecord(run.config, *dataset);
    run.startedAt = QString::fromStdString(facts.startedAt);
    run.data = facts.dataset;
    run.seedGroup = seedGroupOf(run.config, run.data);
    run.dataset = std::move(dataset);
    run.otherData = m_dataset && run.dataset != m_dataset;
    m_runs.push_back(std::move(run));
    emit runAdded(m_count);
    queue(m_runs.back(), false);
    return m_count;
}

void RunList::resume(int id)
{
    SessionRun* run = edit(id);
    if (!run || !run->isOver() || !run->dataset)
        return;
    run->phase = RunPhase::Waiting;
    run->stored = StoredState::Waiting;
    run->curveBefore = run->curve;
    run->failure.clear();
    emit runChanged(id);
    queue(*run, true);
}

void RunList::queue(SessionRun& run, bool resume)
{
    const int id = run.id;
    const RunTrainer trainer(m_history, run.storedId, m_observers);
    m_registered[id] = trainer.registered();
    const auto work = [trainer, config = run.config, dataset = run.dataset, folder = run.folder,
                       resume](const JobContext& job) {
        Ended ended;
        try {
            ended.run = trainer.train(config, *dataset, {folder, resume}, job);
        } catch (const Cancelled&) {
            if (!keptAnEpoch(folder))
                throw;
            ended.run = loadRun(folder);
        } catch (const DivergedAtOnce&) {
            ended.run = loadRun(folder); // its record says so; there is no model
        }
        ended.last = lastModel(folder, ended.run.model);
        return ended;
    };
    // add() may begin the job at once, before its number is known here: the phase is set afterwards.
    const int jobId = m_jobs.add(run.name, work, [this, id](const Outcome<Ended>& outcome) { end(id, outcome); });
    run.jobId = jobId;
    if (m_jobs.runningId() == jobId) {
        run.phase = RunPhase::Running;
        run.stored = StoredState::Running;
    }
    emit runChanged(id);
}

void RunList::stop(int id)
{
    if (const SessionRun* run = find(id))
        m_jobs.stop(run->jobId);
}

void RunList::take(int jobId, const std::vector<JobEvent>& events)
{
    const auto run = std::ranges::find(m_runs, jobId, &SessionRun::jobId);
    if (run == m_runs.end())
        return;
    for (const JobEvent& event : events)
        run->curve.add(event);
    learnStoredId(*run);
    emit runGrew(run->id);
}

void RunList::end(int id, const Outcome<Ended>& outcome)
{
    SessionRun* run = edit(id);
    if (!run || run->isOver()) // abandoned
        return;
    run->jobId = 0;
    learnStoredId(*run);
    const bool neverBegan = run->phase == RunPhase::Waiting && run->curve.epochs.empty();
    if (neverBegan && !run->storedId && std::holds_alternative<Cancelled>(outcome)) {
        remove(id);
        return;
    }
    run->phase = RunPhase::Ended;
    run->stored = StoredState::Stopped;
    if (const auto* ended = std::get_if<Ended>(&outcome)) {
        run->record = ended->run.record;
        run->bestModel = ended->run.model;
        run->lastModel = ended->last;
        run->stored = toStored(ended->run.record.state);
    } else if (const auto* failure = std::get_if<Failure>(&outcome)) {
        run->failure = failure->message;
        run->stored = StoredState::Failed;
    }
    m_registered.erase(id);
    emit runChanged(id);
    emit runEnded(id);
}

// A resumed run is again what it was; a new one never was.
void RunList::abandon(int jobId)
{
    const auto run = std::ranges::find(m_runs, jobId, &SessionRun::jobId);
    if (run == m_runs.end())
        return;
    if (!run->record && run->curveBefore.epochs.empty()) {
        m_abandoned[jobId] = {run->folder, m_registered[run->id]};
        remove(run->id);
        return;
    }
    run->jobId = 0;
    run->phase = RunPhase::Ended;
    run->stored = run->record ? toStored(run->record->state) : StoredState::Interrupted;
    run->curve = run->curveBefore;
    emit runChanged(run->id);
}

void RunList::remove(int id)
{
    for (auto* runs : {&m_runs, &m_bin})
        std::erase_if(*runs, [id](const SessionRun& run) { return run.id == id; });
    m_registered.erase(id);
    emit runRemoved(id);
}

void RunList::clear()
{
    std::vector<int> over;
    for (const SessionRun& run : m_runs)
        if (run.isOver() && !run.storedId)
            over.push_back(run.id);
    for (const int id : over)
        remove(id);
}

} // namespace tastescope::ui
