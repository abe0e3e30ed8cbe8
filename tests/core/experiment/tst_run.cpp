#include "core/base/folder_lock.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run.h"
#include "core/experiment/set_aside.h"
#include "core/io/native/native_file.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/popularity/popularity_options.h"
#include "core/pipeline/preset.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <fstream>

using namespace tastescope;

namespace {

namespace fs = std::filesystem;

RunConfig bprConfig(int epochs)
{
    RunConfig config;
    config.dataset = "preset:tiny";
    config.model = BprOptions{.embeddingDim = 16, .epochs = epochs, .schedule = Schedule::Constant, .patience = 0};
    return config;
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keepsWhatItReturns();
    void announcesChanceAndPopularity();
    void reproducesItself();
    void cancelledKeepsTheBestEpoch();
    void cancelledBeforeAnEpochKeepsNothing();
    void failuresAreRecorded();
    void aFolderWithARunIsRefused();
    void whatLearnedNothingIsInNobodysWay();
    void aFolderHasOneWriter();
    void settingAsideLosesNothing();
    void anotherDatasetIsRefused();
    void resumingWithOtherDataLeavesTheRunAsItWas();
    void aModelOfAnotherRunIsSeen();
    void damagedResultsAreSeen();
    void presetsAreKept();
    void copiesOfAFormerEditionAreNotOpened();

private:
    fs::path folder(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

void TestRun::initTestCase()
{
    m_dataset = makePreset(Preset::Tiny);
}

void TestRun::keepsWhatItReturns()
{
    const Run made = run(bprConfig(10), *m_dataset, {folder("kept")});
    QCOMPARE(made.record.state, RunState::Finished);
    QCOMPARE(made.record.epochs.size(), std::size_t(10));
    QVERIFY(made.record.test->mrr()->low > made.record.test->popularity.find("mrr")->high);

    const Run loaded = loadRun(folder("kept"));
    QCOMPARE(toText(toJson(loaded.record)), toText(toJson(made.record)));
    QVERIFY(loaded.record.validation == made.record.validation); // per-user results included
    QVERIFY(loaded.record.test == made.record.test);
    QVERIFY(!loaded.record.test->perUser.values.empty());
    std::array<float, 2> before{};
    std::array<float, 2> after{};
    const std::array items{Item{0}, Item{7}};
    made.model->score(User{3}, items, before);
    loaded.model->score(User{3}, items, after);
    QCOMPARE(after, before);
}

void TestRun::announcesChanceAndPopularity()
{
    std::vector<TrainingStarted> started;
    JobContext job;
    job.sink = [&](const JobEvent& event) {
        if (const auto* start = std::get_if<TrainingStarted>(&event))
            started.push_back(*start);
    };
    const Run made = run(bprConfig(1), *m_dataset, {folder("announced")}, job);
    QCOMPARE(started.size(), std::size_t(1));
    QCOMPARE(started[0].negatives, 50);
    QCOMPARE(started[0].positives, made.record.validation->positives);
    QVERIFY(std::abs(*started[0].chance.mrr() - 0.0886) < 0.00005);
    QCOMPARE(started[0].popularity.mrr().value(), made.record.validation->popularity.find("mrr")->value);
    QCOMPARE(made.record.epochs[0].validation.mrr().value(), made.record.validation->mrr()->value);
}

void TestRun::reproducesItself()
{
    RunConfig config = bprConfig(2);
    config.threads = 1;
    const std::string one = run(config, *m_dataset, {folder("one")}).record.modelSha256;
    config.threads = 4;
    QCOMPARE(run(config, *m_dataset, {folder("four")}).record.modelSha256, one);
    setOption(config.model, "seed", std::int64_t{43});
    QVERIFY(run(config, *m_dataset, {folder("other")}).record.modelSha256 != one);
}

void TestRun::cancelledKeepsTheBestEpoch()
{
    std::stop_source stop;
    JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    std::string stage;
    job.sink = [&](const JobEvent& event) {
        if (const auto* begun = std::get_if<StageStarted>(&event))
            stage = begun->title;
        if (const auto* epoch = std::get_if<EpochFinished>(&event); epoch && epoch->epoch == 2)
            stop.request_stop();
    };
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(50), *m_dataset, {folder("stopped")}, job), Cancelled);
    QCOMPARE(stage, std::string("saving what was learned")); // why it takes a moment
    const Run stopped = loadRun(folder("stopped"));
    QCOMPARE(stopped.record.state, RunState::Stopped);
    QCOMPARE(stopped.record.epochs.size(), std::size_t(2));
    QVERIFY(stopped.model);
    QVERIFY(!stopped.record.test);
    const Run whole = run(bprConfig(2), *m_dataset, {folder("whole")});
    QCOMPARE(stopped.record.modelSha256, whole.record.modelSha256);
}

void TestRun::cancelledBeforeAnEpochKeepsNothing()
{
    std::stop_source stop;
    stop.request_stop();
    const JobContext job{.stop = stop.get_token(), .sink = {}, .gate = {}};
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(2), *m_dataset, {folder("nothing")}, job), Cancelled);
    QVERIFY_EXCEPTION_THROWN(loadRun(folder("nothing")), Error);
}

