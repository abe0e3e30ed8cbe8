#pragma once

#include "core/models/like_sum_model.h"
#include "core/neighbours/neighbour_index.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope {

struct TensorFile;

/// What a like says of another item.
struct SimilarItem
{
    Item item{};
    float similarity = 0;
    bool operator==(const SimilarItem&) const = default;
};

/// The likes of a user that are neighbours of an item:
///
///     w(j, i) = a_j * s(j, i) where j is one of the nearest neighbours of i, else 0
///
/// a_j is 1 unless likes are weighted by BM25.
class ItemKnnModel final : public LikeSumModel
{
public:
    /// neighbours: of each item, items standing in the place of users; likeWeights: one an item.
    /// Throws: Error when the shapes do not fit.
    ItemKnnModel(const NeighbourIndex& neighbours, std::vector<float> likeWeights, BinaryMatrix<User, Item> likes);

    /// Throws: Error when a tensor is missing, has the wrong shape or holds what no such model has.
    static ItemKnnModel fromTensors(const TensorFile& file);

    double weight(Item like, Item item) const override;

    /// s(one, other) where one is a neighbour of the other, either way; else 0.
    std::optional<double> itemSimilarity(Item one, Item other) const override;
    TensorFile tensors() const override;

    /// The items that a like adds to, ascending.
    std::span<const SimilarItem> addsTo(Item like) const
    {
        const auto begin = static_cast<std::size_t>(m_offsets[index(like)]);
        return std::span(m_entries).subspan(begin, static_cast<std::size_t>(m_offsets[index(like) + 1]) - begin);
    }
    float likeWeight(Item like) const { return m_likeWeights[index(like)]; }

protected:
    RowCost cost(Item like) const override;
    void addRow(Item like, std::span<double> sums) const override;

private:
    ItemKnnModel(std::vector<std::int64_t> offsets, std::vector<SimilarItem> entries, std::vector<float> likeWeights,
                 BinaryMatrix<User, Item> likes);

    float similarity(Item like, Item item) const; ///< 0: it adds nothing

    std::vector<std::int64_t> m_offsets; ///< by like
    std::vector<SimilarItem> m_entries;
    std::vector<float> m_likeWeights; ///< by like
};

} // namespace tastescope
