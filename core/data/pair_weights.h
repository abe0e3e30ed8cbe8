#pragma once

#include "core/data/binary_matrix.h"

#include <span>
#include <vector>

namespace tastescope {

/// How much each positive weighs: plays, or how often it came to be. Immutable.
///
/// Shapes: pairs is users x items; values are parallel to its entries, finite.
/// Units:  those of the data: times, hours.
/// Cost:   8 bytes a positive.
class PairWeights
{
public:
    /// Of nobody: what a dataset without weights has.
    PairWeights() = default;

    /// Whoever reads these from outside checks them first with isValid().
    PairWeights(BinaryMatrix<User, Item> pairs, std::vector<float> values);

    static bool isValid(const BinaryMatrix<User, Item>& pairs, std::span<const float> values);

    std::size_t userCount() const { return m_pairs.rowCount(); }
    const BinaryMatrix<User, Item>& pairs() const { return m_pairs; }
    std::span<const float> values() const { return m_values; }
    std::span<const float> values(User user) const
    {
        return std::span(m_values).subspan(m_pairs.rowBegin(user), m_pairs.row(user).size());
    }

    /// 1 for a pair that is not known. Cost: O(log of the user's pairs).
    float of(User user, Item item) const;

    bool operator==(const PairWeights&) const = default;

private:
    BinaryMatrix<User, Item> m_pairs;
    std::vector<float> m_values;
};

/// The weights of the given users, in the given order: the new user u is the old user kept[u], every item i becomes
/// item newNumber[i], and where that is -1 its pairs go. Numbers keep the order of items. Of nobody it stays of nobody.
PairWeights selectWeights(const PairWeights& weights, std::span<const User> kept,
                          std::span<const std::int32_t> newNumber, std::size_t itemCount);

} // namespace tastescope
