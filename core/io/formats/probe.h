#pragma once

#include "core/io/table/table_layout.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// The beginning of a file: what formats are recognised by.
struct ProbedFile
{
    static constexpr std::size_t headBytes = std::size_t{64} << 10;

    std::filesystem::path path;
    std::string name;               ///< without its folder and without .gz and the like
    std::int64_t bytes = 0;         ///< as stored
    bool given = false;             ///< by the person; otherwise it stands beside such a file
    std::string head;               ///< the first bytes, unpacked: headBytes at most
    std::string problem;            ///< why it cannot be a text table; empty: it can
    std::vector<std::string> lines; ///< the first whole lines, at most 100, without empty ones

    /// Whether at least 4 in 5 of the lines, cut at `separator`, have one field a letter of `kinds`:
    /// w a whole number, s a rating from 0 to 5, t a time in seconds of this century or the last decades, * anything.
    bool fits(std::string_view separator, std::string_view kinds) const;

    /// Whether the first line is these words, cut at `separator`; more columns may follow.
    bool hasHeader(std::string_view separator, std::string_view words) const;
};

/// A line cut at a separator, without regard to quotes.
std::vector<std::string_view> cut(std::string_view line, std::string_view separator);

/// Looks at the files given, at all files of a folder, and at what stands beside a single file and has one of the
/// `extensions` (without dots).
/// Throws: BadInput when a path does not exist or a folder is empty; Cancelled.
/// Cost: 64 KiB or less of each file.
std::vector<ProbedFile> probe(std::span<const std::filesystem::path> paths,
                              std::span<const std::string_view> extensions, const ReadProgress& progress);

} // namespace tastescope
