#include "core/models/bpr/bpr_model.h"

#include "core/base/error.h"
#include "core/base/matrix.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_fold_in.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/factor_tensors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace tastescope {

BprModel::BprModel(Factors users, Factors items, std::vector<std::uint8_t> known)
    : m_users(std::move(users)),
      m_items(std::move(items)),
      m_known(std::move(known)),
      m_longestItem(longestRow(m_items))
{
    if (m_users.dimension() != m_items.dimension() || m_known.size() != m_users.rowCount())
        throw Error("The users and items of a BPR model do not fit each other.");
}

BprModel BprModel::fromTensors(const TensorFile& file)
{
    Factors users = unpackFactors(file.tensor("users"));
    std::vector<std::uint8_t> known = bytes(file.tensor("known"), {static_cast<std::int64_t>(users.rowCount())});
    return {std::move(users), unpackFactors(file.tensor("items")), std::move(known)};
}

bool BprModel::knows(const Query& query) const
{
    const User* user = std::get_if<User>(&query);
    return user && m_known[index(*user)] != 0;
}

void BprModel::score(const Query& query, std::span<const Item> items, std::span<float> scores) const
{
    const User user = requireUser(query, "BPR");
    bprKernels().score(m_users.row(index(user)), m_items.row(0), m_items.stride(),
                       m_items.paddedDimension() / Factors::lanes, items, scores);
}

bool BprModel::scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                            std::span<float> errors) const
{
    if (users.empty())
        return true;
    const std::size_t depth = m_users.paddedDimension();
    std::vector<float> rows;
    rows.reserve(users.size() * depth);
    for (std::size_t u = 0; u < users.size(); ++u) {
        const std::span<const float> row(m_users.row(index(users[u])), depth);
        rows.insert(rows.end(), row.begin(), row.end());
        errors[u] = productError(depth, rowLength(row) * m_longestItem);
    }
    const std::size_t items = scores.size() / users.size();
    multiplyTransposed({rows.data(), users.size(), depth}, {m_items.row(index(first)), items, m_items.stride()}, depth,
                       scores.data());
    return true;
}

std::unique_ptr<const FoldIn> BprModel::foldIn(User user, std::span<const Item> likes, std::uint64_t seed) const
{
    // Without an item that he does not like there is nothing to rank his likes above.
    if (!knows(user) || likes.empty() || likes.size() >= m_items.rowCount())
        return nullptr;
    return std::make_unique<const BprFoldIn>(m_items, std::span(m_users.row(index(user)), m_users.paddedDimension()),
                                             likes, seed);
}

std::optional<double> BprModel::itemSimilarity(Item one, Item other) const
{
    const std::span<const float> a(m_items.row(index(one)), m_items.paddedDimension());
    const std::span<const float> b(m_items.row(index(other)), m_items.paddedDimension());
    const double lengths = rowLength(a) * rowLength(b);
    return lengths > 0 ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / lengths : 0.0;
}

TensorFile BprModel::tensors() const
{
    return {{{"model", std::string(BprOptions::model)}},
            tensorList(packFactors("users", m_users), packFactors("items", m_items),
                       makeTensor("known", {static_cast<std::int64_t>(m_known.size())},
                                  std::span<const std::uint8_t>(m_known)))};
}

} // namespace tastescope
