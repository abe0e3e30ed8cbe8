#pragma once

#include "core/base/parallel.h"
#include "core/io/raw_data.h"
#include "core/io/table/id_shortcut.h"
#include "core/io/table/plain_rows.h"
#include "core/io/text/text_scanner.h"

#include <functional>
#include <string>
#include <vector>

namespace tastescope {

/// Reads the plain rows of a table with all cores, in blocks of whole lines, and leaves every other row to the careful
/// reader, in the order of the file. Ids are numbered in order of first appearance, whatever the number of threads.
class PlainReader
{
public:
    PlainReader(const PlainRowParser& parser, TextScanner& scanner, const ReadProgress& progress, RawData& data,
                Ratings& into);

    /// Reads on until the end of the file. readCarefully() reads one row and says whether there was one.
    /// Returns how many rows were plain. Throws: as the scanner, and what readCarefully() throws.
    std::int64_t read(const std::function<bool()>& readCarefully);

private:
    void parse();
    bool isWhole() const;
    void takeWhole();
    void takeRuns(const std::function<bool()>& readCarefully);
    void takeRows(std::size_t part, std::size_t first, std::size_t count);

    const PlainRowParser& m_parser;
    TextScanner& m_scanner;
    const ReadProgress& m_progress;
    Ratings& m_into;
    IdShortcut m_userIds;
    IdShortcut m_itemIds;
    Workers m_workers;
    std::string m_text;                ///< a block of whole lines
    std::vector<std::size_t> m_begins; ///< of its parts, and its end
    std::vector<PlainRows> m_parts;
    std::vector<std::vector<std::int32_t>> m_userOf; ///< by part and its number of the user, -1: not known yet
    std::vector<std::vector<std::int32_t>> m_itemOf;
    std::int64_t m_taken = 0;
};

} // namespace tastescope
