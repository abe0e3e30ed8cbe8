#include "core/evaluation/bootstrap.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <functional>

namespace tastescope {

namespace {

constexpr std::uint64_t bootstrapStream = 0x626F6F74; // "boot"

/// How often each row is drawn in a resample. Four draws in a row hide the wait for memory.
void countDraws(std::uint64_t seed, std::int64_t resample, std::span<std::uint16_t> counts)
{
    std::ranges::fill(counts, std::uint16_t{0});
    Random random(seed, {bootstrapStream, static_cast<std::uint64_t>(resample)});
    const std::uint64_t n = counts.size();
    for (std::uint64_t draw = 0; draw + 1 < n; draw += 2) {
        const std::uint64_t bits = random.next();
        ++counts[((bits >> 32) * n) >> 32];
        ++counts[((bits & 0xFFFFFFFFU) * n) >> 32];
    }
    if (n % 2 == 1)
        ++counts[((random.next() >> 32) * n) >> 32];
}

/// sum counts * values in eight lanes, whose order is fixed so that every machine adds alike.
double weightedSum(std::span<const std::uint16_t> counts, std::span<const double> values)
{
    constexpr std::size_t lanes = 8;
    std::array<double, lanes> sums{};
    const std::size_t whole = values.size() / lanes * lanes;
    for (std::size_t row = 0; row < whole; row += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sums[lane] += counts[row + lane] * values[row + lane];
    for (std::size_t row = whole; row < values.size(); ++row)
        sums[row - whole] += counts[row] * values[row];
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

/// Takes some more means up into the tails, in any order of their own.
void add(MeanTails& tails, std::span<const double> means, std::size_t kept)
{
    const auto keep = [kept](std::vector<double>& side, auto before) {
        if (side.size() <= kept)
            return;
        std::ranges::nth_element(side, side.begin() + static_cast<std::ptrdiff_t>(kept), before);
        side.resize(kept);
    };
    tails.lowest.insert(tails.lowest.end(), means.begin(), means.end());
    tails.highest.insert(tails.highest.end(), means.begin(), means.end());
    keep(tails.lowest, std::less());
    keep(tails.highest, std::greater());
    tails.notAbove += std::ranges::count_if(means, [](double mean) { return mean <= 0; });
    tails.notBelow += std::ranges::count_if(means, [](double mean) { return mean >= 0; });
    tails.resamples += std::ssize(means);
}

} // namespace

std::vector<MeanTails> resampledTails(std::span<const std::vector<double>> columns, int resamples, std::int64_t kept,
                                      std::uint64_t seed, Workers workers, const JobContext& job)
{
    std::vector<MeanTails> tails(columns.size());
    if (columns.empty())
        return tails;
    const std::size_t n = columns[0].size();
    assert(n >= 1 && n < (std::uint64_t{1} << 32));
    constexpr std::int64_t valuesAtOnce = 4'000'000;
    const std::int64_t block = std::clamp<std::int64_t>(valuesAtOnce / std::ssize(columns), 1, resamples);
    std::vector<std::vector<double>> means(columns.size()); // of one block of resamples
    auto scratch = workers.copiesOf(std::vector<std::uint16_t>(n));
    for (std::int64_t first = 0; first < resamples; first += block) {
        const std::int64_t count = std::min(block, resamples - first);
        for (std::vector<double>& column : means)
            column.resize(static_cast<std::size_t>(count));
        parallelFor(
            count, workers, job,
            [&](std::int64_t i, int worker) {
                auto& counts = scratch[static_cast<std::size_t>(worker)];
                countDraws(seed, first + i, counts);
                for (std::size_t column = 0; column < columns.size(); ++column)
                    means[column][static_cast<std::size_t>(i)] =
                        weightedSum(counts, columns[column]) / static_cast<double>(n);
            },
            4);
        parallelFor(
            std::ssize(columns), workers, job,
            [&](std::int64_t column, int) {
                const auto at = static_cast<std::size_t>(column);
                add(tails[at], means[at], static_cast<std::size_t>(kept));
            },
            1);
    }
    for (MeanTails& each : tails) {
        std::ranges::sort(each.lowest);
        std::ranges::sort(each.highest, std::greater());
    }
    return tails;
}

} // namespace tastescope
