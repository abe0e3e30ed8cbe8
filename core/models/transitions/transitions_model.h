#pragma once

#include "core/data/binary_matrix.h"
#include "core/models/last_events.h"
#include "core/training/model.h"

#include <span>
#include <vector>

namespace tastescope {

/// What follows an item, and how much of all that follows it this is.
struct Follower
{
    Item item{};
    float share = 0; ///< in (0, 1]
    bool operator==(const Follower&) const = default;
};

/// Counts of what follows what: an order of things without anything learned. With e the last events of somebody, e_1
/// the last of all,
///
///     score(i) = sum over d = 1 .. window of share(e_d, i) / d
///
/// share(a, i) being the share of i in all that followed a. Sums run in double, d ascending, so every way to ask gives
/// the same bits.
class TransitionsModel final : public Model
{
public:
    /// Shapes: followers of item a stand at offsets[a] to offsets[a + 1], by item ascending; offsets has items + 1.
    TransitionsModel(std::vector<std::int64_t> offsets, std::vector<Follower> followers, LastEvents last);

    /// Throws: Error when a tensor is missing or does not fit the others.
    static TransitionsModel fromTensors(const TensorFile& file);

    /// Throws: Error for a profile, which has no order.
    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;
    std::optional<Ledger> ledger(const Query& query, Item item) const override;
    bool goesByOrder() const override { return true; }
    bool fits(std::size_t users, std::size_t items) const override
    {
        return users <= m_last.userCount() && items <= itemCount();
    }
    TensorFile tensors() const override;

    std::size_t itemCount() const { return m_offsets.size() - 1; }
    std::span<const Follower> followers(Item item) const;

private:
    double share(Item before, Item item) const; ///< 0: it never followed

    std::vector<std::int64_t> m_offsets;
    std::vector<Follower> m_followers;
    LastEvents m_last;
};

} // namespace tastescope
