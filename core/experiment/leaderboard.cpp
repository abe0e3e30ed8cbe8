#include "core/experiment/leaderboard.h"

#include "core/evaluation/matched_users.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tastescope {

namespace {

/// Marks what nothing cheaper equals. Rows are best first, so a row stands on the frontier when it is cheaper than all
/// before it; of two that are as good and as cheap the first one does.
void markFrontier(std::vector<LeaderRow>& rows, std::span<const LeaderRun> runs, double LeaderRun::*cost,
                  bool LeaderRow::*mark)
{
    double least = std::numeric_limits<double>::infinity();
    for (LeaderRow& row : rows) {
        row.*mark = runs[row.run].*cost < least;
        least = std::min(least, runs[row.run].*cost);
    }
}

std::vector<LeaderRow> byFigure(const MatchedUsers& matched)
{
    std::vector<LeaderRow> rows;
    rows.reserve(matched.runs());
    for (std::size_t run = 0; run < matched.runs(); ++run)
        rows.push_back({.run = run, .figure = estimateMean(matched.values(run))});
    std::ranges::stable_sort(rows, std::greater(), [](const LeaderRow& row) { return row.figure.value; });
    return rows;
}

void setRanks(Leaderboard& board)
{
    std::size_t first = 0;
    for (std::size_t row = 1; row <= board.rows.size(); ++row) {
        if (row < board.rows.size() && board.pair(board.rows[first].run, board.rows[row].run)->tied)
            continue;
        for (std::size_t tied = first; tied < row; ++tied) {
            board.rows[tied].rankLow = static_cast<int>(first) + 1;
            board.rows[tied].rankHigh = static_cast<int>(row);
        }
        first = row;
    }
}

} // namespace

const PairedComparison* Leaderboard::pair(std::size_t a, std::size_t b) const
{
    const auto found = std::ranges::find(pairs, RunPair{a, b});
    return found == pairs.end() ? nullptr : &results[static_cast<std::size_t>(found - pairs.begin())];
}

std::optional<double> Leaderboard::smallestSeen() const
{
    std::optional<double> smallest;
    for (const PairedComparison& result : results)
        if (!result.tied)
            smallest =
                std::min(smallest.value_or(std::numeric_limits<double>::infinity()), std::abs(result.difference));
    return smallest;
}

Leaderboard makeLeaderboard(std::span<const LeaderRun> runs, std::string_view metric, const PairedOptions& options,
                            const JobContext& job)
{
    Leaderboard board;
    board.metric = metric;
    if (runs.empty())
        return board;
    MatchedUsers matched{board.metric};
    std::vector<const UserResults*> results;
    results.reserve(runs.size());
    for (const LeaderRun& run : runs) {
        matched.add(*run.results);
        results.push_back(run.results);
    }
    matched.requireAny();
    board.users = std::ssize(matched.users());
    board.rows = byFigure(matched);
    for (std::size_t a = 0; a < board.rows.size(); ++a)
        for (std::size_t b = a + 1; b < board.rows.size(); ++b)
            board.pairs.push_back({board.rows[a].run, board.rows[b].run});
    board.results = compareFamily(results, board.pairs, metric, options, job);
    setRanks(board);
    markFrontier(board.rows, runs, &LeaderRun::seconds, &LeaderRow::isBestForTime);
    markFrontier(board.rows, runs, &LeaderRun::memoryMb, &LeaderRow::isBestForMemory);
    return board;
}

const LeaderRow* bestWithin(const Leaderboard& board, std::span<const LeaderRun> runs, double seconds)
{
    const auto found =
        std::ranges::find_if(board.rows, [&](const LeaderRow& row) { return runs[row.run].seconds <= seconds; });
    return found == board.rows.end() ? nullptr : &*found;
}

std::string rankText(const LeaderRow& row)
{
    if (row.rankLow == row.rankHigh)
        return std::to_string(row.rankLow);
    return std::to_string(row.rankLow) + (row.rankHigh == row.rankLow + 1 ? ", " : " to ")
           + std::to_string(row.rankHigh);
}

std::span<const LeaderRow> leaders(const Leaderboard& board)
{
    return board.rows.empty() ? std::span<const LeaderRow>()
                              : std::span(board.rows).first(static_cast<std::size_t>(board.rows.front().rankHigh));
}

} // namespace tastescope
