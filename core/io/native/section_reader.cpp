#include "core/io/native/section_reader.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/memory_limit.h"
#include "core/io/native/native_file.h"
#include "core/io/text/text_encoding.h"

#include <algorithm>
#include <cstring>

namespace tastescope {

namespace {

constexpr std::size_t readStep = std::size_t{4} << 20;
/// Bytes that texts take outside their objects, which have room for 15 each.
std::int64_t longTexts(std::int64_t bytes, std::int64_t count)
{
    constexpr std::int64_t inObject = 15;
    constexpr std::int64_t ofAllocation = 16;
    const std::int64_t characters = bytes - 8 - 4 * count;
    return characters > inObject * count ? characters + ofAllocation * count : 0;
}

std::size_t rowOf(std::string_view section)
{
    return static_cast<std::size_t>(std::ranges::find(nativeSections, section) - nativeSections.begin());
}

constexpr const char* fetchAgain = " Copy or make the dataset again.";

} // namespace

SectionReader::SectionReader(const std::filesystem::path& path, const JobContext& job) : m_file(path), m_job(job)
{
    readFrame();
    requireMemory("Opening " + m_file.path().filename().string(), memory());
}

/// Tables are held as they are stored; where items are tracks the train part is the library too, and an owner or none
/// stands beside each item. A text is an object of 32 bytes, that of an id stands in a table of hashes beside: 72 bytes
/// more, and once more what it says when that is long. While texts are made the section they are cut from is there too.
MemoryNeed SectionReader::memory() const
{
    std::int64_t tables = 0;
    std::int64_t texts = 0;
    std::int64_t cutFrom = 0;
    bool hasTracks = false;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::string_view name = nativeSections[i];
        const auto bytes = static_cast<std::int64_t>(m_rows[i].bytes);
        const bool isIds = name == "users" || name == "items" || name == "tracks";
        if (!isIds && !name.ends_with("titles") && !name.ends_with("details")) {
            tables += bytes;
            continue;
        }
        std::uint64_t count = 0;
        if (m_rows[i].bytes >= sizeof count)
            m_file.lookAt(static_cast<std::int64_t>(m_rows[i].offset), std::as_writable_bytes(std::span(&count, 1)));
        const auto number = static_cast<std::int64_t>(std::min(count, m_rows[i].bytes / sizeof(std::uint32_t)));
        texts += number * (isIds ? 32 + 72 : 32) + longTexts(bytes, number) * (isIds ? 2 : 1);
        cutFrom = std::max(cutFrom, bytes);
        hasTracks = hasTracks || (name == "tracks" && number > 0);
        if (name == "items")
            tables += 4 * number;
    }
    if (!hasTracks)
        tables += static_cast<std::int64_t>(m_rows[rowOf("train")].bytes);
    return {{"the tables of users, tracks and items", tables},
            {"the names of users, tracks and items", texts + cutFrom}};
}

void SectionReader::checkHead(const NativeHead& head) const
{
    const FilePlace start{m_file.path().string(), 0, 0};
    if (std::string_view(head.magic.data(), head.magic.size()) != nativeMagic)
        throw BadInput(start, "this is no Tastescope dataset. Tables of ratings are imported, not opened.");
    const bool tooNew = head.version > nativeVersion;
    if (tooNew || head.version < oldestNativeVersion)
        throw BadInput(start,
                       "found version " + std::to_string(head.version) + " of the file format, expected "
                           + std::to_string(oldestNativeVersion) + " to " + std::to_string(nativeVersion)
                           + (tooNew ? ": a newer Tastescope wrote it, or its first bytes are damaged. Update the "
                                       "program, or import the data again."
                                     : ": this program no longer reads it, or its first bytes are damaged. Import "
                                       "the data again."));
    if (head.sections != sectionCount(head.version))
        throw BadInput(start, std::string("the head of the file is damaged.") + fetchAgain);
    if (head.fileBytes != static_cast<std::uint64_t>(m_file.size()))
        throw BadInput({start.file, 0, m_file.size()}, "the file has " + std::to_string(m_file.size())
                                                           + " bytes, expected " + std::to_string(head.fileBytes)
                                                           + ": it is cut or was written over." + fetchAgain);
}

