#include "app/cli/piped_input.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <poll.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace tastescope::cli {

namespace {

bool isPipe(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISFIFO(status.st_mode);
}

/// The descriptor of a pipe this process was started with; nothing for any other path. A pipe that has a name in some
/// folder may never have a writer.
std::optional<int> descriptorOf(const std::string& path)
{
    if (path == "-")
        return STDIN_FILENO;
    if (path == "/dev/stdin")
        return isPipe(STDIN_FILENO) ? std::optional(STDIN_FILENO) : std::nullopt;
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        int number = 0;
        const char* begin = path.data() + std::min(folder.size(), path.size());
        const char* end = path.data() + path.size();
        const bool isNumber = begin < end && std::from_chars(begin, end, number).ptr == end;
        if (path.starts_with(folder) && isNumber && isPipe(number))
            return number;
    }
    return std::nullopt;
}

std::filesystem::path newFolder()
{
    std::string folder = (std::filesystem::temp_directory_path() / "tastescope-XXXXXX").string();
    if (!mkdtemp(folder.data()))
        throw Error("What comes through the pipe cannot be kept in " + folder + ": " + std::strerror(errno) + ".");
    return folder;
}

} // namespace

PipedInput::PipedInput(const std::vector<std::string>& paths, const JobContext& job)
{
    try {
        for (const std::string& path : paths)
            if (const auto descriptor = descriptorOf(path))
                keep(path, *descriptor, job);
            else
                m_paths.emplace_back(path);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored); // no destructor runs when a constructor throws
        throw;
    }
}

PipedInput::~PipedInput()
{
    std::error_code ignored;
    if (!m_folder.empty())
        std::filesystem::remove_all(m_folder, ignored);
}

void PipedInput::keep(const std::string& pipe, int descriptor, const JobContext& job)
{
    constexpr int waitMilliseconds = 50; // so that a stop is seen
    if (m_folder.empty())
        m_folder = newFolder();
    const std::string name = m_kept.empty() ? "stdin" : "stdin-" + std::to_string(m_kept.size() + 1);
    const std::filesystem::path target = m_folder / name;
    job.report(StageStarted{"reading the pipe"});
    AtomicFile file(target);
    std::array<char, 1 << 16> bytes{};
    for (;;) {
        job.throwIfStopped();
        pollfd ready{descriptor, POLLIN, 0};
        if (poll(&ready, 1, waitMilliseconds) == 0)
            continue;
        const ssize_t count = read(descriptor, bytes.data(), bytes.size());
        if (count == 0)
            break;
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            throw Error(pipe + " cannot be read: " + std::strerror(errno) + ".");
        if (count > 0)
            file.write(std::string_view(bytes.data(), static_cast<std::size_t>(count)));
    }
    file.commit();
    m_paths.push_back(target);
    m_kept.emplace_back(target.string(), pipe);
}

std::string PipedInput::givenName(const std::string& path) const
{
    for (const auto& [file, given] : m_kept)
        if (file == path)
            return given;
    return path;
}

} // namespace tastescope::cli
