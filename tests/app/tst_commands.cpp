#include "tests/app/command.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

namespace {

bool write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestCommands : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void helpOnEveryLevel_data();
    void helpOnEveryLevel();
    void wrongUsage_data();
    void wrongUsage();
    void makesAndDescribesADataset();
    void importsText();
    void neighboursHaveThePublishedFields();
    void trainsEvaluatesAndRecommends();
    void everyModelTrains_data();
    void everyModelTrains();
    void optionsComeFromAFile();
    void progressIsOneObjectALine();
    void brokenInput_data();
    void brokenInput();
    void brokenRunsAndConfigurations();
    void badRowsCanBeSkipped();
    void foldersThatCannotBeWritten();

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

void TestCommands::wrongUsage_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << "" << QByteArray("--help");
    QTest::newRow("unknown command") << "dance" << QByteArray("dance");
    QTest::newRow("missing out") << "train preset:tiny --model bpr" << QByteArray("--out");
    QTest::newRow("missing model") << "train preset:tiny --out %1/run" << QByteArray("--model");
    QTest::newRow("unknown model") << "train preset:tiny --model magic --out %1/run" << QByteArray("magic");
    QTest::newRow("unknown option") << "train preset:tiny --model bpr --set speed=1 --out %1/run"
                                    << QByteArray("speed");
    QTest::newRow("no assignment") << "train preset:tiny --model bpr --set epochs --out %1/run"
                                   << QByteArray("name=value");
    QTest::newRow("out of range") << "train preset:tiny --model bpr --set epochs=-1 --out %1/run"
                                  << QByteArray("epochs");
    QTest::newRow("not a number") << "train preset:tiny --model bpr --set learning_rate=nan --out %1/run"
                                  << QByteArray("learning_rate");
    QTest::newRow("published knn") << "train preset:tiny --model user-knn --preset published --out %1/run"
                                   << QByteArray("bpr");
    QTest::newRow("cutoff 0") << "evaluate preset:tiny --run %1/run --at 0" << QByteArray("Cutoff");
    QTest::newRow("negative threads") << "data info preset:tiny --threads -1" << QByteArray("--threads");
    QTest::newRow("progress") << "data info preset:tiny --progress loud" << QByteArray("--progress");
    QTest::newRow("preset") << "data make --preset huge --out %1/x.taste" << QByteArray("huge");
    QTest::newRow("format") << "data import x --format magic --out %1/x.taste" << QByteArray("magic");
}

void TestCommands::wrongUsage()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, says);
    const QString filled = words.contains(QStringLiteral("%1")) ? words.arg(m_folder.path()) : words;
    const Result result = call(filled.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.error.contains(says), result.error);
    QVERIFY(!QDir(path("run")).exists());
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
    QVERIFY(call({"data", "info", path("liked.taste"), "--json"}).json()["hash"] == liked.json()["hash"]);
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
                                               << "2");
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

void TestCommands::everyModelTrains_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("popularity") << "--model popularity";
    QTest::newRow("user-knn") << "--model user-knn --set weighting=bm25 --set neighbours=50";
    QTest::newRow("published") << "--model bpr --preset published --set epochs=1";
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

void TestCommands::optionsComeFromAFile()
{
    QVERIFY(write(path("config.json"), R"({"model": "bpr", "options": {"epochs": 2, "embedding_dim": 8}})"));
    const Result result = call({"train", "preset:tiny", "--config", path("config.json"), "--set", "embedding_dim=16",
                                "--json", "--out", path("configured")});
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

void TestCommands::brokenInput_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("place");
    QByteArray rows = "user,item,rating\n"; // 20 good rows on lines 2 to 21
    for (int i = 0; i < 20; ++i)
        rows += QByteArray::number(i % 4) + "," + QByteArray::number(i) + ",3\n";
    QTest::newRow("cut line") << rows + "1,3\n" << QByteArray(":22");
    QTest::newRow("wrong column") << rows + "1,3,many\n" << QByteArray(":22:5: ");
    QTest::newRow("binary junk") << QByteArray("\x7f\x45\x4c\x46\x00\x01\x02\x03", 8) << QByteArray(".csv");
    QTest::newRow("empty") << QByteArray() << QByteArray(".csv");
}

