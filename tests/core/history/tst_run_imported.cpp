#include "core/experiment/foreign_run.h"
#include "core/history/run_filter.h"
#include "core/models/transformer/transformer_options.h"
#include "tests/core/history/history_cases.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace tastescope;

namespace {

ForeignRun foreign(const std::string& name)
{
    ForeignRun run;
    run.name = name;
    run.record.config.model = TransformerOptions{.context = 7};
    run.record.startedAt = "2024-08-26T20:11:03Z";
    run.record.seconds = 12.5;
    run.endedAt = "2024-08-27T00:19:42Z";
    run.record.epochs = {{.epoch = 1, .trainLoss = 7, .validation = {{"val_loss", 6.5}}},
                         {.epoch = 2, .trainLoss = 6, .validation = {{"val_loss", 5.5}}}};
    run.origin = {"/elsewhere/events", "/elsewhere/model.pth", "ab12", 4};
    return run;
}

} // namespace

/// A run that another program trained stands in the history as what it is.
class TestRunImported : public QObject
{
    Q_OBJECT

private slots:
    void isKeptAsItWasRead();
    void takesPartInNothingThatNeedsItsSettings();
    void whenItIsDeletedOnlyTheHistoryForgetsIt();
};

void TestRunImported::isKeptAsItWasRead()
{
    const TempFiles files;
    const RunId id = RunStore(files.folder()).add(foreign("their run"));
    const StoredRun run = RunStore(files.folder()).run(id); // opened again
    QCOMPARE(run.name(), std::string("their run"));
    QVERIFY(run.origin == foreign("").origin);
    QVERIFY(run.state == StoredState::Finished);
    QCOMPARE(run.endedAt, std::string("2024-08-27T00:19:42Z"));
    QCOMPARE(run.record.startedAt, std::string("2024-08-26T20:11:03Z"));
    QCOMPARE(run.record.seconds, 12.5);
    QCOMPARE(run.record.epochs.size(), std::size_t(2));
    QCOMPARE(run.record.epochs[1].validation.find("val_loss").value(), 5.5);
    QVERIFY(run.folder.empty() && run.record.modelSha256.empty() && run.record.dataset.hash.empty());
    QVERIFY(!RunStore(files.folder()).run(RunStore(files.folder()).add(sampleRun(files.at("r")))).origin);
}

void TestRunImported::takesPartInNothingThatNeedsItsSettings()
{
    const TempFiles files;
    RunStore store(files.folder());
    const StoredRun one = store.run(store.add(foreign("one")));
    const StoredRun two = store.run(store.add(foreign("two")));
    QVERIFY(one.seedGroup.empty() && two.seedGroup.empty()); // not two seeds of one setting
    QVERIFY(!matches(parseRunFilter("lr<1"), one));
    QVERIFY(matches(parseRunFilter("model=transformer"), one));
    const Json json = toJson(one);
    QVERIFY(json["options"].empty());
    QCOMPARE(json["origin"]["log"].get<std::string>(), std::string("/elsewhere/events"));
}

void TestRunImported::whenItIsDeletedOnlyTheHistoryForgetsIt()
{
    const TempFiles files;
    const auto theirs = files.write("events", "what they wrote");
    RunStore store(files.at("w"));
    ForeignRun run = foreign("theirs");
    run.origin.log = theirs.string();
    const RunId id = store.add(run);
    store.remove(std::span(&id, 1));
    constexpr std::int64_t day = 86'400;
    for (std::int64_t now = std::time(nullptr), i = 0; i < 40; ++i)
        store.tidy(now + i * day);
    QVERIFY(!store.find(id));
    QVERIFY(std::filesystem::exists(theirs));
    QVERIFY(std::filesystem::exists(store.file()));
}

QTEST_GUILESS_MAIN(TestRunImported)
#include "tst_run_imported.moc"
