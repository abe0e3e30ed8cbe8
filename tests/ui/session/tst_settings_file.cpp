#include "tests/support/strange_files.h"
#include "tests/support/text_files.h"
#include "ui/session/settings.h"
#include "ui/session/settings_file.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace tastescope::ui;
using namespace tastescope::test;

class TestSettingsFile : public QObject
{
    Q_OBJECT

private slots:
    void aDamagedFileIsKeptBeside_data();
    void aDamagedFileIsKeptBeside();
    void nothingButAFileIsRead_data() { addStrangeFiles(); }
    void nothingButAFileIsRead();
    void manyEditsAreOneWriting();
    void aFolderThatCannotBeWrittenToIsToldOnce();
    void aFullDiskLeavesTheOldFile();
    void aLinkStaysALink();
};

namespace {

// No file of this process can grow beyond so many bytes.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*m_handler)(int);
    rlimit m_before{};
};

} // namespace

void TestSettingsFile::aDamagedFileIsKeptBeside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"theme": "da)");
    QTest::newRow("no object") << QByteArray("[1, 2]");
    QTest::newRow("no text") << QByteArray("\x89PNG\r\n\x1a\n\x00\xff", 10);
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("huge") << QByteArray(2 << 20, ' ') + "{}";
}

void TestSettingsFile::aDamagedFileIsKeptBeside()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    writeText(path, text);
    Settings settings(path);
    QSignalSpy damaged(&settings.file(), &SettingsFile::damaged);
    QVERIFY(settings.recentFiles().isEmpty());
    QCOMPARE(readText(path + QStringLiteral(".damaged")), text);
    QTRY_COMPARE(damaged.size(), 1);
    QCOMPARE(damaged.front().front().toString(), path + QStringLiteral(".damaged"));
    settings.setTheme(ThemeChoice::Dark);
    QVERIFY(settings.file().flush());
    QCOMPARE(Settings(path).theme(), ThemeChoice::Dark);
}

void TestSettingsFile::nothingButAFileIsRead()
{
    QFETCH(std::string, kind);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    if (!makeStrange(kind, path.toStdString()))
        QSKIP("cannot be made here");
    Settings settings(path); // would wait for ever for what comes out of a pipe
    QVERIFY(settings.recentFiles().isEmpty());
}

void TestSettingsFile::manyEditsAreOneWriting()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    Settings settings(path);
    for (int k = 0; k < 1000; ++k) {
        settings.setValue(QStringLiteral("k"), k);
        QCOMPARE(settings.value(QStringLiteral("k")).toInt(), k);
    }
    QVERIFY(!QFile::exists(path)); // nothing is written while the hand is on the slider
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(Settings(path).value(QStringLiteral("k")).toInt(), 999);
}

void TestSettingsFile::aFolderThatCannotBeWrittenToIsToldOnce()
{
    Settings settings(QStringLiteral("/dev/null/settings.json"));
    QSignalSpy problems(&settings.file(), &SettingsFile::notWritten);
    settings.setTheme(ThemeChoice::Dark);
    QCOMPARE(settings.theme(), ThemeChoice::Dark); // as long as the program runs
    QVERIFY(!settings.file().flush());
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.front().front().toString().contains(QStringLiteral("/dev/null/settings.json")));
    settings.setTheme(ThemeChoice::Light);
    QVERIFY(!settings.file().flush());
    QCOMPARE(problems.size(), 1);
}

void TestSettingsFile::aFullDiskLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    Settings settings(path);
    settings.setTheme(ThemeChoice::Dark);
    QVERIFY(settings.file().flush());
    const QByteArray good = readText(path);
    QSignalSpy problems(&settings.file(), &SettingsFile::notWritten);
    settings.setValue(QStringLiteral("long"), QString(5000, QLatin1Char('x')));
    {
        const FileSizeLimit limit(1000); // bytes: writing ends in the middle, as on a full disk
        QVERIFY(!settings.file().flush());
    }
    QCOMPARE(readText(path), good);
    QCOMPARE(problems.size(), 1);
    settings.setTheme(ThemeChoice::Light); // there is room again: what was left comes with it
    QVERIFY(settings.file().flush());
    QCOMPARE(Settings(path).value(QStringLiteral("long")).toString().size(), 5000);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("settings.json")});
}

void TestSettingsFile::aLinkStaysALink()
{
    const QTemporaryDir folder;
    const QString real = folder.filePath(QStringLiteral("real.json"));
    const QString link = folder.filePath(QStringLiteral("settings.json"));
    writeText(real, "{}");
    QVERIFY(QFile::link(real, link));
    Settings settings(link);
    settings.setTheme(ThemeChoice::Dark);
    QVERIFY(settings.file().flush());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(Settings(real).theme(), ThemeChoice::Dark);
}

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settings_file.moc"
