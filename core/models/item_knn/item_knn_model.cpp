#include "core/models/item_knn/item_knn_model.h"

#include "core/base/error.h"
#include "core/models/item_knn/item_knn_options.h"
#include "core/models/packed_lists.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tastescope {

namespace {

/// By like, ascending, none twice, nothing adds to itself, similarities in (0, 1].
bool areLists(std::size_t items, std::span<const std::int64_t> offsets, std::span<const SimilarItem> entries)
{
    std::vector<Item> ids;
    ids.reserve(entries.size());
    for (const SimilarItem& entry : entries)
        ids.push_back(entry.item);
    if (offsets.size() != items + 1 || !BinaryMatrix<Item, Item>::isValid(items, offsets, ids))
        return false;
    for (std::size_t like = 0; like < items; ++like)
        for (auto e = offsets[like]; e < offsets[like + 1]; ++e) {
            const SimilarItem& entry = entries[static_cast<std::size_t>(e)];
            if (index(entry.item) == like || !(entry.similarity > 0 && entry.similarity <= 1.0001F))
                return false;
        }
    return true;
}

} // namespace

ItemKnnModel::ItemKnnModel(const NeighbourIndex& neighbours, std::vector<float> likeWeights,
                           BinaryMatrix<User, Item> likes)
    : LikeSumModel(std::move(likes)),
      m_offsets(itemCount() + 1, 0),
      m_entries(neighbours.entryCount()),
      m_likeWeights(std::move(likeWeights))
{
    if (neighbours.userCount() != itemCount() || m_likeWeights.size() != itemCount())
        throw Error("The neighbours, weights and likes of an item-KNN model do not fit each other.");
    for (const Neighbour& neighbour : neighbours.entries())
        ++m_offsets[index(neighbour.user) + 1];
    for (std::size_t like = 0; like < itemCount(); ++like)
        m_offsets[like + 1] += m_offsets[like];
    std::vector<std::int64_t> next(m_offsets.begin(), m_offsets.end() - 1);
    for (std::size_t item = 0; item < itemCount(); ++item)
        for (const Neighbour& neighbour : neighbours.of(User{static_cast<std::int32_t>(item)}))
            m_entries[static_cast<std::size_t>(next[index(neighbour.user)]++)] = {Item{static_cast<std::int32_t>(item)},
                                                                                  neighbour.similarity};
}

ItemKnnModel::ItemKnnModel(std::vector<std::int64_t> offsets, std::vector<SimilarItem> entries,
                           std::vector<float> likeWeights, BinaryMatrix<User, Item> likes)
    : LikeSumModel(std::move(likes)),
      m_offsets(std::move(offsets)),
      m_entries(std::move(entries)),
      m_likeWeights(std::move(likeWeights))
{
}

ItemKnnModel ItemKnnModel::fromTensors(const TensorFile& file)
{
    const Tensor& weights = file.tensor("like_weights");
    std::vector<float> likeWeights = floats(weights, lengthOf(weights));
    if (!std::ranges::all_of(likeWeights, [](float weight) { return weight >= 0 && std::isfinite(weight); }))
        throw Error("A weight of the item-KNN model is not a finite number from 0 on.");
    const std::vector<Item> items = readIds<Item>(file.tensor("similar_items"));
    const std::vector<float> similarities =
        floats(file.tensor("similarities"), {static_cast<std::int64_t>(items.size())});
    std::vector<SimilarItem> entries;
    entries.reserve(items.size());
    for (std::size_t e = 0; e < items.size(); ++e)
        entries.push_back({items[e], similarities[e]});
    std::vector<std::int64_t> offsets = readOffsets(file, "similar_offsets");
    if (!areLists(likeWeights.size(), offsets, entries))
        throw Error("The similar items of the item-KNN model are not lists of similar items.");
    BinaryMatrix<User, Item> likes = readLikes(file, likeWeights.size(), "item-KNN");
    return {std::move(offsets), std::move(entries), std::move(likeWeights), std::move(likes)};
}

TensorFile ItemKnnModel::tensors() const
{
    return {
        {{"model", std::string(ItemKnnOptions::model)}},
        tensorList(packOffsets("similar_offsets", m_offsets),
                   packList("similar_items", m_entries, [](const SimilarItem& entry) { return number(entry.item); }),
                   packList("similarities", m_entries, [](const SimilarItem& entry) { return entry.similarity; }),
                   packList("like_weights", m_likeWeights, std::identity()), packLikeOffsets(likes()),
                   packLikeItems(likes()))};
}

float ItemKnnModel::similarity(Item like, Item item) const
{
    const auto row = addsTo(like);
    const auto found = std::ranges::lower_bound(row, item, std::less(), &SimilarItem::item);
    return found != row.end() && found->item == item ? found->similarity : 0;
}

double ItemKnnModel::weight(Item like, Item item) const
{
    return static_cast<double>(likeWeight(like)) * static_cast<double>(similarity(like, item));
}

std::optional<double> ItemKnnModel::itemSimilarity(Item one, Item other) const
{
    return static_cast<double>(std::max(similarity(one, other), similarity(other, one)));
}

LikeSumModel::RowCost ItemKnnModel::cost(Item like) const
{
    const std::size_t size = addsTo(like).size();
    return {size, static_cast<std::size_t>(std::bit_width(size))};
}

void ItemKnnModel::addRow(Item like, std::span<double> sums) const
{
    const auto weight = static_cast<double>(likeWeight(like));
    for (const SimilarItem& entry : addsTo(like))
        sums[index(entry.item)] += weight * static_cast<double>(entry.similarity);
}

} // namespace tastescope
