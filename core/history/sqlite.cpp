#include "core/history/sqlite.h"

#include "core/base/ascii.h"
#include "core/base/error.h"

#include <sqlite3.h>

#include <cstring>
#include <limits>
#include <mutex>
#include <set>
#include <utility>

namespace tastescope {

namespace {

/// "/a b/c?.sqlite" as the path of an URI.
std::string uriOf(const std::filesystem::path& file, const char* query)
{
    std::string uri = "file:";
    for (const char c : file.string()) {
        constexpr char digits[] = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = isAsciiLetter(c) || isAsciiDigit(c) || std::strchr("/._-", c) != nullptr;
        if (plain)
            uri += c;
        else
            uri += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return uri + query;
}

/// Every file this process has open, once for each connection.
struct OpenFiles
{
    std::mutex mutex;
    std::multiset<std::filesystem::path> paths;
};

OpenFiles& openFiles()
{
    static OpenFiles files;
    return files;
}

} // namespace

bool SqliteConnection::isOpenHere(const std::filesystem::path& file)
{
    const std::filesystem::path path = std::filesystem::weakly_canonical(file);
    const std::scoped_lock lock(openFiles().mutex);
    return openFiles().paths.contains(path);
}

SqliteConnection::SqliteConnection(std::filesystem::path file, Mode mode)
    : m_file(std::move(file)),
      m_openAs(mode == Mode::Memory ? std::filesystem::path() : std::filesystem::weakly_canonical(m_file))
{
    const int access = mode == Mode::Create   ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                       : mode == Mode::Memory ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
                                              : SQLITE_OPEN_READONLY;
    const std::string name =
        mode == Mode::Memory ? ":memory:" : uriOf(m_file, mode == Mode::Immutable ? "?immutable=1" : "");
    const int code =
        sqlite3_open_v2(name.c_str(), &m_database, access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    try {
        if (code != SQLITE_OK)
            fail(code, "cannot be opened");
        harden();
    } catch (...) {
        sqlite3_close_v2(m_database); // no destructor runs when a constructor throws
        throw;
    }
    if (mode == Mode::Memory)
        return;
    const std::scoped_lock lock(openFiles().mutex);
    openFiles().paths.insert(m_openAs);
}

SqliteConnection::~SqliteConnection()
{
    sqlite3_close_v2(m_database);
    const std::scoped_lock lock(openFiles().mutex);
    if (const auto found = openFiles().paths.find(m_openAs); found != openFiles().paths.end())
        openFiles().paths.erase(found);
}

void SqliteConnection::harden()
{
    sqlite3_extended_result_codes(m_database, 1);
    sqlite3_busy_timeout(m_database, sqliteBusyMilliseconds);
    for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                        {SQLITE_DBCONFIG_DQS_DDL, 0},
                                        {SQLITE_DBCONFIG_DQS_DML, 0},
                                        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                                        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}})
        sqlite3_db_config(m_database, option, value, nullptr);
    limit();
    execute("PRAGMA mmap_size = 0");
    execute("PRAGMA cell_size_check = ON");
    execute("PRAGMA temp_store = MEMORY");
    execute("PRAGMA synchronous = FULL");
}

void SqliteConnection::tidyWhenClosed()
{
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

bool SqliteConnection::isReadOnly() const
{
    return sqlite3_db_readonly(m_database, "main") != 0;
}

void SqliteConnection::execute(const std::string& sql)
{
    beginWork();
    if (const int code = sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK)
        fail(code, "cannot be used");
}

std::int64_t SqliteConnection::lastId() const
{
    return sqlite3_last_insert_rowid(m_database);
}

std::int64_t SqliteConnection::changes() const
{
    return sqlite3_changes(m_database);
}

SqliteStatement::SqliteStatement(SqliteConnection& connection, std::string_view sql) : m_connection(connection)
{
    connection.beginWork();
    const int code =
        sqlite3_prepare_v2(connection.m_database, sql.data(), static_cast<int>(sql.size()), &m_statement, nullptr);
    if (code != SQLITE_OK)
        connection.fail(code, "cannot be asked");
}

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_statement);
}

SqliteStatement& SqliteStatement::checked(int code)
{
    if (code != SQLITE_OK)
        m_connection.fail(code, "does not take a value");
    return *this;
}

SqliteStatement& SqliteStatement::bindWhole(std::int64_t value)
{
    return checked(sqlite3_bind_int64(m_statement, ++m_parameter, value));
}

SqliteStatement& SqliteStatement::bind(double value)
{
    return checked(sqlite3_bind_double(m_statement, ++m_parameter, value));
}

SqliteStatement& SqliteStatement::bind(std::string_view value)
{
    return checked(sqlite3_bind_text64(m_statement, ++m_parameter, value.empty() ? "" : value.data(), value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8));
}

SqliteStatement& SqliteStatement::bindNull()
{
    return checked(sqlite3_bind_null(m_statement, ++m_parameter));
}

bool SqliteStatement::step()
{
    m_column = 0;
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_connection.fail(code, "cannot be asked");
    return code == SQLITE_ROW;
}

void SqliteStatement::run()
{
    while (step())
        continue;
    sqlite3_reset(m_statement);
    m_parameter = 0;
    m_connection.beginWork(); // it may be run again
}

std::int64_t SqliteStatement::whole()
{
    return sqlite3_column_int64(m_statement, m_column++);
}

double SqliteStatement::real()
{
    const int column = m_column++;
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN()
                                                                   : sqlite3_column_double(m_statement, column);
}

std::string SqliteStatement::text()
{
    const int column = m_column++;
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string();
}

bool SqliteStatement::nextIsNull() const
{
    return sqlite3_column_type(m_statement, m_column) == SQLITE_NULL;
}

bool SqliteStatement::nextIsText() const
{
    return sqlite3_column_type(m_statement, m_column) == SQLITE_TEXT;
}

bool SqliteStatement::nextIsWhole() const
{
    return sqlite3_column_type(m_statement, m_column) == SQLITE_INTEGER;
}

SqliteTransaction::SqliteTransaction(SqliteConnection& connection, Kind kind) : m_connection(connection)
{
    if (sqlite3_get_autocommit(m_connection.m_database) == 0)
        m_connection.execute("ROLLBACK"); // of one that could not even be undone
    m_connection.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
}

SqliteTransaction::~SqliteTransaction()
{
    if (!m_open)
        return;
    try {
        m_connection.execute("ROLLBACK");
    } catch (const std::exception&) {
        // SQLite has already undone it: a full disk and an I/O error end the transaction by themselves. For want of
        // memory it may be left to the next transaction, or to whoever opens the file.
    }
}

void SqliteTransaction::commit()
{
    m_connection.execute("COMMIT");
    m_open = false;
}

} // namespace tastescope
