#include "core/io/table/record_reader.h"

#include <algorithm>

namespace tastescope {

namespace {

/// A quoted field longer than this was never closed.
constexpr std::size_t longestQuoted = 64 * 1024;

} // namespace

RecordReader::RecordReader(TextScanner& scanner, Dialect dialect)
    : m_scanner(scanner),
      m_dialect(std::move(dialect)),
      m_trimsTabs(m_dialect.separator.find('\t') == std::string::npos)
{
}

bool RecordReader::next()
{
    do {
        if (!m_scanner.next())
            return false;
    } while (m_scanner.line().find_first_not_of(" \t") == std::string_view::npos
             || (m_dialect.comments && m_scanner.line().front() == '#'));

    m_fields.clear();
    m_problem.reset();
    if (const auto& problem = m_scanner.problem())
        fail(problem->offset, problem->text);
    else if (m_dialect.separator == " ")
        cutAtSpaces();
    else if (!m_dialect.quotes || m_scanner.line().find('"') == std::string_view::npos)
        cutAtSeparators();
    else
        cutQuotedRow();
    return true;
}

void RecordReader::merge(std::size_t column, std::size_t extra)
{
    Field& first = m_fields[column];
    const Field& last = m_fields[column + extra];
    first.text = line().substr(first.offset, last.offset + last.text.size() - first.offset);
    const auto next = m_fields.begin() + static_cast<std::ptrdiff_t>(column) + 1;
    m_fields.erase(next, next + static_cast<std::ptrdiff_t>(extra));
}

FilePlace RecordReader::place(std::size_t column) const
{
    return m_scanner.place(column < m_fields.size() ? m_fields[column].offset : m_scanner.line().size());
}

void RecordReader::cutAtSpaces()
{
    const std::string_view line = m_scanner.line();
    for (std::size_t at = line.find_first_not_of(" \t"); at != std::string_view::npos;) {
        const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
        m_fields.push_back({line.substr(at, end - at), at});
        at = line.find_first_not_of(" \t", end);
    }
}

/// Quotes may hold line breaks: the row is then joined with the lines after it until they close.
void RecordReader::cutQuotedRow()
{
    Cut cut = cutAtSeparators();
    while (cut == Cut::NeedsMore && m_scanner.line().size() - m_quote < longestQuoted && m_scanner.extend()) {
        if (const auto& problem = m_scanner.problem())
            return fail(problem->offset, problem->text);
        cut = cutAtSeparators();
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

RecordReader::Cut RecordReader::cutAtSeparators()
{
    const std::string_view line = m_scanner.line();
    const std::string_view spaces = m_trimsTabs ? " \t" : " ";
    m_fields.clear();
    m_unquoted.clear();
    for (std::size_t at = 0;;) {
        const std::size_t first = std::min(line.find_first_not_of(spaces, at), line.size());
        if (m_dialect.quotes && first < line.size() && line[first] == '"') {
            at = first;
            if (const Cut cut = cutQuoted(at); cut != Cut::Done)
                return cut;
        } else {
            const std::size_t end = std::min(line.find(m_dialect.separator, at), line.size());
            const std::size_t begin = std::min(first, end);
            const std::string_view field = line.substr(begin, end - begin);
            m_fields.push_back({field.substr(0, field.find_last_not_of(spaces) + 1), begin});
            at = end;
        }
        if (at >= line.size())
            return Cut::Done;
        at += m_dialect.separator.size();
    }
}

/// Takes the quoted field at `at` and moves `at` to the separator after it, or to the end of the line.
RecordReader::Cut RecordReader::cutQuoted(std::size_t& at)
{
    const std::string_view line = m_scanner.line();
    const std::size_t open = at;
    bool doubled = false;
    std::size_t close = line.find('"', open + 1);
    while (close != std::string_view::npos && close + 1 < line.size() && line[close + 1] == '"') {
        doubled = true;
        close = line.find('"', close + 2);
    }
    if (close == std::string_view::npos) {
        m_quote = open;
        return Cut::NeedsMore;
    }
    std::string_view text = line.substr(open + 1, close - open - 1);
    if (doubled) {
        std::string& plain = m_unquoted.emplace_back();
        for (std::size_t i = 0; i < text.size(); ++i) {
            plain += text[i];
            i += text[i] == '"' ? 1 : 0;
        }
        text = plain;
    }
    m_fields.push_back({text, open});
    at = std::min(line.find_first_not_of(m_trimsTabs ? " \t" : " ", close + 1), line.size());
    if (at == line.size() || line.substr(at).starts_with(m_dialect.separator))
        return Cut::Done;
    fail(at, "found \"" + escaped(line.substr(at), 20) + "\" after a closing quote, expected the separator.");
    return Cut::Failed;
}

} // namespace tastescope
