#pragma once

#include "app/desktop/command.h"

namespace tastescope::desktop {

/// Writes what --export asks for; nothing of the person's settings, history or sweeps changes.
/// Throws: WrongUsage for words that do not go together; Error for what cannot be found, read or written.
void exportPage(const Command& command);

} // namespace tastescope::desktop
