#pragma once

#include "app/cli/common.h"
#include "app/cli/net_words.h"
#include "core/evaluation/evaluation.h"
#include "core/experiment/run.h"

#include <optional>
#include <string>

namespace tastescope::cli {

/// What a model that says what comes next is asked beside what every model is.
struct NextWords
{
    NetWords net;
    bool isPublished = false; ///< --protocol published
    std::optional<WindowSplit> split;
};

/// Adds --weights, --heads, --windows and --split.
void addNext(CLI::App& command, NextWords& words, CLI::Option* run);

/// Throws: CLI::ValidationError when --windows or --split is said of another protocol, or they cannot be.
void checkNext(const CLI::App& command, const NextWords& words);

/// Measures on windows, as published, and prints it. run: null when a net is meant. lengths: of --at, else empty.
void evaluateAsPublished(const CLI::App& command, const NextWords& words, const Run* run, const Dataset& dataset,
                         const std::vector<int>& lengths, const Common& common, const JobContext& job);

/// Beside a full ranking of a model that goes by order: windows, cross_entropy, duplicates-N, without_user, and mrr-N
/// where each user has one held-out item; null of others.
Json nextJson(const Model& model, const Dataset& dataset, const EvaluationOptions& options,
              const Evaluation& evaluation, const JobContext& job);

/// The same in lines.
std::string nextText(const Json& next);

} // namespace tastescope::cli
