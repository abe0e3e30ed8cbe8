// The head: hidden units and their way back, for the CPU level that includes this: a part of
// transformer_<level>.cpp, not a header of its own.

#include "core/models/transformer/level_network.h"

namespace tastescope::TASTESCOPE_LEVEL {

namespace {

/// hidden = relu(bias + sum over positions of (words of the head x) + users of the head user).
/// Shapes: lastNormed's h is P x columns; hidden is padded hidden x lanes. The user is the same at every position, so
/// its weights are added up over them first.
inline void headForward(const TransformerNet& net, const SampleBlock& block, const Sizes& sizes, BlockScratch& scratch)
{
    if (net.shape.tied) { // what was read at the last place
        for (std::size_t k = 0; k < sizes.d; ++k)
            std::copy_n(scratch.h + k * sizes.columns + (sizes.context - 1) * sizes.lanes, sizes.lanes,
                        scratch.hidden + k * sizes.lanes);
        return;
    }
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

} // namespace

} // namespace tastescope::TASTESCOPE_LEVEL
