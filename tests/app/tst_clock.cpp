#include "tests/app/command.h"

#include <QStandardPaths>
#include <QTest>

/// The clock of the machine is wrong, or is set while the program works. Time that passes is measured by another clock,
/// which nobody sets: the programs here keep the true one.
class TestClock : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void runsAreInOrderByTheirNumbers();
    void aClockThatIsSetDuringARunChangesNothing_data();
    void aClockThatIsSetDuringARunChangesNothing();
    void aSweepDoesNotMindAClockThatIsSet();
    void aWrongClockEmptiesNoBin_data();
    void aWrongClockEmptiesNoBin();

private:
    /// clock: "+10y", "-10y", "@2026-10-25 02:59:59"; as faketime has it.
    Result callAt(const QByteArray& clock, const QStringList& words) const;
    void setClock(const QByteArray& clock) const;
    QStringList train(const QString& run, int epochs) const;
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QByteArray m_library; ///< libfaketime
};

namespace {

using Json = nlohmann::json;

/// Seconds of a duration that make sense; a wrong clock is years off.
bool isDuration(const Json& seconds)
{
    return seconds.is_number() && seconds.get<double>() >= 0 && seconds.get<double>() < 600;
}

void requireDurations(const Json& record)
{
    QVERIFY(isDuration(record["seconds"]));
    for (const Json& epoch : record["epochs"])
        for (const char* part : {"seconds", "evaluate_seconds", "save_seconds"})
            QVERIFY2(isDuration(epoch[part]), epoch.dump().c_str());
}

Json recordIn(const QString& run)
{
    QFile file(run + QStringLiteral("/record.json"));
    return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()) : Json();
}

} // namespace

void TestClock::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("faketime")).isEmpty())
        QSKIP("needs faketime: apt install faketime");
    QProcess asked;
    asked.start(QStringLiteral("faketime"), {"-f", "+0d", "printenv", "LD_PRELOAD"});
    QVERIFY(asked.waitForFinished());
    m_library = asked.readAllStandardOutput().trimmed();
    QVERIFY(!m_library.isEmpty());
    qputenv("XDG_CACHE_HOME", at(QStringLiteral("cache")).toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

void TestClock::setClock(const QByteArray& clock) const
{
    // Renamed into place: the program reads it all the time.
    QVERIFY(write(at(QStringLiteral("clock-next")), clock + "\n"));
    QVERIFY(std::rename(qPrintable(at(QStringLiteral("clock-next"))), qPrintable(at(QStringLiteral("clock")))) == 0);
}

Result TestClock::callAt(const QByteArray& clock, const QStringList& words) const
{
    const WithVariable library("LD_PRELOAD", m_library);
    const WithVariable time("FAKETIME", clock);
    const WithVariable monotonic("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    return call(words);
}

QStringList TestClock::train(const QString& run, int epochs) const
{
    return {"train", "preset:tiny", "--model",
            "bpr",   "--set",       "epochs=" + QString::number(epochs),
            "--set", "patience=0",  "--progress",
            "jsonl", "--json",      "--out",
            at(run), "--workspace", at(QStringLiteral("w"))};
}

void TestClock::runsAreInOrderByTheirNumbers()
{
    const QStringList list{"runs", "list", "--workspace", at(QStringLiteral("order")), "--json"};
    int number = 0;
    for (const char* clock : {"+10y", "-10y", "+0d", "-1d"}) {
        const Result trained =
            callAt(clock, {"train", "preset:tiny", "--model", "popularity", "--json", "--out",
                           at(QStringLiteral("order-%1").arg(++number)), "--workspace", at(QStringLiteral("order"))});
        QVERIFY2(trained.code == 0, trained.error);
        QVERIFY(isDuration(recordIn(at(QStringLiteral("order-%1").arg(number)))["seconds"]));
    }
    std::vector<std::string> names;
    for (const char* clock : {"+0d", "-20y", "+20y"}) {
        const Result listed = callAt(clock, list);
        QVERIFY2(listed.code == 0, listed.error);
        const Json runs = listed.json()["runs"];
        QCOMPARE(runs.size(), std::size_t(4));
        for (std::size_t i = 0; i < runs.size(); ++i) {
            QCOMPARE(runs[i]["id"].get<int>(), static_cast<int>(i) + 1);
            if (names.size() == i)
                names.push_back(runs[i]["name"]);
            QCOMPARE(runs[i]["name"].get<std::string>(), names[i]);
            QVERIFY(i == 0 || names[i] > names[i - 1]); // each got the next number
        }
        QVERIFY(runs[0]["started_at"] > runs[2]["started_at"] && runs[2]["started_at"] > runs[1]["started_at"]);
    }
    QCOMPARE(call({"runs", "check", "--workspace", at(QStringLiteral("order"))}).code, 0);
}

void TestClock::aClockThatIsSetDuringARunChangesNothing_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("then");
    QTest::newRow("ten years back") << QByteArray("+0d") << QByteArray("-10y");
    QTest::newRow("ten years on") << QByteArray("+0d") << QByteArray("+10y");
    QTest::newRow("one second back, as a time server does") << QByteArray("+0d") << QByteArray("-1");
    QTest::newRow("before 1970") << QByteArray("+0d") << QByteArray("-70y");
    QTest::newRow("summer time ends") << QByteArray("@2026-10-25 02:59:59") << QByteArray("@2026-10-25 02:00:01");
}

void TestClock::aClockThatIsSetDuringARunChangesNothing()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, then);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const Result whole = call(train(name + QStringLiteral("-whole"), 10));
    QVERIFY2(whole.code == 0, whole.error);

    setClock(first);
    QProcess process;
    {
        const WithVariable zone("TZ", "Europe/Berlin");
        const WithVariable library("LD_PRELOAD", m_library);
        const WithVariable time("FAKETIME_TIMESTAMP_FILE", at(QStringLiteral("clock")).toUtf8());
        const WithVariable always("FAKETIME_NO_CACHE", "1");
        const WithVariable monotonic("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        start(process, train(name, 10));
    }
    QByteArray seen;
    QVERIFY2(waitForEpoch(process, 2, seen), seen);
    setClock(then);
    const Result stepped = finish(process);
    QVERIFY2(stepped.code == 0, stepped.error);
    QVERIFY(stepped.json()["model_sha256"] == whole.json()["model_sha256"]);
    QVERIFY(stepped.json()["test"]["mrr"] == whole.json()["test"]["mrr"]);
    requireDurations(recordIn(at(name)));
    QCOMPARE(recordIn(at(name))["epochs"].size(), std::size_t(10));
    const Json run = call({"runs", "list", "--workspace", at(QStringLiteral("w")), "--json"}).json()["runs"].back();
    QVERIFY(run["state"] == "finished");
    if (then.contains("y")) // the program did see the other clock
        QVERIFY(run["ended_at"].get<std::string>().substr(0, 4) != run["started_at"].get<std::string>().substr(0, 4));
}

