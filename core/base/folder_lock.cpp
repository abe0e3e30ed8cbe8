#include "core/base/folder_lock.h"

#include "core/base/atomic_file.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

/// The process number in the file; empty: there is none yet.
std::string holderIn(int descriptor)
{
    std::array<char, 16> digits{};
    const ssize_t count = pread(descriptor, digits.data(), digits.size(), 0);
    std::string text(digits.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    return text.substr(0, text.find_first_not_of("0123456789"));
}

/// Whether the descriptor is of what the path names now: its last holder may have removed the file since it was opened.
bool isThere(int descriptor, const fs::path& file)
{
    struct stat held = {};
    struct stat named = {};
    return fstat(descriptor, &held) == 0 && stat(file.c_str(), &named) == 0 && held.st_dev == named.st_dev
           && held.st_ino == named.st_ino;
}

/// Whether it is locked, or cannot be on this file system.
bool isOurs(int descriptor)
{
    int result = 0;
    do
        result = flock(descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno != EWOULDBLOCK;
}

/// Who is hindered by this reads it; nothing depends on it.
void writeHolder(int descriptor)
{
    const std::string text = std::to_string(getpid()) + "\n";
    if (ftruncate(descriptor, 0) == 0 && pwrite(descriptor, text.data(), text.size(), 0) < 0)
        return; // a full disk: the lock holds all the same
}

} // namespace

fs::path FolderLock::fileIn(const fs::path& folder)
{
    return folder / "owner.lock";
}

FolderLock::FolderLock(const fs::path& folder) : m_file(fileIn(folder))
{
    makeFolder(folder);
    for (;;) {
        m_descriptor = open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
        if (m_descriptor < 0)
            failWriting(m_file, "cannot be made", errno, 0);
        const bool ours = isOurs(m_descriptor);
        if (ours && isThere(m_descriptor, m_file))
            break;
        const std::string holder = ours ? std::string() : holderIn(m_descriptor);
        close(m_descriptor);
        if (!ours)
            throw FolderTaken(folder.string() + " is being written by "
                              + (holder.empty() ? std::string("another program") : "process " + holder)
                              + ". Wait for it, stop it, or choose another folder.");
    }
    writeHolder(m_descriptor);
}

FolderLock::~FolderLock()
{
    if (isThere(m_descriptor, m_file))
        unlink(m_file.c_str());
    close(m_descriptor);
}

FolderOwner::FolderOwner(const fs::path& folder) : m_folder(folder)
{
    try {
        require();
    } catch (const FolderTaken&) {
        throw;
    } catch (const Error&) {
        // A folder that cannot be written to may be asked whether it could be resumed; require() says what is wrong.
    }
}

void FolderOwner::require()
{
    if (!m_lock)
        m_lock.emplace(m_folder);
}

void FolderLock::follow(const fs::path& folder)
{
    m_file = fileIn(folder);
}

} // namespace tastescope
