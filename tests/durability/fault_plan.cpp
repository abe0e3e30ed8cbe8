#include "tests/durability/fault_state.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

// Preloaded into a program as it is: FAULT_FOLDER, FAULT_ACTION (exit-before, exit-after, error), FAULT_AT,
// FAULT_ERROR (a number of errno), FAULT_LASTING, FAULT_SHORT, FAULT_READS, and FAULT_COUNT, a file that gets the count
// at the end.

namespace tastescope::test::faults {

namespace {

char watchedFolder[PATH_MAX];
FaultPlan plan{};
std::atomic<bool> broken = false; // errors may happen
std::atomic<long> counted = 0;
std::atomic<int> happened = 0;
thread_local bool isMeanwhile = false; // somebody else's calls are being made

constexpr int mostDescriptors = 65536;

struct Descriptor
{
    std::atomic<Watch> watch = Watch::None;
    std::atomic<bool> isSqlite = false;
    std::atomic<bool> syncFailed = false;
};
std::array<Descriptor, mostDescriptors> descriptors{};
std::atomic<int> syncedAgain = 0;

bool isKnown(int descriptor)
{
    return descriptor >= 0 && descriptor < mostDescriptors;
}

Descriptor& entryOf(int descriptor)
{
    return descriptors[static_cast<std::size_t>(descriptor)];
}

bool canFail(Call call, int error)
{
    if (error != ENOSPC)
        return true;
    return call == Call::Open || call == Call::Write || call == Call::Sync || call == Call::Rename
           || call == Call::MakeFolder;
}

void writeCount()
{
    const char* path = std::getenv("FAULT_COUNT");
    if (!path)
        return;
    if (std::FILE* file = std::fopen(path, "w")) {
        std::fprintf(file, "%ld\n", counted.load());
        std::fclose(file);
    }
}

/// For a program that knows nothing of faults.
[[gnu::constructor]] void beginFromEnvironment()
{
    const char* folder = std::getenv("FAULT_FOLDER");
    if (!folder)
        return;
    const auto number = [](const char* name) {
        const char* text = std::getenv(name);
        return text ? std::atol(text) : 0;
    };
    const char* action = std::getenv("FAULT_ACTION");
    const std::string word = action ? action : "";
    const FaultPlan wanted{folder,
                           word == "exit-before"  ? FaultExitBefore
                           : word == "exit-after" ? FaultExitAfter
                           : word == "error"      ? FaultError
                                                  : FaultNone,
                           number("FAULT_AT"),
                           static_cast<int>(number("FAULT_ERROR")),
                           static_cast<int>(number("FAULT_LASTING")),
                           static_cast<int>(number("FAULT_SHORT")),
                           static_cast<int>(number("FAULT_READS"))};
    faultsBegin(&wanted);
    std::atexit(writeCount);
}

} // namespace

bool isWatched(const char* path)
{
    const std::size_t length = std::strlen(watchedFolder);
    return length > 0 && std::strncmp(path, watchedFolder, length) == 0
           && (path[length] == '/' || path[length] == '\0');
}

bool isWatchedAt(int folder, const char* path)
{
    return path[0] == '/' || folder == AT_FDCWD ? isWatched(path) : watchOf(folder) != Watch::None;
}

Watch watchOf(int descriptor)
{
    return isKnown(descriptor) ? entryOf(descriptor).watch.load() : Watch::None;
}

int keep(int descriptor, Watch watch, const char* path)
{
    if (isKnown(descriptor)) {
        entryOf(descriptor).watch = watch;
        entryOf(descriptor).isSqlite = std::strstr(path, ".sqlite") != nullptr;
        entryOf(descriptor).syncFailed = false;
    }
    return descriptor;
}

bool readsCount()
{
    return plan.reads != 0;
}

Fate fateOf(Call call, bool& exitAfter)
{
    exitAfter = false;
    if (isMeanwhile)
        return Fate::Succeed;
    const long number = ++counted;
    exitAfter = plan.action == FaultExitAfter && number == plan.at;
    if (plan.action == FaultExitBefore && number == plan.at)
        _exit(faultExitCode);
    if (plan.action == FaultMeanwhile && number == plan.at) {
        isMeanwhile = true;
        (*plan.meanwhile)();
        isMeanwhile = false;
    }
    if (plan.action != FaultError || number < plan.at || !broken.load() || !canFail(call, plan.error))
        return Fate::Succeed;
    if (plan.shortWrites && call == Call::Write && happened++ == 0)
        return Fate::CutShort;
    if (!plan.shortWrites)
        ++happened;
    if (!plan.lasting)
        broken = false;
    return Fate::Fail;
}

int plannedError()
{
    return plan.error;
}

void beforeSync(int descriptor)
{
    // SQLite syncs its log anew after a failed sync, but only once it has written all that was not acknowledged again.
    if (isKnown(descriptor) && entryOf(descriptor).syncFailed && !entryOf(descriptor).isSqlite)
        ++syncedAgain;
}

void afterSync(int descriptor, int result)
{
    if (isKnown(descriptor) && result != 0)
        entryOf(descriptor).syncFailed = true;
}

} // namespace tastescope::test::faults

using namespace tastescope::test;

extern "C" {

void faultsBegin(const FaultPlan* wanted)
{
    faults::plan = *wanted;
    std::snprintf(faults::watchedFolder, sizeof faults::watchedFolder, "%s", wanted->folder);
    faults::counted = 0;
    faults::happened = 0;
    faults::syncedAgain = 0;
    faults::broken = true;
}

void faultsEnd()
{
    faults::broken = false;
}

long faultsCounted()
{
    return faults::counted;
}

int faultsHappened()
{
    return faults::happened;
}

int faultsSyncedAgain()
{
    return faults::syncedAgain;
}
}
