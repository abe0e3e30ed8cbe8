#pragma once

#include "core/base/ids.h"
#include "core/data/evaluation_lists.h"

#include <functional>
#include <span>

namespace tastescope {

class Dataset;
class Model;

/// Scores items for a user, higher is better; scores has one slot an item. Called from many threads at once.
using Scorer = std::function<void(User user, std::span<const Item> items, std::span<float> scores)>;

/// What a model scores when the positives of a part are asked for: a model that goes by the order of time is asked to
/// go on with what is known before them (eventsBefore()), so in the test with the validation positive as the last; all
/// others are asked about the user. Model and dataset must outlive it.
Scorer scoresOf(const Model& model, const Dataset& dataset, Part part);

/// Scores the items from `first` on for several users at once, roughly: what Model::scoreRoughly() says. Empty: there
/// is no such way.
using RoughScorer =
    std::function<void(std::span<const User> users, Item first, std::span<float> scores, std::span<float> errors)>;

RoughScorer roughScoresOf(const Model& model);

/// The same score for everything: what chance is measured with.
Scorer constantScores();

/// score(u, i) = training likes of i: the list every model is shown beside.
Scorer mostPopular(const Dataset& dataset);

} // namespace tastescope
