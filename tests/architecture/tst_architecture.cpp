// The rooms of the project, lowest first, as README.md lists them under "Rooms".
// A file may include its own room and the rooms above it in that list, nothing else; a page no file of another page.

#include <QDirIterator>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

class TestArchitecture : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void includesPointUpTheList_data() { addSourceFiles({"core", "ui", "app"}); }
    void includesPointUpTheList();
    void pagesDoNotKnowEachOther_data() { addSourceFiles({"ui/pages"}); }
    void pagesDoNotKnowEachOther();
    void everyRoomExistsAndIsListed();
    void coreIsFreeOfQt_data() { addSourceFiles({"core"}); }
    void coreIsFreeOfQt();
    void coreDoesNotWriteToTheTerminal_data() { addSourceFiles({"core"}); }
    void coreDoesNotWriteToTheTerminal();
    void coreAsksNoLocale();
    void oneOpenMpPragma();
    void filesStayShort_data() { addSourceFiles({"core", "ui", "app", "tests"}); }
    void filesStayShort();
    void filesAreOpenedInOnePlace();
    void nobodyUsesQSaveFile_data() { addSourceFiles({"core", "ui", "app"}); }
    void nobodyUsesQSaveFile();
    void topLevelIsTheAgreedOne();
    void everyPromiseNamesItsTest();

private:
    void addSourceFiles(const QStringList& folders) const;
    static QString roomOf(const QString& path); // "core/data/split.h" -> "core/data", whatever is below
    static QString pageOf(const QString& path); // "ui/pages/users/user_list.h" -> "ui/pages/users"

    QStringList m_rooms;
};

static const QDir root(QStringLiteral(SOURCE_ROOT));

