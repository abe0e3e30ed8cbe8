#include "core/io/table/record_reader.h"

#include "core/io/text/json_line.h"

#include <algorithm>

namespace tastescope {

namespace {

/// A quoted field longer than this was never closed.
constexpr std::size_t longestQuoted = std::size_t{64} * 1024;

} // namespace

bool isBlockLine(std::string_view line)
{
    const std::string_view number = line.substr(0, line.size() - 1);
    return line.size() >= 2 && line.back() == ':'
           && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

RecordReader::RecordReader(TextScanner& scanner, Dialect dialect)
    : m_scanner(scanner),
      m_dialect(std::move(dialect)),
      m_trimsTabs(m_dialect.separator.find('\t') == std::string::npos),
      m_escapes(m_dialect.escapes)
{
}

bool RecordReader::next()
{
    do {
        do {
            if (!m_scanner.next())
                return false;
        } while (isNoRow());
        cutRow();
    } while (isComment() && ++m_comments > 0);
    m_isBegun = true;
    return true;
}

/// Empty lines, the line "sep=;" that Excel reads, lines above blocks, brackets around JSON objects.
bool RecordReader::isNoRow()
{
    const std::string_view text = m_scanner.line();
    const bool isSeparatorLine = !m_isBegun && text.size() <= 6 && text.starts_with("sep=");
    if (isSeparatorLine || text.find_first_not_of(" \t") == std::string_view::npos)
        return true;
    if (m_dialect.blocks && isBlockLine(text)) {
        m_block = text.substr(0, text.size() - 1);
        return true;
    }
    return !m_dialect.keys.empty() && isJsonBracket(text);
}

/// A line that begins with # or % is none among rows when it is cut into as many columns as these: a tag, a channel.
bool RecordReader::isComment() const
{
    const char first = m_scanner.line().front();
    return m_dialect.comments && (first == '#' || first == '%')
           && (!m_isBegun || m_dialect.columns == 0 || m_fields.size() != m_dialect.columns);
}

void RecordReader::cutRow()
{
    m_fields.clear();
    m_unquoted.clear();
    m_problem.reset();
    if (const auto& problem = m_scanner.problem())
        fail(problem->offset, problem->text);
    else if (!m_dialect.keys.empty())
        cutJson();
    else if (m_dialect.separator == " ")
        cutAtSpaces();
    else if (!m_dialect.quotes || m_scanner.line().find('"') == std::string_view::npos)
        cutAtSeparators(0);
    else
        cutQuotedRow();
    if (m_dialect.blocks && !m_problem)
        addBlock();
}

/// One field a key; a key that is missing is an empty field.
void RecordReader::cutJson()
{
    const JsonLine read = readJsonLine(m_scanner.line());
    if (read.wrongAt)
        return fail(*read.wrongAt, "found no JSON object here, expected one a line.");
    for (const std::string& key : m_dialect.keys) {
        const auto field = std::ranges::find(read.fields, key, &std::pair<std::string, std::string>::first);
        const std::size_t begin = m_unquoted.size();
        if (field != read.fields.end())
            m_unquoted += field->second;
        add(0, begin, m_unquoted.size() - begin, true);
    }
}

/// The block a row stands in, as its first field.
void RecordReader::addBlock()
{
    if (m_block.empty())
        return fail(0, "found a row above the first block, expected a line such as \"17:\" above it.");
    const std::size_t begin = m_unquoted.size();
    m_unquoted += m_block;
    add(0, begin, m_block.size(), true);
    std::rotate(m_fields.begin(), m_fields.end() - 1, m_fields.end()); // clang 14 reads no ranges::rotate
}

void RecordReader::merge(std::size_t column, std::size_t extra)
{
    Field& first = m_fields[column];
    const Field& last = m_fields[column + extra];
    first.size = last.begin + last.size - first.begin;
    const auto next = m_fields.begin() + static_cast<std::ptrdiff_t>(column) + 1;
    m_fields.erase(next, next + static_cast<std::ptrdiff_t>(extra));
}

FilePlace RecordReader::place(std::size_t column) const
{
    return m_scanner.place(column < m_fields.size() ? m_fields[column].offset : m_scanner.line().size());
}

/// Whether the row has all the columns it may have, though another begins at `at`.
bool RecordReader::isFull(std::size_t at)
{
    if (m_fields.size() < m_dialect.mostColumns)
        return false;
    fail(at, "found more than " + std::to_string(m_dialect.mostColumns) + " columns, expected at most as many.");
    return true;
}

// A line has 16 MiB at most, latin-1 that became UTF-8 twice that.
void RecordReader::add(std::size_t offset, std::size_t begin, std::size_t size, bool isUnquoted)
{
    m_fields.push_back({static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(begin),
                        static_cast<std::uint32_t>(size), isUnquoted});
}

void RecordReader::cutAtSpaces()
{
    const std::string_view line = m_scanner.line();
    for (std::size_t at = line.find_first_not_of(' '); at != std::string_view::npos;) {
        if (isFull(at))
            return;
        const std::size_t end = std::min(line.find_first_of(' ', at), line.size());
        add(at, at, end - at);
        at = line.find_first_not_of(' ', end);
    }
}

/// Quotes may hold line breaks: the row is then joined with the lines after it until they close.
void RecordReader::cutQuotedRow()
{
    Cut cut = cutAtSeparators(0);
    while (cut == Cut::NeedsMore && m_scanner.line().size() - m_quote < longestQuoted && m_scanner.extend()) {
        if (const auto& problem = m_scanner.problem())
            return fail(problem->offset, problem->text);
        cut = goOn();
    }
    if (cut != Cut::NeedsMore)
        return;
    fail(m_quote, "the quote that opens here is never closed, expected another one before the next column.");
    m_scanner.retract(); // one forgotten quote must not swallow the rows after it
}

void RecordReader::fail(std::size_t offset, std::string text)
{
    m_problem = RowProblem{m_scanner.place(offset), std::move(text)};
    m_fields.clear();
}

/// Cuts the line from `at` on.
RecordReader::Cut RecordReader::cutAtSeparators(std::size_t at)
{
    const std::string_view line = m_scanner.line();
    const std::string_view spaces = m_trimsTabs ? " \t" : " ";
    for (;;) {
        if (isFull(at))
            return Cut::Failed;
        const std::size_t first = std::min(line.find_first_not_of(spaces, at), line.size());
        if (m_dialect.quotes && first < line.size() && line[first] == '"') {
            m_quote = first;
            m_searched = first + 1;
            m_isDoubled = false;
            if (const Cut cut = cutQuoted(at); cut != Cut::Done)
                return cut;
        } else {
            const std::size_t end = std::min(line.find(m_dialect.separator, at), line.size());
            const std::size_t begin = std::min(first, end);
            add(begin, begin, line.substr(begin, end - begin).find_last_not_of(spaces) + 1);
            at = end;
        }
        if (at >= line.size())
            return Cut::Done;
        at += m_dialect.separator.size();
    }
}

/// Goes on inside a quote with what the line was joined with. Nothing is looked at twice, or many short lines inside a
/// quote would cost their square.
RecordReader::Cut RecordReader::goOn()
{
    std::size_t at = 0;
    if (const Cut cut = cutQuoted(at); cut != Cut::Done || at >= m_scanner.line().size())
        return cut;
    return cutAtSeparators(at + m_dialect.separator.size());
}

/// Whether a quote stands after a backslash and cannot end its field, or others of the file did.
bool RecordReader::isEscaped(std::size_t quote) const
{
    const std::string_view line = m_scanner.line();
    std::size_t slashes = 0;
    while (quote > m_quote + 1 + slashes && line[quote - 1 - slashes] == '\\')
        ++slashes;
    if (slashes % 2 == 0)
        return false;
    const std::size_t after = std::min(line.find_first_not_of(m_trimsTabs ? " \t" : " ", quote + 1), line.size());
    const bool canEnd =
        after == line.size() || line[after] == '"' || line.substr(after).starts_with(m_dialect.separator);
    return !canEnd || m_escapes;
}

/// Takes the quoted field at m_quote and moves `at` to the separator after it, or to the end of the line.
RecordReader::Cut RecordReader::cutQuoted(std::size_t& at)
{
    const std::string_view line = m_scanner.line();
    std::size_t close = line.find('"', m_searched);
    while (close != std::string_view::npos) {
        const bool escaped = isEscaped(close);
        if (!escaped && (close + 1 == line.size() || line[close + 1] != '"'))
            break;
        m_isDoubled = true;
        m_escapes |= escaped;
        close = line.find('"', close + (escaped ? 1 : 2));
    }
    if (close == std::string_view::npos) {
        m_searched = line.size(); // a line break comes next, no second half of a doubled quote
        return Cut::NeedsMore;
    }
    const std::string_view text = line.substr(m_quote + 1, close - m_quote - 1);
    if (m_isDoubled) {
        const std::size_t begin = m_unquoted.size();
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool isEscape =
                m_escapes && text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
            i += isEscape ? 1 : 0;
            m_unquoted += text[i];
            i += !isEscape && text[i] == '"' ? 1 : 0;
        }
        add(m_quote, begin, m_unquoted.size() - begin, true);
    } else {
        add(m_quote, m_quote + 1, text.size());
    }
    at = std::min(line.find_first_not_of(m_trimsTabs ? " \t" : " ", close + 1), line.size());
    if (at == line.size() || line.substr(at).starts_with(m_dialect.separator))
        return Cut::Done;
    fail(at, "found \"" + escaped(line.substr(at), 20) + "\" after a closing quote, expected the separator.");
    return Cut::Failed;
}

} // namespace tastescope
