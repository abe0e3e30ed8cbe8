// From what was read to words, the loss and its way back, for the CPU level that includes this: a part of
// transformer_<level>.cpp, not a header of its own.

#include "core/models/transformer/level_head.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// What the words are scored by, and the columns they are scored for.
struct Readout
{
    const float* output; ///< words x stride
    float* gradient = nullptr;
    std::size_t size;   ///< numbers of a column
    std::size_t stride; ///< the same, padded
    const float* x;     ///< size x columns, rows xStride apart
    std::size_t xStride;
    float* dx = nullptr; ///< the same, rows dxStride apart
    std::size_t dxStride = 0;
    std::size_t columns; ///< a multiple of 16
};

/// Of the block's last place, or of the whole of its window.
inline Readout readoutOf(const TransformerNet& net, const Sizes& sizes, BlockScratch& scratch, float* gradient)
{
    return {.output = net.weights + net.at.output,
            .gradient = gradient,
            .size = sizes.hidden,
            .stride = sizes.hiddenStride,
            .x = scratch.hidden,
            .xStride = sizes.lanes,
            .dx = scratch.dHidden,
            .dxStride = sizes.lanes,
            .columns = sizes.lanes};
}

/// Of some columns of a tied net.
inline Readout readoutOf(const TransformerNet& net, const Sizes& sizes, BlockScratch& scratch, float* gradient,
                         std::size_t first, std::size_t count)
{
    return {.output = net.weights + net.at.output,
            .gradient = gradient,
            .size = sizes.d,
            .stride = sizes.p,
            .x = scratch.h + first,
            .xStride = sizes.columns,
            .dx = scratch.dh + first,
            .dxStride = sizes.columns,
            .columns = count};
}

/// Shapes: logits is words x columns.
inline void predictWords(const Readout& readout, std::size_t words, BlockScratch& scratch)
{
    product(words, readout.size, readout.columns, {readout.output, readout.stride}, nullptr, readout.x, readout.xStride,
            scratch.logits, readout.columns);
    for (std::size_t s = 0; s < readout.columns; s += width) {
        Vec top = all(-3e38F);
        for (std::size_t word = 0; word < words; ++word)
            top = larger(top, load(scratch.logits + word * readout.columns + s));
        store(scratch.top + s, top);
    }
}

/// Logits become exp(logit - top); total is their sum. each(first word, words) is called while that many are at hand.
template<typename Each>
inline void exponentials(std::size_t words, std::size_t columns, BlockScratch& scratch, const Each& each)
{
    constexpr std::size_t tile = 64;
    std::fill_n(scratch.total, columns, 0.0F);
    for (std::size_t first = 0; first < words; first += tile) {
        const std::size_t count = std::min(tile, words - first);
        for (std::size_t s = 0; s < columns; s += width) {
            const Vec top = load(scratch.top + s);
            Vec total = load(scratch.total + s);
            for (std::size_t word = first; word < first + count; ++word) {
                float* const at = scratch.logits + word * columns + s;
                const Vec e = exponential(load(at) - top);
                total += e;
                store(at, e);
            }
            store(scratch.total + s, total);
        }
        each(first, count);
    }
}

/// What a column is to say, after which words.
struct Asked
{
    std::int32_t target = -1; ///< -1: nothing
    const std::int32_t* window = nullptr;
    std::size_t length = 0; ///< of the window
};

/// The distinct items of a window; start and end are none.
struct WindowItems
{
    void read(const Asked& asked, const TransformerShape& shape)
    {
        for (std::size_t position = 0; position < asked.length; ++position) {
            const std::int32_t word = asked.window[position];
            if (word < shape.items && std::find(words, words + count, word) == words + count)
                words[count++] = word;
        }
    }

    std::int32_t words[longestContext] = {};
    std::size_t count = 0;
};

/// Whether the word with the largest logit, of equal ones the first, is in the window.
inline bool repeats(std::size_t columns, const BlockScratch& scratch, const Asked& asked, std::size_t column)
{
    const auto logit = [&](std::size_t word) { return scratch.logits[word * columns + column]; };
    const std::int32_t* const end = asked.window + asked.length;
    for (const std::int32_t* position = asked.window; position < end; ++position) {
        if (logit(static_cast<std::size_t>(*position)) < scratch.top[column])
            continue;
        std::size_t first = 0;
        while (logit(first) < scratch.top[column])
            ++first;
        return std::find(asked.window, end, static_cast<std::int32_t>(first)) != end;
    }
    return false;
}

