#include "tests/app/command.h"
#include "tests/support/send_signal.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>

/// A program that is held for a while, as a laptop that sleeps or Ctrl+Z hold it, and one that is aborted from within.
class TestHeld : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aHeldTrainingGoesOnWhereItWas();
    void aHeldSweepGoesOnWhereItWas();
    void anAbortInAnyPhaseLeavesAnInterruptedRun_data();
    void anAbortInAnyPhaseLeavesAnInterruptedRun();

private:
    QStringList train(const QString& run) const;
    QStringList sweep(const QString& out) const;
    QString at(const QString& name) const { return m_folder.filePath(name); }
    nlohmann::json runs() const;
    void requireSound() const { QCOMPARE(call({"runs", "check", "--workspace", at("w")}).code, 0); }

    QTemporaryDir m_folder;
};

namespace {

int heldSeconds()
{
    return isLong() ? 60 : 3;
}

/// Holds the program, looks at what `during` sees, and lets it go on after the full time.
template<typename During>
void hold(const QProcess& process, const During& during)
{
    QElapsedTimer clock;
    clock.start();
    tastescope::test::sendSignal(process, SIGSTOP);
    during();
    QTest::qWait(static_cast<int>(std::max<qint64>(0, heldSeconds() * 1000 - clock.elapsed())));
    tastescope::test::sendSignal(process, SIGCONT);
}

/// Hashes of the models of the run in the folder, or of the trials of the sweep there.
std::vector<std::string> modelsIn(const QString& folder)
{
    QStringList records;
    QDirIterator files(folder, {"record.json"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        records << files.next();
    records.sort();
    std::vector<std::string> models;
    for (const QString& path : records)
        if (QFile file(path); file.open(QIODevice::ReadOnly))
            models.push_back(nlohmann::json::parse(file.readAll().toStdString())["model_sha256"]);
    return models;
}

/// Nobody was told that anything was wrong.
void requireNoComplaint(const QByteArray& told)
{
    for (const char* word : {"\"event\":\"note\"", "stuck", "taken", "another program"})
        QVERIFY2(!told.contains(word), word);
}

} // namespace

void TestHeld::initTestCase()
{
    qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

QStringList TestHeld::train(const QString& run) const
{
    return {"train", "preset:tiny", "--model", "bpr", "--set", "epochs=20", "--set",       "patience=0", "--progress",
            "jsonl", "--json",      "--name",  run,   "--out", at(run),     "--workspace", at("w")};
}

QStringList TestHeld::sweep(const QString& out) const
{
    return {"sweep",    "preset:tiny", "--model",    "bpr",    "--set",
            "epochs=6", "--set",       "patience=0", "--vary", "learning_rate=loguniform(0.001,0.2)",
            "--trials", "6",           "--jobs",     "2",      "--progress",
            "jsonl",    "--json",      "--name",     out,      "--out",
            at(out),    "--workspace", at("w")};
}

nlohmann::json TestHeld::runs() const
{
    return call({"runs", "list", "--workspace", at("w"), "--json"}).json()["runs"];
}

void TestHeld::aHeldTrainingGoesOnWhereItWas()
{
    const Result whole = call(train("whole"));
    QVERIFY2(whole.code == 0, whole.error);
    QProcess process;
    start(process, train("held"));
    QByteArray seen;
    QVERIFY2(waitForEpoch(process, 2, seen), seen);
    hold(process, [&] {
        QVERIFY(runs().back()["state"] == "running");
        const Result other = call(train("held") << QStringLiteral("--resume"));
        QCOMPARE(other.code, 1);
        QVERIFY2(other.error.contains("is being written by process " + QByteArray::number(process.processId())),
                 other.error);
        QVERIFY(runs().back()["state"] == "running");
        requireSound();
    });
    const Result held = finish(process);
    QVERIFY2(held.code == 0, held.error);
    requireNoComplaint(seen + held.error);
    QVERIFY(held.json()["model_sha256"] == whole.json()["model_sha256"]);
    QVERIFY(held.json()["test"]["mrr"] == whole.json()["test"]["mrr"]);
    QCOMPARE(held.json()["epochs"].size(), std::size_t(20));
    for (const auto& epoch : held.json()["epochs"])
        QVERIFY(epoch["seconds"].get<double>() >= 0);
    QVERIFY(runs().back()["state"] == "finished");
    requireSound();
}

void TestHeld::aHeldSweepGoesOnWhereItWas()
{
    const Result whole = call(sweep("sweep-whole"));
    QVERIFY2(whole.code == 0, whole.error);
    QProcess process;
    start(process, sweep("sweep-held"));
    QByteArray seen;
    QVERIFY2(waitFor(process, "\"event\":\"trial_epoch\"", seen), seen);
    hold(process, [&] {
        const Result other = call(sweep("sweep-held") << QStringLiteral("--resume"));
        QCOMPARE(other.code, 1);
        QVERIFY2(other.error.contains("is being written by process"), other.error);
        requireSound();
    });
    const Result held = finish(process);
    QVERIFY2(held.code == 0, held.error);
    requireNoComplaint(seen + held.error);
    QCOMPARE(modelsIn(at("sweep-held")).size(), std::size_t(6));
    QVERIFY(modelsIn(at("sweep-held")) == modelsIn(at("sweep-whole")));
    requireSound();
}

void TestHeld::anAbortInAnyPhaseLeavesAnInterruptedRun_data()
{
    QTest::addColumn<QByteArray>("moment");
    QTest::addColumn<bool>("isSweep");
    QTest::newRow("before the first epoch") << QByteArray("\"event\":\"training\"") << false;
    QTest::newRow("training") << QByteArray("\"event\":\"epoch\",\"epoch\":2,") << false;
    QTest::newRow("evaluating") << QByteArray("\"title\":\"evaluating\"") << false;
    QTest::newRow("a sweep's first epoch") << QByteArray("\"event\":\"trial_epoch\"") << true;
    QTest::newRow("a sweep's second trial") << QByteArray("\"event\":\"trial_end\"") << true;
}

void TestHeld::anAbortInAnyPhaseLeavesAnInterruptedRun()
{
    QFETCH(QByteArray, moment);
    QFETCH(bool, isSweep);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QStringList words = isSweep ? sweep(name) : train(name);
    QProcess process;
    start(process, words);
    QByteArray seen;
    QVERIFY2(waitFor(process, moment, seen), seen);
    tastescope::test::sendSignal(process, SIGABRT); // what std::terminate() and a failed assertion come to
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitStatus() == QProcess::CrashExit, "it was over before it could be aborted");

    for (const auto& run : runs())
        QVERIFY2(run["state"] == "finished" || run["state"] == "interrupted", run.dump().c_str());
    requireSound();
    const Result resumed = call(QStringList(words) << QStringLiteral("--resume"));
    QVERIFY2(resumed.code == 0, resumed.error);
    const Result whole = isSweep ? call(sweep(name + " whole")) : call(train(name + " whole"));
    QVERIFY2(whole.code == 0, whole.error);
    QCOMPARE(modelsIn(at(name)).size(), std::size_t(isSweep ? 6 : 1));
    QVERIFY(modelsIn(at(name)) == modelsIn(at(name + " whole")));
    for (const auto& run : runs())
        QVERIFY2(run["state"] == "finished", run.dump().c_str());
    requireSound();
}

QTEST_GUILESS_MAIN(TestHeld)
#include "tst_held.moc"
