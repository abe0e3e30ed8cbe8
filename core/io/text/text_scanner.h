#pragma once

#include "core/base/error.h"
#include "core/io/text/byte_stream.h"
#include "core/io/text/read_progress.h"
#include "core/io/text/text_encoding.h"
#include "core/io/text/transcoder.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// What is wrong inside a line, and where.
struct LineProblem
{
    std::size_t offset = 0; ///< bytes into the line
    std::string text;
};

/// The lines of a text file (.gz or plain) as UTF-8, one after the other in fixed memory. Lines end with LF, CRLF or
/// CR; the last needs no end. A UTF-8 BOM is skipped.
/// A line is kept as its place in the buffer, never as a view: whatever moves the buffer moves the line with it.
class TextScanner
{
public:
    static constexpr std::size_t longestLine = std::size_t{8} << 20; ///< bytes; longer is refused

    /// Throws: BadInput when the file is missing, damaged, or no text the readers take (see foreignKind()).
    TextScanner(const std::filesystem::path& path, Encoding encoding, ReadProgress& progress);

    /// Goes to the next line; false at the end. Views of the line end here.
    /// Throws: BadInput when a line is longer than longestLine or the file is damaged; Cancelled.
    bool next();

    /// Joins the following line to this one, with its line break kept; false at the end. Views of the line end here.
    bool extend();

    /// Whole lines that follow, about `bytes` of them, as they are stored, when they are ASCII without control bytes;
    /// nothing where they are not or where no line ends. For who takes many lines at once and then skips them. Views of
    /// the line end here, and those of what is returned with the next call.
    std::string_view plainAhead(std::size_t bytes);

    /// Passes over what plainAhead() gave: its first `bytes`, which are so many lines.
    void skip(std::size_t bytes, std::int64_t lines);

    /// Bytes of text, unpacked, up to the end of the line and its break.
    std::size_t position() const { return m_read - (m_end - m_next); }

    /// Takes back all extend() of this line. Views of the line end here.
    void retract();

    /// Reads no more than about so many bytes: for who wants the beginning of a file alone. The last line may be half.
    void stopAfter(std::size_t bytes) { m_most = bytes; }

    std::string_view line() const { return m_isConverted ? std::string_view(m_converted) : stored(); }
    std::int64_t lineNumber() const { return m_number; } ///< 1-based, of the line's beginning

    /// Control bytes and bytes that fit no encoding; the readers decide what to do about them.
    const std::optional<LineProblem>& problem() const { return m_problem; }

    /// The place of a byte of line(), extended lines included. Columns count characters.
    FilePlace place(std::size_t offset) const;

    /// "ASCII", "UTF-8", "latin-1 (first at line 7)", "GBK", as seen so far.
    std::string encodingSeen() const;

    /// Size and SHA-256 of the file; after next() was false.
    SourceFile finish() { return m_bytes.finish(); }

private:
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);

    std::string_view stored() const { return {m_buffer.data() + m_begin, m_lineEnd - m_begin}; }
    void settleEncoding();
    std::size_t readText(std::span<char> into);
    void fill();
    void dropRead();
    bool findEnd(std::size_t searched);
    void beginLine();
    void checkLine(std::size_t checked);
    bool convert(std::size_t checked);

    ByteStream m_bytes;
    ReadProgress& m_progress;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;         ///< of the line in m_buffer
    std::size_t m_lineEnd = 0;       ///< of its text
    std::size_t m_next = 0;          ///< of the line after it
    std::size_t m_firstEnd = 0;      ///< m_lineEnd before any extend()
    std::size_t m_firstNext = 0;     ///< m_next before any extend()
    std::size_t m_end = 0;           ///< of the bytes in m_buffer
    std::size_t m_newline = unknown; ///< the line feed ahead, m_end when the buffer has none
    std::size_t m_read = 0;          ///< bytes, unpacked
    std::size_t m_most = unknown;    ///< of them
    bool m_atEnd = false;
    bool m_plain = true; ///< the buffer holds printable ASCII, tabs and line breaks alone

    Encoding m_encoding;
    bool m_hasBom = false;
    bool m_hasWindows1252 = false;
    Encoding m_stored = Encoding::Auto;       ///< what m_transcoder reads
    std::unique_ptr<Transcoder> m_transcoder; ///< of a file that is neither UTF-8 nor latin-1
    std::string m_pending;                    ///< text that was made and is not in m_buffer yet
    std::size_t m_taken = 0;                  ///< of it
    std::int64_t m_firstWide = 0;             ///< line of the first character beyond ASCII
    bool m_isConverted = false;               ///< the line stands in m_converted
    std::string m_converted;
    std::int64_t m_number = 0;
    std::int64_t m_following = 1; ///< number of the line at m_next
    std::optional<LineProblem> m_problem;
};

} // namespace tastescope
