#pragma once

#include <filesystem>
#include <string_view>

namespace tastescope {

/// A file that only grows. After an error nobody knows how much of the text is in it, or on the disk: the file is then
/// to be replaced whole (AtomicFile), and opened again.
class AppendFile
{
public:
    /// Throws: NoRoom, Error naming the path when it is not there or cannot be opened.
    explicit AppendFile(std::filesystem::path path);
    ~AppendFile();
    AppendFile(AppendFile&& other) noexcept;
    AppendFile& operator=(AppendFile&& other) noexcept;

    /// The text survives kill -9 at once, a power cut when it is lasting. Throws: NoRoom, Error naming the path.
    void append(std::string_view text, bool lasting);

private:
    std::filesystem::path m_path;
    int m_descriptor = -1;
};

} // namespace tastescope
