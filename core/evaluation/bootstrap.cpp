#include "core/evaluation/bootstrap.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <cassert>

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

} // namespace

std::vector<std::vector<double>> resampledMeans(std::span<const std::vector<double>> columns, int resamples,
                                                std::uint64_t seed, Workers workers, const JobContext& job)
{
    std::vector<std::vector<double>> means(columns.size(), std::vector<double>(static_cast<std::size_t>(resamples)));
    if (columns.empty())
        return means;
    const std::size_t n = columns[0].size();
    assert(n >= 1 && n < (std::uint64_t{1} << 32));
    auto scratch = workers.copiesOf(std::vector<std::uint16_t>());
    parallelFor(
        resamples, workers, job,
        [&](std::int64_t resample, int worker) {
            auto& counts = scratch[static_cast<std::size_t>(worker)];
            counts.resize(n);
            countDraws(seed, resample, counts);
            for (std::size_t column = 0; column < columns.size(); ++column)
                means[column][static_cast<std::size_t>(resample)] =
                    weightedSum(counts, columns[column]) / static_cast<double>(n);
        },
        4);
    for (std::vector<double>& column : means)
        std::ranges::sort(column);
    return means;
}

} // namespace tastescope
