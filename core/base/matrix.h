#pragma once

#include <Eigen/Core>

namespace tastescope {

// Conventions, said once: row-major, float, users before items; row r of a table belongs to id number r.
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

} // namespace tastescope
