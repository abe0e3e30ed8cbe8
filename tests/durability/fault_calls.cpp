#include "tests/durability/fault_record.h"
#include "tests/durability/fault_state.h"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tastescope::test;
using namespace tastescope::test::faults;

namespace {

template<typename Real>
int watchedCall(Call call, const Real& real)
{
    bool exitAfter = false;
    if (fateOf(call, exitAfter) != Fate::Succeed) {
        errno = plannedError();
        return -1;
    }
    const auto result = real();
    if (exitAfter)
        _exit(faultExitCode);
    return result;
}

template<typename Real>
ssize_t watchedWrite(std::size_t count, const Real& real)
{
    bool exitAfter = false;
    switch (fateOf(Call::Write, exitAfter)) {
    case Fate::Fail:
        errno = plannedError();
        return -1;
    case Fate::CutShort:
        if (count > 1)
            return real(count / 2);
        errno = plannedError();
        return -1;
    case Fate::Succeed:
        break;
    }
    const ssize_t result = real(count);
    if (exitAfter)
        _exit(faultExitCode);
    return result;
}

template<typename Real>
int watchedSync(int descriptor, const Real& real)
{
    if (watchOf(descriptor) == Watch::None)
        return real();
    beforeSync(descriptor);
    const int result = watchedCall(Call::Sync, [&] {
        const Recording recording;
        const int done = real();
        recording.synced(descriptor, done);
        return done;
    });
    afterSync(descriptor, result);
    return result;
}

/// A call that changes what a path names.
template<typename Real>
int watchedName(Call call, RecordedHead::Kind kind, const std::string& path, const char* other, const Real& real)
{
    return watchedCall(call, [&] {
        const Recording recording;
        const int done = real();
        recording.named(kind, path, other, done);
        return done;
    });
}

int openAt(int folder, const char* path, int flags, mode_t mode)
{
    static auto* const real = next<int(int, const char*, int, ...)>("openat");
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    const bool watched = isWatchedAt(folder, path);
    const auto open = [&] { return real(folder, path, flags, mode); };
    if (!watched)
        return keep(open(), Watch::None);
    if (!writes)
        return keep(readsCount() ? watchedCall(Call::Read, open) : open(), Watch::ToRead, path);
    const auto openToWrite = [&] {
        const Recording recording;
        const std::string whole = recording.isOn() ? pathAt(folder, path) : std::string();
        const bool wasThere = recording.isOn() && isThere(whole);
        const int descriptor = open();
        recording.opened(whole, wasThere, flags, descriptor);
        return descriptor;
    };
    return keep(watchedCall(Call::Open, openToWrite), Watch::ToWrite, path);
}

} // namespace

extern "C" {

int open(const char* path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openAt(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openAt(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(list, mode_t) : 0;
    va_end(list);
    return openAt(folder, path, flags, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t count)
{
    static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
    const auto some = [&](size_t part) {
        const Recording recording;
        const off64_t place = recording.isOn() ? placeOf(descriptor) : 0;
        const ssize_t done = real(descriptor, bytes, part);
        recording.wrote(descriptor, bytes, done, place);
        return done;
    };
    return watchOf(descriptor) == Watch::ToWrite ? watchedWrite(count, some) : real(descriptor, bytes, count);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset)
{
    static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    const auto some = [&](size_t part) {
        const Recording recording;
        const ssize_t done = real(descriptor, bytes, part, offset);
        recording.wrote(descriptor, bytes, done, offset);
        return done;
    };
    return watchOf(descriptor) == Watch::ToWrite ? watchedWrite(count, some) : real(descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset)
{
    return pwrite64(descriptor, bytes, count, offset);
}

int fsync(int descriptor)
{
    static auto* const real = next<int(int)>("fsync");
    const auto sync = [&] { return real(descriptor); };
    return watchedSync(descriptor, sync);
}

int fdatasync(int descriptor)
{
    static auto* const real = next<int(int)>("fdatasync");
    const auto sync = [&] { return real(descriptor); };
    return watchedSync(descriptor, sync);
}

int rename(const char* from, const char* to)
{
    static auto* const real = next<int(const char*, const char*)>("rename");
    const auto move = [&] { return real(from, to); };
    return isWatched(to) ? watchedName(Call::Rename, RecordedHead::Rename, from, to, move) : move();
}

int link(const char* from, const char* to)
{
    static auto* const real = next<int(const char*, const char*)>("link");
    const auto join = [&] { return real(from, to); };
    return isWatched(to) ? watchedName(Call::Rename, RecordedHead::Link, from, to, join) : join();
}

int unlink(const char* path)
{
    static auto* const real = next<int(const char*)>("unlink");
    const auto remove = [&] { return real(path); };
    return isWatched(path) ? watchedName(Call::Remove, RecordedHead::Remove, path, "", remove) : remove();
}

int remove(const char* path)
{
    static auto* const real = next<int(const char*)>("remove");
    const auto away = [&] { return real(path); };
    return isWatched(path) ? watchedName(Call::Remove, RecordedHead::Remove, path, "", away) : away();
}

int rmdir(const char* path)
{
    static auto* const real = next<int(const char*)>("rmdir");
    const auto away = [&] { return real(path); };
    return isWatched(path) ? watchedName(Call::Remove, RecordedHead::Remove, path, "", away) : away();
}

int unlinkat(int folder, const char* path, int flags)
{
    static auto* const real = next<int(int, const char*, int)>("unlinkat");
    const auto away = [&] { return real(folder, path, flags); };
    if (!isWatchedAt(folder, path))
        return away();
    return watchedName(Call::Remove, RecordedHead::Remove, pathAt(folder, path), "", away);
}

int mkdir(const char* path, mode_t mode)
{
    static auto* const real = next<int(const char*, mode_t)>("mkdir");
    const auto make = [&] { return real(path, mode); };
    return isWatched(path) ? watchedName(Call::MakeFolder, RecordedHead::MakeFolder, path, "", make) : make();
}

int ftruncate64(int descriptor, off64_t length)
{
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    const auto cut = [&] {
        const Recording recording;
        const int done = real(descriptor, length);
        recording.cut(descriptor, length, done);
        return done;
    };
    return watchOf(descriptor) != Watch::None ? watchedCall(Call::Cut, cut) : real(descriptor, length);
}

int ftruncate(int descriptor, off_t length)
{
    return ftruncate64(descriptor, length);
}

int close(int descriptor)
{
    static auto* const real = next<int(int)>("close");
    const Watch watch = watchOf(descriptor);
    keep(descriptor, Watch::None);
    const auto shut = [&] { return real(descriptor); };
    if (watch != Watch::ToWrite)
        return shut();
    bool exitAfter = false;
    const Fate fate = fateOf(Call::Close, exitAfter);
    const int result = shut(); // a close that fails has closed all the same
    if (exitAfter)
        _exit(faultExitCode);
    if (fate == Fate::Succeed)
        return result;
    errno = plannedError();
    return -1;
}
}
