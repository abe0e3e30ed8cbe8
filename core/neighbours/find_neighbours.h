#pragma once

#include "core/base/job.h"
#include "core/base/option_table.h"
#include "core/data/binary_matrix.h"
#include "core/neighbours/neighbour_index.h"

namespace tastescope {

struct NeighbourOptions
{
    int top = 100;   ///< neighbours kept per user, >= 1
    int threads = 0; ///< 0: all cores; never changes the result
    bool operator==(const NeighbourOptions&) const = default;
};

/// Rows of the search: "top", "threads".
OptionTable<NeighbourOptions> neighbourFields();

/// The most similar users of every user, most similar first, by exact cosine over binary libraries:
///
///     s(u,v) = |L_u ∩ L_v| / sqrt(|L_u| |L_v|)
///
/// Ties, and similarities that only rounding would tell apart: candidates are compared in whole numbers, c² |L_w|
/// against d² |L_v|; equal ones go by smaller library, then by lower user number.
/// Shapes:  library is users x tracks; the result has one row a user of at most options.top entries, never the user
///          himself.
/// Units:   similarity in (0, 1]; users without a track have no neighbours.
/// Throws:  Error when an option is out of range; Cancelled when job.stop is set.
/// Cost:    time O(sum over tracks of listeners²), memory O(threads * users + users * top).
NeighbourIndex findNeighbours(const BinaryMatrix<User, Track>& library, const NeighbourOptions& options,
                              const JobContext& job = {});

} // namespace tastescope
