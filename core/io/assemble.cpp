#include "core/io/assemble.h"

#include "core/base/error.h"
#include "core/data/matrix_edit.h"
#include "core/io/fold_ratings.h"
#include "core/io/renumber.h"

#include <algorithm>
#include <iterator>
#include <numeric>
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

/// Takes out of one list, from `begin` on, what is there twice and, unless they are kept, what the user likes.
void cleanList(std::vector<Item>& negatives, std::size_t begin, User user, const Split& split, bool keepsLiked,
               ImportReport& report)
{
    const auto first = negatives.begin() + static_cast<std::ptrdiff_t>(begin);
    std::set<Item> seen;
    const auto goes = [&](Item item) {
        const bool isRepeated = !seen.insert(item).second;
        report.repeatedNegatives += isRepeated;
        const auto likes = [&](const BinaryMatrix<User, Item>& part) { return part.contains(user, item); };
        const bool isLiked =
            !isRepeated && !keepsLiked && (likes(split.train) || likes(split.validation) || likes(split.test));
        report.likedNegatives += isLiked;
        return isRepeated || isLiked;
    };
    std::vector<Item> kept; // in their order: remove_if may ask of an item more than once
    std::copy_if(first, negatives.end(), std::back_inserter(kept), [&](Item item) { return !goes(item); });
    negatives.resize(begin);
    negatives.insert(negatives.end(), kept.begin(), kept.end());
}

/// Lists whose positive is still a test row, in the new numbers.
EvaluationLists renumbered(const EvaluationLists& lists, const Numbers& numbers, const Split& split, bool keepsLiked,
                           ImportReport& report)
{
    EvaluationLists result;
    for (std::size_t p = 0; p < lists.positives.size(); ++p) {
        const User user{numbers.users.numbers[index(lists.positives[p].user)]};
        const Item item{numbers.items.numbers[index(lists.positives[p].item)]};
        if (number(user) < 0 || number(item) < 0 || !split.test.contains(user, item))
            continue;
        const std::size_t begin = result.negatives.size();
        result.positives.push_back({user, item});
        for (const Item negative : lists.negativesOf(p))
            result.negatives.push_back(Item{numbers.items.numbers[index(negative)]});
        cleanList(result.negatives, begin, user, split, keepsLiked, report);
        result.offsets.push_back(static_cast<std::int64_t>(result.negatives.size()));
    }
    return result;
}

/// A pair of both parts stays in test alone: what a model is tested on it must not learn. Both are in the order of
/// users, then items.
void removeFromTrain(Ratings& train, const Ratings& test, ImportReport& report)
{
    std::size_t kept = 0;
    std::size_t t = 0;
    const auto pairOf = [](const Ratings& rows, std::size_t row) {
        return std::pair(rows.users[row], rows.items[row]);
    };
    for (std::size_t row = 0; row < train.size(); ++row) {
        const auto pair = pairOf(train, row);
        while (t < test.size() && pairOf(test, t) < pair)
            ++t;
        if (t < test.size() && pairOf(test, t) == pair)
            continue;
        train.users[kept] = pair.first;
        train.items[kept] = pair.second;
        if (!train.values.empty())
            train.values[kept] = train.values[row];
        ++kept;
    }
    report.inBothParts += static_cast<std::int64_t>(train.size() - kept);
    train.users.resize(kept);
    train.items.resize(kept);
    train.values.resize(train.values.empty() ? 0 : kept);
}

/// Folds both parts in place, and gives back the events of both.
Sequences foldParts(RawData& data, const ImportOptions& options, ImportReport& report, const JobContext& job)
{
    const auto fold = [&](Ratings& rows) {
        FoldedRatings folded = foldRatings(rows, data.users.size(), data.items.size(), options, report, job);
        rows = std::move(folded.pairs);
        return std::move(folded.events);
    };
    Sequences events = fold(data.ratings);
    if (!data.test)
        return events;
    const Sequences testEvents = fold(*data.test);
    removeFromTrain(data.ratings, *data.test, report);
    if (data.validation) {
        const Sequences validationEvents = fold(*data.validation);
        removeFromTrain(data.ratings, *data.validation, report);
        removeFromTrain(*data.validation, *data.test, report);
        const bool areKnown = events.userCount() > 0 && validationEvents.userCount() > 0;
        events = areKnown ? merge(events, validationEvents) : Sequences();
    }
    const bool bothKnown = events.userCount() > 0 && testEvents.userCount() > 0;
    return bothKnown ? merge(events, testEvents) : Sequences();
}

/// Folds the rows with their lines for times, which order the split and are no times of the data: events are those of
/// the times the data has, if it has any.
Sequences foldByLine(RawData& data, const ImportOptions& options, ImportReport& report, const JobContext& job)
{
    Sequences events;
    if (!data.ratings.times.empty()) {
        ImportReport unused;
        events = foldRatings(data.ratings, data.users.size(), data.items.size(), options, unused, job).events;
    }
    data.ratings.times.resize(data.ratings.size());
    std::iota(data.ratings.times.begin(), data.ratings.times.end(), std::int64_t{0});
    data.ratings =
        std::move(foldRatings(data.ratings, data.users.size(), data.items.size(), options, report, job).pairs);
    return events;
}

