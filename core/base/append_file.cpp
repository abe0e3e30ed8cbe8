#include "core/base/append_file.h"

#include "core/base/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tastescope {

AppendFile::AppendFile(std::filesystem::path path)
    : m_path(std::move(path)),
      m_descriptor(open(m_path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC))
{
    if (m_descriptor < 0)
        failWriting(m_path, "cannot be written", errno, 0);
}

AppendFile::~AppendFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

AppendFile::AppendFile(AppendFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

AppendFile& AppendFile::operator=(AppendFile&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

void AppendFile::append(std::string_view text, bool lasting)
{
    while (!text.empty()) {
        const ssize_t count = ::write(m_descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            failWriting(m_path, "cannot be written", errno, text.size());
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (lasting && fdatasync(m_descriptor) != 0)
        failWriting(m_path, "cannot be saved", errno, 0);
}

} // namespace tastescope
