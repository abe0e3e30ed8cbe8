#pragma once

#include "core/training/fold_in.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace tastescope {

/// Of a model that scores a user from his likes alone: what is left is asked for like anybody's, and nothing is drawn.
class ExactFoldIn final : public FoldIn
{
public:
    /// Shapes: as Model::score(); likes ascend.
    using ScoreOf =
        std::function<void(std::span<const Item> likes, std::span<const Item> items, std::span<float> scores)>;

    ExactFoldIn(std::span<const Item> likes, ScoreOf scoreOf)
        : m_likes(likes.begin(), likes.end()),
          m_scoreOf(std::move(scoreOf))
    {
    }

    void score(std::span<const std::size_t> without, std::span<const Item> items,
               std::span<float> scores) const override
    {
        std::vector<Item> left;
        for (std::size_t place = 0; place < m_likes.size(); ++place)
            if (!std::ranges::binary_search(without, place))
                left.push_back(m_likes[place]);
        m_scoreOf(left, items, scores);
    }

private:
    std::vector<Item> m_likes;
    ScoreOf m_scoreOf;
};

} // namespace tastescope
