#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tastescope {

struct SourceFile
{
    std::string path; ///< as the person gave it
    std::int64_t bytes = 0;
    std::string sha256; ///< of the bytes as stored (a .gz before unpacking)
    bool operator==(const SourceFile&) const = default;
};

/// Where a dataset comes from: enough to make it again and to see that it is the same.
struct Provenance
{
    std::string format;                                       ///< reader or generator: "movielens-100k", "generated"
    std::vector<SourceFile> sources;                          ///< empty when generated
    std::vector<std::pair<std::string, std::string>> options; ///< name, value; in a fixed order
    std::vector<std::pair<std::string, std::int64_t>>
        counts; ///< what was dropped, skipped, left unowned: name, how many
    std::uint64_t seed = 0;
    std::string split;   ///< in words: "70 / 20 / 10, seed 42"
    std::string builtAt; ///< ISO 8601, UTC
    std::string builtBy; ///< program and version
    double seconds = 0;  ///< it took to build
    bool operator==(const Provenance&) const = default;
};

/// The count of that name, if there is one.
std::optional<std::int64_t> countOf(const Provenance& provenance, std::string_view name);

/// The present as Provenance::builtAt writes it: "2026-11-22T08:36:00Z".
std::string utcNow();

/// This program as Provenance::builtBy writes it: name and version.
std::string thisProgram();

} // namespace tastescope
