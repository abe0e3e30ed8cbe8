#include "core/base/json_line.h"
#include "core/experiment/evaluation_json.h"
#include "core/history/run_paths.h"
#include "core/history/run_rows.h"
#include "core/history/sqlite.h"
#include "core/io/native/provenance_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

std::optional<std::string> lineOf(const std::optional<Evaluation>& evaluation)
{
    return evaluation ? std::optional(toLine(toJson(*evaluation))) : std::nullopt;
}

void writeOptions(SqliteConnection& connection, RunId id, const ModelOptions& options)
{
    SqliteStatement insert(connection, "INSERT INTO run_option (run, name, value) VALUES (?1, ?2, ?3)");
    for (const OptionInfo& info : optionInfos(options)) {
        insert.bind(number(id)).bind(info.name);
        std::visit([&insert](const auto& value) { insert.bind(value); }, readOption(options, info.name));
        insert.run();
    }
}

} // namespace

RunId insertRun(SqliteConnection& connection, const StoredRun& run, const std::filesystem::path& workspace,
                const std::string& process)
{
    const RunRecord& record = run.record;
    SqliteStatement insert(connection,
                           "INSERT INTO run (name, slot, state, message, model, config, program, compiler, threads,"
                           " dataset_name, dataset_hash, dataset_users, dataset_items, dataset_positives, provenance,"
                           " started_at, ended_at, seed_group, note, best_epoch, seconds, peak_rss_mb, model_sha256,"
                           " validation, test, folder, sweep, trial, process, deleted_at, origin)"
                           " VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, '', ?16,"
                           " '', 0, 0, 0, '', NULL, NULL, ?17, ?18, ?19, ?20, '', ?21)");
    insert.bind(run.name()).bind(run.slot).bind(toText(run.state)).bind(modelName(run.model()));
    insert.bind(toLine(toJson(record.config)));
    insert.bind(record.environment.program).bind(record.environment.compiler).bind(record.environment.threads);
    insert.bind(record.dataset.name).bind(record.dataset.hash).bind(record.dataset.users).bind(record.dataset.items);
    insert.bind(record.dataset.trainPositives).bind(toLine(toJson(run.provenance))).bind(record.startedAt);
    insert.bind(run.origin ? "" : seedGroupOf(record.config, record.dataset)).bind(keptPath(run.folder, workspace));
    insert.bind(run.trial ? std::optional(number(run.trial->sweep)) : std::nullopt);
    insert.bind(run.trial ? std::optional(run.trial->trial) : std::nullopt).bind(process);
    insert.bind(run.origin ? std::optional(toLine(toJson(*run.origin))) : std::nullopt).run();
    const RunId id{connection.lastId()};
    if (!run.origin)
        writeOptions(connection, id, run.model());
    return id;
}

