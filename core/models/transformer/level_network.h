// The net from words to the numbers its head reads, and back, for the CPU level that includes this: a part of
// transformer_<level>.cpp, not a header of its own.

#include "core/models/transformer/level_attention.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// The sizes of a net as the loops need them, and where it finds what.
struct Sizes
{
    explicit Sizes(const TransformerNet& net, const BlockScratch& scratch)
        : d(static_cast<std::size_t>(net.shape.dimension)),
          p(net.at.wordStride()),
          inner(static_cast<std::size_t>(net.shape.inner())),
          context(static_cast<std::size_t>(net.shape.context)),
          hidden(static_cast<std::size_t>(net.shape.hidden)),
          hiddenStride(padded(net.shape.hidden)),
          userSize(static_cast<std::size_t>(net.shape.userDimension)),
          u(net.at.userStride()),
          words(static_cast<std::size_t>(net.shape.words())),
          lanes(scratch.lanes),
          columns(scratch.columns),
          attention{context, static_cast<std::size_t>(net.shape.heads), static_cast<std::size_t>(net.shape.headSize()),
                    scratch.lanes}
    {
    }

    std::size_t d;     ///< dimension
    std::size_t p;     ///< the same, padded
    std::size_t inner; ///< units inside a layer
    std::size_t context;
    std::size_t hidden;
    std::size_t hiddenStride; ///< padded
    std::size_t userSize;
    std::size_t u; ///< the same, padded
    std::size_t words;
    std::size_t lanes;
    std::size_t columns; ///< context x lanes
    AttentionSizes attention;
};

/// Sites of dropout: 0 the words, then three a layer.
inline std::size_t siteOf(std::size_t layer, std::size_t which)
{
    return 1 + 3 * layer + which;
}

/// x = word + position, column by column; lanes beyond the samples repeat the first one. Shapes: x is P x columns.
inline void embed(const TransformerNet& net, const SampleBlock& block, const Sizes& sizes, BlockScratch& scratch)
{
    for (std::size_t position = 0; position < sizes.context; ++position)
        for (std::size_t lane = 0; lane < sizes.lanes; ++lane) {
            const std::size_t sample = lane < block.count ? lane : 0;
            const auto word = static_cast<std::size_t>(block.words[sample * sizes.context + position]);
            const float* const row = net.weights + net.at.words + word * sizes.p;
            const float* const place = net.weights + net.at.positions + position * sizes.p;
            float* const to = scratch.turned + (position * sizes.lanes + lane) * sizes.p;
            for (std::size_t k = 0; k < sizes.p; k += width)
                store(to + k, load(row + k) + load(place + k));
        }
    transpose(scratch.turned, sizes.columns, sizes.p, sizes.p, scratch.x, sizes.columns);
}

/// One layer: x = x + attention(norm(x)), then x = x + fc2(gelu(fc1(norm(x)))). Shapes: x is P x columns.
inline void layerForward(const TransformerNet& net, const Sizes& sizes, std::size_t layer, const Draws& draws,
                         BlockScratch& scratch)
{
    const LayerAt& at = net.at.layers[layer];
    const LayerScratch& kept = scratch.layers[layer];
    const float* const w = net.weights;
    const std::size_t columns = sizes.columns;
    normForward(sizes.d, sizes.p, columns, scratch.x, w + at.norm1, kept.normed1, kept.scale1, scratch.h);
    product(3 * sizes.d, sizes.d, columns, {w + at.qkv, sizes.p}, w + at.qkvBias, scratch.h, columns, kept.qkv,
            columns);
    if (sizes.lanes == 1)
        attendAlone(sizes.attention, columns, kept.qkv, kept.attended);
    else
        attend(sizes.attention, draws, siteOf(layer, 0), kept.qkv, kept.shares, kept.dropped, kept.attended);
    product(sizes.d, sizes.d, columns, {w + at.out, sizes.p}, w + at.outBias, kept.attended, columns, scratch.t,
            columns);
    dropOut(draws, siteOf(layer, 1), sizes.d, sizes.lanes, columns, scratch.t, scratch.x);
    normForward(sizes.d, sizes.p, columns, scratch.t, w + at.norm2, kept.normed2, kept.scale2, scratch.h);
    product(sizes.inner, sizes.d, columns, {w + at.fc1, sizes.p}, w + at.fc1Bias, scratch.h, columns, kept.active,
            columns);
    geluForward(sizes.inner * columns, kept.active, kept.slope);
    product(sizes.d, sizes.inner, columns, {w + at.fc2, 1, sizes.p}, w + at.fc2Bias, kept.active, columns, scratch.x,
            columns);
    dropOut(draws, siteOf(layer, 2), sizes.d, sizes.lanes, columns, scratch.x, scratch.t);
}

/// gradient(n, k) += sum over columns of dy(n, column) x(k, column), and that of the bias.
/// Shapes: dy is rows x columns, x is P x columns with zeros beyond D; gradient is rows x P.
inline void weightGradient(const Sizes& sizes, std::size_t rows, const float* dy, const float* x, BlockScratch& scratch,
                           float* gradient, float* bias)
{
    transpose(x, sizes.p, sizes.columns, sizes.columns, scratch.turned, sizes.p);
    product<true>(rows, sizes.columns, sizes.p, {dy, sizes.columns}, nullptr, scratch.turned, sizes.p, gradient,
                  sizes.p);
    if (bias)
        addRowSums(rows, sizes.columns, dy, sizes.columns, bias);
}

