#pragma once

#include "core/base/error.h"
#include "core/data/provenance.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tastescope {

/// A row that was passed over.
struct BadRow
{
    FilePlace place;
    std::string excerpt; ///< of the row, escaped
    std::string reason;  ///< what was found and what was expected
};

struct FileReport
{
    SourceFile source;
    std::string use;       ///< "ratings", "titles"
    std::string encoding;  ///< "UTF-8 (first at line 7)"
    std::int64_t rows = 0; ///< taken
};

/// A column of the ratings, and what it was taken for.
struct ColumnReport
{
    std::string name; ///< from the header; empty: there is none
    std::string role; ///< "user", "item"; "-": left out
};

/// A file that was given and not read.
struct FileLeftOut
{
    std::string path;
    std::string why;
};

/// Rows that were passed over without being bad.
struct PassedOver
{
    std::string reason;
    std::int64_t rows = 0;
};

/// What an import saw. Rows = taken + bad; taken = kept + duplicates + inBothParts + lowRated.
struct ImportReport
{
    static constexpr std::size_t listed = 1000; ///< bad rows listed; more are only counted

    std::string format;      ///< name of formatTable()
    std::string formatTitle; ///< "MovieLens 100K"
    std::string reason;      ///< what it was recognised by
    std::string separator;   ///< of the columns of the ratings; empty where they have none
    bool header = false;
    std::vector<ColumnReport> columns; ///< of the ratings
    std::string runnerUp;              ///< another reading of the columns, in words; empty: there is none
    std::vector<std::string> remarks;  ///< for the person: what was left out and why, and what to look at
    std::vector<FileReport> files;
    std::vector<FileLeftOut> leftOut;
    std::vector<PassedOver> passedOver;
    std::int64_t titled = 0; ///< items that have a title
    std::int64_t rows = 0;   ///< of user and item that were taken
    std::int64_t badRowCount = 0;
    std::vector<BadRow> badRows;
    std::int64_t duplicates = 0;        ///< rows folded into another of the same user and item
    std::int64_t conflicts = 0;         ///< of them, those with another rating
    std::int64_t inBothParts = 0;       ///< given train rows left out because test has the same pair
    std::int64_t lowRated = 0;          ///< rows under minRating
    std::int64_t skippedNegatives = 0;  ///< given negatives that are the user's own test item
    std::int64_t likedNegatives = 0;    ///< given negatives left out because the user likes them in some part
    std::int64_t repeatedNegatives = 0; ///< given negatives left out because the list has them already
    std::int64_t positives = 0;
    double seconds = 0;
};

} // namespace tastescope
