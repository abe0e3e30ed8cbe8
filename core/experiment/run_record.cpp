#include "core/experiment/run_record.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/experiment/evaluation_json.h"

#include <nlohmann/json.hpp>

namespace tastescope {

namespace {

constexpr int recordVersion = 1;

Environment readEnvironment(JsonObject object)
{
    Environment environment{object.text("program"), object.text("compiler"), object.wholeInt("threads", 0)};
    object.rejectUnknown();
    return environment;
}

DatasetFacts readDatasetFacts(JsonObject object)
{
    DatasetFacts facts{object.text("name"), object.text("hash"), object.whole("users", 0), object.whole("items", 0),
                       object.whole("train_positives", 0)};
    object.rejectUnknown();
    return facts;
}

} // namespace

DatasetFacts factsOf(const Dataset& dataset)
{
    return {dataset.name(), dataset.hash(), static_cast<std::int64_t>(dataset.userCount()),
            static_cast<std::int64_t>(dataset.itemCount()), static_cast<std::int64_t>(dataset.train().entryCount())};
}

bool isSameData(const DatasetFacts& one, const DatasetFacts& other)
{
    return one.hash == other.hash && one.users == other.users && one.items == other.items;
}

void requireSameData(const std::string& what, const DatasetFacts& learned, const DatasetFacts& open)
{
    const auto shown = [](const DatasetFacts& facts) {
        return facts.name + " (hash " + facts.hash + ", " + std::to_string(facts.users) + " users, "
               + std::to_string(facts.items) + " items)";
    };
    if (!isSameData(learned, open))
        throw Error(what + " learned from " + shown(learned) + ", this is " + shown(open)
                    + ". Open the data it learned from.");
}

Json toJson(const RunRecord& record)
{
    Json json{{"version", recordVersion},
              {"state", toText(record.state)},
              {"message", record.message},
              {"started_at", record.startedAt},
              {"config", toJson(record.config)},
              {"environment",
               {{"program", record.environment.program},
                {"compiler", record.environment.compiler},
                {"threads", record.environment.threads}}},
              {"dataset",
               {{"name", record.dataset.name},
                {"hash", record.dataset.hash},
                {"users", record.dataset.users},
                {"items", record.dataset.items},
                {"train_positives", record.dataset.trainPositives}}}};
    json.update(outcomeJson(record));
    return json;
}

Json outcomeJson(const RunRecord& record)
{
    Json json{{"epochs", Json::array()},
              {"best_epoch", record.bestEpoch},
              {"seconds", record.seconds},
              {"peak_rss_mb", record.peakRssMb},
              {"model_sha256", record.modelSha256}};
    for (const EpochFinished& epoch : record.epochs)
        json["epochs"].push_back(toJson(epoch));
    if (record.validation)
        json["validation"] = toJson(*record.validation);
    if (record.test)
        json["test"] = toJson(*record.test);
    if (record.refit)
        json["refit"] = toJson(*record.refit);
    return json;
}

Json toJson(const Refit& refit)
{
    Json json{{"epochs", refit.epochs}, {"seconds", refit.seconds}, {"model_sha256", refit.modelSha256}};
    if (refit.test)
        json["test"] = toJson(*refit.test);
    return json;
}

Refit readRefit(JsonObject object)
{
    Refit refit;
    refit.epochs = object.wholeInt("epochs", 0);
    refit.seconds = object.number("seconds");
    refit.modelSha256 = object.text("model_sha256");
    if (object.has("test"))
        refit.test = readEvaluation(object.object("test"));
    object.rejectUnknown();
    return refit;
}

RunRecord readRunRecord(const Json& json, const std::string& file)
{
    RunRecord record;
    JsonObject object(json, file);
    if (const std::int64_t version = object.whole("version"); version != recordVersion)
        object.fail("version", "found " + std::to_string(version) + ", expected " + std::to_string(recordVersion)
                                   + ": another version of the program wrote it.");
    record.state = object.choice<RunState>("state");
    record.message = object.text("message");
    record.startedAt = object.text("started_at");
    record.config = readRunConfig(object.at("config"), file);
    record.environment = readEnvironment(object.object("environment"));
    record.dataset = readDatasetFacts(object.object("dataset"));
    SharedNames shared;
    for (const JsonObject& epoch : object.objects("epochs"))
        record.epochs.push_back(readEpoch(epoch, shared));
    record.bestEpoch = object.wholeInt("best_epoch", 0);
    if (record.bestEpoch > std::ssize(record.epochs))
        object.fail("best_epoch", "found " + std::to_string(record.bestEpoch) + " of "
                                      + std::to_string(record.epochs.size()) + " epochs.");
    record.seconds = object.number("seconds");
    record.peakRssMb = object.number("peak_rss_mb");
    record.modelSha256 = object.text("model_sha256");
    if (object.has("validation"))
        record.validation = readEvaluation(object.object("validation"));
    if (object.has("test"))
        record.test = readEvaluation(object.object("test"));
    if (object.has("refit"))
        record.refit = readRefit(object.object("refit"));
    object.rejectUnknown();
    return record;
}

RunRecord readRunRecord(const std::filesystem::path& file)
{
    return readRunRecord(readJsonFile(file), file.string());
}

} // namespace tastescope
