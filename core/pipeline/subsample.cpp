#include "core/pipeline/subsample.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/data/matrix_edit.h"
#include "core/pipeline/ownership.h"

#include <cmath>

namespace tastescope {

namespace {

constexpr std::uint64_t subsampleStream = 0x746F79;

std::vector<User> drawUsers(std::size_t users, const SubsampleOptions& options)
{
    std::vector<std::pair<std::uint64_t, User>> draws;
    for (const User user : idsUpTo<User>(users))
        draws.emplace_back(Random(options.seed, {subsampleStream, index(user)}).next(), user);
    std::ranges::sort(draws);
    const auto count = std::max(1LL, std::llround(options.share * static_cast<double>(users)));
    std::vector<User> kept;
    for (std::size_t i = 0; i < std::min(users, static_cast<std::size_t>(count)); ++i)
        kept.push_back(draws[i].second);
    std::ranges::sort(kept);
    return kept;
}

std::optional<EvaluationLists> keepLists(const std::optional<EvaluationLists>& lists, const std::vector<User>& users)
{
    if (!lists)
        return std::nullopt;
    EvaluationLists result;
    for (std::size_t p = 0; p < lists->positives.size(); ++p) {
        const auto place = std::ranges::lower_bound(users, lists->positives[p].user);
        if (place == users.end() || *place != lists->positives[p].user)
            continue;
        result.positives.push_back({User{static_cast<std::int32_t>(place - users.begin())}, lists->positives[p].item});
        const std::span<const Item> negatives = lists->negativesOf(p);
        result.negatives.insert(result.negatives.end(), negatives.begin(), negatives.end());
        result.offsets.push_back(static_cast<std::int64_t>(result.negatives.size()));
    }
    return result;
}

void keepUsers(DatasetParts& parts, const std::vector<User>& users)
{
    std::vector<float> exploration;
    if (!parts.exploration.empty())
        for (const User user : users)
            exploration.push_back(parts.exploration[index(user)]);
    parts.exploration = std::move(exploration);
    parts.users = selectIds(parts.users, std::span(users));
    parts.library = selectRows(parts.library, std::span(users));
    for (auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold})
        *part = selectRows(*part, std::span(users));
    const std::vector<bool> allItems(parts.items.size(), true);
    parts.sequences = selectEvents(parts.sequences, users, numberTheKept(allItems), parts.items.size());
    parts.weights = selectWeights(parts.weights, users, numberTheKept(allItems), parts.items.size());
    parts.givenValidation = keepLists(parts.givenValidation, users);
    parts.givenTest = keepLists(parts.givenTest, users);
}

void dropUnlikedItems(DatasetParts& parts)
{
    std::vector<bool> liked(parts.items.size(), false);
    for (const auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold})
        for (const Item item : part->entries())
            liked[index(item)] = true;
    const std::vector<Item> kept = idsOfTheKept<Item>(liked);
    const std::vector<std::int32_t> numbers = numberTheKept(liked);
    for (auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold})
        *part = renumberColumns(*part, std::span(numbers), kept.size());
    const std::vector<bool> allUsers(parts.sequences.userCount(), true);
    parts.sequences = selectEvents(parts.sequences, idsOfTheKept<User>(allUsers), numbers, kept.size());
    const std::vector<bool> allWeighed(parts.weights.userCount(), true);
    parts.weights = selectWeights(parts.weights, idsOfTheKept<User>(allWeighed), numbers, kept.size());
    parts.itemTracks = selectRows(parts.itemTracks, std::span(kept));
    parts.items = selectEntries(parts.items, std::span(kept));
}

} // namespace

std::shared_ptr<const Dataset> subsample(const Dataset& dataset, const SubsampleOptions& options, const JobContext& job)
{
    if (!(options.share > 0.0 && options.share <= 1.0))
        throw Error("The share of users to keep must lie in (0, 1].");
    job.report(StageStarted{"drawing users"});
    const std::vector<User> users = drawUsers(dataset.userCount(), options);
    DatasetParts parts = dataset.parts();
    const bool ownAnew = dataset.hasOwners() && dataset.hasItemTracks();
    if (ownAnew)
        parts.exploration = explorationOf(dataset);
    keepUsers(parts, users);
    if (ownAnew) {
        dropUnlikedItems(parts);
        const PairScorer scorer(parts.library, parts.itemTracks, parts.exploration);
        parts.owned = assignOwners(scorer, parts.split, options.ownership, job).owned;
    } else if (dataset.hasOwners()) {
        parts.owned = selectRows(parts.owned, std::span(users));
    }
    parts.name += ", subsample";
    parts.provenance.options.emplace_back("subsample", roundedText(options.share, 6) + " of the users, seed "
                                                           + std::to_string(options.seed));
    return std::make_shared<const Dataset>(std::move(parts));
}

} // namespace tastescope
