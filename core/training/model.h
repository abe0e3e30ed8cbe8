#pragma once

#include "core/neighbours/neighbour_index.h"
#include "core/training/fold_in.h"
#include "core/training/query.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tastescope {

struct TensorFile;

/// What one like adds to a score.
struct LikePart
{
    Item like{};
    double adds = 0;
    bool operator==(const LikePart&) const = default;
};

/// A score taken apart: itemWeight times the sum of the voters' similarities times their votes, or the sum of what the
/// likes add. No
/// model has both.
struct Ledger
{
    double score = 0; ///< before rounding to float
    double itemWeight = 1;
    std::vector<Neighbour> voters = {}; ///< closest first
    std::vector<double> votes = {};     ///< by voter, how much his like counts; empty: 1 each
    bool isOfLikes = false;             ///< the likes add up, not votes
    std::vector<LikePart> likes = {};   ///< the greatest first

    double added(std::size_t voter) const ///< to the score
    {
        return static_cast<double>(voters[voter].similarity) * itemWeight * (votes.empty() ? 1 : votes[voter]);
    }
};

/// A trained model: immutable, scores items for whoever is asked about, higher is better. Safe to call from many
/// threads.
class Model
{
public:
    virtual ~Model() = default;

    /// Shapes: scores has one slot an item.
    /// Throws: Error when the model does not answer queries of this form; ModelKind::answers says which it does.
    /// Cost:   proportional to items.
    virtual void score(const Query& query, std::span<const Item> items, std::span<float> scores) const = 0;

    /// False for those the model learned nothing about (cold, without neighbours) and for queries of a form it does not
    /// answer: serving then falls back.
    virtual bool knows(const Query& query) const = 0;

    /// For models whose scores are sums: of the votes of neighbours for the item, or of what each like adds.
    virtual std::optional<Ledger> ledger(const Query& query, Item item) const;

    /// For models that can learn one user again: from these likes, ascending, with everything else left as it is. What
    /// the learning draws is drawn by the seed. Null: the model cannot, knows nothing of the user, or there is nothing
    /// to learn from.
    virtual std::unique_ptr<const FoldIn> foldIn(User user, std::span<const Item> likes, std::uint64_t seed) const
    {
        static_cast<void>(user), static_cast<void>(likes), static_cast<void>(seed);
        return nullptr;
    }

    /// Whether foldIn() is an answer of this model.
    virtual bool foldsIn() const { return false; }

    /// Whether it goes by the order of time: then it is asked to go on with a sequence, and what it is asked about in a
    /// test is not what it was when it learned.
    virtual bool goesByOrder() const { return false; }

    /// How near two items are in what the model learned, in [-1, 1]; none where it learned nothing of the kind.
    virtual std::optional<double> itemSimilarity(Item one, Item other) const
    {
        static_cast<void>(one), static_cast<void>(other);
        return std::nullopt;
    }

    /// A faster way to rank the catalogue for several users, where the model has one: scores of the items from `first`
    /// on, each off by at most the user's error from what score() says. Whoever ranks by them asks score() for those
    /// that are too near to call, so that lists never depend on how the rough ones were rounded.
    ///
    /// Shapes: scores is users x items, row-major; errors has one slot a user, infinite where his row means nothing.
    /// Returns: false, with nothing written, when there is no such way; so it can be asked with nobody.
    virtual bool scoreRoughly(std::span<const User> users, Item first, std::span<float> scores,
                              std::span<float> errors) const
    {
        static_cast<void>(users), static_cast<void>(first), static_cast<void>(scores), static_cast<void>(errors);
        return false;
    }

    /// True when every user and item of data of this size can be asked about.
    virtual bool fits(std::size_t userCount, std::size_t itemCount) const = 0;

    /// What it is made of: named tensors, and its kind as the metadata entry "model".
    /// Throws: Error for models that are made on the way and have no file of their own.
    virtual TensorFile tensors() const;
};

/// The metadata entry "format" of a file that holds a model.
inline constexpr const char* modelFormat = "tastescope-model-1";

/// What a model's file holds, not sealed yet. Throws: as Model::tensors().
TensorFile tensorsOf(const Model& model);

} // namespace tastescope
