#include "tests/durability/scenarios.h"

#include <cerrno>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>

using namespace tastescope;
using namespace tastescope::test;

/// Calls that change files fail: no room, broken disk. Every call: TASTESCOPE_LONG=1.
class TestFailingDisk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFullDiskIsWaitedFor_data();
    void aFullDiskIsWaitedFor();
    void aBrokenDiskEndsTheRunInWords_data();
    void aBrokenDiskEndsTheRunInWords();
    void stoppingWhileItWaitsKeepsTheCheckpointBefore();
    void aRealFullDiskIsWaitedFor();

private:
    std::string m_expected; // what trainThree() makes
    long m_calls = 0;
};

void TestFailingDisk::initTestCase()
{
    const TempFiles files;
    const Ending whole = enacted(trainThree, files.folder());
    QVERIFY2(whole.code == 0, whole.text.c_str());
    QVERIFY2(whole.counted > 100, "the calls are not seen: the shim does not stand before the C library");
    m_expected = whole.text;
    m_calls = whole.counted;
}

void TestFailingDisk::aFullDiskIsWaitedFor_data()
{
    QTest::addColumn<bool>("lasting");
    QTest::addColumn<bool>("shortWrites");
    QTest::newRow("once") << false << false;
    QTest::newRow("once, after half a write") << false << true;
    QTest::newRow("until there is room again") << true << false;
    QTest::newRow("until there is room again, after half a write") << true << true;
}

void TestFailingDisk::aFullDiskIsWaitedFor()
{
    QFETCH(bool, lasting);
    QFETCH(bool, shortWrites);
    int waits = 0;
    int refusals = 0;
    for (const long call : sampled(m_calls, 15)) {
        const TempFiles files;
        const Ending ending = enacted(
            trainThree, files.folder(),
            {.action = FaultError, .at = call, .error = ENOSPC, .lasting = lasting, .shortWrites = shortWrites});
        const QByteArray what =
            "call " + QByteArray::number(static_cast<qlonglong>(call)) + ": " + QByteArray::fromStdString(ending.text);
        QVERIFY2(ending.code == 0 || ending.code == 1, what);
        QCOMPARE(ending.syncedAgain, 0);
        waits += ending.waited ? 1 : 0;
        if (ending.code == 0) {
            QCOMPARE(ending.text, m_expected);
        } else { // before training began: nothing is lost, and the message says where and why
            ++refusals;
            QVERIFY2(what.contains(files.folder().c_str()), what);
            const bool isUnknown = !lasting // asked afterwards, the disk knows nothing of it
                                   && (what.contains("could not be made") || what.contains("disk I/O error"));
            const std::string full = std::generic_category().message(ENOSPC); // in the language of the person
            QVERIFY2(isUnknown || what.contains(full.c_str()) || what.contains("disk is full"), what);
            QVERIFY2(!fs::exists(files.at("run/checkpoints/last.safetensors")), what);
        }
        const std::string wrong = wrongAfterGoingOn(trainThree, files.folder(), m_expected);
        QVERIFY2(wrong.empty(), (what + "\n" + QByteArray::fromStdString(wrong)).constData());
    }
    QVERIFY(waits > 5);
    qInfo("%d of %zu waited for room, %d were refused before training began", waits, sampled(m_calls, 15).size(),
          refusals);
}

void TestFailingDisk::aBrokenDiskEndsTheRunInWords_data()
{
    QTest::addColumn<bool>("lasting");
    QTest::newRow("once") << false;
    QTest::newRow("for good") << true;
}

