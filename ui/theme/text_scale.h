#pragma once

#include "ui/theme/appearance.h"

namespace tastescope::ui {

/// How large text is beside the usual: 1 to 2. Lengths of charts that hold text are multiplied by it.
inline double textScale()
{
    return currentAppearance().textPercent / 100.0;
}

} // namespace tastescope::ui
