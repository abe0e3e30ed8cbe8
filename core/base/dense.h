#pragma once

#include "core/base/cpu_level.h"
#include "core/base/job.h"
#include "core/base/parallel.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tastescope {

// Dense products and symmetric systems in double for what is kept: the same bits on every CPU level and for any number
// of threads, which Eigen's products do not promise (matrix.h): its sums are cut by the sizes of the caches. Sums run
// in one order, products are never fused with sums.

/// Rows of doubles that lie in somebody's table.
struct DenseRows
{
    const double* first = nullptr;
    std::size_t stride = 0; ///< doubles from row to row
};

struct DenseKernels
{
    /// sums += a^T b: element (i, j) gets the sum over k of a(k, i) b(k, j), k ascending.
    /// Shapes: a is depth x rows, b is depth x columns, sums is rows x columns with its own stride, row-major; rows are
    ///         a multiple of 4, columns of 8. upperOnly: what lies below the diagonal may be left as it is.
    void (*addProducts)(DenseRows a, DenseRows b, std::size_t depth, double* sums, std::size_t stride, std::size_t rows,
                        std::size_t columns, bool upperOnly);

    /// Cholesky, in place: the upper triangle of a = r^T r becomes r; below it everything is left as it is.
    /// Shapes: a is size x size, size a multiple of 8.
    /// Returns: false when a is not positive definite, as far as doubles can tell.
    bool (*factorise)(double* a, std::size_t size);
};

/// Of a level in cpuLevels().
const DenseKernels& denseKernels(CpuLevel level = bestCpuLevel());

/// Solves r^T r x = b in place, r as factorise() leaves it. Shapes: r is size x size, b has size values.
void solveFactorised(const double* r, std::size_t size, double* b);

/// A symmetric matrix of which only the tiles on and above the diagonal are kept, each of them in one piece. Beyond
/// `size` it is filled up to whole tiles by ones on the diagonal.
class SymmetricTiles
{
public:
    static constexpr std::size_t edge = 64;

    /// All zero.
    explicit SymmetricTiles(std::size_t size);

    std::size_t size() const { return m_size; }

    /// Either triangle.
    double at(std::size_t row, std::size_t column) const
    {
        return row <= column ? m_values[place(row, column)] : m_values[place(column, row)];
    }
    /// row <= column.
    void set(std::size_t row, std::size_t column, double value) { m_values[place(row, column)] = value; }

    /// Becomes its inverse. Progress is told in tiles of the diagonal.
    ///
    /// Throws: Error when it is not positive definite; Cancelled when job.stop is set, within two milliseconds; the
    ///         matrix is then of no use.
    /// Cost:   size^3 multiplications, size * edge * 16 bytes.
    /// Method: the sweep operator, a tile of the diagonal at a time (Goodnight: A tutorial on the sweep operator, The
    ///         American Statistician 1979).
    void invert(Workers workers, const JobContext& job = {}, CpuLevel level = bestCpuLevel());

    /// What a matrix of this size takes, and its inversion beside it.
    static std::int64_t bytes(std::int64_t size);
    static std::int64_t inversionBytes(std::int64_t size);

private:
    class Sweep;

    std::size_t tileOffset(std::size_t row, std::size_t column) const
    {
        return (row * m_tiles - row * (row + 1) / 2 + column) * edge * edge;
    }
    std::size_t place(std::size_t row, std::size_t column) const
    {
        return tileOffset(row / edge, column / edge) + row % edge * edge + column % edge;
    }

    std::size_t m_size;
    std::size_t m_tiles; ///< along an edge
    std::vector<double> m_values;
};

} // namespace tastescope
