#include "tests/app/command.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QTest>

#include <clocale>

/// The same data, settings and seed give the same files, wherever and however the program is started: 20 runs of every
/// model, each under other circumstances.
class TestSameBits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void twentyRunsAreOne_data();
    void twentyRunsAreOne();
    void sweepsOfAnyNumberOfThreadsAreOne();

private:
    QTemporaryDir m_folder;
};

namespace {

using Json = nlohmann::json;

/// What surrounds a run and must not show in it.
struct Surroundings
{
    QByteArray locale = "C";
    QByteArray zone = "UTC";
    QString folder = QStringLiteral(".");
    int threads = 1;
    bool randomAddresses = true;

    QByteArray text() const
    {
        return locale + ", " + zone + ", in " + folder.toUtf8() + ", " + QByteArray::number(threads) + " threads"
               + (randomAddresses ? "" : ", addresses as they are");
    }
};

bool isLocale(const char* name)
{
    const locale_t found = newlocale(LC_ALL_MASK, name, nullptr);
    if (found)
        freelocale(found);
    return found != nullptr;
}

/// 20 of them, in which every value of each kind meets several of the others.
std::vector<Surroundings> allSurroundings(const QString& elsewhere)
{
    QByteArrayList locales{"C"};
    for (const char* name : {"de_DE.UTF-8", "tr_TR.UTF-8"}) {
        if (isLocale(name))
            locales << name;
        else
            qWarning("not tried: there is no locale %s (apt install locales; localedef)", name);
    }
    const QByteArrayList zones{"UTC", "Pacific/Kiritimati", "America/St_Johns"};
    constexpr std::array threads{1, 2, 3, 7};
    const bool canFix = !QStandardPaths::findExecutable(QStringLiteral("setarch")).isEmpty();
    if (!canFix)
        qWarning("not tried: addresses that are not random (apt install util-linux)");
    std::vector<Surroundings> all;
    for (int run = 0; run < 20; ++run)
        all.push_back({locales[run % locales.size()], zones[(run / 2) % zones.size()],
                       run % 3 == 0 ? QStringLiteral("/") : elsewhere, threads.at(static_cast<std::size_t>(run % 4)),
                       !canFix || run % 2 == 0});
    return all;
}

Result callIn(const Surroundings& around, QStringList words)
{
    const WithVariable locale("LC_ALL", around.locale);
    const WithVariable zone("TZ", around.zone);
    words << QStringLiteral("--threads") << QString::number(around.threads);
    QString program = QStringLiteral(TASTESCOPE_CLI);
    if (!around.randomAddresses) {
        words = QStringList{"-R", program} + words;
        program = QStringLiteral("setarch");
    }
    QProcess process;
    process.setWorkingDirectory(around.folder);
    start(process, words, program);
    return finish(process);
}

/// Everything a record says of what was learned: all but times, memory, machine and the wished number of threads.
Json learnedIn(const QString& run)
{
    QFile file(run + QStringLiteral("/record.json"));
    if (!file.open(QIODevice::ReadOnly))
        return "there is no record";
    Json record = Json::parse(file.readAll().toStdString());
    for (const char* name : {"started_at", "seconds", "peak_rss_mb", "environment"})
        record.erase(name);
    record["config"].erase("threads");
    for (Json& epoch : record["epochs"])
        for (const char* name : {"seconds", "evaluate_seconds", "save_seconds", "triplets_per_second"})
            epoch.erase(name);
    for (const char* part : {"validation", "test"})
        if (record[part].is_object())
            for (const char* name : {"seconds", "lists_per_second"})
                record[part].erase(name);
    return record;
}

/// SHA-256 of the tensor files, and what was learned: what two runs must have in common.
QByteArray resultOf(const QString& run)
{
    QByteArray result;
    for (const QString& name : QDir(run).entryList({"*.safetensors"}, QDir::Files, QDir::Name)) {
        QFile file(run + QLatin1Char('/') + name);
        QCryptographicHash hash(QCryptographicHash::Sha256);
        const bool read = file.open(QIODevice::ReadOnly) && hash.addData(&file);
        result += name.toUtf8() + ' ' + (read ? hash.result().toHex() : "unreadable") + '\n';
    }
    return result + QByteArray::fromStdString(learnedIn(run).dump(1));
}

} // namespace

void TestSameBits::initTestCase()
{
    qputenv("XDG_CACHE_HOME", m_folder.filePath(QStringLiteral("cache")).toUtf8());
    QCOMPARE(call({"data", "info", "preset:tiny"}).code, 0); // made once
    QVERIFY(QDir().mkpath(m_folder.filePath(QStringLiteral("else where"))));
}

void TestSameBits::twentyRunsAreOne_data()
{
    QTest::addColumn<QStringList>("model");
    const QStringList bpr{"bpr", "--set", "epochs=2", "--set", "patience=0", "--set", "embedding_dim=16", "--set"};
    QTest::newRow("popularity") << QStringList{"popularity"};
    QTest::newRow("user-knn") << QStringList{"user-knn"};
    QTest::newRow("user-knn, bm25") << QStringList{"user-knn", "--set", "weighting=bm25"};
    QTest::newRow("ease") << QStringList{"ease"};
    QTest::newRow("item-knn") << QStringList{"item-knn"};
    QTest::newRow("ials") << QStringList{"ials", "--set", "epochs=2", "--set", "embedding_dim=20"};
    QTest::newRow("sgd") << bpr + QStringList{"optimiser=sgd"};
    QTest::newRow("adam") << bpr + QStringList{"optimiser=adam"};
    QTest::newRow("adam_batch") << bpr + QStringList{"optimiser=adam_batch"};
}

void TestSameBits::twentyRunsAreOne()
{
    QFETCH(QStringList, model);
    QByteArray first;
    int number = 0;
    for (const Surroundings& around : allSurroundings(m_folder.filePath(QStringLiteral("else where")))) {
        const QString run = m_folder.filePath(QString::fromLatin1(QTest::currentDataTag()) + QString::number(++number));
        const Result made = callIn(around, QStringList{"train", "preset:tiny", "--model"} + model
                                               + QStringList{"--name", "the run", "--no-history", "--out", run});
        QVERIFY2(made.code == 0, around.text() + ": " + made.error);
        const QByteArray result = resultOf(run);
        QVERIFY2(result.contains("model.safetensors") && result.contains("per_user_test.safetensors")
                     && result.contains("mrr"),
                 result);
        if (first.isEmpty())
            first = result;
        QVERIFY2(result == first, around.text());
    }
}

void TestSameBits::sweepsOfAnyNumberOfThreadsAreOne()
{
    QByteArray first;
    int number = 0;
    for (const Surroundings& around : allSurroundings(m_folder.filePath(QStringLiteral("else where")))) {
        if (++number > 6)
            break;
        const QString out = m_folder.filePath(QStringLiteral("sweep%1").arg(number));
        const Result made = callIn(around, {"sweep",
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
                                            "--scheduler",
                                            "asha",
                                            "--name",
                                            "the sweep",
                                            "--jobs",
                                            QString::number(1 + number % 2),
                                            "--no-history",
                                            "--out",
                                            out});
        QVERIFY2(made.code == 0, around.text() + ": " + made.error);
        QByteArray result;
        for (int trial = 1; trial <= 4; ++trial)
            result += resultOf(out + QStringLiteral("/trial-000%1").arg(trial));
        if (first.isEmpty())
            first = result;
        QVERIFY2(result == first, around.text());
    }
}

QTEST_GUILESS_MAIN(TestSameBits)
#include "tst_same_bits.moc"
