#include "core/base/hash.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run_cost.h"
#include "core/io/native/native_file.h"
#include "core/io/native/native_layout.h"
#include "core/models/bpr/bpr_options.h"
#include "core/models/user_knn/user_knn_options.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/search_memory.h"
#include "tests/app/command.h"
#include "tests/support/child_cost.h"

#include <QTest>

using namespace tastescope;

class TestMemory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void whatNeedsMoreIsRefusedInWords_data();
    void whatNeedsMoreIsRefusedInWords();
    void aRefusalLeavesTheOldRunWhereItIs();
    void otherTextsThanAmountsAreWrongUsage();
    void aFileThatClaimsMoreThanThereIsIsRefused_data();
    void aFileThatClaimsMoreThanThereIsIsRefused();
    void thePeakIsNearTheEstimate_data();
    void thePeakIsNearTheEstimate();
    void aSmallAddressSpaceIsRefusedOrKept();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }

    /// The words with "DATA", "RUN" and "OUT" as paths.
    QStringList filled(QStringList words) const
    {
        words.replaceInStrings(QStringLiteral("DATA"), path("data.taste"));
        words.replaceInStrings(QStringLiteral("ROWS"), path("rows.csv"));
        words.replaceInStrings(QStringLiteral("RUN"), path("run"));
        words.replaceInStrings(QStringLiteral("OUT"), path("out"));
        return words;
    }

    QTemporaryDir m_folder;
};

