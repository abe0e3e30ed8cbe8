#include "core/base/epochs.h"

#include <algorithm>

namespace tastescope {

bool isBetter(const EpochFinished& epoch, const EpochFinished* best)
{
    const auto mrr = epoch.validation.mrr();
    const auto bestMrr = best ? best->validation.mrr() : std::nullopt;
    return !mrr || !bestMrr || *mrr > *bestMrr;
}

const EpochFinished* bestEpoch(std::span<const EpochFinished> epochs)
{
    const EpochFinished* best = nullptr;
    for (const EpochFinished& epoch : epochs)
        if (isBetter(epoch, best))
            best = &epoch;
    return best;
}

int bestEpochNumber(std::span<const EpochFinished> epochs)
{
    const EpochFinished* best = bestEpoch(epochs);
    return best ? best->epoch : 0;
}

int bestValidatedEpoch(std::span<const EpochFinished> epochs)
{
    const EpochFinished* best = bestEpoch(epochs);
    return best && best->validation.mrr() ? best->epoch : 0;
}

const EpochFinished* chosenEpoch(std::span<const EpochFinished> epochs, const EpochChoice& choice)
{
    if (choice.rule == EpochChoice::Rule::Best)
        return bestEpoch(epochs);
    if (choice.rule == EpochChoice::Rule::Last)
        return epochs.empty() ? nullptr : &epochs.back();
    const auto found = std::ranges::find(epochs, choice.epoch, &EpochFinished::epoch);
    return found == epochs.end() ? nullptr : &*found;
}

std::vector<std::string> figureNames(std::span<const EpochFinished> epochs)
{
    std::vector<std::string> names;
    const std::string* known = nullptr; // the list looked through last: mostly it is the next epoch's, too
    for (const EpochFinished& epoch : epochs) {
        if (epoch.validation.names().data() == known)
            continue;
        known = epoch.validation.names().data();
        for (const std::string& name : epoch.validation.names())
            if (std::ranges::find(names, name) == names.end())
                names.push_back(name);
    }
    return names;
}

} // namespace tastescope
