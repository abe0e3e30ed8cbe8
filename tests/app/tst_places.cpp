#include "tests/app/command.h"
#include "tests/support/send_signal.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/// Places in which no program is at home: nothing can be written, there is no home, the folder for temporary files is
/// full. Each program starts, or says why not, soon; and what was there stays as it was. The programs are copies, since
/// nobody may look into the folder they were built in.
class TestPlaces : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void theCommandLineEndsInWords_data() { addPlaces(); }
    void theCommandLineEndsInWords();
    void theWindowOpensAndCloses_data() { addPlaces(); }
    void theWindowOpensAndCloses();

private:
    static void addPlaces();
    void enter(QProcess& process, const QString& place) const;
    bool canBeMade(const QString& place) const;
    QMap<QString, QByteArray> files() const;
    QString at(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString commandLine() const { return at("programs/tastescope-cli"); }
    QString window() const { return at("programs/tastescope"); }

    QTemporaryDir m_folder;
    QMap<QString, QByteArray> m_before;
};

namespace {

constexpr int cannotBeMade = 96;
constexpr unsigned nobody = 65'534;

/// In a namespace of its own, the mounts of which end with the process.
bool unshareMounts()
{
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    return mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

bool makeReadOnly(const char* folder)
{
    return unshareMounts() && mount(folder, folder, nullptr, MS_BIND, nullptr) == 0
           && mount(nullptr, folder, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

/// Without a byte of room.
bool makeFull(const char* folder)
{
    if (!unshareMounts() || mount("none", folder, "tmpfs", 0, "size=64k") != 0 || chdir(folder) != 0)
        return false;
    const int ballast = open("ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    static const char block[4096] = {}; // the process it is called in may have a stack of no more
    while (write(ballast, block, sizeof block) > 0)
        continue;
    close(ballast);
    return ballast >= 0;
}

bool becomeNobody()
{
    return getuid() == 0 && setgid(nobody) == 0 && setuid(nobody) == 0;
}

/// Whether the program may write in the home of the test.
bool canWriteIn(const QString& place)
{
    return place == QStringLiteral("no folders of the desktop") || place.contains(QStringLiteral("temporary"));
}

} // namespace

void TestPlaces::addPlaces()
{
    QTest::addColumn<QString>("place");
    for (const char* place : {"a read-only file system", "a folder of somebody else", "no home",
                              "no folders of the desktop", "a full folder for temporary files", "a full home"})
        QTest::newRow(place) << QString::fromLatin1(place);
}

/// The program will be in the place; its child process ends with cannotBeMade where there is no such place.
void TestPlaces::enter(QProcess& process, const QString& place) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("HOME"), at("home"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    std::function<bool()> make = [] { return true; };
    const QByteArray home = at("home").toUtf8();
    const QByteArray temporary = at("temporary").toUtf8();
    if (place == QStringLiteral("a read-only file system"))
        make = [home] { return makeReadOnly(home.constData()); };
    if (place == QStringLiteral("a folder of somebody else"))
        make = becomeNobody;
    if (place == QStringLiteral("no home")) {
        environment.remove(QStringLiteral("HOME"));
        make = becomeNobody; // root's would be / itself
    }
    if (place == QStringLiteral("no folders of the desktop"))
        for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(QString::fromLatin1(name), QStringLiteral("/proc/none"));
    if (place == QStringLiteral("a full folder for temporary files")) {
        environment.insert(QStringLiteral("TMPDIR"), at("temporary"));
        make = [temporary] { return makeFull(temporary.constData()); };
    }
    if (place == QStringLiteral("a full home"))
        make = [home] { return makeFull(home.constData()); };
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    process.setChildProcessModifier([make] {
        if (!make())
            _exit(cannotBeMade);
    });
}

bool TestPlaces::canBeMade(const QString& place) const
{
    QProcess probe;
    enter(probe, place);
    probe.start(commandLine(), {QStringLiteral("--version")});
    return finish(probe).code == 0;
}

QMap<QString, QByteArray> TestPlaces::files() const
{
    QMap<QString, QByteArray> found;
    for (QDirIterator entry(at("home"), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                            QDirIterator::Subdirectories);
         entry.hasNext();) {
        QFile file(entry.next());
        found[file.fileName()] = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("a folder");
    }
    return found;
}

/// A home with a history of one run.
void TestPlaces::initTestCase()
{
    for (const char* name : {"home", "temporary", "programs"})
        QVERIFY(QDir().mkpath(at(name)));
    QVERIFY(QFile::copy(QStringLiteral(TASTESCOPE_CLI), commandLine()));
    QVERIFY(QFile::copy(QStringLiteral(TASTESCOPE_WINDOW), window()));
    qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
    const QString workspace = at("home/.local/share/tastescope");
    const Result trained = call(
        {"train", "preset:tiny", "--model", "popularity", "--out", workspace + "/runs/one", "--workspace", workspace});
    QVERIFY2(trained.code == 0, trained.error);
    QVERIFY(write(at("home/table.csv"), "user,item\na,x\na,y\nb,x\nb,z\n"));
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7055)); // nobody may come in
    QVERIFY(files().size() > 5);
}

void TestPlaces::init()
{
    m_before = files();
    QFETCH(QString, place);
    if (!canBeMade(place))
        QSKIP("THIS PLACE CANNOT BE MADE HERE: run the test as root with a TMPDIR that all may enter, or allow user "
              "namespaces.");
}

void TestPlaces::theCommandLineEndsInWords()
{
    QFETCH(QString, place);
    const bool isWritable = canWriteIn(place);
    for (const QStringList& words :
         {QStringList{"runs", "list"}, QStringList{"data", "info", at("home/table.csv")},
          QStringList{"data", "import", at("home/table.csv"), "--out", at("home/data.taste")},
          QStringList{"train", at("home/table.csv"), "--model", "popularity", "--out", at("home/run")}}) {
        QProcess process;
        enter(process, place);
        process.start(commandLine(), words);
        process.closeWriteChannel();
        const Result result = finish(process);
        const QByteArray what = words.join(QLatin1Char(' ')).toUtf8() + ": " + result.out + result.error;
        QVERIFY2(result.code == 0 || result.code == 1 || result.code == 3, what);
        QVERIFY2(result.code == 0 || result.error.contains('/') || result.error.contains("HOME"), what);
        if (words.contains(QStringLiteral("import")))
            QCOMPARE(result.code == 0, isWritable);
        if (!isWritable)
            QVERIFY2(files() == m_before, what);
    }
    for (const char* made : {"home/data.taste", "home/run"}) {
        QFile::remove(at(made));
        QDir(at(made)).removeRecursively();
    }
}

void TestPlaces::theWindowOpensAndCloses()
{
    QFETCH(QString, place);
    QProcess process;
    enter(process, place);
    QElapsedTimer clock;
    clock.start();
    process.start(window(), {"--measure-gaps", at("home/table.csv")});
    process.closeWriteChannel();
    QTest::qWait(2'000);
    if (process.state() == QProcess::Running)
        tastescope::test::sendSignal(process, SIGTERM);
    const Result closed = finish(process);
    QVERIFY2(closed.code == 0 || closed.code == 1, closed.error);
    QVERIFY2(closed.code == 1 || closed.error.contains("longest gap"), closed.error); // it had begun
    QVERIFY2(closed.code == 0 || closed.error.contains("tastescope: "), closed.error);
    QVERIFY2(clock.elapsed() < 40'000, "it took too long");
    if (!canWriteIn(place))
        QVERIFY(files() == m_before);
}

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
