#pragma once

#include "core/serving/recommend.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tastescope {

/// What is left out at a time.
enum class LeftOutUnit {
    Likes, ///< one liked item
    Tracks ///< one track of the user's library, and with it every liked item that contains it
};

constexpr auto enumNames(LeftOutUnit)
{
    return namedBy<LeftOutUnit>({{LeftOutUnit::Likes, "likes"}, {LeftOutUnit::Tracks, "tracks"}});
}

struct CounterfactualOptions
{
    RecommendOptions list = {}; ///< under which the list was made; list.top: its length; list.threads
    LeftOutUnit unit = LeftOutUnit::Likes;
    std::uint64_t seed = 1; ///< of the first fold-in; the others count on
    int seeds = 5;          ///< fold-ins that tell the noise, >= 2
};

/// What became of an item's place once something was left out.
struct LeftOut
{
    std::int32_t thing = 0;           ///< number of the Item or Track
    std::int32_t likes = 1;           ///< that went with it
    double change = 0;                ///< of the score: below 0 where it carried the item
    std::optional<std::int64_t> rank; ///< then, 1-based; none: the item is not among those ranked
    Item leader{};                    ///< first then
    double lead = 0;                  ///< of the leader over the item that led before
    bool operator==(const LeftOut&) const = default;
};

/// Several left out at once.
struct LeftOutTogether
{
    int count = 0; ///< the first so many of Counterfactual::parts
    double change = 0;
    double alone = 0; ///< what they change one by one, added up: rarely the same
    std::int64_t rank = 0;
    bool operator==(const LeftOutTogether&) const = default;
};

/// A liked item near another in what the model learned.
struct NearLike
{
    Item item{};
    double similarity = 0; ///< as Model::itemSimilarity()
    bool operator==(const NearLike&) const = default;
};

/// What carries an item in a list whose model cannot take its scores apart: one thing after the other is left out, the
/// user learned again (Model::foldIn()) and the list asked again. A counterfactual: the changes do not add up.
struct Counterfactual
{
    Item item{};
    LeftOutUnit unit = LeftOutUnit::Likes;
    std::int64_t likes = 0;           ///< that the user is learned from
    double score = 0;                 ///< what the model says
    double folded = 0;                ///< what it says of the user learned again with all his likes
    std::optional<std::int64_t> rank; ///< of the item then; none: it is not among those ranked
    std::int64_t ranked = 0;
    int compared = 0;           ///< first lines of the list, at most 5
    int agreeing = 0;           ///< of them among as many first lines of the user learned again
    double noise = 0;           ///< another seed's score is this far off, 95 of 100 times; changes below it say nothing
    std::vector<LeftOut> parts; ///< the greatest loss first

    /// The fewest of parts, from the first, without which the item's lead over the first line outside the list is half
    /// or less. None: it is not in the list, or ten do not suffice.
    std::optional<LeftOutTogether> together;
    std::vector<NearLike> nearest;       ///< likes, at most 3
    std::optional<std::size_t> smallest; ///< of parts: the least change after which another item is first

    bool isNoise(const LeftOut& part) const;
    bool operator==(const Counterfactual&) const = default;
};

/// None where the model cannot learn the user again, or the user is served a fallback.
///
/// Throws: Error when there is no such user or item, an option is out of range, or tracks are asked of data that do not
///         know which items contain them; Cancelled when job.stop is set.
/// Cost:   a fold-in and the scores of the items ranked for each thing left out, in parallel; the result does not
///         depend on the number of threads.
std::optional<Counterfactual> leaveOut(const Serving& serving, User user, Item item,
                                       const CounterfactualOptions& options, const JobContext& job = {});

} // namespace tastescope
