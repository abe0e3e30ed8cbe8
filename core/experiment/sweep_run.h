#pragma once

#include "core/base/parallel.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_plan.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <vector>

namespace tastescope {

/// One running of a sweep: the list of trials, and the threads that work it off.
class SweepRun
{
public:
    /// dataset, job and hooks must outlive it; the folder is prepared.
    SweepRun(const SweepConfig& config, const Dataset& dataset, const SweepFiles& files, const JobContext& job,
             const SweepHooks& hooks);

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

    void save();
    void addTrials(const OptionSettings& settings, bool added);
    void drawMissing();
    void takeUpAdded();
    void prepareShared();
    void work(const std::stop_token& stop);
    void workGuarded(const std::stop_token& stop);
    bool takeTask(Lock& lock, SweepPlan::Task& task);
    void end(SweepTrial& trial, TrialPhase phase, const std::string& message);
    void runTask(Lock& lock, const SweepPlan::Task& task, const std::stop_token& stop);
    std::string nameOf(const SweepTrial& trial) const;
    SweepTrial attempt(SweepTrial trial, int epochs, const std::stop_token& stop);
    std::function<void(const JobEvent&)> listener(const SweepTrial& trial, int epochs, std::stop_source stop);
    void ring();
    void post(const JobEvent& event);
    void deliver(Lock& lock);

    const SweepConfig& m_config;
    const Dataset& m_dataset;
    const SweepFiles& m_files;
    const JobContext& m_job;
    std::shared_ptr<SweepControl> m_control;
    RunTrial m_runTrial;
    Workers m_workers; ///< of the whole sweep
    int m_jobs;
    int m_threads; ///< of one trial
    HeldOutParts m_shared;

    std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();
    std::vector<SweepTrial> m_trials; ///< guarded by the bell's mutex, as are the next four
    int m_running = 0;
    std::vector<JobEvent> m_events; ///< not yet told
    std::exception_ptr m_error;
    bool m_toldNoRoom = false;
    std::stop_source m_stop; ///< of all threads
    std::mutex m_sinkMutex;
};

} // namespace tastescope
