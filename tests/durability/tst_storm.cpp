#include "core/experiment/set_aside.h"
#include "core/experiment/sweep.h"
#include "core/models/bpr/bpr_options.h"
#include "core/neighbours/find_neighbours.h"
#include "tests/core/models/bpr/planted.h"
#include "tests/support/temp_files.h"
#include "ui/session/job_queue.h"

#include <QTest>

#include <random>

using namespace tastescope;
using namespace tastescope::ui;

/// People start, pause, resume, stop and close in any order: 500 such storms; 10,000 with TASTESCOPE_LONG=1.
class TestStorm : public QObject
{
    Q_OBJECT

private slots:
    void everyJobEndsOnceAndNothingIsLeft();
    void nothingLeaksOverManyCycles();
};

namespace {

int storms()
{
    return qEnvironmentVariableIntValue("TASTESCOPE_LONG") > 0 ? 10'000 : 500;
}

const Dataset& smallData()
{
    static const Dataset dataset(plantedParts(20, 64));
    return dataset;
}

BprOptions smallBpr()
{
    BprOptions options;
    options.embeddingDim = 4;
    options.epochs = 3;
    options.patience = 0;
    return options;
}

enum class Kind { Training, Neighbours, Sweep };

/// Does the work of a page. Who does not go on with what is in the folder sets it aside first.
int work(Kind kind, const RunFolder& folder, const JobContext& job)
{
    if (!folder.resume && holdsWork(folder.path))
        std::filesystem::remove_all(setAside(folder.path));
    SweepConfig sweep;
    sweep.base.model = smallBpr();
    sweep.base.threads = 2;
    sweep.space.axes = {parseAxis(sweep.base.model, "learning_rate=grid(0.01,0.02)")};
    sweep.scheduler = Scheduler::Grid;
    sweep.points = 0;
    sweep.jobs = 2;
    switch (kind) {
    case Kind::Training:
        run(sweep.base, smallData(), folder, job);
        break;
    case Kind::Neighbours:
        findNeighbours(smallData().library(), {.threads = 2}, job);
        break;
    case Kind::Sweep:
        runSweep(sweep, smallData(), {folder.path, folder.resume}, job);
        break;
    }
    return 0;
}

/// What became of the jobs of one storm.
struct Tally
{
    int added = 0;
    int done = 0;
    int stopped = 0;
    std::string failure = {};
};

class Storm
{
public:
    Storm(unsigned seed, const std::filesystem::path& folder, Tally& tally)
        : m_draws(seed),
          m_folder(folder),
          m_tally(tally)
    {
    }

    /// Some presses of buttons; then either all jobs are waited for, or the window is closed on them.
    void rage()
    {
        auto queue = std::make_unique<JobQueue>();
        const int presses = 3 + draw(10);
        for (int press = 0; press < presses; ++press) {
            this->press(*queue);
            if (draw(2) == 0)
                QTest::qWait(draw(3));
        }
        if (draw(3) == 0)
            return; // closes: asks the job to stop and waits for it
        queue->resume();
        if (draw(2) == 0)
            queue->stopAll();
        QTRY_VERIFY_WITH_TIMEOUT(!queue->isBusy(), 60'000);
        QCOMPARE(m_tally.done + m_tally.stopped, m_tally.added);
    }

private:
    int draw(int below) { return static_cast<int>(m_draws() % static_cast<unsigned>(below)); }

    void press(JobQueue& queue)
    {
        switch (draw(5)) {
        case 0:
            queue.pause();
            break;
        case 1:
            queue.resume();
            break;
        case 2:
            if (const auto jobs = queue.jobs(); !jobs.empty())
                queue.stop(jobs[static_cast<std::size_t>(draw(static_cast<int>(jobs.size())))].id);
            break;
        default:
            add(queue);
        }
    }

    void add(JobQueue& queue)
    {
        const auto kind = static_cast<Kind>(draw(3));
        const RunFolder folder{m_folder / std::to_string(static_cast<int>(kind)), draw(2) == 0};
        ++m_tally.added;
        queue.add(
            QStringLiteral("job"), [kind, folder](const JobContext& job) { return work(kind, folder, job); },
            [this](const Outcome<int>& outcome) {
                m_tally.done += std::holds_alternative<int>(outcome) ? 1 : 0;
                m_tally.stopped += std::holds_alternative<Cancelled>(outcome) ? 1 : 0;
                if (const auto* failure = std::get_if<Failure>(&outcome))
                    m_tally.failure = failure->message.toStdString();
            });
    }

    std::mt19937 m_draws;
    std::filesystem::path m_folder;
    Tally& m_tally;
};

/// Of this process now.
struct Holdings
{
    long residentKb = 0;
    std::ptrdiff_t descriptors = 0;
    std::ptrdiff_t threads = 0;
};

std::ptrdiff_t entriesOf(const char* folder)
{
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

Holdings holdings()
{
    Holdings now{.residentKb = 0, .descriptors = entriesOf("/proc/self/fd"), .threads = entriesOf("/proc/self/task")};
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            now.residentKb = std::stol(line.substr(6));
    return now;
}

} // namespace

void TestStorm::everyJobEndsOnceAndNothingIsLeft()
{
    const TempFiles files;
    Tally all;
    for (int storm = 0; storm < storms(); ++storm) {
        Tally tally;
        Storm(static_cast<unsigned>(storm), files.folder(), tally).rage();
        QVERIFY2(tally.failure.empty(), qPrintable(QString("storm %1: %2").arg(storm).arg(tally.failure.c_str())));
        if (QTest::currentTestFailed())
            return;
        all.added += tally.added;
        all.done += tally.done;
        all.stopped += tally.stopped;
    }
    qInfo("%d storms: %d jobs, %d came to their end, %d were stopped", storms(), all.added, all.done, all.stopped);
}

void TestStorm::nothingLeaksOverManyCycles()
{
    const TempFiles files;
    const auto cycle = [&](int number) {
        Tally tally;
        JobQueue queue;
        const auto kind = static_cast<Kind>(number % 3);
        queue.add(
            QStringLiteral("job"),
            [&](const JobContext& job) {
                return work(kind, {files.at(std::to_string(number % 3)), false}, job);
            },
            [&](const Outcome<int>&) { ++tally.done; });
        if (number % 2 == 0) { // half of them are stopped on their way
            QTest::qWait(1);
            queue.stopAll();
        }
        QTRY_COMPARE_WITH_TIMEOUT(tally.done, 1, 60'000);
    };
    constexpr int warmUp = 100;
    for (int number = 0; number < warmUp; ++number)
        cycle(number);
    const Holdings before = holdings();
    for (int number = 0; number < storms(); ++number)
        cycle(number);
    const Holdings after = holdings();
    qInfo("%d cycles: %+ld kB resident, %td to %td descriptors, %td to %td threads", storms(),
          after.residentKb - before.residentKb, before.descriptors, after.descriptors, before.threads, after.threads);
    QCOMPARE(after.descriptors, before.descriptors);
    QCOMPARE(after.threads, before.threads);
    // A sanitizer keeps freed memory; the address sanitizer looks for leaks itself when the program ends.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY2(after.residentKb - before.residentKb <= 1024, "more than 1 MiB more is resident");
#endif
}

QTEST_GUILESS_MAIN(TestStorm)
#include "tst_storm.moc"
