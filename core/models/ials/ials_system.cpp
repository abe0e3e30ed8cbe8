#include "core/models/ials/ials_system.h"

#include "core/base/dense.h"
#include "core/base/error.h"

#include <algorithm>

namespace tastescope {

namespace {

constexpr std::size_t panelRows = 64;
constexpr std::size_t gramRows = 4096; // summed by one worker; sums of sums go in their order

void addOuter(const std::vector<double>& panel, std::size_t rows, std::size_t padded, std::vector<double>& sums)
{
    const DenseRows table{panel.data(), padded};
    denseKernels().addProducts(table, table, rows, sums.data(), padded, padded, padded, true);
}

} // namespace

std::vector<double> ialsGram(std::size_t count, std::size_t padded, const IalsRows& rows, Workers workers,
                             const JobContext& job)
{
    const std::size_t chunks = (count + gramRows - 1) / gramRows;
    std::vector<std::vector<double>> parts(chunks);
    auto panels = workers.copiesOf(std::vector<double>(panelRows * padded));
    const auto sum = [&](std::int64_t chunk, int worker) {
        std::vector<double>& part = parts[static_cast<std::size_t>(chunk)];
        std::vector<double>& panel = panels[static_cast<std::size_t>(worker)];
        part.assign(padded * padded, 0);
        const std::size_t begin = static_cast<std::size_t>(chunk) * gramRows;
        for (std::size_t first = begin; first < std::min(begin + gramRows, count); first += panelRows) {
            job.throwIfStopped();
            const std::size_t some = std::min({panelRows, count - first, begin + gramRows - first});
            rows(first, some, panel.data());
            addOuter(panel, some, padded, part);
        }
    };
    parallelFor(static_cast<std::int64_t>(chunks), workers, job, sum, 1);
    std::vector<double> gram(padded * padded, 0);
    for (const std::vector<double>& part : parts)
        for (std::size_t k = 0; k < gram.size(); ++k)
            gram[k] += part[k];
    return gram;
}

IalsSystem::IalsSystem(std::size_t padded)
    : m_padded(padded),
      m_matrix(padded * padded),
      m_sum(padded),
      m_panel(panelRows * padded)
{
}

void IalsSystem::set(const std::vector<double>& gram, std::size_t others, std::size_t likes, const IalsRows& rows,
                     const IalsWeights& weights, const JobContext& job)
{
    std::ranges::fill(m_matrix, 0.0);
    std::ranges::fill(m_sum, 0.0);
    for (std::size_t first = 0; first < likes; first += panelRows) {
        job.throwIfStopped();
        const std::size_t some = std::min(panelRows, likes - first);
        rows(first, some, m_panel.data());
        addOuter(m_panel, some, m_padded, m_matrix);
        for (std::size_t row = 0; row < some; ++row)
            for (std::size_t k = 0; k < m_padded; ++k)
                m_sum[k] += m_panel[row * m_padded + k];
    }
    m_alpha = weights.alpha;
    m_likes = likes;
    const double pull = weights.l2 * (weights.alpha * static_cast<double>(likes) + static_cast<double>(others));
    for (std::size_t k = 0; k < m_matrix.size(); ++k)
        m_matrix[k] = gram[k] + m_alpha * m_matrix[k];
    for (std::size_t k = 0; k < m_padded; ++k)
        m_matrix[k * m_padded + k] += pull;
    if (!denseKernels().factorise(m_matrix.data(), m_padded))
        throw Error("A vector of iALS cannot be solved for: use a larger l2, or a smaller alpha.");
}

void IalsSystem::solve(double* vector) const
{
    solveFactorised(m_matrix.data(), m_padded, vector);
}

void IalsSystem::solution(double* vector) const
{
    for (std::size_t k = 0; k < m_padded; ++k)
        vector[k] = (1 + m_alpha) * m_sum[k];
    solve(vector);
}

double IalsSystem::leastLoss(std::span<const double> solution) const
{
    double gain = 0;
    for (std::size_t k = 0; k < m_padded; ++k)
        gain += m_sum[k] * solution[k];
    return (1 + m_alpha) * (static_cast<double>(m_likes) - gain);
}

} // namespace tastescope
