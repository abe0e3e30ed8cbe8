#include "core/models/transformer/level_standard.h"

#define TASTESCOPE_LEVEL plain
#define TASTESCOPE_WIDTH 4
#include "core/models/transformer/level_kernels.h"
