#pragma once

#include "core/models/factors.h"
#include "core/training/model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tastescope {

struct TensorFile;

/// Matrix factorisation learned by BPR: score(u, i) = u . i, without bias (playlist-pipeline section 4).
class BprModel final : public Model
{
public:
    /// known: by user, 1 where he had training positives.
    BprModel(Factors users, Factors items, std::vector<std::uint8_t> known);

    /// Throws: Error when a tensor is missing or has the wrong shape.
    static BprModel fromTensors(const TensorFile& file);

    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;
    std::unique_ptr<const FoldIn> foldIn(User user, std::span<const Item> likes, std::uint64_t seed) const override;
    bool foldsIn() const override { return true; }
    std::optional<double> itemSimilarity(Item one, Item other) const override; ///< the cosine of their vectors
    bool scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                      std::span<float> errors) const override;
    bool fits(std::size_t userCount, std::size_t itemCount) const override
    {
        return userCount <= m_users.rowCount() && itemCount <= m_items.rowCount();
    }
    TensorFile tensors() const override;

    const Factors& users() const { return m_users; }
    const Factors& items() const { return m_items; }

private:
    Factors m_users;
    Factors m_items;
    std::vector<std::uint8_t> m_known;
    double m_longestItem; ///< the largest Euclidean norm of an item
};

} // namespace tastescope
