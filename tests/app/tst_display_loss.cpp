#include "tests/app/virtual_screen.h"

#include <QElapsedTimer>

/// The screen goes away under a window that trains, as when the X server dies: the process is gone within five seconds
/// (twenty are allowed where the machine is busy), no epoch is lost, and every run goes on to the very same bits.
class TestDisplayLoss : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void losesNoEpoch_data();
    void losesNoEpoch();

private:
    void goOn(const nlohmann::json& run, const QString& folder);

    QTemporaryDir m_folder;
    std::string m_expected; ///< hash of the model of a run that nobody disturbed
    int m_interrupted = 0;
};

namespace {

constexpr int longestMs = 20'000;

nlohmann::json runsOf(const QString& workspace)
{
    const Result listed = call({"runs", "list", "--workspace", workspace, "--json"});
    return listed.code == 0 ? listed.json()["runs"] : nlohmann::json::array();
}

} // namespace

void TestDisplayLoss::initTestCase()
{
    if (const QString missing = VirtualScreen::missing(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
    qputenv("XDG_CACHE_HOME", m_folder.filePath("cache").toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
}

void TestDisplayLoss::losesNoEpoch_data()
{
    QTest::addColumn<int>("afterMs");
    const int points = isLong() ? 50 : 5;
    for (int point = 0; point < points; ++point) // from the first epoch on, spread over some runs
        QTest::addRow("point %d", point + 1) << 137 + point * 4'000 / points;
}

void TestDisplayLoss::losesNoEpoch()
{
    QFETCH(int, afterMs);
    const QString folder = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    VirtualScreen screen;
    QProcess window;
    QVERIFY(screen.show(window, folder, {"preset:tiny"}));
    QVERIFY(beginTraining(screen, folder));
    for (int more = 0; more < 4; ++more) // they wait for their turn
        screen.press(QStringLiteral("ctrl+r"));
    QTest::qWait(afterMs);

    QElapsedTimer clock;
    clock.start();
    screen.takeAway();
    QVERIFY2(window.waitForFinished(longestMs), "it lives on without a screen");
    qInfo("gone after %lld ms", static_cast<long long>(clock.elapsed()));

    const QString workspace = folder + QStringLiteral("/tastescope");
    const Result checked = call({"runs", "check", "--workspace", workspace});
    QVERIFY2(checked.code == 0, checked.out + checked.error);
    const nlohmann::json runs = runsOf(workspace);
    QVERIFY(!runs.empty());
    for (const auto& run : runs)
        goOn(run, workspace);
    QCOMPARE(call({"runs", "check", "--workspace", workspace}).code, 0);
    qInfo("%d runs were interrupted so far", m_interrupted);
}

/// What was interrupted is resumed by the command line, with every epoch the history had.
void TestDisplayLoss::goOn(const nlohmann::json& run, const QString& workspace)
{
    const QString folder = QString::fromStdString(run["folder"]);
    if (!QFile::exists(folder + QStringLiteral("/config.json"))) {
        QVERIFY2(run["state"] == "interrupted", run.dump().c_str()); // it waited
        return;
    }
    const QStringList train{"train", "preset:tiny", "--config", folder + "/config.json", "--json", "--out"};
    if (m_expected.empty()) {
        const Result whole = call(train + QStringList{m_folder.filePath("whole"), "--no-history"});
        QVERIFY2(whole.code == 0, whole.error);
        m_expected = whole.json()["model_sha256"];
    }
    if (run["state"] == "finished") {
        QCOMPARE(run["model_sha256"].get<std::string>(), m_expected);
        return;
    }
    QVERIFY2(run["state"] == "interrupted", run.dump().c_str());
    ++m_interrupted;
    const Result shown =
        call({"runs", "show", QString::number(run["id"].get<int>()), "--workspace", workspace, "--json"});
    QVERIFY2(shown.code == 0, shown.error);
    const nlohmann::json before = shown.json()["epochs"];
    const Result resumed =
        call(train + QStringList{folder, "--workspace", workspace, "--resume", "--progress", "jsonl"});
    QVERIFY2(resumed.code == 0, resumed.error);
    QCOMPARE(resumed.json()["model_sha256"].get<std::string>(), m_expected);
    if (before.size() > 0)
        QVERIFY2(resumed.error.contains("\"first_epoch\":" + QByteArray::number(qulonglong(before.size() + 1)) + ",")
                     || !resumed.error.contains("\"first_epoch\":1,"),
                 resumed.error.left(2'000));
    for (std::size_t epoch = 0; epoch < before.size(); ++epoch)
        QVERIFY(before[epoch]["val_mrr"] == resumed.json()["epochs"][epoch]["val_mrr"]);
}

QTEST_GUILESS_MAIN(TestDisplayLoss)
#include "tst_display_loss.moc"
