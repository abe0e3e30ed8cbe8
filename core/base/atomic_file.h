#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace tastescope {

/// The disk, or what the person may use of it, is full. The same writing succeeds once there is room.
class NoRoom : public Error
{
public:
    using Error::Error;
};

/// Says why `target` could not be written: NoRoom with what it needs and what is free when there is no room, else
/// Error. `error` is of errno; needed, in bytes: 0 when it is not known.
[[noreturn]] void failWriting(const std::filesystem::path& target, const std::string& what, int error,
                              std::uintmax_t needed);

/// What was made, renamed or removed in a folder lasts, whatever happens to the power, once the folder is synced.
/// Returns an error of errno; 0: none.
int syncFolder(const std::filesystem::path& folder);

/// Replaces a file whole or not at all: bytes go to a temporary file in the same directory, and commit() syncs it,
/// renames it over the target and syncs the directory. Every result is checked, because a full disk shows late.
/// Without commit() the target stays as it was and the temporary file is removed.
///
/// Of our own, because what Qt 6.4 has for this leaves a cut file in place of a good one on a full disk, without a
/// word.
class AtomicFile
{
public:
    /// expected: bytes it will have, for the message when there is no room; 0: not known.
    /// Throws: Error naming the path when the temporary file cannot be made.
    explicit AtomicFile(std::filesystem::path target, std::uintmax_t expected = 0);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws: NoRoom naming path, needed and free space; Error when the bytes cannot be written for another reason.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);

    /// Throws: Error; the target is then as it was before, or new but not synced, which the text says.
    void commit();

private:
    [[noreturn]] void fail(const std::string& what, int error);
    void closeAndRemove();

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
    std::uintmax_t m_needed = 0; // bytes, as far as is known
    std::uintmax_t m_written = 0;
};

/// Writes `text` to `target` as AtomicFile does.
void replaceFile(const std::filesystem::path& target, std::string_view text);

/// Makes the folder and those above it as far as they are missing; they outlast a power cut, as what is synced in them.
/// Throws: NoRoom when the disk is full; Error otherwise. Both name the folder and the reason.
void makeFolder(const std::filesystem::path& folder);

/// Removes the temporary files this process is writing, for one that ends without ending its threads. As long as the
/// lock is held nobody begins another.
std::unique_lock<std::mutex> removeUnfinishedOfThisProcess();

/// Removes the temporary files of a program that was killed while it wrote in this folder. Nobody may be writing there.
void removeUnfinished(const std::filesystem::path& folder);

} // namespace tastescope
