#pragma once

#include "core/models/model_kind.h"

namespace tastescope {

ModelKind transformerKind();

} // namespace tastescope
