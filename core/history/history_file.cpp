#include "core/history/history_file.h"

#include "core/base/atomic_file.h"
#include "core/base/input_file.h"
#include "core/history/history_error.h"
#include "core/history/schema.h"
#include "core/history/sqlite.h"

#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

using Mode = SqliteConnection::Mode;

constexpr std::size_t headerBytes = 100;

[[noreturn]] void refuse(const fs::path& file, const std::string& found)
{
    throw HistoryRefused(file.string() + " is no history of Tastescope: " + found
                         + ". It is left as it is; move it away, or choose another folder.");
}

fs::path logOf(const fs::path& file)
{
    return file.string() + "-wal";
}

bool isMissingOrEmpty(const fs::path& file)
{
    std::error_code error;
    const auto bytes = fs::file_size(file, error);
    return error || bytes == 0;
}

/// Also not when it cannot be told, as of a link to itself.
bool isRegular(const fs::path& file)
{
    std::error_code error;
    return fs::is_regular_file(file, error);
}

/// The first bytes, read without SQLite: it would act on what stands beside a foreign file.
std::string headerOf(const fs::path& file)
{
    std::string header(headerBytes, '\0');
    header.resize(InputFile(file).read(std::as_writable_bytes(std::span(header))));
    return header;
}

std::uint32_t bigEndian(const std::string& header, std::size_t offset)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(header[offset + i]);
    return value;
}

