#include "core/models/transformer/level_standard.h"

#if defined(__x86_64__)

#pragma GCC target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma")
#define TASTESCOPE_LEVEL avx512
#define TASTESCOPE_WIDTH 16
#include "core/models/transformer/level_kernels.h"

#endif
