#include "core/models/transformer/block_scratch.h"

#include <algorithm>

namespace tastescope {

namespace {

/// Where every place is learned: as many as keep what the words get in the second cache, and their vectors with it.
std::size_t askedAtOnce(const TransformerShape& shape, std::size_t lanes, BlockScratch::For purpose)
{
    if (!shape.tied || purpose != BlockScratch::For::Learning)
        return lanes;
    constexpr std::size_t most = 64;
    return std::min(most / lanes * lanes, static_cast<std::size_t>(shape.context) * lanes);
}

} // namespace

BlockScratch::BlockScratch(const TransformerShape& shape, std::size_t laneCount, For purpose)
    : lanes(laneCount),
      columns(padded(static_cast<std::size_t>(shape.context) * laneCount)),
      asked(askedAtOnce(shape, laneCount, purpose)),
      layers(static_cast<std::size_t>(shape.layers))
{
    m_memory = FloatLines(carve(shape, purpose, nullptr));
    carve(shape, purpose, m_memory.data());
}

std::size_t BlockScratch::floats(const TransformerShape& shape, std::size_t lanes, For purpose)
{
    // A layer and the rest counted as in carve().
    const std::size_t p = padded(shape.dimension);
    const std::size_t columns = padded(static_cast<std::size_t>(shape.context) * lanes);
    const std::size_t asked = askedAtOnce(shape, lanes, purpose);
    const auto context = static_cast<std::size_t>(shape.context);
    const std::size_t pairs = static_cast<std::size_t>(shape.heads) * context * (context + 1) / 2;
    const auto d = static_cast<std::size_t>(shape.dimension);
    const std::size_t layer = (3 * p + 2 + 3 * d + 8 * d) * columns + 2 * pairs * lanes;
    const std::size_t all = purpose == For::Learning ? static_cast<std::size_t>(shape.layers) : 1;
    const std::size_t logits = purpose == For::Reading ? 0 : static_cast<std::size_t>(shape.words()) * asked;
    const std::size_t head = (2 * padded(shape.userDimension) + 2 * padded(shape.hidden)) * lanes
                             + (padded(shape.hidden) + 2) * asked
                             + 2 * static_cast<std::size_t>(shape.hidden) * padded(shape.userDimension);
    return all * layer + (7 * p + 1 + 4 * d) * columns + head + logits;
}

std::size_t BlockScratch::carve(const TransformerShape& shape, For purpose, float* base)
{
    std::size_t used = 0;
    const auto take = [&](float*& place, std::size_t rows, std::size_t width) {
        if (base)
            place = base + used;
        used += padded(rows * width);
    };
    const std::size_t p = padded(shape.dimension);
    const auto d = static_cast<std::size_t>(shape.dimension);
    const auto inner = static_cast<std::size_t>(shape.inner());
    const auto context = static_cast<std::size_t>(shape.context);
    const auto hiddenUnits = static_cast<std::size_t>(shape.hidden);
    const std::size_t pairs = static_cast<std::size_t>(shape.heads) * context * (context + 1) / 2;
    const std::size_t userRows = padded(shape.userDimension);
    for (LayerScratch& layer : layers) {
        if (purpose != For::Learning && &layer != &layers.front()) {
            layer = layers.front();
            continue;
        }
        for (float** place : {&layer.normed1, &layer.attended, &layer.normed2})
            take(*place, p, columns);
        for (float** place : {&layer.scale1, &layer.scale2})
            take(*place, 1, columns);
        take(layer.qkv, 3 * d, columns);
        for (float** place : {&layer.shares, &layer.dropped})
            take(*place, pairs, lanes);
        for (float** place : {&layer.active, &layer.slope})
            take(*place, inner, columns);
    }
    for (float** place : {&x, &h, &t, &turned, &lastNormed, &dx, &dh})
        take(*place, p, columns);
    take(lastScale, 1, columns);
    take(wide, inner, columns);
    for (float** place : {&users, &usersTurned})
        take(*place, userRows, lanes);
    for (float** place : {&headUsers, &headGradient})
        take(*place, hiddenUnits, userRows);
    for (float** place : {&hidden, &dHidden})
        take(*place, padded(shape.hidden), lanes);
    take(hiddenTurned, padded(shape.hidden), asked);
    take(logits, purpose == For::Reading ? 0 : static_cast<std::size_t>(shape.words()), asked);
    for (float** place : {&top, &total})
        take(*place, 1, asked);
    return used;
}

std::size_t lanesFor(const TransformerShape& shape)
{
    if (shape.tied)
        return 16;                                      // its columns are many as it is
    constexpr std::size_t cache = std::size_t{1} << 20; // bytes: half of a usual second cache
    for (const std::size_t lanes : {64U, 32U})
        if (static_cast<std::size_t>(shape.words()) * lanes * sizeof(float) <= cache)
            return lanes;
    return 16;
}

} // namespace tastescope
