#include "core/neighbours/neighbour_statistics.h"

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/neighbours/item_marks.h"

#include <algorithm>
#include <string>

namespace tastescope {

namespace {

/// Different items that neighbours bring. Where items have owners nobody brings what another one brings.
std::vector<std::int32_t> countItemsInReach(const NeighbourIndex& selected, const Dataset& dataset, Workers workers,
                                            const JobContext& job)
{
    std::vector<std::int32_t> counts(selected.userCount(), 0);
    const std::size_t marks = dataset.hasOwners() ? 0 : dataset.itemCount();
    auto seen = workers.copiesOf(ItemMarks(marks));
    parallelFor(static_cast<std::int64_t>(counts.size()), workers, job, [&](std::int64_t i, int worker) {
        const User user{static_cast<std::int32_t>(i)};
        ItemMarks& items = seen[static_cast<std::size_t>(worker)];
        items.clear();
        std::int32_t count = 0;
        for (const Neighbour& neighbour : selected.of(user)) {
            const auto brought = dataset.brought().row(neighbour.user);
            if (dataset.hasOwners())
                count += static_cast<std::int32_t>(brought.size());
            else
                for (const Item item : brought)
                    count += items.add(item) ? 1 : 0;
        }
        counts[index(user)] = count;
    });
    return counts;
}

std::vector<double> onlyPositive(const std::vector<std::int32_t>& counts)
{
    std::vector<double> values;
    for (const std::int32_t count : counts)
        if (count > 0)
            values.push_back(count);
    return values;
}

} // namespace

NeighbourStatistics neighbourStatistics(const NeighbourIndex& selected, const Dataset& dataset, int threads,
                                        const JobContext& job)
{
    if (selected.userCount() != dataset.userCount())
        throw Error("The neighbours are of " + std::to_string(selected.userCount()) + " users, the dataset has "
                    + std::to_string(dataset.userCount()) + ": search them again.");

    std::vector<std::int32_t> neighbours;
    for (const User user : idsUpTo<User>(selected.userCount()))
        neighbours.push_back(static_cast<std::int32_t>(selected.of(user).size()));
    std::vector<std::int32_t> timesChosen(selected.userCount(), 0);
    for (const Neighbour& neighbour : selected.entries())
        ++timesChosen[index(neighbour.user)];
    std::vector<std::int32_t> inReach = countItemsInReach(selected, dataset, Workers(threads), job);

    NeighbourStatistics statistics;
    statistics.neighbours = {dataset.hash(), std::move(neighbours)};
    statistics.timesChosen = {dataset.hash(), std::move(timesChosen)};
    statistics.inReach = {dataset.hash(), std::move(inReach)};
    return statistics;
}

NeighbourSummary summarise(const NeighbourStatistics& statistics, const UserSet& users)
{
    const std::vector<std::int32_t> timesChosen = users.valuesOf(statistics.timesChosen);
    NeighbourSummary summary;
    summary.neighbourCount = summarise(asDoubles(users.valuesOf(statistics.neighbours)));
    summary.popularity = summarise(onlyPositive(timesChosen));
    summary.reachableItems = summarise(asDoubles(users.valuesOf(statistics.inReach)));
    summary.neverChosen = std::ranges::count(timesChosen, 0);
    return summary;
}

Histogram similarityHistogram(const NeighbourIndex& index, int bins)
{
    if (bins < 1)
        throw Error("The number of bars is " + std::to_string(bins) + ", expected at least 1.");
    Histogram histogram;
    if (index.entryCount() == 0)
        return histogram;
    double largest = 0;
    for (const Neighbour& neighbour : index.entries())
        largest = std::max(largest, static_cast<double>(neighbour.similarity));
    for (int edge = 0; edge <= bins; ++edge)
        histogram.edges.push_back(largest * edge / bins);
    histogram.counts.assign(static_cast<std::size_t>(bins), 0);
    for (const Neighbour& neighbour : index.entries()) {
        const auto bar = static_cast<int>(static_cast<double>(neighbour.similarity) / largest * bins);
        ++histogram.counts[static_cast<std::size_t>(std::min(bar, bins - 1))];
    }
    return histogram;
}

} // namespace tastescope
