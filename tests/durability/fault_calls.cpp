#include "tests/durability/fault_state.h"

#include <cerrno>
#include <cstdarg>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tastescope::test::faults;

namespace {

template<typename Function>
Function* next(const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

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
    const int result = watchedCall(Call::Sync, real);
    afterSync(descriptor, result);
    return result;
}

int openAt(int folder, const char* path, int flags, mode_t mode)
{
    static auto* const real = next<int(int, const char*, int, ...)>("openat");
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    const bool watched = isWatchedAt(folder, path);
    const auto open = [&] { return real(folder, path, flags, mode); };
    const Watch watch = !watched ? Watch::None : writes ? Watch::ToWrite : Watch::ToRead;
    return keep(watch == Watch::ToWrite ? watchedCall(Call::Open, open) : open(), watch, path);
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
    const auto some = [&](size_t part) { return real(descriptor, bytes, part); };
    return watchOf(descriptor) == Watch::ToWrite ? watchedWrite(count, some) : some(count);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset)
{
    static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
    const auto some = [&](size_t part) { return real(descriptor, bytes, part, offset); };
    return watchOf(descriptor) == Watch::ToWrite ? watchedWrite(count, some) : some(count);
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
    return isWatched(to) ? watchedCall(Call::Rename, move) : move();
}

int unlink(const char* path)
{
    static auto* const real = next<int(const char*)>("unlink");
    const auto remove = [&] { return real(path); };
    return isWatched(path) ? watchedCall(Call::Remove, remove) : remove();
}

int remove(const char* path)
{
    static auto* const real = next<int(const char*)>("remove");
    const auto away = [&] { return real(path); };
    return isWatched(path) ? watchedCall(Call::Remove, away) : away();
}

int rmdir(const char* path)
{
    static auto* const real = next<int(const char*)>("rmdir");
    const auto away = [&] { return real(path); };
    return isWatched(path) ? watchedCall(Call::Remove, away) : away();
}

int unlinkat(int folder, const char* path, int flags)
{
    static auto* const real = next<int(int, const char*, int)>("unlinkat");
    const auto away = [&] { return real(folder, path, flags); };
    return isWatchedAt(folder, path) ? watchedCall(Call::Remove, away) : away();
}

int mkdir(const char* path, mode_t mode)
{
    static auto* const real = next<int(const char*, mode_t)>("mkdir");
    const auto make = [&] { return real(path, mode); };
    return isWatched(path) ? watchedCall(Call::MakeFolder, make) : make();
}

int ftruncate64(int descriptor, off64_t length)
{
    static auto* const real = next<int(int, off64_t)>("ftruncate64");
    const auto cut = [&] { return real(descriptor, length); };
    return watchOf(descriptor) != Watch::None ? watchedCall(Call::Cut, cut) : cut();
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
