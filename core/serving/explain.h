#pragma once

#include "core/serving/recommend.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope {

/// A neighbour's part in a score.
struct Vote
{
    User neighbour{};
    float similarity = 0;
    double adds = 0;           ///< to the score; 0 where votes do not make the score
    double total = 0;          ///< up to and with this vote
    std::vector<Track> shared; ///< with the user's library, rarest first
    bool operator==(const Vote&) const = default;
};

/// A like's part in a score.
struct LikeVote
{
    Item like{};
    double adds = 0;  ///< to the score; may be below 0
    double total = 0; ///< up to and with this like
    bool operator==(const LikeVote&) const = default;
};

/// Why an item has its score for a user.
struct Explanation
{
    Item item{};
    double score = 0;            ///< what the model says; training likes in a fallback list
    bool isFallback = false;     ///< as isServedFallback(): there is nothing more to explain
    bool isLedger = false;       ///< the votes or likes are all of the score. Else votes only tell who brings the item
    bool isOfLikes = false;      ///< of a ledger: the likes add up
    double itemWeight = 1;       ///< adds = similarity * itemWeight
    std::vector<Vote> votes;     ///< closest first
    std::vector<LikeVote> likes; ///< the greatest first
    double total = 0;            ///< of the votes or likes
    bool operator==(const Explanation&) const = default;

    /// The votes or likes make the score, to 1e-9.
    bool addsUp() const;
};

/// Where votes make the score, their ledger: the neighbours who like the item, each with similarity, shared tracks and
/// running total; where likes do, each like with what it adds. For other models the selected neighbours who bring it,
/// without any claim that they make the score.
///
/// Throws: Error when there is no such user or item. Cost: O(tracks of the neighbours who are listed).
Explanation explain(const Serving& serving, const Query& query, Item item,
                    RecommendFrom from = RecommendFrom::Neighbours);

enum class WhyNotReason {
    AlreadyLiked,        ///< in training
    OwnItem,             ///< the user's own
    RankedTooLow,        ///< of the whole catalogue already, by a model that counts no votes
    NoNeighbourBringsIt, ///< and only what neighbours bring is ranked
    NotInSample,         ///< a neighbour brings it, but the candidates are a sample: another refresh may show it
    RankedLower,         ///< than the list is long
    NotMissing           ///< it is in the list
};

/// The first reason that keeps an item out of a user's list.
struct WhyNot
{
    WhyNotReason reason = WhyNotReason::NotMissing;
    std::optional<std::int64_t> rank; ///< 1-based, when it was ranked
    std::int64_t ranked = 0;          ///< items that were
    std::int64_t catalogueRank = 0;   ///< 1-based, among all that the user may be recommended and itself
    std::int64_t catalogue = 0;       ///< how many that are
    float score = 0;                  ///< the model's; training likes in a fallback list
    std::vector<Reason> broughtBy;    ///< closest first
    bool operator==(const WhyNot&) const = default;
};

/// Reasons are tried in the order of WhyNotReason, under the very options that made the list. What neighbours bring is
/// the reason of a list whose model has them vote; another model's own score comes before it.
/// Throws: Error when there is no such user or item. Cost: as one recommend() with all items listed, and one score() of
/// the catalogue.
WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options);

/// The same from the whole of what rankItems() has ranked under these options. Cost: one score() of the catalogue.
WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options,
              const Ranked& ranked);

} // namespace tastescope
