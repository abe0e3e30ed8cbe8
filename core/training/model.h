#pragma once

#include "core/base/ids.h"

#include <span>

namespace tastescope {

struct TensorFile;

/// A trained model: immutable, scores items for a user, higher is better. Safe to call from many threads.
class Model
{
public:
    virtual ~Model() = default;

    /// Shapes: scores has one slot an item. Cost: proportional to items.
    virtual void score(User user, std::span<const Item> items, std::span<float> scores) const = 0;

    /// False for users the model learned nothing about (cold, without neighbours): serving then falls back.
    virtual bool knows(User user) const = 0;

    /// What it is made of: named tensors, and its kind as the metadata entry "model".
    /// Throws: Error for models that are made on the way and have no file of their own.
    virtual TensorFile tensors() const;
};

/// The metadata entry "format" of a file that holds a model.
inline constexpr const char* modelFormat = "tastescope-model-1";

/// What a model's file holds, not sealed yet. Throws: as Model::tensors().
TensorFile tensorsOf(const Model& model);

} // namespace tastescope
