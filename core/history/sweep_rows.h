#pragma once

#include "core/history/stored_sweep.h"

namespace tastescope {

class SqliteConnection;

// The rows of sweeps. Whoever calls holds the transaction.

SweepId insertSweep(SqliteConnection& connection, const StoredSweep& sweep, const std::filesystem::path& workspace,
                    const std::string& process);
void writeTrial(SqliteConnection& connection, SweepId id, const StoredTrial& trial);

/// What could not be read is left out and named in `unreadable`, as in ReadRuns.
struct ReadSweeps
{
    std::vector<StoredSweep> sweeps; ///< by id
    std::vector<std::string> unreadable;
};

ReadSweeps readSweeps(SqliteConnection& connection, const std::filesystem::path& workspace);

} // namespace tastescope
