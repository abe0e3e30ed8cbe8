#pragma once

#include "core/base/job.h"
#include "core/models/ease/ease_model.h"
#include "core/models/ease/ease_options.h"

namespace tastescope {

class Dataset;

/// Solves EASE in closed form: one inverse of items x items, in double. Items that nobody likes are left out, and those
/// beyond options.mostItems, the least liked first and of equally liked ones the later: a note says how many.
///
/// threads: 0 means all cores; never changes the result.
/// Throws:  Error when an option is out of range or there is nothing to learn from; Cancelled.
/// Cost:    learned items^3 multiplications; likes squared, user by user; memory as easeMemory() says.
EaseModel trainEase(const EaseOptions& options, const Dataset& dataset, int threads = 0, const JobContext& job = {});

} // namespace tastescope
