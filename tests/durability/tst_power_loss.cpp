#include "core/base/atomic_file.h"
#include "tests/durability/power_loss.h"
#include "tests/durability/scenarios.h"

#include <fcntl.h>

using namespace tastescope;
using namespace tastescope::test;

/// The power goes at any moment of a training, and what was not synced is lost, torn or out of order. 10,000 moments:
/// TASTESCOPE_LONG=1.
class TestPowerLoss : public QObject
{
    Q_OBJECT

private slots:
    void whatIsSyncedLasts();
    void whatIsNotSyncedMayBeLostOrTorn();
    void losesNoEpochThatWasToldOf();
};

namespace {

/// What a scenario did to the disk.
struct Recorded
{
    Recorded(const Scenario& scenario, const TempFiles& files) : root(files.at("workspace"))
    {
        fs::create_directories(root);
        const std::string record = files.at("record");
        ending = enacted(
            [&](const fs::path& workspace, const JobContext& job) {
                faultsRecord(record.c_str());
                return scenario(workspace, job);
            },
            root);
        calls = readRecord(record);
    }

    fs::path root;
    Ending ending;
    std::vector<RecordedCall> calls;
};

/// Marks in the record each epoch when the person hears of it, and the end.
Models trainAndTell(const fs::path& workspace, const JobContext& job)
{
    JobContext watched = job;
    watched.sink = [&job](const JobEvent& event) {
        job.report(event);
        if (std::holds_alternative<EpochFinished>(event))
            faultsMark("epoch");
    };
    Models models = trainThree(workspace, watched);
    faultsMark("end");
    return models;
}

/// What a file holds in many states after the end of a scenario.
std::set<std::string> leftOf(const Scenario& scenario, const std::string& file)
{
    const TempFiles files;
    const Recorded recorded(scenario, files);
    PowerLossDisk disk(recorded.root);
    for (const RecordedCall& call : recorded.calls)
        disk.apply(call);
    std::mt19937 draws(1);
    std::set<std::string> found;
    for (int k = 0; k < 300; ++k) {
        const TempFiles left;
        disk.leave(left.at("w"), draws);
        found.insert(fs::exists(left.at("w") / file) ? bytesOf(left.at("w") / file) : "missing");
    }
    return found;
}

/// What the person was told before the power went.
struct Told
{
    std::size_t epochs = 0;
    bool end = false;

    void hear(const RecordedCall& call)
    {
        if (call.head.kind != RecordedHead::Mark)
            return;
        epochs += call.data == "epoch" ? 1 : 0;
        end = end || call.data == "end";
    }
};

/// Empty: all that was told is there.
std::string missing(const fs::path& workspace, const Told& told, const std::string& model)
{
    if (const std::string wrong = wrongWith(workspace); !wrong.empty())
        return wrong;
    if (told.epochs == 0)
        return {};
    if (const std::size_t found = epochsIn(workspace / "run"); found < told.epochs)
        return std::to_string(told.epochs) + " epochs were told of, the folder of the run has " + std::to_string(found);
    const std::vector<StoredRun> runs = RunStore(workspace).runs();
    if (runs.size() != 1 || runs.front().record.epochs.size() < told.epochs)
        return std::to_string(told.epochs) + " epochs were told of, the history has fewer";
    if (!told.end)
        return {};
    const Run run = loadRun(workspace / "run");
    if (!run.model || run.record.modelSha256 + "\n" != model || runs.front().state != StoredState::Finished)
        return "the run had ended, and its model or its record is not there";
    return {};
}

} // namespace

void TestPowerLoss::whatIsSyncedLasts()
{
    const Scenario synced = [](const fs::path& workspace, const JobContext&) -> Models {
        makeFolder(workspace / "a/b");
        replaceFile(workspace / "a/b/file", "old");
        replaceFile(workspace / "a/b/file", "new");
        return {};
    };
    QCOMPARE(leftOf(synced, "a/b/file"), std::set<std::string>{"new"});
}

void TestPowerLoss::whatIsNotSyncedMayBeLostOrTorn()
{
    const std::string halves = std::string(512, 'a') + std::string(512, 'b');
    const Scenario careless = [&halves](const fs::path& workspace, const JobContext&) -> Models {
        replaceFile(workspace / "file", "old");
        const int other = open((workspace / "other").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
        if (::write(other, halves.data(), halves.size()) != static_cast<ssize_t>(halves.size()))
            throw Error("not written");
        close(other);
        fs::rename(workspace / "other", workspace / "file");
        return {};
    };
    const std::set<std::string> found = leftOf(careless, "file");
    for (const std::string& expected : {std::string("old"), std::string(), halves, halves.substr(0, 512),
                                        std::string(512, '\0') + halves.substr(512)})
        QVERIFY2(found.contains(expected), expected.c_str());
    QVERIFY(!found.contains("missing"));
}

void TestPowerLoss::losesNoEpochThatWasToldOf()
{
    const TempFiles files;
    const Recorded whole(trainAndTell, files);
    QVERIFY2(whole.ending.code == 0, whole.ending.text.c_str());
    QVERIFY2(whole.calls.size() > 200, "the calls are not recorded: the shim does not stand before the C library");

    std::mt19937 draws(42);
    const int states = isLong() ? 10'000 : 60;
    std::vector<std::size_t> moments;
    for (int k = 0; k < states; ++k)
        moments.push_back(draws() % (whole.calls.size() + 1));
    std::ranges::sort(moments);

    PowerLossDisk disk(whole.root);
    Told told;
    std::size_t done = 0;
    int resumed = 0;
    for (int k = 0; k < states; ++k) {
        for (; done < moments[static_cast<std::size_t>(k)]; ++done) {
            disk.apply(whole.calls[done]);
            told.hear(whole.calls[done]);
        }
        const TempFiles left;
        const fs::path workspace = left.at("workspace");
        disk.leave(workspace, draws);
        std::string wrong = missing(workspace, told, whole.ending.text);
        if (wrong.empty() && k % 6 == 0) {
            wrong = wrongAfterGoingOn(trainThree, workspace, whole.ending.text);
            ++resumed;
        }
        QVERIFY2(wrong.empty(), qPrintable(QString("state %1, after call %2 of %3: %4")
                                               .arg(k)
                                               .arg(done)
                                               .arg(whole.calls.size())
                                               .arg(QString::fromStdString(wrong))));
        if (k % 1'000 == 999)
            qInfo("%d states, 0 epochs lost", k + 1);
    }
    QVERIFY(told.epochs == 3 || !isLong());
    qInfo("%d states over %zu calls, %d gone on from, 0 epochs lost", states, whole.calls.size(), resumed);
}

QTEST_GUILESS_MAIN(TestPowerLoss)
#include "tst_power_loss.moc"
