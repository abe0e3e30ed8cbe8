#include "ui/session/live_sweep.h"

#include "core/base/epochs.h"
#include "core/experiment/sweep_files.h"
#include "core/experiment/sweep_plan.h"
#include "ui/session/names.h"

#include <QObject>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace tastescope::ui {

namespace {

SweepTrial makeTrial(const SweepConfig& config, const SweepFiles& files, int id, const OptionSettings& settings)
{
    SweepTrial trial;
    trial.id = id;
    trial.point = (id - 1) / config.seeds; // one trial a seed, one after another
    trial.repeat = (id - 1) % config.seeds;
    trial.settings = settings;
    trial.folder = files.trialFolder(id);
    return trial;
}

void begin(SweepTrial& trial, int firstEpoch)
{
    trial.phase = TrialPhase::Running;
    if (!trial.record)
        return;
    auto& epochs = trial.record->epochs; // resumed: what was not yet in the checkpoint is told again
    std::erase_if(epochs, [&](const EpochFinished& epoch) { return epoch.epoch >= firstEpoch; });
    trial.record->bestEpoch = bestValidatedEpoch(epochs);
}

void grow(SweepTrial& trial, const EpochFinished& epoch)
{
    if (!trial.record)
        trial.record.emplace();
    trial.record->validation.reset(); // of the model that was the best before
    trial.record->epochs.push_back(epoch);
    trial.record->bestEpoch = bestValidatedEpoch(trial.record->epochs);
}

/// bestFinished() after this trial changed. All are looked at only when the best may have lost its place.
void holdAgainstBest(Sweep& sweep, const SweepTrial& changed)
{
    const SweepTrial* best = sweep.best == 0 ? nullptr : &sweep.trials[static_cast<std::size_t>(sweep.best) - 1];
    if (!best || best == &changed || best->phase != TrialPhase::Finished)
        sweep.best = bestFinished(sweep.trials);
    else if (isBetter(changed, *best))
        sweep.best = changed.id;
}

} // namespace

void LiveSweep::plan()
{
    sweep.trials = SweepFiles(folder).load(sweep.config);
}

std::shared_ptr<SweepBench> LiveSweep::benchOf(const Measure& measure, const std::shared_ptr<const Dataset>& dataset)
{
    if (measure == Measure{})
        return bench;
    const auto found = std::ranges::find(otherBenches, measure, [](const auto& other) { return other.first; });
    if (found != otherBenches.end())
        return found->second;
    return otherBenches.emplace_back(measure, std::make_shared<SweepBench>(measure, dataset)).second;
}

void LiveSweep::follow(const JobEvent& event)
{
    const auto edit = [this](int id) -> SweepTrial* {
        return id >= 1 && id <= static_cast<int>(sweep.trials.size()) ? &sweep.trials[static_cast<std::size_t>(id) - 1]
                                                                      : nullptr;
    };
    if (const auto* started = std::get_if<TrialStarted>(&event)) {
        const SweepFiles files(folder);
        while (static_cast<int>(sweep.trials.size()) < std::max(started->trial, started->trials)) {
            const int id = static_cast<int>(sweep.trials.size()) + 1;
            sweep.trials.push_back(makeTrial(sweep.config, files, id, started->point));
            sweep.trials.back().added = true; // all others were planned
        }
        SweepTrial& trial = *edit(started->trial);
        trial.settings = started->point;
        epochs[started->trial] = started->epochs;
        begin(trial, started->firstEpoch);
    } else if (const auto* epoch = std::get_if<TrialEpoch>(&event)) {
        if (SweepTrial* trial = edit(epoch->trial))
            grow(*trial, epoch->epoch);
    } else if (const auto* ended = std::get_if<TrialEnded>(&event)) {
        SweepTrial* trial = edit(ended->trial);
        if (!trial)
            return;
        trial->phase = ended->phase;
        trial->message = ended->message;
        holdAgainstBest(sweep, *trial);
    }
}

void LiveSweep::take(SweepTrial trial)
{
    const auto place = static_cast<std::size_t>(trial.id) - 1;
    if (place >= sweep.trials.size())
        return;
    if (canBeJudged(trial))
        bench->put(trial.id, std::exchange(trial.record->validation->perUser, {}));
    if (trial.record && trial.record->test)
        trial.record->test->perUser = {};
    sweep.trials[place] = std::move(trial);
    holdAgainstBest(sweep, sweep.trials[place]);
}

