#include "core/base/atomic_file.h"

#include "core/base/random.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace tastescope {

namespace {

constexpr std::string_view unfinished = ".part";

std::string sizeText(std::uintmax_t bytes)
{
    const std::uintmax_t unit = bytes < 1'000'000 ? 1'000 : 1'000'000;
    return std::to_string((bytes + unit - 1) / unit) + (unit == 1'000 ? " kB" : " MB");
}

std::filesystem::path folderOf(const std::filesystem::path& target)
{
    return target.has_parent_path() ? target.parent_path() : ".";
}

/// Beside the target, and hardly ever what another thread or process chooses.
std::string temporaryName(const std::filesystem::path& target)
{
    static std::atomic<std::uint64_t> asked{0};
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    Random random(static_cast<std::uint64_t>(getpid()), {static_cast<std::uint64_t>(now), ++asked});
    std::string name = target.string() + ".";
    for (int k = 0; k < 6; ++k)
        name += "0123456789abcdefghijklmnopqrstuvwxyz"[random.below(36)];
    return name += unfinished;
}

/// The temporary files of this process that are not renamed yet; nobody makes one while it is locked.
struct Unfinished
{
    std::mutex mutex;
    std::set<std::filesystem::path> files;
};

Unfinished& unfinishedFiles()
{
    static auto& all = *new Unfinished; // lives on while the process ends
    return all;
}

void forget(const std::filesystem::path& temporary)
{
    const std::scoped_lock lock(unfinishedFiles().mutex);
    unfinishedFiles().files.erase(temporary);
}

/// The new file or folder stands, though a power cut may still take it back. done: "was written".
[[noreturn]] void failSyncing(const std::filesystem::path& target, const std::string& done, int error)
{
    const std::string text =
        target.string() + " " + done + ", but its folder cannot be synced: " + std::strerror(error) + ".";
    if (error == ENOSPC || error == EDQUOT)
        throw NoRoom(text);
    throw Error(text + " Check the disk before you rely on it.");
}

} // namespace

int syncFolder(const std::filesystem::path& folder)
{
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int error = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    // Some file systems have no sync for folders and say so: it is then as durable as it gets.
    return error == EINVAL || error == ENOTSUP ? 0 : error;
}

void failWriting(const std::filesystem::path& target, const std::string& what, int error, std::uintmax_t needed)
{
    const std::string text = target.string() + " " + what + ": " + std::strerror(error);
    const std::string end = ". The file is as it was before.";
    if (error != ENOSPC && error != EDQUOT)
        throw Error(text + end);
    std::error_code unknown;
    const auto space = std::filesystem::space(folderOf(target), unknown);
    throw NoRoom(text + " (" + (needed > 0 ? sizeText(needed) : "some room") + " needed, "
                 + (unknown ? "an unknown amount" : sizeText(space.available)) + " free in " + folderOf(target).string()
                 + ")" + end);
}

AtomicFile::AtomicFile(std::filesystem::path target, std::uintmax_t expected)
    : m_target(std::move(target)),
      m_needed(expected)
{
    // Not by mkstemp: it makes private files, and asking for the umask to undo that means to change it, for all
    // threads.
    std::string name;
    {
        const std::scoped_lock lock(unfinishedFiles().mutex);
        do {
            name = temporaryName(m_target);
            m_descriptor = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (m_descriptor < 0 && errno == EEXIST);
        if (m_descriptor >= 0)
            unfinishedFiles().files.insert(name);
    }
    if (m_descriptor < 0)
        fail("cannot be written", errno);
    m_temporary = name;
}

AtomicFile::~AtomicFile()
{
    closeAndRemove();
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    m_needed = std::max<std::uintmax_t>(m_needed, m_written + bytes.size());
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("cannot be written", errno);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        m_written += static_cast<std::uintmax_t>(count);
    }
}

void AtomicFile::write(std::string_view text)
{
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit()
{
    if (fsync(m_descriptor) != 0)
        fail("cannot be saved", errno);
    const int descriptor = m_descriptor;
    m_descriptor = -1;
    if (close(descriptor) != 0)
        fail("cannot be saved", errno);
    if (rename(m_temporary.c_str(), m_target.c_str()) != 0)
        fail("cannot be replaced", errno);
    forget(std::exchange(m_temporary, {}));

    if (const int error = syncFolder(folderOf(m_target)); error != 0)
        failSyncing(m_target, "was written", error);
}

void AtomicFile::fail(const std::string& what, int error)
{
    closeAndRemove(); // before the free space is measured; and no destructor runs when the constructor throws
    failWriting(m_target, what, error, m_needed);
}

void AtomicFile::closeAndRemove()
{
    if (m_descriptor >= 0)
        close(std::exchange(m_descriptor, -1));
    if (m_temporary.empty())
        return;
    unlink(m_temporary.c_str());
    forget(std::exchange(m_temporary, {}));
}

std::unique_lock<std::mutex> removeUnfinishedOfThisProcess()
{
    std::unique_lock lock(unfinishedFiles().mutex);
    for (const std::filesystem::path& file : unfinishedFiles().files)
        unlink(file.c_str());
    return lock;
}

void replaceFile(const std::filesystem::path& target, std::string_view text)
{
    AtomicFile file(target, text.size());
    file.write(text);
    file.commit();
}

void makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    std::vector<std::filesystem::path> parents; // of the folders that are missing, innermost first
    for (auto missing = std::filesystem::absolute(folder); !std::filesystem::exists(missing, error);
         missing = missing.parent_path())
        parents.push_back(missing.parent_path());
    std::filesystem::create_directories(folder, error);
    const std::string text = folder.string() + " cannot be made: " + error.message();
    if (error == std::errc::no_space_on_device || error.value() == EDQUOT)
        throw NoRoom(text + ". Free some space, or choose another folder.");
    if (error)
        throw Error(text + ". Choose a folder you may write to.");
    for (const std::filesystem::path& parent : parents)
        if (const int unsynced = syncFolder(parent); unsynced != 0 && unsynced != EACCES)
            failSyncing(folder, "was made", unsynced);
}

void removeUnfinished(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> found;
    std::error_code error; // what stays costs room, nothing else
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == unfinished && entry->is_regular_file(error))
            found.push_back(entry->path());
    for (const std::filesystem::path& path : found)
        std::filesystem::remove(path, error);
}

} // namespace tastescope
