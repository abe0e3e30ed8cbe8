#include "core/experiment/evaluation_json.h"

#include "core/base/epochs.h"

#include <nlohmann/json.hpp>

namespace tastescope {

namespace {

constexpr std::string_view validationMrr = "val_mrr";

Json toJson(const Estimates& figures)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < figures.size(); ++i)
        json[figures.names()[i]] = toJson(figures.values()[i]);
    return json;
}

/// The members that are metrics, in their order.
Estimates readFigures(JsonObject& object)
{
    std::vector<std::string> names;
    std::vector<Estimate> estimates;
    for (const std::string& name : object.names()) {
        if (!metricColumn(name))
            continue;
        JsonObject estimate = object.object(name);
        names.push_back(name);
        estimates.push_back({estimate.number("value"), estimate.number("low"), estimate.number("high")});
        estimate.rejectUnknown();
    }
    return {std::make_shared<const std::vector<std::string>>(std::move(names)), std::move(estimates)};
}

Estimates readFiguresAlone(JsonObject object)
{
    Estimates figures = readFigures(object);
    object.rejectUnknown();
    return figures;
}

/// The members that are validation figures, in their order.
Figures readValidation(JsonObject& object, SharedNames& shared)
{
    std::vector<std::string> names;
    std::vector<double> values;
    for (const std::string& member : object.names()) {
        const std::string name = member == validationMrr ? "mrr" : member;
        if (!metricColumn(name) && name != validationLossFigure)
            continue;
        names.push_back(name);
        values.push_back(object.number(member));
    }
    return names.empty() ? Figures() : Figures(shared.of(std::move(names)), std::move(values));
}

/// Earlier programs wrote none, and masked train alone.
Mask readMask(JsonObject& object, Evaluation evaluation)
{
    if (!object.has("masked"))
        return Mask::Train;
    const Json& found = object.at("masked");
    for (const Mask mask : {Mask::Known, Mask::Train}) {
        evaluation.mask = mask;
        if (found == Json(maskedParts(evaluation)))
            return mask;
    }
    object.fail("masked", "expected [\"train\"], or that and the other held-out part.");
}

} // namespace

Json toJson(const Estimate& estimate)
{
    return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}};
}

Json toJson(const Evaluation& evaluation)
{
    Json json{{"protocol", toText(evaluation.protocol)},
              {"part", toText(evaluation.part)},
              {"users", evaluation.users},
              {"positives", evaluation.positives},
              {"skipped_users", evaluation.skippedUsers},
              {"shortest_list", evaluation.shortestList},
              {"longest_list", evaluation.longestList}};
    if (evaluation.protocol == Protocol::Full)
        json["masked"] = maskedParts(evaluation);
    if (evaluation.bareLists > 0) // older programs do not know it
        json["bare_lists"] = evaluation.bareLists;
    json.update(toJson(evaluation.model));
    json["chance"] = toJson(evaluation.chance);
    json["popularity"] = toJson(evaluation.popularity);
    json["tied_share"] = evaluation.tiedShare;
    json["not_a_number"] = evaluation.notANumber;
    if (evaluation.protocol == Protocol::Full)
        json["catalogue"] = {{"k", evaluation.catalogue.k},
                             {"coverage", evaluation.catalogue.coverage},
                             {"popularity_bias", evaluation.catalogue.popularityBias}};
    json["seconds"] = evaluation.seconds;
    json["lists_per_second"] = evaluation.listsPerSecond;
    return json;
}

Evaluation readEvaluation(JsonObject object)
{
    Evaluation evaluation;
    evaluation.protocol = object.choice<Protocol>("protocol");
    evaluation.part = object.choice<Part>("part");
    if (evaluation.protocol == Protocol::Full)
        evaluation.mask = readMask(object, evaluation);
    evaluation.users = object.whole("users", 0);
    evaluation.positives = object.whole("positives", 0);
    evaluation.skippedUsers = object.whole("skipped_users", 0);
    evaluation.bareLists = object.has("bare_lists") ? object.whole("bare_lists", 0) : 0;
    evaluation.shortestList = object.whole("shortest_list", 0);
    evaluation.longestList = object.whole("longest_list", 0);
    evaluation.model = readFigures(object);
    evaluation.chance = readFiguresAlone(object.object("chance"));
    evaluation.popularity = readFiguresAlone(object.object("popularity"));
    evaluation.tiedShare = object.number("tied_share");
    evaluation.notANumber = object.whole("not_a_number", 0);
    if (evaluation.protocol == Protocol::Full) {
        JsonObject catalogue = object.object("catalogue");
        evaluation.catalogue = {catalogue.wholeInt("k", 0), catalogue.number("coverage"),
                                catalogue.number("popularity_bias")};
        catalogue.rejectUnknown();
    }
    evaluation.seconds = object.number("seconds");
    evaluation.listsPerSecond = object.number("lists_per_second");
    object.rejectUnknown();
    return evaluation;
}

Json toJson(const Figures& figures)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < figures.size(); ++i)
        json[figures.names()[i]] = figures.values()[i];
    return json;
}

Json validationJson(const Figures& figures)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < figures.size(); ++i)
        json[figures.names()[i] == "mrr" ? std::string(validationMrr) : figures.names()[i]] = figures.values()[i];
    return json;
}

Json toJson(const EpochFinished& epoch)
{
    Json json{{"epoch", epoch.epoch}, {"train_loss", epoch.trainLoss}};
    json.update(validationJson(epoch.validation));
    json.update({{"seconds", epoch.trainSeconds},
                 {"evaluate_seconds", epoch.evaluateSeconds},
                 {"save_seconds", epoch.saveSeconds},
                 {"triplets_per_second", epoch.samplesPerSecond},
                 {"learning_rate", epoch.learningRate},
                 {"best", epoch.isBest}});
    return json;
}

EpochFinished readEpoch(JsonObject object, SharedNames& shared)
{
    EpochFinished epoch;
    epoch.epoch = object.wholeInt("epoch", 1);
    epoch.trainLoss = object.number("train_loss");
    epoch.validation = readValidation(object, shared);
    epoch.trainSeconds = object.number("seconds");
    epoch.evaluateSeconds = object.number("evaluate_seconds");
    epoch.saveSeconds = object.number("save_seconds");
    epoch.samplesPerSecond = object.number("triplets_per_second");
    epoch.learningRate = object.number("learning_rate");
    epoch.isBest = object.flag("best");
    object.rejectUnknown();
    return epoch;
}

} // namespace tastescope