/// What has a title and is no item of the dataset: no row has it, or none that stayed.
IdTable unseenItems(const RawData& data, const Numbers& numbers)
{
    IdTable unseen = data.unseenItems;
    for (std::size_t item = 0; item < data.items.titles.size(); ++item)
        if (numbers.items.numbers[item] < 0 && !data.items.titles[item].empty())
            unseen.add(data.items.ids.name(item));
    return unseen;
}

/// The weights of the pairs of all parts, of nobody where none are known. Parts without weights weigh 1.
PairWeights weightsOf(const RawData& data, const Numbers& numbers)
{
    struct Weighed
    {
        User user;
        Item item;
        float value;
    };
    std::vector<Weighed> all;
    bool areKnown = false;
    const auto add = [&](const Ratings& part) {
        areKnown |= !part.values.empty();
        for (std::size_t row = 0; row < part.size(); ++row)
            all.push_back({User{numbers.users.numbers[index(part.users[row])]},
                           Item{numbers.items.numbers[index(part.items[row])]},
                           part.values.empty() ? 1.0F : part.values[row]});
    };
    add(data.ratings);
    for (const auto* part : {&data.validation, &data.test})
        if (*part)
            add(**part);
    if (!areKnown)
        return {};
    std::ranges::sort(all, {}, [](const Weighed& each) { return std::pair(each.user, each.item); });
    std::vector<std::int64_t> offsets(numbers.users.ids.size() + 1, 0);
    std::vector<Item> items;
    std::vector<float> values;
    for (const auto& [user, item, value] : all) {
        ++offsets[index(user) + 1];
        items.push_back(item);
        values.push_back(value);
    }
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    return {BinaryMatrix<User, Item>(numbers.items.ids.size(), std::move(offsets), std::move(items)),
            std::move(values)};
}

Split makeSplit(const RawData& data, const Numbers& numbers, const DatasetParts& parts, const ImportOptions& options)
{
    const SplitKeys keys = splitKeysOf(parts.users, parts.items.ids);
    if (!data.test)
        return splitPositives(toMatrix(data.ratings, numbers), data.ratings.times, options.splitOptions, keys);
    Split split;
    split.train = toMatrix(data.ratings, numbers);
    split.test = toMatrix(*data.test, numbers);
    split.validation = split.cold =
        BinaryMatrix<User, Item>::fromPairs(split.train.rowCount(), split.train.columnCount(), {});
    if (data.validation)
        split.validation = toMatrix(*data.validation, numbers);
    else
        carveValidation(split, options.splitOptions, keys);
    return split;
}

} // namespace

DatasetParts assemble(RawData data, const ImportOptions& options, ImportReport& report, const JobContext& job)
{
    if (options.split == SplitChoice::Given && !data.test)
        throw Error("The split that came with the data was asked for, but there is no test part beside these files.");
    const bool useGiven = options.split == SplitChoice::Auto || options.split == SplitChoice::Given;
    if (data.validation && (!data.test || !useGiven)) { // of two parts, validation is carved off train
        append(data.ratings, *data.validation);
        data.validation.reset();
    }
    if (data.test && !useGiven) {
        append(data.ratings, *data.test);
        data.test.reset();
        data.testLists.reset();
    }
    const bool byLine = options.split == SplitChoice::LeaveLastOut && options.order == Order::Line;
    if (options.split == SplitChoice::LeaveLastOut && !byLine && data.ratings.times.empty())
        throw Error("A split by time was asked for, but the data has no times. If the lines of the files are in order "
                    "of time, choose the order of lines.");

    const Sequences events = byLine ? foldByLine(data, options, report, job) : foldParts(data, options, report, job);
    report.positives = static_cast<std::int64_t>(data.ratings.size() + (data.validation ? data.validation->size() : 0)
                                                 + (data.test ? data.test->size() : 0));
    if (data.ratings.size() == 0)
        throw Error("No row is left to learn from: " + std::to_string(report.rows) + " were read, "
                    + std::to_string(report.lowRated) + " are rated under the minimum. Choose a lower one.");

    const Numbers numbers = renumber(data);
    job.throwIfStopped();
    DatasetParts parts;
    parts.itemsAreTracks = true;
    parts.users = selectIds(data.users, std::span(numbers.users.ids));
    for (auto* texts : {&data.items.titles, &data.items.details})
        if (!texts->empty())
            texts->resize(data.items.size()); // what was named last has none
    parts.items = selectEntries(data.items, std::span(numbers.items.ids));
    parts.sequences = selectEvents(events, numbers.users.ids, numbers.items.numbers, numbers.items.ids.size());
    if (parts.sequences.userCount() > 0) // only models that go by order have words of their own
        parts.unseenItems = unseenItems(data, numbers);
    parts.weights = weightsOf(data, numbers);
    parts.split = makeSplit(data, numbers, parts, options);
    if (data.testLists)
        parts.givenTest = renumbered(*data.testLists, numbers, parts.split, options.keepLikedNegatives, report);
    return parts;
}

} // namespace tastescope
