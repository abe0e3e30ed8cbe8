#pragma once

#include "core/evaluation/estimate.h"
#include "core/evaluation/paired_comparison.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tastescope {

/// What a leaderboard looks at of a run. All of one board were measured alike: same data, part, protocol and lists.
struct LeaderRun
{
    const UserResults* results = nullptr; ///< never null where a board is made
    double seconds = 0;                   ///< of training
    double memoryMb = 0;                  ///< at the peak, MB of 10^6 bytes
};

/// The place of a run. Runs of one range of ranks are about tied: none is separable from the best of them.
struct LeaderRow
{
    std::size_t run = 0;          ///< its number among those given
    Estimate figure = {};         ///< the mean over the users that all have, with its own 95 % interval
    int rankLow = 0;              ///< 1-based; of the first of its range
    int rankHigh = 0;             ///< of the last of it
    bool isBestForTime = false;   ///< nothing that took as little time is as good: it stands on the frontier
    bool isBestForMemory = false; ///< likewise

    bool operator==(const LeaderRow&) const = default;
};

struct Leaderboard
{
    std::string metric;
    std::int64_t users = 0;                ///< measured in every run
    std::vector<LeaderRow> rows;           ///< best first; equal ones in the order given
    std::vector<RunPair> pairs;            ///< all there are; a is better than b, or as good and earlier
    std::vector<PairedComparison> results; ///< one a pair, corrected by Holm over all of them

    const PairedComparison* pair(std::size_t a, std::size_t b) const; ///< null: there is none in this direction
    /// The smallest difference that was told from chance, of all pairs. Nothing: none was.
    std::optional<double> smallestSeen() const;
    bool operator==(const Leaderboard&) const = default;
};

/// Ranks runs where they differ, and only there. The best run opens the first range of ranks; the range goes on as long
/// as the next run is not separable from its best, by the paired bootstrap over users corrected by Holm over all pairs
/// of the board; the first that is opens the next range.
///
/// Throws: Error as compareFamily(); Cancelled.
/// Cost:   compareFamily()'s for all n (n - 1) / 2 pairs.
Leaderboard makeLeaderboard(std::span<const LeaderRun> runs, std::string_view metric, const PairedOptions& options = {},
                            const JobContext& job = {});

/// The best row whose training took at most so many seconds. Null: none did.
const LeaderRow* bestWithin(const Leaderboard& board, std::span<const LeaderRun> runs, double seconds);

/// "1 to 3", "4, 5", "6"
std::string rankText(const LeaderRow& row);

/// The rows of the first range of ranks, best first.
std::span<const LeaderRow> leaders(const Leaderboard& board);

} // namespace tastescope