static QString read(const QString& path)
{
    QFile file(root.filePath(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

static QStringList sourceFiles(const QStringList& folders)
{
    QStringList paths;
    for (const QString& folder : folders) {
        QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << root.relativeFilePath(files.next());
    }
    return paths;
}

static QStringList includesOf(const QString& path)
{
    static const QRegularExpression include(QStringLiteral("^#include \"([^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    QStringList included;
    for (auto found = include.globalMatch(read(path)); found.hasNext();)
        if (const QString file = found.next().captured(1); file.contains(QLatin1Char('/'))) // others are generated
            included << file;
    return included;
}

void TestArchitecture::initTestCase()
{
    static const QRegularExpression row(QStringLiteral("^\\| `((?:core|ui|app)/[a-z_]+)` \\|"),
                                        QRegularExpression::MultilineOption);
    for (auto found = row.globalMatch(read(QStringLiteral("README.md"))); found.hasNext();)
        m_rooms << found.next().captured(1);
    QVERIFY2(m_rooms.size() > 5, "README.md has no table of rooms");
}

void TestArchitecture::addSourceFiles(const QStringList& folders) const
{
    QTest::addColumn<QString>("path");
    for (const QString& path : sourceFiles(folders))
        QTest::newRow(qPrintable(path)) << path;
}

QString TestArchitecture::roomOf(const QString& path)
{
    return path.section(QLatin1Char('/'), 0, 1);
}

QString TestArchitecture::pageOf(const QString& path)
{
    return path.section(QLatin1Char('/'), 0, 2);
}

void TestArchitecture::includesPointUpTheList()
{
    QFETCH(QString, path);
    const auto room = m_rooms.indexOf(roomOf(path));
    QVERIFY2(room >= 0, qPrintable(path + " is in a room that README.md does not list"));
    for (const QString& included : includesOf(path)) {
        const auto other = m_rooms.indexOf(roomOf(included));
        QVERIFY2(other >= 0 && other <= room, qPrintable(path + " must not include " + included));
    }
}

void TestArchitecture::pagesDoNotKnowEachOther()
{
    QFETCH(QString, path); // what two of them show is in ui/parts
    for (const QString& included : includesOf(path))
        QVERIFY2(roomOf(included) != QLatin1String("ui/pages") || pageOf(included) == pageOf(path),
                 qPrintable(path + " must not include " + included));
}

void TestArchitecture::everyRoomExistsAndIsListed()
{
    QStringList folders;
    for (const QString& top : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")})
        for (const QString& folder : QDir(root.filePath(top)).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            folders << top + QLatin1Char('/') + folder;
    QStringList listed = m_rooms;
    folders.sort();
    listed.sort();
    QCOMPARE(folders, listed);
}

void TestArchitecture::coreIsFreeOfQt()
{
    QFETCH(QString, path);
    QVERIFY(!read(path).contains(QRegularExpression(QStringLiteral("#include <Q[A-Z]|#include <Qt"))));
}

void TestArchitecture::coreDoesNotWriteToTheTerminal()
{
    QFETCH(QString, path);
    QVERIFY(!read(path).contains(QRegularExpression(QStringLiteral("std::c(out|err)|\\bf?printf\\s*\\("))));
}

/// What core writes of numbers and letters must not depend on where the person lives: core/base/number_text.h, ascii.h.
/// Looked for in what the compiler made of core: std::to_string(double) is vsnprintf, whatever it is called through.
/// JSON has its own ways with the two that are forgiven where localeconv is.
void TestArchitecture::coreAsksNoLocale()
{
    QProcess nm;
    nm.start(QStringLiteral("nm"), {"-A", "-C", "--undefined-only", QStringLiteral(CORE_LIBRARY)});
    if (!nm.waitForStarted())
        QSKIP("needs nm, of binutils");
    QVERIFY(nm.waitForFinished());
    static const QRegularExpression line(QStringLiteral("(\\S+\\.o):\\s+U (.+)"));
    static const QRegularExpression asksLocale(
        QStringLiteral("^(v?snprintf|v?sprintf|strto(d|f|ld)|ato[fil]|setlocale|to(lower|upper)"
                       "|is(alnum|alpha|digit|lower|print|punct|space|upper|xdigit)"
                       "|std::[io]stream& std::[io]stream::_M_(insert|extract)<(double|float|long double)>.*)(@.*)?$"));
    QMap<QString, QStringList> asked;
    QStringList json;
    int symbols = 0;
    for (const QByteArray& text : nm.readAllStandardOutput().split('\n')) {
        const auto found = line.match(QString::fromUtf8(text));
        symbols += found.hasMatch() ? 1 : 0;
        if (found.captured(2).startsWith(QLatin1String("localeconv")))
            json << found.captured(1);
        else if (asksLocale.match(found.captured(2)).hasMatch())
            asked[found.captured(1)] << found.captured(2);
    }
    QVERIFY(symbols > 1'000);
    for (auto file = asked.begin(); file != asked.end(); ++file) {
        if (json.contains(file.key())) {
            file->removeIf([](const QString& name) { return name == "snprintf" || name == "strtod"; });
        }
        QVERIFY2(file->isEmpty(), qPrintable(file.key() + " calls " + file->join(", ")));
    }
}

void TestArchitecture::oneOpenMpPragma()
{
    QStringList holders;
    for (const QString& path : sourceFiles({"core", "ui", "app"}))
        if (read(path).contains(QLatin1String("#pragma omp")))
            holders << path;
    QCOMPARE(holders, QStringList{QStringLiteral("core/base/parallel.h")});
}

void TestArchitecture::filesStayShort()
{
    QFETCH(QString, path);
    const auto lines = read(path).count(QLatin1Char('\n'));
    QVERIFY2(lines <= 300, qPrintable(QStringLiteral("%1 has %2 lines").arg(path).arg(lines)));
}

/// What is read goes through InputFile, which refuses a pipe or a device and is never made to wait. The history locks
/// its folder, and asks whether it may write its file.
void TestArchitecture::filesAreOpenedInOnePlace()
{
    static const QRegularExpression opens(
        QStringLiteral("<fstream>|\\bf(re)?open\\s*\\(|O_RDWR|O_RDONLY(?! \\| O_DIRECTORY)|<QSettings>"));
    static const QRegularExpression qtOpens(QStringLiteral("(ReadOnly|ReadWrite)\\b"));
    static const QRegularExpression ofProgram(QStringLiteral("QFile file\\(QStringLiteral\\(\":/"));
    QStringList openers;
    for (const QString& path : sourceFiles({"core", "ui", "app"})) {
        const QString text = read(path);
        const bool qt = text.contains(QLatin1String("<QFile>")) && text.contains(qtOpens) && !text.contains(ofProgram);
        if (text.contains(opens) || qt)
            openers << path;
    }
    openers.sort();
    QCOMPARE(openers,
             (QStringList{"core/base/folder_lock.cpp", "core/base/input_file.cpp", "core/history/history_file.cpp"}));
}

void TestArchitecture::nobodyUsesQSaveFile()
{
    QFETCH(QString, path); // Qt 6.4's reports success on a full disk; AtomicFile does not
    QVERIFY(!read(path).contains(QLatin1String("QSaveFile>")));
}

void TestArchitecture::topLevelIsTheAgreedOne()
{
    // "build" is where the presets build; git ignores it.
    const QStringList agreed{
        "build",    "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", "LICENSE", "README.md", "app", "core",
        "datasets", "resources",    "run.sh",         "test.sh",           "tests",   "ui"};
    for (const QString& entry : root.entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        QVERIFY2(agreed.contains(entry), qPrintable(entry + " is not part of the agreed top level"));
}

/// tests/README.md says of each promise whether it is kept, and which tests would notice if it were not.
void TestArchitecture::everyPromiseNamesItsTest()
{
    static const QRegularExpression row(
        QStringLiteral("^\\| ([A-Z]\\d+) \\| .* \\| (kept|partly|not yet)[^|]*\\|(.*)\\|$"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression test(QStringLiteral("`([a-z_/]+)::(\\w+)`"));
    QStringList promises;
    for (auto rows = row.globalMatch(read(QStringLiteral("tests/README.md"))); rows.hasNext();) {
        const QRegularExpressionMatch promise = rows.next();
        promises << promise.captured(1);
        QVERIFY2(promise.captured(2) == QStringLiteral("not yet") || promise.captured(3).contains(QLatin1Char('`')),
                 qPrintable(promise.captured(1) + " is said to be kept, and names no test"));
        for (auto tests = test.globalMatch(promise.captured(3)); tests.hasNext();) {
            const QRegularExpressionMatch named = tests.next();
            const QString source = QStringLiteral("tests/%1.cpp").arg(named.captured(1));
            QVERIFY2(read(source).contains(QStringLiteral("::%1()").arg(named.captured(2))),
                     qPrintable(promise.captured(1) + " names " + named.captured(0) + ", which is not there"));
        }
    }
    QCOMPARE(promises.size(), 45);
    promises.removeDuplicates();
    QCOMPARE(promises.size(), 45);
}

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
