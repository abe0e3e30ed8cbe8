#pragma once

#include "core/base/json_text.h"
#include "core/data/provenance.h"

namespace tastescope {

Json toJson(const Provenance& provenance);

/// Throws: BadInput when a member is missing or of another kind.
Provenance provenanceFrom(JsonObject json);

} // namespace tastescope
