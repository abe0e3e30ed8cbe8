#include "core/base/error.h"
#include "core/experiment/foreign_run.h"
#include "core/files/safetensors.h"
#include "core/models/transformer/transformer_file.h"
#include "core/models/transformer/transformer_options.h"
#include "tests/core/files/event_bytes.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tastescope;
using namespace tastescope::test;

namespace {

ScalarLog log(std::vector<ScalarSeries> series)
{
    ScalarLog made;
    made.series = std::move(series);
    return made;
}

ScalarSeries series(const std::string& tag, const std::vector<std::pair<std::int64_t, double>>& points)
{
    ScalarSeries made{tag, {}};
    for (const auto& [step, value] : points)
        made.points.push_back({1000.0 + 10.0 * static_cast<double>(step), step, value});
    return made;
}

/// Weights of a tiny transformer, all zeros; as safetensors that say nothing of heads unless told to.
std::filesystem::path tinyWeights(const TempFiles& files, const std::string& name, const std::string& heads = {})
{
    const TransformerShape shape{
        .items = 3, .users = 2, .context = 2, .dimension = 4, .layers = 1, .heads = 2, .userDimension = 2, .hidden = 2};
    const WeightLayout layout(shape);
    TensorFile file{{}, transformerTensors(shape, layout, FloatLines(layout.size()))};
    if (!heads.empty())
        file.metadata["heads"] = heads;
    writeSafetensors(file, files.at(name));
    return files.at(name);
}

ForeignRun read(const std::filesystem::path& path, int heads = 0)
{
    return readForeignRun(std::span(&path, 1), {}, heads);
}

} // namespace

/// Runs of other programs become runs of the history: what their logs and weights say, and nothing more.
class TestForeignRun : public QObject
{
    Q_OBJECT

private slots:
    void anEpochIsAPointOfTheValidationLoss();
    void withoutValidationItIsAPointOfTheTrainingLoss();
    void stepsThatAreNoEpochsAreCounted();
    void tagsOfMetricsBecomeFigures();
    void refusesALogWithoutALoss();
    void headsComeFromTheFileItsNameOrThePerson();
    void aFolderIsOneRun();
    void aRunHasOneLog();
    void readsThePublishedRun();
};

void TestForeignRun::anEpochIsAPointOfTheValidationLoss()
{
    const auto epochs = epochsOf(log({series("loss/train", {{0, 7}, {1, 5}, {2, 4}, {3, 2}, {4, 9}}),
                                      series("loss/validation", {{1, 6}, {3, 3}})}),
                                 "log");
    QCOMPARE(epochs.size(), std::size_t(2));
    QCOMPARE(epochs[0].epoch, 1);
    QCOMPARE(epochs[0].trainLoss, 6.0); // (7 + 5) / 2
    QCOMPARE(epochs[0].validation.find("val_loss").value(), 6.0);
    QCOMPARE(epochs[1].epoch, 3);
    QCOMPARE(epochs[1].trainLoss, 3.0);     // (4 + 2) / 2
    QCOMPARE(epochs[1].trainSeconds, 20.0); // two steps of ten seconds
}

void TestForeignRun::withoutValidationItIsAPointOfTheTrainingLoss()
{
    const auto epochs = epochsOf(log({series("train_loss", {{0, 7}, {1, 5}})}), "log");
    QCOMPARE(epochs.size(), std::size_t(2));
    QCOMPARE(epochs[0].epoch, 1); // the first step is 0
    QCOMPARE(epochs[1].trainLoss, 5.0);
    QVERIFY(epochs[1].validation.isEmpty());
}

void TestForeignRun::stepsThatAreNoEpochsAreCounted()
{
    const auto epochs = epochsOf(log({series("Loss/train", {{500, 7}, {1000, 5}, {1500, 4}})}), "log");
    QCOMPARE(epochs.size(), std::size_t(3));
    QCOMPARE(epochs[2].epoch, 3);
}

void TestForeignRun::tagsOfMetricsBecomeFigures()
{
    const auto epochs = epochsOf(log({series("loss", {{1, 7}, {2, 5}}), series("valid/NDCG@10", {{2, 0.25}}),
                                      series("test/hit@10", {{2, 0.5}}), series("lr", {{1, 0.1}})}),
                                 "log");
    QVERIFY(epochs[0].validation.isEmpty());
    QCOMPARE(epochs[1].validation.find("ndcg-10").value(), 0.25);
    QCOMPARE(epochs[1].validation.size(), std::size_t(1));
}

