#include "core/experiment/sweep_run.h"

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/training/epoch_loop.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace tastescope {

namespace {

/// Keeps what a run ended with, whether it was finished, stopped or failed.
class LastRecord final : public RunObserver
{
public:
    void ended(const ObservedRun&, const RunRecord& record, bool isKept) override
    {
        if (isKept || !record.epochs.empty())
            m_record = record;
    }
    std::optional<RunRecord> take() { return std::exchange(m_record, std::nullopt); }

private:
    std::optional<RunRecord> m_record;
};

/// What a list of many trials keeps: the results of users are told and in files.
SweepTrial withoutUsers(SweepTrial trial)
{
    if (trial.record)
        for (auto* evaluation : {&trial.record->validation, &trial.record->test})
            if (*evaluation)
                (*evaluation)->perUser = {};
    return trial;
}

} // namespace

SweepRun::SweepRun(const ObservedSweep& sweep, const SweepFiles& files, const JobContext& job, RunObserver& observers,
                   std::shared_ptr<SweepControl> control)
    : m_sweep(sweep),
      m_config(sweep.config),
      m_files(files),
      m_job(job),
      m_news(sweep, files, job, observers),
      m_observers(observers),
      m_control(control ? std::move(control) : std::make_shared<SweepControl>()),
      m_workers(m_config.base.threads),
      m_jobs(std::clamp(m_config.jobs, 1, m_workers.count())),
      m_threads(std::max(1, m_workers.count() / m_jobs)),
      m_trials(files.load(m_config, job))
{
    for (SweepTrial& trial : m_trials)
        if (trial.phase == TrialPhase::Failed)
            trial.phase = TrialPhase::Interrupted; // what failed may have been the disk
    takeUpAdded();
}

std::vector<SweepTrial> SweepRun::run()
{
    m_news.keepAll(m_trials, true);
    prepareShared();
    m_control->listen([bell = m_bell] {
        const std::scoped_lock lock(bell->mutex);
        ++bell->count;
        bell->rung.notify_all();
    });
    {
        const std::stop_callback forward(m_job.stop, [this] { m_stop.request_stop(); });
        std::vector<std::jthread> others;
        for (int worker = 1; worker < m_jobs; ++worker)
            others.emplace_back([this] { workGuarded(m_stop.get_token()); });
        workGuarded(m_stop.get_token());
    }
    Lock lock(m_bell->mutex);
    deliver(lock);
    lock.unlock(); // nobody is left to guard the trials from, and a listener may ask for it
    if (!m_news.isAllKept())
        m_news.keepAll(m_trials);
    if (m_error)
        std::rethrow_exception(m_error);
    if (m_stop.stop_requested())
        throw Cancelled{};
    return m_trials;
}

void SweepRun::prepareShared()
{
    m_job.report(StageStarted{"drawing evaluation lists"});
    const int negatives = m_config.base.negatives;
    m_shared.validation =
        std::make_shared<const HeldOutPart>(m_sweep.dataset, Part::Validation, negatives, m_threads, m_job);
    m_shared.test = std::make_shared<const HeldOutPart>(m_sweep.dataset, Part::Test, negatives, m_threads, m_job);
    std::vector<int> rungs = rungsOf(m_config);
    rungs.pop_back();
    const SampledEvaluator& evaluator = m_shared.validation->evaluator;
    m_job.report(SweepStarted{.trials = static_cast<int>(m_trials.size()),
                              .jobs = m_jobs,
                              .rungs = rungs,
                              .users = evaluator.users(),
                              .positives = evaluator.positives(),
                              .chance = watchedOf(evaluator.chance()),
                              .popularity = watchedOf(evaluator.popularity())});
}

void SweepRun::workGuarded(const std::stop_token& stop)
{
    try {
        work(stop);
    } catch (...) { // the folder cannot be written any more: nothing that follows could be kept
        const Lock lock(m_bell->mutex);
        if (!m_error)
            m_error = std::current_exception();
        m_stop.request_stop();
    }
}

void SweepRun::work(const std::stop_token& stop)
{
    Lock lock(m_bell->mutex);
    while (!stop.stop_requested()) {
        const std::int64_t seen = m_bell->count;
        takeUpAdded();
        SweepPlan::Task task;
        const bool found = takeTask(task);
        deliver(lock);
        if (found)
            runTask(lock, task, stop);
        else if (m_running == 0 && !m_control->hasAdded() && seen == m_bell->count)
            break;
        else
            m_bell->rung.wait(lock, stop, [&] { return m_bell->count != seen; });
    }
    ring();
}

/// Takes the first trial that waits.
bool SweepRun::takeTask(SweepPlan::Task& task)
{
    for (;;) {
        if (m_tasks.empty())
            makePlan();
        if (m_tasks.empty())
            return false;
        task = m_tasks.front();
        m_tasks.pop_front();
        SweepTrial& trial = m_trials[task.trial];
        if (!m_control->isStopped(trial.id)) {
            trial.phase = TrialPhase::Running;
            trial.message.clear();
            ++m_running;
            m_news.begun(trial);
            return true;
        }
        SweepTrial stopped = trial;
        stopped.phase = TrialPhase::Stopped;
        end(task.trial, std::move(stopped));
    }
}

/// Once all of the last plan are begun, rather than for each of them. Marks what has been decided.
void SweepRun::makePlan()
{
    SweepPlan plan = planSweep(m_config, m_trials);
    for (const std::size_t place : plan.givenUp) {
        SweepTrial trial = m_trials[place];
        trial.phase = TrialPhase::EarlyStopped;
        trial.message = "Given up after epoch " + std::to_string(epochsDone(trial)) + ": others were better.";
        end(place, std::move(trial));
    }
    m_tasks.assign(plan.tasks.begin(), plan.tasks.end());
}

void SweepRun::end(std::size_t place, SweepTrial trial)
{
    m_trials[place] = withoutUsers(trial);
    m_news.ended(std::move(trial));
}

void SweepRun::runTask(Lock& lock, const SweepPlan::Task& task, const std::stop_token& stop)
{
    const SweepTrial before = m_trials[task.trial];
    lock.unlock();
    SweepTrial after = attempt(before, task.epochs, stop);
    lock.lock();
    --m_running;
    ring();
    end(task.trial, std::move(after));
    deliver(lock);
}

/// The trial as it stands afterwards. Throws nothing: what went wrong is in its phase.
SweepTrial SweepRun::attempt(SweepTrial trial, int epochs, const std::stop_token& stop)
{
    std::stop_source own;
    const std::stop_callback forward(stop, [&own] { own.request_stop(); });
    m_control->begin(trial.id, own);
    LastRecord last;
    try {
        RunConfig config = runConfigOf(m_config, trial.settings, trial.repeat);
        config.threads = m_threads;
        config.name = trialName(m_config.base.name, trial.id);
        const JobContext job{.stop = own.get_token(), .sink = listener(trial, epochs, own), .gate = m_job.gate};
        RunObserver* const observers[] = {&m_observers, &last};
        const RunFolder folder{trial.folder, true, m_shared, trial.id,
                               [&] { return m_control->isStopped(trial.id) ? nullptr : &m_job; }};
        tastescope::run(config, m_sweep.dataset, folder, job, observers);
        trial.record = last.take();
        trial.phase = trial.record->state == RunState::Diverged ? TrialPhase::Diverged : TrialPhase::Finished;
        trial.message = trial.phase == TrialPhase::Diverged ? trial.record->message : "";
    } catch (const Cancelled&) {
        if (auto record = last.take())
            trial.record = std::move(record);
        const bool isAtRung = epochs > 0 && epochsDone(trial) >= epochs;
        trial.phase = m_control->isStopped(trial.id) ? TrialPhase::Stopped
                      : isAtRung                     ? TrialPhase::Waiting
                                                     : TrialPhase::Interrupted;
    } catch (const DivergedAtOnce& divergence) {
        trial.phase = TrialPhase::Diverged;
        trial.message = divergence.what();
    } catch (...) {
        trial.phase = TrialPhase::Failed;
        trial.message = caughtText();
    }
    m_control->end(trial.id);
    return trial;
}

/// Passes on what a trial reports, and stops it where it is to be compared.
std::function<void(const JobEvent&)> SweepRun::listener(const SweepTrial& trial, int epochs, std::stop_source stop)
{
    TrialStarted started{.trial = trial.id, .point = trial.settings};
    if (epochs == 0)
        m_job.report(started);
    return [this, id = trial.id, epochs, stop, started](const JobEvent& event) mutable {
        const auto stopAfter = [&](int epoch) {
            if (epoch >= epochs && epoch < started.epochs)
                stop.request_stop();
        };
        if (const auto* training = std::get_if<TrainingStarted>(&event)) {
            started.epochs = training->epochs;
            started.firstEpoch = training->firstEpoch;
            m_job.report(started);
            stopAfter(training->firstEpoch - 1);
        } else if (const auto* tick = std::get_if<TrainingTick>(&event)) {
            m_job.report(TrialTick{id, *tick});
        } else if (const auto* epoch = std::get_if<EpochFinished>(&event)) {
            m_job.report(TrialEpoch{id, *epoch});
            stopAfter(epoch->epoch);
        } else if (const auto* note = std::get_if<Note>(&event)) {
            m_job.report(Note{"Trial " + std::to_string(id) + ": " + note->text});
        }
    };
}

void SweepRun::ring()
{
    ++m_bell->count;
    m_bell->rung.notify_all();
}

/// With no lock held that a listener could ask for.
void SweepRun::deliver(Lock& lock)
{
    lock.unlock();
    m_news.deliver([this] {
        const Lock listLock(m_bell->mutex);
        return m_trials;
    });
    lock.lock();
}

/// One trial a seed for each point people added.
void SweepRun::takeUpAdded()
{
    for (const OptionSettings& settings : m_control->takeAdded()) {
        try {
            withPoint(m_config.base.model, settings); // throws for what does not fit
        } catch (const Error& error) {
            m_news.note(std::string("The point was not added: ") + error.what());
            continue;
        }
        const int point = static_cast<int>(m_trials.size()) / m_config.seeds;
        for (int repeat = 0; repeat < m_config.seeds; ++repeat) {
            SweepTrial trial{
                .id = static_cast<int>(m_trials.size()) + 1, .point = point, .repeat = repeat, .added = true};
            trial.settings = settings;
            trial.folder = m_files.trialFolder(trial.id);
            m_trials.push_back(trial);
            m_news.added(std::move(trial));
        }
        m_tasks.clear(); // of a plan without it
    }
}

} // namespace tastescope
