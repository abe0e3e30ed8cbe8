// The body of matrix_<level>.cpp.
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_MPL2_ONLY
#include <Eigen/Core>

namespace tastescope::TASTESCOPE_LEVEL {

void product(const MatrixRows& a, const MatrixRows& b, std::size_t depth, float* result)
{
    using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    using Rows = Eigen::Map<const Matrix, Eigen::Unaligned, Eigen::OuterStride<>>;
    const auto map = [depth](const MatrixRows& rows) {
        return Rows(rows.first, static_cast<Eigen::Index>(rows.count), static_cast<Eigen::Index>(depth),
                    Eigen::OuterStride<>(static_cast<Eigen::Index>(rows.stride)));
    };
    Eigen::Map<Matrix>(result, static_cast<Eigen::Index>(a.count), static_cast<Eigen::Index>(b.count)).noalias() =
        map(a) * map(b).transpose();
}

} // namespace tastescope::TASTESCOPE_LEVEL
