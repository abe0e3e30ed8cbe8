#pragma once

// What Eigen includes of the standard library, included before the CPU level is raised: its inline functions must be
// the same in the whole program.
#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <iosfwd>
#include <limits>
#include <new>
#include <sstream>
#include <string>
#include <utility>
#include <vector>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
