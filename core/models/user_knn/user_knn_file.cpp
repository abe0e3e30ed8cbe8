// The user-KNN model as tensors: neighbours and likes in compressed rows, and a weight for every item.
#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/user_knn/user_knn_model.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

template<typename T>
Tensor pack(const char* name, const std::vector<T>& values)
{
    return makeTensor(name, {static_cast<std::int64_t>(values.size())}, std::span<const T>(values));
}

const std::vector<std::int64_t>& lengthOf(const Tensor& tensor)
{
    if (tensor.shape.size() != 1)
        throw Error("The tensor \"" + tensor.name + "\" is not a list.");
    return tensor.shape;
}

template<StrongId Id>
std::vector<Id> readIds(const Tensor& tensor)
{
    std::vector<Id> ids;
    for (const std::int32_t value : int32s(tensor, lengthOf(tensor)))
        ids.push_back(Id{value});
    return ids;
}

std::vector<std::int64_t> readOffsets(const TensorFile& file, const char* name)
{
    const Tensor& tensor = file.tensor(name);
    return int64s(tensor, lengthOf(tensor));
}

NeighbourIndex readNeighbours(const TensorFile& file)
{
    const std::vector<User> users = readIds<User>(file.tensor("neighbour_users"));
    const std::vector<float> similarities =
        floats(file.tensor("neighbour_similarities"), {static_cast<std::int64_t>(users.size())});
    std::vector<Neighbour> entries;
    entries.reserve(users.size());
    for (std::size_t i = 0; i < users.size(); ++i)
        entries.push_back({users[i], similarities[i]});
    std::vector<std::int64_t> offsets = readOffsets(file, "neighbour_offsets");
    if (!NeighbourIndex::isValid(offsets, entries))
        throw Error("The neighbours of the user-KNN model are not a neighbour list.");
    return {std::move(offsets), std::move(entries)};
}

BinaryMatrix<User, Item> readLikes(const TensorFile& file, std::size_t itemCount)
{
    std::vector<Item> items = readIds<Item>(file.tensor("like_items"));
    std::vector<std::int64_t> offsets = readOffsets(file, "like_offsets");
    if (!BinaryMatrix<User, Item>::isValid(itemCount, offsets, items))
        throw Error("The likes of the user-KNN model are not a list of likes.");
    return {itemCount, std::move(offsets), std::move(items)};
}

} // namespace

TensorFile UserKnnModel::tensors() const
{
    std::vector<std::int32_t> users;
    std::vector<float> similarities;
    for (const Neighbour& neighbour : m_neighbours.entries()) {
        users.push_back(number(neighbour.user));
        similarities.push_back(neighbour.similarity);
    }
    std::vector<std::int32_t> items;
    for (const Item item : m_likes.entries())
        items.push_back(number(item));
    const std::vector<std::int64_t> neighbourOffsets(m_neighbours.offsets().begin(), m_neighbours.offsets().end());
    const std::vector<std::int64_t> likeOffsets(m_likes.offsets().begin(), m_likes.offsets().end());
    return {{{"model", "user-knn"}},
            {pack("neighbour_offsets", neighbourOffsets), pack("neighbour_users", users),
             pack("neighbour_similarities", similarities), pack("like_offsets", likeOffsets), pack("like_items", items),
             pack("item_weights", m_itemWeights)}};
}

UserKnnModel UserKnnModel::fromTensors(const TensorFile& file)
{
    const Tensor& tensor = file.tensor("item_weights");
    std::vector<float> itemWeights = floats(tensor, lengthOf(tensor));
    if (!std::ranges::all_of(itemWeights, [](float weight) { return std::isfinite(weight); }))
        throw Error("An item weight of the user-KNN model is not a finite number.");
    BinaryMatrix<User, Item> likes = readLikes(file, itemWeights.size());
    return {readNeighbours(file), std::move(likes), std::move(itemWeights)};
}

} // namespace tastescope
