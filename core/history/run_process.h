#pragma once

#include <string>

namespace tastescope {

/// Names this process among all that ever ran since and before the computer started: boot, number, start. It is stored
/// beside a run to tell later whether the one who trained it is still there.
std::string thisProcess();

/// False when that process has ended for sure.
bool isAlive(const std::string& process);

} // namespace tastescope
