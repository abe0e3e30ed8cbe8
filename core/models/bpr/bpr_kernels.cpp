#include "core/models/bpr/bpr_kernels.h"

#include "core/models/bpr/lanes.h"

#include <cmath>
#include <limits>

namespace tastescope {

namespace {

constexpr std::size_t maximumBlocks = 64; // dimension 1,024
constexpr std::size_t maximumNegatives = 64;

TASTESCOPE_LANES void scoreItems(const float* user, const float* items, std::size_t stride, std::size_t blocks,
                                 std::span<const Item> which, std::span<float> scores)
{
    for (std::size_t k = 0; k < which.size(); ++k)
        scores[k] = dot(lanesAt(user), lanesAt(items + index(which[k]) * stride), blocks);
}

/// Of one positive: sigmoid(-x) for each negative, and the sum of their losses.
struct Pulls
{
    alignas(16) float each[maximumNegatives];
    float total = 0;
    double loss = 0;
};

/// differences: x = u.i - u.j, with room up to a multiple of 4.
TASTESCOPE_LANES void pull(const float* differences, std::size_t count, Pulls& pulls)
{
    pulls.total = 0;
    pulls.loss = 0;
    for (std::size_t k = 0; k < count; k += 4) {
        const RankLoss four = rankLoss(*reinterpret_cast<const Lanes4*>(differences + k));
        *reinterpret_cast<Lanes4*>(pulls.each + k) = four.pull;
        for (std::size_t lane = 0; lane < 4 && k + lane < count; ++lane) {
            pulls.total += four.pull[lane];
            pulls.loss += static_cast<double>(four.loss[lane]);
        }
    }
}

/// The rows of one positive and its negatives.
struct TileRows
{
    Lanes* positive;
    Lanes* negatives[maximumNegatives];
    std::int32_t items[maximumNegatives]; ///< those of the negatives
    float scores[maximumNegatives];       ///< u.j of the negatives
};

TASTESCOPE_LANES void takeRow(const TileRun& run, const Lanes* user, std::size_t blocks, std::int32_t item,
                              std::size_t k, TileRows& rows)
{
    rows.items[k] = item;
    rows.negatives[k] = lanesAt(run.items.row(static_cast<std::size_t>(item)));
    rows.scores[k] = dot(user, rows.negatives[k], blocks);
}

TASTESCOPE_LANES void rowsOf(const TileRun& run, const Lanes* user, std::size_t blocks, std::size_t p,
                             std::size_t count, TileRows& rows)
{
    rows.positive = lanesAt(run.items.row(static_cast<std::size_t>(run.positives[p])));
    const std::int32_t* drawn = run.negatives.data() + p * count * run.hardestOf;
    for (std::size_t k = 0; k < count; ++k) {
        takeRow(run, user, blocks, *drawn++, k, rows);
        for (std::size_t c = 1; c < run.hardestOf; ++c, ++drawn)
            if (dot(user, lanesAt(run.items.row(static_cast<std::size_t>(*drawn))), blocks) > rows.scores[k])
                takeRow(run, user, blocks, *drawn, k, rows);
    }
}

TASTESCOPE_LANES void compare(const Lanes* user, const TileRows& rows, std::size_t blocks, std::size_t count,
                              Pulls& pulls)
{
    alignas(16) float differences[maximumNegatives] = {};
    const float positive = dot(user, rows.positive, blocks);
    for (std::size_t k = 0; k < count; ++k)
        differences[k] = positive - rows.scores[k];
    pull(differences, count, pulls);
}

/// With g_k = rate sigmoid(-x_k) and d = 1 - rate l2, from the old values on the right:
///     u = d u + sum_k g_k (i - j_k),  i = d i + sum_k g_k u,  j_k = d j_k - g_k u.
/// Blocks and Negatives are the run's own numbers where they are known in advance, else 0.
template<std::size_t Blocks, std::size_t Negatives>
TASTESCOPE_LANES double sgdRun(const TileRun& run)
{
    const std::size_t blocks = Blocks ? Blocks : run.items.blocks;
    const std::size_t count = Negatives ? Negatives : run.negativesPerPositive;
    const float decay = 1.0F - run.rate * run.l2;
    Lanes user[Blocks ? Blocks : maximumBlocks];
    for (std::size_t b = 0; b < blocks; ++b)
        user[b] = lanesAt(run.user)[b];
    TileRows rows;
    Pulls pulls;
    double loss = 0;
    for (std::size_t p = 0; p < run.positives.size(); ++p) {
        rowsOf(run, user, blocks, p, count, rows);
        compare(user, rows, blocks, count, pulls);
        loss += pulls.loss;
        const float total = run.rate * pulls.total;
        for (std::size_t b = 0; b < blocks; ++b) {
            const Lanes u = user[b];
            const Lanes i = rows.positive[b];
            Lanes next = decay * u + total * i;
            for (std::size_t k = 0; k < count; ++k) {
                const float g = run.rate * pulls.each[k];
                const Lanes j = rows.negatives[k][b];
                next -= g * j;
                rows.negatives[k][b] = decay * j - g * u;
            }
            rows.positive[b] = decay * i + total * u;
            user[b] = next;
        }
    }
    for (std::size_t b = 0; b < blocks; ++b)
        lanesAt(run.user)[b] = user[b];
    return loss;
}

/// One step of a block of a row whose moments stand beside it. rate: with the bias correction.
TASTESCOPE_LANES void adamStep(Lanes* row, std::size_t blocks, std::size_t b, Lanes gradient, float rate)
{
    constexpr auto keep1 = static_cast<float>(AdamConstants::b1);
    constexpr auto take1 = static_cast<float>(1 - AdamConstants::b1);
    constexpr auto keep2 = static_cast<float>(AdamConstants::b2);
    constexpr auto take2 = static_cast<float>(1 - AdamConstants::b2);
    Lanes& first = row[blocks + b];
    Lanes& second = row[2 * blocks + b];
    first = keep1 * first + take1 * gradient;
    second = keep2 * second + take2 * (gradient * gradient);
    row[b] -= rate * (first / (squareRoot(second) + AdamConstants::epsilon));
}

TASTESCOPE_LANES float nextRate(const TileRun& run, std::int32_t& steps)
{
    const auto step = static_cast<std::size_t>(steps);
    steps += steps < std::numeric_limits<std::int32_t>::max() ? 1 : 0; // its correction is 1 long before
    return run.rate * (step < run.biasCorrections.size() ? run.biasCorrections[step] : 1.0F);
}

/// The gradients of sgdRun() plus l2 times the row, each row taking its own Adam step.
template<std::size_t Blocks, std::size_t Negatives>
TASTESCOPE_LANES double adamRun(const TileRun& run)
{
    const std::size_t blocks = Blocks ? Blocks : run.items.blocks;
    const std::size_t count = Negatives ? Negatives : run.negativesPerPositive;
    Lanes* const user = lanesAt(run.user);
    TileRows rows;
    Pulls pulls;
    float rates[maximumNegatives];
    double loss = 0;
    for (std::size_t p = 0; p < run.positives.size(); ++p) {
        rowsOf(run, user, blocks, p, count, rows);
        compare(user, rows, blocks, count, pulls);
        loss += pulls.loss;
        const float userRate = nextRate(run, *run.userSteps);
        const float positiveRate = nextRate(run, run.itemSteps[run.positives[p]]);
        for (std::size_t k = 0; k < count; ++k)
            rates[k] = nextRate(run, run.itemSteps[rows.items[k]]);
        for (std::size_t b = 0; b < blocks; ++b) {
            const Lanes u = user[b];
            const Lanes i = rows.positive[b];
            Lanes gradient = run.l2 * u - pulls.total * i;
            for (std::size_t k = 0; k < count; ++k) {
                const Lanes j = rows.negatives[k][b];
                gradient += pulls.each[k] * j;
                adamStep(rows.negatives[k], blocks, b, run.l2 * j + pulls.each[k] * u, rates[k]);
            }
            adamStep(rows.positive, blocks, b, run.l2 * i - pulls.total * u, positiveRate);
            adamStep(user, blocks, b, gradient, userRate);
        }
    }
    return loss;
}

/// Asks for a row while the ones before it are at work: the rows of a batch lie all over tables beyond the second-level
/// cache, and waiting for them was a third of its time.
TASTESCOPE_LANES void fetchAhead(const float* row, std::size_t blocks)
{
    for (std::size_t b = 0; b < blocks; ++b)
        __builtin_prefetch(row + b * Factors::lanes);
}

template<std::size_t Blocks>
TASTESCOPE_LANES double batchUserRun(const BatchUserRun& run)
{
    const std::size_t blocks = Blocks ? Blocks : run.items.blocks;
    Lanes* const user = lanesAt(run.user);
    Lanes* const before = lanesAt(run.userBefore);
    Lanes gradient[Blocks ? Blocks : maximumBlocks];
    for (std::size_t b = 0; b < blocks; ++b) {
        before[b] = user[b];
        gradient[b] = run.l2 * user[b];
    }
    double loss = 0;
    for (std::size_t t = 0; t < run.positives.size(); ++t) {
        if (t + 1 < run.positives.size()) {
            fetchAhead(run.items.row(static_cast<std::size_t>(run.positives[t + 1])), blocks);
            fetchAhead(run.items.row(static_cast<std::size_t>(run.negatives[t + 1])), blocks);
        }
        const Lanes* const i = lanesAt(run.items.row(static_cast<std::size_t>(run.positives[t])));
        const Lanes* const j = lanesAt(run.items.row(static_cast<std::size_t>(run.negatives[t])));
        const RankLoss one = rankLoss(Lanes4{} + (dot(user, i, blocks) - dot(user, j, blocks)));
        const float g = run.share * one.pull[0];
        loss += static_cast<double>(one.loss[0]);
        run.pulls[t] = g;
        for (std::size_t b = 0; b < blocks; ++b)
            gradient[b] += g * (j[b] - i[b]);
    }
    for (std::size_t b = 0; b < blocks; ++b)
        adamStep(user, blocks, b, gradient[b], run.rate);
    return loss;
}

template<std::size_t Blocks>
TASTESCOPE_LANES void batchItemRun(const BatchItemRun& run)
{
    const std::size_t blocks = Blocks ? Blocks : run.usersBefore.blocks;
    Lanes* const item = lanesAt(run.item);
    Lanes gradient[Blocks ? Blocks : maximumBlocks];
    for (std::size_t b = 0; b < blocks; ++b)
        gradient[b] = run.l2 * item[b];
    for (std::size_t c = 0; c < run.users.size(); ++c) {
        if (c + 2 < run.users.size())
            fetchAhead(run.usersBefore.row(static_cast<std::size_t>(run.users[c + 2])), blocks);
        const Lanes* const user = lanesAt(run.usersBefore.row(static_cast<std::size_t>(run.users[c])));
        for (std::size_t b = 0; b < blocks; ++b)
            gradient[b] -= run.pulls[c] * user[b];
    }
    for (std::size_t b = 0; b < blocks; ++b)
        adamStep(item, blocks, b, gradient[b], run.rate);
}

} // namespace

// The usual shapes have loops of known length: dimension 128 or 64 with 4 negatives. After the name comes how they are
// compiled.
#define TASTESCOPE_BPR_KERNELS(name, ...)                                                                              \
    namespace name {                                                                                                   \
    __VA_ARGS__ void score(const float* user, const float* items, std::size_t stride, std::size_t blocks,              \
                           std::span<const Item> which, std::span<float> scores)                                       \
    {                                                                                                                  \
        scoreItems(user, items, stride, blocks, which, scores);                                                        \
    }                                                                                                                  \
    __VA_ARGS__ double sgd(const TileRun& run)                                                                         \
    {                                                                                                                  \
        if (run.negativesPerPositive == 4 && run.items.blocks == 8)                                                    \
            return sgdRun<8, 4>(run);                                                                                  \
        return run.negativesPerPositive == 4 && run.items.blocks == 4 ? sgdRun<4, 4>(run) : sgdRun<0, 0>(run);         \
    }                                                                                                                  \
    __VA_ARGS__ double adam(const TileRun& run)                                                                        \
    {                                                                                                                  \
        return run.negativesPerPositive == 4 && run.items.blocks == 8 ? adamRun<8, 4>(run) : adamRun<0, 0>(run);       \
    }                                                                                                                  \
    __VA_ARGS__ double batchUser(const BatchUserRun& run)                                                              \
    {                                                                                                                  \
        return run.items.blocks == 8 ? batchUserRun<8>(run) : batchUserRun<0>(run);                                    \
    }                                                                                                                  \
    __VA_ARGS__ void batchItem(const BatchItemRun& run)                                                                \
    {                                                                                                                  \
        run.usersBefore.blocks == 8 ? batchItemRun<8>(run) : batchItemRun<0>(run);                                     \
    }                                                                                                                  \
    constexpr BprKernels kernels{score, sgd, adam, batchUser, batchItem};                                              \
    }

TASTESCOPE_BPR_KERNELS(plain, static)
#if defined(__x86_64__)
TASTESCOPE_BPR_KERNELS(avx2, [[gnu::target("avx2")]] static)
TASTESCOPE_BPR_KERNELS(avx512, [[gnu::target("avx512f,avx512vl,avx512dq,avx512bw")]] static)
#endif

const BprKernels& bprKernels(CpuLevel level)
{
#if defined(__x86_64__)
    if (level == CpuLevel::Avx512)
        return avx512::kernels;
    if (level == CpuLevel::Avx2)
        return avx2::kernels;
#endif
    (void)level;
    return plain::kernels;
}

float adamBiasCorrection(std::int64_t step)
{
    const auto t = static_cast<double>(step);
    return static_cast<float>(std::sqrt(1 - std::pow(AdamConstants::b2, t)) / (1 - std::pow(AdamConstants::b1, t)));
}

} // namespace tastescope
