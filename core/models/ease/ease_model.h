#pragma once

#include "core/models/like_sum_model.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope {

struct TensorFile;

/// A linear model from what people like to what they like (Steck: Embarrassingly shallow autoencoders for sparse data,
/// WWW 2019): w(j, i) = -P_ji / P_ii, where P is the inverse of the items' shared likes with l2 added on the diagonal.
class EaseModel final : public LikeSumModel
{
public:
    /// rows: by item its row in the weights, ascending from 0 on; -1 for items that were not learned.
    /// weights: learned x learned, row-major; row j holds what a like of j adds to each item.
    /// Throws: Error when the shapes do not fit or rows do not count up.
    EaseModel(std::vector<std::int32_t> rows, std::vector<float> weights, BinaryMatrix<User, Item> likes);

    /// Throws: Error when a tensor is missing, has the wrong shape or holds what no such model has.
    static EaseModel fromTensors(const TensorFile& file);

    double weight(Item like, Item item) const override;

    /// The partial correlation: how far likes of both go together, all other items held fast.
    std::optional<double> itemSimilarity(Item one, Item other) const override;
    TensorFile tensors() const override;

    std::size_t learnedCount() const { return m_items.size(); }

protected:
    RowCost cost(Item like) const override;
    void addRow(Item like, std::span<double> sums) const override;

private:
    std::vector<std::int32_t> m_rows; ///< by item
    std::vector<Item> m_items;        ///< by row
    std::vector<float> m_weights;
};

} // namespace tastescope
