#pragma once

#include "core/io/table/table_reader.h"

namespace tastescope {

struct GivenLists
{
    EvaluationLists lists;
    std::int64_t skipped = 0; ///< negatives that are the user's own test item
    FileReport report;
};

/// The fixed negatives of a leave-one-out split (hexiangnan/neural_collaborative_filtering): each line is
/// "(user,item)<tab>negative<tab>negative...", where the pair is a row of the test part.
///
/// Throws: BadInput at the first bad line, unless the context skips them; when a row of `test` has no line.
GivenLists readNegatives(const std::filesystem::path& path, ReadContext& context, RawData& data, const Ratings& test);

} // namespace tastescope
