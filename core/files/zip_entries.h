#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// One stored file of a zip archive.
struct ZipEntry
{
    std::string name;
    std::span<const std::byte> bytes; ///< of the archive's; as long as those
    std::uint32_t crc = 0;            ///< CRC-32 that the archive claims
};

/// The entries of a zip archive by its central directory, ZIP64 included; what stands in front of the entries is not
/// believed but for its length. Compressed or encrypted entries are refused: the archives we read never have any.
///
/// Throws: BadInput with the byte offset of the fault: no archive, an entry outside the file, a name twice, more than
///         65,535 entries. `path` is for messages only.
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.14 to 4.3.16.
std::vector<ZipEntry> zipEntries(std::span<const std::byte> archive, const std::filesystem::path& path);

/// Throws: BadInput when the bytes are not those that were stored.
void checkEntry(const ZipEntry& entry, const std::filesystem::path& path);

} // namespace tastescope
