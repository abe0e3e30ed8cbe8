#include "core/base/matrix_product.h"
#include "core/base/matrix_standard.h"

#if defined(__x86_64__)

#pragma GCC target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")
#define TASTESCOPE_LEVEL avx512
#define Eigen Eigen_avx512
#include "core/base/matrix_eigen.h"

#endif
