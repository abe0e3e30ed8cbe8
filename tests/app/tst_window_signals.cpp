#include "tests/app/command.h"
#include "tests/support/send_signal.h"

#include <QTest>

#include <csignal>

/// The window, asked to end by the system.
class TestWindowSignals : public QObject
{
    Q_OBJECT

private slots:
    void itEndsAsIfClosed_data();
    void itEndsAsIfClosed();
    void anExportEndsAtOnce();
    void aCrashIsInTheLogAndTheNextStartCloses();
};

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestWindowSignals::itEndsAsIfClosed_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("the terminal closes") << SIGHUP;
}

void TestWindowSignals::itEndsAsIfClosed()
{
    QFETCH(int, signal);
    const QTemporaryDir own;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("XDG_CONFIG_HOME", own.filePath(QStringLiteral("config")).toUtf8());
    QProcess window;
    start(window, {"--measure-gaps", "preset:tiny"}, QStringLiteral(TASTESCOPE_WINDOW));
    QTest::qWait(1'500); // whatever it is at: opening, finding neighbours, at rest
    tastescope::test::sendSignal(window, signal);
    const Result closed = finish(window);
    QCOMPARE(closed.code, 0);
    QVERIFY2(closed.error.contains("longest gap"), closed.error); // the event loop came to its end
}

void TestWindowSignals::anExportEndsAtOnce()
{
    const QTemporaryDir own;
    QProcess window;
    start(window, {"--tour", own.filePath(QStringLiteral("pictures"))}, QStringLiteral(TASTESCOPE_WINDOW));
    QTest::qWait(1'000);
    tastescope::test::sendSignal(window, SIGINT);
    QCOMPARE(finish(window).code, 130);
}

void TestWindowSignals::aCrashIsInTheLogAndTheNextStartCloses()
{
    const QTemporaryDir own;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("XDG_CONFIG_HOME", own.path().toUtf8());
    const auto openWindows = [&own] {
        const QByteArray settings = contentOf(own.filePath(QStringLiteral("tastescope/settings.json")));
        return settings.isEmpty() ? std::size_t(0) : nlohmann::json::parse(settings.toStdString())["open"].size();
    };
    for (const int signal : {SIGSEGV, SIGTERM}) {
        QProcess window;
        start(window, {"preset:tiny"}, QStringLiteral(TASTESCOPE_WINDOW));
        QTRY_COMPARE_WITH_TIMEOUT(openWindows(), std::size_t(1), 20'000); // the one of before is forgotten
        QTest::qWait(500);
        tastescope::test::sendSignal(window, signal);
        QCOMPARE(finish(window).code, signal == SIGSEGV ? -1 : 0);
        QCOMPARE(openWindows(), std::size_t(signal == SIGSEGV ? 1 : 0));
    }
    const QByteArray log = contentOf(ownFolder().filePath(QStringLiteral("tastescope/log.txt")));
    QVERIFY2(log.contains("The program crashed here:\n") && log.contains("tastescope("), log);
}

QTEST_GUILESS_MAIN(TestWindowSignals)
#include "tst_window_signals.moc"
