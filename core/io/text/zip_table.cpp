#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/base/shown_text.h"
#include "core/io/text/zip_decoder.h"

#include <algorithm>
#include <vector>

namespace tastescope {

namespace {

constexpr std::uint64_t mostDirectoryBytes = std::uint64_t{4} << 20;

[[noreturn]] void failAt(const InputFile& archive, std::uint64_t at, const std::string& problem)
{
    throw BadInput({archive.path().string(), 0, static_cast<std::int64_t>(at)}, problem);
}

/// Bytes of the archive from somewhere on, read little endian.
class Piece
{
public:
    Piece(const InputFile& archive, std::uint64_t begin, std::uint64_t size) : m_archive(archive), m_begin(begin)
    {
        const auto all = static_cast<std::uint64_t>(archive.size());
        if (begin > all || size > all - begin)
            failAt(archive, all, "the zip archive ends too early: it is cut or damaged. Fetch it again.");
        m_bytes.resize(static_cast<std::size_t>(size));
        archive.lookAt(static_cast<std::int64_t>(begin), m_bytes);
    }

    std::uint64_t size() const { return m_bytes.size(); }
    std::uint64_t number(std::uint64_t at, std::size_t size) const
    {
        if (at > m_bytes.size() || size > m_bytes.size() - at)
            failAt(m_archive, m_begin + at, "the zip archive is damaged here. Fetch it again.");
        std::uint64_t value = 0;
        for (std::size_t i = size; i-- > 0;)
            value = value << 8U | std::to_integer<std::uint64_t>(m_bytes[static_cast<std::size_t>(at) + i]);
        return value;
    }
    std::string text(std::uint64_t at, std::uint64_t size) const
    {
        std::string text;
        for (std::uint64_t i = 0; i < size; ++i)
            text += static_cast<char>(number(at + i, 1));
        return text;
    }

private:
    const InputFile& m_archive;
    std::uint64_t m_begin;
    std::vector<std::byte> m_bytes;
};

/// The central directory, by the record at the end of the archive, behind which a comment may stand.
Piece directoryOf(const InputFile& archive)
{
    constexpr std::uint64_t record = 22;
    constexpr std::uint64_t longestComment = 65'535;
    const auto all = static_cast<std::uint64_t>(archive.size());
    const std::uint64_t tailSize = std::min(all, record + longestComment + 20);
    const Piece tail(archive, all - tailSize, tailSize);
    for (std::uint64_t back = record; back <= tailSize; ++back) {
        const std::uint64_t end = tailSize - back;
        if (tail.number(end, 4) != 0x06054B50)
            continue;
        std::uint64_t size = tail.number(end + 12, 4);
        std::uint64_t begin = tail.number(end + 16, 4);
        if (end >= 20 && tail.number(end - 20, 4) == 0x07064B50) { // ZIP64
            const Piece larger(archive, tail.number(end - 20 + 8, 8), 56);
            size = larger.number(40, 8);
            begin = larger.number(48, 8);
        }
        if (size > mostDirectoryBytes)
            failAt(archive, all, "the zip archive holds too many files. Unpack it first and choose the folder.");
        return {archive, begin, size};
    }
    failAt(archive, all, "the zip archive has no end: it is cut. Fetch it again.");
}

struct ZipRecord
{
    ZippedFile file;
    std::uint64_t header = 0; ///< where the local header stands
    std::uint64_t method = 0;
    bool isEncrypted = false;
};

/// 32-bit numbers that are full stand in the extra field.
ZipRecord recordAt(const Piece& directory, std::uint64_t at)
{
    constexpr std::uint64_t full = 0xFFFFFFFF;
    ZipRecord record;
    record.isEncrypted = (directory.number(at + 8, 2) & 1U) != 0;
    record.method = directory.number(at + 10, 2);
    record.file.crc = static_cast<std::uint32_t>(directory.number(at + 16, 4));
    record.file.stored = directory.number(at + 20, 4);
    std::uint64_t size = directory.number(at + 24, 4);
    record.header = directory.number(at + 42, 4);
    record.file.name = directory.text(at + 46, directory.number(at + 28, 2));
    std::uint64_t extra = at + 46 + directory.number(at + 28, 2);
    for (const std::uint64_t end = extra + directory.number(at + 30, 2); extra + 4 <= end;) {
        std::uint64_t next = extra + 4;
        if (directory.number(extra, 2) == 1)
            for (std::uint64_t* field : {&size, &record.file.stored, &record.header})
                if (*field == full) {
                    *field = directory.number(next, 8);
                    next += 8;
                }
        extra += 4 + directory.number(extra + 2, 2);
    }
    return record;
}

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// What may be a table: no folder, nothing hidden, nothing that tells of the others.
bool mayBeTable(const std::string& name)
{
    const std::string file = lower(name.substr(name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1));
    return !file.empty() && !file.starts_with('.') && !name.starts_with("__MACOSX/") && !file.starts_with("readme")
           && !file.starts_with("license") && !file.starts_with("licence");
}

std::string namesOf(const std::vector<ZipRecord>& records)
{
    constexpr std::size_t most = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(records.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + shown(records[i].file.name, 60);
    return records.size() > most ? text + " and " + std::to_string(records.size() - most) + " more" : text;
}

} // namespace

std::optional<ZippedFile> tableInZip(const InputFile& archive)
{
    const Piece directory = directoryOf(archive);
    std::vector<ZipRecord> records;
    for (std::uint64_t at = 0; at + 46 <= directory.size();) {
        if (directory.number(at, 4) != 0x02014B50)
            break;
        ZipRecord record = recordAt(directory, at);
        at += 46 + directory.number(at + 28, 2) + directory.number(at + 30, 2) + directory.number(at + 32, 2);
        const std::string& name = record.file.name;
        if (name == "[Content_Types].xml" || name.ends_with(".npy") || name.ends_with("data.pkl"))
            return std::nullopt;
        if (mayBeTable(name))
            records.push_back(std::move(record));
    }
    if (records.size() != 1)
        failAt(archive, 0,
               records.empty() ? "the zip archive holds no table."
                               : "the zip archive holds several files (" + namesOf(records)
                                     + "), expected one table. Unpack it first and choose the folder.");
    ZipRecord& only = records.front();
    constexpr std::uint64_t deflate = 8;
    if (only.isEncrypted || (only.method != 0 && only.method != deflate))
        failAt(archive, only.header,
               "the file \"" + shown(only.file.name, 60) + "\" in the archive is "
                   + (only.isEncrypted ? "encrypted" : "packed in a rare way") + ". Unpack it first.");
    const Piece header(archive, only.header, 30);
    if (header.number(0, 4) != 0x04034B50)
        failAt(archive, only.header, "the zip archive is damaged here. Fetch it again.");
    only.file.begin = only.header + 30 + header.number(26, 2) + header.number(28, 2);
    only.file.isDeflated = only.method == deflate;
    const auto all = static_cast<std::uint64_t>(archive.size());
    if (only.file.begin > all || only.file.stored > all - only.file.begin)
        failAt(archive, all, "the zip archive ends too early: it is cut or damaged. Fetch it again.");
    return only.file;
}

} // namespace tastescope
