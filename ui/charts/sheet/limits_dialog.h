#pragma once

#include "ui/charts/plot/scale.h"

#include <optional>

class QWidget;

namespace tastescope::ui {

/// Asks for the limits of an axis. now: those in sight, to begin with.
/// Returns: nothing when it was closed; else a range, or none for what the data ask for.
std::optional<std::optional<Range>> askForLimits(QWidget* parent, const Range& now);

} // namespace tastescope::ui
