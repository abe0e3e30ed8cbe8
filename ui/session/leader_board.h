#pragma once

#include "core/evaluation/paired_comparison.h"
#include "core/experiment/leader_choice.h"
#include "core/experiment/leaderboard.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

namespace tastescope::ui {

/// A run that may stand on the leaderboard, as it was when the question was asked.
struct LeaderCandidate
{
    int id = 0;
    QString name;
    std::string model; ///< SHA-256 of the model that was measured
    RunConfig config;
    std::filesystem::path folder;
    DatasetFacts data;
    std::int64_t users = 0; ///< it was measured on
    double seconds = 0;     ///< of training
    std::int64_t bytes = 0; ///< training takes at its peak beside the data, as estimated, as on Compare; 0: not known
    Estimates chance;
};

/// How many runs are not on it, and why.
struct LeadersLeftOut
{
    std::map<OffBoard, int> reasons;
    int unlookedFor = 0; ///< hidden, or not what is searched for
    int trials = 0;      ///< of a sweep whose best trial stands for it
    int beyond = 0;      ///< alike, but not among the best that are ranked
    int unreadable = 0;  ///< the results of their users are gone

    bool operator==(const LeadersLeftOut&) const = default;
};

struct LeaderQuestion
{
    std::vector<LeaderCandidate> runs; ///< best first
    std::string metric;
    UserSet users;                           ///< of the slice
    std::optional<LeaderCandidate> baseline; ///< what each is held against; measured alike
    LeadersLeftOut leftOut = {};
};

/// A run on it with all that is told of it.
struct LeaderEntry
{
    LeaderCandidate run;
    Estimates figures = {};                          ///< of the users of the scope
    std::int64_t users = 0;                          ///< of the scope that were measured
    std::optional<PairedComparison> toBaseline = {}; ///< of this pair alone, as the Runs dock has it
};

/// Which run is best, and really: of the users of a scope.
struct LeaderAnswer
{
    std::string metric;
    UserSet users;
    std::vector<LeaderEntry> entries; ///< in no order: board.rows has it
    std::vector<LeaderRun> costs;     ///< an entry each, its results left out
    Leaderboard board;
    QString baseline; ///< name; empty: there is none
    int baselineId = 0;
    LeadersLeftOut leftOut;
    double seconds = 0; ///< of the bootstrap

    const LeaderEntry& entry(const LeaderRow& row) const { return entries[row.run]; }
    /// Null: it was not reached in the time.
    const LeaderRow* bestWithin(double seconds) const { return tastescope::bestWithin(board, costs, seconds); }
};

/// Reads each user's results from the folders of the runs; those that cannot be read are counted.
/// Throws: Error when no user of the scope is measured in all of them; Cancelled.
/// Cost:   makeLeaderboard()'s, and a bootstrap a run for the baseline.
LeaderAnswer rankLeaders(LeaderQuestion question, const JobContext& job);

/// "2 not finished, 3 measured on other lists"; empty: none.
QString leftOutWords(const LeadersLeftOut& leftOut);

} // namespace tastescope::ui
