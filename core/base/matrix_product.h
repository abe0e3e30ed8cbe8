#pragma once

#include "core/base/matrix.h"

// multiplyTransposed() at each CPU level: one file a level, since Eigen looks at the level once, when it is included.
// Eigen then has a namespace of its own in each, or the linker would take one level's functions for all.
namespace tastescope::plain {

void product(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result);

}

namespace tastescope::avx2 {

void product(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result);

}

namespace tastescope::avx512 {

void product(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result);

}
