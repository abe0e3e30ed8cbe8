#include "core/base/error.h"
#include "core/io/native/native_file.h"
#include "tests/support/cost.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace tastescope;

namespace fs = std::filesystem;

/// The native file gives back what was written, and never anything else.
class TestNativeFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(20, 64), QString()); }
    void roundTripIsEqual();
    void everyCutIsSeen();
    void everyFlippedByteIsSeen();
    void everyAddedByteIsSeen();
    void forgedSizesTakeNoMemory();
    void otherVersionsSayWhatToDo_data();
    void otherVersionsSayWhatToDo();
    void withoutTimesOlderProgramsReadIt();
    void filesOfVersionOneStayAsTheyAre_data();
    void filesOfVersionOneStayAsTheyAre();
    void otherFilesAreNoDatasets();
    void cancelledSaveKeepsTheOldFile();

private:
    fs::path in(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    Cost m_cost;
};

namespace {

/// Two users, three items, four tracks: every part in use.
Dataset smallDataset()
{
    DatasetParts parts;
    parts.name = "small";
    parts.nouns = {"playlist", "track"};
    parts.provenance.format = "generated";
    parts.provenance.sources = {{"a.csv", 12, "00ff"}};
    parts.provenance.options = {{"seed", "7"}, {"seed", "8"}};
    parts.provenance.counts = {{"dropped", 3}};
    parts.provenance.seed = 0xFFFF'FFFF'FFFF'FFFFULL;
    parts.provenance.seconds = 0.1;
    parts.users = IdTable({"007", "7"});
    parts.items.ids = IdTable({"a", "b", "c"});
    parts.items.titles = {"Ä", "", "line\nbreak"};
    parts.items.details = {"", "x", ""};
    parts.tracks.ids = IdTable({"t0", "t1", "t2", "t3"});
    parts.library = BinaryMatrix<User, Track>::fromPairs(2, 4, {{User{0}, Track{1}}, {User{1}, Track{3}}});
    using Likes = BinaryMatrix<User, Item>;
    parts.split.train = Likes::fromPairs(2, 3, {{User{0}, Item{0}}});
    parts.split.validation = Likes::fromPairs(2, 3, {{User{0}, Item{1}}});
    parts.split.test = Likes::fromPairs(2, 3, {{User{0}, Item{2}}});
    parts.split.cold = Likes::fromPairs(2, 3, {{User{1}, Item{2}}});
    parts.owned = Likes::fromPairs(2, 3, {{User{1}, Item{0}}});
    parts.itemTracks = BinaryMatrix<Item, Track>::fromPairs(3, 4, {{Item{0}, Track{0}}, {Item{2}, Track{3}}});
    parts.sequences = {3, {0, 4, 5}, {Item{2}, Item{0}, Item{1}, Item{0}, Item{2}}, {-1, 7, 7, 1LL << 40, 3}};
    parts.exploration = {0.25F, 0.5F};
    parts.givenTest = EvaluationLists{{{User{0}, Item{2}}}, {0, 1}, {Item{1}}};
    parts.unseenItems = IdTable({"d", "e"});
    return Dataset(std::move(parts));
}

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes)
{
    fs::remove(path); // a file cut and written again is flushed by some file systems, which takes its time
    std::ofstream(path, std::ios::binary) << bytes;
}

bool isRefused(const fs::path& path)
{
    try {
        loadDataset(path);
        return false;
    } catch (const BadInput&) {
        return true;
    }
}

} // namespace

void TestNativeFile::roundTripIsEqual()
{
    const Dataset written = smallDataset();
    saveDataset(written, in("a.taste"));
    QVERIFY(isNativeFile(in("a.taste")));

    const auto read = loadDataset(in("a.taste"));

    const DatasetParts& before = written.parts();
    const DatasetParts& after = read->parts();
    QCOMPARE(read->hash(), written.hash());
    QVERIFY(after.name == before.name && after.nouns == before.nouns && after.provenance == before.provenance);
    QVERIFY(after.users.names() == before.users.names() && after.items.ids.names() == before.items.ids.names());
    QVERIFY(after.items.titles == before.items.titles && after.items.details == before.items.details);
    QVERIFY(after.library == before.library && after.owned == before.owned && after.itemTracks == before.itemTracks);
    QVERIFY(after.split.train == before.split.train && after.split.cold == before.split.cold);
    QVERIFY(after.exploration == before.exploration && after.sequences == before.sequences);
    QVERIFY(after.unseenItems.names() == before.unseenItems.names());
    QVERIFY(!after.givenValidation && after.givenTest == before.givenTest);

    saveDataset(*read, in("b.taste"));
    QVERIFY(contents(in("a.taste")) == contents(in("b.taste")));
}

void TestNativeFile::everyCutIsSeen()
{
    saveDataset(smallDataset(), in("whole.taste"));
    const std::string bytes = contents(in("whole.taste"));
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        write(in("cut.taste"), bytes.substr(0, length));
        QVERIFY2(isRefused(in("cut.taste")), qPrintable(QStringLiteral("cut at %1").arg(length)));
    }
}

void TestNativeFile::everyFlippedByteIsSeen()
{
    saveDataset(smallDataset(), in("whole.taste"));
    std::string bytes = contents(in("whole.taste"));
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (const int mask : {0x01, 0xFF}) {
            const char old = bytes[at];
            bytes[at] = static_cast<char>(old ^ mask);
            write(in("flipped.taste"), bytes);
            bytes[at] = old;
            QVERIFY2(isRefused(in("flipped.taste")), qPrintable(QStringLiteral("byte %1, mask %2").arg(at).arg(mask)));
        }
}

