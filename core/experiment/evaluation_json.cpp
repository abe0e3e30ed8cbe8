#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

namespace tastescope {

namespace {

Json toJson(const Figures& figures)
{
    Json json = Json::object();
    for (const Figure& figure : figures)
        json[figure.name] = {
            {"value", figure.estimate.value}, {"low", figure.estimate.low}, {"high", figure.estimate.high}};
    return json;
}

/// "hit-10" to "Hit@10"; empty for what is no metric.
std::string titleOf(const std::string& name)
{
    const std::size_t dash = name.find('-');
    for (const Metric& metric : fullMetrics()) {
        if (metric.name != name.substr(0, dash) || metric.cut != (dash != std::string::npos))
            continue;
        return std::string(metric.title) + (metric.cut ? "@" + name.substr(dash + 1) : "");
    }
    return {};
}

/// The members that are metrics, in their order.
Figures readFigures(JsonObject& object)
{
    Figures figures;
    for (const std::string& name : object.names()) {
        const std::string title = titleOf(name);
        if (title.empty())
            continue;
        JsonObject estimate = object.object(name);
        figures.push_back({name, title, {estimate.number("value"), estimate.number("low"), estimate.number("high")}});
        estimate.rejectUnknown();
    }
    return figures;
}

Figures readFiguresAlone(JsonObject object)
{
    Figures figures = readFigures(object);
    object.rejectUnknown();
    return figures;
}

template<typename Enum>
Enum readChoice(JsonObject& object, const std::string& name, Enum first, Enum second)
{
    const std::string found = object.text(name);
    for (const Enum choice : {first, second})
        if (toText(choice) == found)
            return choice;
    object.fail(name, "found \"" + found + "\", expected \"" + std::string(toText(first)) + "\" or \""
                          + std::string(toText(second)) + "\".");
}

} // namespace

Json toJson(const Evaluation& evaluation)
{
    Json json{{"protocol", toText(evaluation.protocol)},
              {"part", toText(evaluation.part)},
              {"users", evaluation.users},
              {"positives", evaluation.positives},
              {"skipped_users", evaluation.skippedUsers},
              {"shortest_list", evaluation.shortestList},
              {"longest_list", evaluation.longestList}};
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
    evaluation.protocol = readChoice(object, "protocol", Protocol::Sampled, Protocol::Full);
    evaluation.part = readChoice(object, "part", Part::Validation, Part::Test);
    evaluation.users = object.whole("users", 0);
    evaluation.positives = object.whole("positives", 0);
    evaluation.skippedUsers = object.whole("skipped_users", 0);
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

Json toJson(const EpochFinished& epoch)
{
    Json json{{"epoch", epoch.epoch}, {"train_loss", epoch.trainLoss}};
    if (epoch.validation)
        json.update({{"val_mrr", epoch.validation->mrr},
                     {"hit-1", epoch.validation->hit1},
                     {"hit-5", epoch.validation->hit5},
                     {"hit-10", epoch.validation->hit10},
                     {"ndcg-10", epoch.validation->ndcg10}});
    json.update({{"seconds", epoch.trainSeconds},
                 {"evaluate_seconds", epoch.evaluateSeconds},
                 {"save_seconds", epoch.saveSeconds},
                 {"triplets_per_second", epoch.samplesPerSecond},
                 {"learning_rate", epoch.learningRate},
                 {"best", epoch.isBest}});
    return json;
}

EpochFinished readEpoch(JsonObject object)
{
    EpochFinished epoch;
    epoch.epoch = object.wholeInt("epoch", 1);
    epoch.trainLoss = object.number("train_loss");
    if (object.has("val_mrr"))
        epoch.validation = RankingFigures{.mrr = object.number("val_mrr"),
                                          .hit1 = object.number("hit-1"),
                                          .hit5 = object.number("hit-5"),
                                          .hit10 = object.number("hit-10"),
                                          .ndcg10 = object.number("ndcg-10")};
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
