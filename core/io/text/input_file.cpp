#include "core/io/text/input_file.h"

#include "core/base/error.h"

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

} // namespace

InputFile::InputFile(std::filesystem::path path) : m_path(std::move(path))
{
    struct stat status = {};
    // Looked at before opening, because opening a pipe waits for its other end.
    if (stat(m_path.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw BadInput({m_path.string()}, "there is no such file.");
        throw Error(m_path.string() + " cannot be read: " + std::strerror(errno) + ".");
    }
    if (!S_ISREG(status.st_mode))
        throw BadInput({m_path.string()},
                       S_ISDIR(status.st_mode) ? "this is a folder, expected a file." : "this is not a regular file.");
    m_descriptor = open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (m_descriptor < 0)
        throw Error(m_path.string() + " cannot be opened: " + std::strerror(errno) + ".");
    fstat(m_descriptor, &status);
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

} // namespace tastescope
