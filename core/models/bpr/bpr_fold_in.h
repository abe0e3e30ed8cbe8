#pragma once

#include "core/models/factors.h"
#include "core/training/fold_in.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

/// The vector of a user learned again, the items frozen: the u that lowers
///
///     mean over (i, j) of softplus(-(u.i - u.j)) + hold / 2 |u|^2
///
/// over the likes i that are left, each against the same drawn items j that the user does not like. It is convex, so
/// there is one such u whatever it starts from.
///
/// `hold` is not the training's l2, which the model does not keep and which is not all that holds a vector back when
/// training ends early: it is what makes the slope of the mean vanish along the vector that was learned, so that the
/// user with all his likes comes out as long as training made him.
///
/// Method: Newton's steps, each solved by conjugate gradients and halved until the loss falls. All by lanes in a fixed
/// order: the same bits on any CPU.
/// Source: the loss of Rendle et al., UAI 2009; folding in as in Rendle, Schmidt-Thieme: Online-updating regularized
///         kernel matrix factorization models, RecSys 2008.
class BprFoldIn final : public FoldIn
{
public:
    /// items must outlive it. learned: the user's row as trained. likes: ascending, at least one, fewer than items.
    /// Cost: O(pairs * dimension), pairs = likes * max(1, 512 / likes), memory as much.
    BprFoldIn(const Factors& items, std::span<const float> learned, std::span<const Item> likes, std::uint64_t seed);

    /// Cost: O(pairs * dimension) a call, some dozen times over; and the items.
    void score(std::span<const std::size_t> without, std::span<const Item> items,
               std::span<float> scores) const override;

    /// The vector without the likes at these places: one row.
    Factors vectorWithout(std::span<const std::size_t> without) const;

    float hold() const { return m_hold; }

    /// The items that each like is ranked above, in the order of the likes.
    std::span<const Item> against() const { return m_against; }

private:
    struct Problem;

    const Factors& m_items;
    std::size_t m_likes;
    std::size_t m_each; // items that each like is ranked above
    std::vector<Item> m_against;
    Factors m_pairs; // a row is i - j
    float m_hold = 0;
    Factors m_whole; // the vector of all likes: where the others start from
};

} // namespace tastescope
