#include "tests/app/command.h"
#include "tests/support/send_signal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

class TestInterruption : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void killedAndResumedEqualsUninterrupted_data();
    void killedAndResumedEqualsUninterrupted();
    void signalsKeepTheLastEpoch_data();
    void signalsKeepTheLastEpoch();
    void nobodyReadingProgressIsNoReasonToStop();
    void underNohupAClosedTerminalIsNotHeard();
    void resumingOtherSettingsIsRefused();

private:
    QStringList train(const QString& run, const QStringList& more = {}) const
    {
        return QStringList{"train",      "preset:tiny", "--model", "bpr",    "--set", "epochs=12",           "--set",
                           "patience=0", "--progress",  "jsonl",   "--json", "--out", m_folder.filePath(run)}
               + more;
    }

    QTemporaryDir m_folder;
};

void TestInterruption::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

void TestInterruption::killedAndResumedEqualsUninterrupted_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::newRow("sgd") << QStringList{};
    QTest::newRow("adam") << QStringList{"--set", "optimiser=adam", "--set", "learning_rate=0.001"};
    QTest::newRow("adam_batch") << QStringList{"--set", "optimiser=adam_batch", "--set", "learning_rate=0.005"};
}

void TestInterruption::killedAndResumedEqualsUninterrupted()
{
    QFETCH(QStringList, more);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    const Result whole = call(train(tag + QStringLiteral("-whole"), more));
    QVERIFY2(whole.code == 0, whole.error);

    QProcess process;
    start(process, train(tag, more));
    QByteArray seen;
    QVERIFY(waitForEpoch(process, 3, seen));
    process.kill();
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitStatus() == QProcess::CrashExit, "it was over before it could be killed");

    const Result unfinished = call({"evaluate", "preset:tiny", "--run", m_folder.filePath(tag)});
    QCOMPARE(unfinished.code, 1);
    QVERIFY2(unfinished.error.contains("--resume"), unfinished.error);

    const Result resumed = call(train(tag, QStringList(more) << QStringLiteral("--resume")));
    QVERIFY2(resumed.code == 0, resumed.error);
    QVERIFY(resumed.error.contains("\"event\":\"training\""));
    QVERIFY(!resumed.error.contains("\"first_epoch\":1,"));
    QVERIFY(resumed.json()["model_sha256"] == whole.json()["model_sha256"]);
    QVERIFY(resumed.json()["best_epoch"] == whole.json()["best_epoch"]);
    QVERIFY(resumed.json()["test"]["mrr"] == whole.json()["test"]["mrr"]);
    QCOMPARE(resumed.json()["epochs"].size(), whole.json()["epochs"].size());
    for (std::size_t e = 0; e < whole.json()["epochs"].size(); ++e)
        QVERIFY(resumed.json()["epochs"][e]["val_mrr"] == whole.json()["epochs"][e]["val_mrr"]);
}

void TestInterruption::signalsKeepTheLastEpoch_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("the terminal closes") << SIGHUP;
}

void TestInterruption::signalsKeepTheLastEpoch()
{
    QFETCH(int, signal);
    const QString run = m_folder.filePath(QStringLiteral("signal-%1").arg(signal));
    QProcess process;
    start(process, {"train", "preset:tiny", "--model", "bpr", "--set", "epochs=10000", "--set", "patience=0",
                    "--progress", "jsonl", "--out", run});
    QByteArray seen;
    QVERIFY(waitForEpoch(process, 2, seen));
    tastescope::test::sendSignal(process, signal);
    const Result stopped = finish(process);
    QCOMPARE(stopped.code, 130);
    QVERIFY(stopped.out.isEmpty());

    QFile record(run + QStringLiteral("/record.json"));
    QVERIFY(record.open(QIODevice::ReadOnly));
    const auto json = nlohmann::json::parse(record.readAll().toStdString());
    QVERIFY(json["state"] == "stopped");
    QVERIFY(json["epochs"].size() >= 2);
    const Result evaluated = call({"evaluate", "preset:tiny", "--run", run, "--part", "validation", "--json"});
    QVERIFY2(evaluated.code == 0, evaluated.error);
    const auto best = json["epochs"][json["best_epoch"].get<std::size_t>() - 1];
    QVERIFY(evaluated.json()["mrr"]["value"] == best["val_mrr"]);
    QCOMPARE(QDir(run)
                 .entryList({QStringLiteral("*.??????")}, QDir::Files)
                 .filter(QRegularExpression("\\.json\\.|\\.safetensors\\."))
                 .size(),
             0);
}

void TestInterruption::nobodyReadingProgressIsNoReasonToStop()
{
    const QString run = m_folder.filePath(QStringLiteral("unread"));
    QProcess shell;
    start(shell,
          {"-c",
           R"({ "$0" train preset:tiny --model bpr --set epochs=12 --progress jsonl --out "$1"; echo $? > "$1.code"; })"
           " 2>&1 >/dev/null | head -n 1",
           QStringLiteral(TASTESCOPE_CLI), run},
          QStringLiteral("/bin/sh"));
    QCOMPARE(finish(shell).code, 0);
    QFile code(run + QStringLiteral(".code"));
    QTRY_VERIFY_WITH_TIMEOUT(code.exists() && code.size() > 0, 60'000);
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(code.readAll().trimmed(), QByteArray("0"));
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", run}).code, 0);
}

void TestInterruption::underNohupAClosedTerminalIsNotHeard()
{
    const QString run = m_folder.filePath(QStringLiteral("nohup"));
    QProcess shell;
    start(shell,
          {"-c",
           R"(trap '' HUP; "$0" train preset:tiny --model bpr --set epochs=40 --progress jsonl --out "$1" >/dev/null)",
           QStringLiteral(TASTESCOPE_CLI), run},
          QStringLiteral("/bin/sh"));
    QByteArray seen;
    QVERIFY(waitForEpoch(shell, 2, seen));
    tastescope::test::sendSignal(shell, SIGHUP);
    QCOMPARE(finish(shell).code, 0);
}

void TestInterruption::resumingOtherSettingsIsRefused()
{
    const QString run = m_folder.filePath(QStringLiteral("other"));
    QCOMPARE(call({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=1", "--out", run}).code, 0);
    const Result other =
        call({"train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--resume", "--out", run});
    QCOMPARE(other.code, 1);
    QVERIFY2(other.error.contains("epochs is 2 now and was 1 then"), other.error);
    // The refusal changes nothing.
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", run}).code, 0);
    const QStringList anew{"train", "preset:tiny", "--model", "bpr", "--set", "epochs=2", "--out", run};
    const Result refused = call(anew);
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.error.contains("--resume") && refused.error.contains("--replace"), refused.error);
    const Result replaced = call(anew + QStringList{"--replace"});
    QCOMPARE(replaced.code, 0);
    QVERIFY2(replaced.error.contains("other-replaced-1"), replaced.error);
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", run + "-replaced-1"}).code, 0);
}

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
