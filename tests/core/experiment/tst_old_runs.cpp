// What commit b6290ea left behind still opens and goes on. tests/data/b6290ea holds runs of preset:tiny made by it:
// finished ones of every model, and of each optimiser one that was interrupted before its last epoch with, in
// model_sha256, what that program went on to. The best epoch of the one with sgd is an earlier one than its last.

#include "core/experiment/run.h"
#include "core/experiment/run_files.h"
#include "core/pipeline/preset.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

namespace fs = std::filesystem;

namespace {

const fs::path runs = fs::path(SOURCE_ROOT) / "tests/data/b6290ea";

std::string wordIn(const fs::path& file)
{
    std::string word;
    std::ifstream(file) >> word;
    return word;
}

} // namespace

class TestOldRuns : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dataset = makePreset(Preset::Tiny); }
    void finishedRunsOpen_data();
    void finishedRunsOpen();
    void interruptedRunsGoOnToTheSameBits_data();
    void interruptedRunsGoOnToTheSameBits();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

void TestOldRuns::finishedRunsOpen_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("epochs");
    QTest::newRow("popularity") << "popularity" << 0;
    QTest::newRow("user-knn") << "user-knn" << 0;
    QTest::newRow("bpr") << "bpr" << 4;
}

void TestOldRuns::finishedRunsOpen()
{
    QFETCH(QString, name);
    QFETCH(int, epochs);
    const Run old = loadRun(runs / name.toStdString());
    requireModel(old, *m_dataset);
    QCOMPARE(std::string(modelName(old.record.config.model)), name.toStdString());
    QCOMPARE(static_cast<int>(old.record.epochs.size()), epochs);
    QVERIFY(old.record.test && !old.record.test->perUser.users.empty());

    const TempFiles files;
    const Run again = run(old.record.config, *m_dataset, {files.at("again")});
    QCOMPARE(again.record.modelSha256, old.record.modelSha256);
    QCOMPARE(again.record.test->perUser.values, old.record.test->perUser.values);
}

void TestOldRuns::interruptedRunsGoOnToTheSameBits_data()
{
    QTest::addColumn<QString>("optimiser");
    for (const char* optimiser : {"sgd", "adam", "adam_batch"})
        QTest::newRow(optimiser) << optimiser;
}

void TestOldRuns::interruptedRunsGoOnToTheSameBits()
{
    QFETCH(QString, optimiser);
    const fs::path old = runs / ("interrupted-" + optimiser.toStdString());
    const TempFiles files;
    fs::copy(old, files.at("run"), fs::copy_options::recursive);
    const RunConfig config = readRunConfig(RunFiles(files.at("run")).config);
    const Run resumed = run(config, *m_dataset, {files.at("run"), true});
    QCOMPARE(static_cast<int>(resumed.record.epochs.size()), plannedEpochs(config.model));
    QCOMPARE(resumed.record.modelSha256, wordIn(old / "model_sha256"));
}

QTEST_GUILESS_MAIN(TestOldRuns)
#include "tst_old_runs.moc"
