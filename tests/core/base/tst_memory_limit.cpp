#include "core/base/memory_limit.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <limits>
#include <unistd.h>

using namespace tastescope;

namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;
constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

/// A system of files written by hand. What is not written is not there.
struct System
{
    TempFiles files;

    void says(const std::string& name, const std::string& text) const { files.write(name, text); }
    MemorySources sources() const
    {
        return {files.at("meminfo"), files.at("statm"), files.at("limits"), files.at("cgroup"), files.at("groups")};
    }
    MemoryAllowed allowed() const { return memoryAllowed(sources()); }
};

} // namespace

class TestMemoryLimit : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { setMemoryCeiling(0); }
    void theMachineGivesWhatItHasAvailable();
    void whatTheSystemDoesNotSayDoesNotLimit();
    void groupsOfBothVersionsLimit_data();
    void groupsOfBothVersionsLimit();
    void theAddressSpaceLimitsWhatIsMapped();
    void theCeilingIsOfTheWholeProcess();
    void theSmallestLimitIsNamed();
    void theRealSystemSaysSomething();
    void aRefusalSaysNeededAllowedLargestAndWhatToTurn();
    void whatFitsIsNotRefused();
    void partsThatAreTooLargeToAddAreMoreThanAnyLimit();
    void amountsAreRead_data();
    void amountsAreRead();
    void otherTextsAreNoAmounts_data();
    void otherTextsAreNoAmounts();
};

void TestMemoryLimit::theMachineGivesWhatItHasAvailable()
{
    const System system;
    system.says("meminfo", "MemTotal:       24000000 kB\nMemFree:         1000000 kB\nMemAvailable:    2000000 kB\n");
    QCOMPARE(system.allowed().bytes, std::int64_t{2'000'000} * 1024);
    QCOMPARE(system.allowed().by, std::string("free on this machine"));
}

void TestMemoryLimit::whatTheSystemDoesNotSayDoesNotLimit()
{
    const System system;
    QCOMPARE(system.allowed().bytes, unlimited);
    system.says("meminfo", "MemTotal: 5 kB\n");
    system.says("limits", "Max address space         unlimited            unlimited            bytes     \n");
    system.says("cgroup", "0::/user\n4:memory:/elsewhere\nnonsense\n::\n");
    system.says("groups/user/memory.max", "max\n");
    system.says("groups/user/memory.current", "5\n");
    QCOMPARE(system.allowed().bytes, unlimited);
}

void TestMemoryLimit::groupsOfBothVersionsLimit_data()
{
    QTest::addColumn<QStringList>("files"); // name, text, name, text ...
    QTest::addColumn<qint64>("left");
    QTest::newRow("version 2")
        << QStringList{"cgroup",     "0::/a/b\n", "groups/a/b/memory.max", "1000000000\n", "groups/a/b/memory.current",
                       "400000000\n"}
        << qint64{600'000'000};
    // 1000 - (400 - 150 that can be dropped) = 750.
    QTest::newRow("what can be dropped is free")
        << QStringList{"cgroup",
                       "0::/a\n",
                       "groups/a/memory.max",
                       "1000000000\n",
                       "groups/a/memory.current",
                       "400000000\n",
                       "groups/a/memory.stat",
                       "anon 250000000\nactive_file 7\ninactive_file 150000000\n"}
        << qint64{750'000'000};
    QTest::newRow("the group around it is smaller") << QStringList{"cgroup",
                                                                   "0::/a/b\n",
                                                                   "groups/a/b/memory.max",
                                                                   "1000000000\n",
                                                                   "groups/a/b/memory.current",
                                                                   "0\n",
                                                                   "groups/a/memory.max",
                                                                   "300000000\n",
                                                                   "groups/a/memory.current",
                                                                   "100000000\n"}
                                                    << qint64{200'000'000};
    QTest::newRow("in a container the root is its own group")
        << QStringList{"cgroup",      "0::/seen/from/outside\n", "groups/memory.max",
                       "500000000\n", "groups/memory.current",   "100000000\n"}
        << qint64{400'000'000};
    QTest::newRow("version 1") << QStringList{"cgroup",
                                              "9:cpu,cpuacct:/x\n4:memory:/m\n0::/\n",
                                              "groups/memory/m/memory.limit_in_bytes",
                                              "600000000\n",
                                              "groups/memory/m/memory.usage_in_bytes",
                                              "200000000\n",
                                              "groups/memory/m/memory.stat",
                                              "inactive_file 1\ntotal_inactive_file 50000000\n"}
                               << qint64{450'000'000};
    QTest::newRow("more is used than allowed")
        << QStringList{"cgroup", "0::/a\n", "groups/a/memory.max", "100\n", "groups/a/memory.current", "400\n"}
        << qint64{0};
}

void TestMemoryLimit::groupsOfBothVersionsLimit()
{
    QFETCH(QStringList, files);
    QFETCH(qint64, left);
    const System system;
    for (qsizetype i = 0; i < files.size(); i += 2)
        system.says(files[i].toStdString(), files[i + 1].toStdString());
    QCOMPARE(system.allowed().bytes, std::int64_t{left});
    QCOMPARE(system.allowed().by, std::string("left in its control group"));
}

