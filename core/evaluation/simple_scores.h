#pragma once

#include "core/evaluation/evaluation.h"
#include "core/models/model.h"

#include <vector>

namespace tastescope {

class Dataset;

/// The same score for everything: what chance is measured with.
class ConstantScores final : public Model
{
public:
    void score(User user, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(User) const override { return true; }
};

/// score(u, i) = training likes of i: the most-popular list every model is shown beside.
class TrainLikes final : public Model
{
public:
    explicit TrainLikes(const Dataset& dataset);
    void score(User user, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(User) const override { return true; }

private:
    std::vector<std::int32_t> m_likes;
};

/// Each column's mean over users with its interval.
Figures meanFigures(const UserResults& results, const std::vector<MetricColumn>& columns);

/// The same figures without uncertainty: they were computed, not sampled.
Figures exact(Figures figures);

} // namespace tastescope
