#include "app/cli/progress.h"

#include "app/cli/common.h"
#include "app/cli/text.h"
#include "core/base/json_line.h"
#include "core/base/shown_text.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>

namespace tastescope::cli {

namespace {

Json optionsJson(const OptionSettings& point)
{
    Json json = Json::object();
    for (const OptionSetting& setting : point)
        std::visit([&](const auto& value) { json[setting.name] = value; }, setting.value);
    return json;
}

/// One overload an event; the compiler names an event that is missing.
struct AsJson
{
    Json operator()(const StageStarted& stage) const { return {{"event", "stage"}, {"title", stage.title}}; }
    Json operator()(const StageProgress& progress) const
    {
        return {{"event", "progress"}, {"done", progress.done}, {"total", progress.total}};
    }
    Json operator()(const TrainingStarted& started) const
    {
        return {{"event", "training"},
                {"epochs", started.epochs},
                {"first_epoch", started.firstEpoch},
                {"triplets_per_epoch", started.samplesPerEpoch},
                {"users", started.users},
                {"positives", started.positives},
                {"negatives", started.negatives},
                {"chance", toJson(started.chance)},
                {"popularity", toJson(started.popularity)}};
    }
    Json operator()(const TrainingTick& tick) const
    {
        return {{"event", "tick"},
                {"epoch", tick.epoch},
                {"loss", tick.loss},
                {"triplets_per_second", tick.samplesPerSecond},
                {"seconds", tick.seconds}};
    }
    Json operator()(const EpochFinished& epoch) const
    {
        Json json{{"event", "epoch"}};
        json.update(toJson(epoch));
        return json;
    }
    Json operator()(const SweepStarted& sweep) const
    {
        return {{"event", "sweep"},
                {"trials", sweep.trials},
                {"jobs", sweep.jobs},
                {"rungs", sweep.rungs},
                {"users", sweep.users},
                {"positives", sweep.positives},
                {"chance", toJson(sweep.chance)},
                {"popularity", toJson(sweep.popularity)}};
    }
    Json operator()(const TrialStarted& started) const
    {
        return {{"event", "trial"},         {"trial", started.trial},
                {"trials", started.trials}, {"options", optionsJson(started.point)},
                {"epochs", started.epochs}, {"first_epoch", started.firstEpoch}};
    }
    Json operator()(const TrialTick& tick) const
    {
        Json json = (*this)(tick.tick);
        json["event"] = "trial_tick";
        json["trial"] = tick.trial;
        return json;
    }
    Json operator()(const TrialEpoch& epoch) const
    {
        Json json{{"event", "trial_epoch"}, {"trial", epoch.trial}};
        json.update(toJson(epoch.epoch));
        return json;
    }
    Json operator()(const TrialEnded& ended) const
    {
        Json json{{"event", "trial_end"},
                  {"trial", ended.trial},
                  {"state", toText(ended.phase)},
                  {"message", ended.message},
                  {"best_epoch", ended.bestEpoch}};
        if (!ended.best.isEmpty())
            json["best"] = toJson(ended.best);
        return json;
    }
    Json operator()(const Note& note) const { return {{"event", "note"}, {"text", note.text}}; }
};

void writeLine(const JobEvent& event)
{
    const std::string line = toLine(std::visit(AsJson(), event)) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

std::string mrrText(const Figures& figures)
{
    const auto mrr = figures.mrr();
    return mrr ? "  MRR " + fixed(*mrr, 4) : "";
}

/// The line at the bottom of the terminal. Draws at most ten times a second.
class Bar
{
public:
    Bar() = default;
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;
    ~Bar() { clear(); }

    void operator()(const StageStarted& stage)
    {
        m_stage = stage.title;
        draw(m_stage, true);
    }
    void operator()(const StageProgress& progress)
    {
        const double share =
            progress.total > 0 ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
        draw(m_stage + (progress.total > 0 ? "  " + fixed(100 * share, 0) + " %" : ""), false);
    }
    void operator()(const TrainingStarted& started)
    {
        m_stage = "training";
        m_epochs = started.epochs;
        m_sample = started.sample;
    }
    void operator()(const TrainingTick& tick)
    {
        draw("epoch " + fixed(tick.epoch, 1) + " of " + std::to_string(m_epochs) + "  loss " + fixed(tick.loss, 4)
                 + "  " + fixed(tick.samplesPerSecond / 1e6, 1) + " M " + m_sample + "/s",
             false);
    }
    void operator()(const EpochFinished& epoch)
    {
        std::string text = "epoch " + std::to_string(epoch.epoch) + "  loss " + fixed(epoch.trainLoss, 4);
        if (!epoch.validation.isEmpty())
            text += mrrText(epoch.validation) + (epoch.isBest ? "  best" : "");
        keep(text);
    }
    void operator()(const SweepStarted& sweep)
    {
        m_stage = "sweep of " + std::to_string(sweep.trials) + " trials";
        draw(m_stage, true);
    }
    void operator()(const TrialStarted& started)
    {
        std::string text = "trial " + std::to_string(started.trial) + " of " + std::to_string(started.trials);
        for (const OptionSetting& setting : started.point)
            text += "  " + setting.name + "=" + toText(setting.value);
        keep(text + (started.firstEpoch > 1 ? "  from epoch " + std::to_string(started.firstEpoch) : ""));
    }
    void operator()(const TrialTick& tick)
    {
        draw("trial " + std::to_string(tick.trial) + "  epoch " + fixed(tick.tick.epoch, 1) + "  loss "
                 + fixed(tick.tick.loss, 4),
             false);
    }
    void operator()(const TrialEpoch& epoch)
    {
        draw("trial " + std::to_string(epoch.trial) + "  epoch " + std::to_string(epoch.epoch.epoch)
                 + mrrText(epoch.epoch.validation),
             false);
    }
    void operator()(const TrialEnded& ended)
    {
        keep("trial " + std::to_string(ended.trial) + "  " + std::string(toText(ended.phase)) + mrrText(ended.best)
             + (ended.message.empty() ? "" : "  " + ended.message));
    }
    void operator()(const Note& note) { keep(note.text); }

private:
    using Clock = std::chrono::steady_clock;

    void draw(const std::string& text, bool now)
    {
        if (!now && Clock::now() - m_drawn < std::chrono::milliseconds(100))
            return;
        m_drawn = Clock::now();
        std::fprintf(stderr, "\r\033[K%s", shown(text).c_str());
        std::fflush(stderr);
        m_dirty = true;
    }
    void keep(const std::string& text)
    {
        clear();
        note(text);
    }
    void clear()
    {
        if (m_dirty)
            std::fputs("\r\033[K", stderr);
        m_dirty = false;
    }

    std::string m_stage;
    int m_epochs = 0;
    std::string m_sample;
    Clock::time_point m_drawn;
    bool m_dirty = false;
};

} // namespace

std::function<void(const JobEvent&)> progressSink(ProgressMode mode)
{
    if (mode == ProgressMode::None)
        return {};
    if (mode == ProgressMode::JsonLines)
        return writeLine;
    return [bar = std::make_shared<Bar>()](const JobEvent& event) {
        std::visit([&](const auto& what) { (*bar)(what); }, event);
    };
}

} // namespace tastescope::cli
