#include "core/experiment/set_aside.h"

#include "core/base/folder_lock.h"
#include "core/experiment/run_files.h"
#include "core/experiment/sweep_files.h"

namespace tastescope {

namespace fs = std::filesystem;

bool holdsWork(const fs::path& folder)
{
    return RunFiles(folder).holdWork() || !SweepFiles(folder).begun().empty();
}

fs::path setAside(const fs::path& folder)
{
    const fs::path old = fs::canonical(folder); // what a link leads to, not the link
    FolderLock lock(old);
    fs::path aside;
    for (int number = 1; aside.empty() || fs::exists(fs::symlink_status(aside)); ++number)
        aside = old.string() + "-replaced-" + std::to_string(number);
    std::error_code error;
    fs::rename(old, aside, error);
    if (error)
        throw Error(folder.string() + " cannot be renamed to " + aside.string() + ": " + error.message()
                    + ". Choose another folder.");
    lock.follow(aside);
    return aside;
}

} // namespace tastescope
