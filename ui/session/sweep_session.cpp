#include "ui/session/sweep_session.h"

#include "core/base/atomic_file.h"
#include "core/data/dataset.h"
#include "core/experiment/sweep_plan.h"
#include "core/history/history_observer.h"
#include "ui/session/job_queue.h"
#include "ui/session/run_trainer.h"

#include <algorithm>

namespace tastescope::ui {

namespace {

namespace fs = std::filesystem;

/// Nothing of it says that it learned from other data.
bool isOf(const Sweep& sweep, const std::string& dataHash)
{
    return std::ranges::all_of(sweep.trials, [&](const SweepTrial& trial) {
        return !trial.record || trial.record->dataset.hash.empty() || trial.record->dataset.hash == dataHash;
    });
}

std::vector<QString> sweepsIn(const fs::path& folder, const std::string& dataHash, const JobContext& job)
{
    struct Found
    {
        fs::file_time_type moment;
        QString name;
    };
    std::vector<Found> found;
    if (!fs::exists(folder))
        return {};
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        job.throwIfStopped();
        try {
            if (entry.is_directory() && isOf(loadSweep(entry.path()), dataHash))
                found.push_back({entry.last_write_time(), QString::fromStdString(entry.path().filename().string())});
        } catch (const std::exception&) {
            continue; // no sweep, or a damaged one: opening it by name says why
        }
    }
    std::ranges::sort(found, [](const Found& one, const Found& other) { return one.moment > other.moment; });
    std::vector<QString> names;
    for (const Found& sweep : found)
        names.push_back(sweep.name);
    return names;
}

} // namespace

SweepSession::SweepSession(JobQueue& jobs, fs::path folder, const HistorySession* history, QObject* parent)
    : QObject(parent),
      m_jobs(jobs),
      m_folder(std::move(folder)),
      m_history(history)
{
    connect(&m_jobs, &JobQueue::eventsArrived, this, &SweepSession::take);
}

void SweepSession::setDataset(std::shared_ptr<const Dataset> dataset)
{
    if (m_running)
        m_jobs.stop(m_jobId);
    m_dataset = std::move(dataset);
    m_names.clear();
    show(nullptr);
    emit namesChanged();
    list();
}

void SweepSession::list()
{
    if (!m_dataset)
        return m_analyst.forget(&m_lister);
    m_analyst.ask(
        &m_lister,
        [folder = m_folder, dataset = m_dataset](const JobContext& job) {
            return sweepsIn(folder, dataset->hash(), job);
        },
        [this](const Outcome<std::vector<QString>>& outcome) {
            const auto* names = std::get_if<std::vector<QString>>(&outcome);
            if (!names)
                return;
            for (const QString& name : *names)
                if (std::ranges::find(m_names, name) == m_names.end())
                    m_names.push_back(name);
            emit namesChanged();
            if (!m_current && !m_names.empty())
                open(m_names.front());
        });
}

void SweepSession::open(const QString& name)
{
    if (m_current && m_current->name == name)
        return;
    if (m_running && m_running->name == name)
        return show(m_running);
    auto sweep = std::make_shared<LiveSweep>();
    sweep->name = name;
    sweep->folder = m_folder / name.toStdString();
    show(std::move(sweep));
    read();
}

void SweepSession::show(std::shared_ptr<LiveSweep> sweep)
{
    m_analyst.forget(&m_reader);
    m_analyst.forget(&m_judge);
    m_judging = m_judgeAgain = false;
    m_current = std::move(sweep);
    m_facts.reset();
    emit currentChanged();
    emit factsChanged();
    if (m_current && m_current->sweep.best != 0)
        judge();
}

void SweepSession::read()
{
    m_analyst.ask(
        &m_reader, [folder = m_current->folder](const JobContext&) { return loadSweep(folder); },
        [this, sweep = m_current](const Outcome<Sweep>& outcome) {
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("%1 was not opened").arg(sweep->name), failure->message);
            const auto* found = std::get_if<Sweep>(&outcome);
            if (!found)
                return;
            sweep->adopt(*found, sweep != m_running);
            emit currentChanged();
            judge();
        });
}

void SweepSession::judge()
{
    if (m_judging) {
        m_judgeAgain = true; // when this one is there: asking at once would begin it again and again
        return;
    }
    m_judging = true;
    m_judgeAgain = false;
    const int threads = m_running ? 1 : 0;
    m_analyst.ask(
        &m_judge,
        [folder = m_current->folder, threads](const JobContext& job) { return sweepFacts(folder, threads, job); },
        [this, sweep = m_current](Outcome<SweepFacts> outcome) {
            m_judging = false;
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("%1 was not judged").arg(sweep->name), failure->message);
            if (auto* facts = std::get_if<SweepFacts>(&outcome)) {
                m_facts = std::make_shared<const SweepFacts>(std::move(*facts));
                sweep->adopt(m_facts->sweep, sweep != m_running);
                emit factsChanged();
            }
            if (m_judgeAgain)
                judge();
        });
}

