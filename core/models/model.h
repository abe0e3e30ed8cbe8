#pragma once

#include "core/base/ids.h"

#include <cstddef>
#include <span>

namespace tastescope {

struct TensorFile;

/// A trained model: immutable, scores items for a user, higher is better. Safe to call from many threads.
class Model
{
public:
    virtual ~Model() = default;

    /// Shapes: scores has one slot an item. Cost: proportional to items.
    /// user and items are below userCount() and itemCount().
    virtual void score(User user, std::span<const Item> items, std::span<float> scores) const = 0;

    /// False for users the model learned nothing about (cold, without neighbours): serving then falls back.
    virtual bool knows(User user) const = 0;

    virtual std::size_t userCount() const = 0;
    virtual std::size_t itemCount() const = 0;

    /// What a model file holds: tensors, and in the metadata "model" = the model's name (core/models/model_file.h).
    virtual TensorFile tensors() const = 0;
};

} // namespace tastescope
