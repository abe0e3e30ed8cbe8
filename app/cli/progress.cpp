#include "app/cli/progress.h"

#include "app/cli/text.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>

namespace tastescope::cli {

namespace {

Json toJson(const RankingFigures& figures)
{
    return {{"mrr", figures.mrr},
            {"hit-1", figures.hit1},
            {"hit-5", figures.hit5},
            {"hit-10", figures.hit10},
            {"ndcg-10", figures.ndcg10}};
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
        json.update(tastescope::toJson(epoch));
        return json;
    }
    Json operator()(const Note& note) const { return {{"event", "note"}, {"text", note.text}}; }
};

void writeLine(const JobEvent& event)
{
    const std::string line = std::visit(AsJson(), event).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
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
    }
    void operator()(const TrainingTick& tick)
    {
        draw("epoch " + fixed(tick.epoch, 1) + " of " + std::to_string(m_epochs) + "  loss " + fixed(tick.loss, 4)
                 + "  " + fixed(tick.samplesPerSecond / 1e6, 1) + " M triplets/s",
             false);
    }
    void operator()(const EpochFinished& epoch)
    {
        std::string text = "epoch " + std::to_string(epoch.epoch) + "  loss " + fixed(epoch.trainLoss, 4);
        if (epoch.validation)
            text += "  MRR " + fixed(epoch.validation->mrr, 4) + (epoch.isBest ? "  best" : "");
        keep(text);
    }
    void operator()(const Note& note) { keep(note.text); }

private:
    using Clock = std::chrono::steady_clock;

    void draw(const std::string& text, bool now)
    {
        if (!now && Clock::now() - m_drawn < std::chrono::milliseconds(100))
            return;
        m_drawn = Clock::now();
        std::fprintf(stderr, "\r\033[K%s", text.c_str());
        std::fflush(stderr);
        m_dirty = true;
    }
    void keep(const std::string& text)
    {
        clear();
        std::fprintf(stderr, "%s\n", text.c_str());
    }
    void clear()
    {
        if (m_dirty)
            std::fputs("\r\033[K", stderr);
        m_dirty = false;
    }

    std::string m_stage;
    int m_epochs = 0;
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
