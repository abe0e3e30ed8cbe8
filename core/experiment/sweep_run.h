#pragma once

#include "core/base/parallel.h"
#include "core/experiment/run_observer.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_news.h"
#include "core/experiment/sweep_plan.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace tastescope {

/// One running of a sweep: the list of trials, and the threads that work it off.
class SweepRun
{
public:
    /// All must outlive it; the folder is prepared. job's listener may be called from any thread. control: null:
    /// nobody steers.
    SweepRun(const ObservedSweep& sweep, const SweepFiles& files, const JobContext& job, RunObserver& observers,
             std::shared_ptr<SweepControl> control);

    /// Throws: what ended it; Cancelled.
    std::vector<SweepTrial> run();

private:
    /// What the threads wait on. Shared with the control, which may ring it when the sweep is already over.
    struct Bell
    {
        std::mutex mutex; ///< guards the list of trials too
        std::condition_variable_any rung;
        std::int64_t count = 0;
    };
    using Lock = std::unique_lock<std::mutex>;

    void takeUpAdded();
    void prepareShared();
    void work(const std::stop_token& stop);
    void workGuarded(const std::stop_token& stop);
    bool takeTask(SweepPlan::Task& task);
    void makePlan();
    void end(std::size_t place, SweepTrial trial);
    void runTask(Lock& lock, const SweepPlan::Task& task, const std::stop_token& stop);
    SweepTrial attempt(SweepTrial trial, int epochs, const std::stop_token& stop);
    std::function<void(const JobEvent&)> listener(const SweepTrial& trial, int epochs, std::stop_source stop);
    void ring();
    void deliver(Lock& lock);

    const ObservedSweep& m_sweep;
    const SweepConfig& m_config;
    const SweepFiles& m_files;
    const JobContext& m_job;
    SweepNews m_news;
    RunObserver& m_observers;
    std::shared_ptr<SweepControl> m_control;
    Workers m_workers; ///< of the whole sweep
    int m_jobs;
    int m_threads; ///< of one trial
    HeldOutParts m_shared;

    std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();
    std::vector<SweepTrial> m_trials;    ///< guarded by the bell's mutex, as are the next three
    std::deque<SweepPlan::Task> m_tasks; ///< of the last plan, those not begun yet
    int m_running = 0;
    std::exception_ptr m_error;
    std::stop_source m_stop; ///< of all threads
};

} // namespace tastescope
