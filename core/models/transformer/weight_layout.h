#pragma once

#include "core/models/transformer/transformer_shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

struct Tensor;
struct TensorFile;

/// Where the weights of a layer begin in the flat array. D is the dimension, P is D padded to 16, F = 4 D.
struct LayerAt
{
    std::size_t norm1 = 0;   ///< P factors, then P shifts
    std::size_t qkv = 0;     ///< 3 D x P: queries, keys, values
    std::size_t qkvBias = 0; ///< 3 D
    std::size_t out = 0;     ///< D x P
    std::size_t outBias = 0; ///< D
    std::size_t norm2 = 0;   ///< P factors, then P shifts
    std::size_t fc1 = 0;     ///< F x P
    std::size_t fc1Bias = 0; ///< F
    std::size_t fc2 = 0;     ///< F x P: transposed, so that the lanes of its gradient are the D outputs
    std::size_t fc2Bias = 0; ///< D
};

/// A part of a named tensor: tensor(row, firstColumn + column) is flat[first + row * rowStride + column *
/// columnStride].
struct WeightView
{
    std::size_t first = 0;
    std::size_t rows = 1;
    std::size_t columns = 0;
    std::size_t rowStride = 0;
    std::size_t columnStride = 1;
    std::size_t firstColumn = 0;
};

/// A tensor under the name the published system gives it.
struct NamedWeights
{
    std::string name;
    std::vector<std::int64_t> shape;
    std::vector<WeightView> views;
};

/// All weights of a transformer in one flat array, each row padded to 16 floats by zeros that stay zeros: first the
/// dense ones, whose gradient every sample has, then a row a word and a row a user; of a tied shape the words are
/// dense.
class WeightLayout
{
public:
    explicit WeightLayout(const TransformerShape& shape);

    std::size_t size() const { return m_size; }           ///< floats
    std::size_t denseSize() const { return m_denseSize; } ///< of them dense, from the first on
    std::size_t wordStride() const { return m_wordStride; }
    std::size_t userStride() const { return m_userStride; }

    std::size_t positions = 0; ///< context x P
    std::vector<LayerAt> layers;
    std::size_t lastNorm = 0;  ///< P factors, then P shifts
    std::size_t headWords = 0; ///< context x hidden x P
    std::size_t headUsers = 0; ///< context x hidden x padded user dimension
    std::size_t headBias = 0;  ///< hidden
    std::size_t output = 0;    ///< words x padded hidden; where tied the words themselves
    std::size_t words = 0;     ///< words x P
    std::size_t users = 0;     ///< users x padded user dimension

    /// In the order the published files have them.
    std::span<const NamedWeights> named() const { return m_named; }

private:
    std::size_t take(std::size_t floats);
    void addMatrix(std::string name, std::size_t first, int rows, int columns, std::size_t rowStride,
                   std::size_t columnStride = 1);
    void addVector(std::string name, std::size_t first, int size);
    void nameAll(const TransformerShape& shape);
    void nameLayer(const TransformerShape& shape, int layer);

    std::size_t m_size = 0;
    std::size_t m_denseSize = 0;
    std::size_t m_wordStride;
    std::size_t m_userStride;
    std::vector<NamedWeights> m_named;
};

/// The named tensor of flat weights. Shape: named.shape, row-major.
std::vector<float> packWeights(const NamedWeights& named, std::span<const float> flat);

/// The other way. Shapes: values as packWeights() has them.
void unpackWeights(const NamedWeights& named, std::span<const float> values, std::span<float> flat);

} // namespace tastescope
