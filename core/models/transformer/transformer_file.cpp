#include "core/models/transformer/transformer_file.h"

#include "core/base/error.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tastescope {

namespace {

constexpr int mostLayers = 24;

/// The extent of a table, 1 to a million or so. Throws: Error.
int extentOf(const Tensor& tensor, std::size_t axis, int atMost)
{
    if (tensor.shape.size() <= axis || tensor.shape[axis] < 1 || tensor.shape[axis] > atMost)
        throw Error("The tensor \"" + tensor.name + "\" has no shape of a transformer.");
    return static_cast<int>(tensor.shape[axis]);
}

bool hasTensor(const TensorFile& file, const std::string& name)
{
    return std::ranges::find(file.tensors, name, &Tensor::name) != file.tensors.end();
}

} // namespace

TransformerShape transformerShapeIn(const TensorFile& file, int heads)
{
    constexpr int mostRows = std::numeric_limits<int>::max() / 2;
    const Tensor& words = file.tensor("movie_transformer.token_embedding.weight");
    TransformerShape shape;
    shape.items = extentOf(words, 0, mostRows) - 2;
    shape.dimension = extentOf(words, 1, 1024);
    shape.context = extentOf(file.tensor("movie_transformer.positional_embedding.weight"), 0, longestContext);
    shape.layers = 0;
    while (hasTensor(file, "movie_transformer.layers." + std::to_string(shape.layers) + ".layer_norm1.weight"))
        ++shape.layers;
    shape.heads = heads;
    shape.userDimension = 0;
    if (hasTensor(file, "user_embedding.weight")) {
        shape.users = extentOf(file.tensor("user_embedding.weight"), 0, mostRows);
        shape.userDimension = extentOf(file.tensor("user_embedding.weight"), 1, 1024);
    }
    shape.tied = !hasTensor(file, "output_layer.fc_layers.0.bias");
    shape.hidden = shape.tied ? shape.dimension : extentOf(file.tensor("output_layer.fc_layers.0.bias"), 0, 1024);
    if (shape.tied && shape.userDimension > 0)
        throw Error("The tensors are of no transformer: it knows users, but has no output layer.");
    if (shape.items < 1 || shape.layers < 1 || shape.layers > mostLayers)
        throw Error("The tensors are of no transformer: its words or layers do not fit.");
    if (heads < 1 || shape.dimension % heads != 0)
        throw Error("The dimension of the transformer, " + std::to_string(shape.dimension) + ", is no multiple of "
                    + std::to_string(heads) + " heads.");
    return shape;
}

FloatLines transformerWeightsIn(const TensorFile& file, const WeightLayout& layout)
{
    for (const NamedWeights& named : layout.named()) // before memory is taken for what a file claims
        if (const Tensor& tensor = file.tensor(named.name); tensor.shape != named.shape)
            throw Error("The tensor \"" + tensor.name + "\" does not fit the others of the transformer.");
    FloatLines weights(layout.size());
    for (const NamedWeights& named : layout.named())
        unpackWeights(named, floats(file.tensor(named.name), named.shape), {weights.data(), layout.size()});
    return weights;
}

std::vector<Tensor> weightTensors(const WeightLayout& layout, const FloatLines& weights)
{
    std::vector<Tensor> tensors;
    tensors.reserve(layout.named().size() + 1);
    for (const NamedWeights& named : layout.named()) {
        const std::vector<float> values = packWeights(named, {weights.data(), layout.size()});
        tensors.push_back(makeTensor(named.name, named.shape, std::span<const float>(values)));
    }
    return tensors;
}

std::vector<Tensor> transformerTensors(const TransformerShape& shape, const WeightLayout& layout,
                                       const FloatLines& weights)
{
    std::vector<Tensor> tensors = weightTensors(layout, weights);
    std::vector<std::int64_t> positions(static_cast<std::size_t>(shape.context));
    std::iota(positions.begin(), positions.end(), std::int64_t{0});
    tensors.push_back(
        makeTensor("movie_transformer.positional_ids", {1, shape.context}, std::span<const std::int64_t>(positions)));
    return tensors;
}

} // namespace tastescope
