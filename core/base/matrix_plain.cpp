#include "core/base/matrix_product.h"
#include "core/base/matrix_standard.h"

#define TASTESCOPE_LEVEL plain
#define Eigen Eigen_plain
#include "core/base/matrix_eigen.h"
