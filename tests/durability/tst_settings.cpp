#include "tests/durability/scenarios.h"
#include "ui/session/settings.h"
#include "ui/session/settings_file.h"

#include <QSignalSpy>

#include <cerrno>

using namespace tastescope;
using namespace tastescope::test;
using namespace tastescope::ui;

/// The process ends, or the disk fails, at every call by which the window keeps its settings.
class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void areTheOldOnesOrTheNew_data();
    void areTheOldOnesOrTheNew();
};

namespace {

QString fileIn(const fs::path& folder)
{
    return QString::fromStdString((folder / "config/settings.json").string());
}

/// What is set in the file now.
std::string settingsIn(const fs::path& folder)
{
    const Settings settings(fileIn(folder));
    return (settings.theme() == ThemeChoice::Dark ? "dark " : "light ")
           + std::to_string(settings.value(QStringLiteral("a")).toInt())
           + std::to_string(settings.value(QStringLiteral("b")).toInt());
}

/// Sets what was set before, or what is new, and says whether that is kept, or why not.
Models keepIn(const fs::path& folder, bool isNew)
{
    Settings settings(fileIn(folder));
    QSignalSpy problems(&settings.file(), &SettingsFile::notWritten);
    settings.setTheme(isNew ? ThemeChoice::Dark : ThemeChoice::Light);
    settings.setValue(isNew ? QStringLiteral("b") : QStringLiteral("a"), isNew ? 2 : 1);
    if (settings.file().flush())
        return {"kept"};
    return {problems.isEmpty() ? std::string("nobody was told") : problems.front().front().toString().toStdString()};
}

Models keepOld(const fs::path& folder, const JobContext&)
{
    return keepIn(folder, false);
}

Models keepNew(const fs::path& folder, const JobContext&)
{
    return keepIn(folder, true);
}

/// Looked at in a process of its own, since it may begin a thread.
std::string settingsAfter(const fs::path& folder)
{
    return enacted([](const fs::path& there, const JobContext&) { return Models{settingsIn(there)}; }, folder).text;
}

} // namespace

void TestSettings::areTheOldOnesOrTheNew_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("lasting");
    QTest::newRow("ends before") << int(FaultExitBefore) << 0 << false;
    QTest::newRow("ends after") << int(FaultExitAfter) << 0 << false;
    QTest::newRow("no room") << int(FaultError) << ENOSPC << true;
    QTest::newRow("broken once") << int(FaultError) << EIO << false;
    QTest::newRow("broken for good") << int(FaultError) << EIO << true;
}

void TestSettings::areTheOldOnesOrTheNew()
{
    QFETCH(int, action);
    QFETCH(int, error);
    QFETCH(bool, lasting);
    FaultPlan plan{.action = FaultNone, .error = error, .lasting = lasting, .reads = 1};
    const TempFiles whole;
    QCOMPARE(enacted(keepOld, whole.folder()).text, std::string("kept\n"));
    const Ending uninterrupted = enacted(keepNew, whole.folder(), plan);
    QCOMPARE(uninterrupted.text, std::string("kept\n"));
    QCOMPARE(settingsAfter(whole.folder()), std::string("dark 12\n"));
    QVERIFY2(uninterrupted.counted > 8, "the calls are not seen: the shim does not stand before the C library");

    plan.action = static_cast<FaultAction>(action);
    int old = 0;
    for (plan.at = 1; plan.at <= uninterrupted.counted; ++plan.at) {
        const TempFiles files;
        enacted(keepOld, files.folder());
        const Ending ending = enacted(keepNew, files.folder(), plan);
        const std::string what = "call " + std::to_string(plan.at) + ": " + ending.text;
        QVERIFY2(ending.code == 0 || ending.code == faultExitCode, what.c_str());
        const std::string found = settingsAfter(files.folder());
        QVERIFY2(found == "dark 12\n" || (found == "light 10\n" && ending.text != "kept\n"), (what + found).c_str());
        if (ending.code == 0 && ending.text != "kept\n")
            QVERIFY2(ending.text.find(files.folder().string()) != std::string::npos, what.c_str());
        old += found == "light 10\n" ? 1 : 0;
        QVERIFY2(!fs::exists(files.at("config/settings.json.damaged")), what.c_str());
        QCOMPARE(enacted(keepNew, files.folder()).text, std::string("kept\n"));
        QCOMPARE(settingsAfter(files.folder()), std::string("dark 12\n"));
    }
    QVERIFY(old > 3 || (action == FaultError && !lasting)); // the next try keeps them
    qInfo("%ld calls, %d times the old ones were left", uninterrupted.counted, old);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
