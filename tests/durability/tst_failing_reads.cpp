#include "tests/durability/preloaded.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTest>

#include <cerrno>

/// Calls that open and read files fail, as of a disk that is about to die, while the command line works with data, runs
/// and the history. Every call: TASTESCOPE_LONG=1.
class TestFailingReads : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void endInWordsAndChangeNothing_data();
    void endInWordsAndChangeNothing();

private:
    Result obey(const QStringList& words, const QStringList& faults) const;
    QString at(const char* name) const { return m_folder.filePath(QStringLiteral("disk/") + QLatin1String(name)); }
    QMap<QString, QByteArray> files() const;
    void begin() const;

    QTemporaryDir m_folder;
};

namespace {

/// The line with the hash of a model that was trained; empty: none was.
QByteArray modelIn(const QByteArray& out)
{
    const qsizetype begin = out.indexOf("\nmodel ");
    return begin < 0 ? QByteArray() : out.mid(begin);
}

} // namespace

/// Copies the sound folder to where the faults happen.
void TestFailingReads::begin() const
{
    const QString disk = m_folder.filePath(QStringLiteral("disk"));
    QVERIFY(QDir(disk).removeRecursively());
    QProcess copy;
    copy.start(QStringLiteral("cp"), {"-a", m_folder.filePath(QStringLiteral("sound")), disk});
    QCOMPARE(finish(copy).code, 0);
}

/// What a person would miss, by name: all files but locks and SQLite's helpers.
QMap<QString, QByteArray> TestFailingReads::files() const
{
    QMap<QString, QByteArray> found;
    for (QDirIterator entry(at(""), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); entry.hasNext();) {
        const QString path = entry.next();
        if (!path.endsWith(QStringLiteral("-shm")) && !path.endsWith(QStringLiteral("-wal"))
            && !path.endsWith(QStringLiteral(".lock")))
            found[path] = QCryptographicHash::hash(contentsOf(path), QCryptographicHash::Sha256);
    }
    return found;
}

Result TestFailingReads::obey(const QStringList& words, const QStringList& faults) const
{
    QStringList there;
    for (QString word : words)
        there << word.replace(QStringLiteral("@"), at(""));
    return callPreloaded(QStringLiteral(FAULT_SHIM),
                         QStringList{QStringLiteral("FAULT_FOLDER=") + m_folder.filePath(QStringLiteral("disk")),
                                     QStringLiteral("FAULT_COUNT=") + m_folder.filePath(QStringLiteral("count")),
                                     QStringLiteral("FAULT_READS=1")}
                             + faults,
                         there);
}

void TestFailingReads::initTestCase()
{
    const QString sound = m_folder.filePath(QStringLiteral("sound"));
    QVERIFY(QDir().mkpath(sound));
    QByteArray table = "user,item\n";
    for (int k = 0; k < 3'000; ++k)
        table += "u" + QByteArray::number(k % 61) + ",i" + QByteArray::number(k * k % 89) + "\n";
    QVERIFY(write(sound + QStringLiteral("/table.csv"), table));
    for (const QStringList& words :
         {QStringList{"data", "import", sound + "/table.csv", "--out", sound + "/data.taste"},
          QStringList{"train", sound + "/data.taste", "--model", "bpr", "--set", "epochs=2", "--set", "embedding_dim=8",
                      "--out", sound + "/workspace/run", "--workspace", sound + "/workspace"}}) {
        const Result made = call(words);
        QVERIFY2(made.code == 0, made.error);
    }
}

void TestFailingReads::endInWordsAndChangeNothing_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("lasting");
    const std::vector<std::pair<const char*, QStringList>> commands{
        {"table", {"data", "info", "@table.csv", "--json"}},
        {"dataset", {"data", "info", "@data.taste", "--json"}},
        {"import", {"data", "import", "@table.csv", "--out", "@data.taste"}},
        {"resume",
         {"train", "@data.taste", "--model", "bpr", "--set", "epochs=2", "--set", "embedding_dim=8", "--resume",
          "--out", "@workspace/run", "--workspace", "@workspace"}},
        {"evaluate", {"evaluate", "@data.taste", "--run", "@workspace/run"}},
        {"recommend", {"recommend", "@data.taste", "--run", "@workspace/run", "--user", "u1", "--json"}},
        {"list", {"runs", "list", "--workspace", "@workspace", "--json"}},
        {"check", {"runs", "check", "--workspace", "@workspace"}}};
    for (const auto& [name, words] : commands)
        for (const bool lasting : {false, true})
            QTest::addRow("%s, %s", name, lasting ? "for good" : "once") << words << lasting;
}

void TestFailingReads::endInWordsAndChangeNothing()
{
    QFETCH(QStringList, words);
    QFETCH(bool, lasting);
    begin();
    const Result whole = obey(words, {});
    QVERIFY2(whole.code == 0, whole.error);
    const long calls = countIn(m_folder.filePath(QStringLiteral("count")));
    QVERIFY2(calls >= 3, "the calls are not seen");
    int failures = 0;
    for (const long call : someCalls(calls, 8)) {
        begin();
        const QMap<QString, QByteArray> before = files();
        const Result result = obey(words, {"FAULT_ACTION=error", QStringLiteral("FAULT_ERROR=%1").arg(EIO),
                                           QStringLiteral("FAULT_AT=%1").arg(call),
                                           QStringLiteral("FAULT_LASTING=%1").arg(lasting ? 1 : 0)});
        const QByteArray what = "call " + QByteArray::number(static_cast<qlonglong>(call)) + " of "
                                + QByteArray::number(static_cast<qlonglong>(calls)) + ": " + result.error + result.out;
        QVERIFY2(result.code == 0 || result.code == 1 || result.code == 3, what);
        const QMap<QString, QByteArray> after = files();
        for (const QString& path : before.keys())
            QVERIFY2(after.contains(path), what + path.toUtf8() + " is gone");
        if (result.code == 0) { // what failed was not needed
            QCOMPARE(modelIn(result.out), modelIn(whole.out));
            continue;
        }
        ++failures;
        QVERIFY2(result.error.contains(at("").chopped(1).toUtf8()), what);
        const bool isWritten = what.contains("was written, but its folder cannot be synced");
        for (const QString& path : before.keys())
            QVERIFY2(after[path] == before[path] || isWritten || path.contains(QStringLiteral("/workspace/")),
                     what + path.toUtf8() + " was changed");
        const Result again = obey(words, {});
        QVERIFY2(again.code == 0, what + again.error);
        QCOMPARE(modelIn(again.out), modelIn(whole.out));
    }
    QVERIFY(failures > 0);
    qInfo("%d of %zu calls ended it in words", failures, someCalls(calls, 8).size());
}

QTEST_GUILESS_MAIN(TestFailingReads)
#include "tst_failing_reads.moc"
