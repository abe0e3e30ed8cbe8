#pragma once

#include "tests/durability/fault_shim.h"

#include <cstddef>
#include <dlfcn.h>

// What the calls in fault_calls.cpp ask of the plan in fault_plan.cpp.
namespace tastescope::test::faults {

enum class Call { Open, Write, Sync, Rename, Remove, MakeFolder, Cut, Close, Read };
enum class Fate { Succeed, Fail, CutShort };
enum class Watch : unsigned char { None, ToRead, ToWrite };

bool isWatched(const char* path);
bool isWatchedAt(int folder, const char* path);

/// The C library's own.
template<typename Function>
Function* next(const char* name)
{
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// Whether calls that read count.
bool readsCount();

/// What is known of a descriptor; keep() returns it.
Watch watchOf(int descriptor);
int keep(int descriptor, Watch watch, const char* path = "");

/// Counts the call and says what becomes of it. Ends the process where the plan says so before the call.
Fate fateOf(Call call, bool& exitAfter);
int plannedError();

void beforeSync(int descriptor);
void afterSync(int descriptor, int result);

} // namespace tastescope::test::faults
