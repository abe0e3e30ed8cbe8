#pragma once

#include <cstdint>

namespace tastescope::test {

/// One call that changed files, as fault_shim.h records it: this head, then the bytes of the path, then those of the
/// data. Files and folders are known by their inode; a number may come again after what had it is gone.
struct RecordedHead
{
    enum Kind : std::uint32_t {
        MakeFile,   ///< path
        MakeFolder, ///< path
        Write,      ///< offset, data
        Cut,        ///< offset: the new length
        Sync,       ///< of a file or a folder
        Rename,     ///< path; data: the new path
        Link,       ///< path; data: the new path
        Remove,     ///< path
        Mark,       ///< data: the text
    };

    Kind kind = Mark;
    std::uint32_t pathBytes = 0;
    std::uint64_t inode = 0;
    std::uint64_t offset = 0;
    std::uint64_t dataBytes = 0;
};

} // namespace tastescope::test
