#pragma once

#include "core/serving/recommend.h"

#include <string>

namespace tastescope::cli {

/// Whether a name says a kind of file that lists are written to.
bool isListFile(const std::string& path);

/// Writes the lists of all users to a file, a chunk of users at a time: a .csv of a line a recommendation, or a .jsonl
/// of a line a user. The file appears whole or not at all. Returns how many lists it has.
/// Throws: Error when it cannot be written; Cancelled.
/// Cost: memory of one chunk.
std::int64_t writeAllLists(const Serving& serving, const RecommendOptions& options, const std::string& path,
                           const JobContext& job);

} // namespace tastescope::cli
