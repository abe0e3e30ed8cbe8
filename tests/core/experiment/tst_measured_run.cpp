#include "core/evaluation/full.h"
#include "core/evaluation/sampled.h"
#include "core/experiment/measured_run.h"
#include "core/experiment/sweep_analysis.h"
#include "core/models/bpr/bpr_options.h"
#include "core/pipeline/preset.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tastescope;

namespace {

namespace fs = std::filesystem;

RunConfig bprConfig(int negatives)
{
    RunConfig config;
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 8, .epochs = 3, .patience = 0};
    config.negatives = negatives;
    return config;
}

} // namespace

/// What runs are held against each other by, when the results they kept do not answer it.
class TestMeasuredRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keptResultsAnswerWhatTheyHold();
    void theOwnListsAreUsed();
    void fullRankingIsThatOfEvaluateFull();
    void whatAProtocolDoesNotHaveIsRefused_data();
    void whatAProtocolDoesNotHaveIsRefused();
    void sweepsAreJudgedByAnyMeasure();
    void theDefaultMeasureJudgesAsBefore();

private:
    fs::path folder(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    Run m_run;
    Sweep m_sweep;
};

void TestMeasuredRun::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
    run(bprConfig(99), *m_dataset, {folder("run")});
    m_run = loadRun(folder("run"));
    SweepConfig config;
    config.base = bprConfig(50);
    config.base.name = "sweep";
    config.space.axes = {{.name = "learning_rate", .kind = AxisKind::Grid, .values = {0.0005, 0.003, 0.01, 0.03, 0.1}}};
    config.scheduler = Scheduler::Grid;
    config.points = 0;
    m_sweep = runSweep(config, *m_dataset, {folder("sweep"), false});
}

void TestMeasuredRun::keptResultsAnswerWhatTheyHold()
{
    QVERIFY(isKept(m_run.record, {}));
    QVERIFY(isKept(m_run.record, {.metric = "ndcg-10", .part = Part::Test}));
    QVERIFY(!isKept(m_run.record, {.metric = "hit-20"}));
    QVERIFY(!isKept(m_run.record, {.protocol = Protocol::Full}));
    const EvaluationOptions own = optionsOf(m_run.record, Part::Test);
    QVERIFY(own.protocol == Protocol::Sampled);
    QCOMPARE(own.cutoffs, (std::vector<int>{1, 5, 10}));
    // Measured anew, kept results come out bit for bit.
    const UserResults anew = measuredResults(m_run, *m_dataset, {.metric = "hit-10"});
    const UserResults& kept = m_run.record.validation->perUser;
    QVERIFY(anew.users == kept.users);
    for (std::size_t row = 0; row < kept.users.size(); ++row)
        QCOMPARE(anew.value(row, anew.column("hit-10")), kept.value(row, kept.column("hit-10")));
}

void TestMeasuredRun::theOwnListsAreUsed()
{
    // Lists of 100, not of 51: by chance Hit@20 is 20 / 100.
    const Evaluation evaluation =
        evaluateModel(*m_run.model, *m_dataset, {.part = Part::Test, .cutoffs = {20}}, listsOf(m_run.record.config, 0));
    QCOMPARE(evaluation.longestList, std::int64_t(100));
    QVERIFY(std::abs(evaluation.chance.find("hit-20")->value - 0.2) < 1e-12);
    const UserResults anew = measuredResults(m_run, *m_dataset, {.metric = "hit-20", .part = Part::Test});
    QVERIFY(anew == evaluation.perUser);
}

void TestMeasuredRun::fullRankingIsThatOfEvaluateFull()
{
    for (const Mask mask : {Mask::Known, Mask::Train}) {
        const Evaluation evaluation = evaluateFull(
            *m_run.model, *m_dataset, {.part = Part::Test, .mask = mask, .cutoffs = {20}, .baselines = false});
        const Measure measure{.metric = "recall-20", .protocol = Protocol::Full, .part = Part::Test, .mask = mask};
        QVERIFY(measuredResults(m_run, *m_dataset, measure) == evaluation.perUser);
    }
}

void TestMeasuredRun::whatAProtocolDoesNotHaveIsRefused_data()
{
    QTest::addColumn<QString>("metric");
    QTest::addColumn<bool>("full");
    QTest::newRow("no such metric") << "precision-5" << true;
    QTest::newRow("no K") << "recall" << true;
    QTest::newRow("K of what has none") << "mrr-5" << false;
    QTest::newRow("K below 1") << "hit-0" << false;
    QTest::newRow("recall of one item is Hit") << "recall-20" << false;
}

void TestMeasuredRun::whatAProtocolDoesNotHaveIsRefused()
{
    QFETCH(QString, metric);
    QFETCH(bool, full);
    const Measure measure{.metric = metric.toStdString(), .protocol = full ? Protocol::Full : Protocol::Sampled};
    QVERIFY_EXCEPTION_THROWN(requireMeasurable(measure), Error);
    QVERIFY_EXCEPTION_THROWN(measuredResults(m_run, *m_dataset, measure), Error);
}

void TestMeasuredRun::sweepsAreJudgedByAnyMeasure()
{
    const Measure measure{.metric = "recall-20", .protocol = Protocol::Full};
    const JudgedSweep judged = judgeSweep(m_sweep, *m_dataset, measure);
    int best = 0;
    double highest = -1;
    for (const SweepTrial& trial : judged.sweep.trials) {
        const Evaluation evaluation =
            evaluateFull(*loadRun(trial.folder).model, *m_dataset, {.cutoffs = {20}, .baselines = false});
        const double value = evaluation.model.find("recall-20")->value;
        QCOMPARE(trial.judged, std::optional(value));
        if (value > highest) {
            highest = value;
            best = trial.id;
        }
    }
    QCOMPARE(judged.sweep.best, best);
    QCOMPARE(judged.verdicts.size(), judged.sweep.trials.size());
    for (const TrialVerdict& verdict : judged.verdicts)
        QCOMPARE(verdict.againstBest.has_value(), verdict.trial != best);
    QCOMPARE(judged.verdicts[best == 1 ? 1 : 0].againstBest->metric, std::string("recall-20"));
}

void TestMeasuredRun::theDefaultMeasureJudgesAsBefore()
{
    const std::vector<TrialVerdict> before = judgeTrials(m_sweep);
    const JudgedSweep judged = judgeSweep(m_sweep, *m_dataset, {});
    QCOMPARE(judged.sweep.best, m_sweep.best);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY(judged.verdicts[i].againstBest == before[i].againstBest);
        QCOMPARE(judged.verdicts[i].asGoodAsBest, before[i].asGoodAsBest);
        QCOMPARE(judged.sweep.trials[i].value(), judged.sweep.trials[i].mrr());
    }
}

QTEST_GUILESS_MAIN(TestMeasuredRun)
#include "tst_measured_run.moc"
