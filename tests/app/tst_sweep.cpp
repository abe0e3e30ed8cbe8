#include "tests/app/command.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

class TestSweepCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void jsonIsAsPromised();
    void trialsAreJudgedByAnyMeasure();
    void seedsOfAPointAreASetting();
    void resultsDoNotDependOnJobs();
    void killedAndResumedEqualsUninterrupted_data();
    void killedAndResumedEqualsUninterrupted();
    void thePublishedSweepIsOneWord();
    void textMarksTheBestAndTies();
    void comparesRuns();
    void wrongWordsAreWrongUsage_data();
    void wrongWordsAreWrongUsage();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QStringList sweep(const QString& out, const QStringList& more = {}) const
    {
        return QStringList{"sweep",   "preset:tiny",
                           "--model", "bpr",
                           "--vary",  "learning_rate=loguniform(0.001,0.2)",
                           "--vary",  "embedding_dim=choice(8,16)",
                           "--set",   "patience=0",
                           "--json",  "--out",
                           path(out)}
               + more;
    }

    QTemporaryDir m_folder;
};

void TestSweepCommand::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path(QStringLiteral("cache")).toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

void TestSweepCommand::jsonIsAsPromised()
{
    const Result result = call(sweep("json", {"--trials", "3", "--set", "epochs=2"}));
    QVERIFY2(result.code == 0, result.error);
    const auto json = result.json();
    QCOMPARE(json["trials"].size(), std::size_t(3));
    double best = 0;
    for (const auto& trial : json["trials"]) {
        for (const char* name : {"id", "options", "state", "best", "model_sha256", "seconds"})
            QVERIFY2(trial.contains(name), name);
        for (const char* name : {"epoch", "val_mrr", "hit-1", "hit-5", "hit-10"})
            QVERIFY2(trial["best"].contains(name), name);
        QVERIFY(trial["options"].contains("learning_rate") && trial["options"].contains("embedding_dim"));
        QVERIFY(trial["state"] == "finished");
        best = std::max(best, trial["best"]["val_mrr"].get<double>());
    }
    const auto winner = json["trials"][json["best"].get<std::size_t>() - 1];
    QCOMPARE(winner["best"]["val_mrr"].get<double>(), best);
    QVERIFY(!winner["as_good_as_best"].get<bool>() && json["as_good_as_best"].empty()); // of three nothing is said
    const Result run = call(
        {"evaluate", "preset:tiny", "--run", QString::fromStdString(winner["run"]), "--part", "validation", "--json"});
    QVERIFY2(run.code == 0, run.error);
    QCOMPARE(run.json()["mrr"]["value"].get<double>(), best);
}

void TestSweepCommand::trialsAreJudgedByAnyMeasure()
{
    const QStringList words{"--trials", "3", "--set", "epochs=2", "--metric", "recall-20", "--protocol", "full"};
    const Result result = call(sweep("judged", words));
    QVERIFY2(result.code == 0, result.error);
    const auto json = result.json();
    QVERIFY(json["judged_by"]["metric"] == "recall-20" && json["judged_by"]["protocol"] == "full");
    double best = 0;
    for (const auto& trial : json["trials"]) {
        const auto figures = call({"evaluate", "preset:tiny", "--run", QString::fromStdString(trial["run"]), "--part",
                                   "validation", "--protocol", "full", "--at", "20", "--no-baselines", "--json"})
                                 .json();
        QCOMPARE(trial["judged"].get<double>(), figures["recall-20"]["value"].get<double>());
        best = std::max(best, trial["judged"].get<double>());
    }
    const auto winner = json["trials"][json["best"].get<std::size_t>() - 1];
    QCOMPARE(winner["judged"].get<double>(), best);
    QCOMPARE(call(sweep("wrong", {"--trials", "3", "--metric", "recall-20"})).code, 2); // fixed lists do not have it
}