/// SQLite takes a last page that is cut for one that ends in zeros.
void checkLength(const fs::path& file, const std::string& header)
{
    constexpr std::size_t pageSizeAt = 16; // in the upper half of a number of four bytes; 1 stands for 65,536
    constexpr std::size_t pageCountAt = 28;
    const std::uint32_t pageSize = bigEndian(header, pageSizeAt) >> 16;
    const std::uintmax_t expected =
        std::uintmax_t{bigEndian(header, pageCountAt)} * (pageSize == 1 ? 65'536 : pageSize);
    if (const auto bytes = fs::file_size(file); isMissingOrEmpty(logOf(file)) && bytes < expected)
        throw HistoryRefused(file.string() + " is damaged: it has " + std::to_string(bytes) + " bytes, expected "
                             + std::to_string(expected)
                             + ". It is left as it is; move it away to begin a new history.");
}

/// SQLite opens what stands beside a file, and would wait for ever for the other end of a pipe.
void checkBeside(const fs::path& file)
{
    for (const char* ending : {"-wal", "-shm", "-journal"}) {
        const fs::path beside = file.string() + ending;
        if (std::error_code ignored; fs::exists(fs::symlink_status(beside, ignored)) && !isRegular(beside))
            refuse(file, beside.filename().string() + " beside it is a folder, a pipe or a device");
    }
}

/// Whether SQLite may open the file: it is ours, or was being made when the program was killed.
void checkHeader(const fs::path& file)
{
    if (!isRegular(file))
        refuse(file, "it is a folder, a pipe or a device");
    checkBeside(file);
    if (SqliteConnection::isOpenHere(file))
        return; // it was looked at then
    const std::string header = headerOf(file);
    if (header.size() < headerBytes || !header.starts_with(std::string_view("SQLite format 3\0", 16)))
        refuse(file, "it does not begin as an SQLite file does");
    constexpr std::size_t schemaCookieAt = 40;
    constexpr std::size_t applicationIdAt = 68;
    const std::uint32_t mark = bigEndian(header, applicationIdAt);
    // A history that was just being made has its mark in the log still.
    const bool unfinished = mark == 0 && (bigEndian(header, schemaCookieAt) <= 1 || !isMissingOrEmpty(logOf(file)));
    if (mark != historyApplicationId && !unfinished)
        refuse(file, "it is an SQLite file of another program");
    checkLength(file, header);
}

/// The same questions put to SQLite, which knows the log.
void checkContent(SqliteConnection& connection)
{
    SqliteStatement mark(connection, "PRAGMA application_id");
    mark.step();
    const bool isOurs = mark.whole() == historyApplicationId;
    SqliteStatement tables(connection, "SELECT count(*) FROM sqlite_schema");
    tables.step();
    const bool isEmpty = tables.whole() == 0;
    const int version = userVersion(connection);
    if (!isOurs && !(isEmpty && version == 0))
        refuse(connection.file(), "it is an SQLite file of another program");
    if (isOurs && version < 1)
        refuse(connection.file(), "its version is " + std::to_string(version) + ", expected 1 or more");
    const std::vector<std::string> problems = fileProblems(connection, true);
    if (!problems.empty())
        throw HistoryRefused(connection.file().string() + " is damaged: " + problems.front()
                             + ". It is left as it is; move it away to begin a new history.");
    if (version > static_cast<int>(historySteps().size()))
        return; // what a newer version adds cannot be known here
    if (const std::string difference = schemaDifference(connection); !difference.empty())
        refuse(connection.file(), "its " + difference + " is not as this program makes it");
}

/// Where the folder cannot be written SQLite cannot make its helper files, but nobody else can write there either.
HistoryFile openReadOnly(const fs::path& file, const std::string& reason)
{
    try {
        auto connection = std::make_unique<SqliteConnection>(file, Mode::ReadOnly);
        checkContent(*connection);
        return {std::move(connection), reason};
    } catch (const HistoryNotWritten&) {
        if (!isMissingOrEmpty(logOf(file)))
            throw Error(file.string() + " cannot be read where it is: its last changes stand in "
                        + logOf(file).filename().string()
                        + ", and the folder cannot be written. Copy the folder to a place you may write to.");
    }
    auto connection = std::make_unique<SqliteConnection>(file, Mode::Immutable);
    checkContent(*connection);
    return {std::move(connection), reason};
}

std::string newerReason(int version)
{
    return "A newer version of the program wrote this history (version " + std::to_string(version)
           + ", known here: " + std::to_string(historySteps().size()) + "), so it is only read.";
}

/// One program at a time opens a history to write: SQLite gives up at once when two of them make the same file.
class OpeningTurn
{
public:
    explicit OpeningTurn(const fs::path& file)
        : m_folder(open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
        constexpr int tries = 1'000; // 5 seconds
        for (int i = 0; i < tries; ++i) {
            // A file system without locks is taken as it is: SQLite says so when it needs them itself.
            if (m_folder < 0 || flock(m_folder, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        close(m_folder);
        throw HistoryNotWritten(file.string() + " cannot be opened now: another program has been opening it for 5 "
                                + "seconds. Try again.");
    }
    ~OpeningTurn()
    {
        if (m_folder >= 0)
            close(m_folder);
    }
    OpeningTurn(const OpeningTurn&) = delete;
    OpeningTurn& operator=(const OpeningTurn&) = delete;

private:
    int m_folder = -1;
};

/// SQLite would not say why it cannot make a file: it then tries to read it, and that it is not there is what remains.
void makeEmpty(const fs::path& file)
{
    const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0)
        throw HistoryNotWritten(file.string() + " cannot be made: " + std::strerror(errno)
                                + ". Check the disk and your rights to the folder, or choose another one.");
    close(descriptor);
}

/// Why the file cannot be opened to write; 0 when it can.
int hindrance(const fs::path& file)
{
    if (SqliteConnection::isOpenHere(file))
        return access(file.c_str(), W_OK) == 0 ? 0 : errno;
    const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    close(descriptor);
    return 0;
}

/// SQLite opens to read what it cannot open to write, whatever the reason: only missing rights are one to go on with.
std::unique_ptr<SqliteConnection> connectToWrite(const fs::path& file)
{
    auto connection = std::make_unique<SqliteConnection>(file, Mode::Create);
    if (!connection->isReadOnly())
        return connection;
    connection.reset();
    const int reason = hindrance(file);
    const bool isRights = reason == EACCES || reason == EPERM || reason == EROFS;
    if (reason != 0 && (!isRights || isMissingOrEmpty(file)))
        throw HistoryNotWritten(file.string() + " cannot be written: " + std::strerror(reason)
                                + ". Check the disk and your rights to the folder; what it held is intact.");
    return std::make_unique<SqliteConnection>(file, Mode::Create);
}

/// A history is made beside its place and moved there when it is whole: a power cut may leave of what SQLite was still
/// making a first page that nobody can tell from a foreign file's.
void makeNew(const fs::path& file)
{
    const fs::path made = file.string() + ".new";
    std::error_code ignored;
    fs::remove(made, ignored); // of a program that was killed here: nobody else has the turn
    makeEmpty(made);
    {
        const auto connection = connectToWrite(made);
        connection->execute("PRAGMA journal_mode = MEMORY"); // nothing beside it: what is not whole is made again
        migrate(*connection);
    }
    std::error_code error;
    fs::rename(made, file, error);
    if (!error)
        error.assign(syncFolder(file.parent_path()), std::generic_category());
    if (error)
        throw HistoryNotWritten(file.string() + " cannot be made: " + error.message()
                                + ". Check the disk and your rights to the folder, or choose another one.");
}

HistoryFile openForWriting(const fs::path& file)
{
    const OpeningTurn turn(file);
    if (!fs::exists(fs::symlink_status(file)))
        makeNew(file);
    auto connection = connectToWrite(file);
    checkContent(*connection);
    if (connection->isReadOnly())
        return openReadOnly(file, file.string() + " cannot be written: your rights to it do not allow it.");
    if (const int version = userVersion(*connection); version > static_cast<int>(historySteps().size()))
        return openReadOnly(file, newerReason(version));
    connection->execute("PRAGMA journal_mode = WAL");
    const bool changes = userVersion(*connection) < static_cast<int>(historySteps().size());
    migrate(*connection);
    if (changes) // so that the mark stands in the file itself
        connection->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    connection->tidyWhenClosed();
    return {std::move(connection), {}};
}

} // namespace

HistoryFile openHistoryFile(const fs::path& file, bool write)
{
    static std::mutex opening; // what is read here without SQLite must be closed before another thread opens the file
    const std::scoped_lock lock(opening);
    const bool isThere = fs::exists(fs::symlink_status(file));
    if (isThere && (!isMissingOrEmpty(file) || !isRegular(file)))
        checkHeader(file);
    else if (!write)
        throw Error("There is no history in " + file.parent_path().string() + ": " + file.filename().string()
                    + " is missing or empty.");
    if (!write)
        return openReadOnly(file, "It was opened to be read only.");
    makeFolder(file.parent_path());
    if (isThere && access(file.parent_path().c_str(), W_OK) != 0)
        return openReadOnly(file, file.parent_path().string() + " cannot be written: " + std::strerror(errno) + ".");
    return openForWriting(file);
}

std::vector<std::string> fileProblems(SqliteConnection& connection, bool quick)
{
    std::vector<std::string> problems;
    SqliteStatement rows(connection, quick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(100)");
    while (rows.step())
        if (std::string row = rows.text(); row != "ok")
            problems.push_back(std::move(row));
    return problems;
}

} // namespace tastescope
