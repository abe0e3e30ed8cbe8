#pragma once

// What the kernels include, included before the CPU level is raised: inline functions must be the same in the whole
// program.
#include "core/models/transformer/level_tables.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>
