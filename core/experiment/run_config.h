#pragma once

#include "core/base/option_table.h"
#include "core/models/model_options.h"

#include <filesystem>
#include <string>

namespace tastescope {

/// Everything that decides a run, and the threads it may use. A file of it runs the same again.
struct RunConfig
{
    std::string name;    ///< what people call the run; may be empty
    std::string dataset; ///< as openDataset() takes it
    ModelOptions model;  ///< which model, and its options
    int threads = 0;     ///< 0: all cores; never changes the result
    int negatives = 50;  ///< a held-out positive in the evaluation lists that are drawn, >= 1
    std::string from;    ///< file or run of weights to start from; empty: they are drawn
    bool refit = false;  ///< train again on train + validation for a second test figure

    bool operator==(const RunConfig&) const = default;
};

/// Rows of what is neither the model's nor a name: "threads", "negatives", "from", "refit".
OptionTable<RunConfig> runFields();

/// Those of a trial of a sweep, which is not refitted: that is for the settings that are found.
OptionTable<RunConfig> trialFields();

/// True when both train the same model from the same data: all but name, threads, the way to the data and whether there
/// is a refit is equal.
bool trainsTheSame(const RunConfig& a, const RunConfig& b);

Json toJson(const RunConfig& config);

/// Members that are left out keep their defaults, but the model must be named.
/// Throws: BadInput naming `file` and the member for whatever is unknown or out of range.
RunConfig readRunConfig(const Json& json, const std::string& file);
RunConfig readRunConfig(const std::filesystem::path& file);

} // namespace tastescope
