#pragma once

#include "core/history/stored_run.h"

namespace tastescope {

class SqliteConnection;

// The rows of runs. Whoever calls holds the transaction.

/// Which runs a query means; `parameter` stands for ?1 where the words have one.
struct RunQuery
{
    std::string where = "1";
    std::optional<std::int64_t> parameter = {};
};

/// What could not be read is left out and named in `unreadable`: a newer program may have written it.
struct ReadRuns
{
    std::vector<StoredRun> runs; ///< by id
    std::vector<std::string> unreadable;
};

RunId insertRun(SqliteConnection& connection, const StoredRun& run, const std::filesystem::path& workspace,
                const std::string& process);
void writeEpoch(SqliteConnection& connection, RunId id, const EpochFinished& epoch);

/// What a run ended with: state, message, epochs, best epoch, seconds, figures. Not its config.
void writeRecord(SqliteConnection& connection, RunId id, const RunRecord& record);
void writeTags(SqliteConnection& connection, RunId id, std::vector<std::string> tags);
void writeArtifacts(SqliteConnection& connection, RunId id, const std::vector<Artifact>& artifacts,
                    const std::filesystem::path& workspace);

ReadRuns readRuns(SqliteConnection& connection, const std::filesystem::path& workspace, const RunQuery& query = {});
std::vector<Artifact> readArtifacts(SqliteConnection& connection, RunId id, const std::filesystem::path& workspace);

/// The least used of the six colour slots, the first of equals.
int freeSlot(SqliteConnection& connection);

/// "bpr-08": one more than the highest number a run of that model ever had.
std::string nextRunName(SqliteConnection& connection, const ModelOptions& options);

} // namespace tastescope
