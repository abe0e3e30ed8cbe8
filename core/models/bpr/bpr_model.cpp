#include "core/models/bpr/bpr_model.h"

#include "core/base/error.h"
#include "core/base/matrix.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_kernels.h"
#include "core/models/bpr/bpr_options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace tastescope {

namespace {

Tensor pack(const char* name, const Factors& factors)
{
    const std::vector<float> values = factors.packed();
    return makeTensor(name, {static_cast<std::int64_t>(factors.rowCount()), factors.dimension()},
                      std::span<const float>(values));
}

Factors unpack(const Tensor& tensor)
{
    if (tensor.shape.size() != 2 || tensor.shape[0] > std::numeric_limits<std::int32_t>::max() || tensor.shape[1] < 1
        || tensor.shape[1] > 1024)
        throw Error("The tensor \"" + tensor.name + "\" is not a table of rows x 1 to 1,024.");
    Factors factors(static_cast<std::size_t>(tensor.shape[0]), static_cast<int>(tensor.shape[1]));
    factors.unpack(floats(tensor, tensor.shape));
    return factors;
}

/// The Euclidean norm of a row; in several sums, so that none waits for the one before.
double lengthOf(std::span<const float> row)
{
    std::array<double, Factors::lanes> squares{};
    for (std::size_t k = 0; k < row.size(); k += squares.size())
        for (std::size_t lane = 0; lane < squares.size(); ++lane)
            squares[lane] += static_cast<double>(row[k + lane]) * static_cast<double>(row[k + lane]);
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
}

/// Not a number where any value is not.
double longestRow(const Factors& factors)
{
    double longest = 0;
    for (std::size_t r = 0; r < factors.rowCount(); ++r) {
        const double length = lengthOf({factors.row(r), factors.paddedDimension()});
        if (std::isnan(length))
            return length;
        longest = std::max(longest, length);
    }
    return longest;
}

} // namespace

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
    Factors users = unpack(file.tensor("users"));
    std::vector<std::uint8_t> known = bytes(file.tensor("known"), {static_cast<std::int64_t>(users.rowCount())});
    return {std::move(users), unpack(file.tensor("items")), std::move(known)};
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
        errors[u] = productError(depth, lengthOf(row) * m_longestItem);
    }
    const std::size_t items = scores.size() / users.size();
    multiplyTransposed({rows.data(), users.size(), depth}, {m_items.row(index(first)), items, m_items.stride()}, depth,
                       scores.data());
    return true;
}

TensorFile BprModel::tensors() const
{
    return {{{"model", std::string(BprOptions::model)}},
            {pack("users", m_users), pack("items", m_items),
             makeTensor("known", {static_cast<std::int64_t>(m_known.size())}, std::span<const std::uint8_t>(m_known))}};
}

} // namespace tastescope
