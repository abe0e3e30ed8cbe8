#include "core/history/sweep_rows.h"

#include "core/history/run_paths.h"
#include "core/history/sqlite.h"

namespace tastescope {

namespace {

[[noreturn]] void failUnknown(const std::string& state)
{
    throw Error("it is in the state \"" + state + "\", which this version of the program does not know.");
}

/// The history's own words for a TrialPhase: "stopped early" has a hyphen in its files.
constexpr auto phaseNames = namedBy<TrialPhase>({{TrialPhase::Waiting, "waiting"},
                                                 {TrialPhase::Running, "running"},
                                                 {TrialPhase::Interrupted, "interrupted"},
                                                 {TrialPhase::Finished, "finished"},
                                                 {TrialPhase::EarlyStopped, "early-stopped"},
                                                 {TrialPhase::Stopped, "stopped"},
                                                 {TrialPhase::Failed, "failed"},
                                                 {TrialPhase::Diverged, "diverged"}});

SweepState sweepStateFrom(const std::string& text)
{
    if (const auto state = named<SweepState>(text))
        return *state;
    failUnknown(text);
}

TrialPhase trialPhaseFrom(const std::string& text)
{
    if (const auto phase = phaseNames.find(text))
        return *phase;
    failUnknown(text);
}

std::vector<StoredTrial> readTrials(SqliteConnection& connection, SweepId id)
{
    std::vector<StoredTrial> trials;
    SqliteStatement rows(connection, "SELECT number, options, state, rung, message, run FROM trial WHERE sweep = ?1"
                                     " ORDER BY number");
    rows.bind(number(id));
    while (rows.step()) {
        StoredTrial trial;
        trial.number = static_cast<int>(rows.whole());
        trial.optionsJson = rows.text();
        trial.state = trialPhaseFrom(rows.text());
        trial.rung = static_cast<int>(rows.whole());
        trial.message = rows.text();
        if (!rows.nextIsNull())
            trial.run = RunId{rows.whole()};
        trials.push_back(std::move(trial));
    }
    return trials;
}

/// All after the id.
void readRow(SqliteStatement& row, StoredSweep& sweep, const std::filesystem::path& workspace)
{
    for (std::string* text : {&sweep.name, &sweep.model, &sweep.spaceJson, &sweep.optionsJson})
        *text = row.text();
    sweep.state = sweepStateFrom(row.text());
    for (std::string* text : {&sweep.message, &sweep.createdAt, &sweep.endedAt, &sweep.note})
        *text = row.text();
    sweep.folder = foundPath(row.text(), workspace);
}

} // namespace

SweepId insertSweep(SqliteConnection& connection, const StoredSweep& sweep, const std::filesystem::path& workspace,
                    const std::string& process)
{
    SqliteStatement insert(connection,
                           "INSERT INTO sweep (name, model, space, options, state, message, created_at, ended_at, note,"
                           " folder, process) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    insert.bind(sweep.name).bind(sweep.model).bind(sweep.spaceJson).bind(sweep.optionsJson).bind(toText(sweep.state));
    insert.bind(sweep.message).bind(sweep.createdAt.empty() ? utcNow() : sweep.createdAt).bind(sweep.endedAt);
    insert.bind(sweep.note).bind(keptPath(sweep.folder, workspace)).bind(process).run();
    const SweepId id{connection.lastId()};
    for (const StoredTrial& trial : sweep.trials)
        writeTrial(connection, id, trial);
    return id;
}

void writeTrial(SqliteConnection& connection, SweepId id, const StoredTrial& trial)
{
    SqliteStatement insert(connection,
                           "INSERT OR REPLACE INTO trial (sweep, number, options, state, run, rung, message)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    insert.bind(number(id)).bind(trial.number).bind(trial.optionsJson).bind(phaseNames.of(trial.state));
    insert.bind(trial.run ? std::optional(number(*trial.run)) : std::nullopt)
        .bind(trial.rung)
        .bind(trial.message)
        .run();
}

ReadSweeps readSweeps(SqliteConnection& connection, const std::filesystem::path& workspace)
{
    ReadSweeps result;
    SqliteStatement rows(connection,
                         "SELECT id, name, model, space, options, state, message, created_at, ended_at, note,"
                         " folder FROM sweep ORDER BY id");
    while (rows.step()) {
        StoredSweep sweep;
        sweep.id = SweepId{rows.whole()};
        try {
            readRow(rows, sweep, workspace);
            sweep.trials = readTrials(connection, sweep.id);
            result.sweeps.push_back(std::move(sweep));
        } catch (const Error& problem) {
            result.unreadable.push_back(connection.file().string() + ": sweep " + std::to_string(number(sweep.id))
                                        + (sweep.name.empty() ? "" : " (" + sweep.name + ")") + ": " + problem.what());
        }
    }
    return result;
}

} // namespace tastescope
