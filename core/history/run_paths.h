#pragma once

#include <filesystem>
#include <string>

namespace tastescope {

/// As the history keeps it: relative to the workspace when it lies inside, else absolute.
std::string keptPath(const std::filesystem::path& path, const std::filesystem::path& workspace);

/// Where it is now.
std::filesystem::path foundPath(const std::string& kept, const std::filesystem::path& workspace);

/// True for a folder strictly inside the workspace, links resolved, that holds the files of a run: the only kind the
/// history ever deletes.
bool isRunFolderInside(const std::filesystem::path& folder, const std::filesystem::path& workspace);

} // namespace tastescope
