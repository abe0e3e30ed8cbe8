#include "tests/app/command.h"

#include <QImage>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

/// `tastescope --export`: pages and charts without a screen.
class TestExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyPageIsExported_data();
    void everyPageIsExported();
    void numbersAreTheHistorys();
    void drawingsSayWhatTheyAreOf();
    void aFolderIsARunToo();
    void sizeIsTheFigures();
    void anUnknownPanelListsThoseThereAre();
    void nothingOfThePersonsIsChanged();
    void otherDataIsRefused();
    void wrongWordsAreWrongUsage_data();
    void wrongWordsAreWrongUsage();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    Result exportPage(const QString& file, const QStringList& words) const
    {
        QProcess process;
        start(process, QStringList{"--export", path(file), "--workspace", path("w")} + words,
              QStringLiteral(TASTESCOPE_WINDOW));
        return finish(process);
    }
    QByteArray content(const QString& file) const
    {
        QFile opened(path(file));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    nlohmann::json m_trained;
};

void TestExport::initTestCase()
{
    qputenv("XDG_CACHE_HOME", path("cache").toUtf8());
    for (const char* screen : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        qunsetenv(screen);
    const QStringList train{"train",    "preset:tiny", "--model",     "bpr",    "--set",
                            "epochs=3", "--json",      "--workspace", path("w")};
    const Result first = call(train + QStringList{"--out", path("w/runs/bpr-01")});
    QVERIFY2(first.code == 0, first.error);
    m_trained = first.json();
    QCOMPARE(call(train + QStringList{"--out", path("w/runs/bpr-02"), "--seed", "9"}).code, 0);
    QCOMPARE(call({"sweep", "preset:tiny", "--model", "bpr", "--vary", "learning_rate=loguniform(0.001,0.2)", "--vary",
                   "embedding_dim=choice(8,16)", "--set", "epochs=2", "--trials", "4", "--name", "lr", "--out",
                   path("w/sweeps/lr"), "--workspace", path("w")})
                 .code,
             0);
}

void TestExport::everyPageIsExported_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("extension");
    QTest::addColumn<QByteArray>("begin");
    const QStringList data{"--page", "data", "preset:tiny"};
    const QStringList training{"--page", "training", "--run", "bpr-01", "--run", "2"};
    const QByteArray png = "\x89PNG";
    const QByteArray xml = "<?xml";
    const QByteArray pdf = "%PDF-";
    QTest::newRow("data") << data << ".png" << png;
    QTest::newRow("data, dark, svg") << data + QStringList{"--theme", "dark"} << ".svg" << xml;
    QTest::newRow("data, pdf") << data << ".pdf" << pdf;
    QTest::newRow("neighbours") << QStringList{"--page", "neighbours", "preset:tiny"} << ".png" << png;
    QTest::newRow("training") << training << ".png" << png;
    QTest::newRow("training, pdf") << training << ".pdf" << pdf;
    QTest::newRow("training, a chart as svg") << training + QStringList{"--panel", "MRR"} << ".svg" << xml;
    QTest::newRow("training, a tab behind")
        << training + QStringList{"--panel", "Quality against time"} << ".svg" << xml;
    QTest::newRow("training, a chart as pdf") << training + QStringList{"--panel", "mrr"} << ".pdf" << pdf;
    QTest::newRow("users") << QStringList{"--page", "users", "--run", "1"} << ".png" << png;
    QTest::newRow("users, a chart") << QStringList{"--page", "users", "--run", "1", "--panel", "Taste"} << ".png"
                                    << png;
    QTest::newRow("compare, svg") << QStringList{"--page", "compare", "--run", "2", "--run", "1"} << ".svg" << xml;
    QTest::newRow("compare") << QStringList{"--page", "compare", "--run", "2", "--run", "1"} << ".png" << png;
    QTest::newRow("compare, pdf") << QStringList{"--page", "compare", "--run", "2", "--run", "1"} << ".pdf" << pdf;
    QTest::newRow("sweep") << QStringList{"--page", "sweep", "--run", "lr"} << ".png" << png;
    QTest::newRow("sweep, a tab behind") << QStringList{"--page", "sweep", "--run", "lr", "--panel", "Map"} << ".svg"
                                         << xml;
}

void TestExport::everyPageIsExported()
{
    QFETCH(QStringList, words);
    QFETCH(QString, extension);
    QFETCH(QByteArray, begin);
    const Result result = exportPage("figure" + extension, words);
    QVERIFY2(result.code == 0, result.error);
    QVERIFY(content("figure" + extension).startsWith(begin));
    QVERIFY(result.out.isEmpty());
    if (extension == ".png") {
        const QImage picture(path("figure.png"));
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 3)
            for (int x = 0; x < picture.width(); x += 3)
                colours.insert(picture.pixel(x, y));
        QVERIFY2(colours.size() > 8, qPrintable(QString::number(colours.size()))); // something is drawn
    }
    QVERIFY(QFile::remove(path("figure" + extension)));
}

void TestExport::numbersAreTheHistorys()
{
    const Result result = exportPage("mrr.csv", {"--page", "training", "--run", "1", "--panel", "MRR"});
    QVERIFY2(result.code == 0, result.error);
    const QByteArray csv = content("mrr.csv");
    QVERIFY2(csv.startsWith("epoch,"), csv);
    for (const auto& epoch : m_trained["epochs"]) {
        const std::string number = epoch["val_mrr"].dump(); // the shortest that reads back the same, as in the table
        QVERIFY2(csv.contains(number.c_str()), (number + " is not in\n" + csv.toStdString()).c_str());
    }
}

