#include "core/data/pair_weights.h"

#include <cassert>
#include <cmath>

namespace tastescope {

PairWeights::PairWeights(BinaryMatrix<User, Item> pairs, std::vector<float> values)
    : m_pairs(std::move(pairs)),
      m_values(std::move(values))
{
    assert(isValid(m_pairs, m_values));
}

bool PairWeights::isValid(const BinaryMatrix<User, Item>& pairs, std::span<const float> values)
{
    return values.size() == pairs.entryCount()
           && std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

float PairWeights::of(User user, Item item) const
{
    if (index(user) >= userCount())
        return 1;
    const auto items = m_pairs.row(user);
    const auto place = std::ranges::lower_bound(items, item);
    const bool isKnown = place != items.end() && *place == item;
    return isKnown ? values(user)[static_cast<std::size_t>(place - items.begin())] : 1;
}

PairWeights selectWeights(const PairWeights& weights, std::span<const User> kept,
                          std::span<const std::int32_t> newNumber, std::size_t itemCount)
{
    if (weights.userCount() == 0)
        return {};
    std::vector<std::int64_t> offsets{0};
    std::vector<Item> items;
    std::vector<float> values;
    for (const User user : kept) {
        const auto old = weights.pairs().row(user);
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (newNumber[index(old[i])] < 0)
                continue;
            items.push_back(Item{newNumber[index(old[i])]});
            values.push_back(weights.values(user)[i]);
        }
        offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    return {BinaryMatrix<User, Item>(itemCount, std::move(offsets), std::move(items)), std::move(values)};
}

} // namespace tastescope
