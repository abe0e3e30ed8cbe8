#pragma once

#include "core/base/error.h"
#include "core/base/memory_need.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tastescope {

/// Where the system says how much memory there is; tests write files of their own.
struct MemorySources
{
    std::filesystem::path machine = "/proc/meminfo";
    std::filesystem::path process = "/proc/self/statm";
    std::filesystem::path limits = "/proc/self/limits"; ///< of the process: what `ulimit -v` sets
    std::filesystem::path groups = "/proc/self/cgroup"; ///< which control groups the process is in
    std::filesystem::path groupRoot = "/sys/fs/cgroup"; ///< where they are mounted, of version 1 or 2
};

/// How much more this process may take now.
struct MemoryAllowed
{
    std::int64_t bytes = 0; ///< 0 or more; 2^63 - 1: nothing limits it, or the system does not say
    std::string by = {};    ///< what limits it most: "free on this machine"
};

/// The smallest of: what the machine has available; for the control group of the process and those around it, the limit
/// less what is used and cannot be dropped; the limit of its address space less what it has mapped; the ceiling people
/// set less what the process has in memory. What the system does not say does not limit.
///
/// Cost: five small files, a tenth of a millisecond.
MemoryAllowed memoryAllowed(const MemorySources& sources = {});

/// The most that this process may take in all, as `--memory` says; 0: no other limit than the system's. Of the whole
/// process, as the system's own limits are: every operation in it asks requireMemory().
void setMemoryCeiling(std::int64_t bytes);
std::int64_t memoryCeiling();

/// Whether so much may be taken, with a margin for what no part counts (stacks, whole pages, what the C library keeps
/// of what was freed): 6 MB, and a sixteenth of the need.
bool fits(const MemoryNeed& need, const MemoryAllowed& allowed);

/// Not enough memory for what was asked, seen before any of it was taken.
class NotEnoughMemory : public Error
{
public:
    /// Text: what, needed and allowed, the largest part and what makes it smaller.
    NotEnoughMemory(std::string_view what, const MemoryNeed& need, const MemoryAllowed& allowed);

    std::int64_t needed() const { return m_needed; }   ///< bytes
    std::int64_t allowed() const { return m_allowed; } ///< bytes

private:
    std::int64_t m_needed;
    std::int64_t m_allowed;
};

/// Before anything of it is taken. what: "Training", the beginning of the sentence that refuses it.
/// Throws: NotEnoughMemory.
void requireMemory(std::string_view what, const MemoryNeed& need, const MemorySources& sources = {});

/// "600M", "2G", "1.5GiB", "800000000": bytes in units of 1,000, those with an i of 1,024.
/// Throws: Error saying what is expected.
std::int64_t parseMemory(std::string_view text);

} // namespace tastescope
