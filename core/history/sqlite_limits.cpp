// What a statement may cost: a foreign file decides how much there is to go through, and may lie about it.
#include "core/history/sqlite.h"

#include <sqlite3.h>

#include <array>
#include <utility>

namespace tastescope {

namespace {

constexpr int longestValue = 64 << 20; // bytes; the longest we write, a configuration, has a few thousand

// Our statements take some ten instructions of SQLite's machine for each byte of the rows they go through. It does some
// fifty million a second.
constexpr int workAtATime = 10'000; // between two looks at what was done
constexpr std::int64_t leastWork = 100'000'000;
constexpr std::int64_t workPerByte = 200;

/// Of what our statements and our schema need, a few times as much: a foreign schema is parsed before it is refused.
constexpr std::array<std::pair<int, int>, 11> sqliteLimits{{{SQLITE_LIMIT_LENGTH, longestValue},
                                                            {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                                            {SQLITE_LIMIT_COLUMN, 200},
                                                            {SQLITE_LIMIT_EXPR_DEPTH, 100},
                                                            {SQLITE_LIMIT_COMPOUND_SELECT, 20},
                                                            {SQLITE_LIMIT_VDBE_OP, 100'000},
                                                            {SQLITE_LIMIT_FUNCTION_ARG, 16},
                                                            {SQLITE_LIMIT_ATTACHED, 0},
                                                            {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
                                                            {SQLITE_LIMIT_VARIABLE_NUMBER, 100},
                                                            {SQLITE_LIMIT_TRIGGER_DEPTH, 10}}};

std::int64_t bytesOnDisk(const std::filesystem::path& file)
{
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    return error ? 0 : static_cast<std::int64_t>(bytes);
}

} // namespace

void SqliteConnection::limit()
{
    for (const auto& [what, most] : sqliteLimits)
        sqlite3_limit(m_database, what, most);
    const auto isTooMuch = [](void* connection) {
        return static_cast<SqliteConnection*>(connection)->isTooMuchWork() ? 1 : 0;
    };
    sqlite3_progress_handler(m_database, workAtATime, isTooMuch, this);
}

bool SqliteConnection::isTooMuchWork()
{
    m_work += workAtATime;
    if (m_work <= leastWork)
        return false;
    return m_work / workPerByte > bytesOnDisk(m_file) + bytesOnDisk(m_file.string() + "-wal");
}

} // namespace tastescope
