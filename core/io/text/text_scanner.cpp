#include "core/io/text/text_scanner.h"

#include "core/io/text/file_kind.h"

#include <algorithm>
#include <cstring>

namespace tastescope {

namespace {

constexpr std::size_t headBytes = 4096; ///< what another kind of file is told by
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

TextScanner::TextScanner(const std::filesystem::path& path, Encoding encoding, ReadProgress& progress)
    : m_bytes(path, progress.sizes().chunk),
      m_progress(progress),
      m_buffer(progress.sizes().buffer),
      m_encoding(encoding)
{
    progress.advance(m_bytes.storedPosition());
    while (!m_atEnd && m_end < headBytes)
        fill();
    settleEncoding();
    const std::string_view head(m_buffer.data(), std::min(m_end, headBytes));
    if (const auto kind = foreignKind(head))
        throw BadInput({path.string(), 1, 1}, *kind);
    if (head.starts_with(bom)) {
        m_next = bom.size();
        m_hasBom = !m_transcoder;
        m_encoding = Encoding::Utf8;
    }
}

/// By what was asked for, else by the first bytes; what was read of them is read again as what it is.
void TextScanner::settleEncoding()
{
    const std::string_view head(m_buffer.data(), m_end);
    m_stored = m_encoding == Encoding::Auto ? guessEncoding(head.substr(0, headBytes)) : m_encoding;
    if (!needsTranscoder(m_stored))
        return;
    m_transcoder = std::make_unique<Transcoder>(m_stored);
    m_pending = m_transcoder->convert(head);
    if (m_atEnd)
        m_pending += m_transcoder->finish();
    m_encoding = Encoding::Utf8;
    m_end = m_read = 0;
    m_newline = unknown;
    m_atEnd = false;
    while (!m_atEnd && m_end < headBytes)
        fill();
}

/// As ByteStream::read(), of UTF-8 where the file is something else.
std::size_t TextScanner::readText(std::span<char> into)
{
    if (!m_transcoder)
        return m_bytes.read(into);
    while (m_taken == m_pending.size()) {
        std::string bytes(into.size(), '\0');
        bytes.resize(m_bytes.read(bytes));
        m_taken = 0;
        m_pending = bytes.empty() ? m_transcoder->finish() : m_transcoder->convert(bytes);
        if (bytes.empty() && m_pending.empty())
            return 0;
    }
    const std::size_t count = std::min(into.size(), m_pending.size() - m_taken);
    std::memcpy(into.data(), m_pending.data() + m_taken, count);
    m_taken += count;
    return count;
}

void TextScanner::fill()
{
    const std::size_t kept = m_end - m_begin;
    if (kept > longestLine)
        throw BadInput({m_bytes.path().string(), m_following, 1},
                       "the line is longer than " + std::to_string(longestLine >> 20)
                           + " MiB: this is not a table, or its line breaks are missing.");
    if (m_newline == m_end)
        m_newline = unknown; // what comes may hold one
    if (kept <= m_begin)
        dropRead(); // moves less than was read, so that all of them together cost no more than reading
    else if (m_end == m_buffer.size())
        m_buffer.resize(m_buffer.size() * 2);

    const std::int64_t before = m_bytes.storedPosition();
    const std::size_t room = std::min(m_buffer.size() - m_end, m_progress.sizes().chunk);
    const std::size_t count = readText(std::span(m_buffer).subspan(m_end, room));
    m_progress.advance(m_bytes.storedPosition() - before);
    m_plain = (kept == 0 || m_plain) && isPlain({m_buffer.data() + m_end, count});
    m_end += count;
    m_read += count;
    m_atEnd = count == 0 || m_read >= m_most;
}

void TextScanner::dropRead()
{
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    if (m_newline != unknown)
        m_newline -= m_begin;
    for (std::size_t* offset : {&m_lineEnd, &m_next, &m_firstEnd, &m_firstNext, &m_end})
        *offset -= std::min(*offset, m_begin);
    m_begin = 0;
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
    beginLine();
    return true;
}

bool TextScanner::extend()
{
    const std::size_t checked = m_lineEnd - m_begin;
    if (!findEnd(m_next - m_begin)) {
        m_lineEnd = m_begin + checked;
        return false;
    }
    ++m_following;
    checkLine(checked);
    return true;
}

std::string_view TextScanner::plainAhead(std::size_t bytes)
{
    if (!m_plain)
        return {};
    skip(0, 0);
    while (m_plain && !m_atEnd && m_end - m_next < bytes)
        fill();
    const std::string_view ahead(m_buffer.data() + m_next, m_plain ? m_end - m_next : 0);
    return ahead.substr(0, ahead.rfind('\n') + 1); // npos + 1 is 0
}

void TextScanner::skip(std::size_t bytes, std::int64_t lines)
{
    m_next += bytes;
    m_begin = m_lineEnd = m_firstEnd = m_firstNext = m_next;
    m_newline = unknown;
    m_following += lines;
    m_number = m_following - 1;
}

void TextScanner::retract()
{
    m_lineEnd = m_firstEnd;
    m_next = m_firstNext;
    m_newline = unknown;
    m_following = m_number + 1;
    beginLine();
}

void TextScanner::beginLine()
{
    m_problem.reset();
    m_isConverted = false;
    checkLine(0);
}

/// Looks at what the line holds beyond the `checked` stored bytes that were looked at before. No character is cut in
/// two there: a line break stands between.
void TextScanner::checkLine(std::size_t checked)
{
    if (m_plain && !m_isConverted)
        return;
    const std::size_t begin = m_isConverted ? m_converted.size() : checked;
    const bool hasWide = convert(checked);
    if (m_problem)
        return;
    const std::string_view added = line().substr(begin);
    const auto control = std::ranges::find_if(added, [](char c) { return isControl(static_cast<unsigned char>(c)); });
    const auto offset = static_cast<std::size_t>(control - added.begin());
    const auto invalid = hasWide && !m_isConverted ? firstInvalidUtf8(added) : std::nullopt;
    if (control != added.end() && offset < invalid.value_or(added.size()))
        m_problem = {begin + offset,
                     byteText(*control) + " is no part of a text table: the file is damaged or not text."};
    else if (invalid)
        m_problem = {begin + *invalid,
                     byteText(added[*invalid])
                         + (m_transcoder
                                ? " is no character of " + std::string(toText(m_stored)) + ". Choose another encoding."
                                : " is not valid UTF-8, which this file was up to here. If it is latin-1, "
                                  "choose that encoding.")};
}

/// Settles the encoding at the first character beyond ASCII; latin-1 is converted. Whether there was such a character.
bool TextScanner::convert(std::size_t checked)
{
    const std::string_view added = stored().substr(checked);
    const bool wide = isWide(added);
    if (wide && m_encoding == Encoding::Auto)
        m_encoding = firstInvalidUtf8(added) ? Encoding::Latin1 : Encoding::Utf8;
    if (wide && m_firstWide == 0)
        m_firstWide = m_following - 1;
    m_hasWindows1252 |= wide && m_encoding == Encoding::Latin1 && std::ranges::any_of(added, isWindows1252);
    if (!m_isConverted && !(wide && m_encoding == Encoding::Latin1))
        return wide;
    if (!m_isConverted)
        m_converted = stored().substr(0, checked); // ASCII
    m_isConverted = true;
    m_converted += latin1ToUtf8(added);
    return wide;
}

FilePlace TextScanner::place(std::size_t offset) const
{
    const std::string_view all = line();
    const std::string_view before = all.substr(0, offset);
    std::int64_t number = m_number;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool isBreak = before[i] == '\n' || (before[i] == '\r' && !(i + 1 < all.size() && all[i + 1] == '\n'));
        if (isBreak) {
            ++number;
            begin = i + 1;
        }
    }
    return {m_bytes.path().string(), number, static_cast<std::int64_t>(characterCount(before.substr(begin))) + 1};
}

std::string TextScanner::encodingSeen() const
{
    if (m_transcoder)
        return std::string(toText(m_stored));
    if (m_hasBom)
        return "UTF-8 with a byte order mark";
    if (m_firstWide == 0)
        return "ASCII";
    return std::string(m_encoding != Encoding::Latin1 ? "UTF-8"
                       : m_hasWindows1252             ? "Windows-1252"
                                                      : "latin-1")
           + " (first at line " + std::to_string(m_firstWide) + ")";
}

} // namespace tastescope
