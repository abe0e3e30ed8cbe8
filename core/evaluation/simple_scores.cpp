#include "core/evaluation/simple_scores.h"

#include "core/data/dataset.h"

#include <algorithm>

namespace tastescope {

void ConstantScores::score(User, std::span<const Item>, std::span<float> scores) const
{
    std::ranges::fill(scores, 0.0F);
}

TrainLikes::TrainLikes(const Dataset& dataset) : m_likes(dataset.train().columnCounts()) {}

void TrainLikes::score(User, std::span<const Item> items, std::span<float> scores) const
{
    for (std::size_t i = 0; i < items.size(); ++i)
        scores[i] = static_cast<float>(m_likes[index(items[i])]);
}

Figures meanFigures(const UserResults& results, const std::vector<MetricColumn>& columns)
{
    Figures figures;
    for (std::size_t m = 0; m < columns.size(); ++m)
        figures.push_back({columns[m].name, columns[m].title, estimateMean(results.values, m, columns.size())});
    return figures;
}

Figures exact(Figures figures)
{
    for (Figure& figure : figures)
        figure.estimate = {figure.estimate.value, figure.estimate.value, figure.estimate.value};
    return figures;
}

} // namespace tastescope
