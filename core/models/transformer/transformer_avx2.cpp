#include "core/models/transformer/level_standard.h"

#if defined(__x86_64__)

#pragma GCC target("avx2,fma")
#define TASTESCOPE_LEVEL avx2
#define TASTESCOPE_WIDTH 8
#include "core/models/transformer/level_kernels.h"

#endif
