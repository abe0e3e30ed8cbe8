// What the finished programs were compiled and linked with, asked of readelf: it comes with the linker that every
// compiler needs.

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

class TestHardening : public QObject
{
    Q_OBJECT

private slots:
    void programsLieAnywhere_data() { addPrograms(); }
    void programsLieAnywhere();
    void stacksHoldNoCode_data() { addPrograms(); }
    void stacksHoldNoCode();
    void tablesOfFunctionsAreSealed_data() { addPrograms(); }
    void tablesOfFunctionsAreSealed();
    void overwrittenStacksAndBuffersEndTheProgram_data() { addPrograms(); }
    void overwrittenStacksAndBuffersEndTheProgram();

private:
    static void addPrograms();
};

void TestHardening::addPrograms()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("command line") << QStringLiteral(TASTESCOPE_CLI);
    if (const QString window = QStringLiteral(TASTESCOPE_WINDOW); !window.isEmpty())
        QTest::newRow("window") << window;
}

/// Empty when the program could not be read, which no test takes for an answer.
static QString readelf(const QString& program, const QString& part)
{
    QProcess process;
    process.start(QStringLiteral("readelf"), {QStringLiteral("--wide"), part, program});
    return process.waitForFinished() && process.exitCode() == 0 ? QString::fromUtf8(process.readAllStandardOutput())
                                                                : QString();
}

void TestHardening::programsLieAnywhere()
{
    QFETCH(QString, program);
    QVERIFY(readelf(program, QStringLiteral("--file-header")).contains(QStringLiteral("DYN (")));
    QVERIFY(readelf(program, QStringLiteral("--program-headers")).contains(QStringLiteral("INTERP")));
}

void TestHardening::stacksHoldNoCode()
{
    QFETCH(QString, program);
    static const QRegularExpression stack(QStringLiteral("GNU_STACK .* (R\\S*)"));
    QCOMPARE(stack.match(readelf(program, QStringLiteral("--program-headers"))).captured(1), QStringLiteral("RW"));
}

void TestHardening::tablesOfFunctionsAreSealed()
{
    QFETCH(QString, program);
    QVERIFY(readelf(program, QStringLiteral("--program-headers")).contains(QStringLiteral("GNU_RELRO")));
    // Read-only from the start only when nothing is looked up later.
    static const QRegularExpression now(QStringLiteral("\\(FLAGS\\).*BIND_NOW|\\(FLAGS_1\\).*NOW"));
    QVERIFY(readelf(program, QStringLiteral("--dynamic")).contains(now));
}

void TestHardening::overwrittenStacksAndBuffersEndTheProgram()
{
    if (!IS_HARDENED)
        QSKIP("Only builds that are optimised, and have no sanitizer, are compiled so.");
    QFETCH(QString, program);
    const QString symbols = readelf(program, QStringLiteral("--dyn-syms"));
    QVERIFY(symbols.contains(QStringLiteral("__stack_chk_fail")));
    static const QRegularExpression checked(QStringLiteral(" __\\w+_chk\\b"));
    QVERIFY(symbols.contains(checked)); // __memcpy_chk and its like stand where the size of a buffer is known
}

QTEST_GUILESS_MAIN(TestHardening)
#include "tst_hardening.moc"
