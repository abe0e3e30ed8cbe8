#include "tests/core/history/history_cases.h"

#include <sqlite3.h>

#include <QTest>

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
