#include "core/io/assemble.h"

#include "core/base/error.h"
#include "core/io/fold_ratings.h"

#include <algorithm>
#include <set>

namespace tastescope {

namespace {

void append(Ratings& into, const Ratings& more)
{
    const auto join = [&](auto Ratings::*column) {
        auto& values = into.*column;
        const auto& others = more.*column;
        // A column that one half lacks says nothing about the whole.
        if (values.size() == into.size() && others.size() == more.size())
            values.insert(values.end(), others.begin(), others.end());
        else
            values.clear();
    };
    join(&Ratings::values);
    join(&Ratings::times);
    into.items.insert(into.items.end(), more.items.begin(), more.items.end());
    into.users.insert(into.users.end(), more.users.begin(), more.users.end());
}

/// New dense numbers for what is used, in the old order; -1 for the rest.
struct Renumbering
{
    std::vector<std::int32_t> to;
    std::vector<std::size_t> kept;

    explicit Renumbering(const std::vector<bool>& used) : to(used.size(), -1)
    {
        for (std::size_t old = 0; old < used.size(); ++old)
            if (used[old]) {
                to[old] = static_cast<std::int32_t>(kept.size());
                kept.push_back(old);
            }
    }

    std::vector<std::string> pick(const std::vector<std::string>& texts) const
    {
        std::vector<std::string> picked;
        for (const std::size_t old : kept)
            picked.push_back(old < texts.size() ? texts[old] : std::string());
        return picked;
    }
};

struct Numbers
{
    Renumbering users;
    Renumbering items;
};

Numbers renumber(const RawData& data)
{
    std::vector<bool> users(data.users.size(), false);
    std::vector<bool> items(data.items.size(), false);
    const auto mark = [&](const Ratings& ratings) {
        for (std::size_t row = 0; row < ratings.size(); ++row) {
            users[index(ratings.users[row])] = true;
            items[index(ratings.items[row])] = true;
        }
    };
    mark(data.ratings);
    if (data.test)
        mark(*data.test);
    if (data.testLists)
        for (const Item item : data.testLists->negatives)
            items[index(item)] = true;
    return {Renumbering(users), Renumbering(items)};
}

/// Folded ratings (in the order of users, then items) as a matrix in the new numbers.
BinaryMatrix<User, Item> toMatrix(const Ratings& ratings, const Numbers& numbers)
{
    std::vector<std::int64_t> offsets(numbers.users.kept.size() + 1, 0);
    std::vector<Item> items;
    items.reserve(ratings.size());
    for (std::size_t row = 0; row < ratings.size(); ++row) {
        ++offsets[static_cast<std::size_t>(numbers.users.to[index(ratings.users[row])]) + 1];
        items.push_back(Item{numbers.items.to[index(ratings.items[row])]});
    }
    for (std::size_t u = 0; u + 1 < offsets.size(); ++u)
        offsets[u + 1] += offsets[u];
    return {numbers.items.kept.size(), std::move(offsets), std::move(items)};
}

/// Lists whose positive is still a test row, in the new numbers.
EvaluationLists renumbered(const EvaluationLists& lists, const Numbers& numbers, const BinaryMatrix<User, Item>& test)
{
    EvaluationLists result;
    for (std::size_t p = 0; p < lists.positives.size(); ++p) {
        const User user{numbers.users.to[index(lists.positives[p].user)]};
        const Item item{numbers.items.to[index(lists.positives[p].item)]};
        if (number(user) < 0 || number(item) < 0 || !test.contains(user, item))
            continue;
        result.positives.push_back({user, item});
        for (const Item negative : lists.negativesOf(p))
            result.negatives.push_back(Item{numbers.items.to[index(negative)]});
        result.offsets.push_back(static_cast<std::int64_t>(result.negatives.size()));
    }
    return result;
}

/// A pair of both parts stays in test alone: what a model is tested on it must not learn.
void removeFromTrain(Ratings& train, const Ratings& test, ImportReport& report)
{
    std::set<std::pair<User, Item>> held;
    for (std::size_t row = 0; row < test.size(); ++row)
        held.emplace(test.users[row], test.items[row]);
    Ratings kept;
    for (std::size_t row = 0; row < train.size(); ++row) {
        if (held.contains({train.users[row], train.items[row]})) {
            ++report.inBothParts;
            continue;
        }
        kept.users.push_back(train.users[row]);
        kept.items.push_back(train.items[row]);
    }
    train = std::move(kept);
}

Split makeSplit(const RawData& data, const Numbers& numbers, const ImportOptions& options)
{
    if (!data.test)
        return splitPositives(toMatrix(data.ratings, numbers), data.ratings.times, options.splitOptions);
    Split split;
    split.train = toMatrix(data.ratings, numbers);
    split.test = toMatrix(*data.test, numbers);
    split.validation = split.cold =
        BinaryMatrix<User, Item>::fromPairs(split.train.rowCount(), split.train.columnCount(), {});
    carveValidation(split, options.splitOptions);
    return split;
}

} // namespace

DatasetParts assemble(RawData data, const ImportOptions& options, ImportReport& report, const JobContext& job)
{
    if (options.split == SplitChoice::Given && !data.test)
        throw Error("The split that came with the data was asked for, but there is no test part beside these files.");
    const bool useGiven = options.split == SplitChoice::Auto || options.split == SplitChoice::Given;
    if (data.test && !useGiven) {
        append(data.ratings, *data.test);
        data.test.reset();
        data.testLists.reset();
    }
    if (options.split == SplitChoice::LeaveLastOut && data.ratings.times.empty())
        throw Error("A split by time was asked for, but the data has no times.");

    data.ratings = foldRatings(data.ratings, data.users.size(), options, report, job);
    if (data.test) {
        data.test = foldRatings(*data.test, data.users.size(), options, report, job);
        removeFromTrain(data.ratings, *data.test, report);
    }
    report.positives = static_cast<std::int64_t>(data.ratings.size() + (data.test ? data.test->size() : 0));
    if (data.ratings.size() == 0)
        throw Error("No row is left to learn from: " + std::to_string(report.rows) + " were read, "
                    + std::to_string(report.lowRated) + " are rated under the minimum. Choose a lower one.");

    const Numbers numbers = renumber(data);
    job.throwIfStopped();
    DatasetParts parts;
    parts.itemsAreTracks = true;
    parts.users = IdTable(numbers.users.pick(data.users.names()));
    parts.items.ids = IdTable(numbers.items.pick(data.items.ids.names()));
    if (!data.items.titles.empty())
        parts.items.titles = numbers.items.pick(data.items.titles);
    if (!data.items.details.empty())
        parts.items.details = numbers.items.pick(data.items.details);
    parts.split = makeSplit(data, numbers, options);
    if (data.testLists)
        parts.givenTest = renumbered(*data.testLists, numbers, parts.split.test);
    return parts;
}

} // namespace tastescope
