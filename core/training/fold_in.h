#pragma once

#include "core/base/ids.h"

#include <cstddef>
#include <memory>
#include <span>

namespace tastescope {

/// A user learned again from what he likes while everything else that the model learned stays as it is: what his
/// scores would be, had he liked less. Immutable; safe to ask from many threads.
class FoldIn
{
public:
    virtual ~FoldIn() = default;

    /// Scores of a user who likes everything but the likes that stand at the places `without`.
    ///
    /// Shapes: without names places in the likes the fold-in was made of, ascending, none twice; scores has one slot an
    ///         item. Without any like left all scores are 0.
    virtual void score(std::span<const std::size_t> without, std::span<const Item> items,
                       std::span<float> scores) const = 0;
};

} // namespace tastescope
