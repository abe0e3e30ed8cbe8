#pragma once

#include "core/models/model_kind.h"

namespace tastescope {

ModelKind itemKnnKind();

} // namespace tastescope
