#include "core/models/ease/ease_model.h"

#include "core/base/error.h"
#include "core/models/ease/ease_options.h"
#include "core/models/packed_lists.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

EaseModel::EaseModel(std::vector<std::int32_t> rows, std::vector<float> weights, BinaryMatrix<User, Item> likes)
    : LikeSumModel(std::move(likes)),
      m_rows(std::move(rows)),
      m_weights(std::move(weights))
{
    if (m_rows.size() != itemCount())
        throw Error("The items and likes of an EASE model do not fit each other.");
    for (std::size_t item = 0; item < m_rows.size(); ++item) {
        if (m_rows[item] == -1)
            continue;
        if (m_rows[item] != static_cast<std::int32_t>(m_items.size()))
            throw Error("The rows of an EASE model do not count up.");
        m_items.push_back(Item{static_cast<std::int32_t>(item)});
    }
    if (m_weights.size() != m_items.size() * m_items.size())
        throw Error("The weights of an EASE model are not its items x its items.");
}

EaseModel EaseModel::fromTensors(const TensorFile& file)
{
    const Tensor& table = file.tensor("weights");
    if (table.shape.size() != 2 || table.shape[0] != table.shape[1])
        throw Error("The tensor \"weights\" is not a table of items x items.");
    std::vector<float> weights = floats(table, table.shape);
    if (!std::ranges::all_of(weights, [](float weight) { return std::isfinite(weight); }))
        throw Error("A weight of the EASE model is not a finite number.");
    const auto learned = static_cast<std::size_t>(table.shape[0]);
    for (std::size_t k = 0; k < learned; ++k)
        if (weights[k * learned + k] != 0)
            throw Error("An item of the EASE model adds to itself.");
    const Tensor& rows = file.tensor("rows");
    std::vector<std::int32_t> numbers = int32s(rows, lengthOf(rows));
    BinaryMatrix<User, Item> likes = readLikes(file, numbers.size(), "EASE");
    return {std::move(numbers), std::move(weights), std::move(likes)};
}

TensorFile EaseModel::tensors() const
{
    const auto learned = static_cast<std::int64_t>(m_items.size());
    return {{{"model", std::string(EaseOptions::model)}},
            tensorList(
                makeTensor("rows", {static_cast<std::int64_t>(m_rows.size())}, std::span<const std::int32_t>(m_rows)),
                makeTensor("weights", {learned, learned}, std::span<const float>(m_weights)), packLikeOffsets(likes()),
                packLikeItems(likes()))};
}

double EaseModel::weight(Item like, Item item) const
{
    const std::int32_t row = m_rows[index(like)];
    const std::int32_t column = m_rows[index(item)];
    if (row < 0 || column < 0)
        return 0;
    return static_cast<double>(
        m_weights[static_cast<std::size_t>(row) * m_items.size() + static_cast<std::size_t>(column)]);
}

std::optional<double> EaseModel::itemSimilarity(Item one, Item other) const
{
    // P_ij^2 / (P_ii P_jj), with the sign of -P_ij
    const double there = weight(one, other);
    const double back = weight(other, one);
    return std::copysign(std::min(std::sqrt(std::abs(there * back)), 1.0), there);
}

LikeSumModel::RowCost EaseModel::cost(Item like) const
{
    return {m_rows[index(like)] < 0 ? 0 : m_items.size(), 1};
}

void EaseModel::addRow(Item like, std::span<double> sums) const
{
    const std::int32_t row = m_rows[index(like)];
    if (row < 0)
        return;
    const float* const weights = &m_weights[static_cast<std::size_t>(row) * m_items.size()];
    for (std::size_t k = 0; k < m_items.size(); ++k)
        sums[index(m_items[k])] += static_cast<double>(weights[k]);
}

} // namespace tastescope
