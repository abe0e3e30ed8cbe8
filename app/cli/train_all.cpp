#include "app/cli/train_all.h"

#include "app/cli/text.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run_cost.h"
#include "core/history/history_observer.h"
#include "core/models/model_kind.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace tastescope::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// Stops whoever has its token when the person does, or when the time is up.
class BudgetStop
{
public:
    BudgetStop(const std::stop_token& person, double seconds)
        : m_end(Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))),
          m_hasEnd(seconds > 0),
          m_person(person, [this] { m_stop.request_stop(); })
    {
        if (m_hasEnd)
            m_timer = std::jthread([this](const std::stop_token& over) { wait(over); });
    }

    bool isUp() const { return m_hasEnd && Clock::now() >= m_end; }
    std::stop_token token() const { return m_stop.get_token(); }

private:
    void wait(const std::stop_token& over)
    {
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        ended.wait_until(lock, over, m_end, [] { return false; });
        if (!over.stop_requested())
            m_stop.request_stop();
    }

    Clock::time_point m_end;
    bool m_hasEnd;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_person;
    std::jthread m_timer;
};

/// What became of one model.
struct TrainedModel
{
    const ModelKind* kind;
    std::string folder;
    std::optional<RunRecord> record = {}; ///< none: it did not begin, or failed
    std::optional<RunId> id = {};
    std::string message = {}; ///< why there is no more of it
};

std::vector<const ModelKind*> quickestFirst()
{
    std::vector<const ModelKind*> kinds;
    for (const ModelKind& kind : modelKinds())
        kinds.push_back(&kind);
    std::ranges::stable_partition(kinds, [](const ModelKind* kind) { return !kind->pace; });
    return kinds;
}

/// The record of a run that was stopped, once it has finished an epoch.
std::optional<RunRecord> stoppedRecord(const std::string& folder)
{
    try {
        return loadRun(folder).record;
    } catch (const Error&) {
        return std::nullopt; // it had not
    }
}

void trainOne(TrainedModel& model, const TrainAllWords& words, const Dataset& dataset, RunStore* store,
              const BudgetStop& budget, const std::stop_token& person)
{
    if (model.kind->needsTimes && !dataset.hasTimes()) {
        model.message = "it goes by the order of time, and this data has no times";
        return;
    }
    RunConfig config;
    config.model = ModelOptions(*model.kind);
    if (words.common.seed && hasSeed(config.model))
        setOptionFromText(config.model, "seed=" + std::to_string(*words.common.seed));
    config.dataset = words.dataset;
    config.threads = words.common.threads;
    setFields(runFields(), config, words.run);
    const JobContext job = jobFor(words.common, budget.token());
    const RunFolder folder{model.folder};
    const auto history = store ? std::make_unique<HistoryObserver>(*store) : nullptr;
    try {
        if (words.replace) {
            requireMemoryOf(config, dataset, job);
            makeRoom(model.folder, store);
        }
        if (history)
            config = history->enter(config, dataset, folder);
        RunObserver* const observers[] = {history.get()};
        model.record = run(config, dataset, folder, job, observers).record;
    } catch (const Cancelled&) {
        if (person.stop_requested())
            throw;
        model.record = stoppedRecord(model.folder);
        model.message = "the budget was used up";
    } catch (const Error& error) {
        model.message = error.what();
    }
    if (history)
        model.id = history->idOf(model.folder);
}

Json modelJson(const TrainedModel& model)
{
    Json json{{"model", model.kind->name}};
    if (model.record || model.id)
        json["run"] = model.folder;
    if (model.id)
        json["id"] = number(*model.id);
    if (model.record) {
        json["state"] = toText(model.record->state);
        json.update(outcomeJson(*model.record));
    }
    if (!model.message.empty())
        json["message"] = model.message;
    return json;
}

std::string figureText(const RunRecord& record, const char* name)
{
    const auto& evaluation = record.validation ? record.validation : record.test;
    const auto found = evaluation ? evaluation->model.find(name) : std::nullopt;
    return found ? fixed(found->value, 4) : "-";
}

std::string allText(const std::vector<TrainedModel>& models)
{
    TextTable table;
    table.add({"model", "MRR", "Hit@10", "NDCG@10", "time"});
    std::string notes;
    for (const TrainedModel& model : models) {
        const std::string title(model.kind->title);
        if (model.record)
            table.add({title, figureText(*model.record, "mrr"), figureText(*model.record, "hit-10"),
                       figureText(*model.record, "ndcg-10"), duration(model.record->seconds)});
        else
            table.add({title, "-", "-", "-", "-"});
        if (!model.message.empty())
            notes += title + ": " + model.message + "\n";
    }
    return table.text() + notes;
}

} // namespace

double parseBudget(const std::string& text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string unit(end, text.data() + text.size());
    const double seconds = unit == "s" ? 1 : unit == "min" ? 60 : unit == "h" ? 3600 : 0;
    if (error != std::errc() || !(value > 0) || !(value * seconds > 0 && value * seconds <= 1e8))
        throw Error("The budget is \"" + text + "\", expected a time like 90s, 10min or 2h.");
    return value * seconds;
}

void trainAll(const TrainAllWords& words, const std::stop_token& stop)
{
    const BudgetStop budget(stop, words.budget);
    const auto dataset = openDataset(words.dataset, jobFor(words.common, stop));
    const auto store = openHistory(words.history, "run");
    std::vector<TrainedModel> models;
    for (const ModelKind* kind : quickestFirst()) {
        TrainedModel& model = models.emplace_back(TrainedModel{kind, words.out + "/" + std::string(kind->name)});
        if (budget.isUp())
            model.message = "not begun, the budget was used up";
        else
            trainOne(model, words, *dataset, store.get(), budget, stop);
    }
    Json json{{"models", Json::array()}};
    for (const TrainedModel& model : models)
        json["models"].push_back(modelJson(model));
    words.common.json ? print(json) : print(allText(models));
    if (std::ranges::none_of(models, [](const TrainedModel& model) { return model.record.has_value(); }))
        throw Error("No model was trained.");
}

} // namespace tastescope::cli
