#pragma once

#include "core/data/binary_matrix.h"
#include "core/models/factors.h"
#include "core/models/ials/ials_system.h"
#include "core/training/model.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace tastescope {

struct TensorFile;

/// Matrix factorisation by implicit alternating least squares: score(u, i) = x_u . y_i, where x_u is the very solution
/// of IalsSystem for what u likes, all items held fast. So a user is learned again exactly, a profile is asked like a
/// user, and a score is a sum over likes:
///
///     x_u . y_i = sum over the likes j of (1 + alpha) y_j . A_u^-1 y_i
///
/// Items are floats, users doubles: nothing is lost between a score and its parts.
class IalsModel final : public Model
{
public:
    /// users: users x items.paddedDimension(), row-major. likes: users x items, what the users were solved from.
    /// Throws: Error when the shapes do not fit.
    IalsModel(std::vector<double> users, Factors items, BinaryMatrix<User, Item> likes, const IalsWeights& weights);

    /// Throws: Error when a tensor is missing, has the wrong shape or holds what no such model has.
    static IalsModel fromTensors(const TensorFile& file);

    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;

    /// What each like adds, the greatest first. Cost: as vectorOf().
    std::optional<Ledger> ledger(const Query& query, Item item) const override;
    std::unique_ptr<const FoldIn> foldIn(User user, std::span<const Item> likes, std::uint64_t seed) const override;
    bool foldsIn() const override { return true; }
    std::optional<double> itemSimilarity(Item one, Item other) const override; ///< the cosine of their vectors
    bool scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                      std::span<float> errors) const override;
    bool fits(std::size_t userCount, std::size_t itemCount) const override
    {
        return userCount <= m_likes.rowCount() && itemCount <= m_items.rowCount();
    }
    TensorFile tensors() const override;

    /// The vector of somebody who likes these. Shape: paddedDimension.
    /// Cost: likes * dimension^2; the first time items * dimension^2.
    std::vector<double> vectorOf(std::span<const Item> likes) const;

    /// Of a vector as vectorOf() gives it.
    void scoreOf(std::span<const double> vector, std::span<const Item> items, std::span<float> scores) const;

    const Factors& items() const { return m_items; }
    const std::vector<double>& users() const { return m_users; }
    const BinaryMatrix<User, Item>& likes() const { return m_likes; }
    const IalsWeights& weights() const { return m_weights; }

private:
    /// ialsGram() of the items, made when somebody is learned again for the first time.
    struct Gram
    {
        std::once_flag made;
        std::vector<double> values;
    };

    std::span<const Item> likesOf(const Query& query) const;
    std::span<const double> userRow(User user) const
    {
        return std::span(m_users).subspan(index(user) * m_items.paddedDimension(), m_items.paddedDimension());
    }
    IalsSystem systemOf(std::span<const Item> likes) const;

    std::vector<double> m_users;
    Factors m_items;
    BinaryMatrix<User, Item> m_likes;
    IalsWeights m_weights;
    double m_longestItem;
    std::unique_ptr<Gram> m_gram = std::make_unique<Gram>();
};

} // namespace tastescope
