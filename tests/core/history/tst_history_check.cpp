#include "core/history/sqlite.h"
#include "tests/core/history/history_cases.h"

#include <QTest>

using namespace tastescope;

namespace fs = std::filesystem;

/// What `runs check` looks at, and that what cannot be read hides nothing else.
class TestHistoryCheck : public QObject
{
    Q_OBJECT

private slots:
    void anUnknownStateHidesOnlyItsSweep();
    void filesThatAreGoneAreNamed();
};

void TestHistoryCheck::anUnknownStateHidesOnlyItsSweep()
{
    const TempFiles files;
    RunStore store(files.folder());
    const SweepId one = store.addSweep({.name = "one"});
    const SweepId two = store.addSweep({.name = "two", .trials = {{.number = 1}}});
    const SweepId three = store.addSweep({.name = "three"});
    SqliteConnection(store.file(), SqliteConnection::Mode::Create)
        .execute("UPDATE sweep SET state = 'dreaming' WHERE id = " + std::to_string(number(one))
                 + "; UPDATE trial SET state = 'asleep' WHERE sweep = " + std::to_string(number(two)));
    QCOMPARE(store.sweeps().size(), std::size_t(1));
    QCOMPARE(store.sweeps().at(0).id, three);
    const auto problems = store.problems();
    QCOMPARE(problems.size(), std::size_t(2));
    QVERIFY2(problems[0].find("sweep 1 (one)") != std::string::npos
                 && problems[0].find("dreaming") != std::string::npos,
             problems[0].c_str());
    QVERIFY2(problems[1].find("sweep 2 (two)") != std::string::npos, problems[1].c_str());
}

void TestHistoryCheck::filesThatAreGoneAreNamed()
{
    const TempFiles files;
    RunStore store(files.folder());
    for (const char* file : {"r/config.json", "r/model.safetensors", "r/curve.csv"})
        files.write(file, "abc");
    const RunId id = store.add(sampleRun(files.at("r")));
    store.finish(id, sampleRecord(1));
    QVERIFY(store.missingFiles().empty());
    fs::remove(files.at("r/model.safetensors"));
    files.write("r/curve.csv", "abcd");
    const auto missing = store.missingFiles();
    QCOMPARE(missing.size(), std::size_t(2));
    QVERIFY2(missing[0].find("curve.csv") != std::string::npos && missing[0].find("size") != std::string::npos,
             missing[0].c_str());
    QVERIFY2(missing[1].find("model.safetensors") != std::string::npos && missing[1].find("gone") != std::string::npos,
             missing[1].c_str());
}

QTEST_GUILESS_MAIN(TestHistoryCheck)
#include "tst_history_check.moc"
