#include "core/history/history_error.h"
#include "core/history/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tastescope {

namespace {

std::string freeSpace(const std::filesystem::path& file)
{
    std::error_code error;
    const auto space = std::filesystem::space(file.parent_path(), error);
    return error ? std::string() : " (" + std::to_string(space.available / 1'000) + " kB are free there)";
}

/// Why no file can be made beside it now; 0 when one can. SQLite may not know: of a file
/// it could not make it remembers that its second try, to read it, found none.
int hindranceBeside(const std::filesystem::path& file)
{
    const std::string probe = file.string() + "-probe";
    const int descriptor = open(probe.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return errno;
    close(descriptor);
    unlink(probe.c_str());
    return 0;
}

} // namespace

void SqliteConnection::fail(int code, const std::string& what) const
{
    std::string words = m_database ? sqlite3_errmsg(m_database) : sqlite3_errstr(code);
    const std::string place = m_file.string();
    int kind = code & 0xff;
    if (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN) {
        int cause = m_database ? sqlite3_system_errno(m_database) : 0;
        const bool couldNotMake = kind == SQLITE_CANTOPEN && cause == ENOENT;
        if (couldNotMake)
            words = "a file beside it could not be made";
        if (couldNotMake || cause == 0)
            cause = hindranceBeside(m_file);
        if (cause == ENOSPC || cause == EDQUOT)
            kind = SQLITE_FULL;
        else if (cause != 0)
            words += std::string(" (") + std::strerror(cause) + ")";
    }
    switch (kind) {
    case SQLITE_FULL:
        throw HistoryNotWritten(place + " cannot be written: the disk is full" + freeSpace(m_file)
                                + ". Free some space; what it held is intact.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw HistoryNotWritten(place + " cannot be written now: another program has been writing to it for "
                                + std::to_string(sqliteBusyMilliseconds / 1'000) + " seconds. Try again.");
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        throw HistoryNotWritten(place + " cannot be used: " + words + freeSpace(m_file)
                                + ". Check the disk and your rights to the folder; what it held is intact.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        throw HistoryRefused(place + " is damaged: " + words
                             + ". It is left as it is; move it away to begin a new history.");
    case SQLITE_INTERRUPT:
        throw HistoryRefused(place + " is damaged or forged: it takes more work than a file of its size can need."
                             + " It is left as it is; move it away to begin a new history.");
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    default:
        throw Error(place + " " + what + ": " + words + ".");
    }
}

} // namespace tastescope
