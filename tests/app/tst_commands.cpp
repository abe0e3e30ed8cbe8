#include "tests/app/command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void helpOnEveryLevel_data();
    void helpOnEveryLevel();
    void makesAndDescribesADataset();
    void importsText();
    void neighboursHaveThePublishedFields();
    void trainsEvaluatesAndRecommends();
    void explainsWhatCarriesAnItem();
    void explainsWhatLikesAdd();
    void everyModelTrains_data();
    void everyModelTrains();
    void everyModelAtOnce();
    void optionsComeFromAFile();
    void progressIsOneObjectALine();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
};

void TestCommands::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
}

void TestCommands::helpOnEveryLevel_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("root") << QStringList{};
    for (const char* command :
         {"data", "data make", "data import", "data info", "neighbours", "train", "evaluate", "recommend"})
        QTest::newRow(command) << QString::fromLatin1(command).split(QLatin1Char(' '));
}

void TestCommands::helpOnEveryLevel()
{
    QFETCH(QStringList, words);
    const Result result = call(words << QStringLiteral("--help"));
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("Usage"));
    QVERIFY(result.error.isEmpty());
    QCOMPARE(call({QStringLiteral("--version")}).out.trimmed(), QByteArray("tastescope-cli " TASTESCOPE_VERSION));
}

void TestCommands::makesAndDescribesADataset()
{
    const QString file = path("made.taste");
    const Result made = call({"data", "make", "--preset", "tiny", "--seed", "7", "--out", file, "--json"});
    QCOMPARE(made.code, 0);
    const Result info = call({"data", "info", file, "--json"});
    QCOMPARE(info.code, 0);
    QVERIFY(info.json()["hash"] == made.json()["hash"]);
    QCOMPARE(info.json()["users"].get<int>(), 500);
    QVERIFY(info.json()["train"].get<int>() > 0);
    QVERIFY(call({"data", "info", file}).out.contains("users"));

    const Result other =
        call({"data", "make", "--preset", "tiny", "--seed", "8", "--out", path("other.taste"), "--json"});
    QVERIFY(other.json()["hash"] != made.json()["hash"]);
    const Result fewer =
        call({"data", "make", "--preset", "tiny", "--users", "200", "--out", path("few.taste"), "--json"});
    QCOMPARE(fewer.json()["users"].get<int>(), 200);
}

void TestCommands::importsText()
{
    QByteArray rows = "user,item,rating,time\n";
    for (int u = 0; u < 30; ++u)
        for (int i = 0; i < 10; ++i)
            rows += QByteArray::number(u) + "," + QByteArray::number((u * 7 + i * 3) % 41) + ","
                    + QByteArray::number(1 + i % 5) + "," + QByteArray::number(1000 + i) + "\n";
    QVERIFY(write(path("ratings.csv"), rows));
    const Result all = call({"data", "import", path("ratings.csv"), "--out", path("all.taste"), "--json"});
    QVERIFY2(all.code == 0, all.error);
    QCOMPARE(all.json()["import"]["rows"].get<int>(), 300);
    const Result liked = call({"data", "import", path("ratings.csv"), "--min-rating", "4", "--split", "leave-last-out",
                               "--cold", "0", "--out", path("liked.taste"), "--json"});
    QVERIFY2(liked.code == 0, liked.error);
    QCOMPARE(liked.json()["import"]["positives"].get<int>(), 120); // ratings 4 and 5: two fifths of 300
    QCOMPARE(liked.json()["cold_users"].get<int>(), 0);
    const nlohmann::json info = call({"data", "info", path("liked.taste"), "--json"}).json();
    QVERIFY(info["hash"] == liked.json()["hash"]);
    QCOMPARE(info["times"]["events"].get<int>(), 120); // of i = 3, 4, 8 and 9
    QCOMPARE(info["times"]["first"].get<std::string>(), std::string("1970-01-01T00:16:43Z"));
    QCOMPARE(info["times"]["last"].get<std::string>(), std::string("1970-01-01T00:16:49Z"));
    QVERIFY(call({"data", "info", path("liked.taste")}).out.contains("times: 1970-01-01T00:16:43Z to "));
}

