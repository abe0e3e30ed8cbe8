#include "app/cli/sweep_report.h"

#include "app/cli/text.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <numeric>

namespace tastescope::cli {

namespace {

/// What the epoch that counts, or the model that learns without epochs, measured.
Json bestJson(const SweepTrial& trial)
{
    const EpochFinished* epoch = trial.bestEpoch();
    Figures figures;
    if (epoch)
        figures = epoch->validation;
    else if (trial.record && trial.record->validation)
        figures = watchedOf(trial.record->validation->model);
    if (!epoch && figures.isEmpty())
        return nullptr;
    Json json{{"epoch", epoch ? epoch->epoch : 0}};
    json.update(validationJson(figures));
    return json;
}

Json trialJson(const SweepTrial& trial, const TrialVerdict& verdict, const std::string& name)
{
    Json json{{"id", trial.id},
              {"name", name},
              {"options", toJson(trial.settings)},
              {"state", toText(trial.phase)},
              {"best", bestJson(trial)},
              {"model_sha256", trial.record ? trial.record->modelSha256 : ""},
              {"seconds", trial.record ? trial.record->seconds : 0},
              {"epochs", trial.record ? trial.record->epochs.size() : 0},
              {"point", trial.point},
              {"repeat", trial.repeat},
              {"added", trial.added},
              {"run", trial.folder.string()},
              {"as_good_as_best", verdict.asGoodAsBest}};
    if (trial.judged)
        json["judged"] = *trial.judged;
    if (verdict.againstBest)
        json["against_best"] = toJson(*verdict.againstBest);
    if (!trial.message.empty())
        json["message"] = trial.message;
    return json;
}

Json zonesJson(const SweepReport& report)
{
    Json json = Json::object();
    for (const SearchAxis& axis : report.sweep.config.space.axes) {
        const auto zones = axisZones(report.sweep, report.verdicts, axis.name);
        if (!zones)
            continue;
        json[axis.name] = {{"low", zones->low}, {"high", zones->high}, {"trials", zones->trials}};
        if (zones->divergesFrom)
            json[axis.name]["diverges_from"] = *zones->divergesFrom;
    }
    return json;
}

/// Best first; those without a figure at the end, by number.
std::vector<std::size_t> ranked(const Sweep& sweep)
{
    std::vector<std::size_t> order(sweep.trials.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) {
        return sweep.trials[i].value().value_or(-std::numeric_limits<double>::infinity());
    });
    return order;
}

std::vector<std::string> row(const SweepReport& report, std::size_t place)
{
    const SweepTrial& trial = report.sweep.trials[place];
    const TrialVerdict& verdict = report.verdicts[place];
    std::vector<std::string> cells{trialName(report.sweep.config.base.name, trial.id)};
    for (const SearchAxis& axis : report.sweep.config.space.axes) {
        const auto setting = std::ranges::find(trial.settings, axis.name, &OptionSetting::name);
        cells.push_back(setting == trial.settings.end() ? "-" : toText(setting->value));
    }
    if (report.sweep.config.seeds > 1)
        cells.push_back(std::to_string(trial.repeat + 1));
    const auto value = trial.value();
    cells.push_back(value ? fixed(*value, 5) : "-");
    cells.push_back(verdict.againstBest ? differenceText(*verdict.againstBest) : "");
    cells.push_back(trial.id == report.sweep.best ? "best"
                    : !verdict.againstBest        ? ""
                    : verdict.againstBest->tied   ? "about tied"
                                                  : "worse");
    cells.push_back(trial.record ? std::to_string(trial.record->epochs.size()) : "0");
    cells.push_back(std::string(toText(trial.phase)));
    return cells;
}

void addPoints(Json& json, const SweepReport& report)
{
    if (report.points.empty())
        return;
    const std::vector<SeedGroup> groups = seedGroups(report.sweep);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const SeedGroup& group = groups[i];
        const PointVerdict& verdict = report.points[i];
        Json point{{"point", group.point},
                   {"options", toJson(group.settings)},
                   {"trials", group.trials},
                   {"as_good_as_best", verdict.asGoodAsBest},
                   {report.measure == Measure{} ? "val_mrr" : "value",
                    {{"value", group.value.value},
                     {"low", group.value.low},
                     {"high", group.value.high},
                     {"lowest", group.lowest},
                     {"highest", group.highest}}}};
        if (verdict.againstBest)
            point["against_best"] = toJson(*verdict.againstBest);
        if (verdict.isBest)
            json["best_point"] = group.point;
        json["points"].push_back(std::move(point));
    }
}

std::vector<std::string> pointRow(const SweepReport& report, const SeedGroup& group, const PointVerdict& verdict)
{
    std::vector<std::string> cells{std::to_string(group.point + 1)};
    for (const SearchAxis& axis : report.sweep.config.space.axes) {
        const auto setting = std::ranges::find(group.settings, axis.name, &OptionSetting::name);
        cells.push_back(setting == group.settings.end() ? "-" : toText(setting->value));
    }
    cells.push_back(std::to_string(group.trials.size()));
    cells.push_back(fixed(group.value.value, 5));
    cells.push_back(fixed(group.lowest, 5) + " to " + fixed(group.highest, 5));
    const auto& pair = verdict.againstBest;
    cells.push_back(pair ? differenceText(pair->difference, pair->low, pair->high) : "");
    cells.push_back(verdict.isBest ? "best" : !pair ? "" : pair->tied ? "about tied" : "worse");
    return cells;
}

