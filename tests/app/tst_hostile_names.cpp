#include "tests/app/command.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

/// Names of runs, sweeps, data and files, and links inside folders, that try to lead elsewhere: nothing outside the
/// folder that was named is made, changed or removed.
class TestHostileNames : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesStayNames_data();
    void namesStayNames();
    void dataNamesStayNames();
    void aFolderCalledStrangelyIsThatFolder();
    void linksInARunAreNotFollowed();
    void linksInASweepAreNotFollowed();
    void theBinFollowsNoLink();

private:
    Result callInside(const QStringList& words, const QString& program = QStringLiteral(TASTESCOPE_CLI)) const;
    QString in(const QString& name) const { return m_folder.filePath("around/target/" + name); }
    QString around(const QString& name) const { return m_folder.filePath("around/" + name); }
    QStringList outside() const;

    QTemporaryDir m_folder;
};

namespace {

/// What could do harm as the name of a file. A zero byte ends a word of the command line, so it stands in a file.
std::vector<std::pair<const char*, QByteArray>> hostileNames()
{
    return {{"up", "../../victim"},
            {"one up", ".."},
            {"here", "."},
            {"absolute", "/tmp/tastescope-victim"},
            {"backslash", "..\\..\\victim"},
            {"zero byte", QByteArray("vic\0tim", 7)},
            {"new line", "victim\nvictim"},
            {"override", "victim\u202etxt.exe"},
            {"4,096 bytes", QByteArray(4096, 'v')},
            {"device", "/dev/full"},
            {"encoded twice", "%252e%252e%252fvictim"}};
}

QStringList popularity()
{
    return {"train", "preset:tiny", "--model", "popularity"};
}

} // namespace

void TestHostileNames::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
    QVERIFY(QDir().mkpath(in("work")));
    QVERIFY(QDir().mkpath(around("elsewhere")));
    for (const char* name : {"victim", "elsewhere/last.safetensors", "elsewhere/config.json", "elsewhere/x.part"})
        QVERIFY(write(around(name), "not ours"));
}

/// From two folders down, so that what climbs lands where it is looked for.
Result TestHostileNames::callInside(const QStringList& words, const QString& program) const
{
    QProcess process;
    process.setWorkingDirectory(in("work"));
    start(process, words, program);
    return finish(process);
}

/// Everything around the target: names, sizes and times.
QStringList TestHostileNames::outside() const
{
    QStringList seen;
    for (const QString& top : {around({}), QStringLiteral("/tmp/tastescope-victim")}) {
        QDirIterator files(top, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QFileInfo file(files.next());
            if (!file.filePath().startsWith(in({})) && file.filePath() + '/' != in({}))
                seen << QStringLiteral("%1 %2 %3")
                            .arg(file.filePath())
                            .arg(file.size())
                            .arg(file.isDir() ? 0 : file.lastModified().toMSecsSinceEpoch());
        }
    }
    seen.sort();
    return seen;
}

void TestHostileNames::namesStayNames_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const auto& [title, name] : hostileNames())
        QTest::newRow(title) << name;
}

