#include "tests/app/command.h"
#include "tests/support/send_signal.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

#include <cerrno>
#include <csignal>

/// The command line is asked to end by the system, whatever it is at: it is gone within two seconds (ten are allowed
/// where the machine is busy) with exit code 130, and has kept what it had.
class TestStopStates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void endsSoonAndKeepsItsState_data();
    void endsSoonAndKeepsItsState();
    void endsWhileItWaitsForRoom_data() { addSignals(); }
    void endsWhileItWaitsForRoom();
    void endsWhenNobodyReadsIt_data() { addSignals(); }
    void endsWhenNobodyReadsIt();

private:
    static void addSignals();
    QString at(const QString& name) const { return m_folder.filePath(name); }
    QStringList train(const QString& run) const;
    void requireKept(const QString& run) const;

    QTemporaryDir m_folder;
};

namespace {

constexpr int longestMs = 10'000;

struct Signal
{
    const char* name;
    int number;
};
constexpr std::array allSignals{Signal{"Ctrl+C", SIGINT}, Signal{"SIGTERM", SIGTERM},
                                Signal{"terminal closes", SIGHUP}};

/// Sends the signal and waits. Returns how it ended; code -1: not in time.
Result ended(QProcess& process, int signal)
{
    QElapsedTimer clock;
    clock.start();
    tastescope::test::sendSignal(process, signal);
    const bool gone = process.waitForFinished(longestMs);
    qInfo("gone after %lld ms", static_cast<long long>(clock.elapsed()));
    if (!gone)
        process.kill();
    process.waitForFinished();
    const bool itself = gone && process.exitStatus() == QProcess::NormalExit;
    return {itself ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A table that takes some seconds to read.
QByteArray ratings()
{
    QByteArray text = "user,item,rating\n";
    for (int user = 0; user < 60'000; ++user)
        for (int item = 0; item < 20; ++item)
            text += QByteArray::number(user) + ',' + QByteArray::number((item * 7 + user) % 9'000) + ",4\n";
    return text;
}

} // namespace

void TestStopStates::initTestCase()
{
    qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
    QCOMPARE(call({"data", "info", "preset:demo"}).code, 0);
    QVERIFY(write(at("ratings.csv"), ratings()));
    const Result trained = call({"train", "preset:demo", "--model", "user-knn", "--no-history", "--out", at("knn")});
    QVERIFY2(trained.code == 0, trained.error);
}

void TestStopStates::addSignals()
{
    QTest::addColumn<int>("signal");
    for (const Signal& each : allSignals)
        QTest::newRow(each.name) << each.number;
}

QStringList TestStopStates::train(const QString& run) const
{
    return {"train", "preset:tiny", "--model", "bpr", "--set", "epochs=10000", "--set", "patience=0", "--out", at(run)};
}

/// The run was stopped with its record, and can be gone on with; the history is sound and says the same.
void TestStopStates::requireKept(const QString& run) const
{
    const Result shown = call({"runs", "list", "--workspace", at("w"), "--json"});
    QVERIFY2(shown.code == 0, shown.error);
    for (const auto& each : shown.json()["runs"])
        QVERIFY2(each["state"] == "stopped", each.dump().c_str());
    QCOMPARE(call({"runs", "check", "--workspace", at("w")}).code, 0);
    QFile record(at(run) + "/record.json");
    QVERIFY(record.open(QIODevice::ReadOnly));
    QVERIFY(nlohmann::json::parse(record.readAll().toStdString())["epochs"].size() >= 1);
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", at(run), "--part", "validation"}).code, 0);
}

void TestStopStates::endsSoonAndKeepsItsState_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("moment");
    QTest::addColumn<int>("signal");
    const QStringList bpr{"--model", "bpr", "--set", "epochs=10000", "--set", "patience=0"};
    const std::vector<std::tuple<const char*, QStringList, QByteArray>> states{
        {"importing", {"data", "import", at("ratings.csv"), "--out", at("made.taste")}, "\"event\":\"progress\""},
        {"neighbours", {"neighbours", "preset:demo", "--threads", "1"}, "\"event\":\"stage\""},
        {"before the first epoch", QStringList{"train", "preset:demo", "--no-history", "--out", at("early")} + bpr,
         "\"event\":\"stage\""},
        {"evaluating",
         {"evaluate", "preset:demo", "--run", at("knn"), "--protocol", "full", "--threads", "1"},
         "\"event\":\"stage\""},
        {"making data",
         {"data", "make", "--preset", "demo", "--out", at("demo.taste"), "--threads", "1"},
         "\"event\":\"stage\""},
    };
    for (const auto& [name, words, moment] : states)
        for (const Signal& each : allSignals)
            QTest::addRow("%s, %s", name, each.name) << words << moment << each.number;
    for (const Signal& each : allSignals) {
        const QString run = QStringLiteral("run-%1").arg(each.number);
        QTest::addRow("training, %s", each.name)
            << train(run) + QStringList{"--workspace", at("w")} << QByteArray("\"event\":\"epoch\"") << each.number;
        QTest::addRow("sweep, %s", each.name)
            << (QStringList{"sweep", "preset:tiny", "--vary", "learning_rate=loguniform(0.001,0.2)", "--trials", "50",
                            "--jobs", "2", "--out", at(QStringLiteral("sweep-%1").arg(each.number)), "--workspace",
                            at("w")}
                + bpr)
            << QByteArray("\"event\":\"trial_epoch\"") << each.number;
    }
}

void TestStopStates::endsSoonAndKeepsItsState()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, moment);
    QFETCH(int, signal);
    QProcess process;
    start(process, words + QStringList{"--progress", "jsonl"});
    QByteArray seen;
    QVERIFY2(waitFor(process, moment, seen), seen);
    const Result stopped = ended(process, signal);
    QVERIFY2(stopped.code == 130, stopped.error);
    QVERIFY2(stopped.out.isEmpty(), stopped.out);
    if (words.front() == "train" && words.contains("--workspace"))
        requireKept(QStringLiteral("run-%1").arg(signal));
    if (words.front() == "sweep") {
        QCOMPARE(call({"runs", "check", "--workspace", at("w")}).code, 0);
        QVERIFY(QFile::exists(at(QStringLiteral("sweep-%1/trial-0001").arg(signal))));
    }
    QVERIFY2(!QFile::exists(at("made.taste")) && !QFile::exists(at("demo.taste")), "a file that is not whole");
    QStringList parts;
    QDirIterator files(m_folder.path(), {"*.part"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        parts << files.next();
    QCOMPARE(parts, QStringList());
}

void TestStopStates::endsWhileItWaitsForRoom()
{
    QFETCH(int, signal);
    const QString run = QStringLiteral("full-%1").arg(signal);
    QVERIFY(QDir().mkpath(at(run)));
    QProcess process;
    {
        const WithVariable shim("LD_PRELOAD", FAULT_SHIM);
        const WithVariable folder("FAULT_FOLDER", at(run).toUtf8());
        const WithVariable action("FAULT_ACTION", "error");
        const WithVariable error("FAULT_ERROR", QByteArray::number(ENOSPC));
        const WithVariable lasting("FAULT_LASTING", "1");
        const WithVariable when("FAULT_AT", "120"); // some epochs are kept by then
        start(process, train(run) + QStringList{"--no-history", "--progress", "jsonl"});
    }
    QByteArray seen;
    QVERIFY2(waitFor(process, "waits and goes on by itself", seen), seen);
    const Result stopped = ended(process, signal);
    QVERIFY2(stopped.code == 130, stopped.error);
    QProcess again; // with room it goes on after the epochs it had
    start(again, train(run) + QStringList{"--no-history", "--progress", "jsonl", "--resume"});
    QByteArray told;
    QVERIFY2(waitFor(again, "\"event\":\"training\"", told), told);
    QVERIFY2(!told.contains("\"first_epoch\":1,"), told);
    QCOMPARE(ended(again, signal).code, 130);
}

void TestStopStates::endsWhenNobodyReadsIt()
{
    QFETCH(int, signal);
    const QString run = QStringLiteral("unread-%1").arg(signal);
    QProcess process;
    start(process, train(run) + QStringList{"--progress", "jsonl", "--workspace", at("w")});
    QByteArray seen;
    QVERIFY2(waitForEpoch(process, 1, seen), seen);
    process.closeReadChannel(QProcess::StandardError);
    process.closeReadChannel(QProcess::StandardOutput);
    QTest::qWait(300);
    QCOMPARE(process.state(), QProcess::Running);
    QCOMPARE(ended(process, signal).code, 130);
    requireKept(run);
}

QTEST_GUILESS_MAIN(TestStopStates)
#include "tst_stop_states.moc"
