#include "core/io/text/text_scanner.h"

#include "core/io/text/file_kind.h"

#include <algorithm>
#include <cstring>

namespace tastescope {

namespace {

constexpr std::size_t bufferBytes = std::size_t{1} << 20;
constexpr std::string_view bom = "\xEF\xBB\xBF";

/// Whether a byte is no part of a text table: a control other than tab and line breaks.
bool isControl(unsigned char byte)
{
    return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

// Without an early return, so that the compiler makes vector code of it: it looks at every byte that is read.
bool isPlain(std::string_view bytes)
{
    bool odd = false;
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        odd |= (byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r');
        odd |= byte >= 0x7F;
    }
    return !odd;
}

bool isWide(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::string byteText(char character)
{
    return "byte 0x" + toHex(static_cast<unsigned char>(character)).substr(14);
}

} // namespace

void ReadProgress::advance(std::int64_t bytes)
{
    m_job.throwIfStopped();
    m_done += bytes;
    // A few hundred steps are enough for any progress bar.
    if (m_done - m_reported >= std::max<std::int64_t>(m_total / 256, 64 * 1024) || m_done == m_total) {
        m_reported = m_done;
        m_job.report(StageProgress{m_done, m_total});
    }
}

TextScanner::TextScanner(const std::filesystem::path& path, Encoding encoding, ReadProgress& progress)
    : m_bytes(path),
      m_progress(progress),
      m_buffer(bufferBytes),
      m_encoding(encoding)
{
    progress.advance(m_bytes.storedPosition());
    while (!m_atEnd && m_end < bom.size())
        fill();
    const std::string_view head(m_buffer.data(), m_end);
    if (const auto kind = foreignKind(head))
        throw BadInput({path.string(), 1, 1}, *kind);
    if (head.starts_with(bom)) {
        m_next = bom.size();
        m_hasBom = true;
        m_encoding = Encoding::Utf8;
    }
}

void TextScanner::fill()
{
    const std::size_t kept = m_end - m_begin;
    if (kept > longestLine)
        throw BadInput({m_bytes.path().string(), m_following, 1},
                       "the line is longer than " + std::to_string(longestLine >> 20)
                           + " MiB: this is not a table, or its line breaks are missing.");
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, kept);
    if (kept > m_buffer.size() / 2)
        m_buffer.resize(m_buffer.size() * 2);
    m_newline = m_newline == m_end || m_newline == unknown ? unknown : m_newline - m_begin;
    for (std::size_t* offset : {&m_lineEnd, &m_next, &m_firstEnd, &m_firstNext, &m_end})
        *offset -= std::min(*offset, m_begin);
    m_begin = 0;

    const std::int64_t before = m_bytes.storedPosition();
    const std::size_t count = m_bytes.read(std::span(m_buffer).subspan(m_end));
    m_progress.advance(m_bytes.storedPosition() - before);
    m_plain = (kept == 0 || m_plain) && isPlain({m_buffer.data() + m_end, count});
    m_end += count;
    m_atEnd = count == 0;
}

/// Finds the end of the line at m_begin, of which `searched` bytes are known to hold none. False: no text is left.
bool TextScanner::findEnd(std::size_t searched)
{
    const std::size_t start = searched;
    for (;; fill()) {
        const std::size_t from = m_begin + searched;
        const char* data = m_buffer.data();
        if (m_newline == unknown || m_newline < from) {
            const void* found = std::memchr(data + from, '\n', m_end - from);
            m_newline = found ? static_cast<std::size_t>(static_cast<const char*>(found) - data) : m_end;
        }
        const void* found = std::memchr(data + from, '\r', m_newline - from);
        const std::size_t at = found ? static_cast<std::size_t>(static_cast<const char*>(found) - data) : m_newline;
        // A CR that ends the buffer may be half of a CRLF.
        const bool isHalf = found && at + 1 == m_end && !m_atEnd;
        if (at < m_end && !isHalf) {
            m_lineEnd = at;
            m_next = at + (found && at + 1 == m_newline && m_newline < m_end ? 2 : 1);
            return true;
        }
        if (m_atEnd) {
            m_lineEnd = m_next = m_end;
            return m_begin + start < m_end;
        }
        searched = at - m_begin;
    }
}

bool TextScanner::next()
{
    m_begin = m_next;
    if (!findEnd(0))
        return false;
    m_number = m_following++;
    m_firstEnd = m_lineEnd;
    m_firstNext = m_next;
    checkLine();
    return true;
}

bool TextScanner::extend()
{
    if (!findEnd(m_next - m_begin))
        return false;
    ++m_following;
    checkLine();
    return true;
}

void TextScanner::retract()
{
    m_lineEnd = m_firstEnd;
    m_next = m_firstNext;
    m_newline = unknown;
    m_following = m_number + 1;
    checkLine();
}

void TextScanner::checkLine()
{
    m_problem.reset();
    m_line = {m_buffer.data() + m_begin, m_lineEnd - m_begin};
    if (m_plain)
        return;
    if (isWide(m_line)) {
        const auto invalid = firstInvalidUtf8(m_line);
        if (m_encoding == Encoding::Auto)
            m_encoding = invalid ? Encoding::Latin1 : Encoding::Utf8;
        if (m_firstWide == 0)
            m_firstWide = m_number;
        if (m_encoding == Encoding::Latin1) {
            m_converted = latin1ToUtf8(m_line);
            m_line = m_converted;
        } else if (invalid) {
            m_problem = {*invalid,
                         byteText(m_line[*invalid])
                             + " is not valid UTF-8, which this file was up to here. If it is latin-1, choose "
                               "that encoding."};
        }
    }
    const auto control = std::ranges::find_if(m_line, [](char c) { return isControl(static_cast<unsigned char>(c)); });
    const auto offset = static_cast<std::size_t>(control - m_line.begin());
    if (control != m_line.end() && (!m_problem || offset < m_problem->offset))
        m_problem = {offset, byteText(*control) + " is no part of a text table: the file is damaged or not text."};
}

FilePlace TextScanner::place(std::size_t offset) const
{
    const std::string_view before = m_line.substr(0, offset);
    std::int64_t line = m_number;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool isBreak =
            before[i] == '\n' || (before[i] == '\r' && !(i + 1 < m_line.size() && m_line[i + 1] == '\n'));
        if (isBreak) {
            ++line;
            begin = i + 1;
        }
    }
    return {m_bytes.path().string(), line, static_cast<std::int64_t>(characterCount(before.substr(begin))) + 1};
}

std::string TextScanner::encodingSeen() const
{
    if (m_hasBom)
        return "UTF-8 with a byte order mark";
    if (m_firstWide == 0)
        return "ASCII";
    return std::string(m_encoding == Encoding::Latin1 ? "latin-1" : "UTF-8") + " (first at line "
           + std::to_string(m_firstWide) + ")";
}

} // namespace tastescope
