#include "ui/session/run_jobs.h"

#include "core/base/file_name.h"
#include "core/data/dataset.h"
#include "core/experiment/run_files.h"
#include "core/training/epoch_loop.h"
#include "ui/session/job_queue.h"
#include "ui/session/names.h"
#include "ui/session/run_sync.h"

#include <QDateTime>

namespace tastescope::ui {

namespace {

bool keptAnEpoch(const std::filesystem::path& folder)
{
    return std::filesystem::exists(folder / "record.json") && std::filesystem::exists(folder / "model.safetensors");
}

bool setRunning(SessionRun& run)
{
    run.phase = RunPhase::Running;
    run.stored = StoredState::Running;
    return true;
}

/// The name the run got in the history, unless the person has given it another one since.
void takeName(SessionRun& run, const std::string& name)
{
    if (run.name == shownName(run.config.name))
        run.name = shownName(name);
    run.config.name = name;
}

void takeOutcome(SessionRun& run, const Outcome<LearnedRun>& outcome)
{
    run.jobId = 0;
    run.phase = RunPhase::Ended;
    run.stored = StoredState::Stopped;
    if (const auto* learned = std::get_if<LearnedRun>(&outcome)) {
        run.record = learned->run.record;
        takeName(run, learned->run.record.config.name);
        run.bestModel = learned->run.model;
        run.lastModel = learned->last;
        run.stored = toStored(learned->run.record.state);
    } else if (const auto* failure = std::get_if<Failure>(&outcome)) {
        run.failure = failure->message;
        run.stored = StoredState::Failed;
    }
}

} // namespace

RunJobs::RunJobs(RunBook& book, RunSync& sync, JobQueue& jobs, std::filesystem::path folder, HistorySession* history)
    : m_book(book),
      m_sync(sync),
      m_jobs(jobs),
      m_folder(std::move(folder)),
      m_history(history)
{
    connect(&m_jobs, &JobQueue::started, this, &RunJobs::begin);
    connect(&m_jobs, &JobQueue::eventsArrived, this, &RunJobs::take);
    connect(&m_jobs, &JobQueue::abandoned, this, &RunJobs::abandon);
    connect(&m_jobs, &JobQueue::abandonedEnded, this, &RunJobs::forgetAbandoned);
}

std::filesystem::path RunJobs::newFolder(const QString& name) const
{
    const QString moment = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const std::string wanted = moment.toStdString() + "-" + fileNameOf(name.toStdString());
    std::filesystem::path folder = m_folder / wanted;
    for (int more = 2; std::filesystem::exists(folder); ++more)
        folder = m_folder / (wanted + "-" + std::to_string(more));
    return folder;
}

int RunJobs::start(RunConfig config, std::shared_ptr<const Dataset> dataset)
{
    SessionRun run;
    const bool isChosen = !config.name.empty();
    run.name = !isChosen ? m_book.nextName(config.model) : shownName(config.name);
    if (!isChosen)
        config.name = run.name.toStdString();
    run.slot = m_book.freeSlot();
    run.config = std::move(config);
    run.folder = newFolder(run.name);
    const RunRecord facts = beginRecord(run.config, *dataset);
    run.startedAt = QString::fromStdString(facts.startedAt);
    run.data = facts.dataset;
    run.seedGroup = seedGroupOf(run.config, run.data);
    run.dataset = std::move(dataset);
    const int id = m_book.add(std::move(run));
    queue(id, false, isChosen ? RunTrainer::Name::Chosen : RunTrainer::Name::Proposed);
    return id;
}

void RunJobs::resume(int id)
{
    const SessionRun* run = m_book.find(id);
    if (!run || !run->isOver() || !run->dataset)
        return;
    m_book.change(id, [](SessionRun& resumed) {
        resumed.phase = RunPhase::Waiting;
        resumed.stored = StoredState::Waiting;
        resumed.curveBefore = resumed.curve;
        resumed.failure.clear();
        return true;
    });
    queue(id, true, RunTrainer::Name::Chosen);
}

bool canRefit(const SessionRun& run)
{
    return run.isOver() && run.dataset && run.record && run.record->state == RunState::Finished
           && run.record->validation && !run.record->refit;
}

void RunJobs::refit(int id)
{
    const SessionRun* run = m_book.find(id);
    if (!run || !canRefit(*run))
        return;
    m_book.change(id, [](SessionRun& refitted) {
        refitted.config.refit = true;
        return true;
    });
    resume(id);
}

void RunJobs::queue(int id, bool resume, RunTrainer::Name name)
{
    const SessionRun& run = *m_book.find(id);
    const RunTrainer trainer(m_history, run.storedId, name, m_observers);
    m_sync.expect(id, trainer.registered());
    const auto work = [trainer, config = run.config, dataset = run.dataset, folder = run.folder,
                       resume](const JobContext& job) {
        Run learned;
        try {
            learned = trainer.train(config, *dataset, {folder, resume}, job);
        } catch (const Cancelled&) {
            if (!keptAnEpoch(folder))
                throw;
            learned = loadRun(folder);
        } catch (const DivergedAtOnce&) {
            learned = loadRun(folder); // its record says so; there is no model
        }
        return withLast(std::move(learned), folder);
    };
    // add() may begin the job at once, before its number is known here: the phase is set afterwards.
    const int jobId = m_jobs.add(run.name, work, [this, id](const Outcome<LearnedRun>& outcome) { end(id, outcome); });
    m_book.change(id, [&](SessionRun& queued) {
        queued.jobId = jobId;
        if (m_jobs.runningId() == jobId)
            setRunning(queued);
        return true;
    });
}

void RunJobs::begin(int jobId)
{
    if (const SessionRun* run = m_book.findJob(jobId))
        m_book.change(run->id, setRunning);
}

void RunJobs::stop(int id)
{
    if (const SessionRun* run = m_book.find(id))
        m_jobs.stop(run->jobId);
}

void RunJobs::take(int jobId, const std::vector<JobEvent>& events)
{
    const SessionRun* run = m_book.findJob(jobId);
    if (!run)
        return;
    m_sync.learnNumber(run->id);
    m_book.grow(run->id, events);
}

void RunJobs::end(int id, const Outcome<LearnedRun>& outcome)
{
    const SessionRun* run = m_book.find(id);
    if (!run || run->isOver()) // abandoned
        return;
    m_sync.learnNumber(id);
    m_sync.release(id);
    const bool neverBegan = run->phase == RunPhase::Waiting && run->curve.epochs.empty();
    if (neverBegan && !run->storedId && std::holds_alternative<Cancelled>(outcome)) {
        m_book.remove(id);
        return;
    }
    m_book.change(id, [&](SessionRun& over) {
        takeOutcome(over, outcome);
        return true;
    });
    emit ended(id);
}

// A resumed run is again what it was; a new one never was.
void RunJobs::abandon(int jobId)
{
    const SessionRun* run = m_book.findJob(jobId);
    if (!run)
        return;
    if (!run->record && run->curveBefore.epochs.empty()) {
        m_abandoned[jobId] = {run->id, run->folder};
        m_book.remove(run->id);
        return;
    }
    m_sync.release(run->id);
    m_book.change(run->id, [](SessionRun& resumed) {
        resumed.jobId = 0;
        resumed.phase = RunPhase::Ended;
        resumed.stored = resumed.record ? toStored(resumed.record->state) : StoredState::Interrupted;
        resumed.curve = resumed.curveBefore;
        return true;
    });
}

void RunJobs::forgetAbandoned(int jobId)
{
    const auto gone = m_abandoned.extract(jobId);
    if (!gone)
        return;
    m_sync.withdraw(gone.mapped().run);
    try {
        RunFiles(gone.mapped().folder).remove();
    } catch (const Error&) {
        // What cannot be removed is in nobody's way.
    }
}

} // namespace tastescope::ui
