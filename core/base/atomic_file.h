#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace tastescope {

/// Replaces a file whole or not at all: bytes go to a temporary file in the same directory, and commit() syncs it,
/// renames it over the target and syncs the directory. Every result is checked, because a full disk shows late.
/// Without commit() the target stays as it was and the temporary file is removed.
///
/// Not QSaveFile: on a full disk Qt 6.4's replaces a good file by a cut one and reports success.
class AtomicFile
{
public:
    /// Throws: Error naming the path when the temporary file cannot be made.
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws: Error naming path, needed and free space when the bytes cannot be written.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);

    /// Throws: Error; the target is then as it was before, or new but not synced, which the text says.
    void commit();

private:
    [[noreturn]] void fail(const std::string& what, int error) const;
    void closeAndRemove();

    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
    std::size_t m_written = 0;
};

/// Writes `text` to `target` as AtomicFile does.
void replaceFile(const std::filesystem::path& target, std::string_view text);

} // namespace tastescope