void TestForeignRun::refusesALogWithoutALoss()
{
    const auto complaint = complaintOf<BadInput>([] { (void)epochsOf(log({series("lr", {{1, 0.1}})}), "log"); });
    QCOMPARE(complaint, "0:0: it has no loss, expected a tag with \"loss\" in it, found \"lr\" and such");
    ScalarSeries many{"loss", {}};
    for (std::int64_t step = 0; step <= 100'000; ++step)
        many.points.push_back({1, step, 1});
    QVERIFY(complaintOf<BadInput>([&] { (void)epochsOf(log({many}), "log"); }).find("100001 points")
            != std::string::npos);
}

void TestForeignRun::headsComeFromTheFileItsNameOrThePerson()
{
    const TempFiles files;
    QVERIFY_EXCEPTION_THROWN((void)read(tinyWeights(files, "weights.safetensors")), HeadsUnknown);
    QCOMPARE(read(files.at("weights.safetensors"), 4).origin.heads, 4);
    QCOMPARE(read(tinyWeights(files, "said.safetensors", "2")).origin.heads, 2);
    QCOMPARE(read(tinyWeights(files, "model_4_2_1_2.safetensors")).origin.heads, 2); // 4, 2, 1 are those of the tensors
    QVERIFY_EXCEPTION_THROWN((void)read(tinyWeights(files, "model_8_2_1_2.safetensors")), HeadsUnknown);
    QVERIFY_EXCEPTION_THROWN((void)read(tinyWeights(files, "model_4_2_1_3.safetensors")), HeadsUnknown);
    QVERIFY_EXCEPTION_THROWN((void)read(files.at("weights.safetensors"), 3), BadInput);
    const ForeignRun run = read(files.at("said.safetensors"));
    QCOMPARE(run.name, std::string("said"));
    QCOMPARE(run.record.dataset.items, 3);
    QVERIFY(run.record.dataset.hash.empty()); // of no data that could be open
    const auto options = run.record.config.model.as<TransformerOptions>();
    QCOMPARE(options.context, 2);
    QCOMPARE(options.hidden, 2);
    QCOMPARE(run.origin.weightsSha256.size(), std::size_t(64));
}

void TestForeignRun::aFolderIsOneRun()
{
    const TempFiles files;
    files.write("run-7/events.out.tfevents.1", stepRecord(1'700'000'000, 0, simpleValue("loss", 3))
                                                   + stepRecord(1'700'000'060, 1, simpleValue("loss", 2)) + "tail");
    const ForeignRun alone = read(files.at("run-7"));
    QCOMPARE(alone.name, std::string("run-7"));
    QCOMPARE(alone.record.startedAt, std::string("2023-11-14T22:13:20Z"));
    QCOMPARE(alone.endedAt, std::string("2023-11-14T22:14:20Z"));
    QCOMPARE(alone.record.seconds, 60.0);
    QCOMPARE(alone.series, std::vector<std::string>{"loss, steps 0 to 1, 3.0000 to 2.0000"});
    QCOMPARE(alone.remarks.size(), std::size_t(1)); // the tail
    QVERIFY(alone.origin.weights.empty());
    tinyWeights(files, "run-7/model.safetensors", "2");
    const ForeignRun both = read(files.at("run-7"));
    QCOMPARE(both.record.epochs.size(), std::size_t(2));
    QCOMPARE(both.origin.heads, 2);
    QCOMPARE(read(files.at("run-7/events.out.tfevents.1")).name, std::string("run-7")); // as TensorBoard calls it
}

void TestForeignRun::aRunHasOneLog()
{
    const std::array<std::filesystem::path, 2> two{"a/tfevents.1", "a/tfevents.2"};
    QVERIFY(complaintOf<BadInput>([&] { (void)readForeignRun(two); }).find("a/tfevents.1 as well")
            != std::string::npos);
}

void TestForeignRun::readsThePublishedRun()
{
    const auto folder = realData("recformer");
    if (!folder)
        QSKIP("the published run is not here");
    const ForeignRun run = read(*folder);
    QCOMPARE(run.record.epochs.size(), std::size_t(1000));
    QCOMPARE(run.record.epochs.back().epoch, 1000);
    QVERIFY(std::abs(run.record.epochs.front().trainLoss - 7.41048336) < 5e-9);
    QVERIFY(std::abs(run.record.epochs.back().validation.find("val_loss").value() - 5.25808573) < 5e-9);
    QCOMPARE(run.origin.heads, 4);
    QCOMPARE(run.record.dataset.users, 6040);
    QCOMPARE(run.record.dataset.items, 3883);
    QCOMPARE(run.remarks.size(), std::size_t(1)); // validation below training in every epoch
}

QTEST_GUILESS_MAIN(TestForeignRun)
#include "tst_foreign_run.moc"
