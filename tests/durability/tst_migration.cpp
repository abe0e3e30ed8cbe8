#include "core/history/schema.h"
#include "core/history/sqlite.h"
#include "tests/durability/scenarios.h"

#include <cerrno>

using namespace tastescope;
using namespace tastescope::test;

/// The process ends at every call that changes a file while an old history is opened and migrated, or the disk fails
/// there: at every call with TASTESCOPE_LONG=1.
class TestMigration : public QObject
{
    Q_OBJECT

private slots:
    void interruptedAnywhereLosesNoRow_data();
    void interruptedAnywhereLosesNoRow();
    void aNewerHistoryIsNeverChanged();
};

namespace {

const fs::path fixtures = fs::path(SOURCE_ROOT) / "tests/data/history";

/// Every row of every table, but for the days of opening.
std::string rowsOf(const fs::path& file)
{
    SqliteConnection connection(file, SqliteConnection::Mode::ReadOnly);
    std::vector<std::string> tables;
    for (SqliteStatement rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
         rows.step();)
        tables.push_back(rows.text());
    std::string all = "version " + std::to_string(userVersion(connection)) + "\n";
    for (const std::string& table : tables) {
        if (table == "opened_day")
            continue;
        std::string columns;
        SqliteStatement names(connection, "SELECT name FROM pragma_table_info('" + table + "')");
        while (names.step())
            columns += (columns.empty() ? "quote(\"" : " || ',' || quote(\"") + names.text() + "\")";
        SqliteStatement rows(connection, "SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1");
        while (rows.step())
            all += table + ": " + rows.text() + "\n";
    }
    return all;
}

Models openHistory(const fs::path& workspace, const JobContext&)
{
    const RunStore store(workspace);
    return {store.isReadOnly() ? "read only" : "opened"};
}

/// The faults: one in each row.
std::vector<FaultPlan> plansAt(long call)
{
    return {{.action = FaultExitBefore, .at = call},
            {.action = FaultExitAfter, .at = call},
            {.action = FaultError, .at = call, .error = EIO},
            {.action = FaultError, .at = call, .error = EIO, .lasting = 1},
            {.action = FaultError, .at = call, .error = ENOSPC, .lasting = 1},
            {.action = FaultError, .at = call, .error = ENOSPC, .lasting = 1, .shortWrites = 1}};
}

} // namespace

void TestMigration::interruptedAnywhereLosesNoRow_data()
{
    QTest::addColumn<QString>("fixture");
    for (const char* name : {"version-1", "version-2", "version-3", "command-line-1"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestMigration::interruptedAnywhereLosesNoRow()
{
    QFETCH(QString, fixture);
    const fs::path old = fixtures / (fixture.toStdString() + ".sqlite");
    const TempFiles whole;
    fs::copy_file(old, whole.at("history.sqlite"));
    const Ending uninterrupted = enacted(openHistory, whole.folder());
    QCOMPARE(uninterrupted.text, std::string("opened\n"));
    const std::string expected = rowsOf(whole.at("history.sqlite"));
    QVERIFY(expected.starts_with("version " + std::to_string(historySteps().size()) + "\n"));
    QVERIFY(std::ranges::count(expected, '\n') > 20);

    int faults = 0;
    for (long call = 1; call <= uninterrupted.counted; ++call)
        for (const FaultPlan& plan : plansAt(call)) {
            if (plan.action == FaultError && !isLong() && call % 5 != 1)
                continue;
            const TempFiles files;
            fs::copy_file(old, files.at("history.sqlite"));
            const Ending ending = enacted(openHistory, files.folder(), plan);
            const std::string what = "call " + std::to_string(call) + ", action " + std::to_string(plan.action) + ": ";
            QVERIFY2(ending.code == 0 || ending.code == 1 || ending.code == faultExitCode, what.c_str());
            QVERIFY2(ending.code != 1 || ending.text.find(files.at("history.sqlite").string()) != std::string::npos,
                     (what + ending.text).c_str());
            faults += ending.code == 0 ? 0 : 1;
            QCOMPARE(enacted(openHistory, files.folder()).text, std::string("opened\n"));
            const std::string found = rowsOf(files.at("history.sqlite"));
            QVERIFY2(found == expected, (what + found).c_str());
            QVERIFY(RunStore(files.folder()).problems().empty());
        }
    QVERIFY(faults > 20);
    qInfo("%d faults at %ld calls", faults, uninterrupted.counted);
}

void TestMigration::aNewerHistoryIsNeverChanged()
{
    const TempFiles made;
    fs::copy_file(fixtures / "version-3.sqlite", made.at("history.sqlite"));
    {
        SqliteConnection connection(made.at("history.sqlite"), SqliteConnection::Mode::Create);
        connection.execute("PRAGMA user_version = 99; CREATE TABLE later (a); INSERT INTO later VALUES (1)");
        connection.tidyWhenClosed();
    }
    const std::string before = bytesOf(made.at("history.sqlite"));
    const Ending whole = enacted(openHistory, made.folder());
    QCOMPARE(whole.text, std::string("read only\n"));
    QVERIFY(bytesOf(made.at("history.sqlite")) == before);
    for (long call = 1; call <= whole.counted; ++call)
        for (const FaultPlan& plan : plansAt(call)) {
            const TempFiles files;
            fs::copy_file(made.at("history.sqlite"), files.at("history.sqlite"));
            enacted(openHistory, files.folder(), plan);
            QVERIFY(bytesOf(files.at("history.sqlite")) == before);
            QCOMPARE(enacted(openHistory, files.folder()).text, std::string("read only\n"));
            QVERIFY(bytesOf(files.at("history.sqlite")) == before);
        }
    QVERIFY(whole.counted > 2);
}

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