void TestCommands::neighboursHaveThePublishedFields()
{
    const Result one = call({"neighbours", "preset:tiny", "--threads", "1", "--json", "--out", path("neighbours.csv")});
    QVERIFY2(one.code == 0, one.error);
    const nlohmann::json json = one.json();
    for (const char* name :
         {"users", "seconds", "users_per_second", "neighbour_count", "popularity", "reachable_items", "checksum"})
        QVERIFY2(json.contains(name), name);
    for (const char* name : {"users", "min", "max", "mean", "median", "p25", "p75", "p99"}) {
        QVERIFY2(json["neighbour_count"].contains(name), name);
        QVERIFY2(json["reachable_items"].contains(name), name);
    }
    for (const char* name : {"users", "min", "max", "mean", "median", "p90", "p99"})
        QVERIFY2(json["popularity"].contains(name), name);
    QCOMPARE(json["users"].get<int>(), 500);
    QVERIFY(json["neighbour_count"]["max"].get<double>() > 0);
    QVERIFY(call({"neighbours", "preset:tiny", "--threads", "2", "--json"}).json()["checksum"] == json["checksum"]);
    const Result shuffled = call({"neighbours", "preset:tiny", "--pick", "shuffled", "--json"});
    QVERIFY(shuffled.json()["checksum"] != json["checksum"]);
    QFile file(path("neighbours.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine(), QByteArray("user,rank,neighbour,similarity\n"));
    QVERIFY(call({"neighbours", "preset:tiny"}).out.contains("users per second"));
}

void TestCommands::trainsEvaluatesAndRecommends()
{
    const QString run = path("bpr");
    const QStringList train{"train", "preset:tiny",      "--model", "bpr",   "--set", "epochs=3",
                            "--set", "embedding_dim=16", "--json",  "--out", run};
    const Result one = call(QStringList(train) << "--threads"
                                               << "1");
    QVERIFY2(one.code == 0, one.error);
    const nlohmann::json trained = one.json();
    for (const char* name : {"run", "model", "epochs", "best_epoch", "seconds", "peak_rss_mb", "model_sha256"})
        QVERIFY2(trained.contains(name), name);
    QCOMPARE(trained["epochs"].size(), std::size_t(3));
    for (const char* name :
         {"epoch", "train_loss", "val_mrr", "hit-1", "hit-5", "hit-10", "seconds", "triplets_per_second"})
        QVERIFY2(trained["epochs"][0].contains(name), name);
    QCOMPARE(trained["model_sha256"].get<std::string>().size(), std::size_t(64));
    const Result two = call(QStringList(train) << "--threads"
                                               << "2"
                                               << "--replace");
    QVERIFY(two.json()["model_sha256"] == trained["model_sha256"]);
    for (const char* name : {"config.json", "record.json", "curve.csv", "model.safetensors"})
        QVERIFY2(QFile::exists(run + QLatin1Char('/') + QLatin1String(name)), name);

    const Result sampled = call({"evaluate", "preset:tiny", "--run", run, "--json"});
    QVERIFY2(sampled.code == 0, sampled.error);
    const nlohmann::json figures = sampled.json();
    for (const char* name : {"protocol", "part", "users", "positives", "mrr", "hit-1", "hit-5", "hit-10", "ndcg-10",
                             "chance", "popularity", "tied_share", "lists_per_second"})
        QVERIFY2(figures.contains(name), name);
    QVERIFY(figures["mrr"] == trained["test"]["mrr"]); // the very lists of training
    QVERIFY(figures["mrr"]["low"].get<double>() > figures["chance"]["mrr"]["value"].get<double>());
    const nlohmann::json full = call({"evaluate", "preset:tiny", "--run", run, "--protocol", "full", "--part",
                                      "validation", "--at", "5,20", "--json"})
                                    .json();
    QVERIFY(full.contains("recall-20") && full.contains("map-5") && full["catalogue"].contains("coverage"));
    QVERIFY(full["part"] == "validation");
    QVERIFY(call({"evaluate", "preset:tiny", "--run", run}).out.contains("most popular"));

    const nlohmann::json user = nlohmann::json::parse(
        call({"recommend", "preset:tiny", "--run", run, "--user", QStringLiteral("no such"), "--json"})
            .out.toStdString(),
        nullptr, false);
    QVERIFY(user.is_discarded()); // an error prints nothing on stdout
}

void TestCommands::explainsWhatCarriesAnItem()
{
    const QString run = path("carried");
    QCOMPARE(call({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--set", "embedding_dim=8", "--out",
                   run, "--json"})
                 .code,
             0);
    const QStringList ask{"recommend", "preset:tiny", "--run", run, "--user", "3", "--top", "2", "--explain"};
    const Result one = call(QStringList(ask) << "--json"
                                             << "--threads"
                                             << "1");
    QVERIFY2(one.code == 0, one.error);
    const nlohmann::json item = one.json()["users"][0]["items"][0];
    for (const char* name : {"unit", "likes", "folded", "noise", "agreeing", "compared", "left_out"})
        QVERIFY2(item["carried"].contains(name), name);
    for (const char* name : {"track", "title", "likes", "change", "rank", "within_noise"})
        QVERIFY2(item["carried"]["left_out"][0].contains(name), name);
    const Result two = call(QStringList(ask) << "--json"
                                             << "--threads"
                                             << "2");
    QCOMPARE(two.out, one.out);
    const Result words = call(ask);
    QVERIFY2(words.out.contains("noise "), words.out);
    const nlohmann::json plain =
        call({"recommend", "preset:tiny", "--run", run, "--user", "3", "--json"}).json()["users"][0]["items"][0];
    QVERIFY(!plain.contains("carried"));
}

void TestCommands::explainsWhatLikesAdd()
{
    const QString run = path("added");
    QCOMPARE(call({"train", "preset:tiny", "--model", "item-knn", "--out", run}).code, 0);
    const QStringList ask{"recommend", "preset:tiny", "--run",  run,         "--user",   "3",
                          "--top",     "2",           "--from", "catalogue", "--explain"};
    const Result found = call(QStringList(ask) << "--json");
    QVERIFY2(found.code == 0, found.error);
    const nlohmann::json item = found.json()["users"][0]["items"][0];
    double total = 0;
    for (const nlohmann::json& like : item["likes"])
        total += like["adds"].get<double>();
    QVERIFY(std::abs(total - item["score"].get<double>()) < 1e-5);
    QVERIFY(!item["likes"].empty() && !item.contains("carried"));
    const Result words = call(ask);
    QVERIFY2(words.out.contains(" adds "), words.out);
}

void TestCommands::everyModelTrains_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("popularity") << "--model popularity";
    QTest::newRow("user-knn") << "--model user-knn --set weighting=bm25 --set neighbours=50";
    QTest::newRow("ease") << "--model ease --set l2=50 --set most_items=300";
    QTest::newRow("item-knn") << "--model item-knn --set weighting=tfidf --set shrinkage=3";
    QTest::newRow("ials") << "--model ials --set epochs=2 --set alpha=10";
    QTest::newRow("published") << "--model bpr --preset published --set epochs=1";
    QTest::newRow("quick") << "--model bpr --preset quick --set epochs=1";
    QTest::newRow("best") << "--model bpr --preset best --set epochs=1";
}

void TestCommands::everyModelTrains()
{
    QFETCH(QString, words);
    const QString run = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    const Result trained =
        call(QStringList{"train", "preset:tiny", "--json", "--out", run} + words.split(QLatin1Char(' ')));
    QVERIFY2(trained.code == 0, trained.error);
    const Result evaluated = call({"evaluate", "preset:tiny", "--run", run, "--json"});
    QVERIFY2(evaluated.code == 0, evaluated.error);
    QVERIFY(evaluated.json()["mrr"] == trained.json()["test"]["mrr"]);
}

void TestCommands::everyModelAtOnce()
{
    const QString out = path("all");
    const Result result = call({"train", "preset:tiny", "--model", "all", "--budget", "10min", "--json", "--out", out,
                                "--workspace", path("of-all")});
    QVERIFY2(result.code == 0, result.error);
    const nlohmann::json models = result.json()["models"];
    QVERIFY(models.size() >= 6);
    for (const nlohmann::json& model : models) {
        if (model.value("message", "").find("this data has no times") != std::string::npos)
            continue; // a model that goes by their order
        QVERIFY2(model["state"] == "finished" && model.contains("id"), model.dump().c_str());
        QVERIFY(model["test"]["mrr"]["value"].get<double>() > 0);
        QVERIFY(QFile::exists(out + "/" + QString::fromStdString(model["model"]) + "/record.json"));
    }
    // The same folders again are not free; nothing is trained, and each says why.
    const Result again = call({"train", "preset:tiny", "--model", "all", "--no-history", "--out", out});
    QCOMPARE(again.code, 1);

    const Result used = call({"train", "preset:tiny", "--model", "all", "--budget", "0.001s", "--json", "--no-history",
                              "--out", path("no-time")});
    QCOMPARE(used.code, 1); // no model was trained
    QCOMPARE(call({"train", "preset:tiny", "--model", "all", "--budget", "soon", "--out", path("x")}).code, 2);
    QCOMPARE(call({"train", "preset:tiny", "--model", "bpr", "--budget", "1min", "--out", path("x")}).code, 2);
    QCOMPARE(call({"train", "preset:tiny", "--model", "all", "--set", "l2=1", "--out", path("x")}).code, 2);
}

void TestCommands::optionsComeFromAFile()
{
    QVERIFY(write(path("config.json"), R"({"model": "bpr", "options": {"epochs": 2, "embedding_dim": 8}})"));
    // --set takes one word a time, so the dataset may follow it.
    const Result result = call({"train", "--config", path("config.json"), "--json", "--out", path("configured"),
                                "--set", "embedding_dim=16", "preset:tiny"});
    QVERIFY2(result.code == 0, result.error);
    QCOMPARE(result.json()["epochs"].size(), std::size_t(2));
    QFile file(path("configured/config.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(nlohmann::json::parse(file.readAll().toStdString())["options"]["embedding_dim"].get<int>(), 16);
}

void TestCommands::progressIsOneObjectALine()
{
    const Result result = call({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--progress", "jsonl",
                                "--json", "--out", path("progress")});
    QVERIFY2(result.code == 0, result.error);
    int epochs = 0;
    for (const QByteArray& line : result.error.trimmed().split('\n')) {
        const auto event = nlohmann::json::parse(line.toStdString());
        epochs += event["event"] == "epoch";
    }
    QCOMPARE(epochs, 2);
    QVERIFY(call({"data", "info", "preset:tiny", "--progress", "none"}).error.isEmpty());
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
