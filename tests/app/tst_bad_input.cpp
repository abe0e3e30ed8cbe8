#include "tests/app/command.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

class TestBadInput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void wrongUsage_data();
    void wrongUsage();
    void brokenInput_data();
    void brokenInput();
    void brokenRunsAndConfigurations();
    void badRowsCanBeSkipped();
    void foldersThatCannotBeWritten();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
};

void TestBadInput::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
}

void TestBadInput::wrongUsage_data()
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
    QTest::newRow("seed beyond 2^53") << "train preset:tiny --model bpr --seed 18446744073709551615 --out %1/run"
                                      << QByteArray("\"18446744073709551615\"");
    QTest::newRow("published knn") << "train preset:tiny --model user-knn --preset published --out %1/run"
                                   << QByteArray("bpr");
    QTest::newRow("cutoff 0") << "evaluate preset:tiny --run %1/run --at 0" << QByteArray("at: found \"0\"");
    QTest::newRow("cutoff twice") << "evaluate preset:tiny --run %1/run --at 5 --at 5" << QByteArray("Cutoff");
    QTest::newRow("an enum by its number")
        << "evaluate preset:tiny --run %1/run --part 1" << QByteArray("found \"1\", expected one of validation, test");
    QTest::newRow("no rule") << "neighbours preset:tiny --pick furthest"
                             << QByteArray("found \"furthest\", expected one of closest, shuffled");
    QTest::newRow("no neighbours") << "neighbours preset:tiny --max 0" << QByteArray("max: found \"0\"");
    QTest::newRow("negative threads") << "data info preset:tiny --threads -1" << QByteArray("--threads");
    QTest::newRow("progress") << "data info preset:tiny --progress loud" << QByteArray("--progress");
    QTest::newRow("preset") << "data make --preset huge --out %1/x.taste" << QByteArray("huge");
    QTest::newRow("format") << "data import x --format magic --out %1/x.taste" << QByteArray("magic");
}

void TestBadInput::wrongUsage()
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

void TestBadInput::brokenInput_data()
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

void TestBadInput::brokenInput()
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

void TestBadInput::brokenRunsAndConfigurations()
{
    QVERIFY(write(path("config.json"), "{\"model\": \"bpr\",\n \"options\": {\"epochs\": }}"));
    const Result config = call({"train", "preset:tiny", "--config", path("config.json"), "--out", path("run")});
    QCOMPARE(config.code, 3);
    QVERIFY2(config.error.startsWith((path("config.json") + ":2:24: ").toUtf8()), config.error);

    QVERIFY(mkfifo(path("pipe.json").toUtf8().constData(), 0600) == 0);
    for (const QString& file : {path("pipe.json"), QStringLiteral("/dev/zero"), path("absent.json"), path(".")}) {
        const Result none = call({"train", "preset:tiny", "--config", file, "--out", path("run")});
        QCOMPARE(none.code, 3);
        QVERIFY2(none.error.startsWith(file.toUtf8() + ": "), none.error);
    }

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
    QCOMPARE(call({"data", "info", path("nowhere.taste")}).code, 3);

    QCOMPARE(call({"data", "make", "--preset", "tiny", "--seed", "9", "--out", path("nine.taste")}).code, 0);
    QCOMPARE(call({"train", "preset:tiny", "--model", "popularity", "--out", path("pop")}).code, 0);
    const Result foreign = call({"evaluate", path("nine.taste"), "--run", path("pop")});
    QCOMPARE(foreign.code, 1);
    QVERIFY2(foreign.error.contains("learned from"), foreign.error);
}

void TestBadInput::badRowsCanBeSkipped()
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

void TestBadInput::foldersThatCannotBeWritten()
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

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
