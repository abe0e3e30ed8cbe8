#include "core/base/matrix_product.h"
#include "core/base/matrix_standard.h"

#if defined(__x86_64__)

#pragma GCC target("avx2,fma")
#define TASTESCOPE_LEVEL avx2
#define Eigen Eigen_avx2
#include "core/base/matrix_eigen.h"

#endif
