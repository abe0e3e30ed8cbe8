#include "ui/session/run_list.h"

#include "core/data/dataset.h"
#include "core/models/model_file.h"
#include "core/models/training.h"
#include "ui/session/job_queue.h"

#include <QDateTime>

#include <algorithm>

namespace tastescope::ui {

namespace {

constexpr int colours = 6;

QString prefix(const ModelOptions& options)
{
    struct Prefix
    {
        QString operator()(const PopularityOptions&) const { return QStringLiteral("popular"); }
        QString operator()(const UserKnnOptions&) const { return QStringLiteral("knn"); }
        QString operator()(const BprOptions&) const { return QStringLiteral("bpr"); }
    };
    return std::visit(Prefix{}, options);
}

bool keptAnEpoch(const std::filesystem::path& folder)
{
    return std::filesystem::exists(folder / "record.json") && std::filesystem::exists(folder / "model.safetensors");
}

} // namespace

RunList::RunList(JobQueue& jobs, std::filesystem::path folder, QObject* parent)
    : QObject(parent),
      m_jobs(jobs),
      m_folder(std::move(folder))
{
    connect(&m_jobs, &JobQueue::eventsArrived, this, &RunList::take);
    connect(&m_jobs, &JobQueue::abandoned, this, &RunList::abandon);
    connect(&m_jobs, &JobQueue::abandonedEnded, this, [this](int jobId) {
        std::error_code ignored; // what cannot be removed is in nobody's way
        if (const auto gone = m_abandoned.extract(jobId))
            std::filesystem::remove_all(gone.mapped(), ignored);
    });
    connect(&m_jobs, &JobQueue::started, this, [this](int jobId) {
        for (SessionRun& run : m_runs) {
            if (run.jobId == jobId) {
                run.phase = RunPhase::Running;
                emit runChanged(run.id);
            }
        }
    });
}

const SessionRun* RunList::find(int id) const
{
    const auto found = std::ranges::find(m_runs, id, &SessionRun::id);
    return found == m_runs.end() ? nullptr : &*found;
}

SessionRun* RunList::edit(int id)
{
    const auto found = std::ranges::find(m_runs, id, &SessionRun::id);
    return found == m_runs.end() ? nullptr : &*found;
}

const SessionRun* RunList::running() const
{
    const auto found = std::ranges::find(m_runs, RunPhase::Running, &SessionRun::phase);
    return found == m_runs.end() ? nullptr : &*found;
}

const SessionRun* RunList::newest() const
{
    return m_runs.empty() ? nullptr : &m_runs.back();
}

QString RunList::nextName(const ModelOptions& options) const
{
    const auto named = m_named.find(modelName(options));
    const int number = named == m_named.end() ? 1 : named->second + 1;
    return QStringLiteral("%1-%2").arg(prefix(options)).arg(number, 2, 10, QLatin1Char('0'));
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
    ++m_named[modelName(config.model)];
    config.name = run.name.toStdString();
    run.slot = m_slots < colours ? m_slots++ : -1;
    run.config = std::move(config);
    run.folder = newFolder(run.name);
    run.dataset = std::move(dataset);
    m_runs.push_back(std::move(run));
    emit runAdded(m_count);
    queue(m_runs.back(), false);
    return m_count;
}

void RunList::resume(int id)
{
    SessionRun* run = edit(id);
    if (!run || !run->isOver())
        return;
    run->phase = RunPhase::Waiting;
    run->curveBefore = run->curve;
    run->failure.clear();
    emit runChanged(id);
    queue(*run, true);
}

void RunList::queue(SessionRun& run, bool resume)
{
    const int id = run.id;
    const auto work = [config = run.config, dataset = run.dataset, folder = run.folder, resume](const JobContext& job) {
        Ended ended;
        try {
            ended.run = tastescope::run(config, *dataset, {folder, resume}, job);
        } catch (const Cancelled&) {
            if (!keptAnEpoch(folder))
                throw;
            ended.run = loadRun(folder);
        } catch (const DivergedAtOnce&) {
            ended.run = loadRun(folder); // its record says so; there is no model
        }
        const auto last = folder / "last.safetensors";
        ended.last = std::filesystem::exists(last) ? loadModel(last) : ended.run.model;
        return ended;
    };
    // add() may begin the job at once, before its number is known here: the phase is set afterwards.
    const int jobId = m_jobs.add(run.name, work, [this, id](const Outcome<Ended>& outcome) { end(id, outcome); });
    run.jobId = jobId;
    if (m_jobs.runningId() == jobId)
        run.phase = RunPhase::Running;
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
    emit runGrew(run->id);
}

void RunList::end(int id, const Outcome<Ended>& outcome)
{
    SessionRun* run = edit(id);
    if (!run || run->isOver()) // abandoned
        return;
    run->jobId = 0;
    const bool neverBegan = run->phase == RunPhase::Waiting && run->curve.epochs.empty();
    if (neverBegan && std::holds_alternative<Cancelled>(outcome)) {
        remove(id);
        return;
    }
    run->phase = RunPhase::Ended;
    if (const auto* ended = std::get_if<Ended>(&outcome)) {
        run->record = ended->run.record;
        run->bestModel = ended->run.model;
        run->lastModel = ended->last;
    } else if (const auto* failure = std::get_if<Failure>(&outcome)) {
        run->failure = failure->message;
    }
    emit runChanged(id);
}

// A resumed run is again what it was; a new one never was.
void RunList::abandon(int jobId)
{
    const auto run = std::ranges::find(m_runs, jobId, &SessionRun::jobId);
    if (run == m_runs.end())
        return;
    if (!run->record) {
        m_abandoned[jobId] = run->folder;
        remove(run->id);
        return;
    }
    run->jobId = 0;
    run->phase = RunPhase::Ended;
    run->curve = run->curveBefore;
    emit runChanged(run->id);
}

void RunList::remove(int id)
{
    std::erase_if(m_runs, [id](const SessionRun& run) { return run.id == id; });
    emit runRemoved(id);
}

void RunList::clear()
{
    std::vector<int> over;
    for (const SessionRun& run : m_runs)
        if (run.isOver())
            over.push_back(run.id);
    for (const int id : over)
        remove(id);
    if (m_runs.empty())
        m_slots = 0;
}

} // namespace tastescope::ui
