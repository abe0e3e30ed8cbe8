// The user-KNN model as tensors: neighbours and likes in compressed rows, a weight for every item, and where votes are
// by weight one for every like.
#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/packed_lists.h"
#include "core/models/user_knn/user_knn_model.h"
#include "core/models/user_knn/user_knn_options.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace tastescope {

namespace {

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

} // namespace

TensorFile UserKnnModel::tensors() const
{
    TensorFile file{{{"model", std::string(UserKnnOptions::model)}},
                    tensorList(packOffsets("neighbour_offsets", m_neighbours.offsets()),
                               packList("neighbour_users", m_neighbours.entries(),
                                        [](const Neighbour& neighbour) { return number(neighbour.user); }),
                               packList("neighbour_similarities", m_neighbours.entries(),
                                        [](const Neighbour& neighbour) { return neighbour.similarity; }),
                               packLikeOffsets(m_likes), packLikeItems(m_likes),
                               packList("item_weights", m_itemWeights, std::identity()))};
    if (!m_votes.empty())
        file.tensors.push_back(packList("like_votes", m_votes, std::identity()));
    return file;
}

UserKnnModel UserKnnModel::fromTensors(const TensorFile& file)
{
    const Tensor& tensor = file.tensor("item_weights");
    std::vector<float> itemWeights = floats(tensor, lengthOf(tensor));
    if (!std::ranges::all_of(itemWeights, [](float weight) { return std::isfinite(weight); }))
        throw Error("An item weight of the user-KNN model is not a finite number.");
    BinaryMatrix<User, Item> likes = readLikes(file, itemWeights.size(), "user-KNN");
    std::vector<float> votes;
    if (std::ranges::find(file.tensors, "like_votes", &Tensor::name) != file.tensors.end())
        votes = floats(file.tensor("like_votes"), {static_cast<std::int64_t>(likes.entryCount())});
    if (!std::ranges::all_of(votes, [](float vote) { return std::isfinite(vote); }))
        throw Error("A vote of the user-KNN model is not a finite number.");
    return {readNeighbours(file), std::move(likes), std::move(itemWeights), std::move(votes)};
}

} // namespace tastescope
