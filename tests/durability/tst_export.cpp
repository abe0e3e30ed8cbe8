#include "tests/app/command.h"

#include <QDir>
#include <QTest>

#include <cerrno>

/// The command line writes a file for the person while the process ends or the disk fails at every call in turn.
class TestExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void leavesTheOldFileOrTheNew_data();
    void leavesTheOldFileOrTheNew();

private:
    Result exportWith(const QStringList& faults, const QString& folder) const;
    QString workspace() const { return m_folder.filePath(QStringLiteral("workspace")); }

    QTemporaryDir m_folder;
    QByteArray m_expected;
};

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

/// faults: "FAULT_AT=3", ...
Result TestExport::exportWith(const QStringList& faults, const QString& folder) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral(FAULT_SHIM));
    environment.insert(QStringLiteral("FAULT_FOLDER"), folder);
    environment.insert(QStringLiteral("FAULT_COUNT"), m_folder.filePath(QStringLiteral("count")));
    for (const QString& fault : faults)
        environment.insert(fault.section(QLatin1Char('='), 0, 0), fault.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(TASTESCOPE_CLI),
                  {"runs", "export", "--workspace", workspace(), "--out", folder + QStringLiteral("/runs.json")});
    process.closeWriteChannel();
    return finish(process);
}

void TestExport::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    const Result trained = call({"train", "preset:tiny", "--model", "popularity", "--out",
                                 m_folder.filePath(QStringLiteral("run")), "--workspace", workspace()});
    QVERIFY2(trained.code == 0, trained.error);
    const QString folder = m_folder.filePath(QStringLiteral("whole"));
    QVERIFY(QDir().mkpath(folder));
    const Result whole = exportWith({}, folder);
    QVERIFY2(whole.code == 0, whole.error);
    m_expected = contents(folder + QStringLiteral("/runs.json"));
    QVERIFY(nlohmann::json::parse(m_expected.toStdString()).contains("runs"));
    QVERIFY2(contents(m_folder.filePath(QStringLiteral("count"))).toInt() >= 6, "the calls are not seen");
}

void TestExport::leavesTheOldFileOrTheNew_data()
{
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<int>("code");
    const QString full = QStringLiteral("FAULT_ERROR=%1").arg(ENOSPC);
    const QString broken = QStringLiteral("FAULT_ERROR=%1").arg(EIO);
    QTest::newRow("ends before") << QStringList{"FAULT_ACTION=exit-before"} << 77;
    QTest::newRow("ends after") << QStringList{"FAULT_ACTION=exit-after"} << 77;
    QTest::newRow("no room") << QStringList{"FAULT_ACTION=error", full, "FAULT_LASTING=1"} << 1;
    QTest::newRow("no room after half a write")
        << QStringList{"FAULT_ACTION=error", full, "FAULT_LASTING=1", "FAULT_SHORT=1"} << 1;
    QTest::newRow("broken once") << QStringList{"FAULT_ACTION=error", broken} << 1;
    QTest::newRow("broken for good") << QStringList{"FAULT_ACTION=error", broken, "FAULT_LASTING=1"} << 1;
}

void TestExport::leavesTheOldFileOrTheNew()
{
    QFETCH(QStringList, faults);
    QFETCH(int, code);
    const QString folder = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    const QString file = folder + QStringLiteral("/runs.json");
    QVERIFY(QDir().mkpath(folder));
    int failures = 0;
    for (int at = 1; at < 100; ++at) {
        QVERIFY(write(file, "old"));
        const Result result = exportWith(QStringList(faults) << QStringLiteral("FAULT_AT=%1").arg(at), folder);
        const QByteArray found = contents(file);
        if (result.code == 0) {
            QCOMPARE(found, m_expected);
            break; // past the last call
        }
        ++failures;
        QCOMPARE(result.code, code);
        QVERIFY2(found == "old" || found == m_expected, result.error);
        if (code == 1)
            QVERIFY2(result.error.contains(file.toUtf8()), result.error);
        if (code == 1 && found == "old")
            QVERIFY2(result.error.contains("as it was before"), result.error);
    }
    QVERIFY(failures >= 4);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