/// The second half of a layer backward. dx: of what left it; becomes that of what came into this half.
inline void innerBackward(const TransformerNet& net, const Sizes& sizes, std::size_t layer, const Draws& draws,
                          BlockScratch& scratch, float* gradient)
{
    const LayerAt& at = net.at.layers[layer];
    const LayerScratch& kept = scratch.layers[layer];
    const float* const w = net.weights;
    const std::size_t columns = sizes.columns;
    std::copy_n(scratch.dx, sizes.p * columns, scratch.t);
    dropOut(draws, siteOf(layer, 2), sizes.d, sizes.lanes, columns, scratch.t, nullptr);
    // fc2 is stored transposed: its rows are the inner units.
    weightGradient(sizes, sizes.inner, kept.active, scratch.t, scratch, gradient + at.fc2, nullptr);
    addRowSums(sizes.d, columns, scratch.t, columns, gradient + at.fc2Bias);
    product(sizes.inner, sizes.d, columns, {w + at.fc2, sizes.p}, nullptr, scratch.t, columns, scratch.wide, columns);
    for (std::size_t i = 0; i < sizes.inner * columns; i += width)
        store(scratch.wide + i, load(scratch.wide + i) * load(kept.slope + i));
    normAgain(sizes.d, sizes.p, columns, kept.normed2, w + at.norm2, scratch.h);
    weightGradient(sizes, sizes.inner, scratch.wide, scratch.h, scratch, gradient + at.fc1, gradient + at.fc1Bias);
    product(sizes.d, sizes.inner, columns, {w + at.fc1, 1, sizes.p}, nullptr, scratch.wide, columns, scratch.dh,
            columns);
    normBackward<true>(sizes.d, sizes.p, columns, scratch.dh, kept.normed2, kept.scale2, w + at.norm2,
                       gradient + at.norm2, scratch.dx);
}

/// The first half, attention, likewise.
inline void attentionBackward(const TransformerNet& net, const Sizes& sizes, std::size_t layer, const Draws& draws,
                              BlockScratch& scratch, float* gradient)
{
    const LayerAt& at = net.at.layers[layer];
    const LayerScratch& kept = scratch.layers[layer];
    const float* const w = net.weights;
    const std::size_t columns = sizes.columns;
    std::copy_n(scratch.dx, sizes.p * columns, scratch.t);
    dropOut(draws, siteOf(layer, 1), sizes.d, sizes.lanes, columns, scratch.t, nullptr);
    weightGradient(sizes, sizes.d, scratch.t, kept.attended, scratch, gradient + at.out, gradient + at.outBias);
    product(sizes.d, sizes.d, columns, {w + at.out, 1, sizes.p}, nullptr, scratch.t, columns, scratch.dh, columns);
    attendBackward(sizes.attention, draws.rule, kept.qkv, kept.shares, kept.dropped, scratch.dh, scratch.wide);
    normAgain(sizes.d, sizes.p, columns, kept.normed1, w + at.norm1, scratch.h);
    weightGradient(sizes, 3 * sizes.d, scratch.wide, scratch.h, scratch, gradient + at.qkv, gradient + at.qkvBias);
    product(sizes.d, 3 * sizes.d, columns, {w + at.qkv, 1, sizes.p}, nullptr, scratch.wide, columns, scratch.dh,
            columns);
    normBackward<true>(sizes.d, sizes.p, columns, scratch.dh, kept.normed1, kept.scale1, w + at.norm1,
                       gradient + at.norm1, scratch.dx);
}

/// Of the words and positions: a row a sample and position (where tied their sums), and the sums over the samples.
inline void embedBackward(const TransformerNet& net, const SampleBlock& block, const Sizes& sizes, const Draws& draws,
                          BlockScratch& scratch, const BlockGradient& gradient)
{
    dropOut(draws, 0, sizes.d, sizes.lanes, sizes.columns, scratch.dx, nullptr);
    transpose(scratch.dx, sizes.p, sizes.columns, sizes.columns, scratch.turned, sizes.p);
    for (std::size_t sample = 0; sample < block.count; ++sample)
        for (std::size_t position = 0; position < sizes.context; ++position) {
            const float* const from = scratch.turned + (position * sizes.lanes + sample) * sizes.p;
            float* const place = gradient.dense + net.at.positions + position * sizes.p;
            for (std::size_t k = 0; k < sizes.p; k += width)
                addTo(place + k, load(from + k));
            const std::size_t at = sample * sizes.context + position;
            if (net.shape.tied) {
                float* const word = gradient.dense + net.at.words + static_cast<std::size_t>(block.words[at]) * sizes.p;
                for (std::size_t k = 0; k < sizes.p; k += width)
                    addTo(word + k, load(from + k));
            } else {
                std::copy_n(from, sizes.p, gradient.words + at * sizes.p);
            }
        }
}

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
