#pragma once

#include "core/base/job.h"
#include "core/pipeline/ownership.h"

#include <memory>

namespace tastescope {

struct SubsampleOptions
{
    double share = 0.05; ///< of the users; "toy" is 5 %
    std::uint64_t seed = 42;
    OwnershipOptions ownership; ///< how items are given to owners anew
};

/// A seeded share of the users, at least one, with their libraries and positives, for quick runs.
///
/// Where items have owners: those none of the kept users likes are dropped, as nobody would own them, and the others
/// are given to the kept users anew. Elsewhere the catalogue stays as it is, and so do lists that came with the data,
/// but for the users who are gone. Items whose tracks are not known lose the owners who are gone.
/// Throws: Error when the share is not in (0, 1]; Cancelled.
/// Source: playlist-pipeline section 2, step 11.
std::shared_ptr<const Dataset> subsample(const Dataset& dataset, const SubsampleOptions& options,
                                         const JobContext& job = {});

} // namespace tastescope
