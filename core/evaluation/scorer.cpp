#include "core/evaluation/scorer.h"

#include "core/data/dataset.h"
#include "core/models/popularity/popularity_model.h"
#include "core/training/model.h"

#include <algorithm>

namespace tastescope {

Scorer scoresOf(const Model& model)
{
    return
        [&model](User user, std::span<const Item> items, std::span<float> scores) { model.score(user, items, scores); };
}

RoughScorer roughScoresOf(const Model& model)
{
    if (!model.scoreRoughly({}, Item{}, {}, {}))
        return {};
    return [&model](std::span<const User> users, Item first, std::span<float> scores, std::span<float> errors) {
        model.scoreRoughly(users, first, scores, errors);
    };
}

Scorer constantScores()
{
    return [](User, std::span<const Item>, std::span<float> scores) { std::ranges::fill(scores, 0.0F); };
}

Scorer mostPopular(const Dataset& dataset)
{
    return [model = trainPopularity({}, dataset)](User user, std::span<const Item> items, std::span<float> scores) {
        model.score(user, items, scores);
    };
}

} // namespace tastescope
