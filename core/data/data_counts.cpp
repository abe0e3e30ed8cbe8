#include "core/data/data_counts.h"

#include "core/data/dataset.h"

#include <algorithm>

namespace tastescope {

namespace {

template<typename Row, typename Column>
std::int64_t pairsOf(const BinaryMatrix<Row, Column>& matrix, Row row)
{
    return static_cast<std::int64_t>(matrix.row(row).size());
}

std::int64_t entriesOf(const auto& matrix)
{
    return static_cast<std::int64_t>(matrix.entryCount());
}

void countEverybody(DataCounts& counts, const Dataset& dataset)
{
    const auto everybody = idsUpTo<User>(dataset.userCount());
    counts.users = static_cast<std::int64_t>(dataset.userCount());
    counts.coldUsers = std::ranges::count_if(everybody, [&](User user) { return dataset.isCold(user); });
    counts.libraryPairs = entriesOf(dataset.library());
    counts.train = entriesOf(dataset.split().train);
    counts.validation = entriesOf(dataset.split().validation);
    counts.test = entriesOf(dataset.split().test);
    counts.cold = entriesOf(dataset.split().cold);
}

void countSome(DataCounts& counts, const Dataset& dataset, const UserSet& users)
{
    const Split& split = dataset.split();
    users.forEach(dataset.userCount(), [&](User user) {
        ++counts.users;
        counts.coldUsers += dataset.isCold(user) ? 1 : 0;
        counts.libraryPairs += pairsOf(dataset.library(), user);
        counts.train += pairsOf(split.train, user);
        counts.validation += pairsOf(split.validation, user);
        counts.test += pairsOf(split.test, user);
        counts.cold += pairsOf(split.cold, user);
    });
}

} // namespace

DataCounts countData(const Dataset& dataset, const UserSet& users)
{
    users.requireOf(dataset.hash());
    DataCounts counts{.items = static_cast<std::int64_t>(dataset.itemCount()),
                      .tracks = static_cast<std::int64_t>(dataset.trackCount())};
    if (users.isAll())
        countEverybody(counts, dataset);
    else
        countSome(counts, dataset, users);
    counts.positives = counts.train + counts.validation + counts.test + counts.cold;
    return counts;
}

OfUsers<std::int32_t> positivesPerUser(const Dataset& dataset)
{
    const Split& split = dataset.split();
    std::vector<std::int32_t> positives;
    positives.reserve(dataset.userCount());
    for (const User user : idsUpTo<User>(dataset.userCount()))
        positives.push_back(static_cast<std::int32_t>(pairsOf(split.train, user) + pairsOf(split.validation, user)
                                                      + pairsOf(split.test, user) + pairsOf(split.cold, user)));
    return {dataset.hash(), std::move(positives)};
}

} // namespace tastescope
