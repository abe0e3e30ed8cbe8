#include "core/history/schema.h"
#include "core/history/sqlite.h"
#include "tests/core/history/history_cases.h"

#include <sqlite3.h>

#include <QTest>

#include <array>
#include <map>
#include <random>

using namespace tastescope;

namespace fs = std::filesystem;

class TestHistoryFile : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatIsNoHistory_data();
    void refusesWhatIsNoHistory();
    void refusesATriggerAndAView();
    void refusesEveryCutLength();
    void survivesEveryFlippedByte();
    void readsANewerFileAndLeavesItAsItIs();
    void migratesStepByStep();
    void opensEveryReleasedVersion();
    void takesEveryFigureOfVersionOneAlong();
    void programsOfVersionOneReadWhatIsNew();
    void beginsAnewInAnEmptyFile();
    void explainsAFolderThatCannotBeWritten();
    void explainsAFolderThatCannotBeMade();
    void readOnlyChangesNothing();
    void findsItsFolderFromTheEnvironment();
};

namespace {

/// As another program would: without our protections.
void execute(const fs::path& file, const char* sql)
{
    sqlite3* database = nullptr;
    sqlite3_open(file.c_str(), &database);
    sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
    sqlite3_close(database);
}

/// A small history that was closed well.
std::string soundHistory(const TempFiles& files)
{
    {
        RunStore store(files.at("sound"));
        const RunId id = store.add(sampleRun(files.at("sound/r"), "a run"));
        store.finish(id, sampleRecord(3));
    }
    return bytesOf(files.at("sound/history.sqlite"));
}

/// As somebody without rights, in a child: root may write everywhere.
template<typename Work>
int asNobody(const Work& work)
{
    return inChild([&work] {
        constexpr unsigned nobody = 65'534;
        if (getuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
            return 97;
        return work();
    });
}

} // namespace

void TestHistoryFile::refusesWhatIsNoHistory_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    const TempFiles files;
    execute(files.at("plain"), "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
    execute(files.at("marked"), "PRAGMA application_id = 77; CREATE TABLE t (a)");
    const auto read = [&files](const char* name) { return QByteArray::fromStdString(bytesOf(files.at(name))); };
    QTest::newRow("text") << QByteArray("dear diary,\n") << "does not begin as an SQLite file";
    QTest::newRow("long text") << QByteArray(10'000, 'x') << "does not begin as an SQLite file";
    QTest::newRow("header alone") << read("plain").left(60) << "does not begin as an SQLite file";
    QTest::newRow("foreign database") << read("plain") << "of another program";
    QTest::newRow("marked by another program") << read("marked") << "of another program";
}

void TestHistoryFile::refusesWhatIsNoHistory()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const TempFiles files;
    const fs::path file = files.write("history.sqlite", bytes.toStdString());
    const std::string refusal = refusalOf<HistoryRefused>(files.folder());
    QVERIFY2(QString::fromStdString(refusal).contains(words), refusal.c_str());
    QCOMPARE(QByteArray::fromStdString(bytesOf(file)), bytes);
    QCOMPARE(std::distance(fs::directory_iterator(files.folder()), {}), 1); // nothing beside it either
}

void TestHistoryFile::refusesATriggerAndAView()
{
    for (const char* rigged : {"CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END",
                               "CREATE VIEW v AS SELECT load_extension('x')", "DROP INDEX run_by_sweep",
                               "CREATE VIRTUAL TABLE v USING fts5(a)"}) {
        const TempFiles files;
        soundHistory(files);
        execute(files.at("sound/history.sqlite"), rigged);
        const std::string before = bytesOf(files.at("sound/history.sqlite"));
        const std::string refusal = refusalOf<HistoryRefused>(files.at("sound"));
        QVERIFY2(refusal.find("is not as this program makes it") != std::string::npos, rigged);
        QVERIFY(bytesOf(files.at("sound/history.sqlite")) == before);
    }
}

void TestHistoryFile::refusesEveryCutLength()
{
    const TempFiles files;
    const std::string sound = soundHistory(files);
    for (std::size_t length = 1; length < sound.size(); length += length < 200 ? 37 : 1'111) {
        const fs::path file = files.write("cut/history.sqlite", sound.substr(0, length));
        QVERIFY2(!refusalOf<HistoryRefused>(files.at("cut")).empty(), std::to_string(length).c_str());
        QCOMPARE(bytesOf(file).size(), length);
        fs::remove_all(files.at("cut"));
    }
}

void TestHistoryFile::survivesEveryFlippedByte()
{
    const TempFiles files;
    const std::string sound = soundHistory(files);
    std::mt19937 draws(7);
    int refused = 0;
    for (std::size_t at = 0; at < sound.size(); at += 1 + draws() % 400) {
        std::string flipped = sound;
        flipped[at] = static_cast<char>(flipped[at] ^ static_cast<char>(1 << draws() % 8));
        const fs::path file = files.write("flipped/history.sqlite", flipped);
        if (!refusalOf(files.at("flipped")).empty()) {
            ++refused;
            QVERIFY(bytesOf(file) == flipped);
        }
        fs::remove_all(files.at("flipped"));
    }
    QVERIFY(refused > 10); // the rest are flips in texts and in pages nobody uses
}

void TestHistoryFile::readsANewerFileAndLeavesItAsItIs()
{
    const TempFiles files;
    soundHistory(files);
    const fs::path file = files.at("sound/history.sqlite");
    execute(file, "PRAGMA user_version = 99; ALTER TABLE run ADD COLUMN mood TEXT; CREATE TABLE later (a)");
    const std::string before = bytesOf(file);
    {
        RunStore store(files.at("sound"));
        QVERIFY(store.isReadOnly());
        QVERIFY2(store.readOnlyReason().find("newer version") != std::string::npos, store.readOnlyReason().c_str());
        QCOMPARE(store.runs().at(0).name(), std::string("a run"));
        QVERIFY_EXCEPTION_THROWN(store.rename(store.runs().at(0).id, "x"), HistoryNotWritten);
    }
    QVERIFY(bytesOf(file) == before);
}

void TestHistoryFile::migratesStepByStep()
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
void TestHistoryFile::opensEveryReleasedVersion()
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

/// One cell a figure: run, epoch, metric, value, as version 1 kept them in columns.
std::map<std::tuple<std::int64_t, std::int64_t, std::string>, double> figuresOfVersionOne(const fs::path& file)
{
    std::map<std::tuple<std::int64_t, std::int64_t, std::string>, double> cells;
    SqliteConnection connection(file, SqliteConnection::Mode::ReadOnly);
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

// The file was left by the command line of version 1: three models, one stopped whose best epoch was not its last, and a
// sweep with halving.
void TestHistoryFile::takesEveryFigureOfVersionOneAlong()
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

void TestHistoryFile::programsOfVersionOneReadWhatIsNew()
{
    const TempFiles files;
    soundHistory(files);
    const auto cells = figuresOfVersionOne(files.at("sound/history.sqlite"));
    QCOMPARE(cells.size(), std::size_t(3 * 5));
    QCOMPARE(cells.at({1, 2, "hit-10"}), sampleEpoch(2).validation.find("hit-10").value());
}

void TestHistoryFile::beginsAnewInAnEmptyFile()
{
    const TempFiles files;
    files.write("history.sqlite", ""); // killed before the first byte
    QVERIFY(RunStore(files.folder()).runs().empty());
    const TempFiles others;
    execute(others.at("history.sqlite"), "PRAGMA journal_mode = WAL"); // killed before the tables
    QVERIFY(RunStore(others.folder()).runs().empty());
}

void TestHistoryFile::explainsAFolderThatCannotBeWritten()
{
    const TempFiles files;
    soundHistory(files);
    const fs::path folder = files.at("sound");
    fs::permissions(files.folder(), fs::perms(0755));
    fs::permissions(folder / "history.sqlite", fs::perms(0444));
    fs::permissions(folder, fs::perms(0555));
    const std::string before = bytesOf(folder / "history.sqlite");
    QCOMPARE(asNobody([&folder] {
                 RunStore store(folder);
                 if (!store.isReadOnly() || store.readOnlyReason().find("cannot be written") == std::string::npos)
                     return 1;
                 if (store.runs().at(0).name() != "a run")
                     return 2;
                 try {
                     store.rename(store.runs().at(0).id, "x");
                     return 3;
                 } catch (const HistoryNotWritten&) {
                     return 0;
                 }
             }),
             0);
    QVERIFY(bytesOf(folder / "history.sqlite") == before);
    fs::permissions(folder, fs::perms(0755));
    QCOMPARE(std::distance(fs::directory_iterator(folder), {}), 1);
}

void TestHistoryFile::explainsAFolderThatCannotBeMade()
{
    const TempFiles files;
    files.write("file", "");
    const std::string refusal = refusalOf(files.at("file/workspace"));
    QVERIFY2(refusal.find("cannot be made") != std::string::npos, refusal.c_str());
    fs::permissions(files.folder(), fs::perms(0555));
    QCOMPARE(asNobody([&files] { return refusalOf(files.folder()).empty() ? 1 : 0; }), 0);
    fs::permissions(files.folder(), fs::perms(0755));
    QVERIFY(!fs::exists(files.at("history.sqlite")));
}

void TestHistoryFile::readOnlyChangesNothing()
{
    const TempFiles files;
    QVERIFY_EXCEPTION_THROWN(RunStore(files.at("none"), HistoryAccess::ReadOnly), Error);
    QVERIFY(!fs::exists(files.at("none")));
    const std::string before = soundHistory(files);
    {
        RunStore store(files.at("sound"), HistoryAccess::ReadOnly);
        QCOMPARE(store.runs().size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN(store.removeFailed(), HistoryNotWritten);
    }
    QVERIFY(bytesOf(files.at("sound/history.sqlite")) == before);
}

void TestHistoryFile::findsItsFolderFromTheEnvironment()
{
    const QByteArray home = qgetenv("HOME");
    qputenv("XDG_DATA_HOME", "/data");
    QCOMPARE(defaultWorkspaceFolder(), fs::path("/data/tastescope"));
    qputenv("XDG_DATA_HOME", "relative"); // the specification says to ignore it
    qputenv("HOME", "/home/x");
    QCOMPARE(defaultWorkspaceFolder(), fs::path("/home/x/.local/share/tastescope"));
    qunsetenv("XDG_DATA_HOME");
    qunsetenv("HOME");
    QVERIFY_EXCEPTION_THROWN(defaultWorkspaceFolder(), Error);
    qputenv("HOME", home);
}

QTEST_GUILESS_MAIN(TestHistoryFile)
#include "tst_history_file.moc"
