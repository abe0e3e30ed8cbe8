#include "core/data/data_counts.h"

#include "core/data/dataset.h"

namespace tastescope {

namespace {

template<typename Row, typename Column>
std::int64_t pairsOf(const BinaryMatrix<Row, Column>& matrix, Row row)
{
    return static_cast<std::int64_t>(matrix.row(row).size());
}

} // namespace

DataCounts countData(const Dataset& dataset, const UserSet& users)
{
    users.requireOf(dataset.hash());
    const Split& split = dataset.split();
    DataCounts counts{.items = static_cast<std::int64_t>(dataset.itemCount()),
                      .tracks = static_cast<std::int64_t>(dataset.trackCount())};
    users.forEach(dataset.userCount(), [&](User user) {
        ++counts.users;
        counts.coldUsers += dataset.isCold(user) ? 1 : 0;
        counts.libraryPairs += pairsOf(dataset.library(), user);
        counts.train += pairsOf(split.train, user);
        counts.validation += pairsOf(split.validation, user);
        counts.test += pairsOf(split.test, user);
        counts.cold += pairsOf(split.cold, user);
    });
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
