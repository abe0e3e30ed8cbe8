#pragma once

#include <functional>

// The C library's calls that change files, counted and made to fail. Linked before the C library (or preloaded), it
// stands between the program and the system: calls 1, 2, 3, ... that touch a path under one folder are counted in all
// threads together, and at call `at` something happens.
//
// Counted: opening to write or create, making temporary files, write, pwrite, fsync, fdatasync, rename, link, unlink,
// rmdir, mkdir, ftruncate, and close of what was open to write; on demand opening to read, read and pread, too. Writing
// through a memory map is not seen (SQLite's -shm file alone, which holds nothing that lasts).

enum FaultAction {
    FaultNone,       // only counts
    FaultExitBefore, // the process ends before the call
    FaultExitAfter,  // and after it
    FaultError,      // the call fails with `error`; a write first takes half of its bytes when `shortWrites` is set
    FaultMeanwhile,  // before the call somebody else does `meanwhile`, whose own calls are not counted
};

struct FaultPlan
{
    const char* folder = ""; // paths below it count
    FaultAction action = FaultNone;
    long at = 0;         // 1-based
    int error = 0;       // ENOSPC, EIO; calls that cannot fail so succeed and leave the fault to the next one
    int lasting = 0;     // every call from `at` on fails, until faultsEnd()
    int shortWrites = 0; // a failing write is preceded by one that writes half
    int reads = 0;       // calls that read count, too
    const std::function<void()>* meanwhile = nullptr;
};

extern "C" {
void faultsBegin(const FaultPlan* plan); // counting starts at 0
void faultsEnd();                        // the system is sound again; counting goes on
long faultsCounted();
int faultsHappened();    // calls that failed, or were cut short
int faultsSyncedAgain(); // syncs of a descriptor whose sync had failed; SQLite's, which rewrites, left out

// From now on what changes files below the folder is kept in the file, in its order and with its bytes: disk_record.h.
void faultsRecord(const char* file);
void faultsMark(const char* text); // between the calls
}

/// What a process ends with where FaultExitBefore or FaultExitAfter end it.
constexpr int faultExitCode = 77;
