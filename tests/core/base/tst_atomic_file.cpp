#include "core/base/atomic_file.h"
#include "core/base/error.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <memory>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace tastescope;

static std::atomic<int> umaskCalls{0};

/// In place of the C library's.
extern "C" mode_t umask(mode_t mask) noexcept
{
    ++umaskCalls;
    return static_cast<mode_t>(syscall(SYS_umask, mask));
}

class TestAtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void replacesTheFile();
    void keepsTheOldFileWithoutCommit();
    void keepsTheOldFileWhenThereIsNoRoom();
    void saysWhenOnlyTheSyncOfTheFolderFailed();
    void namesTheFolderThatIsMissing();
    void saysWhyAFolderCannotBeMade();
    void followsTheUmask_data();
    void followsTheUmask();
    void leavesTheUmaskAlone();
    void passesOverNamesThatAreTaken();

private:
    static QByteArray contents(const QString& path);
    static qsizetype entriesOf(const QTemporaryDir& folder);
};

QByteArray TestAtomicFile::contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

qsizetype TestAtomicFile::entriesOf(const QTemporaryDir& folder)
{
    return QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size();
}

void TestAtomicFile::replacesTheFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.txt");
    replaceFile(path.toStdString(), "old");
    AtomicFile file(path.toStdString());
    file.write("ne");
    file.write("w");
    QCOMPARE(contents(path), "old"); // not before commit
    file.commit();
    QCOMPARE(contents(path), "new");
    QCOMPARE(entriesOf(folder), 1);
}

void TestAtomicFile::keepsTheOldFileWithoutCommit()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.txt");
    replaceFile(path.toStdString(), "old");
    {
        AtomicFile file(path.toStdString());
        file.write("new");
    }
    QCOMPARE(contents(path), "old");
    QCOMPARE(entriesOf(folder), 1);
}

void TestAtomicFile::keepsTheOldFileWhenThereIsNoRoom()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.txt");
    replaceFile(path.toStdString(), "old");

    // A limit on file size makes write() come back short and then fail, as a full disk does.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 1000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    std::string message;
    try {
        replaceFile(path.toStdString(), std::string(5000, 'x'));
    } catch (const Error& error) {
        message = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    QVERIFY2(message.find("a.txt cannot be written") != std::string::npos, message.c_str());
    QCOMPARE(contents(path), "old");
    QCOMPARE(entriesOf(folder), 1);
}

void TestAtomicFile::saysWhenOnlyTheSyncOfTheFolderFailed()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.txt");
    replaceFile(path.toStdString(), "old");
    AtomicFile file(path.toStdString());
    file.write("new");

    // No more descriptors: the folder cannot be opened, but the file is renamed by then.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 0;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
    std::string message;
    try {
        file.commit();
    } catch (const Error& error) {
        message = error.what();
    }
    setrlimit(RLIMIT_NOFILE, &before);

    QVERIFY2(message.find("was written, but its folder cannot be synced") != std::string::npos, message.c_str());
    QVERIFY2(message.find("as it was before") == std::string::npos, message.c_str());
    QCOMPARE(contents(path), "new");
    QCOMPARE(entriesOf(folder), 1);
}

void TestAtomicFile::namesTheFolderThatIsMissing()
{
    QVERIFY_EXCEPTION_THROWN(replaceFile("/nowhere/at/all.txt", "x"), Error);
}

void TestAtomicFile::saysWhyAFolderCannotBeMade()
{
    // "Not a directory", in the language of the person
    const QString reason = QString::fromStdString(std::generic_category().message(ENOTDIR));
    const QTemporaryDir folder;
    const std::filesystem::path root = folder.path().toStdString();
    makeFolder(root / "a/b/c");
    makeFolder(root / "a/b/c"); // is there: nothing to do
    QVERIFY(std::filesystem::is_directory(root / "a/b/c"));
    replaceFile(root / "a/file", "x");
    try {
        makeFolder(root / "a/file/b");
        QFAIL("a folder in a file");
    } catch (const Error& error) {
        QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("a/file/b cannot be made: ") + reason));
    }
}

void TestAtomicFile::followsTheUmask_data()
{
    QTest::addColumn<mode_t>("mask");
    QTest::newRow("usual") << mode_t(022);
    QTest::newRow("none") << mode_t(0);
    QTest::newRow("private") << mode_t(077);
}

void TestAtomicFile::followsTheUmask()
{
    QFETCH(mode_t, mask);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.txt").toStdString();
    const mode_t before = umask(mask);
    replaceFile(path, "x");
    umask(before);
    struct stat status = {};
    QCOMPARE(stat(path.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, mode_t(0666) & ~mask);
}

/// The umask belongs to all threads: while it is another one for a moment, any file made anywhere may get it.
void TestAtomicFile::leavesTheUmaskAlone()
{
    const QTemporaryDir folder;
    const int before = umaskCalls;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&folder, thread] {
                for (int file = 0; file < 50; ++file)
                    replaceFile(folder.filePath(QString::number(thread)).toStdString(), "x");
            });
    }
    QCOMPARE(umaskCalls - before, 0);
    QCOMPARE(entriesOf(folder), 4);
}

void TestAtomicFile::passesOverNamesThatAreTaken()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.txt").toStdString();
    std::vector<std::unique_ptr<AtomicFile>> files; // of one target, at once
    for (int k = 0; k < 100; ++k)
        files.push_back(std::make_unique<AtomicFile>(path));
    QCOMPARE(entriesOf(folder), 100);
    files.back()->write("last");
    files.back()->commit();
    files.clear();
    QCOMPARE(contents(folder.filePath("a.txt")), "last");
    QCOMPARE(entriesOf(folder), 1);
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
