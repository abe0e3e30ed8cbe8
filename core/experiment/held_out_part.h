#pragma once

#include "core/evaluation/sampled.h"

#include <memory>

namespace tastescope {

/// The evaluation lists of one held-out part, and what ranks them. The dataset must outlive it.
struct HeldOutPart
{
    /// Throws: as drawEvaluationLists() and SampledEvaluator do.
    HeldOutPart(const Dataset& dataset, Part part, int negatives, int threads, const JobContext& job);
    HeldOutPart(const HeldOutPart&) = delete; // the evaluator refers to the lists
    HeldOutPart& operator=(const HeldOutPart&) = delete;

    const Dataset& dataset;
    Part part;
    int negatives; ///< a positive, as asked for
    EvaluationLists lists;
    SampledEvaluator evaluator;
};

/// Both parts, shared by the runs of a sweep: drawing them and measuring most-popular on them costs as much as an
/// epoch.
struct HeldOutParts
{
    std::shared_ptr<const HeldOutPart> validation = {};
    std::shared_ptr<const HeldOutPart> test = {};
};

/// The part that was prepared before, if it fits; else one of its own.
std::shared_ptr<const HeldOutPart> partFor(const std::shared_ptr<const HeldOutPart>& shared, const Dataset& dataset,
                                           Part part, int negatives, int threads, const JobContext& job);

} // namespace tastescope
