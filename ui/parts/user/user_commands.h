#pragma once

#include "ui/session/command.h"

namespace tastescope::ui {

class UserSession;

/// Random user (R), next user (N), why (Y), why not (Shift+Y), on every page. Letters typed into a field stay letters.
std::vector<Command> userCommands(UserSession& users);

} // namespace tastescope::ui
