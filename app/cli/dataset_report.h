#pragma once

#include "core/base/json_text.h"
#include "core/data/dataset.h"
#include "core/data/summary.h"

#include <span>
#include <string>
#include <string_view>

namespace tastescope::cli {

/// The members named of a distribution, "users" for its count: {users, min, max, mean, median, p25, ...}.
Json toJson(const Distribution& distribution, std::span<const std::string_view> members);

/// Sizes, parts, likes per user, popularity, owners and provenance: what `data` commands print with --json.
Json reportJson(const Dataset& dataset);

/// The same for people.
std::string reportText(const Dataset& dataset);

} // namespace tastescope::cli
