#include "core/base/hash.h"

#include <QTest>

#include <string_view>

using namespace tastescope;

class TestHash : public QObject
{
    Q_OBJECT

private slots:
    void sha256IsThePublishedOne();
    void checksumSeesOneBit();
    void hexHasSixteenDigits();
};

static std::span<const std::byte> bytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

void TestHash::sha256IsThePublishedOne()
{
    // FIPS 180-4, example "abc".
    Sha256 hash;
    hash.add(bytes("a"));
    hash.add(bytes("bc"));
    QCOMPARE(hash.hex(), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void TestHash::checksumSeesOneBit()
{
    QVERIFY(checksum(bytes("aaaa")) != checksum(bytes("aaac")));
    QVERIFY(checksum(bytes("aaaa")) != checksum(bytes("aaaa"), 1));
    QCOMPARE(checksum({}), 0x2D06800538D394C2ULL); // XXH3_64bits of nothing, from its specification
}

void TestHash::hexHasSixteenDigits()
{
    QCOMPARE(toHex(0xAB), std::string("00000000000000ab"));
}

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
