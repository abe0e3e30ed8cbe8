#include "core/io/native/native_file.h"
#include "tests/durability/preloaded.h"

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
    /// One command that writes, and what stands for its result: two files of the same meaning may differ in their
    /// times.
    struct Writing
    {
        QString file;
        QStringList words;
        QByteArray old = {}; ///< what stood there before
        QByteArray expected = {};
        int calls = 0;
        QByteArray meaning(const QString& path) const;
    };

    Result write(const Writing& writing, const QStringList& faults, const QString& folder) const;
    QString count() const { return m_folder.filePath(QStringLiteral("count")); }

    QTemporaryDir m_folder;
    QMap<QString, Writing> m_writings;
};

QByteArray TestExport::Writing::meaning(const QString& path) const
{
    if (!path.endsWith(QStringLiteral(".taste")) || contentsOf(path) == old)
        return contentsOf(path);
    try {
        return QByteArray::fromStdString(tastescope::loadDataset(path.toStdString())->hash());
    } catch (const tastescope::Error& error) {
        return error.what();
    }
}

/// faults: "FAULT_AT=3", ...
Result TestExport::write(const Writing& writing, const QStringList& faults, const QString& folder) const
{
    const QStringList variables{QStringLiteral("FAULT_FOLDER=") + folder, QStringLiteral("FAULT_COUNT=") + count()};
    return callPreloaded(QStringLiteral(FAULT_SHIM), variables + faults,
                         writing.words + QStringList{"--out", folder + QLatin1Char('/') + writing.file});
}

void TestExport::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    const QString workspace = m_folder.filePath(QStringLiteral("workspace"));
    const Result trained = call({"train", "preset:tiny", "--model", "popularity", "--out",
                                 m_folder.filePath(QStringLiteral("run")), "--workspace", workspace});
    QVERIFY2(trained.code == 0, trained.error);
    QByteArray table = "user,item\n";
    for (int k = 0; k < 5'000; ++k)
        table += "u" + QByteArray::number(k % 97) + ",i" + QByteArray::number(k % 89) + "\n";
    QVERIFY(::write(m_folder.filePath(QStringLiteral("table.csv")), table));
    m_writings = {
        {"export", {QStringLiteral("runs.json"), {"runs", "export", "--workspace", workspace}}},
        {"import", {QStringLiteral("data.taste"), {"data", "import", m_folder.filePath(QStringLiteral("table.csv"))}}},
        {"neighbours", {QStringLiteral("neighbours.csv"), {"neighbours", "preset:tiny"}}}};
    for (auto writing = m_writings.begin(); writing != m_writings.end(); ++writing) {
        const QString folder = m_folder.filePath(QStringLiteral("whole"));
        QVERIFY(QDir().mkpath(folder));
        writing->old = "old";
        const Result whole = write(*writing, {}, folder);
        QVERIFY2(whole.code == 0, whole.error);
        writing->expected = writing->meaning(folder + QLatin1Char('/') + writing->file);
        writing->calls = static_cast<int>(countIn(count()));
        QVERIFY2(writing->calls >= 6, "the calls are not seen");
    }
    QVERIFY(nlohmann::json::parse(m_writings["export"].expected.toStdString()).contains("runs"));
    QCOMPARE(m_writings["import"].expected.size(), 16); // a hash
}

void TestExport::leavesTheOldFileOrTheNew_data()
{
    QTest::addColumn<QString>("writing");
    QTest::addColumn<QStringList>("faults");
    QTest::addColumn<int>("code");
    const QString full = QStringLiteral("FAULT_ERROR=%1").arg(ENOSPC);
    const QString broken = QStringLiteral("FAULT_ERROR=%1").arg(EIO);
    for (const char* writing : {"export", "import", "neighbours"}) {
        const auto add = [&](const char* name, const QStringList& faults, int code) {
            QTest::addRow("%s, %s", writing, name) << QString(writing) << faults << code;
        };
        add("ends before", {"FAULT_ACTION=exit-before"}, 77);
        add("ends after", {"FAULT_ACTION=exit-after"}, 77);
        add("no room", {"FAULT_ACTION=error", full, "FAULT_LASTING=1"}, 1);
        add("no room after half a write", {"FAULT_ACTION=error", full, "FAULT_LASTING=1", "FAULT_SHORT=1"}, 1);
        add("broken once", {"FAULT_ACTION=error", broken}, 1);
        add("broken for good", {"FAULT_ACTION=error", broken, "FAULT_LASTING=1"}, 1);
    }
}

void TestExport::leavesTheOldFileOrTheNew()
{
    QFETCH(QString, writing);
    QFETCH(QStringList, faults);
    QFETCH(int, code);
    const Writing& what = m_writings[writing];
    const QString folder = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
    const QString file = folder + QLatin1Char('/') + what.file;
    QVERIFY(QDir().mkpath(folder));
    int failures = 0;
    for (const long at : someCalls(what.calls + 1, 6)) {
        QVERIFY(::write(file, what.old));
        const Result result = write(what, QStringList(faults) << QStringLiteral("FAULT_AT=%1").arg(at), folder);
        const QByteArray found = what.meaning(file);
        if (result.code == 0) {
            QCOMPARE(found, what.expected);
            continue; // past the last call, or a call whose failing changes nothing
        }
        ++failures;
        QCOMPARE(result.code, code);
        QVERIFY2(found == what.old || found == what.expected, result.error);
        if (code == 1)
            QVERIFY2(result.error.contains(file.toUtf8()), result.error);
        if (code == 1 && found == what.old)
            QVERIFY2(result.error.contains("as it was before"), result.error);
    }
    QVERIFY(failures >= 4);
    qInfo("%d faults", failures);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
