#pragma once

#include "core/experiment/window_evaluation.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace tastescope {

class Dataset;
class Model;

} // namespace tastescope

namespace tastescope::cli {

/// Weights of a next-item net in the place of a run's model.
struct NetWords
{
    std::string weights; ///< a file; empty: a run is meant
    std::optional<int> heads;
};

/// Adds --weights, which stands for --run, and --heads.
void addNet(CLI::App& command, NetWords& words, CLI::Option* run);

/// Throws: CLI::ValidationError unless there is a run or a net.
void requireRunOrNet(const CLI::App& command, const std::string& run, const NetWords& words);

/// Throws: BadInput as readTransformerWeights() and vocabularyOf() do; Error when the data has no times.
std::shared_ptr<const Model> netModel(const NetWords& words, const Dataset& dataset);

/// The net of a run's model; none: it is no transformer. run: where it is from, for messages.
std::optional<TransformerWeights> netOf(const Model& model, const std::string& run);

} // namespace tastescope::cli
