#include "core/experiment/run_files.h"
#include "core/history/run_filter.h"
#include "core/models/bpr/train_bpr.h"
#include "core/models/model_file.h"
#include "tests/core/history/history_cases.h"
#include "tests/core/models/bpr/planted.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

namespace fs = std::filesystem;

/// Which figures are measured is data: one that training begins to watch needs no other change.
class TestAddedMetric : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void passesThroughTheCheckpoint();
    void passesThroughTheCurveFile();
    void passesThroughTheRecord();
    void passesThroughTheHistoryAndAFilter();

private:
    std::vector<EpochFinished> m_told;
    std::vector<EpochFinished> m_kept;
};

namespace {

/// Recall@20 is in the table of metrics, but training does not watch it.
Figures withRecall(int epoch)
{
    return {{"mrr", 0.5 - 0.1 * epoch}, {"hit-10", 0.3 + 0.1 * epoch}, {"recall-20", 0.1 * epoch}};
}

std::string lineOf(const std::string& text, int line)
{
    std::istringstream stream(text);
    std::string found;
    for (int i = 0; i <= line; ++i)
        std::getline(stream, found);
    return found;
}

} // namespace

void TestAddedMetric::initTestCase()
{
    const TempFiles files;
    TrainingHooks hooks;
    hooks.checkpoints = files.folder();
    hooks.validate = [epoch = 0](const Model&) mutable { return withRecall(++epoch); };
    const JobContext job{.sink = [this](const JobEvent& event) {
        if (const auto* epoch = std::get_if<EpochFinished>(&event))
            m_told.push_back(*epoch);
    }};
    const Dataset dataset(plantedParts());
    (void)trainBpr(BprOptions{.embeddingDim = 4, .learningRate = 0.05, .epochs = 3, .patience = 0}, dataset, hooks,
                   job);
    m_kept = learnedSoFar(files.folder())->curve;
}

void TestAddedMetric::passesThroughTheCheckpoint()
{
    QCOMPARE(m_told.size(), std::size_t(3));
    QCOMPARE(m_kept.size(), std::size_t(3));
    for (int epoch = 1; epoch <= 3; ++epoch) {
        QVERIFY(m_told[static_cast<std::size_t>(epoch) - 1].validation == withRecall(epoch));
        QVERIFY(m_kept[static_cast<std::size_t>(epoch) - 1].validation == withRecall(epoch));
    }
    QVERIFY(m_kept[0].validation.sharedNames() == m_kept[2].validation.sharedNames()); // one list in memory
}

void TestAddedMetric::passesThroughTheCurveFile()
{
    const TempFiles files;
    std::vector<EpochFinished> curve = m_kept;
    curve[0].validation = {{"mrr", 0.25}}; // by a program that did not know the others
    saveCurve(curve, files.at("curve.csv"));
    const std::string text = bytesOf(files.at("curve.csv"));
    QVERIFY2(lineOf(text, 0).starts_with("epoch,train_loss,val_mrr,hit-10,recall-20,seconds,"), text.c_str());
    QVERIFY2(lineOf(text, 1).find(",0.25,nan,nan,") != std::string::npos, text.c_str());
    QVERIFY2(lineOf(text, 3).find(",0.6000000000000001,0.30000000000000004,") != std::string::npos, text.c_str());
}

void TestAddedMetric::passesThroughTheRecord()
{
    RunRecord record = sampleRecord(0);
    record.epochs = m_kept;
    const RunRecord read = readRunRecord(toJson(record), "record.json");
    QVERIFY(std::ranges::equal(read.epochs, m_kept, sameEpoch));
}

void TestAddedMetric::passesThroughTheHistoryAndAFilter()
{
    const TempFiles files;
    RunStore store(files.folder());
    const RunId id = store.add(sampleRun(files.at("r")));
    for (const EpochFinished& epoch : m_kept)
        store.addEpoch(id, epoch);
    const StoredRun run = store.run(id);
    QVERIFY(std::ranges::equal(run.record.epochs, m_kept, sameEpoch));
    QVERIFY(run.record.epochs[0].validation.sharedNames() == run.record.epochs[2].validation.sharedNames());
    QVERIFY(matches(parseRunFilter("recall-20>0.09"), run)); // epoch 1 is the best by MRR
    QVERIFY(!matches(parseRunFilter("Recall@20>0.11"), run));
    QVERIFY(matches(parseRunFilter("recall-20>0.29"), run, {EpochChoice::Rule::Last}));

    store.addEpoch(id, {.epoch = 3, .trainLoss = 1, .validation = {{"mrr", 0.1}}}); // told again, with fewer figures
    QVERIFY(store.run(id).record.epochs[2].validation == (Figures{{"mrr", 0.1}}));
    store.dropEpochsFrom(id, 2);
    QVERIFY(std::ranges::equal(store.run(id).record.epochs, std::span(m_kept).first(1), sameEpoch));
}

QTEST_GUILESS_MAIN(TestAddedMetric)
#include "tst_added_metric.moc"
