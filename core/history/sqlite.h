#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tastescope {

inline constexpr int sqliteBusyMilliseconds = 5'000; ///< another program may hold the file so long

/// One open SQLite database, set up to act on nothing a foreign file may contain: no extensions, triggers or views, no
/// functions with side effects in its schema, no memory mapping. Changes are synced to disk before they count.
/// A statement whose work is out of all proportion to the file is given up: pages of a forged file may stand in a tree
/// as often as one likes.
///
/// Throws: HistoryNotWritten when a full disk, a lock or missing rights are in the way; HistoryRefused for a damaged
///         file and one that was made to cost time; Error otherwise. All name the file.
class SqliteConnection
{
public:
    enum class Mode {
        Create,    ///< read and write; made when it is missing
        ReadOnly,  ///< may still make SQLite's helper files beside it
        Immutable, ///< for folders that cannot be written: nobody may change it meanwhile
        Memory,    ///< the path is only a name
    };

    SqliteConnection(std::filesystem::path file, Mode mode);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// Whether this process has the file open. Then it must not be opened by other means: closing it again would drop
    /// SQLite's locks on it, by which other processes know that it is in use.
    static bool isOpenHere(const std::filesystem::path& file);

    const std::filesystem::path& file() const { return m_file; }
    bool isReadOnly() const;

    void execute(const std::string& sql); ///< statements without parameters or results
    std::int64_t lastId() const;
    std::int64_t changes() const; ///< rows the last statement changed

    /// Until this is called, closing leaves the file as it is, whatever its log holds.
    void tidyWhenClosed();

    [[noreturn]] void fail(int code, const std::string& what) const;

private:
    friend class SqliteStatement;
    friend class SqliteTransaction;
    void harden();
    void limit();
    void beginWork() { m_work = 0; } ///< of another statement
    bool isTooMuchWork();

    std::filesystem::path m_file;
    std::filesystem::path m_openAs; ///< as counted among those open here; empty in memory
    sqlite3* m_database = nullptr;
    std::int64_t m_work = 0; ///< instructions of SQLite's machine since a statement began
};

/// One prepared statement: bind in order, then step through rows or run.
class SqliteStatement
{
public:
    SqliteStatement(SqliteConnection& connection, std::string_view sql);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    template<std::integral Whole>
    SqliteStatement& bind(Whole value)
    {
        return bindWhole(static_cast<std::int64_t>(value));
    }
    SqliteStatement& bind(double value); ///< not-a-number becomes NULL
    SqliteStatement& bind(std::string_view value);
    SqliteStatement& bind(const std::string& value) { return bind(std::string_view(value)); }
    SqliteStatement& bind(const char* value) { return bind(std::string_view(value)); }
    SqliteStatement& bindNull();

    template<typename T>
    SqliteStatement& bind(const std::optional<T>& value)
    {
        return value ? bind(*value) : bindNull();
    }

    bool step(); ///< true: there is a row
    void run();  ///< to its end; may be bound again afterwards

    // Columns of the row, from left to right: each call takes the next one.
    std::int64_t whole();
    double real(); ///< NULL is not-a-number
    std::string text();
    bool nextIsNull() const;
    bool nextIsText() const;
    bool nextIsWhole() const;
    void skip() { ++m_column; }

private:
    SqliteStatement& bindWhole(std::int64_t value);
    SqliteStatement& checked(int code);

    SqliteConnection& m_connection;
    sqlite3_stmt* m_statement = nullptr;
    int m_parameter = 0;
    int m_column = 0;
};

/// All or nothing: what is not committed is undone.
class SqliteTransaction
{
public:
    enum class Kind {
        Write, ///< waits for other writers
        Read,  ///< all that is read belongs to one moment
    };

    explicit SqliteTransaction(SqliteConnection& connection, Kind kind = Kind::Write);
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;

    void commit();

private:
    SqliteConnection& m_connection;
    bool m_open = true;
};

} // namespace tastescope
