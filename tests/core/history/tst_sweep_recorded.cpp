#include "core/pipeline/preset.h"
#include "tests/core/experiment/small_sweep.h"
#include "tests/core/history/history_cases.h"
#include "tests/support/recorded.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>

using namespace tastescope;

class TestSweepRecorded : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsTheSweepItsTrialsAndTheirRuns();
    void aNameThatIsNoUtf8IsKept();
    void goesOnAsTheSameSweep();
    void trialsThatWereGivenUpAreSaidToBe();
    void aHistoryThatCannotBeWrittenDoesNotEndTheSweep();
    void whatCannotBeRunIsNotKept();

private:
    std::shared_ptr<const Dataset> m_dataset;
};

namespace {

std::string recordText(const RunRecord& record)
{
    return toText(toJson(record));
}

std::vector<TrialPhase> statesOf(const StoredSweep& sweep)
{
    std::vector<TrialPhase> states;
    for (const StoredTrial& trial : sweep.trials)
        states.push_back(trial.state);
    return states;
}

} // namespace

void TestSweepRecorded::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestSweepRecorded::keepsTheSweepItsTrialsAndTheirRuns()
{
    const TempFiles files;
    RunStore store(files.folder());
    SweepConfig config = small(5);
    config.base.name = "lr-small";
    config.jobs = 2;
    const Sweep made = runSweepRecorded(store, config, *m_dataset, {files.at("sweeps/lr-small")});
    QCOMPARE(models(made), models(runSweep(config, *m_dataset, {files.at("plain")}))); // recording changes nothing

    QCOMPARE(store.sweeps().size(), std::size_t(1));
    const StoredSweep kept = store.sweeps().front();
    QCOMPARE(kept.name, std::string("lr-small"));
    QCOMPARE(kept.model, std::string("bpr"));
    QVERIFY(kept.state == SweepState::Finished);
    QVERIFY(!kept.endedAt.empty());
    QVERIFY(readSweepConfig(Json::parse(kept.optionsJson), "history") == config);
    QCOMPARE(kept.trials.size(), std::size_t(5));
    for (const StoredTrial& trial : kept.trials) {
        const SweepTrial& original = made.trials[static_cast<std::size_t>(trial.number) - 1];
        QVERIFY(trial.state == TrialPhase::Finished);
        QCOMPARE(trial.optionsJson, toJson(original.settings).dump());
        QVERIFY(trial.run);
        const StoredRun run = store.run(*trial.run);
        QVERIFY(run.state == StoredState::Finished);
        QVERIFY(run.trial == (TrialPlace{kept.id, trial.number}));
        QCOMPARE(run.name(), "lr-small-0" + std::to_string(trial.number));
        QCOMPARE(recordText(run.record), recordText(*original.record));
        QVERIFY(store.userResults(run.id, Part::Validation) == validationResults(original));
    }
}

/// Names and paths are bytes; JSON is not.
void TestSweepRecorded::aNameThatIsNoUtf8IsKept()
{
    const TempFiles files;
    RunStore store(files.folder());
    SweepConfig config = small(1);
    config.base.name = "lr-\xFF";
    config.base.dataset = "/data/\xC3";
    const Sweep made = runSweepRecorded(store, config, *m_dataset, {files.at("sweeps/s")});
    QCOMPARE(made.trials.size(), std::size_t(1));
    QCOMPARE(store.sweeps().at(0).name, std::string("lr-\xFF"));
    QCOMPARE(readSweepConfig(parseJson(store.sweeps().at(0).optionsJson, "history"), "history").space.axes.size(),
             config.space.axes.size());
}

void TestSweepRecorded::goesOnAsTheSameSweep()
{
    const TempFiles files;
    RunStore store(files.folder());
    const SweepConfig config = small(4, 3);
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    job.sink = [&](const JobEvent& event) { // in the middle of the second trial
        if (const auto* told = std::get_if<TrialEpoch>(&event); told && told->trial == 2 && told->epoch.epoch == 2)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(runSweepRecorded(store, config, *m_dataset, {files.at("sweep")}, job), Cancelled);
    QVERIFY(store.sweeps().at(0).state == SweepState::Stopped);
    QCOMPARE(statesOf(store.sweeps().at(0)), (std::vector{TrialPhase::Finished, TrialPhase::Interrupted}));

    runSweepRecorded(store, config, *m_dataset, {files.at("sweep"), true});
    QCOMPARE(store.sweeps().size(), std::size_t(1));
    QVERIFY(store.sweeps().at(0).state == SweepState::Finished);
    QCOMPARE(statesOf(store.sweeps().at(0)), std::vector(4, TrialPhase::Finished));
    QCOMPARE(store.runs().size(), std::size_t(4)); // no trial is two runs
    for (const StoredRun& run : store.runs())
        QCOMPARE(run.record.epochs.size(), std::size_t(3));
}

void TestSweepRecorded::trialsThatWereGivenUpAreSaidToBe()
{
    const TempFiles files;
    RunStore store(files.folder());
    SweepConfig config = small(4, 4);
    config.scheduler = Scheduler::Halving;
    config.eta = 2;
    const Sweep made = runSweepRecorded(store, config, *m_dataset, {files.at("sweep")});
    const StoredSweep kept = store.sweeps().front();
    QCOMPARE(std::ranges::count(made.trials, TrialPhase::EarlyStopped, &SweepTrial::phase), 3);
    for (const SweepTrial& trial : made.trials) {
        const StoredTrial& stored = kept.trials.at(static_cast<std::size_t>(trial.id) - 1);
        const StoredRun run = store.run(*stored.run);
        const bool givenUp = trial.phase == TrialPhase::EarlyStopped;
        QVERIFY(stored.state == (givenUp ? TrialPhase::EarlyStopped : TrialPhase::Finished));
        QCOMPARE(stored.message, trial.message);
        QVERIFY(run.state == (givenUp ? StoredState::Stopped : StoredState::Finished));
        QCOMPARE(run.record.epochs.size(), trial.record->epochs.size());
    }
}

void TestSweepRecorded::aHistoryThatCannotBeWrittenDoesNotEndTheSweep()
{
    const TempFiles files;
    RunStore(files.folder()); // makes it
    RunStore store(files.folder(), HistoryAccess::ReadOnly);
    std::vector<std::string> notes;
    JobContext job;
    job.sink = [&notes](const JobEvent& event) {
        if (const auto* note = std::get_if<Note>(&event); note && note->text.starts_with("The history"))
            notes.push_back(note->text);
    };
    const Sweep made = runSweepRecorded(store, small(2), *m_dataset, {files.at("sweep")}, job);
    QCOMPARE(phases(made), std::vector(2, TrialPhase::Finished));
    QCOMPARE(notes.size(), std::size_t(1));
    QVERIFY2(notes[0].starts_with("The history does not have all of this sweep. The history is only read."),
             notes[0].c_str());
}

void TestSweepRecorded::whatCannotBeRunIsNotKept()
{
    const TempFiles files;
    RunStore store(files.folder());
    SweepConfig config = small(2);
    config.seeds = 0;
    QVERIFY_EXCEPTION_THROWN(runSweepRecorded(store, config, *m_dataset, {files.at("sweep")}), Error);
    QVERIFY(store.sweeps().empty());
}

QTEST_GUILESS_MAIN(TestSweepRecorded)
#include "tst_sweep_recorded.moc"
