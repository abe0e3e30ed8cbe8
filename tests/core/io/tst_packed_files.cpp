#include "tests/support/imports.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <array>
#include <bzlib.h>
#include <lzma.h>
#include <zstd.h>

using namespace tastescope;

/// .bz2, .xz, .zst and .zip: read as what is in them, refused by name where they are damaged. (.gz: tst_bad_files.)
class TestPackedFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { addReadSizes(); }
    void areReadAsWhatIsInThem_data() { addPackers(); }
    void areReadAsWhatIsInThem();
    void severalInARowAreOne_data() { addPackers(); }
    void severalInARowAreOne();
    void cutOnesAreRefused_data() { addPackers(); }
    void cutOnesAreRefused();
    void flippedBitsAreSeen_data() { addPackers(); }
    void flippedBitsAreSeen();
    void archivesOfSeveralFilesAreNamed();
    void archivesThatAreCutAreRefused();
    void otherKindsNameTheLineThatConverts_data();
    void otherKindsNameTheLineThatConverts();

private:
    static void addPackers();
    TempFiles m_files;
};

namespace {

std::string bzip2(const std::string& text)
{
    std::string packed(text.size() + text.size() / 50 + 600, '\0');
    auto size = static_cast<unsigned int>(packed.size());
    std::string copy = text;
    BZ2_bzBuffToBuffCompress(packed.data(), &size, copy.data(), static_cast<unsigned int>(copy.size()), 9, 0, 0);
    packed.resize(size);
    return packed;
}

std::string xz(const std::string& text)
{
    std::string packed(lzma_stream_buffer_bound(text.size()), '\0');
    std::size_t size = 0;
    lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(text.data()),
                            text.size(), reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size());
    packed.resize(size);
    return packed;
}

std::string zstd(const std::string& text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    return packed;
}

using Packer = std::string (*)(const std::string&);

std::string table()
{
    std::string text = "user,item,rating\n";
    for (int row = 0; row < 3000; ++row)
        text += "u" + std::to_string(row % 50) + ",i" + std::to_string(row * 7 % 97) + "," + std::to_string(row % 5 + 1)
                + "\n";
    return text;
}

const std::filesystem::path wildPacked = std::filesystem::path(SOURCE_ROOT) / "tests/data/wild/packed";

} // namespace

Q_DECLARE_METATYPE(Packer)

void TestPackedFiles::addPackers()
{
    QTest::addColumn<Packer>("pack");
    QTest::addColumn<QString>("ending");
    QTest::newRow("bzip2") << Packer(bzip2) << QStringLiteral(".bz2");
    QTest::newRow("xz") << Packer(xz) << QStringLiteral(".xz");
    QTest::newRow("zstd") << Packer(zstd) << QStringLiteral(".zst");
}

void TestPackedFiles::areReadAsWhatIsInThem()
{
    QFETCH(Packer, pack);
    QFETCH(QString, ending);
    const Imported plain = importFiles({m_files.write("a.csv", table())});
    const Imported packed = importFiles({m_files.write("a.csv" + ending.toStdString(), pack(table()))});
    QCOMPARE(packed.dataset->hash(), plain.dataset->hash());
    QCOMPARE(packed.dataset->name(), std::string("a"));
}

void TestPackedFiles::severalInARowAreOne()
{
    QFETCH(Packer, pack);
    const std::string whole = table();
    const Imported plain = importFiles({m_files.write("a.csv", whole)});
    const std::size_t half = whole.find('\n', whole.size() / 2) + 1;
    const std::string packed = pack(whole.substr(0, half)) + pack(whole.substr(half));
    QCOMPARE(importFiles({m_files.write("b.csv", packed)}).dataset->hash(), plain.dataset->hash());
}

void TestPackedFiles::cutOnesAreRefused()
{
    QFETCH(Packer, pack);
    const std::string packed = pack(table());
    for (const std::size_t size : {packed.size() - 1, packed.size() / 2, packed.size() / 5}) {
        const QString found = complaint(m_files.write("cut.csv", packed.substr(0, size)));
        QVERIFY2(found.contains(QStringLiteral("is cut")) || found.contains(QStringLiteral("damaged")),
                 qPrintable(found));
    }
}

void TestPackedFiles::flippedBitsAreSeen()
{
    QFETCH(Packer, pack);
    const std::string packed = pack(table());
    for (std::size_t at = packed.size() / 3; at < packed.size() - 1; at += packed.size() / 5) {
        std::string damaged = packed;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        QVERIFY(!complaint(m_files.write("damaged.csv", damaged)).isEmpty());
    }
}

void TestPackedFiles::archivesOfSeveralFilesAreNamed()
{
    const QString found = complaint(wildPacked / "two.zip");
    QVERIFY2(found.contains(QStringLiteral("several files (ratings.csv, movies.csv)")), qPrintable(found));
}

void TestPackedFiles::archivesThatAreCutAreRefused()
{
    const std::string whole = bytesOf(wildPacked / "ratings.zip");
    QVERIFY(whole.size() > 200);
    for (std::size_t size = 30; size < whole.size(); size += 37)
        QVERIFY(!complaint(m_files.write("cut.zip", whole.substr(0, size))).isEmpty());
    std::string damaged = whole;
    const std::size_t body = whole.find("ratings.csv") + 40; // in the deflated rows
    damaged[body] = static_cast<char>(damaged[body] ^ 0x08);
    QVERIFY(!complaint(m_files.write("damaged.zip", damaged)).isEmpty());
}

void TestPackedFiles::otherKindsNameTheLineThatConverts_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("line");
    QTest::newRow("parquet") << QByteArray("PAR1\x15\x04") << "pandas.read_parquet";
    QTest::newRow("feather") << QByteArray("ARROW1\0\0", 8) << "pandas.read_feather";
    QTest::newRow("sqlite") << QByteArray("SQLite format 3\0\x10", 17) << "sqlite3 -header -csv";
    QTest::newRow("xls") << QByteArray("\xD0\xCF\x11\xE0\xA1\xB1", 6) << "pandas.read_excel";
    QTest::newRow("npy") << QByteArray("\x93NUMPY\x01\0", 8) << "numpy.savetxt";
    QTest::newRow("pickle") << QByteArray("\x80\x04\x95\0\0", 5) << "pandas.read_pickle";
    QTest::newRow("hdf5") << QByteArray("\x89HDF\r\n\x1A\n", 8) << "pandas.read_hdf";
}

void TestPackedFiles::otherKindsNameTheLineThatConverts()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, line);
    const QString found = complaint(m_files.write("file.bin", (head + QByteArray(64, '\x01')).toStdString()));
    QVERIFY2(found.contains(line), qPrintable(found));
}

QTEST_GUILESS_MAIN(TestPackedFiles)
#include "tst_packed_files.moc"
