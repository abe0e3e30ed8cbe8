#pragma once

#include "core/base/ids.h"

#include <span>

namespace tastescope {

/// A trained model: immutable, scores items for a user, higher is better. Safe to call from many threads.
class Model
{
public:
    virtual ~Model() = default;

    /// Shapes: scores has one slot an item. Cost: proportional to items.
    virtual void score(User user, std::span<const Item> items, std::span<float> scores) const = 0;

    /// False for users the model learned nothing about (cold, without neighbours): serving then falls back.
    virtual bool knows(User user) const = 0;
};

} // namespace tastescope
