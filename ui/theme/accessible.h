#pragma once

namespace tastescope::ui {

/// What Qt tells assistive tools wrongly: a combo box is called by its label, not by its value, and a chart is a
/// graphic. Once; again changes nothing.
void installAccessible();

} // namespace tastescope::ui