void TestRun::failuresAreRecorded()
{
    RunConfig config = bprConfig(2);
    setOption(config.model, "learning_rate", 10.0); // diverges in the first epoch
    setOption(config.model, "l2", 1.0);
    QVERIFY_EXCEPTION_THROWN(run(config, *m_dataset, {folder("failed")}), Error);
    const Run failed = loadRun(folder("failed"));
    QCOMPARE(failed.record.state, RunState::Diverged);
    QVERIFY2(failed.record.message.find("diverged") != std::string::npos, failed.record.message.c_str());
    QVERIFY(!failed.model);
    QVERIFY_EXCEPTION_THROWN(requireModel(failed, *m_dataset), Error);

    config.model = BprOptions{.learningRate = -1}; // refused before the folder is touched
    QVERIFY_EXCEPTION_THROWN(run(config, *m_dataset, {folder("refused")}), Error);
    QVERIFY(!fs::exists(folder("refused")));
}

void TestRun::aFolderWithARunIsRefused()
{
    const std::string kept = run(bprConfig(3), *m_dataset, {folder("held")}).record.modelSha256;
    RunConfig other = bprConfig(1);
    other.model = PopularityOptions{};
    for (const RunConfig& config : {bprConfig(3), other})
        QVERIFY_EXCEPTION_THROWN(run(config, *m_dataset, {folder("held")}), Error);
    QCOMPARE(loadRun(folder("held")).record.modelSha256, kept);
    fs::remove(folder("held") / "model.safetensors"); // killed before it wrote one: the checkpoints are work, too
    QVERIFY_EXCEPTION_THROWN(run(other, *m_dataset, {folder("held")}), Error);
    fs::create_directories(folder("s"));
    std::ofstream(folder("s") / "sweep.json") << "{}";
    QVERIFY_EXCEPTION_THROWN(run(other, *m_dataset, {folder("s")}), Error);
}

void TestRun::whatLearnedNothingIsInNobodysWay()
{
    RunConfig config = bprConfig(2);
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY_EXCEPTION_THROWN(run(config, *m_dataset, {folder("nothing-yet")}, {.stop = stopped.get_token()}),
                             Cancelled);
    QVERIFY(fs::exists(folder("nothing-yet") / "config.json"));
    config.model = PopularityOptions{};
    run(config, *m_dataset, {folder("nothing-yet")});
    QVERIFY(loadRun(folder("nothing-yet")).record.config.model == config.model);
}

void TestRun::aFolderHasOneWriter()
{
    const FolderLock other(folder("taken"));
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(1), *m_dataset, {folder("taken")}), FolderTaken);
    QVERIFY_EXCEPTION_THROWN(run(bprConfig(1), *m_dataset, {folder("taken"), true}), FolderTaken);
    QVERIFY(!fs::exists(folder("taken") / "config.json"));
}

