#pragma once

#include "core/base/enum_names.h"
#include "core/base/job.h"
#include "core/evaluation/evaluation.h"
#include "core/serving/serving.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

enum class RecommendFrom {
    Neighbours, ///< the user's candidates: what his neighbours bring; every item where nobody brings anything
    Catalogue   ///< every item
};

constexpr auto enumNames(RecommendFrom)
{
    return namedBy<RecommendFrom>({{RecommendFrom::Neighbours, "neighbours"}, {RecommendFrom::Catalogue, "catalogue"}});
}

struct RecommendOptions
{
    int top = 5; ///< lines a user, >= 1
    RecommendFrom from = RecommendFrom::Neighbours;
    bool filterSeen = true;  ///< leave out what the user likes in training or owns; false: as if it were new to him
    Mask mask = Mask::Train; ///< Known: leave out what he likes in validation, too, as `evaluate` does of the test
    int reasons = 3;         ///< neighbours named a line at most, >= 0
    int threads = 0;         ///< 0: all cores; never changes the result
};

/// What the data already say of an item and a user.
enum class Mark { New, Liked, Owned, Validation, Test, Cold };

Mark markOf(const Dataset& dataset, User user, Item item);

/// A neighbour who brings an item.
struct Reason
{
    User neighbour{};
    float similarity = 0;
    int sharedTracks = 0;
    bool operator==(const Reason&) const = default;
};

/// One line of a list.
struct Recommendation
{
    Item item{};
    std::string title;
    float score = 0; ///< the model's; training likes in a fallback list
    std::optional<User> owner;
    double popularity = 0;       ///< share of the items with fewer likes, in [0, 1]
    Mark mark = Mark::New;       ///< Validation, Test and Cold are hits
    int broughtBy = 0;           ///< selected neighbours who bring it
    std::vector<Reason> reasons; ///< the closest of them
    bool operator==(const Recommendation&) const = default;
};

struct RecommendationList
{
    bool isFallback = false; ///< most popular first, since nothing is known about who asks
    std::int64_t ranked = 0; ///< items that were ranked
    std::vector<Recommendation> lines;
    bool operator==(const RecommendationList&) const = default;
};

/// The items a user may be recommended, best first, with their scores.
struct Ranked
{
    struct Entry
    {
        Item item{};
        float score = 0;
        bool operator==(const Entry&) const = default;
    };

    bool isFallback = false;
    std::int64_t count = 0;     ///< items that were ranked
    std::vector<Entry> entries; ///< the best `limit` of them
};

/// Whether who is asked about is served most popular first: the model knows nothing about him, or (from neighbours) his
/// candidates are the mainstream user's.
bool isServedFallback(const Serving& serving, const Query& query, RecommendFrom from);

/// Ranks by the model; by popularity where isServedFallback(). Ties go to the lower
/// item; scores that are not a number rank last.
Ranked rankItems(const Serving& serving, const Query& query, const RecommendOptions& options, std::size_t limit);

struct CataloguePlace
{
    std::int64_t rank = 0;  ///< 1-based
    std::int64_t count = 0; ///< of the items it was ranked among, itself counted
    float score = 0;
};

/// Where an item stands among every item that may be recommended, whether it is one of them or not, and whoever brings
/// it: by the model, or by popularity where isServedFallback() under these options. In the order of rankItems().
/// Throws: Error when there is no such user. Cost: one score() of the catalogue.
CataloguePlace placeInCatalogue(const Serving& serving, const Query& query, Item item, const RecommendOptions& options);

/// The best options.top items for a user, each with its reasons; for others than users of the data from the whole
/// catalogue and without reasons.
/// Throws: Error when an option is out of range, there is no such user, or neighbours are asked of others than users.
/// Cost:   one score() of the candidates or the catalogue, and O(neighbours) a line.
RecommendationList recommend(const Serving& serving, const Query& query, const RecommendOptions& options);

/// The same from what rankItems() has already ranked under these options, at least options.top of it.
/// Cost: O(neighbours) a line.
RecommendationList recommend(const Serving& serving, const Query& query, const RecommendOptions& options,
                             const Ranked& ranked);

/// The same for many users, in parallel; row r is for users[r].
std::vector<RecommendationList> recommend(const Serving& serving, std::span<const User> users,
                                          const RecommendOptions& options, const JobContext& job = {});

/// The selected neighbours who bring an item, closest first.
std::vector<Reason> reasonsFor(const Serving& serving, const Query& query, Item item);

} // namespace tastescope
