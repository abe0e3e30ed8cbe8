#pragma once

#include "core/models/factors.h"

#include <span>

namespace tastescope {

struct Tensor;

/// Shape: rows x dimension, without padding.
Tensor packFactors(const char* name, const Factors& factors);

/// Throws: Error when the tensor is no table of rows x 1 to 1,024.
Factors unpackFactors(const Tensor& tensor);

/// The Euclidean norm of a padded row; not a number where any value is not.
double rowLength(std::span<const float> row);

/// The largest rowLength() of all; not a number where any value is not.
double longestRow(const Factors& factors);

} // namespace tastescope
