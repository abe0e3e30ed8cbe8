#include "tests/app/command.h"
#include "tests/core/files/event_bytes.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope::test;

/// `runs import`: runs of other programs in the history, read and nothing else.
class TestRunsImport : public QObject
{
    Q_OBJECT

private slots:
    void takesALogIntoAHistoryThatIsMade();
    void whatIsDamagedIsTold();
    void refusesWhatItCannotRead();
    void standsInNoComparison();

private:
    Result import(const QStringList& words) const { return runs(QStringList{"import"} + words); }
    Result runs(const QStringList& words) const
    {
        return call(QStringList{"runs"} + words + QStringList{"--workspace", path("w")});
    }
    QString path(const std::string& name) const { return QString::fromStdString(m_files.at(name).string()); }
    QString log(const std::string& folder, const std::string& tail = {}) const
    {
        std::string bytes = versionRecord();
        for (int step = 0; step < 3; ++step)
            bytes += stepRecord(1'700'000'000 + 60.0 * step, step,
                                simpleValue("loss/train", static_cast<float>(7 - step))
                                    + simpleValue("loss/validation", static_cast<float>(6 - step)));
        m_files.write(folder + "/events.out.tfevents.1.host", bytes + tail);
        return path(folder);
    }

    TempFiles m_files;
};

void TestRunsImport::takesALogIntoAHistoryThatIsMade()
{
    const Result imported = import({log("theirs"), "--json"});
    QCOMPARE(imported.code, 0);
    const nlohmann::json json = imported.json();
    QCOMPARE(json["name"].get<std::string>(), std::string("theirs"));
    QCOMPARE(json["epochs"].get<int>(), 3);
    QCOMPARE(json["best"]["val_loss"].get<double>(), 4.0);
    QCOMPARE(json["series"].size(), std::size_t(2));
    const nlohmann::json shown = runs({"show", "theirs", "--json"}).json();
    QCOMPARE(shown["epochs"].size(), std::size_t(3));
    QCOMPARE(shown["epochs"][1]["train_loss"].get<double>(), 6.0);
    QVERIFY(runs({"list"}).out.contains("imported"));
    const Result named = import({log("theirs"), "--name", "another"});
    QCOMPARE(named.code, 0);
    QVERIFY(named.out.startsWith("another (2) is imported: 3 epochs\n  loss/train, steps 0 to 2, 7.0000 to 5.0000\n"));
}

void TestRunsImport::whatIsDamagedIsTold()
{
    const Result cut = import({log("cut", "the tail")});
    QCOMPARE(cut.code, 0);
    QVERIFY2(cut.error.contains("events.out.tfevents.1.host, record 5 at byte "), cut.error.constData());
    QVERIFY(cut.error.contains("nothing after it is read"));
}

void TestRunsImport::refusesWhatItCannotRead()
{
    m_files.write("text.csv", "user,item\n1,2\n3,4\n");
    const Result text = import({path("text.csv")});
    QCOMPARE(text.code, 3);
    QVERIFY(text.error.contains("record 1 at byte 0"));
    QCOMPARE(import({path("absent")}).code, 3);
    QCOMPARE(import({}).code, 2);
    QCOMPARE(import({log("a"), "--heads", "0"}).code, 2);
    m_files.write("weights.pth", "not a zip archive");
    QCOMPARE(import({path("weights.pth")}).code, 3);
    QCOMPARE(import({log("a"), log("b")}).code, 3); // one run has one log
}

void TestRunsImport::standsInNoComparison()
{
    QCOMPARE(import({log("x"), "--name", "x"}).code, 0);
    QCOMPARE(import({log("y"), "--name", "y"}).code, 0);
    const Result compared = runs({"compare", "x", "y"});
    QCOMPARE(compared.code, 1);
    QVERIFY(compared.error.contains("is imported"));
    QVERIFY(runs({"leaderboard"}).out.startsWith("No run to rank."));
    QCOMPARE(runs({"delete", "x"}).code, 0);
    QVERIFY(QFile::exists(path("x/events.out.tfevents.1.host")));
}

QTEST_GUILESS_MAIN(TestRunsImport)
#include "tst_runs_import.moc"
