#include "core/evaluation/next_item.h"

#include "core/base/parallel.h"
#include "core/data/events_before.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

/// A user that is measured, and what he gets.
struct Measured
{
    User user{};
    std::vector<double> duplicates; ///< by length
    double loss = 0;
};

double crossEntropy(std::span<const float> scores, std::span<const Item> positives)
{
    const float top = std::ranges::max(scores);
    double total = 0;
    for (const float score : scores)
        total += std::exp(static_cast<double>(score - top));
    double sum = 0;
    for (const Item item : positives)
        sum += std::log(total) - static_cast<double>(scores[index(item)] - top);
    return sum / static_cast<double>(positives.size());
}

/// By length the share of the first places that the items take; of equal scores the smaller number stands first.
std::vector<double> repeated(std::span<const float> scores, std::span<const Item> items, std::span<const int> lengths)
{
    std::vector<Item> distinct(items.begin(), items.end());
    std::ranges::sort(distinct);
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    std::vector<double> shares(lengths.size(), 0);
    for (const Item item : distinct) {
        const float own = scores[index(item)];
        std::int64_t place = std::count(scores.begin(), scores.begin() + number(item), own);
        for (const float score : scores)
            place += score > own ? 1 : 0;
        for (std::size_t n = 0; n < lengths.size(); ++n)
            shares[n] += place < lengths[n] ? 1.0 / lengths[n] : 0;
    }
    return shares;
}

Estimate meanOf(const std::vector<Measured>& measured)
{
    const auto count = static_cast<double>(measured.size());
    double mean = 0;
    for (const Measured& each : measured)
        mean += each.loss / count;
    double squares = 0;
    for (const Measured& each : measured)
        squares += (each.loss - mean) * (each.loss - mean);
    const double reach = measured.size() > 1 ? 1.96 * std::sqrt(squares / (count - 1) / count) : 0;
    return {mean, std::max(0.0, mean - reach), mean + reach};
}

} // namespace

std::optional<NextItemFigures> nextItemFigures(const Scorer& scorer, const Dataset& dataset, Part part, int window,
                                               std::span<const int> lengths, int threads, const JobContext& job)
{
    std::vector<Measured> measured;
    for (const User user : idsUpTo<User>(dataset.userCount()))
        if (!dataset.heldOut(part).row(user).empty())
            measured.push_back({user, {}, 0});
    if (measured.empty())
        return std::nullopt;
    const auto catalogue = idsUpTo<Item>(dataset.itemCount());
    const std::vector<Item> items(catalogue.begin(), catalogue.end());
    const Workers workers(threads);
    auto scores = workers.copiesOf(std::vector<float>(items.size()));
    const auto measure = [&](std::int64_t row, int worker) {
        Measured& each = measured[static_cast<std::size_t>(row)];
        std::vector<float>& mine = scores[static_cast<std::size_t>(worker)];
        scorer(each.user, items, mine);
        const Events known = eventsBefore(dataset, each.user, part);
        const std::size_t last = std::min(known.items.size(), static_cast<std::size_t>(window));
        each.duplicates = repeated(mine, std::span(known.items).last(last), lengths);
        each.loss = crossEntropy(mine, dataset.heldOut(part).row(each.user));
    };
    parallelFor(static_cast<std::int64_t>(measured.size()), workers, job, measure, 16);
    std::vector<std::string> names;
    std::vector<Estimate> estimates;
    for (std::size_t n = 0; n < lengths.size(); ++n) {
        std::vector<double> values;
        values.reserve(measured.size());
        for (const Measured& each : measured)
            values.push_back(each.duplicates[n]);
        names.push_back("duplicates-" + std::to_string(lengths[n]));
        estimates.push_back(estimateMean(values));
    }
    return NextItemFigures{{std::make_shared<const std::vector<std::string>>(std::move(names)), std::move(estimates)},
                           meanOf(measured)};
}

} // namespace tastescope
