#include "core/evaluation/figure_name.h"
#include "core/experiment/evaluation_json.h"
#include "core/history/stored_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

std::optional<double> ofEvaluation(const std::optional<Evaluation>& evaluation, std::string_view name)
{
    const auto found = evaluation ? evaluation->model.find(name) : std::nullopt;
    return found ? std::optional(found->value) : std::nullopt;
}

std::optional<double> ofEpoch(const EpochFinished& epoch, std::string_view name)
{
    return name == "loss" ? std::optional(epoch.trainLoss) : epoch.validation.find(name);
}

std::optional<double> withoutNan(std::optional<double> value)
{
    return value && std::isnan(*value) ? std::nullopt : value;
}

Json bestJson(const StoredRun& run)
{
    if (const EpochFinished* epoch = run.epoch())
        return toJson(*epoch);
    return run.record.validation ? validationJson(valuesOf(run.record.validation->model)) : Json::object();
}

} // namespace

std::string figureNameOf(std::string_view name)
{
    std::string text = canonicalFigureName(name);
    const bool isTest = text.starts_with("test-");
    for (const std::string_view prefix : {"test-", "val-", "train-"})
        if (text.starts_with(prefix))
            text.erase(0, prefix.size());
    if (!metricColumn(text) && (isTest || text != "loss"))
        return {};
    return (isTest ? "test_" : "") + text;
}

std::optional<double> figureOf(const StoredRun& run, std::string_view name, const EpochChoice& choice)
{
    const std::string wanted = figureNameOf(name);
    if (wanted.starts_with("test_"))
        return withoutNan(ofEvaluation(run.record.test, std::string_view(wanted).substr(5)));
    const EpochFinished* epoch = run.epoch(choice);
    if (!epoch && !run.record.epochs.empty())
        return std::nullopt; // the run has no such epoch
    const auto figure = epoch ? ofEpoch(*epoch, wanted) : std::nullopt;
    const bool isFinal = !epoch || epoch == run.epoch();
    return withoutNan(figure || !isFinal ? figure : ofEvaluation(run.record.validation, wanted));
}

Json toJson(const StoredRun& run)
{
    const RunRecord& record = run.record;
    Json json{{"id", number(run.id)}, {"name", run.name()}, {"state", toText(run.state)}};
    if (!record.message.empty())
        json["message"] = record.message;
    json.update(toJson(record.config.model));
    if (run.origin) { // the settings it was trained with are not known
        json["options"] = Json::object();
        json["origin"] = toJson(*run.origin);
    }
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