void TestMemoryLimit::theAddressSpaceLimitsWhatIsMapped()
{
    const System system;
    const std::int64_t page = sysconf(_SC_PAGESIZE);
    system.says("statm", "1000 10 5 1 0 9 0\n");
    system.says("limits", "Limit                     Soft Limit           Hard Limit           Units     \n"
                          "Max cpu time              unlimited            unlimited            seconds   \n"
                          "Max address space         90000000000          unlimited            bytes     \n");
    const std::int64_t left = 90 * gigabyte - 1000 * page;
    QVERIFY(system.allowed().bytes < left); // threads map stacks and heaps beside
    QVERIFY(system.allowed().bytes > left - 1024 * (std::int64_t{72} << 20));
    QVERIFY(system.allowed().by.find("ulimit -v") != std::string::npos);
}

void TestMemoryLimit::theCeilingIsOfTheWholeProcess()
{
    const System system;
    system.says("statm", "900000 1000 5 1 0 9 0\n");
    setMemoryCeiling(gigabyte);
    QCOMPARE(system.allowed().bytes, gigabyte - 1000 * sysconf(_SC_PAGESIZE));
    QCOMPARE(system.allowed().by, std::string("left of what --memory allows"));
    setMemoryCeiling(0);
    QCOMPARE(system.allowed().bytes, unlimited);
}

void TestMemoryLimit::theSmallestLimitIsNamed()
{
    const System system;
    system.says("meminfo", "MemAvailable: 3000000 kB\n");
    system.says("cgroup", "0::/\n");
    system.says("groups/memory.max", "2000000000\n");
    system.says("groups/memory.current", "0\n");
    QCOMPARE(system.allowed().by, std::string("left in its control group"));
    system.says("groups/memory.max", "9000000000\n");
    QCOMPARE(system.allowed().by, std::string("free on this machine"));
}

void TestMemoryLimit::theRealSystemSaysSomething()
{
    QVERIFY(memoryAllowed().bytes > 0);
    QVERIFY(memoryAllowed().bytes < unlimited);
}

void TestMemoryLimit::aRefusalSaysNeededAllowedLargestAndWhatToTurn()
{
    const System system;
    system.says("meminfo", "MemAvailable: 1000000 kB\n");
    const MemoryNeed need{{"the lists", gigabyte}, {"the vectors", 10 * gigabyte, "a smaller embedding_dim"}};
    try {
        requireMemory("Training", need, system.sources());
        QFAIL("it was not refused");
    } catch (const NotEnoughMemory& refusal) {
        QCOMPARE(refusal.needed(), 11 * gigabyte);
        QCOMPARE(refusal.allowed(), std::int64_t{1'024'000'000});
        QCOMPARE(QString::fromStdString(refusal.what()),
                 QStringLiteral("Training needs 11.0 GB of memory, 1.0 GB are free on this machine. Most of it, "
                                "10.0 GB, are the vectors. Choose a smaller embedding_dim, or give it more memory."));
    }
}

void TestMemoryLimit::whatFitsIsNotRefused()
{
    const System system;
    system.says("meminfo", "MemAvailable: 100000 kB\n"); // 102,400,000 bytes
    // 6 MB and a sixteenth of it are kept free: 90,729,411 + 5,670,588 + 6,000,000 = 102,399,999.
    requireMemory("It", {{"all", 90'729'411}}, system.sources());
    requireMemory("It", {}, system.sources());
    QVERIFY_EXCEPTION_THROWN(requireMemory("It", {{"all", 90'729'413}}, system.sources()), NotEnoughMemory);
}

void TestMemoryLimit::partsThatAreTooLargeToAddAreMoreThanAnyLimit()
{
    constexpr std::int64_t most = std::int64_t{1} << 53;
    QCOMPARE(bytesOf(unlimited / 2, 3), most);
    QCOMPARE(bytesOf(unlimited, 1) + bytesOf(unlimited, 8) + bytesOf(bytesOf(unlimited, 4), 4), 3 * most);
    const MemoryNeed need{{"a", unlimited - 5}, {"b", 6}};
    QCOMPARE(need.bytes(), most);
    QCOMPARE(need.times(2).bytes(), most);
    QCOMPARE(larger(MemoryNeed{{"a", 1}}, need).bytes(), most);
    QCOMPARE((MemoryNeed{{"a", 1}} + MemoryNeed{{"b", 2}}).times(3).bytes(), std::int64_t{9});
}

void TestMemoryLimit::amountsAreRead_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("600M") << qint64{600'000'000};
    QTest::newRow("2G") << qint64{2'000'000'000};
    QTest::newRow("2GB") << qint64{2'000'000'000};
    QTest::newRow("1.5GiB") << qint64{1'610'612'736}; // 1.5 * 1024^3
    QTest::newRow("512Ki") << qint64{524'288};
    QTest::newRow("64kB") << qint64{64'000};
    QTest::newRow("64K") << qint64{64'000};
    QTest::newRow("3T") << qint64{3'000'000'000'000};
    QTest::newRow("800000000") << qint64{800'000'000};
    QTest::newRow("12B") << qint64{12};
}

void TestMemoryLimit::amountsAreRead()
{
    QFETCH(qint64, bytes);
    QCOMPARE(parseMemory(QTest::currentDataTag()), std::int64_t{bytes});
}

void TestMemoryLimit::otherTextsAreNoAmounts_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "M", "-1G", "0", "nan", "inf", "1e30", "2 G", "2X", "2GBs", "2Bi", "9999999T", "1,5G"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestMemoryLimit::otherTextsAreNoAmounts()
{
    QFETCH(QString, text);
    QVERIFY_EXCEPTION_THROWN(parseMemory(text.toStdString()), Error);
}

QTEST_GUILESS_MAIN(TestMemoryLimit)
#include "tst_memory_limit.moc"
