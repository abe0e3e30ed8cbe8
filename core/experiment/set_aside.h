#pragma once

#include <filesystem>

namespace tastescope {

/// Whether a run that learned something, or a sweep with trials that have begun, is kept in the folder itself.
bool holdsWork(const std::filesystem::path& folder);

/// Gives the folder of a run or sweep, with all that is in it, the name NAME-replaced-1 or the next free one beside it,
/// in one step: nothing is lost, and the name is free for another run. Returns where it is now.
/// Throws: FolderTaken when somebody writes there; Error when it cannot be renamed.
std::filesystem::path setAside(const std::filesystem::path& folder);

} // namespace tastescope
