#pragma once

#include "core/models/model_kind.h"

namespace tastescope {

ModelKind transitionsKind();

} // namespace tastescope