void writeEpoch(SqliteConnection& connection, RunId id, const EpochFinished& epoch)
{
    SqliteStatement insert(connection,
                           "INSERT OR REPLACE INTO run_epoch (run, epoch, train_loss, validated, mrr, hit_1, hit_5,"
                           " hit_10, ndcg_10, train_seconds, evaluate_seconds, save_seconds, samples_per_second,"
                           " learning_rate, is_best)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    insert.bind(number(id)).bind(epoch.epoch).bind(epoch.trainLoss).bind(!epoch.validation.isEmpty());
    for (const char* figure : {"mrr", "hit-1", "hit-5", "hit-10", "ndcg-10"}) // read by programs of version 1 alone
        insert.bind(epoch.validation.find(figure));
    insert.bind(epoch.trainSeconds).bind(epoch.evaluateSeconds).bind(epoch.saveSeconds).bind(epoch.samplesPerSecond);
    insert.bind(epoch.learningRate).bind(epoch.isBest).run();
    SqliteStatement figure(connection,
                           "INSERT INTO run_epoch_figure (run, epoch, metric, value) VALUES (?1, ?2, ?3, ?4)");
    for (std::size_t i = 0; i < epoch.validation.size(); ++i)
        if (const double value = epoch.validation.values()[i]; !std::isnan(value))
            figure.bind(number(id)).bind(epoch.epoch).bind(epoch.validation.names()[i]).bind(value).run();
}

void writeRecord(SqliteConnection& connection, RunId id, const RunRecord& record)
{
    SqliteStatement update(connection,
                           "UPDATE run SET state = ?2, message = ?3, best_epoch = ?4, seconds = ?5, peak_rss_mb = ?6,"
                           " model_sha256 = ?7, validation = ?8, test = ?9, ended_at = ?10, process = '', program ="
                           " ?11, compiler = ?12, threads = ?13, started_at = ?14, refit = ?15 WHERE id = ?1");
    update.bind(number(id)).bind(toText(record.state)).bind(record.message).bind(record.bestEpoch);
    update.bind(record.seconds).bind(record.peakRssMb).bind(record.modelSha256);
    update.bind(lineOf(record.validation)).bind(lineOf(record.test)).bind(utcNow());
    update.bind(record.environment.program).bind(record.environment.compiler).bind(record.environment.threads);
    update.bind(record.startedAt);
    update.bind(record.refit ? std::optional(toLine(toJson(*record.refit))) : std::nullopt).run();
    if (connection.changes() == 0)
        throw Error("There is no run " + std::to_string(number(id)) + " in " + connection.file().string() + ".");
    SqliteStatement forget(connection, "DELETE FROM run_epoch WHERE run = ?1");
    forget.bind(number(id)).run();
    for (const EpochFinished& epoch : record.epochs)
        writeEpoch(connection, id, epoch);
}

void writeTags(SqliteConnection& connection, RunId id, std::vector<std::string> tags)
{
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    std::erase(tags, "");
    SqliteStatement forget(connection, "DELETE FROM run_tag WHERE run = ?1");
    forget.bind(number(id)).run();
    SqliteStatement insert(connection, "INSERT INTO run_tag (run, tag) VALUES (?1, ?2)");
    for (const std::string& tag : tags)
        insert.bind(number(id)).bind(tag).run();
}

void writeArtifacts(SqliteConnection& connection, RunId id, const std::vector<Artifact>& artifacts,
                    const std::filesystem::path& workspace)
{
    SqliteStatement forget(connection, "DELETE FROM artifact WHERE run = ?1");
    forget.bind(number(id)).run();
    SqliteStatement insert(connection,
                           "INSERT INTO artifact (run, kind, path, bytes, sha256) VALUES (?1, ?2, ?3, ?4, ?5)");
    for (const Artifact& artifact : artifacts)
        insert.bind(number(id))
            .bind(artifact.kind)
            .bind(keptPath(artifact.path, workspace))
            .bind(artifact.bytes)
            .bind(artifact.sha256)
            .run();
}

int freeSlot(SqliteConnection& connection)
{
    SqliteStatement slots(connection, "WITH RECURSIVE slots (slot) AS (VALUES (0) UNION ALL SELECT slot + 1 FROM slots"
                                      " WHERE slot < 5)"
                                      " SELECT slots.slot FROM slots LEFT JOIN run ON run.slot = slots.slot AND"
                                      " run.deleted_at = '' GROUP BY slots.slot ORDER BY count(run.id), slots.slot");
    slots.step();
    return static_cast<int>(slots.whole());
}

std::string nextRunName(SqliteConnection& connection, const ModelOptions& options)
{
    const std::string prefix = std::string(runNamePrefix(options)) + "-";
    SqliteStatement names(connection, "SELECT name FROM run WHERE substr(name, 1, length(?1)) = ?1");
    names.bind(prefix);
    long highest = 0;
    while (names.step()) {
        const std::string digits = names.text().substr(prefix.size());
        if (!digits.empty() && digits.size() < 9
            && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
            highest = std::max(highest, std::stol(digits));
    }
    const std::string text = std::to_string(highest + 1);
    return prefix + (text.size() < 2 ? "0" : "") + text;
}

} // namespace tastescope
