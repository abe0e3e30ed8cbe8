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

/// Remembers a day ("2026-11-29") on which the history was opened.
void noteDay(SqliteConnection& connection, const std::string& day);
bool wasOpenedOn(SqliteConnection& connection, const std::string& day);

/// Runs in the bin since before `moment`, and on `days` later days on which the history was opened. A clock that was
/// wrong once makes one such day; a history that nobody opens keeps what it has.
std::vector<RunId> binnedBefore(SqliteConnection& connection, const std::string& moment, int days);

/// The runs kept in the folder itself, and those of a sweep that is. `folder` as the history keeps it.
std::vector<RunId> runsOfFolder(SqliteConnection& connection, const std::string& folder);

/// A folder was renamed: whatever the history keeps in it is at the new place. Both as the history keeps them.
void movePaths(SqliteConnection& connection, const std::string& from, const std::string& to);

/// Deletes the runs for good, first the files they wrote themselves when these lie inside the workspace and no other
/// run is kept in the very folder. What anybody else put there stays.
void purgeRuns(SqliteConnection& connection, std::span<const RunId> ids, const std::filesystem::path& workspace);

/// The processes that runs and sweeps say they are held by, but that have ended.
std::vector<std::string> goneProcesses(SqliteConnection& connection);

/// What those processes held becomes interrupted. Returns the runs.
std::vector<RunId> markInterrupted(SqliteConnection& connection, std::span<const std::string> processes);

} // namespace tastescope