/// As `runs compare --group` holds them against each other, and mean and range as the trials have them.
void TestSweepCommand::seedsOfAPointAreASetting()
{
    const QStringList words{"--trials", "2", "--seeds", "2", "--set", "epochs=2", "--workspace", path("w")};
    const Result result = call(sweep("seeds", words));
    QVERIFY2(result.code == 0, result.error);
    const auto json = result.json();
    QCOMPARE(json["points"].size(), std::size_t(2));
    std::vector<QString> first; // of each point, its first run
    for (const auto& point : json["points"]) {
        std::vector<double> values;
        for (const auto& id : point["trials"]) {
            const auto& trial = json["trials"][id.get<std::size_t>() - 1];
            values.push_back(trial["best"]["val_mrr"].get<double>());
            if (values.size() == 1)
                first.push_back(QString::number(trial["run_id"].get<int>()));
        }
        QCOMPARE(values.size(), std::size_t(2));
        const auto& value = point["val_mrr"];
        QVERIFY(std::abs(value["value"].get<double>() - (values[0] + values[1]) / 2) < 1e-12);
        QCOMPARE(value["lowest"].get<double>(), std::min(values[0], values[1]));
        QCOMPARE(value["highest"].get<double>(), std::max(values[0], values[1]));
    }
    const auto best = json["best_point"].get<std::size_t>();
    QVERIFY(!json["points"][best].contains("against_best"));
    const auto against = json["points"][1 - best]["against_best"];
    const auto pair =
        call({"runs", "compare", first[1 - best], first[best], "--group", "--json", "--workspace", path("w")})
            .json()["pairs"][0];
    for (const char* name : {"difference", "low", "high", "p", "user_error", "seed_error"})
        QVERIFY2(std::abs(against[name].get<double>() - pair[name].get<double>()) < 1e-12, name);
    QCOMPARE(against["tied"].get<bool>(), pair["tied"].get<bool>());
    QStringList plain = sweep("seeds", QStringList(words) << "--resume"); // it has run: the report again
    plain.removeAll("--json");
    const QByteArray text = call(plain).out;
    QVERIFY2(text.contains("lowest to highest") && text.contains("as settings"), text);
}

void TestSweepCommand::resultsDoNotDependOnJobs()
{
    const QStringList more{"--trials", "4", "--set", "epochs=3", "--scheduler", "asha", "--eta", "2", "--threads", "2"};
    const auto one = call(sweep("jobs-1", QStringList(more) << "--jobs"
                                                            << "1"))
                         .json();
    const auto two = call(sweep("jobs-2", QStringList(more) << "--jobs"
                                                            << "2"))
                         .json();
    int stopped = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        QVERIFY(one["trials"][i]["model_sha256"] == two["trials"][i]["model_sha256"]);
        QVERIFY(one["trials"][i]["state"] == two["trials"][i]["state"]);
        stopped += one["trials"][i]["state"] == "stopped early";
    }
    QCOMPARE(stopped, 3);
    QVERIFY(one["best"] == two["best"]);
}

void TestSweepCommand::killedAndResumedEqualsUninterrupted_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("one job") << QStringList{"--jobs", "1"};
    QTest::newRow("two jobs") << QStringList{"--jobs", "2", "--threads", "2"};
    QTest::newRow("asha") << QStringList{"--scheduler", "asha", "--eta", "2", "--min-epochs", "4"};
}

void TestSweepCommand::killedAndResumedEqualsUninterrupted()
{
    QFETCH(QStringList, more);
    more << "--trials"
         << "4"
         << "--set"
         << "epochs=12"
         << "--progress"
         << "jsonl";
    const QString tag = QString::fromLatin1(QTest::currentDataTag()).replace(' ', '-');
    const Result whole = call(sweep(tag + "-whole", more));
    QVERIFY2(whole.code == 0, whole.error);

    QProcess process;
    start(process, sweep(tag, more));
    const QByteArray seen = killedAfter(process, 18);
    QVERIFY2(!seen.isEmpty(), "it was over before it could be killed");

    const Result resumed = call(sweep(tag, QStringList(more) << "--resume"));
    QVERIFY2(resumed.code == 0, resumed.error);
    const auto a = resumed.json();
    const auto b = whole.json();
    for (std::size_t i = 0; i < 4; ++i) {
        for (const char* name : {"model_sha256", "state", "best", "options", "epochs"})
            QVERIFY2(a["trials"][i][name] == b["trials"][i][name], name);
        // A trial that was over is not begun again, and none repeats an epoch it had finished.
        const QByteArray trial = "\"trial\":" + QByteArray::number(static_cast<int>(i) + 1) + ",";
        if (seen.contains("\"event\":\"trial_end\"," + trial + "\"state\":\"finished\""))
            QVERIFY(!resumed.error.contains("\"event\":\"trial\"," + trial));
        for (int epoch = 1; epoch <= 12; ++epoch) {
            const QByteArray line =
                "\"event\":\"trial_epoch\"," + trial + "\"epoch\":" + QByteArray::number(epoch) + ",";
            QVERIFY(!(seen.contains(line) && resumed.error.contains(line)));
        }
    }
    QVERIFY(a["best"] == b["best"]);
    QVERIFY(a["as_good_as_best"] == b["as_good_as_best"]);
}

