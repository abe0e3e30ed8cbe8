#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace tastescope {

/// A regular file read from front to back: the one way the program opens files to read. A pipe, a device or a folder
/// that stands where a file is expected is refused, never waited for. Never mapped into memory: a mapped file that
/// somebody else cuts ends the process.
class InputFile
{
public:
    /// Throws: BadInput when there is no such file or it is a folder, a pipe or a device; Error when it cannot be
    ///         opened.
    explicit InputFile(std::filesystem::path path);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::int64_t size() const { return m_size; } ///< bytes, when it was opened; 0 of what the system makes up (/proc)
    std::int64_t position() const { return m_position; }

    /// Bytes read: at most into.size(), 0 at the end. Throws: Error with the byte that could not be read.
    std::size_t read(std::span<std::byte> into);

    /// Throws: BadInput naming the byte where the file ends too early.
    void readExactly(std::span<std::byte> into);

    /// Bytes from `offset` on, without going on there. Throws: as readExactly().
    void lookAt(std::int64_t offset, std::span<std::byte> into) const;

    /// For the end of reading: were these the bytes of one file that nobody touched meanwhile?
    /// Throws: BadInput when the file was cut, grown, replaced, changed or removed since it was opened.
    void throwIfChanged() const;

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::int64_t m_size = 0;
    std::int64_t m_changed = 0; ///< nanoseconds of the last change when it was opened
    std::int64_t m_position = 0;
};

/// All bytes of a small file.
/// Throws: as InputFile; BadInput when it has more than `most` bytes.
std::string readWhole(const std::filesystem::path& path, std::int64_t most);

} // namespace tastescope
