#include "core/data/split.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/data/row_builder.h"

#include <cmath>

namespace tastescope {

namespace {

// Names of the random streams of this file; fixed, since stored splits are made again from their seed.
constexpr std::uint64_t coldStream = 0x636F6C64;
constexpr std::uint64_t cutStream = 0x637574;
constexpr std::uint64_t carveStream = 0x6361727665;

void checkOptions(const BinaryMatrix<User, Item>& positives, std::span<const std::int64_t> times,
                  const SplitOptions& options)
{
    const auto isShare = [](double share) { return share >= 0.0 && share <= 1.0; };
    if (!isShare(options.trainShare) || !isShare(options.validationShare)
        || options.trainShare + options.validationShare > 1.0 + 1e-9)
        throw Error("The shares of train and validation must lie between 0 and 1 and add up to at most 1.");
    if (!isShare(options.coldShare))
        throw Error("The share of cold users must lie between 0 and 1.");
    if (!times.empty() && times.size() != positives.entryCount())
        throw Error("There are " + std::to_string(times.size()) + " times for " + std::to_string(positives.entryCount())
                    + " positives; a split by time needs one each.");
    if (options.rule == SplitRule::LeaveLastOut && times.empty() && positives.entryCount() > 0)
        throw Error("This data has no times, so the last positive of a user is not known. Split at random instead.");
}

template<typename Id>
std::uint64_t keyOf(Id id, const std::vector<std::uint64_t>& keys)
{
    return keys.empty() ? index(id) : keys[index(id)];
}

/// A user's items in an order that is that of their keys where they have some.
std::vector<Item> byKey(std::span<const Item> items, const std::vector<std::uint64_t>& keys)
{
    std::vector<Item> ordered(items.begin(), items.end());
    if (!keys.empty())
        std::ranges::stable_sort(ordered, {}, [&](Item item) { return keys[index(item)]; });
    return ordered;
}

/// Those with the smallest draws among the users who have positives. Shape: one flag a user.
std::vector<bool> drawColdUsers(const BinaryMatrix<User, Item>& positives, const SplitOptions& options,
                                const SplitKeys& keys)
{
    std::vector<std::pair<std::uint64_t, User>> draws;
    for (const User user : idsUpTo<User>(positives.rowCount()))
        if (!positives.row(user).empty())
            draws.emplace_back(Random(options.seed, {coldStream, keyOf(user, keys.users)}).next(), user);
    const auto count = static_cast<std::ptrdiff_t>(std::llround(options.coldShare * static_cast<double>(draws.size())));
    std::nth_element(draws.begin(), draws.begin() + count, draws.end());

    std::vector<bool> cold(positives.rowCount(), false);
    for (std::ptrdiff_t i = 0; i < count; ++i)
        cold[index(draws[static_cast<std::size_t>(i)].second)] = true;
    return cold;
}

/// One user's positives in an order whose beginning is train, whose middle validation and whose end test.
struct Cut
{
    std::vector<Item> items;
    std::size_t train = 0; ///< how many
    std::size_t validation = 0;
};

Cut cutAtRandom(User user, std::span<const Item> items, const SplitOptions& options, const SplitKeys& keys)
{
    Cut cut{byKey(items, keys.items), items.size(), 0};
    Random random(options.seed, {cutStream, keyOf(user, keys.users)});
    random.shuffle(std::span(cut.items));
    // Half goes up; the hair keeps 0.7 + 0.2 from being less than 0.9.
    const auto upTo = [&](double share) {
        return std::min(items.size(), static_cast<std::size_t>(share * static_cast<double>(items.size()) + 0.5 + 1e-9));
    };
    cut.train = std::max<std::size_t>(1, upTo(options.trainShare));
    cut.validation = std::max(cut.train, upTo(options.trainShare + options.validationShare)) - cut.train;
    return cut;
}

Cut cutByTime(std::span<const Item> items, std::span<const std::int64_t> times)
{
    std::vector<std::pair<std::int64_t, Item>> order;
    for (std::size_t i = 0; i < items.size(); ++i)
        order.emplace_back(times[i], items[i]);
    std::sort(order.begin(), order.end());
    Cut cut{{}, items.size() - 2, 1};
    for (const auto& [time, item] : order)
        cut.items.push_back(item);
    return cut;
}

} // namespace

SplitKeys splitKeysOf(const IdTable& users, const IdTable& items)
{
    const auto keys = [](const IdTable& ids) {
        std::vector<std::uint64_t> hashes;
        hashes.reserve(ids.size());
        for (const std::string& name : ids.names())
            hashes.push_back(checksum(std::as_bytes(std::span(name))));
        return hashes;
    };
    return {keys(users), keys(items)};
}

Split splitPositives(const BinaryMatrix<User, Item>& positives, std::span<const std::int64_t> times,
                     const SplitOptions& options, const SplitKeys& keys)
{
    checkOptions(positives, times, options);
    const bool byTime = options.rule == SplitRule::LeaveLastOut;
    // By time, one positive at least stays in training beside the two that leave.
    const auto minimum = static_cast<std::size_t>(std::max(options.minimumPositives, byTime ? 3 : 1));
    const std::vector<bool> cold = drawColdUsers(positives, options, keys);

    RowBuilder<User, Item> train(positives.columnCount());
    RowBuilder<User, Item> validation(positives.columnCount());
    RowBuilder<User, Item> test(positives.columnCount());
    RowBuilder<User, Item> coldPart(positives.columnCount());
    for (const User user : idsUpTo<User>(positives.rowCount())) {
        const std::span<const Item> items = positives.row(user);
        Cut cut{{items.begin(), items.end()}, cold[index(user)] ? 0 : items.size(), 0};
        if (!cold[index(user)] && items.size() >= minimum)
            cut = byTime ? cutByTime(items, times.subspan(positives.rowBegin(user), items.size()))
                         : cutAtRandom(user, items, options, keys);
        const std::span<const Item> all = cut.items;
        const std::span<const Item> rest = all.subspan(cut.train + cut.validation);
        train.addRow(all.first(cut.train));
        validation.addRow(all.subspan(cut.train, cut.validation));
        test.addRow(cold[index(user)] ? std::span<const Item>() : rest);
        coldPart.addRow(cold[index(user)] ? rest : std::span<const Item>());
    }
    return {std::move(train).finish(), std::move(validation).finish(), std::move(test).finish(),
            std::move(coldPart).finish()};
}

void carveValidation(Split& split, const SplitOptions& options, const SplitKeys& keys)
{
    if (split.validation.entryCount() > 0)
        throw Error("This data has a validation part already.");
    RowBuilder<User, Item> train(split.train.columnCount());
    RowBuilder<User, Item> validation(split.train.columnCount());
    const auto minimum = static_cast<std::size_t>(std::max(2, options.minimumPositives));
    for (const User user : idsUpTo<User>(split.train.rowCount())) {
        const std::span<const Item> items = split.train.row(user);
        if (items.size() < minimum) {
            train.addRow(items);
            validation.addEmptyRow();
            continue;
        }
        const std::size_t drawn = Random(options.seed, {carveStream, keyOf(user, keys.users)}).below(items.size());
        const Item chosen = byKey(items, keys.items)[drawn];
        std::vector<Item> kept(items.begin(), items.end());
        std::erase(kept, chosen);
        train.addRow(kept);
        validation.addRow(std::span(&chosen, 1));
    }
    split.train = std::move(train).finish();
    split.validation = std::move(validation).finish();
}

std::string toText(const SplitOptions& options)
{
    const auto percent = [](double share) { return roundedText(share * 100.0, 4); };
    const bool random = options.rule == SplitRule::Random;
    std::string text = std::string("last positive by ") + (options.byLine ? "line" : "time")
                       + " to test, the one before to validation";
    if (random)
        text = percent(options.trainShare) + " / " + percent(options.validationShare) + " / "
               + percent(1.0 - options.trainShare - options.validationShare);
    if (options.coldShare > 0.0)
        text += ", " + percent(options.coldShare) + " % cold users";
    if (random || options.coldShare > 0.0)
        text += ", seed " + std::to_string(options.seed);
    return text;
}

} // namespace tastescope
