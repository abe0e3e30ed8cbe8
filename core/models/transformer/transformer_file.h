#pragma once

#include "core/models/transformer/float_lines.h"
#include "core/models/transformer/weight_layout.h"

namespace tastescope {

struct TensorFile;

/// The weights of a transformer under their published names, as this program and PyTorch write them. Beside them a file
/// for load_state_dict(strict=True) has the buffer "movie_transformer.positional_ids".

/// What the tensors of a file are the weights of; shape.users by the user vectors, 0 without any. Nothing in a file
/// says how many heads there are, and a wrong number gives no error, only wrong scores. Throws: Error naming the tensor
/// that is missing or does not fit; nothing is taken for what a file only claims.
TransformerShape transformerShapeIn(const TensorFile& file, int heads);

/// Throws: Error naming the tensor that is missing or does not fit.
FloatLines transformerWeightsIn(const TensorFile& file, const WeightLayout& layout);

/// All that PyTorch needs, and nothing else.
std::vector<Tensor> transformerTensors(const TransformerShape& shape, const WeightLayout& layout,
                                       const FloatLines& weights);

/// Weights, moments or gradients under their published names.
std::vector<Tensor> weightTensors(const WeightLayout& layout, const FloatLines& weights);

} // namespace tastescope
