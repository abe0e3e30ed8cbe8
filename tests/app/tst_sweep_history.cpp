#include "tests/app/command.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

/// What `sweep` leaves in the history.
class TestSweepHistory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTrialIsARunOfTheHistory();
    void noHistoryLeavesNoTrace();
    void killedAndResumedIsOneSweepInTheHistory();
    void aForeignHistoryDoesNotStopTheSweep();
    void workspaceAndNoHistoryExcludeEachOther();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList sweep(const QString& out, const QStringList& more) const
    {
        return QStringList{"sweep", "preset:tiny", "--model", "bpr",   "--vary", "learning_rate=loguniform(0.001,0.2)",
                           "--set", "patience=0",  "--json",  "--out", path(out)}
               + more;
    }
    nlohmann::json listed(const QString& workspace) const
    {
        return call({"runs", "list", "--json", "--workspace", path(workspace)}).json()["runs"];
    }

    QTemporaryDir m_folder;
};

void TestSweepHistory::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path(QStringLiteral("cache")).toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

void TestSweepHistory::everyTrialIsARunOfTheHistory()
{
    const Result result = call(sweep("w/sweeps/lr", {"--trials", "3", "--set", "epochs=2", "--jobs", "2", "--name",
                                                     "lr", "--workspace", path("w")}));
    QVERIFY2(result.code == 0, result.error);
    const auto trials = result.json()["trials"];
    const auto runs = listed("w");
    QCOMPARE(runs.size(), std::size_t(3));
    for (const auto& trial : trials) {
        const auto run =
            std::find_if(runs.begin(), runs.end(), [&](const auto& each) { return each["id"] == trial["run_id"]; });
        QVERIFY(run != runs.end());
        QVERIFY((*run)["model_sha256"] == trial["model_sha256"]);
        QVERIFY((*run)["best"]["val_mrr"] == trial["best"]["val_mrr"]);
        QVERIFY((*run)["state"] == "finished");
        const auto shown =
            call({"runs", "show", QString::fromStdString(trial["run"]), "--json", "--workspace", path("w")});
        QVERIFY2(shown.code == 0, shown.error);
        QVERIFY(shown.json()["id"] == trial["run_id"]);
    }
    QVERIFY(call({"runs", "check", "--workspace", path("w")}).code == 0);
}

void TestSweepHistory::noHistoryLeavesNoTrace()
{
    const Result result = call(sweep("unkept", {"--trials", "2", "--set", "epochs=1", "--no-history"}));
    QVERIFY2(result.code == 0, result.error);
    QVERIFY(!result.json()["trials"][0].contains("run_id"));
    const Result list = call({"runs", "list", "--json"}); // the history it would have been in
    QVERIFY(list.code == 1 || list.json()["runs"].empty());
}

void TestSweepHistory::killedAndResumedIsOneSweepInTheHistory()
{
    const QStringList more{"--trials",  "4",          "--jobs", "2",           "--set",
                           "epochs=12", "--progress", "jsonl",  "--workspace", path("killed")};
    QProcess process;
    start(process, sweep("killed/sweep", more));
    QVERIFY2(!killedAfter(process, 18).isEmpty(), "it was over before it could be killed");
    QVERIFY(!listed("killed").empty());

    const Result resumed = call(sweep("killed/sweep", QStringList(more) << "--resume"));
    QVERIFY2(resumed.code == 0, resumed.error);
    const auto runs = listed("killed");
    QCOMPARE(runs.size(), std::size_t(4)); // no trial is two runs
    for (const auto& run : runs)
        QVERIFY2(run["state"] == "finished", run.dump().c_str());
    const Result again = call(sweep("killed/sweep", QStringList(more) << "--resume"));
    QCOMPARE(again.code, 0);
    QVERIFY(listed("killed") == runs);
    QVERIFY(again.json()["trials"][0]["run_id"] == resumed.json()["trials"][0]["run_id"]);
}

void TestSweepHistory::aForeignHistoryDoesNotStopTheSweep()
{
    QVERIFY(QDir().mkpath(path("diary")));
    QVERIFY(write(path("diary/history.sqlite"), "dear diary"));
    const Result result = call(sweep("d", {"--trials", "1", "--set", "epochs=1", "--workspace", path("diary")}));
    QCOMPARE(result.code, 0);
    QVERIFY2(result.error.contains("the sweep will not be in the history"), result.error.constData());
    QFile diary(path("diary/history.sqlite"));
    QVERIFY(diary.open(QIODevice::ReadOnly) && diary.readAll() == "dear diary");
}

void TestSweepHistory::workspaceAndNoHistoryExcludeEachOther()
{
    const Result result = call(sweep("both", {"--trials", "1", "--workspace", path("both-w"), "--no-history"}));
    QCOMPARE(result.code, 2);
    QVERIFY(!QFile::exists(path("both")));
}

QTEST_GUILESS_MAIN(TestSweepHistory)
#include "tst_sweep_history.moc"
