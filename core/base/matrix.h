#pragma once

#include "core/base/cpu_level.h"

#include <cstddef>

namespace tastescope {

// Conventions, said once: row-major, float, users before items; row r of a table belongs to id number r.

/// Rows of floats that lie in somebody's table.
struct MatrixRows
{
    const float* first = nullptr;
    std::size_t count = 0;
    std::size_t stride = 0; ///< floats from row to row
};

/// result = a b^T, the dot products of all rows of `a` with all rows of `b`.
///
/// Shapes: a is m x depth, b is n x depth; result has m x n slots, row-major.
/// The last bits depend on the CPU level, on the place in the matrix and on the caches of the machine: for what is
/// rounded or asked again afterwards, never for what is kept. Each entry is within productError() of what any other
/// order of sums gives. Runs on the calling thread alone.
/// Cost:   m n depth multiplications, several times faster than dot products one by one once m is 16 or more.
void multiplyTransposed(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result,
                        CpuLevel level = bestCpuLevel());

/// How far two ways of summing the products of two rows can lie apart, for lengths (Euclidean norms) whose product is
/// `lengths`. Infinite when entries might be.
/// Source: gamma_n of Higham: Accuracy and Stability of Numerical Algorithms, section 3.1, with twice the room.
float productError(std::size_t depth, double lengths);

} // namespace tastescope
