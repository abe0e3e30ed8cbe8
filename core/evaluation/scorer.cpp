#include "core/evaluation/scorer.h"

#include "core/data/dataset.h"
#include "core/models/model.h"

#include <algorithm>

namespace tastescope {

Scorer scoresOf(const Model& model)
{
    return
        [&model](User user, std::span<const Item> items, std::span<float> scores) { model.score(user, items, scores); };
}

Scorer constantScores()
{
    return [](User, std::span<const Item>, std::span<float> scores) { std::ranges::fill(scores, 0.0F); };
}

Scorer trainLikes(const Dataset& dataset)
{
    return [likes = dataset.train().columnCounts()](User, std::span<const Item> items, std::span<float> scores) {
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] = static_cast<float>(likes[index(items[i])]);
    };
}

} // namespace tastescope
