#pragma once

#include "core/evaluation/evaluation.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/neighbour_statistics.h"
#include "core/serving/catalogue_facts.h"

#include <array>
#include <limits>
#include <vector>

namespace tastescope {

/// One line about a user in a list of all of them.
struct UserFacts
{
    static constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

    std::int32_t tracks = 0;          ///< in the library
    std::int32_t neighbours = 0;      ///< selected
    std::int32_t chosenBy = 0;        ///< users who selected this one
    double chosenShare = notKnown;    ///< of the users chosen at all, those chosen less often, equals half; in (0, 1)
    std::int32_t inReach = 0;         ///< different items the neighbours bring
    double meanTenth = notKnown;      ///< TasteProfile's, 1 to 10
    double reciprocalRank = notKnown; ///< of held-out items, mean of the user
    bool isCold = false;
    bool isFallback = false; ///< without candidates of his own: served with the mainstream user's list
};

struct UserOverview
{
    std::vector<UserFacts> users; ///< by user
    bool hasReciprocalRanks = false;
};

/// perUser: results with a column "mrr", or null.
/// Throws: Error when the results are of users of other data; Cancelled when job.stop is set. Cost: O(users log
/// users + neighbours + likes).
UserOverview describeUsers(const Dataset& dataset, const CatalogueFacts& facts, const NeighbourIndex& selected,
                           const CandidateLists& candidates, const UserResults* perUser, const JobContext& job = {});

/// Why one would look at a user.
enum class Attention {
    FewestNeighbours, ///< the hundredth part of the users who have neighbours, with the fewest
    LargestError,     ///< the tenth part of the evaluated users, with the lowest reciprocal rank
    NicheTaste,       ///< the twentieth part of the users, with the least popular tracks
    NoNeighbour,      ///< none was selected, whether the user is cold or not: as many as checkNeighbours() counts
    Fallback,         ///< without candidates of their own, whether cold or not: served with the mainstream user's list
    Cold,             ///< left training to test the cold start
};

inline constexpr std::array reasonsToLook{Attention::FewestNeighbours, Attention::LargestError, Attention::NicheTaste,
                                          Attention::NoNeighbour,      Attention::Fallback,     Attention::Cold};

/// Most remarkable first; ties: lower user. Parts are rounded up. Empty when what it asks for is not known.
std::vector<User> usersWorthLookingAt(const UserOverview& overview, Attention attention);

} // namespace tastescope
