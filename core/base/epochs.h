#pragma once

#include "core/base/job.h"

#include <span>
#include <string_view>

namespace tastescope {

/// Which epoch of a run is meant, everywhere: the best by validation MRR, the last, or one by number.
struct EpochChoice
{
    enum class Rule { Best, Last, At };
    Rule rule = Rule::Best;
    int epoch = 0; ///< of Rule::At, 1-based

    bool operator==(const EpochChoice&) const = default;
};

/// The figure of an epoch that is no ranking's: mean loss of the validation part, nats.
inline constexpr std::string_view validationLossFigure = "val_loss";

/// Whether an epoch takes the place of the best of those before it (null: there is none). By validation MRR, ties to
/// the earlier; where nothing is validated every epoch does, so that the last one counts.
bool isBetter(const EpochFinished& epoch, const EpochFinished* best);

/// The epoch that counts: its model is kept, served and compared. Null: there is no epoch. Points into `epochs`.
const EpochFinished* bestEpoch(std::span<const EpochFinished> epochs);

/// Its number, 1-based; 0: there is no epoch.
int bestEpochNumber(std::span<const EpochFinished> epochs);

/// The best of those that were validated, 1-based; 0: none was, so none is the best.
int bestValidatedEpoch(std::span<const EpochFinished> epochs);

/// The epoch that is meant. Null: there is no such epoch. Points into `epochs`.
const EpochFinished* chosenEpoch(std::span<const EpochFinished> epochs, const EpochChoice& choice);

/// Every figure that was measured in some of the epochs, in the order they first came.
std::vector<std::string> figureNames(std::span<const EpochFinished> epochs);

} // namespace tastescope