void TestClock::aSweepDoesNotMindAClockThatIsSet()
{
    const auto sweep = [this](const QString& out) {
        return QStringList{"sweep",
                           "preset:tiny",
                           "--model",
                           "bpr",
                           "--set",
                           "epochs=4",
                           "--set",
                           "patience=0",
                           "--vary",
                           "learning_rate=loguniform(0.001,0.2)",
                           "--trials",
                           "4",
                           "--jobs",
                           "2",
                           "--json",
                           "--progress",
                           "jsonl",
                           "--name",
                           "clocked",
                           "--out",
                           at(out),
                           "--workspace",
                           at(QStringLiteral("w"))};
    };
    const Result whole = call(sweep(QStringLiteral("sweep-whole")));
    QVERIFY2(whole.code == 0, whole.error);
    setClock("+0d");
    QProcess process;
    {
        const WithVariable library("LD_PRELOAD", m_library);
        const WithVariable time("FAKETIME_TIMESTAMP_FILE", at(QStringLiteral("clock")).toUtf8());
        const WithVariable always("FAKETIME_NO_CACHE", "1");
        const WithVariable monotonic("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        start(process, sweep(QStringLiteral("sweep")));
    }
    QByteArray seen;
    QVERIFY2(waitFor(process, "\"event\":\"trial_epoch\"", seen), seen);
    setClock("-10y");
    const Result stepped = finish(process);
    QVERIFY2(stepped.code == 0, stepped.error);
    for (int trial = 1; trial <= 4; ++trial) {
        const QString folder = QStringLiteral("/trial-000%1").arg(trial);
        const Json record = recordIn(at(QStringLiteral("sweep")) + folder);
        QVERIFY(record["model_sha256"] == recordIn(at(QStringLiteral("sweep-whole")) + folder)["model_sha256"]);
        requireDurations(record);
    }
}

void TestClock::aWrongClockEmptiesNoBin_data()
{
    QTest::addColumn<QByteArray>("deleted");
    QTest::addColumn<QByteArrayList>("opened");
    QTest::newRow("opened years ahead") << QByteArray("+0d") << QByteArrayList{"+2y", "+10y", "+20y", "+0d"};
    QTest::newRow("opened years ago") << QByteArray("+0d") << QByteArrayList{"-10y", "+0d", "+1d"};
    QTest::newRow("deleted years ago") << QByteArray("-10y") << QByteArrayList{"+0d", "+1d"};
    QTest::newRow("deleted years ahead") << QByteArray("+10y") << QByteArrayList{"+0d", "+20y", "+1d"};
}

/// The history has been used for longer than the bin keeps runs.
void TestClock::aWrongClockEmptiesNoBin()
{
    QFETCH(QByteArray, deleted);
    QFETCH(QByteArrayList, opened);
    const QString workspace = at(QString::fromLatin1(QTest::currentDataTag()));
    const QStringList list{"runs", "list", "--workspace", workspace, "--json"};
    const Result trained = call({"train", "preset:tiny", "--model", "popularity", "--out",
                                 workspace + QStringLiteral("/run"), "--workspace", workspace});
    QVERIFY2(trained.code == 0, trained.error);
    for (int day = 40; day > 0; --day)
        QCOMPARE(callAt("-" + QByteArray::number(day) + "d", list).code, 0);
    const Result binned = callAt(deleted, {"runs", "delete", "1", "--workspace", workspace});
    QVERIFY2(binned.code == 0, binned.error);
    for (const QByteArray& clock : opened)
        QCOMPARE(callAt(clock, list).code, 0);
    const Result restored = call({"runs", "restore", "1", "--workspace", workspace});
    QVERIFY2(restored.code == 0, restored.error);
    QVERIFY(QFile::exists(workspace + QStringLiteral("/run/model.safetensors")));
    QCOMPARE(call({"evaluate", "preset:tiny", "--run", workspace + QStringLiteral("/run")}).code, 0);
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