QString SweepSession::freeName(const QString& wanted) const
{
    const auto taken = [this](const QString& name) {
        return fs::exists(m_folder / name.toStdString()) || (m_running && m_running->name == name);
    };
    QString name = wanted;
    for (int more = 2; taken(name); ++more)
        name = QStringLiteral("%1-%2").arg(wanted).arg(more);
    return name;
}

QString SweepSession::start(SweepConfig config)
{
    checkSweep(config);
    if (!m_dataset || m_running)
        throw Error(m_running
                        ? tr("%1 is still running. Wait for it or stop it first.").arg(m_running->name).toStdString()
                        : tr("Open data first.").toStdString());
    auto sweep = std::make_shared<LiveSweep>();
    sweep->name = freeName(QString::fromStdString(config.base.name.empty() ? "sweep" : config.base.name));
    config.base.name = sweep->name.toStdString();
    sweep->folder = m_folder / config.base.name;
    sweep->sweep.config = std::move(config);
    sweep->plan();
    m_names.insert(m_names.begin(), sweep->name);
    m_control = std::make_shared<SweepControl>();
    queue(sweep, false);
    show(sweep);
    emit namesChanged();
    return sweep->name;
}

bool SweepSession::canResume() const
{
    return m_dataset && m_current && !m_running && !m_current->sweep.trials.empty() && !m_current->isOver();
}

void SweepSession::resume()
{
    if (!canResume())
        return;
    m_control = std::make_shared<SweepControl>();
    queue(m_current, true);
    emit currentChanged();
}

void SweepSession::stopTrial(int trial)
{
    if (isRunning())
        m_control->stopTrial(trial);
}

void SweepSession::addPoint(const OptionSettings& point)
{
    if (!m_current || m_current->sweep.trials.empty())
        return;
    withPoint(m_current->sweep.config.base.model, point); // throws for what does not fit
    if (isRunning())
        return m_control->addPoint(point);
    if (m_running)
        throw Error(tr("%1 is still running. Wait for it or stop it first.").arg(m_running->name).toStdString());
    m_control = std::make_shared<SweepControl>();
    m_control->addPoint(point);
    queue(m_current, true);
    emit currentChanged();
}

void SweepSession::queue(const std::shared_ptr<LiveSweep>& sweep, bool resume)
{
    m_running = sweep;
    const auto work = [config = sweep->sweep.config, folder = sweep->folder, dataset = m_dataset, control = m_control,
                       others = m_observers, workspace = recordedIn(m_history), resume](const JobContext& job) {
        makeFolder(folder.parent_path());
        const auto store = storeToRecord(workspace, config.base.name, job);
        const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
        std::vector<RunObserver*> observers{history.get()};
        observers.insert(observers.end(), others.begin(), others.end());
        return runSweep(config, *dataset, {folder, resume}, job, observers, control);
    };
    m_jobId = m_jobs.add(sweep->name, work, [this, sweep](const Outcome<Sweep>& outcome) { end(sweep, outcome); });
}

void SweepSession::take(int jobId, const std::vector<JobEvent>& events)
{
    if (!m_running || jobId != m_jobId)
        return;
    bool over = false;
    bool moved = false;
    for (const JobEvent& event : events) {
        m_running->follow(event);
        const auto* trial = std::get_if<TrialEnded>(&event);
        over = over || (trial && tastescope::isOver(trial->phase));
        moved =
            moved || trial || std::holds_alternative<TrialEpoch>(event) || std::holds_alternative<TrialStarted>(event);
    }
    if (!moved)
        return;
    m_jobs.setProgress(m_jobId, m_running->phaseText(), m_running->share());
    if (m_running != m_current)
        return;
    emit grew();
    if (over && m_running->sweep.best != 0)
        judge();
}

void SweepSession::end(const std::shared_ptr<LiveSweep>& sweep, const Outcome<Sweep>& outcome)
{
    m_running.reset();
    m_jobId = 0;
    if (const auto* result = std::get_if<Sweep>(&outcome))
        sweep->adopt(*result, true);
    for (SweepTrial& trial : sweep->sweep.trials)
        if (trial.phase == TrialPhase::Running)
            trial.phase = TrialPhase::Interrupted;
    if (const auto* failure = std::get_if<Failure>(&outcome))
        emit failed(tr("%1 stopped").arg(sweep->name), failure->message);
    const bool neverBegan = !fs::exists(sweep->folder);
    if (neverBegan)
        std::erase(m_names, sweep->name);
    if (sweep == m_current) {
        m_analyst.forget(&m_judge); // what it judges is older than what has just been adopted
        m_judging = m_judgeAgain = false;
        if (neverBegan)
            show(nullptr);
        else
            read();
    }
    emit namesChanged();
    emit currentChanged();
    emit ended(sweep->name);
}

} // namespace tastescope::ui
