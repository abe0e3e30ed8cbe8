#pragma once

#include "core/data/binary_matrix.h"
#include "core/training/model.h"

#include <optional>
#include <span>
#include <vector>

namespace tastescope {

/// A model whose scores are sums over what somebody likes:
///
///     score(u, i) = sum of w(j, i) over the likes j of u, ascending
///
/// so each score is taken apart by likes, a profile is asked like a user, and a user who likes less is known exactly.
/// Sums run in double in one order, so every way to ask gives the same bits. What the weights are, derived classes say.
class LikeSumModel : public Model
{
public:
    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;

    /// What each like adds, the greatest first; those that add nothing are left out.
    std::optional<Ledger> ledger(const Query& query, Item item) const override;
    std::unique_ptr<const FoldIn> foldIn(User user, std::span<const Item> likes, std::uint64_t seed) const override;
    bool foldsIn() const override { return true; }
    bool fits(std::size_t users, std::size_t items) const override
    {
        return users <= m_likes.rowCount() && items <= itemCount();
    }

    std::size_t itemCount() const { return m_likes.columnCount(); }
    const BinaryMatrix<User, Item>& likes() const { return m_likes; }

    /// w(like, item): what a like adds to the score of an item; 0 for the like itself.
    virtual double weight(Item like, Item item) const = 0;

    /// Of somebody who likes these, ascending. Cost: the smaller of asking weight() for each item and like, and adding
    /// up all that the likes add to anything.
    void scoreOf(std::span<const Item> likes, std::span<const Item> items, std::span<float> scores) const;

protected:
    /// likes: users x items, what the users of the data are scored by.
    explicit LikeSumModel(BinaryMatrix<User, Item> likes) : m_likes(std::move(likes)) {}

    /// What asking about a like takes.
    struct RowCost
    {
        std::size_t entries = 0; ///< items it adds something to; 0: the model learned nothing of it
        std::size_t steps = 1;   ///< of one weight()
    };
    virtual RowCost cost(Item like) const = 0;

    /// sums[i] += w(like, i) for every item i.
    virtual void addRow(Item like, std::span<double> sums) const = 0;

private:
    /// Throws: Error for a sequence.
    std::span<const Item> likesOf(const Query& query) const;

    BinaryMatrix<User, Item> m_likes;
};

} // namespace tastescope
