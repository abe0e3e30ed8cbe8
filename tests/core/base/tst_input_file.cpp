#include "core/base/error.h"
#include "core/base/input_file.h"
#include "tests/support/cost.h"
#include "tests/support/strange_files.h"
#include "tests/support/temp_files.h"

#include <QTest>

using namespace tastescope;

/// Regular files are read whole or in part; what is none is refused at once.
class TestInputFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_cost.begin(); }
    void cleanup() { QCOMPARE(m_cost.beyond(1, 16), QString()); }
    void readsWhole();
    void takesNoMoreThanIsAllowed();
    void readsWhatTheSystemMakesUp();
    void refusesWhatIsNoFile_data() { addStrangeFiles(); }
    void refusesWhatIsNoFile();
    void namesAMissingFile();

private:
    TempFiles m_files;
    Cost m_cost;
};

void TestInputFile::readsWhole()
{
    for (const std::size_t size : {0, 1, 4095, 4096, 4097, 100'000}) {
        const std::string bytes(size, 'x');
        const auto path = m_files.write("whole", bytes);
        QVERIFY(readWhole(path, static_cast<std::int64_t>(size)) == bytes);
        if (size > 0)
            QCOMPARE(complaintOf<BadInput>([&] { readWhole(path, static_cast<std::int64_t>(size) - 1); }),
                     "0:0: found " + std::to_string(size) + " bytes or more, expected at most "
                         + std::to_string(size - 1) + ".");
    }
}

void TestInputFile::takesNoMoreThanIsAllowed()
{
    const auto path = m_files.write("large", "");
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40); // takes no room on the disk
    QVERIFY_EXCEPTION_THROWN(readWhole(path, 1 << 20), BadInput);
}

void TestInputFile::readsWhatTheSystemMakesUp()
{
    QCOMPARE(InputFile("/proc/self/stat").size(), 0);
    QVERIFY(readWhole("/proc/self/stat", 1 << 16).starts_with(std::to_string(getpid())));
    QVERIFY_EXCEPTION_THROWN(readWhole("/proc/self/stat", 3), BadInput); // its size says nothing
}

void TestInputFile::refusesWhatIsNoFile()
{
    QFETCH(std::string, kind);
    const auto path = m_files.at("strange");
    if (!makeStrange(kind, path))
        QSKIP("cannot be made here");
    QVERIFY_EXCEPTION_THROWN(InputFile{path}, Error);
    QVERIFY_EXCEPTION_THROWN(readWhole(path, 100), Error);
    if (kind == "pipe" || kind == "folder")
        QVERIFY(complaintOf<BadInput>([&] { InputFile{path}; }).find(kind) != std::string::npos);
    std::filesystem::remove(path);
}

void TestInputFile::namesAMissingFile()
{
    QCOMPARE(complaintOf<BadInput>([&] { InputFile{m_files.at("absent")}; }),
             std::string("0:0: there is no such file."));
    QCOMPARE(complaintOf<BadInput>([&] { InputFile{m_files.write("a", "") / "b"}; }),
             std::string("0:0: there is no such file."));
}

QTEST_GUILESS_MAIN(TestInputFile)
#include "tst_input_file.moc"