void TestCommands::brokenInput()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, place);
    const QString file = path("broken.csv");
    QVERIFY(write(file, content));
    for (const QStringList& words :
         {QStringList{"data", "import", file, "--out", path("broken.taste")}, QStringList{"data", "info", file},
          QStringList{"train", file, "--model", "popularity", "--out", path("broken")}}) {
        const Result result = call(words);
        QCOMPARE(result.code, 3);
        QVERIFY(result.out.isEmpty());
        QVERIFY2(result.error.startsWith(file.toUtf8()), result.error);
        QVERIFY2(result.error.contains(place), result.error);
    }
    QVERIFY(!QFile::exists(path("broken.taste")));
    QVERIFY(!QDir(path("broken")).exists());
}

void TestCommands::brokenRunsAndConfigurations()
{
    QVERIFY(write(path("config.json"), "{\"model\": \"bpr\",\n \"options\": {\"epochs\": }}"));
    const Result config = call({"train", "preset:tiny", "--config", path("config.json"), "--out", path("run")});
    QCOMPARE(config.code, 3);
    QVERIFY2(config.error.startsWith((path("config.json") + ":2:24: ").toUtf8()), config.error);

    const Result noRun = call({"evaluate", "preset:tiny", "--run", path("nowhere")});
    QCOMPARE(noRun.code, 1);
    QVERIFY2(noRun.error.contains("holds no run"), noRun.error);

    const QString run = path("damaged");
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--out", run}).code, 0);
    QFile model(run + QStringLiteral("/model.safetensors"));
    QVERIFY(model.open(QIODevice::ReadWrite) && model.resize(model.size() - 5));
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", run}).code, 3);

    QVERIFY(write(path("cut.taste"), "TASTE\r\n"));
    QCOMPARE(call({"data", "info", path("cut.taste")}).code, 3);
    QCOMPARE(call({"data", "info", path("nowhere.taste")}).code, 1);

    QCOMPARE(call({"data", "make", "--preset", "tiny", "--seed", "9", "--out", path("nine.taste")}).code, 0);
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--out", path("pop")}).code, 0);
    const Result foreign = call({"evaluate", path("nine.taste"), "--run", path("pop")});
    QCOMPARE(foreign.code, 1);
    QVERIFY2(foreign.error.contains("learned from"), foreign.error);
}

void TestCommands::badRowsCanBeSkipped()
{
    QByteArray rows = "user,item,rating\n";
    for (int i = 0; i < 60; ++i)
        rows += QByteArray::number(i % 6) + "," + QByteArray::number(i) + ",5\n";
    rows += "7,8,many\n";
    QVERIFY(write(path("skip.csv"), rows));
    const Result result =
        call({"data", "import", path("skip.csv"), "--skip-bad-rows", "--out", path("skip.taste"), "--json"});
    QVERIFY2(result.code == 0, result.error);
    QCOMPARE(result.json()["import"]["bad_rows"].get<int>(), 1);
    QVERIFY2(result.error.startsWith((path("skip.csv") + ":62:5: ").toUtf8()), result.error);
}

void TestCommands::foldersThatCannotBeWritten()
{
    // A file where a folder must be, which stops even root.
    QVERIFY(write(path("file"), "x"));
    const Result train = call({"train", "preset:tiny", "--model", "popularity", "--out", path("file/run")});
    QCOMPARE(train.code, 1);
    QVERIFY2(train.error.contains("file/run"), train.error);
    const Result make = call({"data", "make", "--preset", "tiny", "--out", path("file/x.taste")});
    QCOMPARE(make.code, 1);
    QVERIFY2(make.error.contains("x.taste"), make.error);

    if (geteuid() == 0)
        QSKIP("root may write to a read-only folder");
    QVERIFY(QDir().mkdir(path("locked")));
    QVERIFY(QFile::setPermissions(path("locked"), QFile::ReadOwner | QFile::ExeOwner));
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--out", path("locked/run")}).code, 1);
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
