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

} // namespace

OwnershipReport reportOwnership(const BinaryMatrix<User, Item>& owned, int bins)
{
    std::vector<double> perOwner;
    for (const User user : idsUpTo<User>(owned.rowCount()))
        if (!owned.row(user).empty())
            perOwner.push_back(static_cast<double>(owned.row(user).size()));
    OwnershipReport report;
    report.perOwner = summarise(perOwner);
    report.histogram = histogram(perOwner, bins, true, true);
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

DatasetSummary describe(const Dataset& dataset, int bins)
{
    const Split& split = dataset.split();
    std::vector<double> positives;
    std::vector<double> libraries;
    DatasetSummary summary;
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        positives.push_back(static_cast<double>(split.train.row(user).size() + split.validation.row(user).size()
                                                + split.test.row(user).size() + split.cold.row(user).size()));
        libraries.push_back(static_cast<double>(dataset.library().row(user).size()));
        summary.coldUsers += dataset.isCold(user) ? 1 : 0;
    }
    summary.users = entryCountOf(dataset.userCount());
    summary.items = entryCountOf(dataset.itemCount());
    summary.tracks = entryCountOf(dataset.trackCount());
    summary.likes = entryCountOf(dataset.library().entryCount());
    const double cells = static_cast<double>(summary.users) * static_cast<double>(summary.tracks);
    summary.density = cells > 0 ? static_cast<double>(summary.likes) / cells : 0.0;
    summary.train = entryCountOf(split.train.entryCount());
    summary.validation = entryCountOf(split.validation.entryCount());
    summary.test = entryCountOf(split.test.entryCount());
    summary.cold = entryCountOf(split.cold.entryCount());
    summary.positives = summary.train + summary.validation + summary.test + summary.cold;

    summary.positivesPerUser = summarise(positives);
    summary.positivesHistogram = histogram(positives, bins, true, true);
    summary.librarySizes = summarise(libraries);
    summary.trackListeners = mostFirst(dataset.library().columnCounts());
    summary.topTrackShare = topShare(asDoubles(summary.trackListeners), 0.01);
    summary.itemLikers = mostFirst(dataset.train().columnCounts());
    if (dataset.hasOwners())
        summary.ownership = reportOwnership(dataset.owned(), bins);
    summary.times = reportTimes(dataset);
    const std::vector<double> exploration = asDoubles(dataset.exploration());
    summary.exploration = summarise(exploration);
    summary.explorationHistogram = histogram(exploration, bins, false, false);
    return summary;
}

} // namespace tastescope
