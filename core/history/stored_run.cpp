#include "core/history/stored_run.h"

#include "core/base/hash.h"
#include "core/history/stored_sweep.h"

#include <nlohmann/json.hpp>

#include <array>
#include <span>

namespace tastescope {

namespace {

struct StateName
{
    StoredState state;
    std::string_view name;
};

constexpr std::array stateNames{
    StateName{StoredState::Waiting, "waiting"},         StateName{StoredState::Running, "running"},
    StateName{StoredState::Interrupted, "interrupted"}, StateName{StoredState::Finished, "finished"},
    StateName{StoredState::Stopped, "stopped"},         StateName{StoredState::Failed, "failed"},
    StateName{StoredState::Diverged, "diverged"}};

} // namespace

std::string_view toText(StoredState state)
{
    for (const StateName& row : stateNames)
        if (row.state == state)
            return row.name;
    return {};
}

StoredState storedStateFrom(std::string_view text)
{
    std::string known;
    for (const StateName& row : stateNames) {
        if (row.name == text)
            return row.state;
        known += (known.empty() ? "" : ", ") + std::string(row.name);
    }
    throw Error("There is no state \"" + std::string(text) + "\". Known: " + known + ".");
}

StoredState toStored(RunState state)
{
    return storedStateFrom(toText(state));
}

std::string_view toText(SweepState state)
{
    static constexpr std::array<std::string_view, 6> names{"running",  "paused",  "interrupted",
                                                           "finished", "stopped", "failed"};
    return names[static_cast<std::size_t>(state)];
}

std::string seedGroupOf(const RunConfig& config, const DatasetFacts& dataset)
{
    Json json = toJson(config);
    json.erase("name");
    json.erase("dataset");
    json.erase("threads");
    json["options"].erase("seed");
    json["dataset_hash"] = dataset.hash;
    const std::string text = json.dump();
    return toHex(checksum(std::as_bytes(std::span(text))));
}

std::string_view runNamePrefix(const ModelOptions& options)
{
    struct Prefix
    {
        std::string_view operator()(const PopularityOptions&) const { return "popular"; }
        std::string_view operator()(const UserKnnOptions&) const { return "knn"; }
        std::string_view operator()(const BprOptions&) const { return "bpr"; }
    };
    return std::visit(Prefix{}, options);
}

} // namespace tastescope