namespace {

/// A file that has this many bytes and takes no room on the disk.
bool writeSparse(const QString& path, const QByteArray& head, std::uint64_t bytes)
{
    if (!write(path, head))
        return false;
    std::error_code error;
    std::filesystem::resize_file(path.toStdString(), bytes, error);
    return !error;
}

template<typename T>
QByteArray raw(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

/// The right frame of a dataset of so many bytes, nearly all of them in its library.
QByteArray datasetFrame(std::uint64_t fileBytes)
{
    NativeHead head{.version = nativeVersion,
                    .sections = static_cast<std::uint32_t>(nativeSections.size()),
                    .fileBytes = fileBytes};
    std::ranges::copy(nativeMagic, head.magic.begin());
    QByteArray frame = raw(head);
    std::uint64_t offset = sizeof head + nativeSections.size() * sizeof(SectionRow) + sizeof(std::uint64_t);
    for (const std::string_view name : nativeSections) {
        SectionRow row{.offset = offset, .bytes = name == "library" ? fileBytes - offset : 0};
        std::ranges::copy(name, row.name.begin());
        frame += raw(row);
        offset += row.bytes;
    }
    return frame + raw(checksum(std::as_bytes(std::span(frame.constData(), static_cast<std::size_t>(frame.size())))));
}

/// The right head of a model of one tensor of so many bytes.
QByteArray modelHead(std::uint64_t tensorBytes)
{
    const QByteArray size = QByteArray::number(qulonglong(tensorBytes));
    QByteArray header = R"({"users":{"dtype":"U8","shape":[)" + size + R"(],"data_offsets":[0,)" + size + "]}}";
    header.append((8 - header.size() % 8) % 8, ' ');
    return raw(static_cast<std::uint64_t>(header.size())) + header;
}

ChildCost measuredCall(const QStringList& words, const QTemporaryDir& folder, const std::function<void()>& prepare = {})
{
    std::vector<std::string> said;
    for (const QString& word : words)
        said.push_back(word.toStdString());
    return costOfChild(TASTESCOPE_CLI, said, folder.path().toStdString(), prepare);
}

} // namespace

void TestMemory::initTestCase()
{
    QCOMPARE(call({QStringLiteral("data"), QStringLiteral("make"), QStringLiteral("--preset"), QStringLiteral("tiny"),
                   QStringLiteral("--out"), path("data.taste")})
                 .code,
             0);
    // 4,000 users of 30 items each, so few that everyone shares some with most others.
    QByteArray rows = "user,item\n";
    for (int row = 0; row < 120'000; ++row)
        rows += QByteArray::number(row / 30) + ',' + QByteArray::number((row / 30 * 7 + row % 30 * (row % 30)) % 211)
                + '\n';
    QVERIFY(write(path("rows.csv"), rows));
    QCOMPARE(call(filled({QStringLiteral("data"), QStringLiteral("import"), QStringLiteral("ROWS"),
                          QStringLiteral("--out"), path("wide.taste")}))
                 .code,
             0);
    QCOMPARE(call(filled({QStringLiteral("train"), QStringLiteral("DATA"), QStringLiteral("--model"),
                          QStringLiteral("popularity"), QStringLiteral("--no-history"), QStringLiteral("--out"),
                          QStringLiteral("RUN")}))
                 .code,
             0);
}

void TestMemory::whatNeedsMoreIsRefusedInWords_data()
{
    QTest::addColumn<QString>("words");
    const auto command = [](const char* name, const char* words) { QTest::newRow(name) << QString::fromLatin1(words); };
    command("train", "train DATA --model bpr --no-history --out OUT");
    command("sweep", "sweep DATA --model bpr --vary embedding_dim=grid(8,16) --no-history --out OUT");
    command("neighbours", "neighbours DATA");
    command("evaluate", "evaluate DATA --run RUN");
    command("recommend", "recommend DATA --run RUN --user 1");
    command("import", "data import ROWS --out OUT.taste");
    command("info", "data info DATA");
}

/// The program itself is larger than what is allowed: nothing is left.
void TestMemory::whatNeedsMoreIsRefusedInWords()
{
    QFETCH(QString, words);
    const QStringList asked = filled(words.split(QLatin1Char(' ')));
    const Result refused = call(asked + QStringList{QStringLiteral("--memory"), QStringLiteral("1M")});
    QVERIFY2(refused.code == 1, refused.error);
    QVERIFY2(refused.error.contains("of memory") && refused.error.contains("left of what --memory allows"),
             refused.error);
    QVERIFY2(refused.error.count('\n') == 1, refused.error);
    QVERIFY(refused.out.isEmpty());
    QVERIFY(!QFile::exists(path("out")) || QDir(path("out")).isEmpty());
    QVERIFY(!QFile::exists(path("out.taste")));
}

void TestMemory::aRefusalLeavesTheOldRunWhereItIs()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer takes memory of its own.");
#endif
    const Result refused = call(filled(QStringLiteral("train DATA --model bpr --set embedding_dim=1024 --no-history "
                                                      "--replace --out RUN --memory 30M")
                                           .split(QLatin1Char(' '))));
    QVERIFY2(refused.code == 1 && refused.error.contains("Training needs"), refused.error);
    QVERIFY2(refused.error.contains("a smaller embedding_dim"), refused.error);
    QVERIFY(QFile::exists(path("run/record.json")));
}

void TestMemory::otherTextsThanAmountsAreWrongUsage()
{
    for (const char* text : {"much", "-1G", "0", "2X"}) {
        const Result wrong = call({QStringLiteral("data"), QStringLiteral("info"), path("data.taste"),
                                   QStringLiteral("--memory=") + QLatin1String(text)});
        QVERIFY2(wrong.code == 2, wrong.error);
        QVERIFY2(wrong.error.contains("600M, 2G"), wrong.error);
    }
    QCOMPARE(call({QStringLiteral("data"), QStringLiteral("info"), path("data.taste"), QStringLiteral("--memory"),
                   QStringLiteral("2G")})
                 .code,
             0);
}

void TestMemory::aFileThatClaimsMoreThanThereIsIsRefused_data()
{
    QTest::addColumn<bool>("isModel");
    QTest::newRow("model") << true;
    QTest::newRow("dataset") << false;
}

/// 8 TB of zeros that take no room on the disk, behind a head that is right.
void TestMemory::aFileThatClaimsMoreThanThereIsIsRefused()
{
    QFETCH(bool, isModel);
    constexpr std::uint64_t claimed = std::uint64_t{8} << 40;
    QStringList words{QStringLiteral("data"), QStringLiteral("info"), path("large.taste")};
    bool isThere = false;
    if (isModel) {
        std::filesystem::copy(path("run").toStdString(), path("large").toStdString(),
                              std::filesystem::copy_options::recursive);
        const QByteArray head = modelHead(claimed);
        isThere = writeSparse(path("large/model.safetensors"), head, claimed + static_cast<std::uint64_t>(head.size()));
        words = {QStringLiteral("evaluate"), path("data.taste"), QStringLiteral("--run"), path("large")};
    } else {
        isThere = writeSparse(path("large.taste"), datasetFrame(claimed), claimed);
    }
    if (!isThere)
        QSKIP("The file system of the temporary folder holds no files of 8 TB that take no room.");
    const ChildCost refused = measuredCall(words, m_folder);
    QVERIFY2(refused.code == 1, refused.error.c_str());
    QVERIFY2(refused.error.find("needs") != std::string::npos
                 && refused.error.find("TB of memory") != std::string::npos,
             refused.error.c_str());
    QVERIFY(refused.bytes < 200'000'000);
}

void TestMemory::thePeakIsNearTheEstimate_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<qint64>("estimate");
    const auto train = [&](const char* name, const char* file, const ModelOptions& options, const QString& set) {
        const DataSize size = countedSize(*openDataset(path(file).toStdString()));
        RunConfig config;
        config.model = options;
        QTest::newRow(name) << QStringLiteral("train %1 --model %2 %3 --no-history --out %4")
                                   .arg(path(file), QString::fromStdString(std::string(modelName(options))), set,
                                        path(name))
                            << qint64(datasetMemory(path(file).toStdString()).bytes()
                                      + runMemory(config, size).bytes());
    };
    const QString large = QStringLiteral("--set embedding_dim=1024 --set epochs=1 --set optimiser=");
    train("sgd", "data.taste", BprOptions{.embeddingDim = 1'024, .epochs = 1}, large + QStringLiteral("sgd"));
    train("adam", "data.taste", BprOptions{.embeddingDim = 1'024, .epochs = 1, .optimiser = Optimiser::Adam},
          large + QStringLiteral("adam"));
    train("batches", "data.taste", BprOptions{.embeddingDim = 1'024, .epochs = 1, .optimiser = Optimiser::AdamBatch},
          large + QStringLiteral("adam_batch"));
    train("neighbours", "wide.taste", UserKnnOptions{.neighbours = 1'000}, QStringLiteral("--set neighbours=1000"));
}

/// A wide band: beside megabytes of a small example what the C library keeps counts. bench_memory measures many more.
void TestMemory::thePeakIsNearTheEstimate()
{
    QFETCH(QString, words);
    QFETCH(qint64, estimate);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer takes memory of its own.");
#endif
    const std::int64_t bare = measuredCall({QStringLiteral("--version")}, m_folder).bytes;
    const ChildCost run = measuredCall(filled(words.simplified().split(QLatin1Char(' '))), m_folder);
    QVERIFY2(run.code == 0, run.error.c_str());
    const double ratio = static_cast<double>(estimate) / static_cast<double>(run.bytes - bare);
    QVERIFY2(ratio > 0.6 && ratio < 1.6, qPrintable(QString::number(ratio)));
}

void TestMemory::aSmallAddressSpaceIsRefusedOrKept()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer takes address space of its own.");
#endif
    int refusals = 0;
    int runs = 0;
    for (const std::uint64_t megabytes : {300, 400, 600, 1'000, 2'000, 64'000}) {
        const ChildCost run = measuredCall(filled({QStringLiteral("neighbours"), QStringLiteral("DATA"),
                                                   QStringLiteral("--threads"), QStringLiteral("2")}),
                                           m_folder, [megabytes] {
                                               const rlimit limit{megabytes << 20, megabytes << 20};
                                               setrlimit(RLIMIT_AS, &limit);
                                           });
        const bool isRefused = run.code == 1 && run.error.find("ulimit -v") != std::string::npos;
        QVERIFY2(run.code == 0 || isRefused, run.error.c_str());
        ++(isRefused ? refusals : runs);
    }
    QVERIFY(runs > 0);
    QVERIFY(refusals + runs == 6);
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