void TestHostileNames::namesStayNames()
{
    QFETCH(QByteArray, name);
    const QStringList before = outside();
    const QString row = QString::fromLatin1(QTest::currentDataTag());
    const QString workspace = in("w " + row);
    const QString run = in("run " + row);
    const QStringList keep{"--workspace", workspace, "--out", run};
    Result trained;
    if (name.contains('\0')) {
        const Result made = callInside(popularity() + QStringList{"--name", "plain"} + keep);
        QVERIFY2(made.code == 0, made.error);
        QFile file(run + "/config.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto forged = nlohmann::json::parse(file.readAll().toStdString());
        file.close();
        forged["name"] = name.toStdString();
        QVERIFY(write(in("forged.json"), QByteArray::fromStdString(forged.dump())));
        trained = callInside({"train", "preset:tiny", "--config", in("forged.json"), "--replace", "--workspace",
                              workspace, "--out", run});
    } else {
        trained = callInside(popularity() + QStringList{"--name", name} + keep);
    }
    QVERIFY2(trained.code == 0, trained.error);
    QVERIFY2(callInside({"runs", "list", "--workspace", workspace}).code == 0, "the history cannot be listed");
    QVERIFY(callInside({"runs", "export", "--workspace", workspace, "--out", in("runs.csv")}).code == 0);
    QVERIFY(callInside({"runs", "rename", run, "plain", "--workspace", workspace}).code == 0);
    if (!name.contains('\0'))
        QVERIFY(callInside({"runs", "rename", run, name, "--workspace", workspace}).code == 0);
    const Result replaced = callInside(popularity() + keep + QStringList{"--replace"}); // aside, and into the bin
    QVERIFY2(replaced.code == 0, replaced.error);

    const QString sweep = in("sweep " + row);
    QStringList words{"sweep", "preset:tiny", "--model", "bpr", "--vary",      "learning_rate=grid(0.01,0.05)",
                      "--set", "epochs=1",    "--out",   sweep, "--workspace", workspace};
    if (!name.contains('\0'))
        words += QStringList{"--name", name};
    const Result swept = callInside(words);
    QVERIFY2(swept.code == 0, swept.error);
#ifdef TASTESCOPE_WINDOW
    const Result shown = callInside({"--export", in("sweep.png"), "--page", "sweep", "--run", sweep, "preset:tiny"},
                                    QStringLiteral(TASTESCOPE_WINDOW));
    QVERIFY2(shown.code == 0, shown.error);
    const Result page = callInside({"--export", in("run.png"), "--page", "training", "--run", run, "preset:tiny"},
                                   QStringLiteral(TASTESCOPE_WINDOW));
    QVERIFY2(page.code == 0 || page.code == 1, page.error); // popularity has no curve to show
#endif
    QCOMPARE(outside(), before);
}

void TestHostileNames::dataNamesStayNames()
{
    QByteArray text = "user,item,rating\n";
    for (int user = 0; user < 40; ++user)
        for (int item = 0; item < 12; ++item)
            text += "../../u" + QByteArray::number(user) + ",/i" + QByteArray::number((item + user) % 20) + ",4\n";
    for (const char* name : {"..victim.csv", "vic\\tim.csv", "vic\ntim.csv", "victim\u202evsc.csv", "%2e%2e%2fx.csv"}) {
        QVERIFY2(write(in(name), text), name);
        const QStringList before = outside();
        const Result imported = callInside({"data", "import", in(name), "--out", in("made.taste")});
        QVERIFY2(imported.code == 0, imported.error);
        QCOMPARE(callInside({"data", "info", in("made.taste")}).code, 0);
        const Result found = callInside({"neighbours", in("made.taste"), "--out", in("neighbours.csv")});
        QVERIFY2(found.code == 0 || found.code == 1, found.error);
        QCOMPARE(outside(), before);
    }
}

/// What is named with --out is the target, whatever it is called.
void TestHostileNames::aFolderCalledStrangelyIsThatFolder()
{
    const QStringList before = outside();
    for (const char* name : {"a\nb", "a\\..\\b", "a\u202eb", "...", "-"}) {
        const Result trained = callInside(popularity() + QStringList{"--no-history", "--out", in(name)});
        QVERIFY2(trained.code == 0, trained.error);
        QVERIFY2(QFile::exists(in(name) + "/model.safetensors"), name);
    }
    const Result tooLong = callInside(popularity() + QStringList{"--no-history", "--out", in(QString(4096, 'v'))});
    QVERIFY2(tooLong.code == 1 && tooLong.error.contains("tastescope-cli: "), tooLong.error);
    QCOMPARE(outside(), before);
}

void TestHostileNames::linksInARunAreNotFollowed()
{
    const QStringList bpr{"train", "preset:tiny", "--model", "bpr", "--set", "epochs=1", "--no-history", "--out"};
    QVERIFY(QDir().mkpath(in("linked")));
    for (const char* file : {"record.json", "model.safetensors.x", "curve.csv", "per_user_test.safetensors"})
        QVERIFY(QFile::link(around("victim"), in("linked/") + file));
    const QStringList before = outside();
    const Result trained = callInside(bpr + QStringList{in("linked")}); // takes the place of the links
    QVERIFY2(trained.code == 0, trained.error);
    QCOMPARE(outside(), before);

    QVERIFY(QDir().mkpath(in("led away")));
    QVERIFY(QFile::link(around("elsewhere"), in("led away/checkpoints")));
    for (const QStringList& how : {QStringList(), {"--resume"}, {"--replace"}}) {
        const Result refused = callInside(bpr + QStringList{in("led away")} + how);
        if (how != QStringList{"--replace"})
            QCOMPARE(refused.code, 1);
        QCOMPARE(outside(), before);
    }
}

void TestHostileNames::linksInASweepAreNotFollowed()
{
    const QStringList sweep{"sweep",       "preset:tiny",
                            "--model",     "bpr",
                            "--vary",      "learning_rate=grid(0.01,0.05)",
                            "--set",       "epochs=1",
                            "--out",       in("linked sweep"),
                            "--no-history"};
    const Result made = callInside(sweep);
    QVERIFY2(made.code == 0, made.error);
    QVERIFY(QDir(in("linked sweep/trial-0001")).removeRecursively());
    QVERIFY(QFile::link(around("elsewhere"), in("linked sweep/trial-0001")));
    const QStringList before = outside();
    for (const QStringList& how : {QStringList(), {"--resume"}}) {
        const Result refused = callInside(sweep + how);
        QVERIFY2(refused.code == 1 || refused.code == 3, refused.error);
        QCOMPARE(outside(), before);
    }
}

void TestHostileNames::theBinFollowsNoLink()
{
    const QString workspace = in("bin");
    const QString run = workspace + "/run";
    const Result trained = callInside(
        {"train", "preset:tiny", "--model", "bpr", "--set", "epochs=1", "--out", run, "--workspace", workspace});
    QVERIFY2(trained.code == 0, trained.error);
    QVERIFY(QDir(run + "/checkpoints").removeRecursively());
    QVERIFY(QFile::link(around("elsewhere"), run + "/checkpoints"));
    const QStringList before = outside();
    const Result replaced = callInside({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=1", "--out", run,
                                        "--workspace", workspace, "--replace"});
    QVERIFY2(replaced.code == 0, replaced.error);
    QVERIFY(callInside({"runs", "list", "--bin", "--workspace", workspace}).code == 0);
    QCOMPARE(outside(), before);
}

QTEST_GUILESS_MAIN(TestHostileNames)
#include "tst_hostile_names.moc"
