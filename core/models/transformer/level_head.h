// The head: hidden units, words, the loss and its way back, for the CPU level that includes this: a part of
// transformer_<level>.cpp, not a header of its own.

#include "core/models/transformer/level_network.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// hidden = relu(bias + sum over positions of (words of the head x) + users of the head user).
/// Shapes: lastNormed's h is P x columns; hidden is padded hidden x lanes. The user is the same at every position, so
/// its weights are added up over them first.
inline void headForward(const TransformerNet& net, const SampleBlock& block, const Sizes& sizes, BlockScratch& scratch)
{
    const float* const w = net.weights;
    for (std::size_t position = 0; position < sizes.context; ++position) {
        const Strided a{w + net.at.headWords + position * sizes.hidden * sizes.p, sizes.p};
        const float* const x = scratch.h + position * sizes.lanes;
        if (position == 0)
            product(sizes.hidden, sizes.d, sizes.lanes, a, w + net.at.headBias, x, sizes.columns, scratch.hidden,
                    sizes.lanes);
        else
            product<true>(sizes.hidden, sizes.d, sizes.lanes, a, nullptr, x, sizes.columns, scratch.hidden,
                          sizes.lanes);
    }
    if (sizes.userSize > 0) {
        for (std::size_t lane = 0; lane < sizes.lanes; ++lane) {
            const std::int32_t user = block.users[lane < block.count ? lane : 0];
            float* const to = scratch.usersTurned + lane * sizes.u;
            if (user < 0)
                std::fill_n(to, sizes.u, 0.0F); // nobody the net knows
            else
                std::copy_n(w + net.at.users + static_cast<std::size_t>(user) * sizes.u, sizes.u, to);
        }
        transpose(scratch.usersTurned, sizes.lanes, sizes.u, sizes.u, scratch.users, sizes.lanes);
        const std::size_t part = sizes.hidden * sizes.u;
        std::copy_n(w + net.at.headUsers, part, scratch.headUsers);
        for (std::size_t position = 1; position < sizes.context; ++position)
            for (std::size_t i = 0; i < part; i += width)
                addTo(scratch.headUsers + i, load(w + net.at.headUsers + position * part + i));
        product<true>(sizes.hidden, sizes.userSize, sizes.lanes, {scratch.headUsers, sizes.u}, nullptr, scratch.users,
                      sizes.lanes, scratch.hidden, sizes.lanes);
    }
    for (std::size_t i = 0; i < sizes.hidden * sizes.lanes; i += width)
        store(scratch.hidden + i, larger(load(scratch.hidden + i), Vec{}));
}

/// From dHidden to dh (P x columns), the weights of the head, and a row a user.
inline void headBackward(const TransformerNet& net, const SampleBlock& block, const Sizes& sizes, BlockScratch& scratch,
                         const BlockGradient& gradient)
{
    const float* const w = net.weights;
    for (std::size_t i = 0; i < sizes.hidden * sizes.lanes; i += width)
        store(scratch.dHidden + i, load(scratch.hidden + i) > Vec{} ? load(scratch.dHidden + i) : Vec{});
    // The numbers the head read, rows for columns once for all positions.
    transpose(scratch.h, sizes.p, sizes.columns, sizes.columns, scratch.turned, sizes.p);
    for (std::size_t position = 0; position < sizes.context; ++position) {
        const std::size_t part = net.at.headWords + position * sizes.hidden * sizes.p;
        product<true>(sizes.hidden, sizes.lanes, sizes.p, {scratch.dHidden, sizes.lanes}, nullptr,
                      scratch.turned + position * sizes.lanes * sizes.p, sizes.p, gradient.dense + part, sizes.p);
        product(sizes.d, sizes.hidden, sizes.lanes, {w + part, 1, sizes.p}, nullptr, scratch.dHidden, sizes.lanes,
                scratch.dh + position * sizes.lanes, sizes.columns);
    }
    addRowSums(sizes.hidden, sizes.lanes, scratch.dHidden, sizes.lanes, gradient.dense + net.at.headBias);
    if (sizes.userSize == 0)
        return;
    const std::size_t part = sizes.hidden * sizes.u;
    product(sizes.hidden, sizes.lanes, sizes.u, {scratch.dHidden, sizes.lanes}, nullptr, scratch.usersTurned, sizes.u,
            scratch.headGradient, sizes.u);
    for (std::size_t position = 0; position < sizes.context; ++position)
        for (std::size_t i = 0; i < part; i += width)
            addTo(gradient.dense + net.at.headUsers + position * part + i, load(scratch.headGradient + i));
    product(sizes.userSize, sizes.hidden, sizes.lanes, {scratch.headUsers, 1, sizes.u}, nullptr, scratch.dHidden,
            sizes.lanes, scratch.users, sizes.lanes);
    transpose(scratch.users, sizes.u, sizes.lanes, sizes.lanes, scratch.usersTurned, sizes.u);
    std::copy_n(scratch.usersTurned, block.count * sizes.u, gradient.users);
}