/// The points as settings, best mean first.
std::string pointsText(const SweepReport& report)
{
    if (report.points.empty())
        return {};
    TextTable table;
    std::vector<std::string> head{"point"};
    for (const SearchAxis& axis : report.sweep.config.space.axes)
        head.push_back(axis.name);
    for (const std::string& title :
         {std::string("seeds"), "mean " + measureTitle(report.measure), std::string("lowest to highest"),
          std::string("as settings, over seeds and users, Holm"), std::string()})
        head.push_back(title);
    table.add(std::move(head));
    const std::vector<SeedGroup> groups = seedGroups(report.sweep);
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return groups[i].value.value; });
    for (const std::size_t i : order)
        table.add(pointRow(report, groups[i], report.points[i]));
    return table.text();
}

std::string zonesText(const SweepReport& report)
{
    std::string text;
    for (const SearchAxis& axis : report.sweep.config.space.axes) {
        const auto zones = axisZones(report.sweep, report.verdicts, axis.name);
        if (!zones || axis.kind == AxisKind::Choice || axis.kind == AxisKind::Grid)
            continue;
        text += axis.name + ": as good as the best from " + toText(OptionValue(zones->low)) + " to "
                + toText(OptionValue(zones->high));
        if (zones->divergesFrom)
            text += ", diverges from " + toText(OptionValue(*zones->divergesFrom));
        text += "\n";
    }
    return text;
}

std::string importanceText(const SweepReport& report)
{
    const std::vector<OptionImportance>& importance = report.importance;
    if (importance.empty())
        return "Importance: too few trials to say, it takes " + std::to_string(fewestTrialsForImportance) + ".\n";
    TextTable table;
    table.add({"share of " + measureTitle(report.measure) + " variance", "", "95 %"});
    for (const OptionImportance& option : importance)
        table.add(
            {option.name, fixed(option.share, 2), "[" + fixed(option.low, 2) + ", " + fixed(option.high, 2) + "]"});
    return table.text();
}

} // namespace

Json toJson(const SettingComparison& comparison)
{
    return {{"metric", comparison.metric},
            {"users", comparison.users},
            {"seeds_a", comparison.seedsA},
            {"seeds_b", comparison.seedsB},
            {"mean_a", comparison.meanA},
            {"mean_b", comparison.meanB},
            {"difference", comparison.difference},
            {"low", comparison.low},
            {"high", comparison.high},
            {"level", comparison.level},
            {"user_error", comparison.userError},
            {"seed_error", comparison.seedError},
            {"degrees", comparison.degrees},
            {"p", comparison.p},
            {"p_adjusted", comparison.adjustedP},
            {"tied", comparison.tied}};
}

Json toJson(const PairedComparison& comparison)
{
    return {{"metric", comparison.metric},
            {"users", comparison.users},
            {"difference", comparison.difference},
            {"low", comparison.low},
            {"high", comparison.high},
            {"level", comparison.level},
            {"p", comparison.p},
            {"p_adjusted", comparison.adjustedP},
            {"p_better", comparison.pBetter},
            {"tied", comparison.tied},
            {"wins", comparison.wins},
            {"ties", comparison.ties},
            {"losses", comparison.losses},
            {"smallest_detectable", comparison.smallestDetectable},
            {"resamples", comparison.resamples}};
}

std::string differenceText(const PairedComparison& comparison)
{
    return differenceText(comparison.difference, comparison.low, comparison.high);
}

Json sweepJson(const SweepReport& report)
{
    Json json{{"trials", Json::array()}};
    Json tied = Json::array();
    for (std::size_t i = 0; i < report.sweep.trials.size(); ++i) {
        json["trials"].push_back(trialJson(report.sweep.trials[i], report.verdicts[i],
                                           trialName(report.sweep.config.base.name, report.sweep.trials[i].id)));
        if (i < report.runs.size() && report.runs[i])
            json["trials"].back()["run_id"] = number(*report.runs[i]);
        if (report.verdicts[i].asGoodAsBest)
            tied.push_back(report.sweep.trials[i].id);
    }
    json["judged_by"] = {{"metric", report.measure.metric}, {"protocol", toText(report.measure.protocol)}};
    json["best"] = report.sweep.best == 0 ? Json() : Json(report.sweep.best);
    json["as_good_as_best"] = tied;
    json["zones"] = zonesJson(report);
    json["importance"] = Json::array();
    for (const OptionImportance& option : report.importance)
        json["importance"].push_back(
            {{"name", option.name}, {"share", option.share}, {"low", option.low}, {"high", option.high}});
    addPoints(json, report);
    return json;
}

std::string sweepText(const SweepReport& report)
{
    TextTable table;
    std::vector<std::string> head{"trial"};
    for (const SearchAxis& axis : report.sweep.config.space.axes)
        head.push_back(axis.name);
    if (report.sweep.config.seeds > 1)
        head.push_back("seed");
    for (const std::string& title : {measureTitle(report.measure), std::string("against the best, Holm"), std::string(),
                                     std::string("epochs"), std::string("state")})
        head.push_back(title);
    table.add(std::move(head));
    for (const std::size_t place : ranked(report.sweep))
        table.add(row(report, place));
    const auto tied = std::ranges::count_if(report.verdicts, &TrialVerdict::asGoodAsBest);
    std::string text = table.text();
    if (tied > 1)
        text += std::to_string(tied) + " trials are about tied: the data cannot tell them apart.\n";
    return text + pointsText(report) + zonesText(report) + importanceText(report);
}

} // namespace tastescope::cli
