#include "core/data/describe.h"

#include <algorithm>

namespace tastescope {

namespace {

std::vector<std::int32_t> mostFirst(std::vector<std::int32_t> counts)
{
    std::ranges::sort(counts, std::greater<>());
    return counts;
}

std::int64_t entryCountOf(std::size_t value)
{
    return static_cast<std::int64_t>(value);
}

/// Ones in each column, of the rows of these users.
template<typename Column>
std::vector<std::int32_t> columnCountsOf(const BinaryMatrix<User, Column>& matrix, const UserSet& users)
{
    if (users.isAll())
        return matrix.columnCounts();
    std::vector<std::int32_t> counts(matrix.columnCount(), 0);
    for (const User user : users.users())
        for (const Column column : matrix.row(user))
            ++counts[index(column)];
    return counts;
}

/// Row lengths; users without an entry are left out where `onlyHolders`.
template<typename Column>
std::vector<double> rowSizes(const BinaryMatrix<User, Column>& matrix, const UserSet& users, bool onlyHolders)
{
    std::vector<double> sizes;
    users.forEach(matrix.rowCount(), [&](User user) {
        if (const std::size_t size = matrix.row(user).size(); size > 0 || !onlyHolders)
            sizes.push_back(static_cast<double>(size));
    });
    return sizes;
}

} // namespace

OwnershipReport reportOwnership(const BinaryMatrix<User, Item>& owned, int bins, const UserSet& users)
{
    const std::vector<double> perOwner = rowSizes(owned, users, true);
    OwnershipReport report;
    report.perOwner = summarise(perOwner);
    report.histogram = recounted(histogram(rowSizes(owned, {}, true), bins, true, true), perOwner);
    report.topShares = {topShare(perOwner, 0.01), topShare(perOwner, 0.05), topShare(perOwner, 0.10),
                        topShare(perOwner, 0.25)};
    report.gini = gini(perOwner);
    report.lorenz = lorenz(perOwner);
    report.unowned = entryCountOf(owned.columnCount() - owned.entryCount());
    return report;
}

std::optional<TimesReport> reportTimes(const Dataset& dataset)
{
    const Sequences& sequences = dataset.sequences();
    if (sequences.eventCount() == 0)
        return std::nullopt;
    TimesReport report{entryCountOf(sequences.eventCount()), sequences.times().front(), sequences.times().front()};
    for (const User user : idsUpTo<User>(sequences.userCount()))
        if (const auto times = sequences.times(user); !times.empty()) {
            report.first = std::min(report.first, times.front());
            report.last = std::max(report.last, times.back());
        }
    return report;
}

Distribution weightsOf(const Dataset& dataset, const UserSet& users)
{
    if (!dataset.hasWeights())
        return {};
    std::vector<double> values;
    users.forEach(dataset.weights().userCount(), [&](User user) {
        const auto mine = dataset.weights().values(user);
        values.insert(values.end(), mine.begin(), mine.end());
    });
    return summarise(values);
}

DatasetSummary describe(const Dataset& dataset, int bins, const UserSet& users)
{
    DatasetSummary summary;
    summary.counts = countData(dataset, users);
    const double cells = static_cast<double>(summary.counts.users) * static_cast<double>(summary.counts.tracks);
    summary.density = cells > 0 ? static_cast<double>(summary.counts.libraryPairs) / cells : 0.0;

    const OfUsers<std::int32_t> everybodys = positivesPerUser(dataset);
    const std::vector<double> positives = asDoubles(users.valuesOf(everybodys));
    summary.positivesPerUser = summarise(positives);
    summary.positivesHistogram = recounted(histogram(asDoubles(everybodys.values()), bins, true, true), positives);
    summary.librarySizes = summarise(rowSizes(dataset.library(), users, false));
    summary.trackListeners = mostFirst(columnCountsOf(dataset.library(), users));
    summary.topTrackShare = topShare(asDoubles(summary.trackListeners), 0.01);
    summary.itemLikers = mostFirst(columnCountsOf(dataset.train(), users));
    if (dataset.hasOwners())
        summary.ownership = reportOwnership(dataset.owned(), bins, users);
    summary.times = reportTimes(dataset);
    summary.weights = weightsOf(dataset, users);
    if (dataset.exploration().empty())
        return summary;
    const OfUsers<float> explored(dataset.hash(), dataset.exploration());
    const std::vector<double> exploration = asDoubles(users.valuesOf(explored));
    summary.exploration = summarise(exploration);
    summary.explorationHistogram = recounted(histogram(asDoubles(explored.values()), bins, false, false), exploration);
    return summary;
}

} // namespace tastescope
