#pragma once

#include "core/history/stored_sweep.h"

namespace tastescope {

class SqliteConnection;

// The rows of sweeps. Whoever calls holds the transaction.

SweepId insertSweep(SqliteConnection& connection, const StoredSweep& sweep, const std::filesystem::path& workspace,
                    const std::string& process);
void writeTrial(SqliteConnection& connection, SweepId id, const StoredTrial& trial);

/// Throws: Error for a state this version does not know.
std::vector<StoredSweep> readSweeps(SqliteConnection& connection, const std::filesystem::path& workspace);

} // namespace tastescope
