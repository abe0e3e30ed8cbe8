#include "core/files/zip_entries.h"

#include "core/base/error.h"

#include <algorithm>
#include <optional>
#include <set>
#include <zlib.h>

namespace tastescope {

namespace {

constexpr std::uint64_t mostEntries = 65'535;

/// An archive that is read at any place.
class Archive
{
public:
    Archive(std::span<const std::byte> bytes, const std::filesystem::path& path) : m_bytes(bytes), m_path(path) {}

    [[noreturn]] void fail(std::uint64_t at, const std::string& problem) const
    {
        throw BadInput({m_path.string(), 0, static_cast<std::int64_t>(at)}, problem);
    }

    std::span<const std::byte> bytes(std::uint64_t at, std::uint64_t count) const
    {
        if (at > m_bytes.size() || count > m_bytes.size() - at)
            fail(std::min<std::uint64_t>(at, m_bytes.size()), "the archive ends too early");
        return m_bytes.subspan(at, count);
    }

    /// Little endian, of so many bytes.
    std::uint64_t number(std::uint64_t at, std::size_t size) const
    {
        std::uint64_t value = 0;
        const auto raw = bytes(at, size);
        for (std::size_t i = size; i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(raw[i]);
        return value;
    }

    std::uint64_t size() const { return m_bytes.size(); }

private:
    std::span<const std::byte> m_bytes;
    const std::filesystem::path& m_path;
};

struct Directory
{
    std::uint64_t entries = 0;
    std::uint64_t at = 0;
};

/// By the record at the end of the file, behind which a comment may stand, and the larger one of ZIP64.
Directory directoryOf(const Archive& archive)
{
    constexpr std::uint64_t record = 22;
    constexpr std::uint64_t longestComment = 65'535;
    const std::uint64_t size = archive.size();
    std::optional<std::uint64_t> end;
    for (std::uint64_t back = record; back <= size && back <= record + longestComment && !end; ++back)
        if (archive.number(size - back, 4) == 0x06054B50)
            end = size - back;
    if (!end)
        archive.fail(0, "no zip archive; a .pth file of PyTorch before 1.6 is none either: save it again");
    Directory directory{archive.number(*end + 10, 2), archive.number(*end + 16, 4)};
    if (*end >= 20 && archive.number(*end - 20, 4) == 0x07064B50) {
        const std::uint64_t larger = archive.number(*end - 20 + 8, 8);
        if (archive.number(larger, 4) != 0x06064B50)
            archive.fail(larger, "expected the end record of ZIP64");
        directory = {archive.number(larger + 32, 8), archive.number(larger + 48, 8)};
    }
    if (directory.entries > mostEntries)
        archive.fail(*end, "the archive has " + std::to_string(directory.entries) + " entries, at most "
                               + std::to_string(mostEntries) + " are read");
    return directory;
}

/// What a record of the central directory says; 32-bit numbers that are full stand in the extra field.
struct Record
{
    std::uint64_t size = 0;
    std::uint64_t stored = 0;
    std::uint64_t at = 0; ///< of the local header
};

Record recordAt(const Archive& archive, std::uint64_t at)
{
    constexpr std::uint64_t full = 0xFFFFFFFF;
    Record record{archive.number(at + 24, 4), archive.number(at + 20, 4), archive.number(at + 42, 4)};
    std::uint64_t extra = at + 46 + archive.number(at + 28, 2);
    const std::uint64_t end = extra + archive.number(at + 30, 2);
    while (extra + 4 <= end) {
        const std::uint64_t length = archive.number(extra + 2, 2);
        if (archive.number(extra, 2) == 1) {
            std::uint64_t next = extra + 4;
            for (std::uint64_t* field : {&record.size, &record.stored, &record.at})
                if (*field == full) {
                    if (next + 8 > extra + 4 + length)
                        archive.fail(next, "the ZIP64 field is too short");
                    *field = archive.number(next, 8);
                    next += 8;
                }
        }
        extra += 4 + length;
    }
    return record;
}

} // namespace

std::vector<ZipEntry> zipEntries(std::span<const std::byte> bytes, const std::filesystem::path& path)
{
    const Archive archive(bytes, path);
    const Directory directory = directoryOf(archive);
    std::vector<ZipEntry> entries;
    std::set<std::string> names;
    std::uint64_t at = directory.at;
    for (std::uint64_t n = 0; n < directory.entries; ++n) {
        if (archive.number(at, 4) != 0x02014B50)
            archive.fail(at, "expected an entry of the central directory");
        const std::uint64_t nameSize = archive.number(at + 28, 2);
        const auto raw = archive.bytes(at + 46, nameSize);
        ZipEntry& entry = entries.emplace_back();
        for (const std::byte each : raw)
            entry.name += static_cast<char>(each);
        if (!names.insert(entry.name).second)
            archive.fail(at, "the entry \"" + entry.name + "\" stands there twice");
        if ((archive.number(at + 8, 2) & 1U) != 0 || archive.number(at + 10, 2) != 0)
            archive.fail(at, "the entry \"" + entry.name + "\" is compressed or encrypted");
        const Record record = recordAt(archive, at);
        if (record.size != record.stored)
            archive.fail(at, "the entry \"" + entry.name + "\" has two sizes");
        if (archive.number(record.at, 4) != 0x04034B50)
            archive.fail(record.at, "expected the header of the entry \"" + entry.name + "\"");
        const std::uint64_t begin =
            record.at + 30 + archive.number(record.at + 26, 2) + archive.number(record.at + 28, 2);
        entry.bytes = archive.bytes(begin, record.size);
        entry.crc = static_cast<std::uint32_t>(archive.number(at + 16, 4));
        at += 46 + nameSize + archive.number(at + 30, 2) + archive.number(at + 32, 2);
    }
    return entries;
}

void checkEntry(const ZipEntry& entry, const std::filesystem::path& path)
{
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(entry.bytes.data()), entry.bytes.size());
    if (crc != entry.crc)
        throw BadInput({path.string()}, "the entry \"" + entry.name + "\" is damaged: its checksum is another");
}

} // namespace tastescope