inline void predictWords(const TransformerNet& net, const Sizes& sizes, BlockScratch& scratch)
{
    product(sizes.words, sizes.hidden, sizes.lanes, {net.weights + net.at.output, sizes.hiddenStride}, nullptr,
            scratch.hidden, sizes.lanes, scratch.logits, sizes.lanes);
    for (std::size_t s = 0; s < sizes.lanes; s += width) {
        Vec top = all(-3e38F);
        for (std::size_t word = 0; word < sizes.words; ++word)
            top = larger(top, load(scratch.logits + word * sizes.lanes + s));
        store(scratch.top + s, top);
    }
}

/// Logits become exp(logit - top); total is their sum. each(first word, words) is called while that many are at hand.
template<typename Each>
inline void exponentials(const Sizes& sizes, BlockScratch& scratch, const Each& each)
{
    constexpr std::size_t tile = 64;
    std::fill_n(scratch.total, sizes.lanes, 0.0F);
    for (std::size_t first = 0; first < sizes.words; first += tile) {
        const std::size_t count = std::min(tile, sizes.words - first);
        for (std::size_t s = 0; s < sizes.lanes; s += width) {
            const Vec top = load(scratch.top + s);
            Vec total = load(scratch.total + s);
            for (std::size_t word = first; word < first + count; ++word) {
                float* const at = scratch.logits + word * sizes.lanes + s;
                const Vec e = exponential(load(at) - top);
                total += e;
                store(at, e);
            }
            store(scratch.total + s, total);
        }
        each(first, count);
    }
}

/// The distinct items of a window; start and end are none.
struct WindowItems
{
    void read(const SampleBlock& block, std::size_t sample, const TransformerShape& shape)
    {
        const auto context = static_cast<std::size_t>(shape.context);
        for (std::size_t position = 0; position < context; ++position) {
            const std::int32_t word = block.words[sample * context + position];
            if (word < shape.items && std::find(words, words + count, word) == words + count)
                words[count++] = word;
        }
    }

    std::int32_t words[longestContext] = {};
    std::size_t count = 0;
};

/// Whether the word with the largest logit, of equal ones the first, is in the window.
inline bool repeats(const Sizes& sizes, const BlockScratch& scratch, const SampleBlock& block, std::size_t sample)
{
    const auto logit = [&](std::size_t word) { return scratch.logits[word * sizes.lanes + sample]; };
    const std::int32_t* const window = block.words + sample * sizes.context;
    for (std::size_t position = 0; position < sizes.context; ++position) {
        const auto word = static_cast<std::size_t>(window[position]);
        if (logit(word) < scratch.top[sample])
            continue;
        std::size_t first = 0;
        while (logit(first) < scratch.top[sample])
            ++first;
        return std::find(window, window + sizes.context, static_cast<std::int32_t>(first)) != window + sizes.context;
    }
    return false;
}

