#pragma once

#include "core/io/text/text_scanner.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// What a row may have at most, so that a line of separators costs little memory: a table has a few dozen columns, a
/// row that lists the items of a user as many as there are items.
inline constexpr std::size_t mostTableColumns = 4'096;
inline constexpr std::size_t mostListColumns = std::size_t{1} << 20;

/// How the columns of a text table are set apart.
struct Dialect
{
    std::string separator = ","; ///< one or more characters; " " stands for any run of spaces, never for tabs
    bool quotes = true;          ///< "..." may hold separators, line breaks and doubled quotes
    bool comments = false;       ///< lines that begin with # or % are passed over, but see `columns`
    std::size_t columns = 0;     ///< such a line below the first row is a row when it has as many; 0: never
    std::size_t mostColumns = mostTableColumns;
    bool escapes = false;               ///< a backslash in quotes makes the next quote text, whatever follows it
    bool blocks = false;                ///< a line "17:" stands above its rows; 17 is then the first column of each
    std::vector<std::string> keys = {}; ///< by column, of lines that are JSON objects; empty: they are none
};

/// Whether a line is one above a block of rows: "17:".
bool isBlockLine(std::string_view line);

/// What is wrong with a row, and where.
struct RowProblem
{
    FilePlace place;
    std::string text; ///< what was found and what was expected
};

/// The rows of a text table, cut into fields without the spaces around them. Empty lines are passed over. A backslash
/// before a quote that could not end its field makes it a quote of the text, from there on everywhere in the file.
class RecordReader
{
public:
    RecordReader(TextScanner& scanner, Dialect dialect);

    /// Goes to the next row; false at the end. Views of the old row end here.
    bool next();

    std::size_t size() const { return m_fields.size(); }
    std::string_view field(std::size_t column) const
    {
        const Field& field = m_fields[column];
        return (field.isUnquoted ? std::string_view(m_unquoted) : line()).substr(field.begin, field.size);
    }
    std::string_view line() const { return m_scanner.line(); }

    /// Makes one field of `column` and the `extra` fields after it, separators included: for titles that hold the
    /// separator in formats without quotes.
    void merge(std::size_t column, std::size_t extra);

    /// Where a field begins; for a column that is missing, the end of the row.
    FilePlace place(std::size_t column) const;

    /// What is wrong with the row as a whole: control bytes, quotes that never close, too many columns. The row has
    /// then no fields.
    const std::optional<RowProblem>& problem() const { return m_problem; }

    std::int64_t commentCount() const { return m_comments; } ///< lines passed over that begin with # or %

private:
    /// Places in the line, no views of it: a row that goes on may move the line.
    struct Field
    {
        std::uint32_t offset = 0; ///< of the field in line()
        std::uint32_t begin = 0;  ///< of its text there, or in m_unquoted
        std::uint32_t size = 0;   ///< of its text
        bool isUnquoted = false;
    };
    enum class Cut { Done, NeedsMore, Failed };

    bool isFull(std::size_t at);
    void cutRow();
    bool isComment() const;
    bool isEscaped(std::size_t quote) const;
    void add(std::size_t offset, std::size_t begin, std::size_t size, bool isUnquoted = false);
    bool isNoRow();
    void cutJson();
    void addBlock();
    void cutAtSpaces();
    Cut cutAtSeparators(std::size_t at);
    Cut cutQuoted(std::size_t& at);
    Cut goOn();
    void cutQuotedRow();
    void fail(std::size_t offset, std::string text);

    TextScanner& m_scanner;
    Dialect m_dialect;
    bool m_trimsTabs;
    std::vector<Field> m_fields;
    std::string m_unquoted;     ///< the fields that had doubled quotes, one after the other
    std::size_t m_quote = 0;    ///< where the field in quotes begins that is being cut
    std::size_t m_searched = 0; ///< how far it was searched for its end
    bool m_isDoubled = false;   ///< doubled or escaped quotes were seen in it
    bool m_escapes = false;     ///< a quote after a backslash was seen that can be no end of a field
    bool m_isBegun = false;     ///< a row was read
    std::string m_block;        ///< the line above the rows, without its colon
    std::int64_t m_comments = 0;
    std::optional<RowProblem> m_problem;
};

} // namespace tastescope
