// Histories that somebody made: they cost little and touch nothing but themselves.
#include "core/history/sqlite.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/cost.h"

#include <QTest>

#include <cstring>
#include <map>
#include <optional>

using namespace tastescope;

namespace fs = std::filesystem;

class TestHostileHistory : public QObject
{
    Q_OBJECT

private slots:
    void aSchemaWithoutAnEndIsRefused();
    void aStatementWithoutAnEndIsGivenUp();
    void muchHonestWorkIsDone();
    void noValueMakesItWriteElsewhere_data();
    void noValueMakesItWriteElsewhere();
};

namespace {

constexpr std::size_t pageBytes = 4096;

void putBigEndian(std::string& page, std::size_t at, std::uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        page[at + static_cast<std::size_t>(i)] = static_cast<char>(value >> (8 * (bytes - 1 - i)));
}

/// A leaf page of a table: one row, which says that an index is there that is there anyway.
std::string schemaLeaf()
{
    const std::string name = "sqlite_autoindex_run_option_1";
    const std::string table = "run_option";
    const auto serial = [](const std::string& text) { return static_cast<char>(13 + 2 * text.size()); };
    const std::string types{char(6), serial("index"), serial(name), serial(table), char(1), char(0)};
    const std::string record = types + "index" + name + table + char(2);
    const std::string cell = std::string{static_cast<char>(record.size()), char(1)} + record;
    std::string page(pageBytes, '\0');
    page[0] = 0x0D;
    putBigEndian(page, 3, 1, 2); // cells
    putBigEndian(page, 5, static_cast<std::uint32_t>(pageBytes - cell.size()), 2);
    putBigEndian(page, 8, static_cast<std::uint32_t>(pageBytes - cell.size()), 2);
    page.replace(pageBytes - cell.size(), cell.size(), cell);
    return page;
}

/// A page of a table's tree above the leaves, with these pages below it; its header begins at `at`.
std::string branch(const std::vector<std::uint32_t>& below, std::size_t at = 0)
{
    std::string page(pageBytes, '\0');
    constexpr std::size_t cellBytes = 5;
    const std::size_t cells = below.size() - 1;
    const std::size_t begin = pageBytes - cells * cellBytes;
    page[at] = 0x05;
    putBigEndian(page, at + 3, static_cast<std::uint32_t>(cells), 2);
    putBigEndian(page, at + 5, static_cast<std::uint32_t>(begin), 2);
    putBigEndian(page, at + 8, below.back(), 4);
    for (std::size_t i = 0; i < cells; ++i) {
        putBigEndian(page, at + 12 + 2 * i, static_cast<std::uint32_t>(begin + i * cellBytes), 2);
        putBigEndian(page, begin + i * cellBytes, below[i], 4);
        page[begin + i * cellBytes + 4] = 1;
    }
    return page;
}

/// The history with a schema that has every page below it five hundred times, five levels down: SQLite would read its
/// rows for thousands of years before anybody can look at them.
std::string withEndlessSchema(std::string file)
{
    auto pages = static_cast<std::uint32_t>(file.size() / pageBytes);
    std::string root = file.substr(0, pageBytes);
    const bool isLeaf = root[100] == 0x0D;
    std::vector<std::uint32_t> first; // the rows there were
    if (isLeaf) {
        std::string moved = root;
        moved.erase(0, 100);
        moved.insert(8 + 2 * static_cast<std::size_t>(static_cast<unsigned char>(moved[4])), 100, '\0');
        file += moved;
        first.push_back(++pages);
    } else {
        std::uint32_t last = 0;
        for (std::size_t i = 0; i < 4; ++i)
            last = last << 8 | static_cast<unsigned char>(root[108 + i]);
        const auto cells = static_cast<std::size_t>(static_cast<unsigned char>(root[104]));
        for (std::size_t i = 0; i < cells; ++i) {
            const std::size_t cell = static_cast<std::size_t>(static_cast<unsigned char>(root[112 + 2 * i])) << 8
                                     | static_cast<unsigned char>(root[113 + 2 * i]);
            std::uint32_t child = 0;
            for (std::size_t b = 0; b < 4; ++b)
                child = child << 8 | static_cast<unsigned char>(root[cell + b]);
            first.push_back(child);
        }
        first.push_back(last);
    }
    file += schemaLeaf();
    ++pages;
    for (int level = 0; level < 5; ++level) {
        file += branch(std::vector<std::uint32_t>(500, pages));
        ++pages;
    }
    first.push_back(pages);
    std::string top = branch(first, 100);
    top.replace(0, 100, root.substr(0, 100));
    putBigEndian(top, 28, pages, 4);
    return file.replace(0, pageBytes, top);
}

} // namespace

