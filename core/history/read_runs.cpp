#include "core/experiment/evaluation_json.h"
#include "core/history/run_paths.h"
#include "core/history/run_rows.h"
#include "core/history/sqlite.h"
#include "core/io/native/provenance_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace tastescope {

namespace {

std::optional<Evaluation> readEvaluationOf(SqliteStatement& row, const std::string& file)
{
    if (row.nextIsNull()) {
        row.skip();
        return std::nullopt;
    }
    const Json json = parseJson(row.text(), file);
    return readEvaluation(JsonObject(json, file));
}

std::optional<Refit> readRefitOf(SqliteStatement& row, const std::string& file)
{
    if (row.nextIsNull()) {
        row.skip();
        return std::nullopt;
    }
    const Json json = parseJson(row.text(), file);
    return readRefit(JsonObject(json, file));
}

std::optional<RunOrigin> readOriginOf(SqliteStatement& row, const std::string& file)
{
    if (row.nextIsNull()) {
        row.skip();
        return std::nullopt;
    }
    const Json json = parseJson(row.text(), file);
    return readRunOrigin(JsonObject(json, file));
}

Provenance readProvenance(const std::string& text, const std::string& file)
{
    const Json json = parseJson(text, file);
    return provenanceFrom(JsonObject(json, file));
}

void readPlace(SqliteStatement& row, StoredRun& run)
{
    if (row.nextIsNull())
        return;
    const SweepId sweep{row.whole()};
    run.trial = TrialPlace{sweep, static_cast<int>(row.whole())};
}

/// The columns after the id.
StoredRun readRow(SqliteStatement& row, RunId id, const std::filesystem::path& workspace, const std::string& file)
{
    StoredRun run;
    RunRecord& record = run.record;
    run.id = id;
    const std::string name = row.text();
    run.slot = static_cast<int>(std::clamp<std::int64_t>(row.whole(), 0, 5));
    run.state = parseName<StoredState>("state", row.text());
    record.message = row.text();
    record.config = readRunConfig(parseJson(row.text(), file), file);
    record.config.name = name;
    record.environment.program = row.text();
    record.environment.compiler = row.text();
    record.environment.threads = static_cast<int>(row.whole());
    record.dataset.name = row.text();
    record.dataset.hash = row.text();
    record.dataset.users = row.whole();
    record.dataset.items = row.whole();
    record.dataset.trainPositives = row.whole();
    run.provenance = readProvenance(row.text(), file);
    record.startedAt = row.text();
    run.endedAt = row.text();
    run.seedGroup = row.text();
    run.note = row.text();
    record.bestEpoch = static_cast<int>(row.whole());
    record.seconds = row.real();
    record.peakRssMb = row.real();
    record.modelSha256 = row.text();
    record.validation = readEvaluationOf(row, file);
    record.test = readEvaluationOf(row, file);
    record.refit = readRefitOf(row, file);
    run.folder = foundPath(row.text(), workspace);
    run.deletedAt = row.text();
    run.origin = readOriginOf(row, file);
    readPlace(row, run);
    if (run.state == StoredState::Stopped)
        record.state = RunState::Stopped;
    else if (run.state == StoredState::Failed)
        record.state = RunState::Failed;
    else if (run.state == StoredState::Diverged)
        record.state = RunState::Diverged;
    return run;
}

EpochFinished readEpochRow(SqliteStatement& row)
{
    EpochFinished epoch;
    epoch.epoch = static_cast<int>(row.whole());
    epoch.trainLoss = row.real();
    for (double* value : {&epoch.trainSeconds, &epoch.evaluateSeconds, &epoch.saveSeconds, &epoch.samplesPerSecond,
                          &epoch.learningRate})
        *value = row.real();
    epoch.isBest = row.whole() != 0;
    return epoch;
}

/// Calls each(run, row) for rows of another table that belong to the runs in question.
template<typename Each>
void forRowsOf(SqliteConnection& connection, const std::string& columns, const std::string& order,
               const RunQuery& query, std::vector<StoredRun>& runs, const Each& each)
{
    std::map<std::int64_t, StoredRun*> byId;
    for (StoredRun& run : runs)
        byId[number(run.id)] = &run;
    SqliteStatement rows(connection, "SELECT run, " + columns + " WHERE run IN (SELECT id FROM run WHERE " + query.where
                                         + ") ORDER BY run, " + order);
    if (query.parameter)
        rows.bind(*query.parameter);
    while (rows.step())
        if (const auto found = byId.find(rows.whole()); found != byId.end())
            each(*found->second, rows);
}

/// Figures come as rows, those of an epoch one after the other; most epochs have the same ones.
class EpochFigures
{
public:
    void add(EpochFinished& epoch, std::string name, double value)
    {
        if (m_epoch != &epoch)
            finish();
        m_epoch = &epoch;
        m_names.push_back(std::move(name));
        m_values.push_back(value);
    }

