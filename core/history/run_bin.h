#pragma once

#include "core/history/stored_run.h"

#include <span>

namespace tastescope {

class SqliteConnection;

// The bin and what is put right at opening. Whoever calls holds the transaction.

/// Throws: Error for a run that is not there, or is being trained.
void moveToBin(SqliteConnection& connection, std::span<const RunId> ids);
void takeFromBin(SqliteConnection& connection, std::span<const RunId> ids);

/// Failed runs, and diverged or interrupted ones without a finished epoch, that are not in the bin.
std::vector<RunId> failedRuns(SqliteConnection& connection);

/// Runs in the bin since before `moment`.
std::vector<RunId> binnedBefore(SqliteConnection& connection, const std::string& moment);

/// Deletes the runs for good, first their folders when these lie inside the workspace and no other run is kept there.
void purgeRuns(SqliteConnection& connection, std::span<const RunId> ids, const std::filesystem::path& workspace);

/// The processes that runs and sweeps say they are held by, but that have ended.
std::vector<std::string> goneProcesses(SqliteConnection& connection);

/// What those processes held becomes interrupted. Returns the runs.
std::vector<RunId> markInterrupted(SqliteConnection& connection, std::span<const std::string> processes);

} // namespace tastescope
