#include "core/base/ascii.h"
#include "core/experiment/evaluation_json.h"
#include "core/history/stored_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

/// "Hit@10" and "hit10" are "hit-10".
std::string canonical(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (isAsciiDigit(c) && !text.empty() && isAsciiLetter(text.back()))
            text += '-';
        text += c == '@' || c == '_' ? '-' : asciiLower(c);
    }
    return text;
}

std::optional<double> ofEvaluation(const std::optional<Evaluation>& evaluation, std::string_view name)
{
    if (!evaluation)
        return std::nullopt;
    const auto found = std::ranges::find(evaluation->model, name, &Figure::name);
    if (found == evaluation->model.end())
        return std::nullopt;
    return found->estimate.value;
}

std::optional<double> ofEpoch(const EpochFinished& epoch, std::string_view name)
{
    if (name == "loss")
        return epoch.trainLoss;
    if (!epoch.validation)
        return std::nullopt;
    const RankingFigures& figures = *epoch.validation;
    if (name == "mrr")
        return figures.mrr;
    if (name == "hit-1")
        return figures.hit1;
    if (name == "hit-5")
        return figures.hit5;
    if (name == "hit-10")
        return figures.hit10;
    if (name == "ndcg-10")
        return figures.ndcg10;
    return std::nullopt;
}

std::optional<double> withoutNan(std::optional<double> value)
{
    return value && std::isnan(*value) ? std::nullopt : value;
}

Json bestJson(const StoredRun& run)
{
    if (const EpochFinished* epoch = chosenEpoch(run))
        return toJson(*epoch);
    Json json = Json::object();
    if (run.record.validation)
        for (const Figure& figure : run.record.validation->model)
            json[figure.name == "mrr" ? "val_mrr" : figure.name] = figure.estimate.value;
    return json;
}

/// "mrr", "hit-10", "map-5": a metric of the table, with a cutoff where it takes one.
bool isMetric(std::string_view name)
{
    const std::size_t dash = name.find('-');
    const bool cut = dash != std::string_view::npos;
    if (cut && (dash + 1 == name.size() || name.find_first_not_of("0123456789", dash + 1) != std::string_view::npos))
        return false;
    return std::ranges::any_of(
        fullMetrics(), [&](const Metric& metric) { return metric.name == name.substr(0, dash) && metric.cut == cut; });
}

} // namespace

std::string figureNameOf(std::string_view name)
{
    std::string text = canonical(name);
    const bool isTest = text.starts_with("test-");
    for (const std::string_view prefix : {"test-", "val-", "train-"})
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    if (!isMetric(text) && (isTest || text != "loss"))
        return {};
    return (isTest ? "test_" : "") + text;
}

const EpochFinished* chosenEpoch(const StoredRun& run, const EpochChoice& choice)
{
    const std::vector<EpochFinished>& epochs = run.record.epochs;
    if (epochs.empty())
        return nullptr;
    if (choice.rule == EpochChoice::Rule::Last)
        return &epochs.back();
    if (choice.rule == EpochChoice::Rule::At || run.record.bestEpoch > 0) {
        const int wanted = choice.rule == EpochChoice::Rule::At ? choice.epoch : run.record.bestEpoch;
        const auto found = std::ranges::find(epochs, wanted, &EpochFinished::epoch);
        return found == epochs.end() ? nullptr : &*found;
    }
    const auto best = std::ranges::find(epochs.rbegin(), epochs.rend(), true, &EpochFinished::isBest);
    return best == epochs.rend() ? &epochs.back() : &*best;
}

std::optional<double> figureOf(const StoredRun& run, std::string_view name, const EpochChoice& choice)
{
    const std::string wanted = figureNameOf(name);
    if (wanted.starts_with("test_"))
        return withoutNan(ofEvaluation(run.record.test, std::string_view(wanted).substr(5)));
    const EpochFinished* epoch = chosenEpoch(run, choice);
    if (!epoch && !run.record.epochs.empty())
        return std::nullopt; // the run has no such epoch
    const auto figure = epoch ? ofEpoch(*epoch, wanted) : std::nullopt;
    const bool isFinal = !epoch || epoch->epoch == run.record.bestEpoch;
    return withoutNan(figure || !isFinal ? figure : ofEvaluation(run.record.validation, wanted));
}

Json toJson(const StoredRun& run)
{
    const RunRecord& record = run.record;
    Json json{{"id", number(run.id)}, {"name", run.name()}, {"state", toText(run.state)}};
    if (!record.message.empty())
        json["message"] = record.message;
    json.update(toJson(record.config.model));
    json["best"] = bestJson(run);
    json["dataset"] = {{"name", record.dataset.name}, {"hash", record.dataset.hash}, {"spec", record.config.dataset}};
    json["model_sha256"] = record.modelSha256;
    json["folder"] = run.folder.string();
    json["tags"] = run.tags;
    json["note"] = run.note;
    json["epochs"] = record.epochs.size();
    json["seconds"] = record.seconds;
    json["started_at"] = record.startedAt;
    json["ended_at"] = run.endedAt;
    json["seed_group"] = run.seedGroup;
    if (run.trial)
        json["sweep"] = {{"id", number(run.trial->sweep)}, {"trial", run.trial->trial}};
    if (!run.deletedAt.empty())
        json["deleted_at"] = run.deletedAt;
    return json;
}

} // namespace tastescope
