#pragma once

#include "core/base/job.h"
#include "core/data/dataset.h"

#include <string_view>

namespace tastescope {

/// Users a person's words may mean.
struct FoundUsers
{
    std::vector<User> byId;    ///< whose id begins with the text: shorter ids first, then lower numbers
    std::vector<Track> tracks; ///< whose title holds the text, ascending
    std::vector<User> byTrack; ///< who have one of these tracks, ascending
};

/// Ignores the case of the letters A to Z and blanks around the text; inside a number blanks are passed over, so that
/// "48 213" finds user 48213. A text without a visible character finds nobody.
/// Throws: Cancelled when job.stop is set. Cost: O(users + tracks + likes).
FoundUsers findUsers(std::string_view text, const Dataset& dataset, const JobContext& job = {});

/// Users whose id begins with the text, as FoundUsers::byId. Cost: O(users).
std::vector<User> findUsersById(std::string_view text, const Dataset& dataset);

/// An item that fits a text, and how well: FuzzyPattern::score().
struct FoundItem
{
    Item item{};
    int score = 0;
    bool operator==(const FoundItem&) const = default;
};

/// At most `limit` items whose titles fit the text best; of equals those with shorter titles, then lower numbers first.
/// Throws: Cancelled when job.stop is set. Cost: O(all titles).
std::vector<FoundItem> findItemsLike(std::string_view text, const Dataset& dataset, std::size_t limit,
                                     const JobContext& job = {});

/// At most `limit` items whose title holds the text: those that begin with it first, then lower numbers.
/// Cost: O(items).
std::vector<Item> findItems(std::string_view text, const Dataset& dataset, std::size_t limit);

} // namespace tastescope
