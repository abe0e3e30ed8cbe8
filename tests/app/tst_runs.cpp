#include "tests/app/command.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

/// `runs ...` and what `train` leaves in the history.
class TestRuns : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void trainIsRecorded();
    void noHistoryLeavesNoTrace();
    void listIsFiltered();
    void badFiltersAreWrongUsage();
    void showKnowsIdNameAndFolder();
    void namesNotesAndTagsAreChanged();
    void deletedRunsComeBack();
    void exportsForSpreadsheetsAndScripts();
    void comparesByIdNameAndFolder();
    void comparesWhatIsOnlyInTheHistory();
    void comparesByAnyMetricOfAnyProtocol();
    void unknownRunsAreNotCompared_data();
    void unknownRunsAreNotCompared();
    void aForeignHistoryDoesNotStopTraining();
    void thereMayBeNoHistoryYet();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Result runs(QStringList words) const
    {
        words.insert(0, QStringLiteral("runs"));
        words << "--workspace" << path("w");
        return call(words);
    }
    Result train(const QString& out, const QStringList& more) const
    {
        return call(QStringList{"train", "preset:tiny", "--out", out, "--json", "--progress", "none"} + more);
    }

    QTemporaryDir m_folder;
    nlohmann::json m_trained;
};

void TestRuns::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path("cache").toUtf8());
    const Result bpr = train(path("w/runs/a"), {"--model", "bpr", "--set", "epochs=2", "--workspace", path("w")});
    QCOMPARE(bpr.code, 0);
    m_trained = bpr.json();
    QCOMPARE(train(path("b"), {"--model", "popularity", "--name", "=base", "--workspace", path("w")}).code, 0);
}

void TestRuns::trainIsRecorded()
{
    QCOMPARE(m_trained["id"].get<int>(), 1);
    const auto list = runs({"list", "--json"}).json()["runs"];
    QCOMPARE(list.size(), std::size_t(2));
    const auto run = list[0];
    QCOMPARE(run["name"].get<std::string>(), std::string("bpr-01"));
    QCOMPARE(run["state"].get<std::string>(), std::string("finished"));
    QCOMPARE(run["model"].get<std::string>(), std::string("bpr"));
    QCOMPARE(run["options"]["epochs"].get<int>(), 2);
    const auto best = m_trained["best_epoch"].get<std::size_t>();
    QVERIFY(run["best"] == m_trained["epochs"][best - 1]); // every double, bit for bit
    QVERIFY(run["model_sha256"] == m_trained["model_sha256"]);
    QVERIFY(run["tags"].empty() && run["note"] == "");
    QVERIFY(list[1]["best"].contains("val_mrr")); // no epochs, and yet its figures
}

void TestRuns::noHistoryLeavesNoTrace()
{
    const Result result = train(path("c"), {"--model", "popularity", "--no-history"});
    QCOMPARE(result.code, 0);
    QVERIFY(!result.json().contains("id"));
    QCOMPARE(runs({"list", "--json"}).json()["runs"].size(), std::size_t(2));
}

void TestRuns::listIsFiltered()
{
    QCOMPARE(runs({"list", "--json", "--filter", "model=bpr mrr>0"}).json()["runs"].size(), std::size_t(1));
    QCOMPARE(runs({"list", "--json", "--filter", "lr>1"}).json()["runs"].size(), std::size_t(0));
    const Result text = runs({"list", "--filter", "base"});
    QVERIFY(text.out.contains("=base") && !text.out.contains("bpr-01"));
}

void TestRuns::badFiltersAreWrongUsage()
{
    const Result result = runs({"list", "--filter", "mrr>0 lrr=3"});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.error.contains("column 7: there is no field \"lrr\""), result.error.constData());
}

void TestRuns::showKnowsIdNameAndFolder()
{
    const Result byId = runs({"show", "1", "--json"});
    QCOMPARE(byId.code, 0);
    QCOMPARE(runs({"show", "bpr-01", "--json"}).out, byId.out);
    QCOMPARE(runs({"show", path("w/runs/a"), "--json"}).out, byId.out);
    QVERIFY(byId.json()["test"] == m_trained["test"]);
    QVERIFY(byId.json()["artifacts"].size() >= 6);
    const Result nobody = runs({"show", "nobody"});
    QCOMPARE(nobody.code, 1);
    QVERIFY(nobody.error.contains("There is no run nobody"));
}

