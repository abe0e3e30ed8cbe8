#include "core/base/folder_lock.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace tastescope;

namespace fs = std::filesystem;

class TestFolderLock : public QObject
{
    Q_OBJECT

private slots:
    void oneAtATime();
    void theKilledHoldNothing();
    void aLinkInItsPlaceIsNotFollowed();
};

void TestFolderLock::oneAtATime()
{
    const TempFiles files;
    {
        const FolderLock lock(files.at("run")); // makes the folder
        try {
            const FolderLock second(files.at("run"));
            QFAIL("two at once");
        } catch (const FolderTaken& taken) {
            const std::string text = taken.what();
            QVERIFY2(text.find(files.at("run").string()) != std::string::npos, text.c_str());
            QVERIFY2(text.find("process " + std::to_string(getpid()) + ".") != std::string::npos, text.c_str());
        }
        const FolderLock other(files.at("run/inside")); // another folder
    }
    QVERIFY(!fs::exists(FolderLock::fileIn(files.at("run")))); // nothing is left
    const FolderLock again(files.at("run"));
}

void TestFolderLock::theKilledHoldNothing()
{
    const TempFiles files;
    int ready[2];
    QCOMPARE(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        const FolderLock lock(files.at("run"));
        if (::write(ready[1], "r", 1) == 1)
            pause();
        _exit(1);
    }
    char byte = 0;
    QCOMPARE(::read(ready[0], &byte, 1), ssize_t(1));
    QVERIFY_EXCEPTION_THROWN(FolderLock(files.at("run")), FolderTaken);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    QVERIFY(fs::exists(FolderLock::fileIn(files.at("run"))));
    const FolderLock lock(files.at("run")); // its file is no lock
    close(ready[0]);
    close(ready[1]);
}

void TestFolderLock::aLinkInItsPlaceIsNotFollowed()
{
    const TempFiles files;
    files.write("precious", "gold");
    fs::create_directories(files.at("run"));
    fs::create_symlink(files.at("precious"), FolderLock::fileIn(files.at("run")));
    QVERIFY_EXCEPTION_THROWN(FolderLock(files.at("run")), Error);
    QCOMPARE(fs::file_size(files.at("precious")), std::uintmax_t(4));
}

QTEST_GUILESS_MAIN(TestFolderLock)
#include "tst_folder_lock.moc"