void TestHostileHistory::aSchemaWithoutAnEndIsRefused()
{
    const TempFiles files;
    const std::string forged = withEndlessSchema(soundHistory(files));
    files.write("h/history.sqlite", forged);
    const Cost cost;
    const std::string refusal = refusalOf<HistoryRefused>(files.at("h"));
    QVERIFY2(refusal.find("more work than a file of its size") != std::string::npos, refusal.c_str());
    QCOMPARE(cost.beyond(60, 64), QString());
    QVERIFY(bytesOf(files.at("h/history.sqlite")) == forged);
}

void TestHostileHistory::aStatementWithoutAnEndIsGivenUp()
{
    const TempFiles files;
    SqliteConnection connection(files.at("a.sqlite"), SqliteConnection::Mode::Create);
    SqliteStatement endless(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                        " SELECT count(*) FROM n");
    const Cost cost;
    QVERIFY_EXCEPTION_THROWN(endless.step(), HistoryRefused);
    QCOMPARE(cost.beyond(60, 64), QString());
    connection.execute("CREATE TABLE t (a)"); // the file can be used as before
    QCOMPARE(connection.changes(), 0);
}

/// The work of one statement is counted for itself, and what a file of its size needs is not too much.
void TestHostileHistory::muchHonestWorkIsDone()
{
    const TempFiles files;
    SqliteConnection connection(files.at("a.sqlite"), SqliteConnection::Mode::Create);
    for (int i = 0; i < 20; ++i) {
        SqliteStatement numbers(connection, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT"
                                            " 500000) SELECT count(*) FROM n");
        QVERIFY(numbers.step());
        QCOMPARE(numbers.whole(), 500'000);
    }
}

void TestHostileHistory::noValueMakesItWriteElsewhere_data()
{
    QTest::addColumn<QString>("value"); // as SQL writes it
    for (const char* value :
         {"'../outside'", "'%1/outside'", "'r/../../outside'", "'.'", "'..'", "'/'", "''", "x'00ff2f'",
          "9223372036854775807", "-1", "1e308", "NULL", "'finished'", "'running'", "'x 1 1'"})
        QTest::newRow(value) << QString::fromLatin1(value);
}

/// Every value in each column, in all rows of it: the history is opened, its bin emptied, and all of it read.
void TestHostileHistory::noValueMakesItWriteElsewhere()
{
    QFETCH(QString, value);
    const TempFiles files;
    const std::string sound = soundHistory(files);
    for (const char* name : {"config.json", "record.json", "model.safetensors", "strange.txt"})
        files.write(std::string("outside/") + name, name);
    const auto outside = [&] {
        std::map<fs::path, std::string> contents;
        for (const auto& entry : fs::recursive_directory_iterator(files.at("outside")))
            contents[entry.path()] = bytesOf(entry.path());
        return contents;
    };
    const auto before = outside();
    QCOMPARE(before.size(), std::size_t(4));
    // Opened on more days than the bin keeps what is in it: the next opening empties it.
    const std::string binned = "PRAGMA foreign_keys = OFF; UPDATE run SET deleted_at = '2001-01-01T00:00:00Z';"
                               "INSERT INTO opened_day WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                               " LIMIT 40) SELECT date('2002-01-01', i || ' days') FROM n;";
    const auto runsLeft = [&](const std::string& sql) -> std::optional<std::size_t> {
        files.write("h/history.sqlite", sound);
        try { // what a table does not take stays as it was
            SqliteConnection(files.at("h/history.sqlite"), SqliteConnection::Mode::Create).execute(binned + sql);
        } catch (const Error&) {
        }
        try {
            const RunStore store(files.at("h"));
            static_cast<void>(store.problems());
            static_cast<void>(store.missingFiles());
            return store.runs(RunScope::All).size();
        } catch (const Error&) { // in words
            return std::nullopt;
        }
    };
    QCOMPARE(runsLeft({}), std::optional(std::size_t(0)));
    const std::string sql = (value.contains("%1") ? value.arg(files.folder().c_str()) : value).toStdString();
    for (const char* column : {"run.folder", "run.state", "run.process", "run.deleted_at", "run.config", "run.name",
                               "run.provenance", "run.validation", "run.best_epoch", "run.sweep", "run.trial",
                               "artifact.path", "artifact.kind", "artifact.bytes", "run_epoch.epoch",
                               "run_epoch.train_loss", "run_epoch_figure.metric", "run_option.value", "run_tag.tag"}) {
        fs::remove_all(files.at("h"));
        const std::string table(column, std::strchr(column, '.'));
        runsLeft("UPDATE OR IGNORE " + table + " SET " + (column + table.size() + 1) + " = " + sql);
        QVERIFY2(outside() == before, column);
    }
}

QTEST_GUILESS_MAIN(TestHostileHistory)
#include "tst_hostile_history.moc"