void TestRuns::namesNotesAndTagsAreChanged()
{
    QCOMPARE(runs({"note", "1", "a long note"}).code, 0);
    QCOMPARE(runs({"tag", "1", "good", "old"}).code, 0);
    QCOMPARE(runs({"tag", "1", "old", "--remove"}).code, 0);
    QCOMPARE(runs({"rename", "1", "champion"}).code, 0);
    const auto run = runs({"show", "champion", "--json"}).json();
    QCOMPARE(run["note"].get<std::string>(), std::string("a long note"));
    QVERIFY(run["tags"] == nlohmann::json::array({"good"}));
    QCOMPARE(runs({"rename", "champion", "bpr-01"}).code, 0);
}

void TestRuns::deletedRunsComeBack()
{
    QCOMPARE(runs({"delete"}).code, 2);
    QCOMPARE(runs({"delete", "2"}).code, 0);
    QCOMPARE(runs({"list", "--json"}).json()["runs"].size(), std::size_t(1));
    QCOMPARE(runs({"list", "--json", "--bin"}).json()["runs"].size(), std::size_t(1));
    QCOMPARE(runs({"restore", "2"}).code, 0);
    QCOMPARE(runs({"list", "--json"}).json()["runs"].size(), std::size_t(2));
    QCOMPARE(runs({"delete", "--failed", "--json"}).json()["runs"].size(), std::size_t(0));
    QCOMPARE(runs({"check"}).code, 0);
}

