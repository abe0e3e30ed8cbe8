#include "core/models/bpr/bpr_options.h"
#include "core/pipeline/preset.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/recorded.h"

#include <QTest>

#include <algorithm>

using namespace tastescope;

namespace {

RunConfig bprConfig(int epochs)
{
    RunConfig config;
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 8, .epochs = epochs, .patience = 0};
    return config;
}

} // namespace

class TestRefitRecorded : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_dataset = makePreset(Preset::Tiny); }
    void aRefitIsKeptBesideItsRun();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

void TestRefitRecorded::aRefitIsKeptBesideItsRun()
{
    const TempFiles files;
    RunStore store(files.folder());
    RunConfig config = bprConfig(2);
    runRecorded(store, config, *m_dataset, {files.at("a")});
    QVERIFY(!store.runs().at(0).record.refit);
    config.refit = true; // later, of the finished run
    runRecorded(store, config, *m_dataset, {files.at("a"), true});
    QCOMPARE(store.runs().size(), std::size_t(1));
    const StoredRun kept = store.runs().at(0);
    const RunRecord record = loadRun(files.at("a")).record;
    QVERIFY(kept.record.refit.has_value());
    QVERIFY(kept.record.refit == record.refit);
    QVERIFY(kept.record.test->model == record.test->model);
    const auto artifacts = store.artifacts(kept.id);
    for (const char* kind : {"refit_model", "refit_test"})
        QVERIFY2(std::ranges::find(artifacts, kind, &Artifact::kind) != artifacts.end(), kind);
    RunConfig plain = config;
    plain.refit = false;
    QCOMPARE(seedGroupOf(plain, record.dataset), seedGroupOf(config, record.dataset));
}

QTEST_GUILESS_MAIN(TestRefitRecorded)
#include "tst_refit_recorded.moc"