void SectionReader::readFrame()
{
    NativeHead head;
    m_file.readExactly(std::as_writable_bytes(std::span(&head, 1)));
    checkHead(head);
    m_rows.resize(head.sections);
    m_file.readExactly(std::as_writable_bytes(std::span(m_rows)));
    std::uint64_t written = 0;
    m_file.readExactly(std::as_writable_bytes(std::span(&written, 1)));
    std::vector<std::byte> frame(sizeof head + m_rows.size() * sizeof(SectionRow));
    std::ranges::copy(std::as_bytes(std::span(&head, 1)), frame.begin());
    std::ranges::copy(std::as_bytes(std::span(m_rows)), frame.begin() + sizeof head);
    if (checksum(frame) != written)
        fail("the table of sections does not have its checksum: the file is damaged");

    auto offset = static_cast<std::uint64_t>(m_file.position());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        std::array<char, sizeof(SectionRow::name)> name{};
        std::ranges::copy(nativeSections[i], name.begin());
        if (m_rows[i].name != name || m_rows[i].offset != offset
            || m_rows[i].bytes > static_cast<std::uint64_t>(m_file.size()) - offset)
            fail("the table of sections has gaps, overlaps or strange names");
        offset += m_rows[i].bytes;
    }
    if (offset != static_cast<std::uint64_t>(m_file.size()))
        fail("bytes follow after the last section");
}

void SectionReader::begin()
{
    m_left = m_rows[m_section].bytes;
    m_checksum = 0;
    ++m_section;
}

void SectionReader::end()
{
    if (m_left != 0)
        fail("found " + std::to_string(m_left) + " bytes more than the section holds");
    if (m_checksum != m_rows[m_section - 1].checksum)
        fail("the section does not have its checksum: the file is damaged");
}

void SectionReader::need(std::uint64_t count, std::size_t size) const
{
    if (count > m_left / size)
        fail("found " + std::to_string(m_left) + " bytes, expected " + std::to_string(count) + " values of "
             + std::to_string(size) + " bytes");
}

void SectionReader::read(std::span<std::byte> into)
{
    if (into.empty())
        return;
    for (std::size_t at = 0; at < into.size(); at += readStep) {
        m_job.throwIfStopped();
        m_file.readExactly(into.subspan(at, std::min(readStep, into.size() - at)));
        m_job.report(StageProgress{m_file.position(), m_file.size()});
    }
    m_left -= into.size();
    m_checksum = checksum(into, m_checksum);
}

std::string SectionReader::takeText(std::uint64_t most)
{
    if (m_left > most)
        fail("found a text of " + std::to_string(m_left) + " bytes, expected at most " + std::to_string(most));
    std::string text(static_cast<std::size_t>(m_left), '\0');
    read(std::as_writable_bytes(std::span(text)));
    return text;
}

std::vector<std::string> SectionReader::takeTexts()
{
    const auto bytes = takeRest<char>();
    const std::string_view all(bytes.data(), bytes.size());
    std::uint64_t count = 0;
    if (all.size() < sizeof count)
        fail("the list of texts is too short");
    std::memcpy(&count, all.data(), sizeof count);
    const std::string_view rest = all.substr(sizeof count);
    if (count > rest.size() / sizeof(std::uint32_t) || count >= mostNumbers)
        fail("the list of texts is shorter than its count");
    std::string_view text = rest.substr(static_cast<std::size_t>(count) * sizeof(std::uint32_t));
    std::vector<std::string> texts;
    texts.reserve(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t length = 0;
        std::memcpy(&length, rest.data() + i * sizeof length, sizeof length);
        if (length > text.size())
            fail("a text is longer than its section");
        if (firstInvalidUtf8(text.substr(0, length)))
            fail("a text is not UTF-8");
        texts.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    if (!text.empty())
        fail("bytes follow after the last text");
    return texts;
}

void SectionReader::fail(const std::string& what) const
{
    const std::string where = m_section > 0 ? " (section " + std::string(nativeSections[m_section - 1]) + ")" : "";
    throw BadInput({m_file.path().string(), 0, m_file.position()}, what + where + "." + fetchAgain);
}

} // namespace tastescope
