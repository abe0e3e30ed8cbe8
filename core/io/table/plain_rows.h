#pragma once

#include "core/data/local_ids.h"
#include "core/io/table/table_layout.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tastescope {

/// Rows that need no care: as many columns as roles, no quotes, no spaces around fields, ids that are not missing,
/// numbers in digits. What such a row means is what the careful reader would read; it reads all other rows.
struct PlainRows
{
    /// Rows that follow each other in the text.
    struct Run
    {
        std::size_t begin = 0; ///< bytes into the text
        std::size_t end = 0;
        std::size_t firstRow = 0;
        std::size_t rows = 0;
    };

    std::vector<Run> runs;
    std::vector<std::int32_t> users; ///< by row, numbers of userIds
    std::vector<std::int32_t> items; ///< by row, numbers of itemIds
    std::vector<float> values;       ///< by row; empty without a column of ratings
    std::vector<std::int64_t> times; ///< by row; empty without a column of times
    LocalIds userIds;                ///< views of the text
    LocalIds itemIds;

    std::size_t size() const { return users.size(); }
};

/// Finds the plain rows of a table in whole lines of ASCII text.
class PlainRowParser
{
public:
    /// Nothing for a table of which no row is plain: separators of several characters, spaces, lists, titles,
    /// blocks, JSON, kinds of events that count differently.
    static std::optional<PlainRowParser> make(const TableLayout& layout);

    /// `text` ends with a line feed and must outlive the result. Cost: O(text).
    PlainRows parse(std::string_view text) const;

private:
    class Work;

    explicit PlainRowParser(const TableLayout& layout);

    std::vector<ColumnRole> m_roles;
    char m_separator = '\t';
    bool m_hasQuotes = false;
    bool m_hasComments = false;
    bool m_trimsTabs = false;
    bool m_wholeNumberIds = false;
    double m_lowest = 0;
    double m_highest = 0;
};

} // namespace tastescope
