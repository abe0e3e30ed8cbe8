#include "ui/session/sweep_session.h"

#include "core/base/atomic_file.h"
#include "core/base/file_name.h"
#include "core/data/dataset.h"
#include "core/experiment/sweep_plan.h"
#include "core/history/history_observer.h"
#include "ui/session/history_session.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/run_trainer.h"
#include "ui/session/trial_inbox.h"

#include <algorithm>

namespace tastescope::ui {

namespace fs = std::filesystem;

SweepSession::SweepSession(JobQueue& jobs, fs::path folder, const HistorySession* history, QObject* parent)
    : QObject(parent),
      m_jobs(jobs),
      m_folder(std::move(folder)),
      m_history(history)
{
    connect(&m_jobs, &JobQueue::eventsArrived, this, &SweepSession::take);
    if (!history)
        return;
    connect(history, &HistorySession::opened, this, &SweepSession::list);
    connect(history, &HistorySession::changedElsewhere, this, [this] {
        if (!m_running) // what it records is listed already
            list();
    });
}

void SweepSession::setDataset(std::shared_ptr<const Dataset> dataset)
{
    if (m_running)
        m_jobs.stop(m_jobId);
    m_dataset = std::move(dataset);
    m_list.clear();
    m_analyst.forget(&m_opener);
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
        [folder = m_folder, workspace = m_history ? m_history->workspace() : fs::path(),
         dataset = m_dataset](const JobContext& job) { return sweepsOf(folder, workspace, factsOf(*dataset), job); },
        [this](const Outcome<std::vector<SweepEntry>>& outcome) {
            if (const auto* entries = std::get_if<std::vector<SweepEntry>>(&outcome))
                takeListed(*entries);
        });
}

void SweepSession::takeListed(const std::vector<SweepEntry>& entries)
{
    if (m_list.add(entries))
        emit namesChanged();
    if (!m_current && !m_list.entries().empty())
        open(m_list.entries().front().name);
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

void SweepSession::setMeasure(const Measure& measure)
{
    if (measure == m_measure)
        return;
    requireMeasurable(measure);
    m_measure = measure;
    m_analyst.forget(&m_judge);
    m_judging = m_judgeAgain = false;
    m_facts.reset();
    emit measureChanged();
    emit factsChanged();
    if (m_current && m_current->sweep.best != 0)
        judge();
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
        [bench = m_current->benchOf(m_measure, m_dataset), sweep = m_current->sweep, threads](const JobContext& job) {
            return bench->facts(sweep, Workers(threads), job);
        },
        [this, sweep = m_current](Outcome<SweepFacts> outcome) {
            m_judging = false;
            if (const auto* failure = std::get_if<Failure>(&outcome))
                emit failed(tr("%1 was not judged").arg(sweep->name), failure->message);
            if (auto* facts = std::get_if<SweepFacts>(&outcome)) {
                m_facts = std::make_shared<const SweepFacts>(std::move(*facts));
                emit factsChanged();
            }
            if (m_judgeAgain)
                judge();
        });
}

QString SweepSession::freeName(const QString& wanted) const
{
    const auto taken = [this](const QString& name) {
        return fs::exists(m_folder / name.toStdString()) || (m_running && m_running->name == name)
               || m_list.named(name);
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
    const std::string wanted = config.base.name.empty() ? "sweep" : fileNameOf(config.base.name);
    sweep->name = freeName(QString::fromStdString(wanted));
    config.base.name = sweep->name.toStdString();
    sweep->folder = m_folder / config.base.name;
    sweep->sweep.config = std::move(config);
    sweep->plan();
    m_list.add({{sweep->name, sweep->folder}});
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
    m_inbox = std::make_shared<TrialInbox>();
    const auto work = [inbox = m_inbox, config = sweep->sweep.config, folder = sweep->folder, dataset = m_dataset,
                       control = m_control, others = m_observers, workspace = recordedIn(m_history),
                       resume](const JobContext& job) {
        makeFolder(folder.parent_path());
        const auto store = storeToRecord(workspace, config.base.name, job);
        const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
        std::vector<RunObserver*> observers{history.get(), inbox.get()};
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
        if (trial)
            if (auto arrived = m_inbox->take(trial->trial))
                m_running->take(std::move(*arrived));
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
        m_list.remove(sweep->folder);
    if (sweep == m_current) {
        m_analyst.forget(&m_judge); // what it judges is older than what has just been adopted
        m_judging = m_judgeAgain = false;
        if (neverBegan)
            show(nullptr);
        else if (std::holds_alternative<Sweep>(outcome))
            judge();
        else
            read(); // it may have been let go of before all of it was told
    }
    emit namesChanged();
    emit currentChanged();
    emit ended(sweep->name);
}

} // namespace tastescope::ui
