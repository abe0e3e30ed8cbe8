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

/// Why an item has its score for a user.
struct Explanation
{
    Item item{};
    double score = 0;        ///< what the model says; training likes in a fallback list
    bool isFallback = false; ///< as isServedFallback(): there is nothing more to explain
    bool isLedger = false;   ///< the votes are all of the score. Else they only tell who brings the item
    double itemWeight = 1;   ///< adds = similarity * itemWeight
    std::vector<Vote> votes; ///< closest first
    double total = 0;        ///< of the votes
    bool operator==(const Explanation&) const = default;

    /// The votes make the score, to 1e-9.
    bool addsUp() const;
};

/// Where votes make the score, their ledger: the neighbours who like the item, each with similarity, shared tracks and
/// running total. For other models the selected neighbours who bring it, without any claim that they make the score.
///
/// Throws: Error when there is no such user or item. Cost: O(tracks of the neighbours who are listed).
Explanation explain(const Serving& serving, const Query& query, Item item,
                    RecommendFrom from = RecommendFrom::Neighbours);

enum class WhyNotReason {
    AlreadyLiked,        ///< in training
    OwnItem,             ///< the user's own
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
    float score = 0;
    std::vector<Reason> broughtBy; ///< closest first
    bool operator==(const WhyNot&) const = default;
};

/// Reasons are tried in the order of WhyNotReason, under the very options that made the list.
/// Throws: Error when there is no such user or item. Cost: as one recommend() with all items listed.
WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options);

/// The same from the whole of what rankItems() has ranked under these options. Cost: O(items ranked + neighbours).
WhyNot whyNot(const Serving& serving, const Query& query, Item item, const RecommendOptions& options,
              const Ranked& ranked);

} // namespace tastescope
