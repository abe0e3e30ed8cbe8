#pragma once

#include "core/history/stored_run.h"

namespace tastescope {

enum class SweepState {
    Running,
    Paused,
    Interrupted, ///< its process is gone; it can be resumed
    Finished,
    Stopped,
    Failed,
};

constexpr auto enumNames(SweepState)
{
    return namedBy<SweepState>({{SweepState::Running, "running"},
                                {SweepState::Paused, "paused"},
                                {SweepState::Interrupted, "interrupted"},
                                {SweepState::Finished, "finished"},
                                {SweepState::Stopped, "stopped"},
                                {SweepState::Failed, "failed"}});
}

/// One point of a sweep.
struct StoredTrial
{
    int number = 0;               ///< 1-based, in the order of being drawn
    std::string optionsJson = {}; ///< {"learning_rate": 0.01}: the values of what varies
    TrialPhase state = TrialPhase::Waiting;
    std::optional<RunId> run = {}; ///< once it has begun
    int rung = 0;                  ///< of successive halving, 0 when there is none
    std::string message = {};      ///< why it failed or was given up

    bool operator==(const StoredTrial&) const = default;
};

/// A sweep and its trials. What the space and the options mean is up to the sweep; here they are JSON objects.
struct StoredSweep
{
    SweepId id{};
    std::string name = {};
    std::string model = {};       ///< "bpr"
    std::string spaceJson = {};   ///< what varies and how
    std::string optionsJson = {}; ///< everything else that decides it: fixed options, method, seed, trials, jobs
    SweepState state = SweepState::Running;
    std::string message = {};
    std::string createdAt = {}; ///< ISO 8601, UTC; empty when added: now
    std::string endedAt = {};   ///< empty while it runs
    std::string note = {};
    std::filesystem::path folder = {};    ///< absolute
    std::vector<StoredTrial> trials = {}; ///< by number

    bool operator==(const StoredSweep&) const = default;
};

} // namespace tastescope
