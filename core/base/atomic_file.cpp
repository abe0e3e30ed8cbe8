#include "core/base/atomic_file.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tastescope {

namespace {

std::string megabytes(std::uintmax_t bytes)
{
    return std::to_string((bytes + 99'999) / 1'000'000) + " MB";
}

/// After the rename: the new file stands, though a power cut may still take it back.
std::string notSynced(const std::filesystem::path& target, int error)
{
    return target.string() + " was written, but its folder cannot be synced: " + std::strerror(error)
           + ". Check the disk before you rely on it.";
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : m_target(std::move(target))
{
    std::string name = m_target.string() + ".XXXXXX";
    m_descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (m_descriptor < 0)
        fail("cannot be written", errno);
    m_temporary = name;
    // mkstemp makes private files; what the person saves follows the umask like any other file.
    const mode_t mask = umask(0);
    umask(mask);
    if (fchmod(m_descriptor, 0666 & ~mask) != 0) {
        const int error = errno;
        closeAndRemove(); // no destructor runs when a constructor throws
        fail("cannot be written", error);
    }
}

AtomicFile::~AtomicFile()
{
    closeAndRemove();
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(m_descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("cannot be written", errno);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        m_written += static_cast<std::size_t>(count);
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
    m_temporary.clear();

    const std::filesystem::path folder = m_target.has_parent_path() ? m_target.parent_path() : ".";
    const int directory = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        throw Error(notSynced(m_target, errno));
    const int synced = fsync(directory);
    const int error = errno;
    close(directory);
    // Some file systems have no sync for folders and say so; the rename is then as durable as it gets.
    if (synced != 0 && error != EINVAL && error != ENOTSUP)
        throw Error(notSynced(m_target, error));
}

void AtomicFile::fail(const std::string& what, int error) const
{
    std::string text = m_target.string() + " " + what + ": " + std::strerror(error);
    if (error == ENOSPC || error == EDQUOT) {
        std::error_code ignored;
        const auto space = std::filesystem::space(m_target.has_parent_path() ? m_target.parent_path() : ".", ignored);
        text +=
            " (more than " + megabytes(m_written) + " needed, " + megabytes(ignored ? 0 : space.available) + " free)";
    }
    throw Error(text + ". The file is as it was before.");
}

void AtomicFile::closeAndRemove()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
    if (!m_temporary.empty())
        unlink(m_temporary.c_str());
}

void replaceFile(const std::filesystem::path& target, std::string_view text)
{
    AtomicFile file(target);
    file.write(text);
    file.commit();
}

} // namespace tastescope
