#include "core/base/dense.h"
#include "core/base/error.h"
#include "core/base/memory_need.h"

#include <algorithm>
#include <span>
#include <utility>

namespace tastescope {

namespace {

constexpr std::size_t tileEdge = SymmetricTiles::edge;
constexpr std::size_t tileValues = tileEdge * tileEdge;

void transposeTile(const double* from, double* to)
{
    for (std::size_t i = 0; i < tileEdge; ++i)
        for (std::size_t j = 0; j < tileEdge; ++j)
            to[j * tileEdge + i] = from[i * tileEdge + j];
}

} // namespace

/// The tiles of a row and a column of the whole matrix pass through two panels:
///
///     across  the row of the pivot, E, with its transposed where only the column is kept
///     scaled  -D E, D being the inverse of the pivot
///
/// All others get E_i^T (-D E_j); then the pivot's row becomes D E and the pivot -D. After all pivots the matrix is its
/// inverse with the sign turned.
class SymmetricTiles::Sweep
{
public:
    Sweep(SymmetricTiles& matrix, Workers workers, const JobContext& job, CpuLevel level)
        : m_matrix(matrix),
          m_workers(workers),
          m_job(job),
          m_kernels(denseKernels(level)),
          m_across(matrix.m_tiles * tileValues),
          m_scaled(matrix.m_tiles * tileValues),
          m_inverse(tileValues)
    {
        for (std::size_t row = 0; row < matrix.m_tiles; ++row)
            for (std::size_t column = row; column < matrix.m_tiles; ++column)
                m_pairs.emplace_back(static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column));
    }

    void pivot(std::size_t k)
    {
        invertPivot(tile(k, k));
        const auto tiles = static_cast<std::int64_t>(m_matrix.m_tiles);
        parallelFor(
            tiles, m_workers, m_job, [&](std::int64_t j, int) { makePanels(k, static_cast<std::size_t>(j)); }, 1);
        parallelFor(
            static_cast<std::int64_t>(m_pairs.size()), m_workers, m_job,
            [&](std::int64_t p, int) {
                const auto [i, j] = m_pairs[static_cast<std::size_t>(p)];
                if (i != k && j != k)
                    m_kernels.addProducts({&m_across[i * tileValues], tileEdge}, {&m_scaled[j * tileValues], tileEdge},
                                          tileEdge, tile(i, j), tileEdge, tileEdge, tileEdge, i == j);
            },
            4);
        parallelFor(
            tiles, m_workers, m_job, [&](std::int64_t j, int) { putBack(k, static_cast<std::size_t>(j)); }, 1);
    }

    void turnSigns()
    {
        for (double& value : m_matrix.m_values)
            value = -value;
    }

private:
    double* tile(std::size_t row, std::size_t column) { return &m_matrix.m_values[m_matrix.tileOffset(row, column)]; }

    /// -D
    void invertPivot(const double* pivot)
    {
        std::vector<double> factors(pivot, pivot + tileValues);
        if (!m_kernels.factorise(factors.data(), tileEdge))
            throw Error("The matrix is not positive definite: it cannot be inverted.");
        std::vector<double> column(tileEdge);
        for (std::size_t j = 0; j < tileEdge; ++j) {
            std::ranges::fill(column, 0.0);
            column[j] = 1;
            solveFactorised(factors.data(), tileEdge, column.data());
            for (std::size_t i = 0; i <= j; ++i)
                m_inverse[i * tileEdge + j] = m_inverse[j * tileEdge + i] = -column[i];
        }
    }

    void makePanels(std::size_t k, std::size_t j)
    {
        double* const across = &m_across[j * tileValues];
        double* const scaled = &m_scaled[j * tileValues];
        if (j < k)
            transposeTile(tile(j, k), across);
        else
            std::copy_n(tile(k, j), tileValues, across);
        std::fill_n(scaled, tileValues, 0.0);
        if (j != k)
            m_kernels.addProducts({m_inverse.data(), tileEdge}, {across, tileEdge}, tileEdge, scaled, tileEdge,
                                  tileEdge, tileEdge, false);
    }

    void putBack(std::size_t k, std::size_t j)
    {
        if (j == k) {
            std::ranges::copy(m_inverse, tile(k, k));
            return;
        }
        double* const scaled = &m_scaled[j * tileValues];
        for (std::size_t v = 0; v < tileValues; ++v)
            scaled[v] = -scaled[v];
        if (j < k)
            transposeTile(scaled, tile(j, k));
        else
            std::copy_n(scaled, tileValues, tile(k, j));
    }

    SymmetricTiles& m_matrix;
    Workers m_workers;
    const JobContext& m_job;
    const DenseKernels& m_kernels;
    std::vector<double> m_across;
    std::vector<double> m_scaled;
    std::vector<double> m_inverse; ///< of the pivot, with the sign turned
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_pairs;
};

SymmetricTiles::SymmetricTiles(std::size_t size)
    : m_size(size),
      m_tiles((size + edge - 1) / edge),
      m_values(m_tiles * (m_tiles + 1) / 2 * edge * edge, 0)
{
    for (std::size_t i = size; i < m_tiles * edge; ++i)
        set(i, i, 1);
}

void SymmetricTiles::invert(Workers workers, const JobContext& job, CpuLevel level)
{
    Sweep sweep(*this, workers, job, level);
    for (std::size_t k = 0; k < m_tiles; ++k) {
        job.report(StageProgress{static_cast<std::int64_t>(k), static_cast<std::int64_t>(m_tiles)});
        sweep.pivot(k);
    }
    sweep.turnSigns();
}

std::int64_t SymmetricTiles::bytes(std::int64_t size)
{
    constexpr auto values = static_cast<std::int64_t>(edge);
    const std::int64_t tiles = (size + values - 1) / values;
    return bytesOf(bytesOf(tiles, tiles + 1) / 2, values * values * 8);
}

std::int64_t SymmetricTiles::inversionBytes(std::int64_t size)
{
    constexpr auto values = static_cast<std::int64_t>(edge);
    const std::int64_t tiles = (size + values - 1) / values;
    return bytesOf(2 * tiles + 3, values * values * 8) + bytesOf(bytesOf(tiles, tiles + 1) / 2, 8);
}

} // namespace tastescope