void TestNativeFile::everyAddedByteIsSeen()
{
    saveDataset(smallDataset(), in("whole.taste"));
    const std::string bytes = contents(in("whole.taste"));
    for (std::size_t at = 0; at <= bytes.size(); at += 7) {
        write(in("longer.taste"), bytes.substr(0, at) + '\0' + bytes.substr(at));
        QVERIFY2(isRefused(in("longer.taste")), qPrintable(QStringLiteral("byte added at %1").arg(at)));
    }
}

void TestNativeFile::forgedSizesTakeNoMemory()
{
    saveDataset(smallDataset(), in("whole.taste"));
    std::string bytes = contents(in("whole.taste"));
    // Every 8 bytes in turn become 2^63 and 2^64 - 1: counts, sizes and offsets are among them. A reader that believed
    // one would end with bad_alloc or length_error, which isRefused() does not catch.
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 4)
        for (const char* forged : {"\0\0\0\0\0\0\0\x80", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}) {
            std::string copy = bytes;
            copy.replace(at, 8, std::string(forged, 8));
            if (copy == bytes)
                continue;
            write(in("forged.taste"), copy);
            QVERIFY2(isRefused(in("forged.taste")), qPrintable(QStringLiteral("forged at %1").arg(at)));
        }
}

void TestNativeFile::otherVersionsSayWhatToDo_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("word");
    QTest::newRow("newer") << nativeVersion + 1 << QStringLiteral("a newer Tastescope wrote it");
    QTest::newRow("much newer") << 200 << QStringLiteral("a newer Tastescope wrote it");
    QTest::newRow("older") << oldestNativeVersion - 1 << QStringLiteral("no longer reads it");
}

void TestNativeFile::otherVersionsSayWhatToDo()
{
    QFETCH(int, version);
    QFETCH(QString, word);
    saveDataset(smallDataset(), in("other.taste"));
    std::string bytes = contents(in("other.taste"));
    bytes[8] = static_cast<char>(version);
    write(in("other.taste"), bytes);
    try {
        loadDataset(in("other.taste"));
        QFAIL("another version was read");
    } catch (const BadInput& error) {
        const QString text = QString::fromUtf8(error.what());
        QVERIFY2(text.contains(word) && text.contains(QStringLiteral("version %1").arg(version)), error.what());
    }
}

void TestNativeFile::withoutTimesOlderProgramsReadIt()
{
    DatasetParts parts = smallDataset().parts();
    parts.sequences = {};
    saveDataset(Dataset(std::move(parts)), in("old.taste"));
    QCOMPARE(static_cast<int>(contents(in("old.taste"))[8]), 1);
    parts = smallDataset().parts();
    parts.unseenItems = {};
    saveDataset(Dataset(std::move(parts)), in("timed.taste"));
    QCOMPARE(static_cast<int>(contents(in("timed.taste"))[8]), 2);
    saveDataset(smallDataset(), in("new.taste"));
    QCOMPARE(static_cast<int>(contents(in("new.taste"))[8]), 3);
}

void TestNativeFile::filesOfVersionOneStayAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("hash");
    // Made by the program of version 1 (commit b6290ea); it printed these hashes.
    QTest::newRow("a leave-one-out split with its negatives") << "split-1.taste"
                                                              << "1b7ec059bda291b8";
    QTest::newRow("playlists with owners") << "playlists-1.taste"
                                           << "1a4f8c84a8ceca2f";
}

void TestNativeFile::filesOfVersionOneStayAsTheyAre()
{
    QFETCH(QString, name);
    QFETCH(QString, hash);
    const fs::path fixture = fs::path(SOURCE_ROOT "/tests/data/taste") / name.toStdString();
    const auto dataset = loadDataset(fixture);
    QCOMPARE(QString::fromStdString(dataset->hash()), hash);
    QVERIFY(!dataset->hasTimes());
    saveDataset(*dataset, in("again.taste"));
    QVERIFY(contents(in("again.taste")) == contents(fixture));
}

void TestNativeFile::otherFilesAreNoDatasets()
{
    write(in("ratings.csv"), "user,item\na,b\n");
    write(in("empty.taste"), "");
    QVERIFY(!isNativeFile(in("ratings.csv")));
    QVERIFY(!isNativeFile(in("empty.taste")));
    QVERIFY(!isNativeFile(in("missing.taste")));
    QVERIFY(!isNativeFile(in(".")));
    QVERIFY(isRefused(in("ratings.csv")));
    QVERIFY(isRefused(in("missing.taste")));
}

void TestNativeFile::cancelledSaveKeepsTheOldFile()
{
    write(in("old.taste"), "old");
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(saveDataset(smallDataset(), in("old.taste"), {.stop = stop.get_token()}), Cancelled);
    QCOMPARE(QString::fromStdString(contents(in("old.taste"))), QStringLiteral("old"));
    const auto files = std::distance(fs::directory_iterator(in(".")), fs::directory_iterator());
    saveDataset(smallDataset(), in("old.taste"));
    QCOMPARE(std::distance(fs::directory_iterator(in(".")), fs::directory_iterator()), files); // no temporary was left
}

QTEST_GUILESS_MAIN(TestNativeFile)
#include "tst_native_file.moc"