    void finish()
    {
        if (!m_epoch)
            return;
        if (m_names != m_found)
            learn();
        std::vector<double> values(m_values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = m_values[m_order[i]];
        m_epoch->validation = Figures(m_sorted, std::move(values));
        m_epoch = nullptr;
        m_names.clear();
        m_values.clear();
    }

private:
    /// In the order of the table of metrics, not of the alphabet.
    void learn()
    {
        m_found = m_names;
        std::vector<std::string> sorted = m_names;
        sortByMetric(sorted);
        m_order.clear();
        for (const std::string& name : sorted)
            m_order.push_back(static_cast<std::size_t>(std::ranges::find(m_found, name) - m_found.begin()));
        m_sorted = std::make_shared<const std::vector<std::string>>(std::move(sorted));
    }

    EpochFinished* m_epoch = nullptr;
    std::vector<std::string> m_names;
    std::vector<double> m_values;
    std::vector<std::string> m_found; ///< the names of the epoch before
    FigureNames m_sorted;             ///< the same in their order
    std::vector<std::size_t> m_order; ///< place in m_found by place in m_sorted
};

/// Of the epochs that are there already.
void readFigures(SqliteConnection& connection, const RunQuery& query, std::vector<StoredRun>& runs)
{
    EpochFigures figures;
    std::vector<EpochFinished>* epochs = nullptr;
    std::size_t place = 0;
    forRowsOf(connection, "epoch, metric, value FROM run_epoch_figure", "epoch, metric", query, runs,
              [&](StoredRun& run, SqliteStatement& row) {
                  if (epochs != &run.record.epochs)
                      place = 0;
                  epochs = &run.record.epochs;
                  const std::int64_t epoch = row.whole();
                  while (place < epochs->size() && (*epochs)[place].epoch < epoch)
                      ++place;
                  if (place < epochs->size() && (*epochs)[place].epoch == epoch) {
                      std::string name = row.text();
                      figures.add((*epochs)[place], std::move(name), row.real());
                  }
              });
    figures.finish();
}

} // namespace

ReadRuns readRuns(SqliteConnection& connection, const std::filesystem::path& workspace, const RunQuery& query)
{
    ReadRuns result;
    SqliteStatement rows(connection,
                         "SELECT id, name, slot, state, message, config, program, compiler, threads, dataset_name,"
                         " dataset_hash, dataset_users, dataset_items, dataset_positives, provenance, started_at,"
                         " ended_at, seed_group, note, best_epoch, seconds, peak_rss_mb, model_sha256, validation,"
                         " test, refit, folder, deleted_at, origin, sweep, trial FROM run WHERE "
                             + query.where + " ORDER BY id");
    if (query.parameter)
        rows.bind(*query.parameter);
    while (rows.step()) {
        const RunId id{rows.whole()};
        const std::string place = connection.file().string() + ": run " + std::to_string(number(id));
        try {
            result.runs.push_back(readRow(rows, id, workspace, place));
        } catch (const BadInput& problem) {
            result.unreadable.emplace_back(problem.what());
        } catch (const Error& problem) {
            result.unreadable.push_back(place + ": " + problem.what());
        }
    }
    forRowsOf(connection,
              "epoch, train_loss, train_seconds, evaluate_seconds, save_seconds, samples_per_second, learning_rate,"
              " is_best FROM run_epoch",
              "epoch", query, result.runs,
              [](StoredRun& run, SqliteStatement& row) { run.record.epochs.push_back(readEpochRow(row)); });
    readFigures(connection, query, result.runs);
    forRowsOf(connection, "tag FROM run_tag", "tag", query, result.runs,
              [](StoredRun& run, SqliteStatement& row) { run.tags.push_back(row.text()); });
    return result;
}

std::vector<Artifact> readArtifacts(SqliteConnection& connection, RunId id, const std::filesystem::path& workspace)
{
    std::vector<Artifact> artifacts;
    SqliteStatement rows(connection, "SELECT kind, path, bytes, sha256 FROM artifact WHERE run = ?1 ORDER BY kind");
    rows.bind(number(id));
    while (rows.step()) {
        Artifact artifact;
        artifact.kind = rows.text();
        artifact.path = foundPath(rows.text(), workspace);
        artifact.bytes = rows.whole();
        artifact.sha256 = rows.text();
        artifacts.push_back(std::move(artifact));
    }
    return artifacts;
}

} // namespace tastescope
