#include "core/experiment/run_files.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/cost.h"
#include "tests/support/strange_files.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

/// Whatever stands where a file of a run or of the history is expected: the history opens, or says why not, at once.
class TestStrangeFiles : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(5, 64), QString()); }
    void aRecordThatCannotBeReadLeavesTheRunInterrupted_data() { addStrangeFiles(); }
    void aRecordThatCannotBeReadLeavesTheRunInterrupted();
    void aModelThatCannotBeReadLeavesTheRunInterrupted_data() { addStrangeFiles(); }
    void aModelThatCannotBeReadLeavesTheRunInterrupted();
    void theHistoryItselfIsAFile_data() { addStrangeFiles(); }
    void theHistoryItselfIsAFile();
    void nothingBesideTheHistoryIsWaitedFor_data();
    void nothingBesideTheHistoryIsWaitedFor();

private:
    Cost m_cost;
};

namespace {

/// A run whose process ended: it was at its last word when `kind` took the place of a file of it.
void leaveBehind(const TempFiles& files)
{
    QCOMPARE(inChild([&files] {
                 RunStore store(files.folder());
                 const RunId id = store.add(sampleRun(files.at("r")));
                 store.addEpoch(id, sampleEpoch(1));
                 return 0;
             }),
             0);
}

/// The history opens twice, and the run is interrupted both times.
void opensWithItInterrupted(const TempFiles& files)
{
    for (int opening = 0; opening < 2; ++opening) {
        const RunStore store(files.folder());
        QCOMPARE(store.runs().size(), std::size_t{1});
        QCOMPARE(store.runs().at(0).state, StoredState::Interrupted);
        QCOMPARE(store.runs().at(0).record.epochs.size(), std::size_t{1});
        QVERIFY(store.problems().empty());
    }
}

} // namespace

void TestStrangeFiles::aRecordThatCannotBeReadLeavesTheRunInterrupted()
{
    QFETCH(std::string, kind);
    const TempFiles files;
    leaveBehind(files);
    if (!makeStrange(kind, RunFiles(files.at("r")).record))
        QSKIP("cannot be made here");
    opensWithItInterrupted(files);
}

void TestStrangeFiles::aModelThatCannotBeReadLeavesTheRunInterrupted()
{
    QFETCH(std::string, kind);
    const TempFiles files;
    leaveBehind(files);
    const RunFiles run(files.at("r"));
    files.write("r/record.json", toText(toJson(sampleRecord(2)))); // the run was done, but for the history
    if (!makeStrange(kind, run.model))
        QSKIP("cannot be made here");
    const RunStore store(files.folder());
    const StoredState state = store.runs().at(0).state;
    QVERIFY(state == StoredState::Interrupted || state == StoredState::Finished);
}

void TestStrangeFiles::theHistoryItselfIsAFile()
{
    QFETCH(std::string, kind);
    const TempFiles files;
    if (!makeStrange(kind, files.at("history.sqlite")))
        QSKIP("cannot be made here");
    QVERIFY(!refusalOf(files.folder()).empty());
}

void TestStrangeFiles::nothingBesideTheHistoryIsWaitedFor_data()
{
    QTest::addColumn<std::string>("ending");
    for (const char* ending : {"-wal", "-shm", "-journal"})
        QTest::newRow(ending) << std::string(ending);
}

void TestStrangeFiles::nothingBesideTheHistoryIsWaitedFor()
{
    QFETCH(std::string, ending);
    const TempFiles files;
    soundHistory(files);
    QVERIFY(makeStrange("pipe", files.at("sound/history.sqlite" + ending)));
    const std::string refusal = refusalOf(files.at("sound"));
    QVERIFY2(refusal.find("history.sqlite" + ending + " beside it is a folder, a pipe or a device")
                 != std::string::npos,
             refusal.c_str());
}

QTEST_GUILESS_MAIN(TestStrangeFiles)
#include "tst_strange_files.moc"
