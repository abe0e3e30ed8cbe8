#pragma once

#include "ui/session/sweep_facts.h"

#include <QString>

#include <map>
#include <memory>

namespace tastescope::ui {

/// Of a sweep that is running or has run: its trials as far as its events told, before its files are read again.
struct LiveSweep
{
    QString name; ///< as it is listed
    std::filesystem::path folder;
    Sweep sweep;
    std::map<int, int> epochs; ///< of each trial that began: how many it may have at most; 0: it has none
    std::shared_ptr<SweepBench> bench = std::make_shared<SweepBench>(); ///< of the usual measure
    std::vector<std::pair<Measure, std::shared_ptr<SweepBench>>> otherBenches = {};

    /// The judge by a measure, as he was left. The dataset is the one the sweep learned from.
    std::shared_ptr<SweepBench> benchOf(const Measure& measure, const std::shared_ptr<const Dataset>& dataset);

    /// The trials in the order runSweep() is going to number them, all waiting.
    void plan();

    void follow(const JobEvent& event);

    /// The trial as its run left it, with all that is in its record. Its results of users go to the bench.
    void take(SweepTrial trial);

    /// Takes over what files say of trials that are over; of the others only when `all`, as when nothing runs.
    void adopt(const Sweep& read, bool all);

    const SweepTrial* find(int trial) const; ///< null: there is none
    double share() const;                    ///< done, in [0, 1]
    QString phaseText() const;               ///< "trial 7 of 24, epoch 4 of 5"
    bool isOver() const;                     ///< no trial waits or was interrupted
};

/// How many trials stand where.
struct TrialCounts
{
    int all = 0;
    int finished = 0;
    int running = 0;
    int waiting = 0; ///< and interrupted
    int stoppedEarly = 0;
    int stopped = 0; ///< by the person
    int diverged = 0;
    int failed = 0;
};
TrialCounts countTrials(const Sweep& sweep);

/// "lr-published-04": what the trial's run is called, too.
QString trialName(const Sweep& sweep, int trial);

/// What the trial has of an option: its own value, else the sweep's fixed one.
/// Throws: Error when the model has no such option.
OptionValue optionOf(const Sweep& sweep, const SweepTrial& trial, const std::string& option);

/// The option as a number; not-a-number for a choice.
double numberOf(const OptionValue& value);

/// Names of the options of which trials differ, in the order of the axes.
std::vector<std::string> varyingOptions(const Sweep& sweep);

/// The row of the model's field table.
OptionInfo optionInfo(const Sweep& sweep, const std::string& option);

} // namespace tastescope::ui
