#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tastescope {

/// What decides a vector beside the vectors of the other side.
struct IalsWeights
{
    double alpha = 0;
    double l2 = 0;
};

/// Writes `count` vectors from place `first` on, one after the other, padded.
using IalsRows = std::function<void(std::size_t first, std::size_t count, double* rows)>;

/// The sum of y y^T over all vectors y of one side: upper triangle, padded x padded.
/// The same bits for any number of workers. Throws: Cancelled. Cost: count * padded^2.
std::vector<double> ialsGram(std::size_t count, std::size_t padded, const IalsRows& rows, Workers workers,
                             const JobContext& job);

/// The linear system whose solution is one vector x of iALS (Hu, Koren, Volinsky: Collaborative filtering for implicit
/// feedback datasets, ICDM 2008; how l2 grows with the row as in Rendle et al.: Revisiting the performance of iALS on
/// item recommendation benchmarks, RecSys 2022):
///
///     A x = b,   A = G + alpha * (sum of y y^T over the likes) + l2 (alpha * likes + others) I
///                b = (1 + alpha) * (sum of y over the likes)
///
/// which is the least of: sum over all others of (x . y)^2, but over the likes of (1 + alpha) (1 - x . y)^2, and
/// l2 (alpha * likes + others) |x|^2. Scratch of one thread.
class IalsSystem
{
public:
    /// padded: of the vectors, a multiple of 8.
    explicit IalsSystem(std::size_t padded);

    /// gram: ialsGram() of the other side, which has `others` vectors; likes: those it gives for the row.
    /// Throws: Error when the system has no solution in doubles; Cancelled.
    /// Cost:   likes * padded^2 / 2 + padded^3 / 6 multiplications.
    void set(const std::vector<double>& gram, std::size_t others, std::size_t likes, const IalsRows& rows,
             const IalsWeights& weights, const JobContext& job = {});

    /// A^-1 of a vector, in place. Cost: padded^2.
    void solve(double* vector) const;

    /// The solution for b. Shape: padded. Cost: padded^2.
    void solution(double* vector) const;

    /// What is left of the objective at the solution, which must be that of b: (1 + alpha) likes - b . x.
    double leastLoss(std::span<const double> solution) const;

private:
    std::size_t m_padded;
    std::vector<double> m_matrix; ///< its Cholesky factor, once set
    std::vector<double> m_sum;
    std::vector<double> m_panel; ///< some likes at a time
    double m_alpha = 0;
    std::size_t m_likes = 0;
};

} // namespace tastescope
