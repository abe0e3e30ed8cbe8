#include "tests/durability/fault_record.h"

#include "tests/durability/fault_shim.h"

#include <array>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tastescope::test::faults {

namespace {

std::mutex turn;
int record = -1; // the descriptor of the file

// Not by the calls of the C library, which stand in fault_calls.cpp.
void put(const void* bytes, std::size_t count)
{
    for (const char* at = static_cast<const char*>(bytes); count > 0;) {
        const long done = syscall(SYS_write, record, at, count);
        if (done <= 0)
            _exit(99); // a record with a hole proves nothing
        at += done;
        count -= static_cast<std::size_t>(done);
    }
}

void put(RecordedHead head, std::string_view path, const void* data, std::size_t bytes)
{
    const int error = errno;
    head.pathBytes = static_cast<std::uint32_t>(path.size());
    head.dataBytes = bytes;
    put(&head, sizeof head);
    put(path.data(), path.size());
    put(data, bytes);
    errno = error;
}

std::uint64_t inodeOf(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 ? status.st_ino : 0;
}

std::uint64_t inodeOf(const std::string& path)
{
    struct stat status = {};
    return lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

Recording::Recording() : m_lock(turn)
{
    if (record < 0)
        m_lock.unlock();
}

void Recording::opened(const std::string& path, bool wasThere, int flags, int descriptor) const
{
    if (!isOn() || descriptor < 0)
        return;
    if (!wasThere)
        put({.kind = RecordedHead::MakeFile, .inode = inodeOf(descriptor)}, path, nullptr, 0);
    else if ((flags & O_TRUNC) != 0)
        put({.kind = RecordedHead::Cut, .inode = inodeOf(descriptor)}, {}, nullptr, 0);
}

void Recording::wrote(int descriptor, const void* bytes, ssize_t count, off64_t offset) const
{
    if (isOn() && count > 0)
        put({.kind = RecordedHead::Write, .inode = inodeOf(descriptor), .offset = static_cast<std::uint64_t>(offset)},
            {}, bytes, static_cast<std::size_t>(count));
}

void Recording::cut(int descriptor, off64_t length, int result) const
{
    if (isOn() && result == 0)
        put({.kind = RecordedHead::Cut, .inode = inodeOf(descriptor), .offset = static_cast<std::uint64_t>(length)}, {},
            nullptr, 0);
}

void Recording::synced(int descriptor, int result) const
{
    if (isOn() && result == 0)
        put({.kind = RecordedHead::Sync, .inode = inodeOf(descriptor)}, {}, nullptr, 0);
}

void Recording::named(RecordedHead::Kind kind, const std::string& path, std::string_view other, int result) const
{
    if (isOn() && result == 0)
        put({.kind = kind, .inode = kind == RecordedHead::MakeFolder ? inodeOf(path) : 0}, path, other.data(),
            other.size());
}

off64_t placeOf(int descriptor)
{
    struct stat status = {};
    if ((fcntl(descriptor, F_GETFL) & O_APPEND) != 0 && fstat(descriptor, &status) == 0)
        return status.st_size;
    return lseek64(descriptor, 0, SEEK_CUR);
}

std::string pathAt(int folder, const char* path)
{
    if (path[0] == '/' || folder == AT_FDCWD)
        return path;
    std::array<char, PATH_MAX> text{};
    const std::string link = "/proc/self/fd/" + std::to_string(folder);
    const ssize_t length = readlink(link.c_str(), text.data(), text.size());
    return std::string(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0) + "/" + path;
}

bool isThere(const std::string& path)
{
    struct stat status = {};
    return lstat(path.c_str(), &status) == 0;
}

} // namespace tastescope::test::faults

using namespace tastescope::test;

extern "C" {

void faultsRecord(const char* file)
{
    const std::scoped_lock lock(faults::turn);
    faults::record =
        static_cast<int>(syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
}

void faultsMark(const char* text)
{
    const std::scoped_lock lock(faults::turn);
    if (faults::record >= 0)
        faults::put({.kind = RecordedHead::Mark}, {}, text, std::string_view(text).size());
}
}
