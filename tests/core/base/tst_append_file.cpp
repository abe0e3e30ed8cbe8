
#include "core/base/append_file.h"
#include "core/base/error.h"
#include "tests/support/temp_files.h"

#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace tastescope;

class TestAppendFile : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAppendedStandsBehindWhatWasThere();
    void isNotMadeWhereThereIsNone();
    void saysThatThereIsNoRoom();
};

void TestAppendFile::whatIsAppendedStandsBehindWhatWasThere()
{
    const TempFiles files;
    files.write("a", "one\n");
    AppendFile file(files.at("a"));
    file.append("two\n", false);
    QCOMPARE(bytesOf(files.at("a")), std::string("one\ntwo\n"));
    file.append("three\n", true);
    AppendFile moved = std::move(file);
    moved.append("four\n", true);
    QCOMPARE(bytesOf(files.at("a")), std::string("one\ntwo\nthree\nfour\n"));
}

void TestAppendFile::isNotMadeWhereThereIsNone()
{
    const TempFiles files;
    QVERIFY_EXCEPTION_THROWN(AppendFile(files.at("nothing")), Error);
    QVERIFY(!std::filesystem::exists(files.at("nothing")));
}

void TestAppendFile::saysThatThereIsNoRoom()
{
    const TempFiles files;
    files.write("a", "one\n");
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{6, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    AppendFile file(files.at("a"));
    std::string words;
    try {
        file.append("two\n", false);
    } catch (const Error& error) {
        words = error.what();
    }
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY2(words.starts_with(files.at("a").string() + " cannot be written"), words.c_str());
}

QTEST_GUILESS_MAIN(TestAppendFile)
#include "tst_append_file.moc"
