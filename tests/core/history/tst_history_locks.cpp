#include "tests/core/history/history_cases.h"

#include <QTest>

#include <fcntl.h>

using namespace tastescope;

/// What other programs are told of a history that is open here.
class TestHistoryLocks : public QObject
{
    Q_OBJECT

private slots:
    void openingItAgainKeepsTheLocksOfTheFirst();
};

void TestHistoryLocks::openingItAgainKeepsTheLocksOfTheFirst()
{
    const TempFiles files;
    const RunStore store(files.at("twice"));
    QCOMPARE(store.runs().size(), std::size_t{0});
    // Without SQLite's shared lock another program that closes the file would take its log away from this one.
    const auto isLocked = [&store] {
        return inChild([&store] {
            constexpr off_t sharedFirst = 0x40000002; // of sqlite's file format, in every version of it
            constexpr off_t sharedBytes = 510;
            struct flock lock = {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            lock.l_start = sharedFirst;
            lock.l_len = sharedBytes;
            const int descriptor = open(store.file().c_str(), O_RDWR | O_CLOEXEC);
            return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1;
        });
    };
    QCOMPARE(isLocked(), 0);
    {
        const RunStore again(files.at("twice"));
    }
    QCOMPARE(isLocked(), 0);
    {
        const RunStore readOnly(files.at("twice/../twice"), HistoryAccess::ReadOnly);
    }
    QCOMPARE(isLocked(), 0);
}

QTEST_GUILESS_MAIN(TestHistoryLocks)
#include "tst_history_locks.moc"
