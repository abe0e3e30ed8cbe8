#pragma once

#include "core/models/transformer/transformer_kernels.h"

// The kernels of each CPU level: one file a level, which raises the level after what it includes of others.
namespace tastescope::plain {

extern const TransformerKernels transformerKernels;

}

namespace tastescope::avx2 {

extern const TransformerKernels transformerKernels;

}

namespace tastescope::avx512 {

extern const TransformerKernels transformerKernels;

}
