#pragma once

#include "core/base/enum_names.h"
#include "core/experiment/run_record.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tastescope {

/// Why a run stands on no leaderboard. The words go on from "3 ": "3 are of other data".
enum class OffBoard { Unfinished, Unmeasured, OtherData, OtherLists, OtherMetric, NotTheBest };

constexpr auto enumNames(OffBoard)
{
    return namedBy<OffBoard>({{OffBoard::Unfinished, "not finished"},
                              {OffBoard::Unmeasured, "not measured on this part"},
                              {OffBoard::OtherData, "of other data"},
                              {OffBoard::OtherLists, "measured on other lists"},
                              {OffBoard::OtherMetric, "without this metric"},
                              {OffBoard::NotTheBest, "not the best of their model"}});
}

/// What a leaderboard is asked for.
struct LeaderWish
{
    Part part = Part::Validation;
    std::string metric = "mrr";
    bool bestOfEachModel = false;
};

struct LeaderChoice
{
    std::vector<std::size_t> runs;     ///< their numbers among those given, best first by their own means
    std::map<OffBoard, int> leftOut;   ///< how many others, by the first reason that holds
    std::optional<std::size_t> newest; ///< the run whose measure all share; none: no run was measured
};

/// Whether the figures of both mean the same: same data, protocol and negatives, as many positives in lists of the same
/// lengths. False where one was not measured on the part.
bool isMeasuredAlike(const RunRecord& one, const RunRecord& other, Part part);

/// Of runs, oldest first, those that finished and were measured as the newest of them was that has the metric.
/// Cost: O(runs log runs); no file is read.
LeaderChoice chooseLeaders(std::span<const RunRecord* const> runs, const LeaderWish& wish);

/// The evaluation of a part; null: there is none, or it ranked nothing.
const Evaluation* measuredOn(const RunRecord& run, Part part);

} // namespace tastescope
