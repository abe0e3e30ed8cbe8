#pragma once

#include "core/base/error.h"
#include "core/data/binary_matrix.h"
#include "core/files/safetensors.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

// Lists in compressed rows as tensors of a model's file.
namespace tastescope {

/// value(entry) of each; the list of them is gone when its tensor is made.
template<typename Entries, typename Value>
Tensor packList(const char* name, const Entries& entries, Value value)
{
    using T = std::remove_cvref_t<std::invoke_result_t<Value, const typename Entries::value_type&>>;
    std::vector<T> values;
    values.reserve(entries.size());
    for (const auto& entry : entries)
        values.push_back(value(entry));
    return makeTensor(name, {static_cast<std::int64_t>(values.size())}, std::span<const T>(values));
}

inline Tensor packOffsets(const char* name, std::span<const std::int64_t> offsets)
{
    return makeTensor(name, {static_cast<std::int64_t>(offsets.size())}, offsets);
}

/// Throws: Error when the tensor is not a list.
inline const std::vector<std::int64_t>& lengthOf(const Tensor& tensor)
{
    if (tensor.shape.size() != 1)
        throw Error("The tensor \"" + tensor.name + "\" is not a list.");
    return tensor.shape;
}

template<StrongId Id>
std::vector<Id> readIds(const Tensor& tensor)
{
    const std::vector<std::int32_t> values = int32s(tensor, lengthOf(tensor));
    std::vector<Id> ids;
    ids.reserve(values.size());
    for (const std::int32_t value : values)
        ids.push_back(Id{value});
    return ids;
}

inline std::vector<std::int64_t> readOffsets(const TensorFile& file, const char* name)
{
    const Tensor& tensor = file.tensor(name);
    return int64s(tensor, lengthOf(tensor));
}

// The likes that a model scores by: the tensors "like_offsets" and "like_items".

inline Tensor packLikeOffsets(const BinaryMatrix<User, Item>& likes)
{
    return packOffsets("like_offsets", likes.offsets());
}

inline Tensor packLikeItems(const BinaryMatrix<User, Item>& likes)
{
    return packList("like_items", likes.entries(), [](Item item) { return number(item); });
}

/// model: its title. Throws: Error when they are no likes of so many items.
inline BinaryMatrix<User, Item> readLikes(const TensorFile& file, std::size_t itemCount, std::string_view model)
{
    std::vector<Item> items = readIds<Item>(file.tensor("like_items"));
    std::vector<std::int64_t> offsets = readOffsets(file, "like_offsets");
    if (!BinaryMatrix<User, Item>::isValid(itemCount, offsets, items))
        throw Error("The likes of the " + std::string(model) + " model are not a list of likes.");
    return {itemCount, std::move(offsets), std::move(items)};
}

} // namespace tastescope
