#include "tests/durability/fault_state.h"

#include <cerrno>
#include <unistd.h>

// Reading, by itself and in the forms that a fortified program calls.

using namespace tastescope::test::faults;

namespace {

template<typename Real>
ssize_t watchedRead(int descriptor, const Real& real)
{
    if (!readsCount() || watchOf(descriptor) == Watch::None)
        return real();
    bool exitAfter = false;
    if (fateOf(Call::Read, exitAfter) != Fate::Succeed) {
        errno = plannedError();
        return -1;
    }
    const ssize_t result = real();
    if (exitAfter)
        _exit(faultExitCode);
    return result;
}

} // namespace

extern "C" {

ssize_t read(int descriptor, void* bytes, size_t count)
{
    static auto* const real = next<ssize_t(int, void*, size_t)>("read");
    return watchedRead(descriptor, [&] { return real(descriptor, bytes, count); });
}

ssize_t pread64(int descriptor, void* bytes, size_t count, off64_t offset)
{
    static auto* const real = next<ssize_t(int, void*, size_t, off64_t)>("pread64");
    return watchedRead(descriptor, [&] { return real(descriptor, bytes, count, offset); });
}

ssize_t pread(int descriptor, void* bytes, size_t count, off_t offset)
{
    return pread64(descriptor, bytes, count, offset);
}

ssize_t __read_chk(int descriptor, void* bytes, size_t count, size_t room)
{
    static auto* const real = next<ssize_t(int, void*, size_t, size_t)>("__read_chk");
    return watchedRead(descriptor, [&] { return real(descriptor, bytes, count, room); });
}

ssize_t __pread64_chk(int descriptor, void* bytes, size_t count, off64_t offset, size_t room)
{
    static auto* const real = next<ssize_t(int, void*, size_t, off64_t, size_t)>("__pread64_chk");
    return watchedRead(descriptor, [&] { return real(descriptor, bytes, count, offset, room); });
}

ssize_t __pread_chk(int descriptor, void* bytes, size_t count, off_t offset, size_t room)
{
    return __pread64_chk(descriptor, bytes, count, offset, room);
}
}
