#include "core/evaluation/scorer.h"

#include "core/data/events_before.h"
#include "core/models/popularity/popularity_model.h"
#include "core/training/model.h"

#include <algorithm>

namespace tastescope {

Scorer scoresOf(const Model& model, const Dataset& dataset, Part part)
{
    if (model.goesByOrder() && dataset.hasTimes())
        return [&model, &dataset, part](User user, std::span<const Item> items, std::span<float> scores) {
            const Events known = eventsBefore(dataset, user, part);
            model.score(Sequence{known.items, known.times, user}, items, scores);
        };
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
