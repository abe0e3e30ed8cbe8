#include "core/history/schema.h"
#include "core/history/sqlite.h"
#include "tests/core/history/history_cases.h"

#include <QTest>

#include <array>
#include <map>

using namespace tastescope;

namespace fs = std::filesystem;

class TestHistoryVersions : public QObject
{
    Q_OBJECT

private slots:
    void migratesStepByStep();
    void opensEveryReleasedVersion();
    void takesEveryFigureOfVersionOneAlong();
    void programsOfVersionOneReadWhatIsNew();
};

namespace {

/// One cell a figure: run, epoch, metric, value, as version 1 kept them in columns.
std::map<std::tuple<std::int64_t, std::int64_t, std::string>, double> figuresOfVersionOne(const fs::path& file)
{
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, double> cells;
    SqliteConnection connection(file, SqliteConnection::Mode::Immutable);
    SqliteStatement rows(connection, "SELECT run, epoch, mrr, hit_1, hit_5, hit_10, ndcg_10 FROM run_epoch"
                                     " WHERE validated");
    while (rows.step()) {
        const std::int64_t run = rows.whole();
        const std::int64_t epoch = rows.whole();
        for (const char* name : {"mrr", "hit-1", "hit-5", "hit-10", "ndcg-10"})
            cells[{run, epoch, name}] = rows.real();
    }
    return cells;
}

} // namespace

void TestHistoryVersions::migratesStepByStep()
{
    constexpr std::array<std::string_view, 3> steps{"CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y",
                                                    "INSERT INTO a VALUES (1, 2); SELECT broken"};
    const TempFiles files;
    SqliteConnection connection(files.at("h"), SqliteConnection::Mode::Create);
    migrate(connection, std::span(steps).first(1));
    QCOMPARE(userVersion(connection), 1);
    connection.execute("INSERT INTO a VALUES (5)");
    QVERIFY_EXCEPTION_THROWN(migrate(connection, steps), Error); // the third step fails
    QCOMPARE(userVersion(connection), 2);                        // the second one stands
    SqliteStatement rows(connection, "SELECT count(*), sum(x) FROM a WHERE y IS NULL");
    QVERIFY(rows.step());
    QCOMPARE(rows.whole(), 1); // nothing of the third
    QCOMPARE(rows.whole(), 5);
    QCOMPARE(schemaDifference(connection, steps), std::string());
}

// To make the file of a new version: TASTESCOPE_WRITE_FIXTURE=1, once, before it is released.
void TestHistoryVersions::opensEveryReleasedVersion()
{
    const fs::path fixtures = fs::path(SOURCE_ROOT) / "tests/data/history";
    const TempFiles files;
    if (qEnvironmentVariableIsSet("TASTESCOPE_WRITE_FIXTURE")) {
        soundHistory(files);
        fs::copy_file(files.at("sound/history.sqlite"),
                      fixtures / ("version-" + std::to_string(historySteps().size()) + ".sqlite"));
    }
    for (std::size_t version = 1; version <= historySteps().size(); ++version) {
        const fs::path folder = files.at("v" + std::to_string(version));
        fs::create_directories(folder);
        fs::copy_file(fixtures / ("version-" + std::to_string(version) + ".sqlite"), folder / "history.sqlite");
        const RunStore store(folder);
        QVERIFY(!store.isReadOnly());
        const StoredRun run = store.runs().at(0);
        QCOMPARE(run.name(), std::string("a run"));
        QCOMPARE(run.folder, folder / "r");
        QCOMPARE(run.record.epochs.size(), std::size_t(3));
        QVERIFY(sameEpoch(run.record.epochs[2], sampleEpoch(3)));
        QVERIFY(run.record.test == sampleRecord(3).test);
        QVERIFY(store.problems().empty());
    }
}

// The file was left by the command line of version 1: three models, one stopped whose best epoch was not its last, and
// a sweep with halving.
void TestHistoryVersions::takesEveryFigureOfVersionOneAlong()
{
    const TempFiles files;
    const fs::path fixture = fs::path(SOURCE_ROOT) / "tests/data/history/command-line-1.sqlite";
    fs::copy_file(fixture, files.at("history.sqlite"));
    const auto expected = figuresOfVersionOne(files.at("history.sqlite"));
    const RunStore store(files.folder());
    QVERIFY(store.problems().empty());
    const std::vector<StoredRun> runs = store.runs();
    QCOMPARE(runs.size(), std::size_t(7));
    std::size_t found = 0;
    for (const StoredRun& run : runs) {
        QCOMPARE(run.record.validation && run.record.test, run.state == StoredState::Finished);
        QCOMPARE(bestEpochNumber(run.record.epochs), run.record.bestEpoch); // as version 1 decided it
        for (const EpochFinished& epoch : run.record.epochs) {
            QCOMPARE(epoch.validation.size(), std::size_t(5));
            QVERIFY(std::ranges::equal(epoch.validation.names(), *watchedFigures()));
            for (const std::string& name : epoch.validation.names())
                QCOMPARE(epoch.validation.find(name).value(), expected.at({number(run.id), epoch.epoch, name}));
            found += epoch.validation.size();
        }
    }
    QCOMPARE(found, expected.size());
    QVERIFY(found > 0);
}

void TestHistoryVersions::programsOfVersionOneReadWhatIsNew()
{
    const TempFiles files;
    soundHistory(files);
    const auto cells = figuresOfVersionOne(files.at("sound/history.sqlite"));
    QCOMPARE(cells.size(), std::size_t(3 * 5));
    QCOMPARE(cells.at({1, 2, "hit-10"}), sampleEpoch(2).validation.find("hit-10").value());
}

QTEST_GUILESS_MAIN(TestHistoryVersions)
#include "tst_history_versions.moc"
