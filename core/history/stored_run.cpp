#include "core/history/stored_run.h"

#include "core/base/hash.h"
#include "core/base/json_line.h"
#include "core/models/model_kind.h"

#include <nlohmann/json.hpp>

#include <span>

namespace tastescope {

StoredState toStored(RunState state)
{
    return parseName<StoredState>("state", toText(state));
}

std::string seedGroupOf(const RunConfig& config, const DatasetFacts& dataset)
{
    Json json = toJson(config);
    json.erase("name");
    json.erase("dataset");
    json.erase("threads");
    json.erase("refit"); // the run itself is the same
    json["options"].erase("seed");
    json["dataset_hash"] = dataset.hash;
    const std::string text = toLine(json);
    return toHex(checksum(std::as_bytes(std::span(text))));
}

std::string_view runNamePrefix(const ModelOptions& options)
{
    return modelKind(options).prefix;
}

} // namespace tastescope