void TestFailingDisk::aBrokenDiskEndsTheRunInWords()
{
    QFETCH(bool, lasting);
    int failures = 0;
    for (const long call : sampled(m_calls, 25)) {
        const TempFiles files;
        const Ending ending =
            enacted(trainThree, files.folder(), {.action = FaultError, .at = call, .error = EIO, .lasting = lasting});
        const QByteArray what =
            "call " + QByteArray::number(static_cast<qlonglong>(call)) + ": " + QByteArray::fromStdString(ending.text);
        QVERIFY2(ending.code == 0 || ending.code == 1, what);
        QCOMPARE(ending.waited, false);
        QCOMPARE(ending.syncedAgain, 0);
        if (ending.code == 0) {
            QCOMPARE(ending.text, m_expected);
        } else {
            ++failures;
            QVERIFY2(what.contains(files.folder().c_str()), what);
        }
        const std::string wrong = wrongAfterGoingOn(trainThree, files.folder(), m_expected);
        QVERIFY2(wrong.empty(), (what + "\n" + QByteArray::fromStdString(wrong)).constData());
    }
    QVERIFY(failures > 5);
    qInfo("%d of %zu ended with an error", failures, sampled(m_calls, 25).size());
}

void TestFailingDisk::stoppingWhileItWaitsKeepsTheCheckpointBefore()
{
    const TempFiles files;
    const Scenario stopped = [](const fs::path& workspace, const JobContext& job) -> Models {
        std::stop_source stop;
        JobContext watched = job;
        watched.stop = stop.get_token();
        watched.sink = [&](const JobEvent& event) {
            if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 2) {
                static const std::string folder = workspace.string();
                const FaultPlan full{.folder = folder.c_str(),
                                     .action = FaultError,
                                     .at = 1,
                                     .error = ENOSPC,
                                     .lasting = 1,
                                     .shortWrites = 0};
                faultsBegin(&full);
            }
            if (const auto* note = std::get_if<Note>(&event); note && note->text.find("waits") != std::string::npos)
                stop.request_stop();
        };
        try {
            return trainThree(workspace, watched);
        } catch (const Cancelled&) {
            return {"stopped"};
        }
    };
    const Ending ending = enacted(stopped, files.folder());
    QCOMPARE(ending.text, std::string("stopped\n"));
    QCOMPARE(epochsIn(files.at("run")), std::size_t(2));
    const std::string wrong = wrongAfterGoingOn(trainThree, files.folder(), m_expected);
    QVERIFY2(wrong.empty(), wrong.c_str());
}

namespace {

/// Writes until there is no room.
void fill(const fs::path& file)
{
    const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const std::string block(4096, 'x');
    while (write(descriptor, block.data(), block.size()) > 0)
        continue;
    close(descriptor);
}

bool mountSmall(const fs::path& folder)
{
    // A namespace of its own: the mount ends with the process, and needs no rights where user namespaces are allowed.
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
           && mount("none", folder.c_str(), "tmpfs", 0, "size=1m") == 0;
}

} // namespace

void TestFailingDisk::aRealFullDiskIsWaitedFor()
{
    const TempFiles files;
    const Scenario onSmallDisk = [](const fs::path& workspace, const JobContext& job) -> Models {
        if (!mountSmall(workspace))
            return {"cannot mount"};
        std::string notes;
        JobContext watched = job;
        watched.sink = [&](const JobEvent& event) {
            if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 1)
                fill(workspace / "ballast");
            const auto* note = std::get_if<Note>(&event);
            if (!note)
                return;
            notes += note->text + "\n";
            if (note->text.find("waits and goes on") != std::string::npos)
                fs::remove(workspace / "ballast");
        };
        const Models models = trainThree(workspace, watched);
        if (const std::string wrong = wrongWith(workspace) + leftOver(workspace); !wrong.empty())
            return {wrong};
        return {models.front(), notes};
    };
    const Ending ending = enacted(onSmallDisk, files.folder());
    if (ending.text.starts_with("cannot mount"))
        QSKIP("NO SMALL DISK CAN BE MOUNTED HERE: run this test as root, or allow user namespaces.");
    QVERIFY2(ending.text.starts_with(m_expected), ending.text.c_str());
    for (const char* words :
         {"run/checkpoints/next.safetensors cannot be written", "kB needed, ", " kB free in ", "There is room again"})
        QVERIFY2(ending.text.find(words) != std::string::npos, ending.text.c_str());
    qInfo("%s", ending.text.c_str());
}

QTEST_GUILESS_MAIN(TestFailingDisk)
#include "tst_failing_disk.moc"
