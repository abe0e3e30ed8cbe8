// What transformerKernels() gives, for the CPU level that includes this: the end of transformer_<level>.cpp, not a
// header of its own.

#include "core/models/transformer/level_loss.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// To scratch.h (P x columns), what the head reads, and scratch.hidden.
void forward(const TransformerNet& net, const SampleBlock& block, const Draws& draws, const Sizes& sizes,
             BlockScratch& scratch)
{
    embed(net, block, sizes, scratch);
    dropOut(draws, 0, sizes.d, sizes.lanes, sizes.columns, scratch.x, nullptr);
    for (std::size_t layer = 0; layer < net.at.layers.size(); ++layer)
        layerForward(net, sizes, layer, draws, scratch);
    normForward(sizes.d, sizes.p, sizes.columns, scratch.x, net.weights + net.at.lastNorm, scratch.lastNormed,
                scratch.lastScale, scratch.h);
    headForward(net, block, sizes, scratch);
}

void read(const TransformerNet& net, const SampleBlock& block, BlockScratch& scratch)
{
    forward(net, block, Draws({}, 0), Sizes(net, scratch), scratch);
}

void predict(const TransformerNet& net, BlockScratch& scratch)
{
    const Sizes sizes(net, scratch);
    predictWords(readoutOf(net, sizes, scratch, nullptr), sizes.words, scratch);
}

void normalise(const TransformerNet& net, BlockScratch& scratch)
{
    const Sizes sizes(net, scratch);
    exponentials(sizes.words, sizes.lanes, scratch, [](std::size_t, std::size_t) {});
}

double loss(const TransformerNet& net, const SampleBlock& block, BlockScratch& scratch)
{
    const Sizes sizes(net, scratch);
    read(net, block, scratch);
    predict(net, scratch);
    double result = 0;
    for (std::size_t sample = 0; sample < block.count; ++sample)
        result -=
            static_cast<double>(scratch.logits[static_cast<std::size_t>(block.targets[sample]) * sizes.lanes + sample]
                                - scratch.top[sample]);
    normalise(net, scratch);
    for (std::size_t sample = 0; sample < block.count; ++sample)
        result += std::log(static_cast<double>(scratch.total[sample]));
    return result;
}

double learn(const TransformerNet& net, const SampleBlock& block, const BlockGoal& goal, BlockScratch& scratch,
             const BlockGradient& gradient)
{
    const Sizes sizes(net, scratch);
    const Draws draws(goal.dropout, block.first);
    forward(net, block, draws, sizes, scratch);
    float* const output = gradient.dense + net.at.output;
    double result = 0;
    if (net.shape.tied) {
        result = lossOfPlaces(net, block, goal, sizes, scratch, output);
    } else {
        result = lossOfWindows(net, block, goal, sizes, scratch, output);
        headBackward(net, block, sizes, scratch, gradient);
    }
    normBackward<false>(sizes.d, sizes.p, sizes.columns, scratch.dh, scratch.lastNormed, scratch.lastScale,
                        net.weights + net.at.lastNorm, gradient.dense + net.at.lastNorm, scratch.dx);
    for (std::size_t layer = net.at.layers.size(); layer-- > 0;) {
        innerBackward(net, sizes, layer, draws, scratch, gradient.dense);
        attentionBackward(net, sizes, layer, draws, scratch, gradient.dense);
    }
    embedBackward(net, block, sizes, draws, scratch, gradient);
    return result;
}

void adam(float* weights, float* first, float* second, const float* gradient, std::size_t count, AdamStep step)
{
    for (std::size_t i = 0; i < count; i += width) {
        const Vec g = load(gradient + i);
        const Vec m = 0.9F * load(first + i) + 0.1F * g;
        const Vec v = 0.999F * load(second + i) + 0.001F * g * g;
        Vec root;
        for (std::size_t k = 0; k < width; ++k)
            root[k] = std::sqrt(v[k]);
        store(first + i, m);
        store(second + i, v);
        store(weights + i, load(weights + i) - step.rate * m / (root * step.unbiased + 1e-8F));
    }
}

} // namespace

const TransformerKernels transformerKernels{read, predict, normalise, loss, learn, adam};

} // namespace tastescope::TASTESCOPE_LEVEL
