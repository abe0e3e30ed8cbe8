#include "core/models/bpr/bpr_model.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"
#include "core/models/bpr/bpr_kernels.h"

#include <limits>

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

} // namespace

BprModel::BprModel(Factors users, Factors items, std::vector<std::uint8_t> known)
    : m_users(std::move(users)),
      m_items(std::move(items)),
      m_known(std::move(known))
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

void BprModel::score(User user, std::span<const Item> items, std::span<float> scores) const
{
    bprKernels().score(m_users.row(index(user)), m_items.row(0), m_items.stride(),
                       m_items.paddedDimension() / Factors::lanes, items, scores);
}

TensorFile BprModel::tensors() const
{
    return {{{"model", "bpr"}},
            {pack("users", m_users), pack("items", m_items),
             makeTensor("known", {static_cast<std::int64_t>(m_known.size())}, std::span<const std::uint8_t>(m_known))}};
}

} // namespace tastescope
