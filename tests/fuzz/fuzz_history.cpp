// The rows of a history: each line of an input sets one value, then all is listed, shown, searched, checked, changed
// and tidied. Whatever the rows say, nothing outside the workspace changes. A line:
//
//     run 0 folder t../outside
//
// is table, row, column and value, whose first letter is its kind: text, integer, real, blob or null.
#include "core/base/json_text.h"
#include "core/experiment/user_results_file.h"
#include "core/history/run_filter.h"
#include "core/history/run_store.h"
#include "core/models/bpr/bpr_options.h"
#include "tests/fuzz/fuzz_input.h"

#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <charconv>
#include <map>
#include <sstream>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace fs = std::filesystem;

namespace {

NewRun someRun(const fs::path& folder)
{
    NewRun run;
    run.record.startedAt = "2026-11-24T08:00:00Z";
    run.record.config.dataset = "preset:tiny";
    run.record.config.model = BprOptions{.epochs = 3};
    run.record.dataset = {"tiny", "0123456789abcdef", 500, 90, 4'000};
    run.folder = folder;
    return run;
}

RunRecord someRecord()
{
    RunRecord record = someRun({}).record;
    const Estimates figures{{"mrr", {0.3, 0.2, 0.4}}, {"hit-10", {0.7, 0.6, 0.8}}};
    for (int epoch = 1; epoch <= 3; ++epoch)
        record.epochs.push_back(
            {.epoch = epoch, .trainLoss = 1.0 / epoch, .validation = {{"mrr", epoch / 10.0}, {"hit-10", 0.5}}});
    record.bestEpoch = 3;
    record.modelSha256 = "abc";
    record.validation = Evaluation{.users = 3, .positives = 4, .model = figures, .chance = figures};
    record.test = Evaluation{.part = Part::Test, .users = 3, .positives = 4, .model = figures, .chance = figures};
    return record;
}

/// Files as a run leaves them. Gives what they hold.
void writeRunFolder(const fs::path& folder)
{
    fs::create_directories(folder);
    writeFile(folder / "config.json", toText(toJson(someRun({}).record.config)));
    writeFile(folder / "record.json", toText(toJson(someRecord())));
    writeFile(folder / "model.safetensors", "a model");
    saveUserResults({{"mrr"}, {User{1}}, {1}, {0.5}}, folder / "per_user_validation.safetensors");
}

std::map<std::string, std::string> contentsOf(const fs::path& folder)
{
    std::map<std::string, std::string> contents;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        contents[entry.path().string()] = entry.is_regular_file() ? readFile(entry.path()) : "";
    return contents;
}

void execute(const fs::path& file, const char* sql)
{
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    require(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(database));
    sqlite3_close(database);
}

/// The bytes of a history of three runs, one of them in the bin, and a sweep.
std::string soundHistory(const fs::path& workspace)
{
    writeRunFolder(workspace / "r");
    {
        RunStore store(workspace);
        const RunId kept = store.add(someRun(workspace / "r"));
        store.finish(kept, someRecord());
        store.setTags(kept, {"good"});
        const RunId binned = store.add(someRun(workspace / "r"));
        store.finish(binned, someRecord());
        const RunId ids[] = {binned};
        store.remove(ids);
        const SweepId sweep = store.addSweep({.name = "s", .model = "bpr", .folder = workspace / "s"});
        NewRun trial = someRun(workspace / "s" / "1");
        trial.trial = TrialPlace{sweep, 1};
        const RunId open = store.add(trial);
        store.setTrial(sweep, {.number = 1, .state = TrialPhase::Running, .run = open});
    }
    // Opened on more days to come than the bin keeps what is in it.
    execute(workspace / "history.sqlite", "INSERT INTO opened_day WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
                                          " i + 1 FROM n LIMIT 40) SELECT date('2100-01-01', i || ' days') FROM n");
    return readFile(workspace / "history.sqlite");
}

void bindValue(sqlite3_stmt* statement, std::string_view value)
{
    const char kind = value.empty() ? 'n' : value.front();
    const std::string_view text = value.empty() ? value : value.substr(1);
    std::int64_t whole = 0;
    if (kind == 't')
        sqlite3_bind_text64(statement, 1, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    else if (kind == 'b')
        sqlite3_bind_blob64(statement, 1, text.data(), text.size(), SQLITE_TRANSIENT);
    else if (kind == 'i' && std::from_chars(text.data(), text.data() + text.size(), whole).ec == std::errc{})
        sqlite3_bind_int64(statement, 1, whole);
    else if (kind == 'r')
        sqlite3_bind_double(statement, 1, std::strtod(std::string(text).c_str(), nullptr));
    else
        sqlite3_bind_null(statement, 1);
}

/// What SQLite does not take is passed over.
void setValue(sqlite3* database, const std::string& line)
{
    std::istringstream words(line);
    std::string table;
    std::string column;
    std::size_t row = 0;
    words >> table >> row >> column;
    words.get();
    const std::string value{std::istreambuf_iterator<char>(words), {}};
    for (const std::string& name : {table, column})
        if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") != std::string::npos)
            return;
    // Rows by number, also of tables without row ids: all columns of the row are compared by their order alone.
    const std::string sql = "WITH numbered AS (SELECT *, row_number() OVER () AS n FROM " + table + ") UPDATE " + table
                            + " SET " + column + " = ?1 WHERE " + column + " IS (SELECT " + column
                            + " FROM numbered WHERE n = " + std::to_string(row % 10 + 1) + ")";
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK) {
        bindValue(statement, value);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
}

void setValues(const fs::path& file, std::string_view lines)
{
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    sqlite3_exec(database, "PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    std::istringstream text{std::string(lines)};
    int count = 0;
    for (std::string line; std::getline(text, line) && count < 50; ++count)
        setValue(database, line);
    sqlite3_close(database);
}

void look(const RunStore& store)
{
    const RunFilter filter = parseRunFilter("-tag:x mrr>=0 lr<1 dataset:tiny seconds>0 started>2020 epoch>0");
    for (const RunScope scope : {RunScope::Kept, RunScope::Bin, RunScope::All})
        for (const StoredRun& run : store.runs(scope)) {
            static_cast<void>(toText(toJson(run)));
            static_cast<void>(matches(filter, run));
            for (const char* figure : {"mrr", "loss", "test_hit-10"})
                static_cast<void>(figureOf(run, figure, {EpochChoice::Rule::Last, 0}));
            static_cast<void>(store.find(run.id));
            static_cast<void>(store.findFolder(run.folder));
            for (const Part part : {Part::Validation, Part::Test})
                refusalOf([&] { static_cast<void>(store.userResults(run.id, part)); });
        }
    static_cast<void>(store.sweeps());
    static_cast<void>(store.missingFiles());
    static_cast<void>(store.nextName(BprOptions{}));
    static_cast<void>(store.problems());
}

void change(RunStore& store)
{
    for (const StoredRun& run : store.runs(RunScope::All)) {
        const RunId ids[] = {run.id};
        refusalOf([&] { store.setTags(run.id, run.tags); });
        refusalOf([&] { store.rename(run.id, run.name()); });
        refusalOf([&] { store.dropEpochsFrom(run.id, 2); });
        refusalOf([&] { store.remove(ids); });
    }
    static_cast<void>(store.removeFailed());
    store.tidy(std::int64_t{60'000} * 24 * 60 * 60); // after all days of soundHistory(): the bin is emptied
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::string sound = soundHistory(emptyFolder("sound"));
    static const fs::path outside = scratchFolder() / "outside";
    static const auto before = (writeRunFolder(outside), contentsOf(outside));
    Input input(data, size);
    const fs::path workspace = emptyFolder("history");
    writeFile(workspace / "history.sqlite", sound);
    writeRunFolder(workspace / "r");
    setValues(workspace / "history.sqlite", input.rest());
    const std::string changed = readFile(workspace / "history.sqlite");
    refusalOf([&] { look(RunStore(workspace, HistoryAccess::ReadOnly)); });
    require(readFile(workspace / "history.sqlite") == changed, "a history that is only read is not changed");
    refusalOf([&] {
        RunStore store(workspace);
        look(store);
        change(store);
        look(store);
    });
    require(contentsOf(outside) == before, "nothing outside the workspace is touched");
    return 0;
}