/// Losses of the block, and their gradient for the output weights and the hidden units.
///
/// With p = softmax, y the target, M the window's items and m = sum of p over M, w the weight of the mass:
///     loss = -log p_y + w m
///     dloss / dlogit_v = p_v (1 - w m) - [v = y] + w p_v [v in M]
/// so the dense part is p times a number a sample, which goes into the hidden units, and p is never written: only the
/// exponentials are, in the block's own logits.
inline double lossAndGradient(const TransformerNet& net, const SampleBlock& block, const BlockGoal& goal,
                              const Sizes& sizes, BlockScratch& scratch, float* gradient)
{
    const float* const output = net.weights + net.at.output;
    const auto target = [&](std::size_t sample) { return static_cast<std::size_t>(block.targets[sample]); };
    double loss = 0;
    predictWords(net, sizes, scratch);
    for (std::size_t sample = 0; sample < block.count; ++sample) {
        loss -= static_cast<double>(scratch.logits[target(sample) * sizes.lanes + sample] - scratch.top[sample]);
        if (goal.repeatedWeight > 0 && repeats(sizes, scratch, block, sample))
            loss += static_cast<double>(goal.repeatedWeight);
    }
    std::fill_n(scratch.dHidden, sizes.hiddenStride * sizes.lanes, 0.0F);
    exponentials(sizes, scratch, [&](std::size_t first, std::size_t count) {
        product<true>(sizes.hidden, count, sizes.lanes, {output + first * sizes.hiddenStride, 1, sizes.hiddenStride},
                      nullptr, scratch.logits + first * sizes.lanes, sizes.lanes, scratch.dHidden, sizes.lanes);
    });
    std::fill_n(scratch.hiddenTurned, sizes.lanes * sizes.hiddenStride, 0.0F);
    for (std::size_t sample = 0; sample < sizes.lanes; ++sample) {
        const auto unit = [&](float* table, std::size_t j) -> float& { return table[j * sizes.lanes + sample]; };
        if (sample >= block.count) {
            for (std::size_t j = 0; j < sizes.hidden; ++j)
                unit(scratch.dHidden, j) = 0;
            continue;
        }
        const float total = scratch.total[sample];
        loss += std::log(static_cast<double>(total));
        WindowItems window;
        if (goal.massWeight > 0)
            window.read(block, sample, net.shape);
        const auto share = [&](std::int32_t word) {
            return scratch.logits[static_cast<std::size_t>(word) * sizes.lanes + sample] / total;
        };
        float mass = 0;
        for (std::size_t k = 0; k < window.count; ++k)
            mass += share(window.words[k]);
        loss += static_cast<double>(goal.massWeight * mass);
        const float dense = goal.share * (1 - goal.massWeight * mass) / total;
        for (std::size_t j = 0; j < sizes.hidden; ++j)
            unit(scratch.dHidden, j) *= dense;
        const auto addWord = [&](std::size_t word, float slope) {
            for (std::size_t j = 0; j < sizes.hidden; ++j) {
                unit(scratch.dHidden, j) += slope * output[word * sizes.hiddenStride + j];
                gradient[word * sizes.hiddenStride + j] += slope * unit(scratch.hidden, j);
            }
        };
        addWord(target(sample), -goal.share);
        for (std::size_t k = 0; k < window.count; ++k)
            addWord(static_cast<std::size_t>(window.words[k]), goal.share * goal.massWeight * share(window.words[k]));
        for (std::size_t j = 0; j < sizes.hidden; ++j)
            scratch.hiddenTurned[sample * sizes.hiddenStride + j] = dense * unit(scratch.hidden, j);
    }
    product<true>(sizes.words, sizes.lanes, sizes.hiddenStride, {scratch.logits, sizes.lanes}, nullptr,
                  scratch.hiddenTurned, sizes.hiddenStride, gradient, sizes.hiddenStride);
    return loss;
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