void LiveSweep::adopt(const Sweep& read, bool all)
{
    if (all || sweep.trials.empty()) {
        sweep = read;
        return;
    }
    for (const SweepTrial& trial : read.trials) {
        const auto place = static_cast<std::size_t>(trial.id) - 1;
        if (place < sweep.trials.size() && tastescope::isOver(trial.phase)
            && tastescope::isOver(sweep.trials[place].phase))
            sweep.trials[place] = trial;
    }
    sweep.best = bestFinished(sweep.trials);
}

const SweepTrial* LiveSweep::find(int trial) const
{
    const bool isThere = trial >= 1 && trial <= static_cast<int>(sweep.trials.size());
    return isThere ? &sweep.trials[static_cast<std::size_t>(trial) - 1] : nullptr;
}

double LiveSweep::share() const
{
    double done = 0;
    for (const SweepTrial& trial : sweep.trials) {
        const auto planned = epochs.find(trial.id);
        if (tastescope::isOver(trial.phase))
            done += 1;
        else if (planned != epochs.end() && planned->second > 0)
            done += static_cast<double>(epochsDone(trial)) / planned->second;
    }
    return sweep.trials.empty() ? 0 : done / static_cast<double>(sweep.trials.size());
}

QString LiveSweep::phaseText() const
{
    const SweepTrial* latest = nullptr; // of those that run side by side the one that began last
    for (const SweepTrial& trial : sweep.trials)
        if (trial.phase == TrialPhase::Running)
            latest = &trial;
    if (!latest)
        return QObject::tr("%1 trials").arg(sweep.trials.size());
    const QString text = QObject::tr("trial %1 of %2").arg(latest->id).arg(sweep.trials.size());
    const auto planned = epochs.find(latest->id);
    if (planned == epochs.end() || planned->second == 0)
        return text;
    const int epoch = std::min(epochsDone(*latest) + 1, planned->second);
    return text + QObject::tr(", epoch %1 of %2").arg(epoch).arg(planned->second);
}

bool LiveSweep::isOver() const
{
    return std::ranges::all_of(sweep.trials, [](const SweepTrial& trial) { return tastescope::isOver(trial.phase); });
}

TrialCounts countTrials(const Sweep& sweep)
{
    TrialCounts counts;
    counts.all = static_cast<int>(sweep.trials.size());
    for (const SweepTrial& trial : sweep.trials) {
        switch (trial.phase) {
        case TrialPhase::Finished:
            ++counts.finished;
            break;
        case TrialPhase::Running:
            ++counts.running;
            break;
        case TrialPhase::Waiting:
        case TrialPhase::Interrupted:
            ++counts.waiting;
            break;
        case TrialPhase::EarlyStopped:
            ++counts.stoppedEarly;
            break;
        case TrialPhase::Stopped:
            ++counts.stopped;
            break;
        case TrialPhase::Diverged:
            ++counts.diverged;
            break;
        case TrialPhase::Failed:
            ++counts.failed;
            break;
        }
    }
    return counts;
}

QString trialName(const Sweep& sweep, int trial)
{
    return harmlessName(tastescope::trialName(sweep.config.base.name, trial));
}

OptionValue optionOf(const Sweep& sweep, const SweepTrial& trial, const std::string& option)
{
    const auto found = std::ranges::find(trial.settings, option, &OptionSetting::name);
    return found == trial.settings.end() ? readOption(sweep.config.base.model, option) : found->value;
}

double numberOf(const OptionValue& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real ? *real : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string> varyingOptions(const Sweep& sweep)
{
    std::vector<std::string> names;
    for (const SearchAxis& axis : sweep.config.space.axes)
        names.push_back(axis.name);
    for (const SweepTrial& trial : sweep.trials) // points that people added may vary something else
        for (const OptionSetting& setting : trial.settings)
            if (std::ranges::find(names, setting.name) == names.end())
                names.push_back(setting.name);
    std::erase_if(names, [&](const std::string& name) {
        std::set<OptionValue> values;
        for (const SweepTrial& trial : sweep.trials)
            values.insert(optionOf(sweep, trial, name));
        return values.size() < 2;
    });
    return names;
}

OptionInfo optionInfo(const Sweep& sweep, const std::string& option)
{
    for (const OptionInfo& info : optionInfos(sweep.config.base.model))
        if (info.name == option)
            return info;
    return {.name = option, .title = option};
}

} // namespace tastescope::ui
