#include "core/serving/user_overview.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

void addReciprocalRanks(UserOverview& overview, const UserResults& results, const Dataset& dataset)
{
    const auto column = std::ranges::find(results.metrics, "mrr");
    if (column == results.metrics.end())
        return;
    results.requireOf(dataset.hash(), overview.users.size());
    const auto metric = static_cast<std::size_t>(column - results.metrics.begin());
    for (std::size_t row = 0; row < results.users.size(); ++row)
        overview.users[index(results.users[row])].reciprocalRank = results.value(row, metric);
    overview.hasReciprocalRanks = !results.users.empty();
}

void addChosenShares(UserOverview& overview)
{
    std::vector<std::int32_t> counts;
    for (const UserFacts& user : overview.users)
        if (user.chosenBy > 0)
            counts.push_back(user.chosenBy);
    std::sort(counts.begin(), counts.end());
    for (UserFacts& user : overview.users) {
        if (user.chosenBy == 0)
            continue;
        const auto [low, high] = std::equal_range(counts.begin(), counts.end(), user.chosenBy);
        const double below = static_cast<double>(low - counts.begin()) + static_cast<double>(high - low) / 2;
        user.chosenShare = below / static_cast<double>(counts.size());
    }
}

/// The users `key` knows a number for, smallest first, cut to ceil(share * how many they are).
template<typename Key>
std::vector<User> smallest(const UserOverview& overview, double share, Key key)
{
    const auto keyOf = [&](User user) { return key(overview.users[index(user)]); };
    std::vector<User> users;
    for (const User user : idsUpTo<User>(overview.users.size()))
        if (!std::isnan(keyOf(user)))
            users.push_back(user);
    std::stable_sort(users.begin(), users.end(), [&](User a, User b) { return keyOf(a) < keyOf(b); });
    users.resize(static_cast<std::size_t>(std::ceil(share * static_cast<double>(users.size()))));
    return users;
}

double meanTenth(std::span<const Track> tracks, const CatalogueFacts& facts)
{
    double sum = 0;
    for (const Track track : tracks)
        sum += facts.tenth(track) + 1;
    return tracks.empty() ? UserFacts::notKnown : sum / static_cast<double>(tracks.size());
}

template<typename Wanted>
std::vector<User> those(const UserOverview& overview, Wanted wanted)
{
    std::vector<User> users;
    for (const User user : idsUpTo<User>(overview.users.size()))
        if (wanted(overview.users[index(user)]))
            users.push_back(user);
    return users;
}

} // namespace

UserOverview describeUsers(const Dataset& dataset, const CatalogueFacts& facts, const NeighbourIndex& selected,
                           const CandidateLists& candidates, const UserResults* perUser, const JobContext& job)
{
    const NeighbourStatistics statistics = neighbourStatistics(selected, dataset, 1, job);
    UserOverview overview;
    overview.users.resize(dataset.userCount());
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        UserFacts& line = overview.users[index(user)];
        line.tracks = static_cast<std::int32_t>(dataset.library().row(user).size());
        line.neighbours = statistics.neighbours[user];
        line.chosenBy = statistics.timesChosen[user];
        line.inReach = statistics.inReach[user];
        line.isCold = dataset.isCold(user);
        line.isFallback = candidates.isFallback(user);
        line.meanTenth = meanTenth(dataset.library().row(user), facts);
    }
    job.throwIfStopped();
    addChosenShares(overview);
    if (perUser)
        addReciprocalRanks(overview, *perUser, dataset);
    return overview;
}

std::vector<User> usersWorthLookingAt(const UserOverview& overview, Attention attention)
{
    switch (attention) {
    case Attention::FewestNeighbours:
        return smallest(overview, 0.01, [](const UserFacts& user) {
            return user.neighbours > 0 ? static_cast<double>(user.neighbours) : UserFacts::notKnown;
        });
    case Attention::LargestError:
        return smallest(overview, 0.1, [](const UserFacts& user) { return user.reciprocalRank; });
    case Attention::NicheTaste:
        return smallest(overview, 0.05, [](const UserFacts& user) { return user.meanTenth; });
    case Attention::NoNeighbour:
        return those(overview, [](const UserFacts& user) { return user.neighbours == 0; });
    case Attention::Fallback:
        return those(overview, [](const UserFacts& user) { return user.isFallback; });
    case Attention::Cold:
        return those(overview, [](const UserFacts& user) { return user.isCold; });
    }
    return {};
}

} // namespace tastescope
