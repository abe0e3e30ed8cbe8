#pragma once

#include "core/base/json_text.h"
#include "core/data/dataset.h"
#include "core/data/summary.h"
#include "core/experiment/published_shape.h"

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

/// Ours beside published: [{id, title, published, ours}].
Json shapeJson(std::span<const ShapeFigure> figures);

/// The same for people.
std::string shapeText(std::span<const ShapeFigure> figures);

} // namespace tastescope::cli
