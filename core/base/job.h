#pragma once

#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/base/figures.h"
#include "core/base/option_field.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tastescope {

/// A new phase of the work began, in words for the person: "reading ratings.csv".
struct StageStarted
{
    std::string title;
};

struct StageProgress
{
    std::int64_t done = 0;
    std::int64_t total = 0; ///< 0: unknown
};

struct EpochFinished
{
    int epoch = 0;           ///< 1-based
    double trainLoss = 0;    ///< mean per sample, nats
    Figures validation = {}; ///< empty: there is no validation part
    double trainSeconds = 0;
    double evaluateSeconds = 0;
    double saveSeconds = 0;
    double samplesPerSecond = 0; ///< while training
    double learningRate = 0;     ///< at the end of the epoch
    bool isBest = false;         ///< isBetter() than all before it
};

/// Sent once, before the first epoch.
struct TrainingStarted
{
    int epochs = 0;     ///< at most; early stopping may end sooner
    int firstEpoch = 1; ///< 1-based; > 1 when resumed
    std::int64_t samplesPerEpoch = 0;
    std::string sample = "samples";          ///< what an epoch goes through, in the plural: "triplets"
    std::int64_t users = 0;                  ///< users evaluated
    std::int64_t positives = 0;              ///< held-out positives evaluated
    int negatives = 0;                       ///< negatives per positive of the evaluation lists
    Figures chance = {};                     ///< of constant scores on the same lists
    Figures popularity = {};                 ///< of the most-popular model on the same lists
    std::vector<EpochFinished> earlier = {}; ///< what a resumed training goes on from, from epoch 1
};

/// Between epochs, about ten times a second: what the loss and pace curves draw.
struct TrainingTick
{
    double epoch = 0;            ///< position, 0 = before the first epoch, 1.5 = half through the second
    double loss = 0;             ///< mean per sample since the last tick, nats
    double samplesPerSecond = 0; ///< since the last tick
    double seconds = 0;          ///< since training began, pauses left out
};

/// Something the person should know though the work goes on.
struct Note
{
    std::string text;
};

/// Sent once, before the first trial of a sweep.
struct SweepStarted
{
    int trials = 0;              ///< known so far; points can be added
    int jobs = 1;                ///< trials side by side
    std::vector<int> rungs = {}; ///< epochs after which successive halving compares; empty: it does not
    std::int64_t users = 0;      ///< users evaluated
    std::int64_t positives = 0;  ///< held-out positives evaluated
    Figures chance = {};         ///< of constant scores on the lists of all trials
    Figures popularity = {};     ///< of the most-popular model on them
};

/// Where a trial of a sweep stands.
enum class TrialPhase {
    Waiting,
    Running,
    Interrupted, ///< the sweep ended before it did; goes on from its last finished epoch
    Finished,
    EarlyStopped, ///< given up by successive halving because others were better
    Stopped,      ///< by the person
    Failed,
    Diverged,
};

constexpr auto enumNames(TrialPhase)
{
    return namedBy<TrialPhase>({{TrialPhase::Waiting, "waiting"},
                                {TrialPhase::Running, "running"},
                                {TrialPhase::Interrupted, "interrupted"},
                                {TrialPhase::Finished, "finished"},
                                {TrialPhase::EarlyStopped, "stopped early"},
                                {TrialPhase::Stopped, "stopped"},
                                {TrialPhase::Failed, "failed"},
                                {TrialPhase::Diverged, "diverged"}});
}

/// A trial begins, or goes on after an interruption or a promotion.
struct TrialStarted
{
    int trial = 0;        ///< 1-based
    int trials = 0;       ///< of the sweep, points added since it began included
    OptionSettings point; ///< what varies
    int epochs = 0;       ///< at most; 0: the model does not learn in epochs
    int firstEpoch = 1;   ///< 1-based; > 1 when it goes on
};

struct TrialTick
{
    int trial = 0;
    TrainingTick tick;
};

struct TrialEpoch
{
    int trial = 0;
    EpochFinished epoch;
};

/// A trial left its place to the next one.
struct TrialEnded
{
    int trial = 0;
    TrialPhase phase = TrialPhase::Finished; ///< Waiting: it finished a rung and waits to be compared
    std::string message = {};                ///< why it failed, diverged or was given up
    int bestEpoch = 0;                       ///< 1-based; 0: none
    Figures best = {};                       ///< validation figures of the best epoch
};

using JobEvent = std::variant<StageStarted, StageProgress, TrainingStarted, TrainingTick, EpochFinished, SweepStarted,
                              TrialStarted, TrialTick, TrialEpoch, TrialEnded, Note>;

/// Lets one thread hold another at its next check. Pausing never changes a result.
class PauseGate
{
public:
    void pause();
    void resume();
    bool isPaused() const { return m_paused.load(std::memory_order_relaxed); }

    /// Returns at once when open; otherwise when resumed or when stop is requested.
    void wait(const std::stop_token& stop);

private:
    std::atomic<bool> m_paused = false;
    std::mutex m_mutex;
    std::condition_variable_any m_opened;
};

/// What a long operation needs from its caller: when to stop, when to wait, and whom to tell.
struct JobContext
{
    std::stop_token stop = {};                      ///< default: never stops
    std::function<void(const JobEvent&)> sink = {}; ///< default: nobody listens
    std::shared_ptr<PauseGate> gate = {};           ///< default: never pauses

    /// Called only on the thread that started the operation, never inside parallelFor().
    void report(const JobEvent& event) const
    {
        if (sink)
            sink(event);
    }

    /// Looked at per chunk of parallelFor and per training tile. Waits while paused.
    /// Throws: Cancelled when stop was requested.
    void throwIfStopped() const
    {
        if (gate && gate->isPaused())
            gate->wait(stop);
        if (stop.stop_requested())
            throw Cancelled{};
    }
};

} // namespace tastescope
