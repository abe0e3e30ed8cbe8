#pragma once

#include "core/data/binary_matrix.h"
#include "core/neighbours/neighbour_index.h"
#include "core/training/model.h"

#include <vector>

namespace tastescope {

struct TensorFile;

/// The votes of similar users:
///
///     score(u, i) = w_i * (sum of s(u, v) p_vi over the neighbours v of u who like i in training)
///
/// w_i is 1 unless likes are weighted by BM25, the vote p_vi 1 unless the weights of the data make it. Sums run in
/// double over the neighbours, closest first, so every way to ask gives the same bits.
class UserKnnModel final : public Model
{
public:
    /// likes: users x items; itemWeights: one an item; votes: one a like, or none where each is 1.
    /// Throws: Error when the shapes do not fit.
    UserKnnModel(NeighbourIndex neighbours, BinaryMatrix<User, Item> likes, std::vector<float> itemWeights,
                 std::vector<float> votes = {});

    /// Throws: Error when a tensor is missing, has the wrong shape, or holds users or items that do not exist.
    static UserKnnModel fromTensors(const TensorFile& file);

    /// Cost: the smaller of looking every item up with every neighbour and adding up all that the neighbours like.
    void score(const Query& query, std::span<const Item> items, std::span<float> scores) const override;
    bool knows(const Query& query) const override;
    std::optional<Ledger> ledger(const Query& query, Item item) const override;
    bool fits(std::size_t users, std::size_t items) const override
    {
        return users <= userCount() && items <= itemCount();
    }

    /// Before rounding to float: what the votes of a ledger add up to.
    double exactScore(User user, Item item) const;

    std::size_t userCount() const { return m_likes.rowCount(); }
    std::size_t itemCount() const { return m_likes.columnCount(); }
    const NeighbourIndex& neighbours() const { return m_neighbours; }
    const BinaryMatrix<User, Item>& likes() const { return m_likes; }
    float itemWeight(Item item) const { return m_itemWeights[index(item)]; }

    TensorFile tensors() const override;

private:
    std::optional<double> vote(User user, Item item) const; ///< none: he does not like it
    void addVotes(const Neighbour& neighbour, std::vector<double>& sums) const;
    void scoreByLookup(User user, std::span<const Item> items, std::span<float> scores) const;
    void scoreByAddition(User user, std::span<const Item> items, std::span<float> scores) const;

    NeighbourIndex m_neighbours;
    BinaryMatrix<User, Item> m_likes;
    std::vector<float> m_itemWeights;
    std::vector<float> m_votes; ///< parallel to the entries of m_likes; empty: 1 each
};

} // namespace tastescope
