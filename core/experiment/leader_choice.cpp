#include "core/experiment/leader_choice.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace tastescope {

namespace {

/// The part of the reasons that needs no other run. Nothing: the run can set the measure.
std::optional<OffBoard> unfit(const RunRecord& run, const LeaderWish& wish)
{
    if (run.state != RunState::Finished)
        return OffBoard::Unfinished;
    const Evaluation* measured = measuredOn(run, wish.part);
    if (!measured)
        return OffBoard::Unmeasured;
    return measured->model.find(wish.metric) ? std::nullopt : std::optional(OffBoard::OtherMetric);
}

/// Runs are best first: of each model the first one stays.
void keepBestOfEach(LeaderChoice& choice, std::span<const RunRecord* const> runs)
{
    std::set<std::string_view> seen;
    const auto gone = std::erase_if(
        choice.runs, [&](std::size_t run) { return !seen.insert(modelName(runs[run]->config.model)).second; });
    if (gone > 0)
        choice.leftOut[OffBoard::NotTheBest] = static_cast<int>(gone);
}

} // namespace

const Evaluation* measuredOn(const RunRecord& run, Part part)
{
    const std::optional<Evaluation>& measured = part == Part::Validation ? run.validation : run.test;
    return measured && measured->users > 0 ? &*measured : nullptr;
}

bool isMeasuredAlike(const RunRecord& one, const RunRecord& other, Part part)
{
    const Evaluation* a = measuredOn(one, part);
    const Evaluation* b = measuredOn(other, part);
    if (!a || !b || !isSameData(one.dataset, other.dataset) || a->protocol != b->protocol
        || maskedParts(*a) != maskedParts(*b))
        return false;
    const bool sameNegatives = a->protocol != Protocol::Sampled || one.config.negatives == other.config.negatives;
    return sameNegatives && a->positives == b->positives && a->shortestList == b->shortestList
           && a->longestList == b->longestList;
}

LeaderChoice chooseLeaders(std::span<const RunRecord* const> runs, const LeaderWish& wish)
{
    LeaderChoice choice;
    std::vector<std::size_t> fit;
    for (std::size_t run = 0; run < runs.size(); ++run)
        if (const auto reason = unfit(*runs[run], wish))
            ++choice.leftOut[*reason];
        else
            fit.push_back(run);
    if (fit.empty())
        return choice;
    choice.newest = fit.back();
    const RunRecord& standard = *runs[fit.back()];
    for (const std::size_t run : fit)
        if (isMeasuredAlike(*runs[run], standard, wish.part))
            choice.runs.push_back(run);
        else
            ++choice.leftOut[isSameData(runs[run]->dataset, standard.dataset) ? OffBoard::OtherLists
                                                                              : OffBoard::OtherData];
    std::ranges::stable_sort(choice.runs, std::greater(), [&](std::size_t run) {
        return measuredOn(*runs[run], wish.part)->model.find(wish.metric)->value;
    });
    if (wish.bestOfEachModel)
        keepBestOfEach(choice, runs);
    return choice;
}

} // namespace tastescope