/// Losses of some columns, and their gradient for the output weights and what was read. ask(column): see Asked.
///
/// With p = softmax, y the target, M the window's items and m = sum of p over M, w the weight of the mass:
///     loss = -log p_y + w m
///     dloss / dlogit_v = p_v (1 - w m) - [v = y] + w p_v [v in M]
/// so the dense part is p times a number a column, which goes into what was read, and p is never written: only the
/// exponentials are, in the block's own logits.
template<typename Ask>
inline double lossAndGradient(const TransformerNet& net, const Readout& readout, const BlockGoal& goal,
                              const Sizes& sizes, BlockScratch& scratch, const Ask& ask)
{
    const std::size_t columns = readout.columns;
    double loss = 0;
    predictWords(readout, sizes.words, scratch);
    for (std::size_t column = 0; column < columns; ++column) {
        const Asked asked = ask(column);
        if (asked.target < 0)
            continue;
        const auto target = static_cast<std::size_t>(asked.target);
        loss -= static_cast<double>(scratch.logits[target * columns + column] - scratch.top[column]);
        if (goal.repeatedWeight > 0 && repeats(columns, scratch, asked, column))
            loss += static_cast<double>(goal.repeatedWeight);
    }
    for (std::size_t j = 0; j < readout.size; ++j)
        std::fill_n(readout.dx + j * readout.dxStride, columns, 0.0F);
    exponentials(sizes.words, columns, scratch, [&](std::size_t first, std::size_t count) {
        product<true>(readout.size, count, columns, {readout.output + first * readout.stride, 1, readout.stride},
                      nullptr, scratch.logits + first * columns, columns, readout.dx, readout.dxStride);
    });
    std::fill_n(scratch.hiddenTurned, columns * readout.stride, 0.0F);
    for (std::size_t column = 0; column < columns; ++column) {
        const auto slopeOf = [&](std::size_t j) -> float& { return readout.dx[j * readout.dxStride + column]; };
        const auto valueOf = [&](std::size_t j) { return readout.x[j * readout.xStride + column]; };
        const Asked asked = ask(column);
        if (asked.target < 0) {
            for (std::size_t j = 0; j < readout.size; ++j)
                slopeOf(j) = 0;
            continue;
        }
        const float total = scratch.total[column];
        loss += std::log(static_cast<double>(total));
        WindowItems window;
        if (goal.massWeight > 0)
            window.read(asked, net.shape);
        const auto share = [&](std::int32_t word) {
            return scratch.logits[static_cast<std::size_t>(word) * columns + column] / total;
        };
        float mass = 0;
        for (std::size_t k = 0; k < window.count; ++k)
            mass += share(window.words[k]);
        loss += static_cast<double>(goal.massWeight * mass);
        const float dense = goal.share * (1 - goal.massWeight * mass) / total;
        for (std::size_t j = 0; j < readout.size; ++j)
            slopeOf(j) *= dense;
        const auto addWord = [&](std::size_t word, float slope) {
            for (std::size_t j = 0; j < readout.size; ++j) {
                slopeOf(j) += slope * readout.output[word * readout.stride + j];
                readout.gradient[word * readout.stride + j] += slope * valueOf(j);
            }
        };
        addWord(static_cast<std::size_t>(asked.target), -goal.share);
        for (std::size_t k = 0; k < window.count; ++k)
            addWord(static_cast<std::size_t>(window.words[k]), goal.share * goal.massWeight * share(window.words[k]));
        for (std::size_t j = 0; j < readout.size; ++j)
            scratch.hiddenTurned[column * readout.stride + j] = dense * valueOf(j);
    }
    product<true>(sizes.words, columns, readout.stride, {scratch.logits, columns}, nullptr, scratch.hiddenTurned,
                  readout.stride, readout.gradient, readout.stride);
    return loss;
}

/// Of a net with one answer a window.
inline double lossOfWindows(const TransformerNet& net, const SampleBlock& block, const BlockGoal& goal,
                            const Sizes& sizes, BlockScratch& scratch, float* gradient)
{
    return lossAndGradient(net, readoutOf(net, sizes, scratch, gradient), goal, sizes, scratch,
                           [&](std::size_t sample) -> Asked {
                               if (sample >= block.count)
                                   return {};
                               return {block.targets[sample], block.words + sample * sizes.context, sizes.context};
                           });
}

/// Of a tied net: of every place, some columns at a time. To dh as well.
inline double lossOfPlaces(const TransformerNet& net, const SampleBlock& block, const BlockGoal& goal,
                           const Sizes& sizes, BlockScratch& scratch, float* gradient)
{
    double loss = 0;
    for (std::size_t first = 0; first < sizes.columns; first += scratch.asked) {
        const std::size_t count = std::min(scratch.asked, sizes.columns - first);
        const auto ask = [&](std::size_t column) -> Asked {
            const std::size_t position = (first + column) / sizes.lanes;
            const std::size_t sample = (first + column) % sizes.lanes;
            if (sample >= block.count)
                return {};
            return {block.targets[sample * sizes.context + position], block.words + sample * sizes.context,
                    position + 1};
        };
        loss += lossAndGradient(net, readoutOf(net, sizes, scratch, gradient, first, count), goal, sizes, scratch, ask);
    }
    return loss;
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
