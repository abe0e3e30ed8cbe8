#include "tests/core/history/history_cases.h"

#include <QTest>

#include <csignal>
#include <poll.h>
#include <random>

using namespace tastescope;

/// A writer that is killed at random points. A thousand of them: TASTESCOPE_KILLS=1000.
class TestKill : public QObject
{
    Q_OBJECT

private slots:
    void losesNoAcknowledgedEpoch();
};

namespace {

/// Adds epochs and writes one byte for each into the pipe once the store has acknowledged it. Never returns.
[[noreturn]] void writeForEver(const std::filesystem::path& workspace, int pipe)
{
    try {
        RunStore store(workspace);
        const RunId id = store.add(sampleRun(workspace / "r"));
        for (int epoch = 1;; ++epoch) {
            store.addEpoch(id, sampleEpoch(epoch));
            if (::write(pipe, "e", 1) != 1)
                _exit(1);
        }
    } catch (...) {
        _exit(2);
    }
}

struct Killed
{
    std::size_t acknowledged = 0;
    bool bySignal = false;
};

/// The moment counts from the start of the writer or, when it shall have written, from its first epoch.
Killed killAfter(const std::filesystem::path& workspace, int microseconds, bool fromTheFirstEpoch)
{
    int ends[2];
    if (pipe(ends) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0)
        writeForEver(workspace, ends[1]);
    close(ends[1]);
    pollfd told{ends[0], POLLIN, 0};
    if (fromTheFirstEpoch)
        poll(&told, 1, 60'000);
    usleep(static_cast<useconds_t>(microseconds));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    Killed killed{.acknowledged = 0, .bySignal = WIFSIGNALED(status)};
    char buffer[4096];
    for (ssize_t count = 0; (count = read(ends[0], buffer, sizeof buffer)) > 0;)
        killed.acknowledged += static_cast<std::size_t>(count);
    close(ends[0]);
    return killed;
}

} // namespace

void TestKill::losesNoAcknowledgedEpoch()
{
    const int kills =
        qEnvironmentVariableIsSet("TASTESCOPE_KILLS") ? qEnvironmentVariableIntValue("TASTESCOPE_KILLS") : 50;
    std::mt19937 draws(42);
    std::uniform_int_distribution<int> moment(0, 30'000);
    const TempFiles files; // one history for all: it survives every kill
    std::size_t before = 0;
    for (int i = 0; i < kills; ++i) {
        const Killed killed = killAfter(files.folder(), moment(draws), i % 2 == 1);
        QVERIFY(killed.bySignal);
        const RunStore store(files.folder());
        const std::vector<StoredRun> runs = store.runs();
        QVERIFY(runs.size() == before || runs.size() == before + 1);
        if (runs.size() == before) {
            QCOMPARE(killed.acknowledged, std::size_t(0));
            continue;
        }
        before = runs.size();
        const std::vector<EpochFinished>& epochs = runs.back().record.epochs;
        QVERIFY(epochs.size() == killed.acknowledged || epochs.size() == killed.acknowledged + 1);
        for (std::size_t epoch = 0; epoch < epochs.size(); ++epoch)
            QVERIFY(sameEpoch(epochs[epoch], sampleEpoch(static_cast<int>(epoch) + 1)));
        QCOMPARE(runs.back().state, StoredState::Interrupted);
        QVERIFY(store.problems().empty()); // SQLite's integrity_check
    }
    QVERIFY2(before > 0, "no writer lived long enough to register its run");
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
