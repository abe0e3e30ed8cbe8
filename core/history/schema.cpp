#include "core/history/schema.h"

#include "core/history/sqlite.h"

#include <array>
#include <map>

namespace tastescope {

namespace {

// Reals are NULL for not-a-number. Paths inside the workspace are relative to it.
constexpr std::string_view versionOne = R"(
CREATE TABLE sweep (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    model TEXT NOT NULL,
    space TEXT NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    note TEXT NOT NULL,
    folder TEXT NOT NULL,
    process TEXT NOT NULL
) STRICT;
CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    slot INTEGER NOT NULL,
    state TEXT NOT NULL,
    message TEXT NOT NULL,
    model TEXT NOT NULL,
    config TEXT NOT NULL,
    program TEXT NOT NULL,
    compiler TEXT NOT NULL,
    threads INTEGER NOT NULL,
    dataset_name TEXT NOT NULL,
    dataset_hash TEXT NOT NULL,
    dataset_users INTEGER NOT NULL,
    dataset_items INTEGER NOT NULL,
    dataset_positives INTEGER NOT NULL,
    provenance TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    seed_group TEXT NOT NULL,
    note TEXT NOT NULL,
    best_epoch INTEGER NOT NULL,
    seconds REAL,
    peak_rss_mb REAL,
    model_sha256 TEXT NOT NULL,
    validation TEXT,
    test TEXT,
    folder TEXT NOT NULL,
    sweep INTEGER REFERENCES sweep (id) ON DELETE SET NULL,
    trial INTEGER,
    process TEXT NOT NULL,
    deleted_at TEXT NOT NULL
) STRICT;
CREATE INDEX run_by_seed_group ON run (seed_group);
CREATE INDEX run_by_sweep ON run (sweep, trial);
CREATE TABLE run_option (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value ANY NOT NULL,
    PRIMARY KEY (run, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_option_by_value ON run_option (name, value);
CREATE TABLE run_tag (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (run, tag)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_epoch (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    train_loss REAL,
    validated INTEGER NOT NULL,
    mrr REAL,
    hit_1 REAL,
    hit_5 REAL,
    hit_10 REAL,
    ndcg_10 REAL,
    train_seconds REAL,
    evaluate_seconds REAL,
    save_seconds REAL,
    samples_per_second REAL,
    learning_rate REAL,
    is_best INTEGER NOT NULL,
    PRIMARY KEY (run, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE artifact (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (run, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE trial (
    sweep INTEGER NOT NULL REFERENCES sweep (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    options TEXT NOT NULL,
    state TEXT NOT NULL,
    run INTEGER REFERENCES run (id) ON DELETE SET NULL,
    rung INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (sweep, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX trial_by_run ON trial (run);
)";

// Figures are rows, whatever was measured. What programs of version 1 read of them stays in run_epoch, too.
constexpr std::string_view versionTwo = R"(
CREATE TABLE run_epoch_figure (
    run INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    metric TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (run, epoch, metric),
    FOREIGN KEY (run, epoch) REFERENCES run_epoch (run, epoch) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO run_epoch_figure
    SELECT run, epoch, 'mrr', mrr FROM run_epoch WHERE validated AND mrr IS NOT NULL
    UNION ALL SELECT run, epoch, 'hit-1', hit_1 FROM run_epoch WHERE validated AND hit_1 IS NOT NULL
    UNION ALL SELECT run, epoch, 'hit-5', hit_5 FROM run_epoch WHERE validated AND hit_5 IS NOT NULL
    UNION ALL SELECT run, epoch, 'hit-10', hit_10 FROM run_epoch WHERE validated AND hit_10 IS NOT NULL
    UNION ALL SELECT run, epoch, 'ndcg-10', ndcg_10 FROM run_epoch WHERE validated AND ndcg_10 IS NOT NULL;
)";

// The days on which the history was opened, in UTC: the bin is not emptied by the clock alone, which may be wrong.
constexpr std::string_view versionThree = R"(
CREATE TABLE opened_day (
    day TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
)";

// On how many days the history had been opened when the run went into the bin: a clock that was behind on that day does
// not make it look old.
constexpr std::string_view versionFour = R"(
ALTER TABLE run ADD COLUMN deleted_after INTEGER NOT NULL DEFAULT 0;
UPDATE run SET deleted_after = (SELECT count(*) FROM opened_day WHERE day <= substr(deleted_at, 1, 10))
    WHERE deleted_at <> '';
)";

// What training again on train + validation gave; NULL: it was not asked for.
constexpr std::string_view versionFive = R"(
ALTER TABLE run ADD COLUMN refit TEXT;
)";

// Where a run that another program trained comes from; NULL: it was trained here.
constexpr std::string_view versionSix = R"(
ALTER TABLE run ADD COLUMN origin TEXT;
)";

/// One step, unless somebody else took it since. Returns the version afterwards.
int stepOnce(SqliteConnection& connection, std::span<const std::string_view> steps)
{
    SqliteTransaction transaction(connection);
    const int version = userVersion(connection);
    if (version < 0 || version >= static_cast<int>(steps.size()))
        return version;
    connection.execute(std::string(steps[static_cast<std::size_t>(version)]));
    connection.execute("PRAGMA application_id = " + std::to_string(historyApplicationId));
    connection.execute("PRAGMA user_version = " + std::to_string(version + 1));
    transaction.commit();
    return version + 1;
}

std::map<std::string, std::string> schemaOf(SqliteConnection& connection)
{
    std::map<std::string, std::string> texts;
    SqliteStatement rows(connection, "SELECT type || ' ' || name, sql FROM sqlite_schema ORDER BY 1");
    while (rows.step()) {
        std::string name = rows.text();
        texts.emplace(std::move(name), rows.text());
    }
    return texts;
}

} // namespace

std::span<const std::string_view> historySteps()
{
    static constexpr std::array steps{versionOne, versionTwo, versionThree, versionFour, versionFive, versionSix};
    return steps;
}

int userVersion(SqliteConnection& connection)
{
    SqliteStatement version(connection, "PRAGMA user_version");
    version.step();
    return static_cast<int>(version.whole());
}

void migrate(SqliteConnection& connection, std::span<const std::string_view> steps)
{
    int version = userVersion(connection);
    while (version >= 0 && version < static_cast<int>(steps.size()))
        version = stepOnce(connection, steps);
}

std::string schemaDifference(SqliteConnection& connection, std::span<const std::string_view> steps)
{
    SqliteConnection ours("a new history", SqliteConnection::Mode::Memory);
    const auto version = static_cast<std::size_t>(userVersion(connection));
    migrate(ours, steps.first(std::min(version, steps.size())));
    const auto expected = schemaOf(ours);
    const auto found = schemaOf(connection);
    for (const auto& [name, sql] : found)
        if (!expected.contains(name) || expected.at(name) != sql)
            return name;
    for (const auto& [name, sql] : expected)
        if (!found.contains(name))
            return name;
    return {};
}

} // namespace tastescope
