#include "core/io/native/native_file.h"
#include "tests/durability/preloaded.h"

#include <QDir>
#include <QTest>

/// Memory cannot be had, once or from then on, at the k-th time that the command line asks for it. A thousand times of
/// each command: TASTESCOPE_LONG=1.
class TestNoMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void endsInWordsAndKeepsWhatWas_data();
    void endsInWordsAndKeepsWhatWas();

private:
    Result obey(const QStringList& words, const QStringList& variables = {}) const;
    void begin() const;
    QString at(const char* name) const { return m_folder.filePath(QStringLiteral("now/") + QLatin1String(name)); }
    QByteArray wrong() const;

    QTemporaryDir m_folder;
    QByteArray m_hash;  ///< of the dataset
    QByteArray m_model; ///< hash of what the training makes
};

namespace {

const QStringList training{"train",    "@data.taste",    "--model",         "bpr",       "--set",
                           "epochs=2", "--set",          "embedding_dim=4", "--threads", "2",
                           "--out",    "@workspace/run", "--workspace",     "@workspace"};

/// What the program, OpenMP, SQLite or the system call it.
bool saysWhy(const QByteArray& words)
{
    for (const char* why : {"not enough memory", "ut of memory", "Cannot allocate memory", "Thread creation failed",
                            "Resource temporarily unavailable"})
        if (words.contains(why))
            return true;
    return false;
}

QByteArray hashOf(const QString& file)
{
    try {
        return QByteArray::fromStdString(tastescope::loadDataset(file.toStdString())->hash());
    } catch (const tastescope::Error& error) {
        return error.what();
    }
}

} // namespace

/// words: "@" is the folder.
Result TestNoMemory::obey(const QStringList& words, const QStringList& variables) const
{
    QStringList there;
    for (QString word : words)
        there << word.replace(QStringLiteral("@"), at(""));
    return callPreloaded(variables.isEmpty() ? QString() : QStringLiteral(MEMORY_SHIM), variables, there);
}

void TestNoMemory::begin() const
{
    QVERIFY(QDir(at("")).removeRecursively());
    QVERIFY(QDir().mkpath(at("")));
    for (const char* name : {"table.csv", "data.taste"})
        QVERIFY(QFile::copy(m_folder.filePath(QLatin1String(name)), at(name)));
}

void TestNoMemory::initTestCase()
{
    QByteArray table = "user,item\n";
    for (int k = 0; k < 1'500; ++k)
        table += "u" + QByteArray::number(k % 31) + ",i" + QByteArray::number(k * k % 89) + "\n";
    const QString data = m_folder.filePath(QStringLiteral("data.taste"));
    QVERIFY(write(m_folder.filePath(QStringLiteral("table.csv")), table));
    const Result made = call({"data", "import", m_folder.filePath(QStringLiteral("table.csv")), "--out", data});
    QVERIFY2(made.code == 0, made.error);
    m_hash = hashOf(data);
    begin();
    const Result trained = obey(training);
    QVERIFY2(trained.code == 0, trained.error);
    m_model = trained.out.mid(trained.out.indexOf("\nmodel "));
    QVERIFY(m_model.size() > 60);
}

/// Of the dataset and the history as they are now; empty: nothing.
QByteArray TestNoMemory::wrong() const
{
    if (hashOf(at("data.taste")) != m_hash)
        return "another dataset, or a damaged one";
    if (!QFile::exists(at("workspace/history.sqlite")))
        return {};
    const Result check = obey({"runs", "check", "--workspace", "@workspace"});
    return check.code == 0 ? QByteArray() : check.out + check.error;
}

void TestNoMemory::endsInWordsAndKeepsWhatWas_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("samples");
    QTest::addColumn<bool>("lasting");
    for (const bool lasting : {false, true}) {
        const char* how = lasting ? "from then on" : "once";
        QTest::addRow("import, %s", how) << QStringList{"data", "import", "@table.csv", "--out", "@data.taste"} << 12
                                         << lasting;
        QTest::addRow("training, %s", how) << training << 12 << lasting;
        QTest::addRow("list, %s", how) << QStringList{"runs", "list", "--workspace", "@workspace"} << 6 << lasting;
    }
}

void TestNoMemory::endsInWordsAndKeepsWhatWas()
{
    QFETCH(QStringList, words);
    QFETCH(int, samples);
    QFETCH(bool, lasting);
    const bool isTraining = words.front() == QStringLiteral("train");
    const QString countFile = m_folder.filePath(QStringLiteral("count"));
    begin();
    QVERIFY(isTraining || obey(training).code == 0);
    const Result whole = obey(words, {QStringLiteral("MEMORY_COUNT=") + countFile});
    QVERIFY2(whole.code == 0, whole.error);
    const long count = countIn(countFile);
    QVERIFY2(count > 100, "what is asked for is not seen: the shim does not stand before the C library");

    int refusals = 0;
    const std::vector<long> calls = someCalls(count, samples, 1'000);
    for (const long k : calls) {
        if (isTraining)
            begin();
        const Result result = obey(
            words, {QStringLiteral("MEMORY_AT=%1").arg(k), QStringLiteral("MEMORY_LASTING=%1").arg(lasting ? 1 : 0)});
        const QByteArray what = "time " + QByteArray::number(static_cast<qlonglong>(k)) + " of "
                                + QByteArray::number(static_cast<qlonglong>(count)) + ": " + result.error;
        QVERIFY2(result.code == 0 || result.code == 1, what);
        QVERIFY2(result.code == 0 || saysWhy(result.error), what);
        refusals += result.code;
        const QByteArray amiss = wrong();
        QVERIFY2(amiss.isEmpty(), what + amiss);
        if (!isTraining)
            continue;
        const Result resumed = obey(training + QStringList{"--resume"});
        QVERIFY2(resumed.code == 0, what + resumed.error);
        QVERIFY2(resumed.out.endsWith(m_model), what + resumed.out);
    }
    QVERIFY(refusals > 0);
    qInfo("%d of %zu ended it in words; it asks for memory %ld times", refusals, calls.size(), count);
}

QTEST_GUILESS_MAIN(TestNoMemory)
#include "tst_no_memory.moc"
