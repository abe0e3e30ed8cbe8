#pragma once

#include <string>

namespace tastescope::desktop {

/// From now on what Qt says stands also in the file, with the moment, and when the program crashes, where it was. Says
/// nothing when the file cannot be written: a program without a log works. Older lines make room at about 1 MB.
void keepLog(const std::string& path);

} // namespace tastescope::desktop
