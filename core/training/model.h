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
    virtual void score(User user, std::span<const Item> items, std::span<float> scores) const = 0;

    /// A faster way to rank the catalogue for several users, where the model has one: scores of the items from `first`
    /// on, each off by at most the user's error from what score() says. Whoever ranks by them asks score() for those
    /// that are too near to call, so that lists never depend on how the rough ones were rounded.
    ///
    /// Shapes: scores is users x items, row-major; errors has one slot a user, infinite where his row means nothing.
    /// Returns: false, with nothing written, when there is no such way; so it can be asked with nobody.
    virtual bool scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                              std::span<float> errors) const
    {
        static_cast<void>(users), static_cast<void>(first), static_cast<void>(scores), static_cast<void>(errors);
        return false;
    }

    /// True when every user and item of data of this size can be asked about.
    virtual bool fits(std::size_t userCount, std::size_t itemCount) const = 0;

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
