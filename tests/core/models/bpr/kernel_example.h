#pragma once

#include "core/base/random.h"
#include "core/models/bpr/bpr_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

// What the tests of BPR's inner loops share.
namespace tastescope::test {

/// Rows of which only the first two values are not zero.
inline Factors twoValued(const std::vector<std::array<float, 2>>& rows, int parts = 1)
{
    Factors factors(rows.size(), 2, parts);
    for (std::size_t r = 0; r < rows.size(); ++r)
        std::copy(rows[r].begin(), rows[r].end(), factors.row(r));
    return factors;
}

inline bool isNear(double value, double expected, double tolerance = 2e-6)
{
    return std::abs(value - expected) <= tolerance;
}

struct Example
{
    Factors users;
    Factors items;
    std::vector<std::int32_t> positives;
    std::vector<std::int32_t> negatives;
    std::vector<std::int32_t> userSteps = {0};
    std::vector<std::int32_t> itemSteps = {};
    std::vector<float> corrections = {};
    float rate = 0.1F;
    std::size_t hardestOf = 1;

    TileRun run(std::size_t negativesPerPositive)
    {
        return {.user = users.row(0),
                .items = rowsOf(items),
                .positives = positives,
                .negatives = negatives,
                .negativesPerPositive = negativesPerPositive,
                .hardestOf = hardestOf,
                .rate = rate,
                .l2 = 0.02F,
                .userSteps = userSteps.data(),
                .itemSteps = itemSteps.data(),
                .biasCorrections = corrections};
    }
};

/// 40 positives of one user among 30 items, with different negatives each.
inline Example randomExample(int dimension, int negatives, int parts)
{
    Random random(7, {static_cast<std::uint64_t>(dimension), static_cast<std::uint64_t>(negatives)});
    Example example{Factors(1, dimension, parts), Factors(100, dimension, parts), {}, {}};
    for (Factors* table : {&example.users, &example.items})
        for (std::size_t r = 0; r < table->rowCount(); ++r)
            for (int d = 0; d < dimension; ++d)
                table->row(r)[d] = static_cast<float>((random.uniform() - 0.5) / std::sqrt(dimension));
    for (int p = 0; p < 40; ++p) {
        std::vector<std::int32_t> items(100);
        for (int i = 0; i < 100; ++i)
            items[static_cast<std::size_t>(i)] = i;
        random.shuffle(std::span(items));
        example.positives.push_back(items[0]);
        example.negatives.insert(example.negatives.end(), items.begin() + 1, items.begin() + 1 + negatives);
    }
    example.rate = 0.4F / static_cast<float>(negatives);
    example.itemSteps.assign(100, 0);
    for (int step = 1; step <= 10; ++step)
        example.corrections.push_back(adamBiasCorrection(step));
    return example;
}

} // namespace tastescope::test
