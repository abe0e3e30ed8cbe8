#pragma once

#include "ui/session/settings.h"
#include "ui/theme/appearance.h"
#include "ui/theme/tokens.h"

namespace tastescope::ui {

/// What the system's colours were before the program set its own; so it is asked for before the first theme is applied.
Scheme systemScheme();

/// Light, Dark, or what the system had at the start; nothing happens when the window looks so already.
void apply(ThemeChoice choice);

/// What the person asked for in the settings dialog: kept, and applied at once.
void keepAppearance(Settings& settings, const Appearance& wanted);

/// Applies what was kept; nothing happens when the program looks so already.
void takeAppearance(const Settings& settings);

} // namespace tastescope::ui