void TestRuns::exportsForSpreadsheetsAndScripts()
{
    const Result csv = runs({"export"});
    QCOMPARE(csv.out.count('\n'), qsizetype(3)); // names of the columns and two runs
    QVERIFY(csv.out.contains(",'=base,"));       // no formula
    QCOMPARE(runs({"export", "1", "--epochs"}).out.count('\n'), qsizetype(3));
    QCOMPARE(runs({"export", "--out", path("all.json")}).code, 0);
    QFile file(path("all.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(nlohmann::json::parse(file.readAll().toStdString())["runs"][0]["record"]["epochs"].size() == 2);
}

void TestRuns::comparesByIdNameAndFolder()
{
    const Result byFolder = runs({"compare", path("w/runs/a"), path("b"), "--json"});
    QVERIFY2(byFolder.code == 0, byFolder.error);
    const auto expected = byFolder.json()["pairs"][0];
    for (const QStringList& words : {QStringList{"1", "2"}, {"bpr-01", "=base"}, {"1", path("b")}}) {
        const Result result = runs(QStringList{"compare"} + words + QStringList{"--json"});
        QVERIFY2(result.code == 0, result.error);
        auto pair = result.json()["pairs"][0];
        QVERIFY(pair["a"] == words[0].toStdString() && pair["b"] == words[1].toStdString());
        pair["a"] = expected["a"];
        pair["b"] = expected["b"];
        QVERIFY2(pair == expected, pair.dump().c_str());
    }
    QVERIFY(runs({"compare", "1", "2"}).out.contains("bpr-01 (1) minus =base (2)"));
    QCOMPARE(runs({"compare", "1", "2", "--part", "test", "--metric", "hit-10"}).code, 0);
}

void TestRuns::comparesWhatIsOnlyInTheHistory()
{
    const QString workspace = path("lost");
    for (const char* name : {"a", "b"})
        QCOMPARE(train(path("lost/runs/") + name, {"--model", "bpr", "--set", "epochs=2", "--workspace", workspace,
                                                   "--seed", QString::number(*name)})
                     .code,
                 0);
    const QStringList words{"runs", "compare", "1", "2", "--json", "--workspace", workspace};
    const Result whole = call(words);
    QVERIFY2(whole.code == 0, whole.error);
    const QString folder = path("lost/runs/a/");
    for (const char* file : {"model.safetensors", "record.json", "config.json", "curve.csv"})
        QVERIFY2(QFile::remove(folder + file), file);
    QVERIFY(QDir(folder + "checkpoints").removeRecursively());
    QCOMPARE(call(words).out, whole.out);
    QVERIFY(QFile::remove(folder + "per_user_validation.safetensors"));
    const Result gone = call(words);
    QCOMPARE(gone.code, 1);
    QVERIFY2(gone.error.contains("per_user_validation.safetensors is gone"), gone.error);
    QCOMPARE(call(QStringList(words) << "--part"
                                     << "test")
                 .code,
             0);
}

void TestRuns::comparesByAnyMetricOfAnyProtocol()
{
    const QStringList words{"compare", "1", "2", "--metric", "recall-20", "--protocol", "full", "--part", "test"};
    const Result result = runs(QStringList(words) << "--json");
    QVERIFY2(result.code == 0, result.error);
    const nlohmann::json compared = result.json();
    QCOMPARE(compared["protocol"].get<std::string>(), std::string("full"));
    QVERIFY(compared["masked"] == nlohmann::json({"train", "validation"}));
    const nlohmann::json pair = compared["pairs"][0];
    QCOMPARE(pair["metric"].get<std::string>(), std::string("recall-20"));
    const auto valueOf = [&](const QString& run) {
        return call({"evaluate", "preset:tiny", "--run", run, "--protocol", "full", "--at", "20", "--json"})
            .json()["recall-20"]["value"]
            .get<double>();
    };
    const double difference = valueOf(path("w/runs/a")) - valueOf(path("b"));
    QVERIFY(std::abs(pair["difference"].get<double>() - difference) < 1e-12);
    QVERIFY(runs(words).out.contains("Recall@20, full ranking on test, measured anew"));

    const nlohmann::json train = runs(QStringList(words) << "--mask"
                                                         << "train"
                                                         << "--json")
                                     .json();
    QVERIFY(train["masked"] == nlohmann::json({"train"}));
    QVERIFY(train["pairs"][0]["difference"] != pair["difference"]);
    QCOMPARE(runs({"compare", "1", "2", "--metric", "hit-20"}).code, 0); // another K of the fixed lists
    QCOMPARE(runs({"compare", "1", "2", "--metric", "recall-20"}).code, 2);
    QCOMPARE(runs({"compare", "1", "2", "--mask", "train"}).code, 2);
    QCOMPARE(runs({"compare", "1", "2", "--metric", "hit-20", "--data", path("nowhere")}).code, 3);
}

void TestRuns::unknownRunsAreNotCompared_data()
{
    QTest::addColumn<QString>("run");
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("id") << "99"
                        << "w" << QByteArray("There is no run 99 in ");
    QTest::newRow("name") << "nobody"
                          << "w" << QByteArray("There is no run nobody in ");
    QTest::newRow("id without a history") << "1"
                                          << "nowhere" << QByteArray("There is no history in ");
    QTest::newRow("beyond every number") << "99999999999999999999"
                                         << "w" << QByteArray("There is no run 9999");
}

void TestRuns::unknownRunsAreNotCompared()
{
    QFETCH(QString, run);
    QFETCH(QString, workspace);
    QFETCH(QByteArray, complaint);
    const Result result = call({"runs", "compare", path("b"), run, "--workspace", path(workspace)});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.error.contains(complaint), result.error);
    QVERIFY(result.out.isEmpty());
}

void TestRuns::aForeignHistoryDoesNotStopTraining()
{
    QVERIFY(QDir().mkpath(path("diary")));
    QVERIFY(write(path("diary/history.sqlite"), "dear diary"));
    const Result result = train(path("d"), {"--model", "popularity", "--workspace", path("diary")});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.error.contains("will not be in the history"), result.error.constData());
    QCOMPARE(call({"runs", "list", "--workspace", path("diary")}).code, 1);
    QFile diary(path("diary/history.sqlite"));
    QVERIFY(diary.open(QIODevice::ReadOnly) && diary.readAll() == "dear diary");
}

void TestRuns::thereMayBeNoHistoryYet()
{
    const Result result = call({"runs", "list", "--workspace", path("nowhere")});
    QCOMPARE(result.code, 1);
    QVERIFY(result.error.contains("There is no history in"));
    QVERIFY(!QFile::exists(path("nowhere")));
}

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
