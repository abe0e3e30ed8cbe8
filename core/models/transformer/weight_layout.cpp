#include "core/models/transformer/weight_layout.h"

namespace tastescope {

namespace {

std::size_t sizeOf(int count)
{
    return static_cast<std::size_t>(count);
}

} // namespace

WeightLayout::WeightLayout(const TransformerShape& shape)
    : m_wordStride(padded(shape.dimension)),
      m_userStride(padded(shape.userDimension))
{
    const std::size_t p = m_wordStride;
    const std::size_t d = sizeOf(shape.dimension);
    const std::size_t inner = sizeOf(shape.inner());
    const std::size_t context = sizeOf(shape.context);
    const std::size_t hidden = sizeOf(shape.hidden);
    positions = take(context * p);
    layers.resize(sizeOf(shape.layers));
    for (LayerAt& layer : layers)
        layer = {.norm1 = take(2 * p),
                 .qkv = take(3 * d * p),
                 .qkvBias = take(3 * d),
                 .out = take(d * p),
                 .outBias = take(d),
                 .norm2 = take(2 * p),
                 .fc1 = take(inner * p),
                 .fc1Bias = take(inner),
                 .fc2 = take(inner * p),
                 .fc2Bias = take(d)};
    lastNorm = take(2 * p);
    if (shape.tied) {
        output = words = take(sizeOf(shape.words()) * p); // every word has a gradient as an answer
        m_denseSize = m_size;
        nameAll(shape);
        return;
    }
    headWords = take(context * hidden * p);
    headUsers = take(context * hidden * m_userStride);
    headBias = take(hidden);
    output = take(sizeOf(shape.words()) * padded(shape.hidden));
    m_denseSize = m_size;
    words = take(sizeOf(shape.words()) * p);
    users = take(shape.userDimension > 0 ? sizeOf(shape.users) * m_userStride : 0);
    nameAll(shape);
}

std::size_t WeightLayout::take(std::size_t floats)
{
    const std::size_t first = m_size;
    m_size += padded(floats);
    return first;
}

void WeightLayout::addMatrix(std::string name, std::size_t first, int rows, int columns, std::size_t rowStride,
                             std::size_t columnStride)
{
    m_named.push_back({std::move(name),
                       {rows, columns},
                       {{.first = first,
                         .rows = sizeOf(rows),
                         .columns = sizeOf(columns),
                         .rowStride = rowStride,
                         .columnStride = columnStride}}});
}

void WeightLayout::addVector(std::string name, std::size_t first, int size)
{
    m_named.push_back({std::move(name), {size}, {{.first = first, .columns = sizeOf(size)}}});
}

void WeightLayout::nameLayer(const TransformerShape& shape, int layer)
{
    const std::string prefix = "movie_transformer.layers." + std::to_string(layer) + ".";
    const LayerAt& at = layers[sizeOf(layer)];
    const std::size_t p = m_wordStride;
    const int d = shape.dimension;
    addVector(prefix + "layer_norm1.weight", at.norm1, d);
    addVector(prefix + "layer_norm1.bias", at.norm1 + p, d);
    addMatrix(prefix + "attention.qkv.weight", at.qkv, 3 * d, d, p);
    addVector(prefix + "attention.qkv.bias", at.qkvBias, 3 * d);
    addMatrix(prefix + "attention.out.weight", at.out, d, d, p);
    addVector(prefix + "attention.out.bias", at.outBias, d);
    addVector(prefix + "layer_norm2.weight", at.norm2, d);
    addVector(prefix + "layer_norm2.bias", at.norm2 + p, d);
    addMatrix(prefix + "mlp.fc1.weight", at.fc1, shape.inner(), d, p);
    addVector(prefix + "mlp.fc1.bias", at.fc1Bias, shape.inner());
    addMatrix(prefix + "mlp.fc2.weight", at.fc2, d, shape.inner(), 1, p);
    addVector(prefix + "mlp.fc2.bias", at.fc2Bias, d);
}

void WeightLayout::nameAll(const TransformerShape& shape)
{
    const std::size_t p = m_wordStride;
    addMatrix("movie_transformer.token_embedding.weight", words, shape.words(), shape.dimension, p);
    addMatrix("movie_transformer.positional_embedding.weight", positions, shape.context, shape.dimension, p);
    for (int layer = 0; layer < shape.layers; ++layer)
        nameLayer(shape, layer);
    addVector("movie_transformer.layer_norm.weight", lastNorm, shape.dimension);
    addVector("movie_transformer.layer_norm.bias", lastNorm + p, shape.dimension);
    if (shape.userDimension > 0)
        addMatrix("user_embedding.weight", users, shape.users, shape.userDimension, m_userStride);

    if (shape.tied)
        return;

    // Position by position: its numbers of the word, then those of the user.
    const int width = shape.dimension + shape.userDimension;
    NamedWeights head{"output_layer.fc_layers.0.weight", {shape.hidden, std::int64_t{shape.context} * width}, {}};
    for (int position = 0; position < shape.context; ++position) {
        const std::size_t rows = sizeOf(position) * sizeOf(shape.hidden);
        const std::size_t column = sizeOf(position) * sizeOf(width);
        head.views.push_back({.first = headWords + rows * p,
                              .rows = sizeOf(shape.hidden),
                              .columns = sizeOf(shape.dimension),
                              .rowStride = p,
                              .firstColumn = column});
        if (shape.userDimension > 0)
            head.views.push_back({.first = headUsers + rows * m_userStride,
                                  .rows = sizeOf(shape.hidden),
                                  .columns = sizeOf(shape.userDimension),
                                  .rowStride = m_userStride,
                                  .firstColumn = column + sizeOf(shape.dimension)});
    }
    m_named.push_back(std::move(head));
    addVector("output_layer.fc_layers.0.bias", headBias, shape.hidden);
    addMatrix("output_layer.fc_layers.2.weight", output, shape.words(), shape.hidden, padded(shape.hidden));
}

namespace {

/// each(place in the tensor, place in the flat array).
template<typename Each>
void eachWeight(const NamedWeights& named, const Each& each)
{
    const auto width = static_cast<std::size_t>(named.shape.back());
    for (const WeightView& view : named.views)
        for (std::size_t row = 0; row < view.rows; ++row)
            for (std::size_t column = 0; column < view.columns; ++column)
                each(row * width + view.firstColumn + column,
                     view.first + row * view.rowStride + column * view.columnStride);
}

} // namespace

std::vector<float> packWeights(const NamedWeights& named, std::span<const float> flat)
{
    std::size_t size = 1;
    for (const std::int64_t extent : named.shape)
        size *= static_cast<std::size_t>(extent);
    std::vector<float> values(size);
    eachWeight(named, [&](std::size_t place, std::size_t at) { values[place] = flat[at]; });
    return values;
}

void unpackWeights(const NamedWeights& named, std::span<const float> values, std::span<float> flat)
{
    eachWeight(named, [&](std::size_t place, std::size_t at) { flat[at] = values[place]; });
}

} // namespace tastescope