// Letters are outlines in a drawing: what it says stands in its description.
void TestExport::drawingsSayWhatTheyAreOf()
{
    const QStringList runs{"--page", "training", "--run", "1", "--run", "2"};
    for (const QStringList& words : {runs, runs + QStringList{"--panel", "MRR"}}) {
        QCOMPARE(exportPage("said.svg", words).code, 0);
        const QByteArray svg = content("said.svg");
        QVERIFY(!svg.contains("<text"));
        for (const char* said :
             {"bpr-01 (seed 42)", "bpr-02 (seed 9)", "validation, 1 + 50 candidates", "; n = ", " (hash "})
            QVERIFY2(svg.contains(said), said);
    }
}

void TestExport::aFolderIsARunToo()
{
    QVERIFY(exportPage("id.csv", {"--page", "training", "--run", "1", "--panel", "MRR"}).code == 0);
    const Result result =
        exportPage("folder.csv", {"--page", "training", "--run", path("w/runs/bpr-01"), "--panel", "MRR"});
    QVERIFY2(result.code == 0, result.error);
    QCOMPARE(content("folder.csv"), content("id.csv"));
}

void TestExport::sizeIsTheFigures()
{
    const QStringList words{"--page", "training", "--run", "1", "--panel", "MRR", "--size", "640x360"};
    QCOMPARE(exportPage("small.png", words).code, 0);
    QCOMPARE(QImage(path("small.png")).size(), QSize(640, 360));
}

void TestExport::anUnknownPanelListsThoseThereAre()
{
    const Result result = exportPage("no.png", {"--page", "training", "--run", "1", "--panel", "Nonsense"});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.error.contains("has no panel \"Nonsense\". It has \"MRR\""), result.error);
    QVERIFY2(result.error.contains("\"Training loss\""), result.error);
    QVERIFY(!QFile::exists(path("no.png")));
}

void TestExport::nothingOfThePersonsIsChanged()
{
    const auto listed = [this] { return call({"runs", "list", "--json", "--workspace", path("w")}).out; };
    const QByteArray before = listed();
    const QByteArray trials = content("w/sweeps/lr/trials.jsonl");
    QVERIFY(!trials.isEmpty());
    QCOMPARE(exportPage("sweep.png", {"--page", "sweep", "--run", path("w/sweeps/lr")}).code, 0);
    QCOMPARE(exportPage("run.png", {"--page", "users", "--run", "1"}).code, 0);
    QCOMPARE(listed(), before);
    QCOMPARE(content("w/sweeps/lr/trials.jsonl"), trials);
    QVERIFY(QFile::exists(path("w/sweeps/lr/trial-0001/model.safetensors")));
    QVERIFY(QFile::exists(path("w/runs/bpr-01/model.safetensors")));
}

void TestExport::otherDataIsRefused()
{
    QCOMPARE(call({"data", "make", "--preset", "tiny", "--seed", "5", "--out", path("other.taste")}).code, 0);
    for (const QStringList& words :
         {QStringList{"--page", "users", "--run", "1"}, {"--page", "sweep", "--run", "lr"}}) {
        const Result result = exportPage("other.png", words + QStringList{path("other.taste")});
        QCOMPARE(result.code, 1);
        QVERIFY2(result.error.contains("Open the data it learned from"), result.error);
    }
}

void TestExport::wrongWordsAreWrongUsage_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("complaint");
    const QStringList run{"--run", "1"};
    QTest::newRow("no page") << "a.png" << QStringList{} << 2 << QByteArray("Give --page with one of data, neigh");
    QTest::newRow("page") << "a.png" << QStringList{"--page", "start"} << 2 << QByteArray("found \"start\"");
    QTest::newRow("extension") << "a.gif" << QStringList{"--page", "data"} << 2 << QByteArray(".png, .svg, .pdf or");
    QTest::newRow("csv of a page") << "a.csv" << QStringList{"--page", "data"} << 2 << QByteArray("with --panel");
    QTest::newRow("no run") << "a.png" << QStringList{"--page", "training"} << 2 << QByteArray("give --run");
    QTest::newRow("one run") << "a.png" << QStringList{"--page", "compare"} + run << 2 << QByteArray("two to six runs");
    QTest::newRow("no sweep") << "a.png" << QStringList{"--page", "sweep"} << 2 << QByteArray("its name or folder");
    QTest::newRow("unknown run") << "a.png" << QStringList{"--page", "users", "--run", "99"} << 1
                                 << QByteArray("There is no run 99");
    QTest::newRow("unknown sweep") << "a.png" << QStringList{"--page", "sweep", "--run", "no"} << 1
                                   << QByteArray("There is no sweep no");
    QTest::newRow("unknown user") << "a.png" << QStringList{"--page", "users", "--user", "x y"} + run << 1
                                  << QByteArray("There is no user x y");
}

void TestExport::wrongWordsAreWrongUsage()
{
    QFETCH(QString, file);
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, complaint);
    const Result result = exportPage(file, words);
    QVERIFY2(result.error.contains(complaint), result.error);
    QCOMPARE(result.code, code);
    QVERIFY(!QFile::exists(path(file)));
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
