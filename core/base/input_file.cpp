#include "core/base/input_file.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tastescope {

namespace {

std::int64_t changeTime(const struct stat& status)
{
    return static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
}

void requireRegular(const std::filesystem::path& path, int result, const struct stat& status)
{
    if (result != 0 && (errno == ENOENT || errno == ENOTDIR))
        throw BadInput({path.string()}, "there is no such file.");
    if (result != 0)
        throw Error(path.string() + " cannot be read: " + std::strerror(errno) + ".");
    if (S_ISDIR(status.st_mode))
        throw BadInput({path.string()}, "this is a folder, expected a file.");
    if (!S_ISREG(status.st_mode))
        throw BadInput({path.string()}, "this is a pipe or a device, expected a file: save what it gives as a file "
                                        "first, or pipe it to `data import -`.");
}

} // namespace

InputFile::InputFile(std::filesystem::path path) : m_path(std::move(path))
{
    // Looked at before it is opened, because opening a device may do something; and again what was opened then, which
    // may be another by now.
    struct stat status = {};
    requireRegular(m_path, stat(m_path.c_str(), &status), status);
    m_descriptor = open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (m_descriptor < 0)
        throw Error(m_path.string() + " cannot be opened: " + std::strerror(errno) + ".");
    try {
        requireRegular(m_path, fstat(m_descriptor, &status), status);
    } catch (...) {
        close(m_descriptor); // no destructor runs when a constructor throws
        throw;
    }
    m_size = status.st_size;
    m_changed = changeTime(status);
    posix_fadvise(m_descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

std::size_t InputFile::read(std::span<std::byte> into)
{
    ssize_t count = 0;
    do {
        count = ::read(m_descriptor, into.data(), into.size());
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        throw Error(m_path.string() + " cannot be read at byte " + std::to_string(m_position) + ": "
                    + std::strerror(errno) + ".");
    m_position += count;
    return static_cast<std::size_t>(count);
}

void InputFile::readExactly(std::span<std::byte> into)
{
    while (!into.empty()) {
        const std::size_t count = read(into);
        if (count == 0)
            throw BadInput({m_path.string(), 0, m_position},
                           "the file ends here, " + std::to_string(into.size()) + " more bytes were expected.");
        into = into.subspan(count);
    }
}

void InputFile::lookAt(std::int64_t offset, std::span<std::byte> into) const
{
    ssize_t count = 0;
    do {
        count = pread(m_descriptor, into.data(), into.size(), offset);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        throw Error(m_path.string() + " cannot be read at byte " + std::to_string(offset) + ": " + std::strerror(errno)
                    + ".");
    if (static_cast<std::size_t>(count) < into.size())
        throw BadInput({m_path.string(), 0, offset + count},
                       "the file ends here, " + std::to_string(into.size() - static_cast<std::size_t>(count))
                           + " more bytes were expected.");
}

void InputFile::throwIfChanged() const
{
    struct stat opened = {};
    struct stat named = {};
    const bool same = fstat(m_descriptor, &opened) == 0 && stat(m_path.c_str(), &named) == 0
                      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev && opened.st_size == m_size
                      && changeTime(opened) == m_changed && m_position == m_size;
    if (!same)
        throw BadInput({m_path.string(), 0, m_position},
                       "the file was changed, replaced or removed while it was being read. Nothing was taken from it; "
                       "read it again when it is complete.");
}

std::string readWhole(const std::filesystem::path& path, std::int64_t most)
{
    InputFile file(path);
    const auto refuse = [&](std::int64_t found) {
        throw BadInput({path.string()}, "found " + std::to_string(found) + " bytes or more, expected at most "
                                            + std::to_string(most) + ".");
    };
    if (file.size() > most)
        refuse(file.size());
    // One byte more than it had, to see whether that is all: files of the system say 0, others grow.
    std::string text(static_cast<std::size_t>(std::max<std::int64_t>(file.size(), 4095)) + 1, '\0');
    std::size_t size = 0;
    while (const std::size_t count = file.read(std::as_writable_bytes(std::span(text)).subspan(size))) {
        size += count;
        if (static_cast<std::int64_t>(size) > most)
            refuse(file.position());
        if (size == text.size())
            text.resize(2 * size);
    }
    text.resize(size);
    return text;
}

} // namespace tastescope
