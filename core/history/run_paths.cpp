#include "core/history/run_paths.h"

namespace tastescope {

namespace fs = std::filesystem;

namespace {

/// Absolute, without links and dots, also for what does not exist yet.
fs::path resolved(const fs::path& path)
{
    std::error_code error;
    fs::path result = fs::weakly_canonical(fs::absolute(path), error);
    if (error)
        result = fs::absolute(path).lexically_normal();
    return result.has_filename() ? result : result.parent_path();
}

/// "." and what begins with ".." are not inside.
bool isInside(const fs::path& relative)
{
    return !relative.empty() && *relative.begin() != "." && *relative.begin() != "..";
}

} // namespace

std::string keptPath(const fs::path& path, const fs::path& workspace)
{
    if (path.empty())
        return {};
    const fs::path absolute = resolved(path);
    const fs::path relative = absolute.lexically_relative(resolved(workspace));
    return isInside(relative) ? relative.string() : absolute.string();
}

fs::path foundPath(const std::string& kept, const fs::path& workspace)
{
    // An absolute path replaces what is before it.
    return kept.empty() ? fs::path() : (workspace / kept).lexically_normal();
}

bool isRunFolderInside(const fs::path& folder, const fs::path& workspace)
{
    std::error_code error;
    return !folder.empty() && isInside(resolved(folder).lexically_relative(resolved(workspace)))
           && fs::is_directory(folder, error) && fs::is_regular_file(folder / "config.json", error);
}

} // namespace tastescope