void TestSweepCommand::thePublishedSweepIsOneWord()
{
    const Result result = call(
        {"sweep", "preset:tiny", "--preset", "published", "--set", "epochs=1", "--json", "--out", path("published")});
    QVERIFY2(result.code == 0, result.error);
    const auto json = result.json();
    QCOMPARE(json["trials"].size(), std::size_t(4));
    for (const auto& trial : json["trials"]) {
        QVERIFY(trial["options"]["embedding_dim"] == 64 || trial["options"]["embedding_dim"] == 128);
        QVERIFY(trial["options"]["batch_size"] == 8192 || trial["options"]["batch_size"] == 16384);
        const double rate = trial["options"]["learning_rate"];
        QVERIFY(rate >= 1e-4 && rate <= 1e-2);
    }
    // Resumed without a word about what it was; more trials are welcome.
    const Result more =
        call({"sweep", "preset:tiny", "--resume", "--trials", "5", "--json", "--out", path("published")});
    QVERIFY2(more.code == 0, more.error);
    QCOMPARE(more.json()["trials"].size(), std::size_t(5));
    QVERIFY(more.json()["trials"][3]["model_sha256"] == json["trials"][3]["model_sha256"]);
}

void TestSweepCommand::textMarksTheBestAndTies()
{
    const Result result = call(
        {"sweep", "preset:tiny", "--model", "user-knn", "--vary", "neighbours=grid(5,79,80)", "--out", path("knn")});
    QVERIFY2(result.code == 0, result.error);
    QVERIFY2(result.out.contains("about tied") && result.out.contains("best"), result.out);
    QVERIFY2(result.out.contains("too few trials"), result.out);
}

void TestSweepCommand::comparesRuns()
{
    const QString knn = path("compare-knn");
    const QString popular = path("compare-popular");
    QCOMPARE(call({"train", "preset:tiny", "--model", "user-knn", "--out", knn}).code, 0);
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--out", popular}).code, 0);
    const Result result = call({"runs", "compare", knn, popular, knn, "--json"});
    QVERIFY2(result.code == 0, result.error);
    const auto pairs = result.json()["pairs"];
    QCOMPARE(pairs.size(), std::size_t(3));
    for (const char* name : {"a", "b", "metric", "difference", "low", "high", "p", "tied", "wins", "ties", "losses",
                             "smallest_detectable"})
        QVERIFY2(pairs[0].contains(name), name);
    QVERIFY(pairs[0]["a"] == knn.toStdString() && pairs[0]["b"] == popular.toStdString());
    QCOMPARE(pairs[1]["difference"].get<double>(), 0.0); // with itself
    QVERIFY(pairs[1]["tied"].get<bool>());
    const auto measured = [&](const QString& run) {
        return call({"evaluate", "preset:tiny", "--run", run, "--part", "test", "--json"})
            .json()["hit-10"]["value"]
            .get<double>();
    };
    const auto test =
        call({"runs", "compare", knn, popular, "--metric", "hit-10", "--part", "test", "--json"}).json()["pairs"][0];
    QVERIFY(std::abs(test["difference"].get<double>() - (measured(knn) - measured(popular))) < 1e-12);
    QVERIFY(call({"runs", "compare", knn, popular}).out.contains("paired bootstrap over"));
    QCOMPARE(call({"runs", "compare", knn, path("nowhere")}).code, 1);
    QCOMPARE(call({"runs", "compare", knn, popular, "--metric", "map-3"}).code, 2);
}

void TestSweepCommand::wrongWordsAreWrongUsage_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("no such option") << QStringList{"--vary", "rate=choice(1,2)"} << QByteArray("no option \"rate\"");
    QTest::newRow("place") << QStringList{"--vary", "epochs=int(1,x)"} << QByteArray("epochs, column 14: found \"x\"");
    QTest::newRow("twice") << QStringList{"--vary", "embedding_dim=choice(8,16)"} << QByteArray("varies in two ways");
    QTest::newRow("grid of a range") << QStringList{"--scheduler", "grid"} << QByteArray("a grid needs");
    QTest::newRow("one run") << QStringList{"--seeds", "0"} << QByteArray("--seeds");
}

void TestSweepCommand::wrongWordsAreWrongUsage()
{
    QFETCH(QStringList, more);
    QFETCH(QByteArray, complaint);
    const Result result = call(sweep("wrong", more));
    QCOMPARE(result.code, 2);
    QVERIFY2(result.error.contains(complaint), result.error);
    QVERIFY(!QFile::exists(path("wrong")));
}

QTEST_GUILESS_MAIN(TestSweepCommand)
#include "tst_sweep.moc"