void TestRun::settingAsideLosesNothing()
{
    const std::string kept = run(bprConfig(1), *m_dataset, {folder("aside")}).record.modelSha256;
    std::ofstream(folder("aside") / "notes.txt") << "mine";
    const fs::path first = setAside(folder("aside"));
    QCOMPARE(first.filename(), fs::path("aside-replaced-1"));
    QCOMPARE(loadRun(first).record.modelSha256, kept);
    QVERIFY(fs::exists(first / "notes.txt"));
    QVERIFY(!fs::exists(FolderLock::fileIn(first)));
    run(bprConfig(2), *m_dataset, {folder("aside")});
    QCOMPARE(setAside(folder("aside")).filename(), fs::path("aside-replaced-2"));
}

void TestRun::anotherDatasetIsRefused()
{
    const Run made = run(bprConfig(1), *m_dataset, {folder("foreign")});
    requireModel(made, *m_dataset);
    QVERIFY_EXCEPTION_THROWN(requireModel(made, *makePreset(Preset::Tiny, {.seed = 5})), Error);
}

void TestRun::resumingWithOtherDataLeavesTheRunAsItWas()
{
    const Run made = run(bprConfig(1), *m_dataset, {folder("mine")});
    const auto other = makePreset(Preset::Tiny, {.seed = 5});
    RunConfig config = bprConfig(1);
    config.dataset = "other.taste";
    QVERIFY_EXCEPTION_THROWN(run(config, *other, {folder("mine"), true}), Error);
    const Run kept = loadRun(folder("mine"));
    QCOMPARE(toText(toJson(kept.record)), toText(toJson(made.record)));
    QVERIFY(kept.model);
    QCOMPARE(readRunConfig(folder("mine") / "config.json").dataset, std::string("preset:tiny"));
}

void TestRun::aModelOfAnotherRunIsSeen()
{
    // What a crash between model.safetensors and record.json of a resumed run leaves, or a hand that mixed folders.
    run(bprConfig(1), *m_dataset, {folder("mixed")});
    run(bprConfig(2), *m_dataset, {folder("donor")});
    fs::copy_file(folder("donor") / "model.safetensors", folder("mixed") / "model.safetensors",
                  fs::copy_options::overwrite_existing);
    QVERIFY_EXCEPTION_THROWN(loadRun(folder("mixed")), BadInput);
}

void TestRun::damagedResultsAreSeen()
{
    run(bprConfig(1), *m_dataset, {folder("damaged")});
    const fs::path file = folder("damaged") / "per_user_test.safetensors";
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(-3, std::ios::end);
    stream.put('\x55');
    stream.close();
    QVERIFY_EXCEPTION_THROWN(loadRun(folder("damaged")), BadInput);
}

void TestRun::presetsAreKept()
{
    qputenv("XDG_CACHE_HOME", m_folder.path().toUtf8());
    const std::string hash = openDataset("preset:tiny")->hash();
    QCOMPARE(hash, m_dataset->hash());
    const QStringList kept = QDir(m_folder.filePath(QStringLiteral("tastescope"))).entryList(QDir::Files);
    QCOMPARE(kept.size(), 1);

    // A damaged copy is made again, and said so.
    fs::resize_file(folder("tastescope") / kept.front().toStdString(), 100);
    int notes = 0;
    JobContext job;
    job.sink = [&](const JobEvent& event) { notes += std::holds_alternative<Note>(event) ? 1 : 0; };
    QCOMPARE(openDataset("preset:tiny", job)->hash(), hash);
    QCOMPARE(notes, 1);
    QVERIFY_EXCEPTION_THROWN(openDataset("preset:huge"), Error);
    QVERIFY_EXCEPTION_THROWN(openDataset("no such file"), Error);
}

/// Up to edition 1 the name of a kept preset did not hold the edition.
void TestRun::copiesOfAFormerEditionAreNotOpened()
{
    qputenv("XDG_CACHE_HOME", QFile::encodeName(m_folder.filePath(QStringLiteral("former"))));
    const fs::path former = folder("former/tastescope") / ("tiny-42-" TASTESCOPE_VERSION ".taste");
    fs::create_directories(former.parent_path());
    saveDataset(*makePreset(Preset::Tiny, {.seed = 5}), former);
    QCOMPARE(openDataset("preset:tiny")->hash(), m_dataset->hash());
    QVERIFY(fs::exists(former));
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
