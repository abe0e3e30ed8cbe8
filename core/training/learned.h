#pragma once

#include "core/base/job.h"

#include <memory>
#include <string>
#include <vector>

namespace tastescope {

class Model;

enum class TrainingEnd {
    Finished,     ///< all that was planned was done
    EarlyStopped, ///< no better validation MRR for `patience` epochs
    Diverged      ///< the loss or a weight was no longer a number
};

/// What any training ends with, or stands at.
struct Learned
{
    std::shared_ptr<const Model> best = {}; ///< of the epoch with the best validation MRR: what is kept and served
    std::shared_ptr<const Model> last = {}; ///< of the last epoch; empty for models that do not learn in epochs
    std::vector<EpochFinished> curve = {};  ///< one entry an epoch, those before a resume included
    int bestEpoch = 0;                      ///< 1-based; 0: none
    TrainingEnd end = TrainingEnd::Finished;
    std::string reason = {}; ///< of the end, in words for the person; empty when there is nothing to say
};

} // namespace tastescope
