#pragma once

#include "core/io/text/text_scanner.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// How the columns of a text table are set apart.
struct Dialect
{
    std::string separator = ","; ///< one or more characters; " " stands for any run of spaces and tabs
    bool quotes = true;          ///< "..." may hold separators, line breaks and doubled quotes
    bool comments = false;       ///< lines that begin with # are passed over
};

/// What is wrong with a row, and where.
struct RowProblem
{
    FilePlace place;
    std::string text; ///< what was found and what was expected
};

/// The rows of a text table, cut into fields without the spaces around them. Empty lines are passed over.
class RecordReader
{
public:
    RecordReader(TextScanner& scanner, Dialect dialect);

    /// Goes to the next row; false at the end. Views of the old row end here.
    bool next();

    std::size_t size() const { return m_fields.size(); }
    std::string_view field(std::size_t column) const { return m_fields[column].text; }
    std::size_t offset(std::size_t column) const { return m_fields[column].offset; } ///< into line()
    std::string_view line() const { return m_scanner.line(); }

    /// Makes one field of `column` and the `extra` fields after it, separators included: for titles that hold the
    /// separator in formats without quotes.
    void merge(std::size_t column, std::size_t extra);

    /// Where a field begins; for a column that is missing, the end of the row.
    FilePlace place(std::size_t column) const;

    /// What is wrong with the row as a whole: control bytes, quotes that never close. The row has then no fields.
    const std::optional<RowProblem>& problem() const { return m_problem; }

private:
    struct Field
    {
        std::string_view text;
        std::size_t offset = 0;
    };
    enum class Cut { Done, NeedsMore, Failed };

    void cutAtSpaces();
    Cut cutAtSeparators();
    Cut cutQuoted(std::size_t& at);
    void cutQuotedRow();
    void fail(std::size_t offset, std::string text);

    TextScanner& m_scanner;
    Dialect m_dialect;
    bool m_trimsTabs;
    std::vector<Field> m_fields;
    std::deque<std::string> m_unquoted; ///< fields that had doubled quotes
    std::size_t m_quote = 0;            ///< offset of a quote that did not close so far
    std::optional<RowProblem> m_problem;
};

} // namespace tastescope
