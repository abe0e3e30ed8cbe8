#include "core/pipeline/ownership.h"

#include "core/base/error.h"

namespace tastescope {

namespace {

BinaryMatrix<User, Item> likesThatCount(const Split& split, bool testCounts)
{
    if (!testCounts)
        return split.train;
    std::vector<std::pair<User, Item>> pairs;
    for (const auto* part : {&split.train, &split.test})
        for (const User user : idsUpTo<User>(part->rowCount()))
            for (const Item item : part->row(user))
                pairs.emplace_back(user, item);
    return BinaryMatrix<User, Item>::fromPairs(split.train.rowCount(), split.train.columnCount(), std::move(pairs));
}

struct Claim
{
    User user{};
    double value = 0;
};

/// Claims on each item, one after the other. Shape: offsets items + 1.
struct Claims
{
    std::vector<std::size_t> offsets;
    std::vector<Claim> claims;

    std::span<Claim> on(Item item)
    {
        return std::span(claims).subspan(offsets[index(item)], offsets[index(item) + 1] - offsets[index(item)]);
    }
};

Claims gatherClaims(const PairScorer& scorer, const BinaryMatrix<User, Item>& likes, const std::vector<double>& scores)
{
    Claims result{std::vector<std::size_t>(likes.columnCount() + 1, 0), std::vector<Claim>(likes.entryCount())};
    for (const Item item : likes.entries())
        ++result.offsets[index(item) + 1];
    for (std::size_t item = 0; item < likes.columnCount(); ++item)
        result.offsets[item + 1] += result.offsets[item];
    std::vector<std::size_t> next(result.offsets.begin(), result.offsets.end() - 1);
    std::size_t entry = 0;
    for (const User user : idsUpTo<User>(likes.rowCount()))
        for (const Item item : likes.row(user))
            result.claims[next[index(item)]++] = {user, scores[entry++] / scorer.rootOfLibrary(user)};
    return result;
}

} // namespace

Ownership assignOwners(const PairScorer& scorer, const Split& split, const OwnershipOptions& options,
                       const JobContext& job)
{
    if (options.maximum < 1)
        throw Error("A user must be allowed to own one item at least.");
    const BinaryMatrix<User, Item> likes = likesThatCount(split, options.testMakesOwners);
    Claims claims = gatherClaims(scorer, likes, scorePairs(scorer, likes, Workers(options.threads), job));

    Ownership result;
    std::vector<int> ownedSoFar(likes.rowCount(), 0);
    std::vector<std::pair<User, Item>> owned;
    for (const Item item : idsUpTo<Item>(likes.columnCount())) {
        const std::span<Claim> candidates = claims.on(item);
        std::ranges::sort(candidates, [](const Claim& a, const Claim& b) {
            return a.value != b.value ? a.value > b.value : a.user < b.user;
        });
        const auto winner = std::ranges::find_if(
            candidates, [&](const Claim& claim) { return ownedSoFar[index(claim.user)] < options.maximum; });
        if (winner != candidates.end()) {
            ++ownedSoFar[index(winner->user)];
            owned.emplace_back(winner->user, item);
        } else if (candidates.empty()) {
            ++result.unownedForWantOfLikers;
        } else {
            ++result.unownedForFullLikers;
        }
    }
    result.owned = BinaryMatrix<User, Item>::fromPairs(likes.rowCount(), likes.columnCount(), std::move(owned));
    return result;
}

} // namespace tastescope
